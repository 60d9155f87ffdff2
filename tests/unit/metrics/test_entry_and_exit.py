"""When a company first and last sold anything: by its months, blanks and zeros left out, and never by a whole year."""

from __future__ import annotations

from datetime import date

import pytest

from stored_market import Market
from volume_facts import Figure, Publication, Table, instant


def months_of(year: int, volumes: dict[str, dict[int, float | None]]) -> tuple[Table, ...]:
    """One table a month, in which every company stands, as publishers print them."""
    return tuple(
        Table(
            "omc",
            "month",
            date(year, month, 1),
            tuple(Figure("gasoil", by_month.get(month, 0.0), name) for name, by_month in volumes.items()),
        )
        for month in range(1, 13)
    )


@pytest.fixture
def shared(market: Market) -> Market:
    sold = {"Stays": dict.fromkeys(range(1, 13), 5.0), "Comes": {7: None, 9: 2.0, 11: 1.0}, "Never": {}}
    old = Table("omc", "year", date(2020, 1, 1), (Figure("gasoil", 8.0, "Long gone"),))
    market.publish(Publication("one.xlsx", instant(2025), (*months_of(2024, sold), old)))
    return market


def test_the_first_and_the_last_month_are_those_with_any_volume(shared: Market):
    rows = shared.rows("first_month,last_month", "company", ["source=omc"])
    assert {row["company"]: (row["first_month"], row["last_month"]) for row in rows} == {
        "Stays": ("2024-01", "2024-12"),
        "Comes": ("2024-09", "2024-11"),
        "Never": (None, None),
        "Long gone": (None, None),
    }


def test_they_lie_within_the_time_that_is_asked_about(shared: Market):
    rows = shared.rows("first_month,last_month", "company", ["source=omc"], span="2024-03..2024-09")
    assert {row["company"]: (row["first_month"], row["last_month"]) for row in rows} == {
        "Stays": ("2024-03", "2024-09"),
        "Comes": ("2024-09", "2024-09"),
        "Never": (None, None),
    }


def test_the_newest_come_first_when_sorted(shared: Market):
    rows = shared.rows("first_month", "company", ["source=omc", "year=2024"], sort="-first_month")
    assert [row["company"] for row in rows] == ["Comes", "Stays", "Never"]
