"""How far each month lies from a series' own course: rolling median, season of its own, rolling MAD.

Only the past is looked at.

Source: the robust residual of Hampel's identifier (F. R. Hampel, The influence curve and its role in robust
estimation, JASA 69 (1974), 383–393): median for the place, median absolute deviation for the scale; here of logarithms,
with a season, and with scales drawn towards those of the siblings so that a short quiet past does not cry wolf.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.detect.market.tails import MAD_TO_SD

__all__ = ["LEAST_MONTHS", "Course", "course_of"]

_LEVEL_MONTHS: Final = 6
"""The level is the median of these last months: it outlives two wrong ones, and follows growth in a quarter."""

LEAST_MONTHS: Final = 12
"""A series younger than a year has no course yet."""

_SCALE_MONTHS: Final = 36
_SIBLING_MONTHS: Final = 6
"""The siblings' middle scale counts as much as so many months of the series' own."""

_LEAST_SCALE: Final = 0.01
"""No market's month can be foretold to less than a hundredth."""


@dataclass(frozen=True, slots=True)
class Course:
    """What was to be expected, month by month, of each series; shape (n_series, n_months), NaN where that is unknown.

    Attributes:
        expected: Of the values given.
        scale: The standard deviation to be expected.
        residual: Value less expected.
    """

    expected: NDArray[np.float64]
    scale: NDArray[np.float64]
    residual: NDArray[np.float64]

    @property
    def z(self) -> NDArray[np.float64]:
        """Residuals in standard deviations."""
        return self.residual / self.scale


def course_of(values: NDArray[np.float64], shown: NDArray[np.float64] | None = None) -> Course:
    """The course of series of one kind, siblings of each other.

    Args:
        values: Logarithms that the course is learned from, shape (n_series, n_months), of consecutive months; NaN where
            nothing is known, or nothing can be learned.
        shown: What is held against it; ``values`` where None.
    """
    with np.errstate(invalid="ignore"):
        season = _seasons(values)
        plain = values - season
        expected = _rolling(plain, _LEVEL_MONTHS, least=_LEVEL_MONTHS // 2) + season
        residual = values - expected
        known = np.cumsum(np.isfinite(values), axis=1) - np.isfinite(values)
        expected[known < LEAST_MONTHS] = np.nan
        scale = _scales(residual)
    return Course(expected, scale, (values if shown is None else shown) - expected)


def _scales(residual: NDArray[np.float64]) -> NDArray[np.float64]:
    own = MAD_TO_SD * _rolling(np.abs(residual), _SCALE_MONTHS, least=LEAST_MONTHS // 2)
    months = np.minimum(np.cumsum(np.isfinite(residual), axis=1), _SCALE_MONTHS)
    siblings = _middle(own.T).reshape(1, -1)
    drawn = np.sqrt((months * own**2 + _SIBLING_MONTHS * siblings**2) / (months + _SIBLING_MONTHS))
    return np.asarray(np.maximum(drawn, _LEAST_SCALE))


def _rolling(values: NDArray[np.float64], window: int, *, least: int) -> NDArray[np.float64]:
    """The median of the months before each one, NaN where fewer than ``least`` of them are known."""
    found = np.full_like(values, np.nan)
    for at in range(1, values.shape[1]):
        past = values[:, max(0, at - window) : at]
        found[:, at] = np.where(np.isfinite(past).sum(axis=1) >= least, _middle(past), np.nan)
    return found


def _middle(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The median of each row's known values, all rows at once; NaN where it has none."""
    ordered = np.sort(rows, axis=1)  # NaN comes last
    known = np.isfinite(rows).sum(axis=1)
    each, last = np.arange(len(rows)), rows.shape[1] - 1
    low, high = np.clip((known - 1) // 2, 0, last), np.clip(known // 2, 0, last)
    return np.asarray((ordered[each, low] + ordered[each, high]) / 2)


def _seasons(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the calendar month added in earlier years, shrunk: two years count for two thirds of what they say."""
    count = values.shape[1]
    around = np.full_like(values, np.nan)
    for at in range(6, count - 6):
        around[:, at] = values[:, at] - _middle(values[:, at - 6 : at + 7])
    season = np.zeros_like(values)
    for at in range(count):
        same = [each for each in range(at - 12, -1, -12) if each + 6 < at]
        known = np.isfinite(around[:, same]).sum(axis=1) if same else np.zeros(len(values))
        rows = known >= 2
        if rows.any():
            season[rows, at] = (_middle(around[rows][:, same]) * known[rows]) / (known[rows] + 1)
    return season
