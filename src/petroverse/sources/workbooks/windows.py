"""Pricing windows: from a day to the day before the next window starts."""

from __future__ import annotations

from datetime import date

from petroverse.core.times import Span, next_month

__all__ = ["window_from"]


def window_from(day: date, window_days: tuple[int, ...]) -> Span:
    """The days from one day to the next start of a window; to the end of the month where there are no windows.

    Example:
        >>> window_from(date(2022, 4, 20), (1, 16))
        Span(start=datetime.date(2022, 4, 20), end=datetime.date(2022, 5, 1))
    """
    later = min((each for each in window_days if each > day.day), default=None)
    if later is not None:
        return Span(day, day.replace(day=later))
    return Span(day, next_month(day).replace(day=window_days[0] if window_days else 1))
