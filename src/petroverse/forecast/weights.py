"""Whose word counts how much: each series' members weighed by past folds, shrunk to the pool of its level."""

from __future__ import annotations

import numpy as np

from petroverse.forecast.series import Floats
from petroverse.forecast.track import Track

__all__ = ["combined", "weights_at"]

PRIOR_FOLDS = 12.0
"""The pool speaks as loud as so many folds of the series itself."""

NEARLY_AS_GOOD = 1.3
"""Members within so much of the best speak alike: differences below this are chance, and a plain mean beats weights
that chase it (the "forecast combination puzzle", Smith & Wallis 2009)."""

SHARPNESS = 8.0
"""Beyond that, weights fall with the error to this power."""

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
    shrunk = np.where(speaks, shrunk + 1e-9, np.inf)
    best = np.where(speaks.any(axis=1), shrunk.min(axis=1, initial=np.inf), 1.0)[:, None]
    raw = np.where(speaks, np.minimum(1.0, NEARLY_AS_GOOD * best / shrunk) ** SHARPNESS, 0.0)
    whole = raw.sum(axis=1, keepdims=True)
    return np.asarray(raw / np.where(whole > 0, whole, 1.0), dtype=np.float64)


def combined(track: Track, weights: Floats, now: int) -> Floats:
    """The weighted word of all members at an origin: 5 × series × month ahead; NaN where nobody speaks.

    Means are mixed as they are, half widths as logarithms: one member that knows nothing does not widen all.
    """
    said = track.said[:, now]
    mean = _mixed(said[0], weights)
    half80, half95 = (
        np.exp(_mixed(np.log(np.maximum((said[at + 1] - said[at]) / 2.0, 1e-9)), weights)) for at in (1, 3)
    )
    mixed = np.stack([mean, mean - half80, mean + half80, mean - half95, mean + half95])
    mixed[:, weights.sum(axis=1) <= 0] = np.nan
    return np.asarray(mixed, dtype=np.float64)


def _mixed(said: Floats, weights: Floats) -> Floats:
    heard = np.where(weights[:, :, None] > 0, said, 0.0)
    return np.asarray((heard * weights[:, :, None]).sum(axis=1), dtype=np.float64)


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
