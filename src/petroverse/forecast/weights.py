"""Whose word counts how much: each series' members weighed by past folds, shrunk to the pool of its level."""

from __future__ import annotations

import numpy as np

from petroverse.forecast.series import Floats
from petroverse.forecast.track import Track

__all__ = ["combined", "weights_at"]

PRIOR_FOLDS = 12.0
"""The pool speaks as loud as so many folds of the series itself."""

SHARPNESS = 4.0
"""Weights fall with the error to this power: 2 is that of independent errors (Bates & Granger 1969), yet members that
look at the same past err together, and then the better must count more."""

WORST = 3.0
"""A member's error is held to so many times the usual of its series: one wild word is not an opinion of all series."""


def weights_at(track: Track, levels: Floats, now: int) -> Floats:
    """Weights at an origin by the folds whose months had passed by then: series × member, each row adds up to 1.

    Args:
        track: All folds.
        levels: The level of each series, as numbers; like series stand on one level.
        now: Which origin.
    """
    misses = np.abs(track.said[0, :now] - track.passed(now)[:, :, None, :])
    own, folds = _relative(misses)
    pooled = np.ones_like(own)
    for level in np.unique(levels):
        like = levels == level
        known = np.isfinite(own[like])
        pooled[like] = np.where(known, own[like], 0.0).sum(axis=0) + 1.0
        pooled[like] /= known.sum(axis=0) + 1.0
    shrunk = (np.nan_to_num(own) * folds[:, None] + PRIOR_FOLDS * pooled) / (folds[:, None] + PRIOR_FOLDS)
    shrunk = np.where(np.isfinite(own), shrunk, pooled)
    speaks = np.isfinite(track.said[0, now]).all(axis=-1)
    raw = np.where(speaks, (shrunk + 1e-9) ** -SHARPNESS, 0.0)
    whole = raw.sum(axis=1, keepdims=True)
    return np.asarray(raw / np.where(whole > 0, whole, 1.0), dtype=np.float64)


def combined(track: Track, weights: Floats, now: int) -> Floats:
    """The weighted word of all members at an origin: 5 × series × month ahead; NaN where nobody speaks."""
    said = np.where(weights[None, :, :, None] > 0, track.said[:, now], 0.0)
    mixed = (said * weights[None, :, :, None]).sum(axis=2)
    mixed[:, weights.sum(axis=1) <= 0] = np.nan
    return np.asarray(mixed, dtype=np.float64)


def _relative(misses: Floats) -> tuple[Floats, Floats]:
    """Each member's error over the usual one of its series on the same months, and in how many folds it was seen.

    Args:
        misses: Absolute errors: fold × series × member × month ahead.
    """
    heard = np.isfinite(misses)
    count = heard.sum(axis=2, keepdims=True)
    usual = np.where(heard, misses, 0.0).sum(axis=2, keepdims=True) / np.maximum(count, 1)
    own = np.where(heard, misses, 0.0).sum(axis=(0, 3))
    beside = np.where(heard, usual, 0.0).sum(axis=(0, 3))
    known = beside > 0
    relative = np.where(known, np.minimum(own / np.where(known, beside, 1.0), WORST), np.nan)
    return relative, heard.any(axis=(2, 3)).sum(axis=0).astype(float)
