"""Ranges that hold: each told range is stretched by what past ranges of like series would have needed.

A member's own range is too narrow below the nation, and one width for all series in shares of their level would be far
too wide for a calm series beside a wild one. So an error is measured in half widths of the range that was told with it;
the quantile of these ratios over like series (normalised split conformal prediction, Lei et al. 2018) stretches the
range that is told now, and each series adds what its own past says, shrunk to the others.
"""

from __future__ import annotations

import numpy as np

from petroverse.forecast.series import Floats

__all__ = ["stretched"]

LEAST_ERRORS = 30
"""Fewer past errors than this say nothing about a 95 % range; the told range stands."""

FOLDS_BACK = 12
"""Ranges are held to the last year: a market that has calmed down needs narrower ones."""

PRIOR_ERRORS = 24.0
"""What like series need speaks as loud as so many errors of the series itself."""

LARGEST_RATIO = 20.0
"""An error of more half widths than this is no more surprising."""


def stretched(told: Floats, past: Floats, happened: Floats, like: Floats) -> Floats:
    """The mean with both ranges stretched: 5 × series × month ahead, in order and never below zero.

    Args:
        told: Mean and bounds as members mixed tell them now: 5 × series × month ahead.
        past: The same at past origins: 5 × origin × series × month ahead.
        happened: What happened then; NaN where it had not by now: origin × series × month ahead.
        like: The group of each series, as numbers.
    """
    mean, past, happened = told[0], past[:, -FOLDS_BACK:], happened[-FOLDS_BACK:]
    halves = []
    for lower, upper, share in ((1, 2, 0.8), (3, 4, 0.95)):
        half = np.maximum((told[upper] - told[lower]) / 2.0, 1e-9)
        before = np.maximum((past[upper] - past[lower]) / 2.0, 1e-9)
        ratios = np.minimum(np.abs(happened - past[0]) / before, LARGEST_RATIO)
        halves.append(half * _stretch(ratios, like, share))
    half80, half95 = halves[0], np.maximum(halves[0], halves[1])
    bounds = np.stack([mean, mean - half80, mean + half80, mean - half95, mean + half95])
    return np.asarray(np.maximum(bounds, 0.0), dtype=np.float64)


def _stretch(ratios: Floats, like: Floats, share: float) -> Floats:
    """By how much each series' range is stretched at each month ahead: series × month ahead."""
    factors = np.ones(ratios.shape[1:])
    for group in np.unique(like):
        rows = like == group
        own = _own(ratios[:, rows])
        for ahead in range(ratios.shape[2]):
            known = (ratios[:, rows, ahead] / own)[np.isfinite(ratios[:, rows, ahead])]
            if len(known) >= LEAST_ERRORS:
                reach = min(1.0, share * (len(known) + 1) / len(known))
                factors[rows, ahead] = own * np.quantile(known, reach)
    return factors


def _own(ratios: Floats) -> Floats:
    """What each series needed beside its like, 1 where it is as they are."""
    known = np.isfinite(ratios)
    count, total = known.sum(axis=(0, 2)), np.where(known, ratios, 0.0).sum(axis=(0, 2))
    if not count.sum() or total.sum() <= 0:
        return np.ones(ratios.shape[1])
    usual = total.sum() / count.sum()
    return np.asarray((total / usual + PRIOR_ERRORS) / (count + PRIOR_ERRORS), dtype=np.float64)
