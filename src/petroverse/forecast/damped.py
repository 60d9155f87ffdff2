"""A level and a damped trend, by the average of many smoothings, each weighed by how it would have forecast the past.

One smoothing picked by its fit is a lottery on 36 months; here every pair of smoothing factors speaks, and those that
would have missed more at one, three and six months ahead are all but silent.
"""

from __future__ import annotations

import numpy as np

from petroverse.forecast.series import Floats

__all__ = ["damped_paths"]

_LEVELS = (0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0)
_TRENDS = (0.05, 0.1, 0.2)
_DAMPINGS = (0.8, 0.9, 0.97)
_GRID = np.array([(a, 0.0, 0.8) for a in _LEVELS] + [(a, b, d) for a in _LEVELS for b in _TRENDS for d in _DAMPINGS]).T

AHEAD = (1, 3, 6)
"""Months ahead at which a smoothing is judged."""

SHARPNESS = 8.0
"""A smoothing that missed a tenth more than the best counts less than half as much."""

FORGETTING = 0.98
"""Each month back counts so much less."""


def damped_paths(values: Floats, horizon: int) -> tuple[Floats, Floats]:
    """The months ahead, and the deviation that past forecasts had at each of them.

    Args:
        values: Logarithms of at least one month, season and days taken out.
        horizon: How many months ahead.

    Returns:
        Mean and standard deviation for each month ahead, both on the scale of ``values``.
    """
    level, trend, damping = _GRID
    levels, trends = _states(values, level, trend, damping)
    reach = np.cumsum(damping ** np.arange(1, horizon + 1)[:, None], axis=0)
    misses = {ahead: _misses(values, levels, trends, reach, ahead) for ahead in AHEAD if len(values) > ahead + 6}
    weights = _weights(misses, len(level), len(values))
    mean = (levels[-1] + reach * trends[-1]) @ weights
    return mean, _deviations(values, misses, weights, horizon)


def _states(values: Floats, level: Floats, trend: Floats, damping: Floats) -> tuple[Floats, Floats]:
    levels, trends = np.empty((len(values), len(level))), np.empty((len(values), len(level)))
    now, slope = np.full(len(level), values[:6].mean()), np.zeros(len(level))
    for month, value in enumerate(values):
        expected = now + damping * slope
        miss = value - expected
        now, slope = expected + level * miss, damping * slope + level * trend * miss
        levels[month], trends[month] = now, slope
    return levels, trends


def _misses(values: Floats, levels: Floats, trends: Floats, reach: Floats, ahead: int) -> Floats:
    """What each smoothing would have missed at past months, the first half year left out: month × smoothing."""
    steps = reach[min(ahead, len(reach)) - 1]
    told = levels[5 : len(values) - ahead] + steps * trends[5 : len(values) - ahead]
    return np.asarray(values[5 + ahead :, None] - told, dtype=np.float64)


def _weights(misses: dict[int, Floats], count: int, months: int) -> Floats:
    if not misses:
        return np.full(count, 1.0 / count)
    fade = FORGETTING ** np.arange(months)[::-1]
    score = np.zeros(count)
    for ahead, missed in misses.items():
        recent = fade[5 + ahead :]
        score += recent @ np.abs(missed) / recent.sum() / np.sqrt(ahead)
    weights = ((score + 1e-12) / (score.min() + 1e-12)) ** -SHARPNESS
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def _deviations(values: Floats, misses: dict[int, Floats], weights: Floats, horizon: int) -> Floats:
    """By month ahead: interpolated between those judged, and growing as a random walk's beyond them."""
    if not misses:
        spread = float(np.std(values)) if len(values) > 2 else 0.5
        return np.asarray(max(spread, 0.1) * np.sqrt(np.arange(1, horizon + 1)), dtype=np.float64)
    at = np.array(sorted(misses), dtype=float)
    found = np.array([np.sqrt(np.mean((misses[int(each)] @ weights) ** 2)) for each in at])
    ahead = np.arange(1, horizon + 1, dtype=float)
    beyond = np.sqrt(np.maximum(ahead / at[-1], 1.0))
    return np.asarray(np.interp(ahead, at, np.maximum.accumulate(found)) * beyond, dtype=np.float64)
