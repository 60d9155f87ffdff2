"""Later pump prices, in layouts that nobody has seen: exactly the prices of exactly their day, or a clear no."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from later_files import book
from petroverse.core.facts import SourceReading
from petroverse.sources import load_pack, read_source

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = date(2026, 3, 12)
TITLE = "EX-PUMP PRICES OF OMCs/LPGMCs AS AT 12TH MARCH 2026"
HEADINGS = ["REGULAR PETROL - RON 91 (GHS/Lt)", "PREMIUM PETROL - RON 95 (GHS/Lt)", "DIESEL (GHS/Lt)", "LPG (GHS/Kg)"]
GRADES = ("gasoline_91", "gasoline_95", "gasoil", "lpg")
COMPANIES = ("Aster Oil", "Bora Energy", "Total Fuels", "Vesper Gas", "Zinnia")
Rows = list[list[Any]]
Prices = dict[tuple[date, str, str], float]


def prices(day: date = DAY) -> Prices:
    """Invented prices by day, company and grade; one company in three does not sell a grade."""
    chance = random.Random(day.toordinal())
    all_of_them = [(company, grade) for company in COMPANIES for grade in GRADES]
    return {(day, *pair): round(chance.uniform(11, 15), 2) for pair in all_of_them if chance.random() > 1 / 3}


def table(day: date = DAY, heads: list[Any] | None = None, *, parts: float = 1) -> Rows:
    sold = prices(day)
    rows = [
        [at, company, *(sold[day, company, each] * parts if (day, company, each) in sold else "-" for each in GRADES)]
        for at, company in enumerate(COMPANIES, 1)
    ]
    return [["NO.", "COMPANY", *(heads or HEADINGS)], *rows]


def read(rows: Rows, name: str = "published.xlsx") -> SourceReading:
    content = book({"OMCs and LPGMCs Ex-Pump Prices": rows})
    return read_source(content, name, [load_pack("npa_ghana")], now=NOW)


def found(reading: SourceReading) -> Prices:
    taken: Prices = {}
    for each in reading.tables:
        names = ("day", "company_printed", "grade", "product", "price")
        for day, company, grade, product, price in zip(*(each.columns[name] for name in names), strict=True):
            if price is not None:
                assert (day, company, grade or product) not in taken
                taken[day, company, grade or product] = price
    return taken


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "EX-PUMP PRICES AS AT 12/03/2026",
        "EX-PUMP PRICES AS AT 2026-03-12",
        "EX-PUMP PRICES AS AT 12.03.2026",
        "EX-PUMP PRICES AS OF 12-Mar-26",
        "PUMP PRICES - THURSDAY, MARCH 12TH, 2026",
    ],
)
def test_a_day_is_read_however_it_is_written(title):
    assert found(read([[], [title], [], *table()])) == prices()


def test_two_days_on_one_sheet_keep_their_days():
    later = date(2026, 3, 13)
    rows = [[TITLE], *table(), [], ["EX-PUMP PRICES AS AT 13TH MARCH 2026"], [], *table(later)]
    assert found(read(rows)) == {**prices(), **prices(later)}


def test_two_days_side_by_side_keep_their_days():
    later = date(2026, 3, 13)
    titles = [TITLE, *([None] * 6), "EX-PUMP PRICES AS AT 13TH MARCH 2026"]
    both = [[*left, None, *right] for left, right in zip(table(), table(later), strict=True)]
    assert found(read([titles, [], *both])) == {**prices(), **prices(later)}


def test_headings_may_stand_in_three_rows():
    rows = table()
    rows[0] = ["NO.", "COMPANY", "PETROL", None, "DIESEL", "LPG"]
    more = [[None, None, "RON 91", "RON 95"], [None, None, "GHS/Lt", "GHS/Lt", "GHS/Lt", "GHS/Kg"]]
    assert found(read([[TITLE], rows[0], *more, *rows[1:]])) == prices()


@pytest.mark.parametrize("parts", [1, 100], ids=["cedis", "pesewas"])
def test_a_unit_that_nobody_says_is_judged_by_the_prices_and_told(parts):
    heads = [each.partition(" (")[0] for each in HEADINGS]
    reading = read([[TITLE], *table(heads=heads, parts=parts)])
    assert found(reading) == pytest.approx(prices())
    assert {each.rule for each in reading.findings} >= {"unit_heading_missing"}


def test_a_new_grade_is_kept_by_its_octane_number_and_told():
    rows = [[*row, 16.5] if at else [*row, "SUPER PREMIUM - RON 98 (GHS/Lt)"] for at, row in enumerate(table())]
    reading = read([[TITLE], *rows])
    more = {(DAY, company, "gasoline_98"): 16.5 for company in COMPANIES}
    assert found(reading) == {**prices(), **more}
    assert "unknown_product" in {each.rule for each in reading.findings}


def test_figures_under_a_heading_that_is_no_price_are_told():
    rows = [[*row, 2.5] if at else [*row, "EV CHARGING (GHS/kWh)"] for at, row in enumerate(table())]
    reading = read([[TITLE], *rows])
    assert found(reading) == prices()
    assert [(each.rule, each.severity) for each in reading.findings if "EV" in each.seen] == [
        ("unknown_product", "blocks")
    ]


@pytest.mark.parametrize("name", ["AVERAGE", "National Average", "Industry Avg.", "MAX", "Minimum price"])
def test_an_average_is_no_company(name):
    rows = [*table(), [None, name, 13.0, 13.0, 13.0, 13.0]]
    assert found(read([[TITLE], *rows])) == prices()


def _no_day(rows: Rows) -> None:
    rows[0] = ["EX-PUMP PRICES FOR MARCH 2026"]


def _no_prices(rows: Rows) -> None:
    rows[2:] = [[at, company] for at, company in enumerate(COMPANIES, 1)]


@pytest.mark.parametrize("break_it", [_no_day, _no_prices])
def test_what_says_no_day_or_no_price_is_refused(break_it: Callable[[Rows], None]):
    rows: Rows = [[TITLE], *table()]
    break_it(rows)
    reading = read(rows)
    assert (reading.verdict, reading.editions) == ("refused", ())


BUILD_UP = [
    [None, "RFO (GHp/Lt)", "PREMIX (GHp/Lt)"],
    ["EX-REFINERY PRICE - CORE", 1000.0, 800.0],
    ["CARBON LEVY (NEW)", 5.0, 6.0],
    ["EX-REFINERY PRICE", 1005.0, 806.0],
]


def components(rows: Rows) -> dict[tuple[date, str, str], float]:
    columns = read(rows).tables[0].columns
    return {
        (day, product, component): value
        for day, product, component, value in zip(
            *(columns[name] for name in ("day", "product", "component", "value")), strict=True
        )
    }


def test_two_build_ups_on_one_sheet_keep_their_days():
    first, second = date(2026, 3, 16), date(2026, 4, 1)
    later = [*BUILD_UP[:1], ["EX-REFINERY PRICE - CORE", 1100.0, 900.0]]
    titles = ["PRICE BUILD-UP EFFECTIVE 16TH MARCH 2026"], ["PRICE BUILD-UP EFFECTIVE 01/04/2026"]
    found = components([[], titles[0], [], *BUILD_UP, [], titles[1], [], *later])
    assert found[first, "rfo", "ex_refinery_core"] == 1000.0
    assert found[second, "rfo", "ex_refinery_core"] == 1100.0
    assert found[first, "premix", "carbon_levy_new"] == 6.0
    assert {day for day, _, _ in found} == {first, second}


def test_a_build_up_s_units_may_stand_below_its_products():
    rows = [["PRICE BUILD-UP EFFECTIVE 16TH MARCH 2026"], [None, "RFO", "PREMIX"], [None, "GHp/Lt", "GHp/Lt"]]
    assert len(components([*rows, *BUILD_UP[1:]])) == 6


def test_a_build_up_that_says_no_unit_is_refused():
    reading = read([["PRICE BUILD-UP EFFECTIVE 16TH MARCH 2026"], [None, "RFO", "PREMIX"], *BUILD_UP[1:]])
    assert (reading.verdict, reading.editions) == ("refused", ())


def test_prices_at_the_refinery_and_at_the_pump_on_one_sheet_stay_two_kinds():
    heads = ["PETROL (GHp/Lt)", "DIESEL (GHp/Lt)"]
    refinery = [
        ["No.", "BIDEC/REFINERY", *heads],
        *([at, name, 800 + at, 900 + at] for at, name in enumerate("ABC", 1)),
    ]
    pump = [["No.", "COMPANY", *heads], *([at, name, 1200 + at, 1300 + at] for at, name in enumerate("DEF", 1))]
    titles = [f"INDICATIVE {where} PRICES* (16th - 31st March 2026)" for where in ("EX-REFINERY", "EX-PUMP")]
    columns = read([[titles[0]], *refinery, [], [titles[1]], *pump]).tables[0].columns
    kinds = dict(zip(columns["company_printed"], columns["kind"], strict=True))
    assert kinds == dict(zip("ABCDEF", ["indicative_ex_refinery"] * 3 + ["indicative_ex_pump"] * 3, strict=True))


def test_gas_in_tonnes_among_cubic_metres_is_in_tonnes():
    title = "DEPOT STORAGE CAPACITY (M3), LPG IN MT - DECEMBER 2025"
    rows = [
        [title],
        ["NO.", "DEPOT", "PMS", "AGO", "LPG"],
        [1, "PIER", 1000, 2000, None],
        [2, "HILL", 500, None, 300.5],
    ]
    columns = read(rows).tables[0].columns
    assert set(zip(columns["product"], columns["unit"], strict=True)) == {
        ("gasoline", "m3"),
        ("gasoil", "m3"),
        ("lpg", "t"),
    }
