"""The whole rule played at every origin in order, each with what had passed by then: what was told, and how it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from petroverse.forecast.coherence import coherent, summing_matrix
from petroverse.forecast.common_error import common_error
from petroverse.forecast.folds import Fold
from petroverse.forecast.ranges import stretched
from petroverse.forecast.series import Floats, SeriesSet
from petroverse.forecast.track import Track, track_of
from petroverse.forecast.weights import combined, weights_at

__all__ = ["Replay", "replayed"]


@dataclass(frozen=True, eq=False)
class Replay:
    """What was told at each origin.

    Args:
        track: What the members said, and what happened.
        told: Mean and bounds: 5 × origin × series × month ahead.
        weights: Origin × series × member.
        carried: The common error carried on at the last origin, as a logarithm: series × month ahead.
        span_told: Mean and bounds of the sum of the first months: 5 × series × months, at the last origin.
    """

    track: Track
    told: Floats
    weights: Floats
    carried: Floats
    span_told: Floats


def replayed(series_set: SeriesSet, folds: Sequence[Fold]) -> Replay:
    """Plays the rule at each origin of the folds."""
    track = track_of(series_set, folds)
    levels = np.array([float(series_set.level_of(key)) for key in track.keys])
    told = np.full((5, *track.actual.shape), np.nan)
    carried = np.zeros(track.actual.shape[1:])
    plain, mixed = told.copy(), told.copy()
    weights = np.zeros((len(track.origins), len(track.keys), len(track.members)))
    for now in range(len(track.origins)):
        weights[now] = weights_at(track, levels, now)
        plain[:, now] = combined(track, weights[now], now)
        passed = track.passed(now)
        carried = common_error(plain[0, :now], passed, levels)
        mixed[:, now] = _coherent_told(series_set, track, plain[:, now] * np.exp(carried))
        told[:, now] = stretched(mixed[:, now], mixed[:, :now], passed, levels)
    return Replay(track, told, weights, carried, _span_told(track, told, levels))


def _coherent_told(series_set: SeriesSet, track: Track, mixed: Floats) -> Floats:
    """Means that add up; every bound moves with its mean."""
    speaks = np.flatnonzero(np.isfinite(mixed[0]).all(axis=1))
    if not len(speaks):
        return mixed
    matrix = summing_matrix(series_set, [track.keys[row] for row in speaks])
    moved = mixed.copy()
    moved[:, speaks] += (coherent(mixed[0, speaks], matrix) - mixed[0, speaks])[None]
    return moved


def _span_told(track: Track, told: Floats, levels: Floats) -> Floats:
    """Sums from the first month on; their ranges are those that sums told before would have needed."""
    sums = _summed(told)
    now = len(track.origins) - 1
    return stretched(sums[:, now], sums[:, :now], np.cumsum(track.passed(now), axis=-1), levels)


def _summed(told: Floats) -> Floats:
    """Means added up, and half widths as those of months that err apart: 5 × … × months."""
    mean = np.cumsum(told[0], axis=-1)
    half80, half95 = (np.sqrt(np.cumsum(((told[at + 1] - told[at]) / 2.0) ** 2, axis=-1)) for at in (1, 3))
    return np.stack([mean, mean - half80, mean + half80, mean - half95, mean + half95])
