"""Periods as people write them: 2024, 2024-H1, 2024-Q1, 2024-03, 2024-03-16; and the days they cover."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, Literal

from petroverse.core.times import Span
from petroverse.metrics.faults import QueryUnreadable

__all__ = ["MONTHS", "TIMES", "TimeName", "month_shift", "period_label", "period_span", "written_span"]

TimeName = Literal["year", "half", "quarter", "month", "window", "week", "day"]

TIMES: Final[tuple[TimeName, ...]] = ("year", "half", "quarter", "month", "window", "week", "day")
"""Every time dimension, widest first."""

MONTHS: Final[dict[str, int]] = {"year": 12, "half": 6, "quarter": 3, "month": 1}
"""Months in one period of each calendar dimension."""

_FORMS: Final = {
    "year": (re.compile(r"^(\d{4})$"), "2024"),
    "half": (re.compile(r"^(\d{4})-H([12])$"), "2024-H1"),
    "quarter": (re.compile(r"^(\d{4})-Q([1-4])$"), "2024-Q1"),
    "month": (re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$"), "2024-03"),
    "day": (re.compile(r"^(\d{4}-\d{2}-\d{2})$"), "2024-03-16"),
}


def period_span(time: str, text: str) -> Span:
    """The days of one period, written in the form of its dimension.

    Args:
        time: A time dimension.
        text: Such as ``2024-Q1``; windows and weeks are written as their first day.

    Raises:
        QueryUnreadable: It is not written so, or no such day exists.

    Example:
        >>> period_span("quarter", "2024-Q1").days
        91
    """
    form, example = _FORMS["day" if time in {"window", "week"} else time]
    match = form.match(text.strip().upper())
    if match is None:
        raise QueryUnreadable(f"{text!r} is no {time}", where=f"filter {time}", fix=f"write it as {example}")
    if time in MONTHS:
        year, number = int(match[1]), int(match[2]) if match.lastindex == 2 else 1
        if year == 0:
            raise QueryUnreadable("there is no year 0000", where=f"filter {time}", fix=f"write it as {example}")
        months = MONTHS[time]
        first = date(year, (number - 1) * months + 1, 1)
        return Span(first, month_shift(first, months))
    return _days(time, match[1])


def written_span(text: str) -> Span:
    """The days of one period, in whichever form it is written.

    Raises:
        QueryUnreadable: It has none of the forms.

    Example:
        >>> written_span("2024").start
        datetime.date(2024, 1, 1)
    """
    for time, (form, _) in _FORMS.items():
        if form.match(text.strip().upper()):
            return period_span(time, text)
    examples = ", ".join(example for _, example in _FORMS.values())
    raise QueryUnreadable(f"{text!r} is no period", where="time span", fix=f"write it as one of {examples}")


def period_label(time: str, start: date) -> str | int:
    """How an answer writes the period that begins on a day: years as numbers, the rest as text.

    Example:
        >>> period_label("half", date(2024, 7, 1))
        '2024-H2'
    """
    if time == "year":
        return start.year
    if time == "month":
        return f"{start.year:04d}-{start.month:02d}"
    if time in MONTHS:
        return f"{start.year:04d}-{time[0].upper()}{(start.month - 1) // MONTHS[time] + 1}"
    return start.isoformat()


def month_shift(day: date, months: int) -> date:
    """The first of the month so many months after the month of a day.

    Example:
        >>> month_shift(date(2024, 1, 31), -1)
        datetime.date(2023, 12, 1)
    """
    count = day.year * 12 + day.month - 1 + months
    if not 12 <= count < 12 * 9999:
        raise QueryUnreadable(f"{count // 12} is no year", where="time", fix="ask for years from 1 to 9998")
    return date(count // 12, count % 12 + 1, 1)


def _days(time: str, text: str) -> Span:
    try:
        start = date.fromisoformat(text)
        if time == "week":
            start -= timedelta(days=start.weekday())
        return Span(start, start + timedelta(days=7 if time == "week" else 1))
    except (ValueError, OverflowError):
        raise QueryUnreadable(f"{text} is no day", where=f"filter {time}", fix="write it as 2024-03-16") from None
