"""Later publications, in layouts that nobody has seen: exactly the figures, or a clear no; never a wrong one."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pytest

from later_files import MONTHS, Market, assert_exact, book, headings_at, months_page, page, read, sums, total_at
from petroverse.core.facts import SourceReading

JULY = 7
Rows = list[list[Any]]


def half_year(source: str) -> tuple[Market, dict[str, Rows]]:
    market = Market(source, 2025, tuple(range(1, 7)))
    sheets = {f"{MONTHS[month - 1][:3]} 2025": page(market, [month]) for month in market.months}
    return market, {**sheets, "JAN - JUN 2025": page(market, market.months)}


def july(source: str = "omc") -> tuple[Market, Rows]:
    market = Market(source, 2025, (JULY,))
    return market, page(market, [JULY])


@pytest.mark.parametrize("source", ["omc", "bidec", "depot", "regional"])
def test_a_half_year_of_2025_is_read_to_the_litre(source):
    market, sheets = half_year(source)
    reading = read(book(sheets, claims_all_columns=True))
    assert_exact(reading, market.truth)
    assert not [each for each in reading.findings if each.severity == "blocks"]


@pytest.mark.parametrize("source", ["omc", "regional"])
def test_nineteen_sheets_of_a_year_count_every_litre_once(source):
    market = Market(source, 2025, tuple(range(1, 13)))
    sheets = {f"{MONTHS[month - 1].title()}-2025 ": page(market, [month]) for month in market.months}
    for quarter in range(4):
        sheets[f"Q{quarter + 1}-2025"] = page(market, range(3 * quarter + 1, 3 * quarter + 4), f"Q{quarter + 1} 2025")
    for half in range(2):
        sheets[f"H{half + 1}-2025"] = page(market, range(6 * half + 1, 6 * half + 7))
    sheets["Jan-Dec 2025   "] = page(market, market.months)
    assert_exact(read(book(sheets)), market.truth)


@pytest.mark.parametrize("name", ["2025", "Jan-Dec 2025"])
def test_a_year_s_sheet_that_sums_seven_months_is_no_year(name):
    market = Market("omc", 2025, tuple(range(1, 8)))
    sheets = {f"{MONTHS[month - 1][:3]}-25": page(market, [month]) for month in market.months}
    sheets[name] = page(market, market.months, name)
    assert_exact(read(book(sheets)), market.truth)


@pytest.mark.parametrize("source", ["omc", "bidec", "regional"])
def test_months_of_zeros_are_not_published_yet(source):
    market = Market(source, 2025, tuple(range(1, 13)))
    for month, name, product in market.figures:
        if month > JULY:
            market.figures[month, name, product] = 0
    sheets = {f"{MONTHS[month - 1][:3]}-2025": page(market, [month]) for month in market.months}
    reading = read(book(sheets))
    assert max(edition.span.start for edition in reading.editions) == date(2025, JULY, 1)
    assert "blank_future_months" in {each.rule for each in reading.findings}


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        ("Sept 25", ""),
        ("2025-09", ""),
        ("09.2025", ""),
        ("202509", ""),
        ("Sheet1", "SEPTEMBER 2025"),
        ("Sheet1", "09/2025"),
        ("2025", "Period: 01/09/2025 - 30/09/2025"),
        ("Data", "SEPTEMBER 2025 (as at 15th October 2025)"),
        ("Sheet1", "For the month ended 30 September, 2025"),
    ],
)
def test_a_month_is_a_month_however_it_is_written(sheet, title):
    market = Market("omc", 2025, (9,))
    assert_exact(read(book({sheet: page(market, [9], title)})), market.truth)


def _total_is(label: str | None) -> Callable[[Rows, int, int], None]:
    def change(rows: Rows, _: int, total: int) -> None:
        rows[total][1] = label

    return change


def _total_in_first_column(rows: Rows, _: int, total: int) -> None:
    rows[total][:2] = ["TOTAL", None]


def _no_total(rows: Rows, _: int, total: int) -> None:
    del rows[total]


def _total_first(rows: Rows, head: int, total: int) -> None:
    rows.insert(head + 1, rows.pop(total))


def _total_with_a_number(rows: Rows, _: int, total: int) -> None:
    rows[total][0] = 99


def _subtotal(rows: Rows, head: int, _: int) -> None:
    sums_of_four = [sum(column) for column in zip(*(row[2:] for row in rows[head + 1 : head + 5]), strict=True)]
    rows.insert(head + 5, [None, "SUB TOTAL", *sums_of_four])


def _headings_again(rows: Rows, head: int, _: int) -> None:
    rows.insert(head + 4, list(rows[head]))


def _blank_rows(rows: Rows, head: int, _: int) -> None:
    rows[head + 4 : head + 4] = [[]] * 5


def _group_headings(rows: Rows, head: int, _: int) -> None:
    rows.insert(head + 4, ["LPG MARKETING COMPANIES"])
    rows.insert(head + 1, [None, "OIL MARKETING COMPANIES"])


def _note(rows: Rows, head: int, _: int) -> None:
    rows.insert(head + 3, [None, "* figures revised, see the note below"])


def _texts(mark: str) -> Callable[[Rows, int, int], None]:
    def change(rows: Rows, head: int, total: int) -> None:
        for row in rows[head + 1 : total + 1]:
            row[2:] = [f"{cell:,}".replace(",", mark) for cell in row[2:]]

    return change


def _without_numbers(rows: Rows, head: int, _: int) -> None:
    rows[head:] = [row[1:] if len(row) > 2 else row for row in rows[head:]]


def _one_row_of_texts(rows: Rows, head: int, _: int) -> None:
    rows[head + 2] = [None, rows[head + 2][1], *(f"{cell:,}" for cell in rows[head + 2][2:])]


def _shifted(rows: Rows, _head: int, _total: int) -> None:
    rows[:] = [[], [], *([None, None, *row] for row in rows)]


def _units(heading: str, litres: float, kilograms: float) -> Callable[[Rows, int, int], None]:
    def change(rows: Rows, head: int, total: int) -> None:
        rows[3] = [heading]
        scales = [kilograms if "LPG" in name else litres for name in rows[head][2:]]
        for row in rows[head + 1 : total + 1]:
            row[2:] = [cell / scale for cell, scale in zip(row[2:], scales, strict=True)]

    return change


def _tonnes_first(rows: Rows, _head: int, _total: int) -> None:
    starts = [at for at, row in enumerate(rows) if row and str(row[0]).startswith("Table")]
    litres, tonnes, shares = (rows[a:b] for a, b in itertools.pairwise([*starts, len(rows)]))
    rows[starts[0] :] = [*tonnes, *shares, [], *litres]


CHANGES: dict[str, Callable[[Rows, int, int], None]] = {
    **{f"total called {label}": _total_is(label) for label in ("GRAND TOTAL", "Sum", "INDUSTRY TOTAL", "Overall")},
    **{f"total called {label}": _total_is(label) for label in ("Total (Litres)", "TOTAL SUPPLY", None)},
    "total in the first column": _total_in_first_column,
    "no total": _no_total,
    "total first": _total_first,
    "total with a number": _total_with_a_number,
    "a sum within": _subtotal,
    "headings on each page": _headings_again,
    "blank rows within": _blank_rows,
    "headings of groups": _group_headings,
    "a note within": _note,
    "texts 1,234": _texts(","),
    "texts 1 234": _texts("\u00a0"),
    "one row of texts": _one_row_of_texts,
    "no numbers": _without_numbers,
    "far from A1": _shifted,
    "thousands": _units("All products in '000 Litres except LPG in '000 Kg", 1e3, 1e3),
    "thousands, LPG in tonnes": _units("All products are in thousand litres, except LPG in metric tonnes", 1e3, 1e3),
    "cubic metres": _units("Volumes (m\u00b3), LPG (MT)", 1e3, 1e3),
    "millions": _units("Volumes in million litres, LPG in Kg", 1e6, 1),
    "litres and tonnes in one title": _units("Table 1: Volumes in Litres (Table 2: in Metric Tonnes)", 1, 1),
    "tonnes first": _tonnes_first,
}


@pytest.mark.parametrize("source", ["omc", "regional"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("has_tonnes", [True, False], ids=["three tables", "litres alone"])
def test_the_same_figures_come_out_of_every_arrangement(source, change, has_tonnes):
    market, rows = july(source)
    rows = copy.deepcopy(rows)
    if not has_tonnes:
        if change is _tonnes_first:
            return
        del rows[total_at(rows) + 1 :]
    change(rows, headings_at(rows), total_at(rows))
    reading = read(book({"JUL 2025": rows}))
    assert_exact(reading, market.truth)
    assert {each for table in reading.tables for each in table.columns["company"] if each} <= set(market.names)


def test_hidden_rows_and_columns_are_reported_and_never_read():
    market, rows = july()
    head = headings_at(rows)
    rows.insert(head + 2, [98, "A PERSON, TELEPHONE 0000", *([7] * (len(rows[head]) - 2))])
    reading = read(book({"JUL 2025": rows}, rows=[head + 3]))
    assert_exact(reading, market.truth)
    assert [each.cell for each in reading.findings if each.rule == "hidden_row"] == [f"{head + 3}:{head + 3}"]
    assert not any("PERSON" in f"{each.seen}{each.note}" for each in reading.findings)


@pytest.mark.parametrize("name", ["QUALITY OIL LTD", "STOCK ENERGY LIMITED", "PRICE PETROLEUM"])
def test_a_company_s_name_does_not_change_what_the_table_is(name):
    market, rows = july()
    rows[headings_at(rows) + 1][1] = name
    assert_exact(read(book({"JUL 2025": rows})), market.truth)


@pytest.mark.parametrize("count", [1, 2])
def test_a_table_of_one_or_two_products_is_read(count):
    market, rows = july()
    rows = [row[: 2 + count] for row in rows[: total_at(rows) + 1]]
    found = sums(read(book({"JUL 2025": rows})))
    assert set(found.items()) <= set(market.truth.items())
    assert len(found) == count


def test_barrels_are_not_litres():
    _, rows = july()
    rows[3] = ["Table 1: Volumes in barrels"]
    assert read(book({"JUL 2025": rows[: total_at(rows) + 1]})).verdict == "refused"


def test_formulas_that_nobody_calculated_are_not_taken_for_nothing():
    _, rows = july()
    rows = [[f"={cell}+0" if isinstance(cell, int) and at > 1 else cell for at, cell in enumerate(row)] for row in rows]
    content = book({"JUL 2025": rows[: total_at(rows)]})
    reading = read(_without_results(content))
    assert reading.verdict == "refused"
    assert "holds a figure" in reading.reason


def _without_results(content: bytes) -> bytes:
    from io import BytesIO

    import openpyxl

    out = BytesIO()
    openpyxl.load_workbook(BytesIO(content)).save(out)
    return out.getvalue()


NATIONAL = Market("national", 2025, tuple(range(1, 13)))
TRUTH = {
    (date(2025, month, 1), product): volume
    for (month, name, product), volume in NATIONAL.figures.items()
    if name == NATIONAL.names[0]
}


@pytest.mark.parametrize(
    "labels",
    [
        [name.title() for name in MONTHS],
        [f"{name[:3]}-25" for name in MONTHS],
        [f"2025-{month:02d}" for month in range(1, 13)],
        [f"{month:02d}/2025" for month in range(1, 13)],
        list(range(1, 13)),
        [202500 + month for month in range(1, 13)],
        [datetime(2025, month, 10) for month in range(1, 13)],  # noqa: DTZ001 - a cell's date has no zone
    ],
    ids=str,
)
def test_rows_of_months_are_read_however_they_are_labelled(labels):
    assert_exact(read(book({"2025": months_page(NATIONAL, labels)})), TRUTH)


def test_two_years_in_one_table_keep_their_years():
    older = Market("national", 2024, NATIONAL.months)
    rows = months_page(older, [f"{name.title()} 2024" for name in MONTHS])[:-1]
    rows += months_page(NATIONAL, [f"{name.title()} 2025" for name in MONTHS])[5:-1]
    found = sums(read(book({"2025": rows})))
    assert {key: volume for key, volume in found.items() if key[0].year == 2025} == TRUTH
    assert len(found) == 2 * len(TRUTH)


def test_one_month_on_two_rows_is_refused():
    rows = months_page(NATIONAL, [name.title() for name in (*MONTHS[:6], *MONTHS[:6])])
    reading = read(book({"2025": rows}))
    assert (reading.verdict, reading.tables) == ("refused", ())
    assert "twice" in reading.reason


@pytest.mark.parametrize(
    "title",
    [
        "MONTHLY PERFORMANCE OF ASTER OIL LTD 2025",
        "GREATER ACCRA REGION: MONTHLY SUPPLY 2025",
        "DEPOT LIFTINGS BY MONTH, SUPPLY 2025",
        "OMC PERFORMANCE BY MONTH 2025",
    ],
)
def test_months_of_a_part_are_never_the_national_supply(title):
    rows = [[title], *months_page(NATIONAL, [name.title() for name in MONTHS])[1:]]
    assert read(book({"2025": rows})).verdict == "refused"


def test_a_year_that_is_not_over_is_no_year():
    market = Market("omc", 2026, (1,))
    assert read(book({"2026": page(market, [1], "2026")})).verdict == "refused"


def names_of(reading: SourceReading) -> Sequence[object]:
    return [each for table in reading.tables for each in table.columns["company"]]


def test_a_company_that_is_called_total_and_has_no_number_is_a_company():
    market, rows = july()
    head = headings_at(rows)
    rows[head + 3][0] = None
    reading = read(book({"JUL 2025": rows}))
    assert_exact(reading, market.truth)
    assert rows[head + 3][1] in names_of(reading)
