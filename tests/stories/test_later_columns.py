"""Later tables of volumes with more in them: sections, shares, other years beside, names in short."""

from __future__ import annotations

from typing import Any

import pytest

from later_files import Market, assert_exact, book, headings_at, page, read, total_at
from petroverse.core.facts import SourceReading
from petroverse.sources import load_pack
from petroverse.sources.workbooks.headings import match_product, match_region

MARKET = Market("omc", 2025, (7,))
Rows = list[list[Any]]


def litres() -> tuple[Rows, Rows, Rows]:
    """The rows above the headings, the headings, the rows of companies."""
    rows = page(MARKET, [7])
    head, total = headings_at(rows), total_at(rows)
    return rows[:head], rows[head : head + 1], rows[head + 1 : total]


def taken(rows: Rows) -> SourceReading:
    return read(book({"JUL 2025": rows}))


def total_of(rows: Rows, label: str) -> list[Any]:
    return [None, label, *(sum(column) for column in zip(*(row[2:] for row in rows), strict=True))]


@pytest.mark.parametrize("gap", [[], [[], [], []]], ids=["close", "apart"])
@pytest.mark.parametrize(
    "labels",
    [
        ("TOTAL", "TOTAL", "GRAND TOTAL"),
        ("SUB TOTAL", "SUB TOTAL", "TOTAL"),
        ("OMC TOTAL", "LPGMC TOTAL", "INDUSTRY TOTAL"),
        ("Total OMCs", "Total LPGMCs", "Grand Total"),
    ],
    ids="/".join,
)
def test_sections_with_sums_of_their_own_are_one_table(labels, gap):
    above, head, companies = litres()
    first, second = companies[:3], [[at, *row[1:]] for at, row in enumerate(companies[3:], 1)]
    sums = (total_of(first, labels[0]), total_of(second, labels[1]), total_of(companies, labels[2]))
    rows = [*above, *head, *first, sums[0], *gap, [None, "LPGMCs"], *second, sums[1], sums[2]]
    reading = taken(rows)
    assert_exact(reading, MARKET.truth)
    assert not {each.rule for each in reading.findings} & {"total_mismatch", "amount_below_total"}


def test_a_list_of_the_largest_below_is_no_more_of_the_table():
    above, head, companies = litres()
    rows = [*above, *head, *companies, total_of(companies, "TOTAL"), [], ["RANK", "COMPANY", "VOLUME"]]
    assert_exact(taken([*rows, *([at, row[1], 10**7] for at, row in enumerate(companies, 1))]), MARKET.truth)


@pytest.mark.parametrize("heading", ["% Share", "Change %"])
def test_shares_beside_each_product_are_looked_past(heading):
    above, head, companies = litres()
    heads = [*head[0][:2], *(each for name in head[0][2:] for each in (name, heading))]
    rows = [[*row[:2], *(each for cell in row[2:] for each in (cell, 0.5))] for row in companies]
    assert_exact(taken([*above, heads, *rows]), MARKET.truth)


def _years_above(above: Rows, head: Rows, companies: Rows) -> Rows:
    count = len(head[0]) - 2
    periods = [None, None, "JULY 2024", *([None] * (count - 1)), "JULY 2025"]
    return [*above[:3], periods, [*head[0], *head[0][2:]], *([*row, *row[2:]] for row in companies)]


def _years_below(above: Rows, head: Rows, companies: Rows) -> Rows:
    heads = [*head[0][:2], *(each for name in head[0][2:] for each in (name, None))]
    years = [None, None, *(["2024", "2025"] * (len(head[0]) - 2))]
    rows = ([*row[:2], *(each for cell in row[2:] for each in (cell + 1, cell))] for row in companies)
    return [*above, heads, years, *rows]


@pytest.mark.parametrize("beside", [_years_above, _years_below])
def test_two_years_beside_each_other_are_refused(beside):
    reading = taken(beside(*litres()))
    assert (reading.verdict, reading.tables) == ("refused", ())


@pytest.mark.parametrize(
    ("printed", "region"),
    [
        ("BONO EAST (BER)", "Bono East"),
        ("Western North Region (WNR)", "Western North"),
        ("Oti Reg.", "Oti"),
        ("NORTH-EAST", "North East"),
        ("Volta/Oti", None),
    ],
)
def test_a_region_is_known_by_its_name_in_any_dress(printed, region):
    assert match_region(printed, load_pack("npa_ghana")) == region


@pytest.mark.parametrize(
    ("printed", "product"),
    [
        ("Premium Motor Spirit (PMS)", "gasoline"),
        ("Gas Oil (AGO)", "gasoil"),
        ("Kerosene (DPK)", "kerosene"),
        ("LPG (Cylinder Recirculation Model)", "lpg_crm"),
        ("Gasoil (LPG)", None),
        ("Bitumen", None),
    ],
)
def test_a_product_that_is_named_twice_in_one_heading_is_known(printed, product):
    assert match_product(printed, load_pack("npa_ghana")) == product
