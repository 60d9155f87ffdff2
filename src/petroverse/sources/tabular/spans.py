"""The spans that the rows of a table speak for, as days."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa

from petroverse.core.country import CountryPack, window_start
from petroverse.core.times import Grain, Span, next_month

__all__ = ["floor_days", "span_of"]


def floor_days(days: pa.Array, grain: Grain, pack: CountryPack | None) -> pa.Array:
    """The first day of the span that each day lies in."""
    words = days.dictionary_encode()
    starts = [_floor(each, grain, pack) for each in words.dictionary.to_pylist()]
    return pa.array(starts, pa.date32()).take(words.indices)


def _floor(day: date, grain: Grain, pack: CountryPack | None) -> date:
    if grain == "month":
        return day.replace(day=1)
    if grain == "year":
        return day.replace(month=1, day=1)
    if grain == "week":
        return day - timedelta(days=day.weekday())
    if grain == "window" and pack is not None:
        return window_start(day, pack.window_days) or day
    return day


def span_of(start: date, grain: Grain, pack: CountryPack | None) -> Span:
    """The span of one grain that begins on a day.

    Example:
        >>> span_of(date(2024, 2, 1), "month", None).days
        29
    """
    if grain == "month":
        return Span(start, next_month(start))
    if grain == "year":
        return Span(start, date(start.year + 1, 1, 1))
    if grain == "week":
        return Span(start, start + timedelta(days=7))
    if grain == "window" and pack is not None and pack.window_days:
        later = [each for each in pack.window_days if each > start.day]
        return Span(
            start, start.replace(day=min(later)) if later else next_month(start).replace(day=pack.window_days[0])
        )
    return Span(start, start + timedelta(days=1))
