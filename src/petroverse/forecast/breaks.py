"""A series whose meaning changed, brought to the level of its present meaning.

Cell sites are told apart from a month on, a region is split: the same name counts less, and a method that is shown both
sees a slump. What lies before is multiplied by the step, so that its season and its swings stay of use.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "joined"]

Floats = NDArray[np.float64]

LEAST_AFTER = 3
"""Months of the new meaning that must be known before its level is."""

MOST_AFTER = 12
"""A year of it tells its level; what came later is trade."""


def joined(values: Floats, breaks: Sequence[int]) -> Floats:
    """The values with each month before a break multiplied by the step at it.

    The step is the median ratio of the months after it to the same months a year before, or, where there is no year
    before, to the months right before it. Nothing is done where fewer than three months after it are known, or nothing
    moved on one of its sides.

    Args:
        values: Monthly values.
        breaks: Index of the first month of each new meaning.

    Example:
        >>> joined(np.array([10.0, 10.0, 10.0, 4.0, 4.0, 4.0]), [3])
        array([4., 4., 4., 4., 4., 4.])
    """
    levelled = np.array(values, dtype=float)
    for at in sorted(breaks):
        step = _step(levelled, at)
        levelled[:at] *= step
    return levelled


def _step(values: Floats, at: int) -> float:
    after = values[at : at + MOST_AFTER]
    if at < 1 or len(after) < LEAST_AFTER:
        return 1.0
    back = 12 if at >= 12 else min(len(after), at)
    before = values[at - back : at - back + len(after)][: max(1, min(len(after), back))]
    after = after[: len(before)]
    known = np.isfinite(before) & np.isfinite(after) & (before > 0) & (after > 0)
    return float(np.median(after[known] / before[known])) if known.sum() >= min(LEAST_AFTER, len(before)) else 1.0
