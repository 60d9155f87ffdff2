"""The words that every block shares: products, times, the catalogue, the shape of a country pack, errors, grants."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core import errors
from petroverse.core.catalogue import dataset, datasets, provenance
from petroverse.core.country import window_start
from petroverse.core.errors import NotFound, PetroVerseError
from petroverse.core.products import GRADES, PRODUCT_GROUPS, PRODUCTS, product
from petroverse.core.times import Span, SystemClock, month_span, next_month, year_span

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def test_only_lpg_is_counted_in_kilograms():
    assert {code for code, each in PRODUCTS.items() if each.unit == "kg"} == {"lpg", "lpg_crm", "lpg_propane_power"}


def test_a_grade_is_no_product_of_its_own():
    assert all(grade not in PRODUCTS and PRODUCTS[code].unit == "L" for grade, code in GRADES.items())


def test_every_product_belongs_to_a_group():
    assert {each.group for each in PRODUCTS.values()} == set(PRODUCT_GROUPS)
    assert product("atk").group == "aviation"


def test_an_unknown_product_is_not_found():
    with pytest.raises(NotFound, match="one of gasoline"):
        product("milk")


@given(DAYS)
def test_the_months_of_a_year_follow_each_other_without_gap(day: date):
    spans = [month_span(day.year, month) for month in range(1, 13)]
    assert [each.end for each in spans[:-1]] == [each.start for each in spans[1:]]
    assert Span(spans[0].start, spans[-1].end) == year_span(day.year)
    assert sum(each.days for each in spans) == year_span(day.year).days


@given(DAYS)
def test_a_year_covers_its_months_and_no_month_its_year(day: date):
    month, year = month_span(day.year, day.month), year_span(day.year)
    assert year.covers(month)
    assert not month.covers(year)


@given(DAYS)
def test_the_next_month_starts_on_its_first_day(day: date):
    following = next_month(day)
    assert following.day == 1
    assert (following.year * 12 + following.month) - (day.year * 12 + day.month) == 1


def test_the_machines_clock_is_in_utc():
    before = datetime.now(UTC)
    assert before <= SystemClock().now() <= datetime.now(UTC)


@given(DAYS)
def test_a_pricing_window_starts_on_or_before_its_days(day: date):
    start = window_start(day, (1, 16))
    assert start is not None
    assert start.day in (1, 16)
    assert 0 <= (day - start).days <= 15


def test_a_country_without_windows_has_no_window_start():
    assert window_start(date(2024, 3, 20), ()) is None


def test_every_dataset_explains_its_columns():
    for each in datasets().values():
        names = [column.name for column in (*each.columns, *provenance())]
        assert len(names) == len(set(names)), each.name
        assert all(len(column.meaning) > 5 for column in each.columns), each.name
        assert set(each.key) <= set(names)


def test_a_measure_says_what_it_is_counted_in():
    silent = [
        f"{each.name}.{column.name}"
        for each in datasets().values()
        for column in each.columns
        if column.role == "measure" and not column.unit
    ]
    assert silent == []


def test_an_unknown_dataset_or_column_is_not_found():
    with pytest.raises(NotFound, match="no dataset"):
        dataset("weather")
    with pytest.raises(NotFound, match="no column"):
        dataset("volume").column("weather")


def test_each_branch_of_the_error_tree_has_its_exit_code():
    faults = {name: getattr(errors, name) for name in errors.__all__}
    codes = {name: each.exit_code for name, each in faults.items() if isinstance(each, type)}
    assert codes["PetroVerseError"] == 1
    assert {codes[each] for each in ("InputRefused", "FileRefused", "QueryRefused", "QuantityRefused")} == {3}
    others = ("NotFound", "NotAllowed", "Conflict", "Unavailable", "IntegrityFailed")
    assert [codes[each] for each in others] == [5, 6, 7, 8, 9]


def test_an_error_says_what_where_and_how_to_mend_it():
    assert str(PetroVerseError("it broke", where="here", fix="mend it")) == "it broke (here); mend it"
    assert str(PetroVerseError("it broke")) == "it broke"
