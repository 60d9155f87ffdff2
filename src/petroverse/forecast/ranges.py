"""Ranges that hold: the union of what members say and of what like series' past errors say, by month ahead."""

from __future__ import annotations

import numpy as np

from petroverse.forecast.series import Floats

__all__ = ["conformal_half_widths", "united"]

LEAST_ERRORS = 20
"""Fewer past errors than this say nothing about a 95 % range."""


def conformal_half_widths(errors: Floats, like: Floats, share: float) -> Floats:
    """The half width that held so large a share of past errors of like series, in shares of the level.

    Split conformal prediction: the quantile of n errors is taken at (n + 1) · share / n.

    Args:
        errors: Absolute errors in shares of the level: fold × series × month ahead; NaN where nothing happened yet.
        like: The group of each series, as numbers.
        share: 0.8 or 0.95.

    Returns:
        Series × month ahead; NaN where there are too few errors.
    """
    _, count, horizon = errors.shape
    widths = np.full((count, horizon), np.nan)
    for group in np.unique(like):
        rows = like == group
        for ahead in range(horizon):
            known = errors[:, rows, ahead]
            known = known[np.isfinite(known)]
            if len(known) >= LEAST_ERRORS:
                widths[rows, ahead] = np.quantile(known, min(1.0, share * (len(known) + 1) / len(known)))
    return widths


def united(said: Floats, widths80: Floats, widths95: Floats, scale: Floats) -> Floats:
    """The mean with the wider of both ranges: 5 × series × month ahead, in order and never below zero."""
    mean, lo80, hi80, lo95, hi95 = said
    half80, half95 = (np.nan_to_num(each * scale[:, None]) for each in (widths80, widths95))
    lo80, hi80 = np.minimum(lo80, mean - half80), np.maximum(hi80, mean + half80)
    lo95, hi95 = np.minimum.reduce([lo95, mean - half95, lo80]), np.maximum.reduce([hi95, mean + half95, hi80])
    return np.asarray(np.maximum(np.stack([mean, lo80, hi80, lo95, hi95]), 0.0), dtype=np.float64)
