"""A question about times that its source does not hold is told so, instead of an empty answer without a word."""

from __future__ import annotations

from datetime import date

import pytest

from petroverse.core.facts import Holding
from petroverse.core.grants import LOCAL, PUBLIC, Grant, PersonId
from petroverse.core.times import Span, month_span
from petroverse.metrics import Model, compile_query, query_from_words

YEARLY = [
    Holding(PUBLIC, "volume", "regional", "year", Span(date(y, 1, 1), date(y + 1, 1, 1)), 9, False)
    for y in (2015, 2016)
]
MONTHLY = [Holding(PUBLIC, "volume", "regional", "month", month_span(2018, month), 9, False) for month in (1, 2)]
HELD = Model([*YEARLY, *MONTHLY])


def warnings(by: str, *filters: str) -> str:
    query = query_from_words(["volume"], [by], ["source=regional", *filters])
    return " | ".join(compile_query(query, Grant(PersonId("ama"), (LOCAL, PUBLIC)), HELD).plan.warnings)


@pytest.mark.parametrize("by", ["month", "quarter", "half"])
def test_years_that_are_held_whole_alone_are_said_to_be(by: str):
    assert "regional has only yearly figures for 2015, 2016; ask by year" in warnings(by, "year=2015,2016")


def test_a_month_of_such_a_year_is_said_to_be_told_by_none():
    assert "only yearly figures for 2016" in warnings("product", "month=2016-03")


@pytest.mark.parametrize(("limit", "told"), [("year=2017", "2017"), ("month=2017-02..2017-03", "2017-02 to 2017-03")])
def test_times_of_which_nothing_is_held_are_named(limit: str, told: str):
    assert f"nothing is held of regional for {told}" in warnings("month", limit)


@pytest.mark.parametrize("limits", [("year", "year=2016"), ("month", "year=2018"), ("month", "year>=2016"), ("month",)])
def test_nothing_is_said_where_there_are_figures(limits: tuple[str, ...]):
    assert "held" not in warnings(*limits)
    assert "yearly" not in warnings(*limits)
