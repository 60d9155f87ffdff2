"""What all series of a level were told too low or too high in the last year is carried on.

A market grows or shrinks as one; every method is late, and late in the same direction for months. What is common to a
level is known far better than what is each series' own, so only that is corrected, and only as far as it was seen.
"""

from __future__ import annotations

import numpy as np

from petroverse.forecast.series import Floats

__all__ = ["common_error"]

FOLDS_BACK = 12
"""A full year, so that no season is taken for a trend."""

PRIOR_FOLDS = 6.0
"""An error seen in so many folds is carried on by half."""


def common_error(told: Floats, happened: Floats, like: Floats) -> Floats:
    """The logarithm of what happened over what was told, of a level together: series × month ahead.

    Args:
        told: Means at past origins, before any correction: origin × series × month ahead.
        happened: What had happened by now, NaN where nothing had: the same shape.
        like: The level of each series, as numbers.
    """
    recent, then = told[-FOLDS_BACK:], happened[-FOLDS_BACK:]
    known = np.isfinite(recent) & np.isfinite(then)
    carried = np.zeros(told.shape[1:])
    for level in np.unique(like):
        rows = like == level
        seen = known[:, rows]
        folds = seen.any(axis=1).sum(axis=0)
        was, said = (np.where(seen, each[:, rows], 0.0).sum(axis=(0, 1)) for each in (then, recent))
        is_known = (folds > 0) & (was > 0) & (said > 0)
        ratio = np.log(np.where(is_known, was, 1.0) / np.where(is_known, said, 1.0))
        carried[rows] = ratio * folds / (folds + PRIOR_FOLDS)
    return carried
