"""Months, quarters, halves and years as sheets and titles write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.sources.workbooks.volume.periods import Period, label_month, parse_period

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH = st.integers(1, 12)
YEAR = st.integers(1999, 2039)
STYLES = ("{0} {1}", "{0}-{1}", " {0} {1}  ", "PERFORMANCE FOR {0} {1}", "STATISTICS ({0} {1})", "{0}_{1}", "{1} {0}")


@given(MONTH, YEAR, st.sampled_from(STYLES), st.integers(3, 9), st.booleans())
def test_a_written_month_is_read_back(month, year, style, letters, is_upper):
    name = MONTHS[month - 1][: max(3, letters)]
    text = style.format(name.upper() if is_upper else name, year)
    assert parse_period(text) == Period(year, month, month)


@given(MONTH, st.integers(10, 39), st.sampled_from(["{0} {1}", "{0}-{1} ", "{0}, {1}"]))
def test_a_year_of_two_digits_is_of_this_century(month, year, style):
    assert parse_period(style.format(MONTHS[month - 1][:3], year)) == Period(2000 + year, month, month)


@given(st.integers(1, 4), YEAR, st.sampled_from(["Q{0}-{1}", "{0}Q- {1}", "Q{0} {1} ", "QUARTER {0}, {1}"]))
def test_quarters_are_read_before_months(quarter, year, style):
    assert parse_period(style.format(quarter, year)) == Period(year, 3 * quarter - 2, 3 * quarter)


@given(st.integers(1, 2), YEAR, st.sampled_from(["H{0}-{1}", "{0}H-{1}", "H{0} {1}  "]))
def test_halves_are_read(half, year, style):
    assert parse_period(style.format(half, year)) == Period(year, 6 * half - 5, 6 * half)


@given(st.integers(1, 11), YEAR, st.sampled_from(["{0}-{1} {2}", "{0} TO {1} {2}", "({0} - {1}, {2})"]))
def test_two_months_are_a_span(first, year, style):
    text = style.format(MONTHS[first - 1], MONTHS[11], year)
    assert parse_period(text) == Period(year, first, 12)


@pytest.mark.parametrize("text", ["Febuary 2025", "FEBRURARY 2025", "Feburary-2025"])
def test_misspelled_months_are_recognised(text):
    assert parse_period(text) == Period(2025, 2, 2)


@pytest.mark.parametrize("text", ["MARINE GASOIL", "Sheet1", "UNIT: LITRES", "MARKET SHARE", "", "DECLARED"])
def test_other_words_are_no_months(text):
    assert parse_period(text) is None


def test_a_span_of_years_is_no_single_year():
    assert parse_period("1999-2022") is None


@given(st.dates(date(1999, 1, 1), date(2039, 12, 31)))
def test_the_day_of_a_label_is_not_believed(day):
    assert label_month(day) == (day.year, day.month)
