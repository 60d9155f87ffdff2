"""Which of months and years a total of whole years reads."""

from __future__ import annotations

from datetime import date

import pytest

from stored_market import Market
from volume_facts import Figure, Publication, Table, instant


def table(grain: str, month: int, volume: float | None) -> Table:
    return Table("omc", grain, date(2024, month, 1), (Figure("gasoil", volume, "A"),))


def published(market: Market, *tables: Table) -> Market:
    market.publish(Publication("x.xlsx", instant(2025), tables))
    return market


def year(market: Market) -> list[float]:
    return [row["volume"] for row in market.rows("volume", "year", ["source=omc"])]


ALL_MONTHS = tuple(table("month", month, 10.0) for month in range(1, 13))


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ((*ALL_MONTHS, table("year", 1, 999.0)), [120]),
        ((*ALL_MONTHS[:11], table("year", 1, 999.0)), [999]),
        ((*ALL_MONTHS[:11], table("month", 12, None), table("year", 1, 999.0)), [999]),
        (ALL_MONTHS[:3], [30]),
        ((table("year", 1, 999.0),), [999]),
        ((*ALL_MONTHS[:3], table("year", 1, None)), [30]),
    ],
    ids=["all months", "a month is missing", "a month is blank", "no year", "no months", "a blank year"],
)
def test_a_year_is_its_months_where_all_are_known_else_the_years_own_table(
    market: Market, tables: tuple[Table, ...], expected: list[float]
):
    assert year(published(market, *tables)) == expected


def test_what_is_finer_than_a_year_reads_months_alone(market: Market):
    published(market, table("year", 1, 999.0), *ALL_MONTHS[:6])
    assert [row["volume"] for row in market.rows("volume", "half", ["source=omc"])] == [60]
    assert [row["volume"] for row in market.rows("volume", "", ["source=omc", "month>=2024-02"])] == [50]
    assert [row["volume"] for row in market.rows("volume", "", ["source=omc", "year=2024"])] == [999]
