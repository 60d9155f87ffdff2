"""The whole rule played at every origin in order, each with what had passed by then: what was told, and how it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from petroverse.forecast.coherence import coherent, summing_matrix
from petroverse.forecast.folds import Fold
from petroverse.forecast.ranges import conformal_half_widths, united
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
        span_told: Mean and bounds of the sum of the first months: 5 × series × months, at the last origin.
    """

    track: Track
    told: Floats
    weights: Floats
    span_told: Floats


def replayed(series_set: SeriesSet, folds: Sequence[Fold]) -> Replay:
    """Plays the rule at each origin of the folds."""
    track = track_of(series_set, folds)
    levels = np.array([float(series_set.level_of(key)) for key in track.keys])
    told = np.full((5, *track.actual.shape), np.nan)
    weights = np.zeros((len(track.origins), len(track.keys), len(track.members)))
    for now in range(len(track.origins)):
        weights[now] = weights_at(track, levels, now)
        mixed = _coherent_told(series_set, track, combined(track, weights[now], now))
        told[:, now] = _ranged(track, told, mixed, levels, now)
    return Replay(track, told, weights, _span_told(track, told, levels))


def _coherent_told(series_set: SeriesSet, track: Track, mixed: Floats) -> Floats:
    """Means that add up; every bound moves with its mean."""
    speaks = np.flatnonzero(np.isfinite(mixed[0]).all(axis=1))
    if not len(speaks):
        return mixed
    matrix = summing_matrix(series_set, [track.keys[row] for row in speaks])
    moved = mixed.copy()
    moved[:, speaks] += (coherent(mixed[0, speaks], matrix) - mixed[0, speaks])[None]
    return moved


def _ranged(track: Track, told: Floats, mixed: Floats, levels: Floats, now: int) -> Floats:
    errors = np.abs(told[0, :now] - track.passed(now)) / track.scale[:now, :, None]
    half80, half95 = (conformal_half_widths(errors, levels, share) for share in (0.8, 0.95))
    return united(mixed, half80, half95, track.scale[now])


def _span_told(track: Track, told: Floats, levels: Floats) -> Floats:
    """Sums from the first month on; their ranges are those of sums that were told before."""
    now = len(track.origins) - 1
    sums, happened = np.cumsum(told[0], axis=-1), np.cumsum(track.passed(now), axis=-1)
    errors = np.abs(sums[:now] - happened) / track.scale[:now, :, None]
    spread = np.sqrt(np.cumsum(((told[2:, now] - told[1:-1, now]) / 2.0) ** 2, axis=-1))  # months told as independent
    mean = sums[now]
    said = np.stack([mean, mean - spread[0], mean + spread[0], mean - spread[2], mean + spread[2]])
    half80, half95 = (conformal_half_widths(errors, levels, share) for share in (0.8, 0.95))
    return united(said, half80, half95, track.scale[now])
