"""Whose word counts how much: each series' members weighed by past folds, shrunk to the pool of its level."""

from __future__ import annotations

import numpy as np

from petroverse.forecast.series import Floats
from petroverse.forecast.track import Track

__all__ = ["combined", "weights_at"]

PRIOR_FOLDS = 12.0
"""The pool speaks as loud as so many folds of the series itself."""

SHARPNESS = 2.0
"""Weights fall with the error to this power; 2 is that of independent errors (Bates & Granger 1969)."""


def weights_at(track: Track, levels: Floats, now: int) -> Floats:
    """Weights at an origin by the folds whose months had passed by then: series × member, each row adds up to 1.

    Args:
        track: All folds.
        levels: The level of each series, as numbers; like series stand on one level.
        now: Which origin.
    """
    passed = track.passed(now)
    scaled = np.abs(track.said[0, :now] - passed[:, :, None, :]) / track.scale[:now, :, None, None]
    heard = np.isfinite(scaled)
    total, count = np.where(heard, scaled, 0.0).sum(axis=(0, 3)), heard.sum(axis=(0, 3))
    pooled = np.ones_like(total)
    for level in np.unique(levels):
        like = levels == level
        pooled[like] = (total[like].sum(axis=0) + 1e-9) / (count[like].sum(axis=0) + 1e-9)
    own = (total + PRIOR_FOLDS * pooled) / (count + PRIOR_FOLDS)
    speaks = np.isfinite(track.said[0, now]).all(axis=-1)
    raw = np.where(speaks, (own + 1e-9) ** -SHARPNESS, 0.0)
    whole = raw.sum(axis=1, keepdims=True)
    return np.asarray(raw / np.where(whole > 0, whole, 1.0), dtype=np.float64)


def combined(track: Track, weights: Floats, now: int) -> Floats:
    """The weighted word of all members at an origin: 5 × series × month ahead; NaN where nobody speaks."""
    said = np.where(weights[None, :, :, None] > 0, track.said[:, now], 0.0)
    mixed = (said * weights[None, :, :, None]).sum(axis=2)
    mixed[:, weights.sum(axis=1) <= 0] = np.nan
    return np.asarray(mixed, dtype=np.float64)
