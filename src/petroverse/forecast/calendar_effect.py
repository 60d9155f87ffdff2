"""How much a month sells because of its days: a Sunday more is a loading day less.

Libraries see months alike; yet a month has 20 to 23 working days, known years ahead. What the two days of rest sell is
learned from the series themselves, taken out before a method looks at a series, and put back into what it says. No
country is assumed: the working weeks of the world are weighed by how well each explains the past.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

import numpy as np

from petroverse.forecast.series import Floats, History, month_after

__all__ = ["day_effect", "weekday_counts", "weekday_weights"]

WEEKENDS = ((5, 6), (4, 5), (3, 4))
"""The days of rest that the world knows, Monday is 0: Saturday and Sunday, Friday and Saturday, Thursday and Friday."""

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""What a day of rest may sell, of a working day."""

MONTHS_SEEN = 144
"""Older months say little about how people work now."""

LEAST_MONTHS = 24
"""A shorter series says nothing about weekdays: twelve of its degrees of freedom go to the season."""


@lru_cache(maxsize=4096)
def weekday_counts(month: date) -> tuple[int, ...]:
    """How many Mondays, Tuesdays … Sundays a month has.

    Example:
        >>> weekday_counts(date(2024, 2, 1))
        (4, 4, 4, 5, 4, 4, 4)
    """
    days = (month_after(month) - month).days
    found = [(month + timedelta(days=each)).weekday() for each in range(days)]
    return tuple(found.count(weekday) for weekday in range(7))


def weekday_weights(histories: Sequence[History]) -> Floats:
    """What each weekday sells, Monday first, as a multiple of the average day; seven ones where nothing can be learned.

    Every week in which each of two days of rest sells 0 to 100 % of a working day is weighed by its likelihood: what it
    leaves of the changes from month to month, the calendar month taken out. Quiet series speak louder (one over their
    variance); as series of one market move together, n of them count as the square root of n.
    """
    steady = [each for each in histories if _is_steady(each)]
    weeks = np.array([_week(days, shares) for days in WEEKENDS for shares in product(SHARES, SHARES)])
    if not steady:
        return np.ones(7)
    misfit = sum((_misfit(each, weeks) for each in steady), np.zeros(len(weeks))) / np.sqrt(len(steady))
    likely = np.exp(-0.5 * (misfit - misfit.min()))
    return np.asarray(likely @ weeks / likely.sum(), dtype=np.float64)


def day_effect(first_month: date, count: int, weights: Floats) -> Floats:
    """The logarithm of what each month's days sell, against an average month."""
    effective = [float(np.dot(weekday_counts(month_after(first_month, each)), weights)) for each in range(count)]
    return np.log(np.array(effective) / 30.4375)


def _is_steady(history: History) -> bool:
    recent = history.filled[-MONTHS_SEEN:]
    return len(recent) >= LEAST_MONTHS and bool((recent > 0).all())


def _week(days: tuple[int, int], shares: tuple[float, float]) -> Floats:
    week = np.ones(7)
    week[list(days)] = shares
    return np.asarray(week * 7.0 / week.sum(), dtype=np.float64)


def _misfit(history: History, weeks: Floats) -> Floats:
    """What each week leaves of a series' changes: the sum of squares over the least residual variance."""
    values = history.filled[-MONTHS_SEEN:]
    first = month_after(history.origin, -len(values))
    months = [month_after(first, each) for each in range(len(values))]
    counts = np.array([weekday_counts(each) for each in months], dtype=float)
    change = np.diff(np.log(values))
    change = np.clip(change, *np.quantile(change, [0.02, 0.98]))
    left = change[:, None] - np.diff(np.log(counts @ weeks.T), axis=0)
    which = np.eye(12)[[each.month - 1 for each in months[1:]]]
    squares = np.sum((left - which @ (np.linalg.pinv(which) @ left)) ** 2, axis=0)
    return np.asarray(squares / (squares.min() / max(1, len(change) - 12)), dtype=np.float64)
