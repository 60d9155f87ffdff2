"""Prices by company, planted fault by planted fault, with the made-up country's pack."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.sources import load_pack, read_source
from petroverse.sources.sample import SAMPLE_PACK
from written_sheets import written_book

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PACK = load_pack(SAMPLE_PACK)
HEADS = [None, "NO.", "COMPANY", "MOTOR SPIRIT - RON 91 (KOR/Lt)", "AUTO DIESEL (KOR/Lt)", "BOTTLED GAS (KOR/Kg)"]
TITLE = [None, "EX-PUMP PRICES OF OMCs/LPGMCs AS AT 10TH MARCH 2025"]
COMPANIES = [
    [None, 1, "Alder Oil", 9.50, 10.20, "-"],
    [None, 2, "Birch Gas", "-", "-", 12.40],
    [None, 3, "Cedar Fuels", 9.61, 10.35, 12.55],
    [None, 4, "Dogwood", 9.70, 10.05, 0],
    [None, 5, "Elder Energy", 9.45, 10.25, 12.30],
]


def pump_book(rows=COMPANIES, *, heads=HEADS, title=TITLE, sheet="Prices", **marks):
    return written_book({sheet: [[], title, [], heads, *rows]}, **marks)


def pump(rows=COMPANIES, name="ex-pump-2025-03-10.xlsx", **more):
    reading = read_source(pump_book(rows, **more), name, [PACK], now=NOW)
    assert reading.verdict == "read", reading.reason
    return reading


def prices(reading):
    """Cell → price, of the one table."""
    table = reading.tables[0]
    return dict(zip(table.cell, table.columns["price"], strict=True))


def column(reading, name):
    return dict(zip(reading.tables[0].cell, reading.tables[0].columns[name], strict=True))


def found(reading, rule):
    return [(each.cell, each.seen, each.expected) for each in reading.findings if each.rule == rule]


def with_row(at, row):
    return [*COMPANIES[:at], row, *COMPANIES[at + 1 :]]


def test_every_cell_becomes_a_price_of_its_day_and_company():
    reading = pump()
    assert prices(reading)["D5"] == 9.5
    assert len(prices(reading)) == 15
    assert set(column(reading, "day").values()) == {date(2025, 3, 10)}
    assert column(reading, "company_printed")["F6"] == "Birch Gas"


def test_the_edition_is_of_the_day_and_known_when_the_workbook_was_saved():
    edition = pump().editions[0]
    assert edition.slot == "price/ex_pump/day/2025-03-10"
    assert (edition.known.basis, edition.known.at.date()) == ("stated", date(2025, 3, 10))


def test_a_workbook_saved_again_years_later_says_nothing_of_when_it_was_known():
    known = (
        pump(saved=datetime(2026, 5, 30, tzinfo=UTC), title=[None, "EX-PUMP PRICES AS AT 10TH MARCH 2023"])
        .editions[0]
        .known
    )
    assert (known.basis, known.at.date()) == ("inferred", date(2023, 3, 10))


def test_units_and_grades_come_from_the_headings():
    reading = pump()
    assert column(reading, "unit")["D5"] == "KOR/L"
    assert column(reading, "unit")["F6"] == "KOR/kg"
    assert (column(reading, "product")["D5"], column(reading, "grade")["D5"]) == ("gasoline", "gasoline_91")


@pytest.mark.parametrize("cell", ["-", 0, None, "–"])
def test_not_sold_is_no_price_however_it_is_written(cell):
    reading = pump(with_row(0, [None, 1, "Alder Oil", cell, 10.20, "-"]))
    assert prices(reading)["D5"] is None


def test_how_not_sold_is_written_is_reported_once_a_table():
    assert found(pump(), "blank_vs_zero") == [("D5:F9", "1 zeros, 3 dashes, 0 blanks", "not sold (no price)")]


def test_hundredths_among_whole_units_are_suspect_and_kept_as_printed():
    reading = pump(with_row(1, [None, 2, "Birch Gas", "-", "-", 1240]))
    assert found(reading, "unit_slip_pesewa") == [("F6", "1240.0", "12.4")]
    assert (prices(reading)["F6"], column(reading, "standing")["F6"]) == (1240.0, "suspect")


@given(st.floats(8.0, 11.0), st.sampled_from([100.0, 10.0, 0.1, 0.01, 3.0, 0.3]))
@settings(max_examples=20, deadline=None)
def test_no_plausible_price_is_suspect_and_no_slip_is_missed(price, slip):
    plain = pump(with_row(0, [None, 1, "Alder Oil", round(price, 2), 10.20, "-"]))
    assert column(plain, "standing")["D5"] == "good"
    slipped = pump(with_row(0, [None, 1, "Alder Oil", round(price * slip, 2), 10.20, "-"]))
    assert column(slipped, "standing")["D5"] == "suspect"
    assert sum(each.rule in ("unit_slip_pesewa", "implausible_price") for each in slipped.findings) == 1


def test_a_lone_slip_is_seen_by_the_range_that_the_country_finds_plausible():
    reading = pump(
        [
            *[[*row[:5], "-"] for row in with_row(1, [None, 2, "Birch Gas", "-", "-", "-"])][:4],
            [None, 5, "Elder", 9.4, 10.2, 1230],
        ]
    )
    assert [cell for cell, _, _ in found(reading, "unit_slip_pesewa")] == ["F9"]


def test_red_prices_are_revised_that_day():
    reading = pump(red=["D5", "F8"])
    assert [cell for cell, flag in column(reading, "is_revised").items() if flag] == ["D5", "F8"]
    assert found(reading, "colour_revision") == [("D5 ...", "2 price cells in red, 2 companies", "revised that day")]


def test_a_hidden_row_is_reported_and_never_taken_in():
    reading = pump(with_row(1, [None, 2, "Birch Gas", "-", "-", 1240]), hidden_rows=[6])
    assert not {"D6", "E6", "F6"} & set(prices(reading))
    assert found(reading, "hidden_row") == [("B6:F6", "Birch Gas", "not shown by the publisher")]
    assert found(reading, "unit_slip_pesewa")
    assert [each.cells for each in reading.ignored] == ["B6:F6"]


def test_a_hidden_column_is_reported_and_never_taken_in():
    reading = pump(hidden_columns=[6])
    assert not [cell for cell in prices(reading) if cell.startswith("F")]
    assert [cell for cell, _, _ in found(reading, "hidden_column")] == ["F4"]


def test_a_hidden_sheet_is_never_read():
    content = written_book(
        {
            "Prices": [[], TITLE, [], HEADS, *COMPANIES],
            "Old": [[], TITLE, [], HEADS, [None, 1, "Secret", 9.9, 9.9, 9.9]],
        },
        hidden_sheets=["Old"],
    )
    reading = read_source(content, "p.xlsx", [PACK], now=NOW)
    assert "Secret" not in column(reading, "company_printed").values()
    assert ("Old", "hidden sheet") in [(each.sheet, each.reason) for each in reading.ignored]


def test_a_company_twice_at_two_prices_is_reported_and_both_are_kept():
    reading = pump([*COMPANIES, [None, 6, "alder  oil ", 9.80, 10.20, "-"]])
    assert found(reading, "duplicate_company_two_prices") == [("D5;D10", "9.5; 9.8", "one price")]
    assert prices(reading)["D10"] == 9.8


def test_a_company_twice_at_the_same_prices_is_one_finding():
    reading = pump([*COMPANIES, [None, 6, "Alder Oil", 9.50, 10.20, "-"]])
    assert found(reading, "duplicate_company_same_price") == [("C5;C10", "Alder Oil; Alder Oil", "one row")]


def test_names_that_differ_by_blanks_are_only_probably_one_company():
    reading = pump([*COMPANIES, [None, 6, "Alderoil", 9.80, 10.20, "-"]])
    assert found(reading, "probable_duplicate_company") == [("D5;D10", "9.5; 9.8", "one price")]
    assert not found(reading, "duplicate_company_two_prices")


def test_a_company_called_total_is_no_total():
    reading = pump([*COMPANIES, [None, 6, "TOTAL", 9.55, 10.20, "-"]])
    assert prices(reading)["D10"] == 9.55


def test_an_average_row_is_no_company():
    reading = pump([*COMPANIES, [None, None, "AVERAGE", 9.55, 10.20, 12.4]])
    assert "D10" not in prices(reading)


def test_a_note_that_fills_the_table_is_no_company():
    reading = pump([*COMPANIES, [None, None, "Note: Companies in RED", "-", "-", "-"]])
    assert [cell for cell, _, _ in found(reading, "note_row_in_table")] == ["C10:F10"]
    assert "D10" not in prices(reading)


def test_a_stroke_in_a_price_cell_is_no_price():
    reading = pump(with_row(0, [None, 1, "Alder Oil", "\\", 10.20, "-"]))
    assert found(reading, "text_in_number") == [("D5", "\\", "(no price)")]
    assert prices(reading)["D5"] is None


def test_a_number_stored_as_text_is_read_and_reported():
    reading = pump(with_row(0, [None, 1, "Alder Oil", "9.50 ", 10.20, "-"]))
    assert prices(reading)["D5"] == 9.5
    assert found(reading, "text_in_number") == [("D5", "9.50", "a number")]


def test_more_decimals_than_money_has_are_kept_and_reported():
    reading = pump(with_row(0, [None, 1, "Alder Oil", 9.507753, 10.20, "-"]))
    assert found(reading, "excess_decimals") == [
        ("D5 ...", "1 prices with more than 2 decimals, first 9.507753", "2 decimals")
    ]
    assert prices(reading)["D5"] == 9.507753


def test_a_running_number_twice_is_reported():
    reading = pump(with_row(1, [None, 1, "Birch Gas", "-", "-", 12.40]))
    assert found(reading, "numbering_repeat") == [("B5;B6", "1; 1", "1 and the next")]


def test_a_name_that_says_another_day_than_the_title_is_reported_and_the_title_decides():
    reading = pump(name="Ex-Pump-Prices-13th-March-2025.xlsx")
    assert reading.editions[0].span.start == date(2025, 3, 10)
    assert [cell for cell, _, _ in found(reading, "title_date_differs")] == ["B2"]


def test_an_empty_sheet_before_the_data_is_reported():
    content = written_book({"Sheet1": [], "Data (3)": [[], TITLE, [], HEADS, *COMPANIES]})
    reading = read_source(content, "p.xlsx", [PACK], now=NOW)
    assert [each.sheet for each in reading.findings if each.rule == "empty_sheet_first"] == ["Sheet1"]
    assert len(prices(reading)) == 15


@given(st.permutations([3, 4, 5]), st.integers(0, 4), st.integers(0, 3))
@settings(max_examples=15, deadline=None)
def test_columns_and_rows_are_found_wherever_they_stand(order, down, right):
    pad = [None] * right
    turned = [[*pad, *row[:3], *(row[at] for at in order)] for row in [HEADS, *COMPANIES]]
    content = written_book({"P": [*[[]] * down, [*pad, *TITLE], *turned]})
    reading = read_source(content, "p.xlsx", [PACK], now=NOW)
    keys = zip(column(reading, "company_printed").values(), column(reading, "product").values(), strict=True)
    plain = pump()
    expected = zip(column(plain, "company_printed").values(), column(plain, "product").values(), strict=True)
    assert dict(zip(keys, prices(reading).values(), strict=True)) == dict(
        zip(expected, prices(plain).values(), strict=True)
    )


def test_a_new_grade_and_a_new_product_are_kept_and_reported():
    heads = [*HEADS, "SUPER SPIRIT - RON 98 (KOR/Lt)", "CNG (KOR/Kg)"]
    reading = pump([[*row, 11.5, 6.1] for row in COMPANIES], heads=heads)
    assert column(reading, "grade")["G5"] == "gasoline_98"
    assert column(reading, "product")["H5"] == "cng"
    assert [cell for cell, _, _ in found(reading, "unknown_product")] == ["G4", "H4"]


def test_units_in_a_row_of_their_own_belong_to_the_headings_above():
    heads = [None, "NO.", "COMPANY", "MOTOR SPIRIT - RON 91", "AUTO DIESEL", "BOTTLED GAS"]
    reading = pump([[None, None, None, "(KOR/Lt)", "(KOR/Lt)", "(KOR/Kg)"], *COMPANIES], heads=heads)
    assert column(reading, "unit")["F7"] == "KOR/kg"


def test_a_second_table_on_the_sheet_has_its_own_headings():
    second = [
        [],
        [None, "NO.", "COMPANY", "AUTO DIESEL (KOR/Lt)", "BOTTLED GAS (KOR/Kg)"],
        [None, 1, "Fir", 10.1, 12.1],
    ]
    reading = pump([*COMPANIES, *second])
    assert column(reading, "product")["D12"] == "gasoil"


def test_prices_without_headings_are_refused_with_the_reason():
    content = written_book({"Prices": [[], TITLE, [], [None, "see picture"]]})
    reading = read_source(content, "p.xlsx", [PACK], now=NOW)
    assert (reading.verdict, reading.family) == ("refused", "ex_pump")
    assert "headings" in reading.reason


def test_indicative_prices_in_hundredths_are_kept_in_whole_units():
    heads = [None, "NO.", "COMPANY", "MOTOR SPIRIT (sen/Lt)", "AUTO DIESEL (sen/Lt)", "BOTTLED GAS (sen/Kg)"]
    rows = [[*row[:3], *(each * 100 if isinstance(each, float) else 0 for each in row[3:])] for row in COMPANIES]
    title = [None, "INDICATIVE EX-PUMP PRICES* (5th - 19th March, 2025)"]
    reading = read_source(pump_book(rows, heads=heads, title=title), "i.xlsx", [PACK], now=NOW)
    assert reading.family == "indicative"
    assert reading.editions[0].slot == "price/indicative_ex_pump/window/2025-03-05"
    assert prices(reading)["D5"] == pytest.approx(9.5)
    assert (column(reading, "unit")["D5"], column(reading, "printed")["D5"]) == ("KOR/L", "950.0")


def test_a_slipped_year_in_the_name_of_an_indicative_file_is_reported():
    heads = [None, "NO.", "COMPANY", "MOTOR SPIRIT (sen/Lt)", "AUTO DIESEL (sen/Lt)"]
    title = [None, "INDICATIVE EX-PUMP PRICES* (5th - 19th March, 2025)"]
    content = pump_book([[None, 1, "Alder", 950.0, 1020.0]], heads=heads, title=title)
    reading = read_source(content, "Indicative-Prices-5th-19th-March-205.xlsx", [PACK], now=NOW)
    assert found(reading, "file_name_year_wrong") == [("", "Indicative-Prices-5th-19th-March-205.xlsx", "2025")]


def test_the_day_may_stand_below_the_title_as_text_or_as_a_date():
    for cell in ("AS AT 10TH MARCH 2025", date(2025, 3, 10)):
        content = written_book({"P": [[None, "EX-PUMP PRICES OF OMCs"], [None, cell], [], HEADS, *COMPANIES]})
        reading = read_source(content, "p.xlsx", [PACK], now=NOW)
        assert reading.editions[0].span.start == date(2025, 3, 10)
        assert not found(reading, "day_not_in_title")


@pytest.mark.parametrize(("sheet", "name"), [("10TH MARCH 2025", "p.xlsx"), ("Prices", "ex-pump-2025-03-10.xlsx")])
def test_a_day_that_only_a_name_says_is_taken_and_reported(sheet, name):
    reading = pump(title=[None, "EX-PUMP PRICES OF OMCs"], sheet=sheet, name=name)
    assert reading.editions[0].span.start == date(2025, 3, 10)
    assert [cell for cell, _, _ in found(reading, "day_not_in_title")] == ["B2"]


def test_no_day_anywhere_is_refused():
    reading = read_source(pump_book(title=[None, "EX-PUMP PRICES"]), "prices.xlsx", [PACK], now=NOW)
    assert (reading.verdict, reading.family) == ("refused", "ex_pump")


def test_two_sheets_of_one_day_are_one_edition():
    other = [[None, 1, "Fir Gas", "-", "-", 12.1]]
    sheets = {"OMCs": [[], TITLE, [], HEADS, *COMPANIES], "LPGMCs": [[], TITLE, [], HEADS, *other]}
    reading = read_source(written_book(sheets), "p.xlsx", [PACK], now=NOW)
    assert len(reading.editions) == 1
    assert len(reading.tables[0].cell) == 18


def test_a_hidden_title_of_another_day_is_not_the_title():
    rows = [[None, "EX-PUMP PRICES AS AT 3RD MARCH 2025"], TITLE, [], HEADS, *COMPANIES]
    reading = read_source(written_book({"P": rows}, hidden_rows=[1]), "p.xlsx", [PACK], now=NOW)
    assert reading.editions[0].span.start == date(2025, 3, 10)
