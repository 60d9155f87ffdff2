"""Layouts that drift: the same figures come out of every arrangement, or the file is refused with a reason."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime

import pytest

from petroverse.core.facts import SourceReading
from petroverse.sources import load_pack, read_source
from written_sheets import written_book

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TITLE = ["OMC PERFORMANCE STATISTICS FOR JANUARY 2025"]
UNIT = ["Table 1: Volumes in Litres (except LPG in KG)"]
HEADING = ["NO.", "COMPANY", "PMS", "AGO", "LPG", "LPG CRM", "Kerosene"]
ROWS = [
    [1, "ASTER ENERGY LIMITED", 100_000, 200_000, 3_000, 10, 0],
    [2, "TOTAL FUELS PLC", 50_000, 70_000, 4_000, 20, 5],
]
TOTAL = [None, "TOTAL ", 150_000, 270_000, 7_000, 30, 5]
TABLE = [HEADING, *ROWS, TOTAL]
EXPECTED = {"gasoline": 150_000.0, "gasoil": 270_000.0, "lpg": 7_000.0, "lpg_crm": 30.0, "kerosene": 5.0}


def read(sheets, name="anything.xlsx", pack="npa_ghana", **options) -> SourceReading:
    return read_source(written_book(sheets, **options), name, [load_pack(pack)], now=NOW)


def sums(reading: SourceReading, month: date = date(2025, 1, 1)) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for table in reading.tables:
        columns = table.columns
        for start, product, volume in zip(columns["month"], columns["product"], columns["volume"], strict=True):
            if start == month:
                found[product] += volume or 0.0
    return dict(found)


def rules(reading: SourceReading) -> set[str]:
    return {finding.rule for finding in reading.findings}


def test_a_company_called_total_is_a_company():
    reading = read({"JAN 2025": [TITLE, UNIT, *TABLE]})
    assert "TOTAL FUELS PLC" in reading.tables[0].columns["company"]
    assert sums(reading) == EXPECTED


def test_the_title_tells_the_month_where_the_sheet_does_not():
    assert sums(read({"Sheet1": [TITLE, UNIT, *TABLE]})) == EXPECTED


def test_the_file_s_name_is_not_asked_for_the_family():
    assert read({"JAN 2025": [TITLE, UNIT, *TABLE]}, name="bidec-2019.xlsx").family == "omc_performance"


def test_a_table_that_starts_far_from_a1_is_found():
    shifted = [[None] * 7 + row for row in [[], [], TITLE, UNIT, *TABLE]]
    assert sums(read({"JAN 2025": shifted})) == EXPECTED


def test_columns_may_stand_in_any_order():
    order = [0, 1, 6, 4, 2, 5, 3]
    mixed = [[row[at] for at in order] for row in TABLE]
    assert sums(read({"JAN 2025": [TITLE, UNIT, *mixed]})) == EXPECTED


def test_only_the_litres_count_where_tonnes_stand_above_them():
    tonnes = [HEADING, [1, "ASTER ENERGY LIMITED", 75.5, 169, 3, 0.01, 0], [2, "TOTAL FUELS PLC", 37.8, 59, 4, 0.02, 0]]
    sheet = [TITLE, ["UNIT: MT"], *tonnes, [None, "TOTAL", 113.3, 228, 7, 0.03, 0], [], UNIT, *TABLE]
    assert sums(read({"JAN 2025": sheet})) == EXPECTED


def test_thousands_of_litres_become_litres_and_that_is_told():
    reading = read({"JAN 2025": [TITLE, ["UNIT: '000 Litres except LPG in Kg"], *TABLE]})
    assert sums(reading)["gasoline"] == 150_000_000.0
    assert sums(reading)["lpg"] == 7_000.0
    assert "unit_scaled" in rules(reading)


def test_cubic_metres_become_litres_and_tonnes_of_lpg_kilograms():
    reading = read({"JAN 2025": [TITLE, ["All products in cubic metres except LPG in tonnes"], *TABLE]})
    assert sums(reading)["gasoil"] == 270_000_000.0
    assert sums(reading)["lpg"] == 7_000_000.0


def test_headings_may_stand_in_two_rows():
    top = ["NO.", "COMPANY", "Gasoline", "Gasoil", None, None, "LPG", None]
    below = [None, None, None, "(Diesel)", "Mines", "Rig", "Butane", "CRM"]
    rows = [[1, "ASTER ENERGY LIMITED", 1, 2, 3, 4, 5, 6], [None, "TOTAL", 1, 2, 3, 4, 5, 6]]
    reading = read({"JAN 2025": [TITLE, UNIT, top, below, *rows]})
    codes = ("gasoline", "gasoil", "gasoil_mines", "gasoil_rig", "lpg", "lpg_crm")
    assert sums(reading) == dict(zip(codes, (1.0, 2.0, 3.0, 4.0, 5.0, 6.0), strict=True))


def test_units_may_stand_below_the_headings():
    units = [None, None, "(Litres)", "(Litres)", "(Kg)", "(Kg)", "(Litres)"]
    reading = read({"JAN 2025": [TITLE, HEADING, units, *ROWS, TOTAL]})
    assert sums(reading) == EXPECTED
    assert "unit_heading_missing" not in rules(reading)


def test_numbers_held_as_text_are_read_and_told():
    rows = [[1, "ASTER ENERGY LIMITED", "100,000", 200_000, 3_000, 10, 0], ROWS[1]]
    reading = read({"JAN 2025": [TITLE, UNIT, HEADING, *rows, TOTAL]})
    assert sums(reading) == EXPECTED
    assert [(each.cell, each.severity) for each in reading.findings if each.rule == "text_in_number"] == [
        ("C4", "look")
    ]


def test_an_unknown_product_is_kept_out_and_told():
    rows = [[*HEADING, "Bio Diesel B7"], [*ROWS[0], 77], [*ROWS[1], 3], [*TOTAL, 80]]
    reading = read({"JAN 2025": [TITLE, UNIT, *rows]})
    finding = next(each for each in reading.findings if each.rule == "unknown_product")
    assert (finding.severity, finding.cell, finding.litres) == ("blocks", "H4:H5", 80.0)
    assert sums(reading) == EXPECTED


@pytest.mark.parametrize("name", ["Febuary 2025", "Feb-25", "FEBR 2025", "february 2025  ", "02 - FEB 2025"])
def test_months_are_read_however_they_are_written(name):
    sheet = [["OMC PERFORMANCE STATISTICS"], UNIT, *TABLE]
    assert sums(read({name: sheet}), date(2025, 2, 1)) == EXPECTED


def test_months_stacked_on_one_sheet_are_each_read():
    names = ("JANUARY", "FEBRUARY", "MARCH")
    stacked = [row for name in names for row in ([f"OMC PERFORMANCE FOR {name} 2025"], UNIT, *TABLE, [], [])]
    reading = read({"2025": stacked})
    assert [edition.span.start.month for edition in reading.editions] == [1, 2, 3]
    assert sums(reading, date(2025, 3, 1)) == EXPECTED


def test_sums_of_months_are_checked_but_not_counted():
    double = [
        [None if cell is None else cell * 2 if isinstance(cell, int) else cell for cell in row[2:]] for row in TABLE
    ]
    both = [[*row[:2], *twice] for row, twice in zip(TABLE, double, strict=True)]
    february = ["OMC PERFORMANCE STATISTICS FOR FEBRUARY 2025"]
    total = ["OMC PERFORMANCE STATISTICS FOR JANUARY TO FEBRUARY 2025"]
    reading = read(
        {"JAN": [TITLE, UNIT, *TABLE], "FEB": [february, UNIT, *TABLE], "JAN-FEB 2025": [total, UNIT, *both]}
    )
    assert len(reading.editions) == 2
    assert "sum_sheet_mismatch" not in rules(reading)
    assert "sum_sheets_in_file" in rules(reading)


def test_a_half_year_without_its_months_is_refused_with_a_reason():
    reading = read({"JAN-JUN 2025": [["OMC PERFORMANCE JANUARY TO JUNE 2025"], UNIT, *TABLE]})
    assert reading.verdict == "refused"
    assert "only months and whole years are kept" in reading.reason


def test_products_in_rows_are_refused_with_a_reason():
    rows = [["Product", "A LTD", "B LTD"], *([product, 1, 2] for product in ("Gasoline", "Gasoil", "LPG", "ATK"))]
    reading = read({"JAN 2025": [TITLE, ["Litres"], *rows]})
    assert reading.verdict == "refused"
    assert "products side by side" in reading.reason


def test_a_table_that_does_not_say_whose_it_is_is_refused():
    reading = read({"JAN 2025": [["PERFORMANCE STATISTICS FOR JANUARY 2025"], UNIT, *TABLE]})
    assert (reading.verdict, reading.findings[0].rule) == ("refused", "unknown_layout")


def test_a_blank_is_missing_and_a_zero_is_nothing_sold():
    rows = [[1, "ASTER ENERGY LIMITED", 100_000, None, 3_000, 10, 0], ROWS[1]]
    total = [None, "TOTAL", 150_000, 70_000, 7_000, 30, 5]
    reading = read({"JAN 2025": [TITLE, UNIT, HEADING, *rows, total]})
    columns = reading.tables[0].columns
    first = dict(zip(columns["product"][::2], columns["volume"][::2], strict=True))
    assert (first["gasoil"], first["kerosene"]) == (None, 0.0)
    assert "total_mismatch" not in rules(reading)


def test_sixteen_regions_with_numbers_are_read():
    names = (
        *("AHAFO", "ASHANTI", "BONO", "BONO EAST", "CENTRAL", "EASTERN", "GREATER ACCRA", "NORTH EAST"),
        *("NORTHERN", "OTI", "SAVANNAH", "UPPER EAST", "UPPER WEST", "VOLTA", "WESTERN", "WESTERN NORTH"),
    )
    rows = [[number, f"{name} ", 10, 20, 30] for number, name in enumerate(names, 1)]
    sheet = [["REGIONAL SUPPLY, APRIL 2025"], UNIT, ["NO.", "REGION", "Gasoline", "Gasoil", "LPG"], *rows]
    reading = read({"APR 2025": [*sheet, [None, "Total", 160, 320, 480]]})
    assert (reading.family, len(set(reading.tables[0].columns["region"]))) == ("regional_supply", 16)
    assert sums(reading, date(2025, 4, 1))["gasoline"] == 160.0
    assert "unknown_region" not in rules(reading)


def test_months_to_come_make_no_edition():
    rows = [["JANUARY", 1, 2, 3], ["FEBRUARY", 1, 2, 3], ["MARCH", None, None, None], ["TOTAL", 2, 4, 6]]
    sheet = [["NATIONAL SUPPLY 2025"], UNIT, ["MONTH", "Gasoline", "Gasoil", "LPG"], *rows]
    reading = read({"JAN-DEC 2025": sheet})
    assert [edition.span.start.month for edition in reading.editions] == [1, 2]
    assert [each.cell for each in reading.findings if each.rule == "blank_future_months"] == ["B6:D6"]


def test_a_file_saved_after_its_last_month_states_when_it_became_known():
    saved = datetime(2025, 3, 10, 12, tzinfo=UTC)
    known = read({"JAN 2025": [TITLE, UNIT, *TABLE]}, saved=saved).editions[0].known
    assert (known.at, known.basis) == (saved, "stated")


def test_a_file_saved_before_its_month_ended_is_known_by_the_usual_lag():
    known = read({"JAN 2025": [TITLE, UNIT, *TABLE]}, saved=datetime(2024, 1, 1, tzinfo=UTC)).editions[0].known
    assert (known.at, known.basis) == (datetime(2025, 3, 3, tzinfo=UTC), "inferred")
