"""The same litres in several publications: what they tell differently is found, once, where a person can look."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.facts import PrintedTotal
from petroverse.sources import PublishedTotals, cross_check, load_pack

PACK = load_pack("npa_ghana")
KNOWN = datetime(2020, 1, 1, tzinfo=UTC)
LETTERS = "CDEFGH"


def month(series: str, number: int, figures: dict[str, float], *, year: int = 2019, known: datetime = KNOWN):
    row = 3 + number if series == "national" else 40
    whole = 16 if series == "national" else 0
    totals = tuple(
        PrintedTotal(product, "", litres, litres, f"{letter}{row}", f"{letter}{whole}" if whole else "")
        for letter, (product, litres) in zip(LETTERS, figures.items(), strict=False)
    )
    return PublishedTotals(f"{series}.xlsx", series, series, "month", date(year, number, 1), known, totals)


def year(series: str, figures: dict[str, float], of: int = 2017) -> PublishedTotals:
    totals = tuple(
        PrintedTotal(product, "", litres, litres, f"C{row}") for row, (product, litres) in enumerate(figures.items())
    )
    return PublishedTotals(f"{series}.xlsx", series, series, "year", date(of, 1, 1), KNOWN, totals)


def places(published: list[PublishedTotals]) -> list[tuple[str, str, str, str, str]]:
    found = cross_check(published, PACK)
    return [(file, each.rule, each.cell, each.seen, each.expected) for file in found for each in found[file]]


@given(st.lists(st.integers(0, 10**9), min_size=3, max_size=3))
def test_sources_that_agree_have_no_finding(litres):
    figures = dict(zip(("gasoline", "gasoil", "lpg"), map(float, litres), strict=True))
    assert places([month(series, 3, figures) for series in ("omc", "bidec", "national", "regional", "depot")]) == []


def test_a_difference_without_a_cause_stands_at_its_month():
    told = [
        month("omc", 3, {"gasoil": 100.0}),
        month("bidec", 3, {"gasoil": 100.0}),
        month("national", 3, {"gasoil": 107.0}),
    ]
    assert places(told) == [("national.xlsx", "cross_source_mismatch", "C6", "107", "100")]


def test_a_difference_by_definition_stands_once_at_the_year():
    split = {"gasoil": 90.0, "gasoil_cellsite": 10.0}
    told = [
        each
        for number in (1, 2)
        for each in (month("omc", number, {"gasoil": 100.0}), month("national", number, split))
    ]
    assert places(told) == [
        ("national.xlsx", "cross_source_mismatch", "C16", "180", "200"),
        ("national.xlsx", "cross_source_mismatch", "D16", "20", "0"),
    ]


def test_a_year_is_compared_with_its_twelve_months():
    nation = [month("national", number, {"rfo": 10.0, "hfo_power": 20.0}, year=2017) for number in range(1, 13)]
    assert places([*nation, year("bidec", {"rfo": 360.0})]) == [
        ("bidec.xlsx", "cross_source_mismatch", "C0", "360", "120"),
        ("bidec.xlsx", "definition_break", "C0", "360", "120 + 240"),
    ]


def test_a_year_with_a_month_unknown_is_not_compared():
    nation = [month("national", number, {"rfo": 10.0}, year=2017) for number in range(1, 12)]
    assert places([*nation, year("bidec", {"rfo": 360.0})]) == []


def test_only_the_last_known_edition_of_a_slot_speaks():
    later = datetime(2021, 1, 1, tzinfo=UTC)
    told = [
        month("omc", 3, {"gasoil": 1.0}),
        month("omc", 3, {"gasoil": 5.0}, known=later),
        month("national", 3, {"gasoil": 5.0}),
    ]
    assert places(told) == []


def test_importers_are_compared_with_marketers_where_the_nation_is_not_known():
    told = [month("omc", 3, {"gasoil": 5.0}), month("bidec", 3, {"gasoil": 6.0})]
    assert places(told) == [("bidec.xlsx", "cross_source_mismatch", "C40", "6", "5")]
