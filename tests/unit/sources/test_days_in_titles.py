"""Days and spans as titles and file names print them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.times import Span
from petroverse.sources.workbooks.days import day_in, days_in, file_day, file_year, month_in, span_in

DAYS = st.dates(date(1989, 1, 1), date(2035, 12, 31))
STYLES = (
    "{0:%d %B %Y}",
    "{0.day}TH {0:%B}, {0:%Y}",
    "{0:%B} {0.day}, {0:%Y}",
    "{0.day}st of {0:%b} {0:%Y}",
    "AS AT {0:%d-%b-%Y}",
)


@given(DAYS, st.sampled_from(STYLES))
def test_a_printed_day_is_read_back(day, style):
    assert day_in(style.format(day)) == day


@given(DAYS, st.integers(1, 40))
def test_a_printed_span_is_read_back(first, length):
    last = first + timedelta(days=length)
    assert span_in(f"PRICES* ({first:%d %B %Y} - {last:%d %B %Y})") == Span(first, last + timedelta(days=1))


@given(DAYS, st.integers(1, 40))
def test_the_year_may_stand_at_the_end_alone(first, length):
    last = first + timedelta(days=length)
    assert days_in(f"({first.day}th {first:%B} - {last.day}th {last:%B} {last.year})") == [first, last]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("(1st - 15th JANUARY, 2017)", date(2017, 1, 1), date(2017, 1, 15)),
        ("(12th - 26th Sept 2024 Averages)", date(2024, 9, 12), date(2024, 9, 26)),
        ("for the Period 16th –\n30th April 2024:", date(2024, 4, 16), date(2024, 4, 30)),
        ("DECEMBER 1ST, 2024 -  DECEMBER 7, 2024", date(2024, 12, 1), date(2024, 12, 7)),
    ],
)
def test_spans_as_they_are_published(text, first, last):
    assert span_in(text) == Span(first, last + timedelta(days=1))


@pytest.mark.parametrize(
    "text", ["", "no day here", "31st February 2024", "12th Maybe 2024", "RON 91 (GHS/Lt)", "March"]
)
def test_a_text_without_a_day_names_none(text):
    assert day_in(text) is None


@given(st.text(max_size=60))
def test_any_text_is_read_without_fault(text):
    days_in(text)
    file_day(text)
    file_year(text)
    month_in(text)


def test_a_file_name_says_its_day_with_or_without_a_year():
    assert file_day("prices/Ex-Pump-Prices-18th-August-2025.xlsx") == (2025, 8, 18)
    assert file_day("Quality-Indicator-AUG-17-AUG-23.xlsx") == (None, 8, 17)
    assert file_day("volumes-2024.xlsx") is None


def test_a_slipped_year_in_a_file_name_is_seen():
    assert file_year("Prices-1st-15th-November-107.xlsx") == 107
    assert month_in("June 2022") == date(2022, 6, 1)
