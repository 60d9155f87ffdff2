"""What was said at every origin and what then happened, as arrays: origin × series × member × month ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from petroverse.forecast.folds import Fold
from petroverse.forecast.series import Floats, SeriesKey, SeriesSet, months_between

__all__ = ["Track", "track_of"]

LEVEL_MONTHS = 12
"""The level of a series is the mean of its last year: errors of like series are compared in shares of it."""


@dataclass(frozen=True, eq=False)
class Track:
    """Arrays of a set and its folds, origins in order of time; NaN where nothing was said or nothing has happened.

    Args:
        origins: The first month ahead of each fold.
        keys: The series, the coarsest level first.
        members: Names.
        said: Means and bounds (mean, lo80, hi80, lo95, hi95): 5 × origin × series × member × month ahead.
        actual: What happened: origin × series × month ahead.
        scale: The level that each series had at each origin: origin × series.
        last: The last known month's value at each origin: origin × series.
    """

    origins: tuple[date, ...]
    keys: tuple[SeriesKey, ...]
    members: tuple[str, ...]
    said: Floats
    actual: Floats
    scale: Floats
    last: Floats

    def passed(self, now: int) -> Floats:
        """What had happened by an origin, of the folds before it: NaN where the month had not passed by then."""
        actual: Floats = self.actual[:now].copy()
        for fold in range(now):
            known = months_between(self.origins[fold], self.origins[now])
            actual[fold, :, known:] = np.nan
        return actual


def track_of(series_set: SeriesSet, folds: Sequence[Fold]) -> Track:
    """Lays folds side by side; the horizon is that of the shortest fold."""
    ordered = sorted(folds, key=lambda each: each.origin)
    keys = series_set.keys
    names = sorted({name for fold in ordered for said in fold.outlooks.values() for name in said})
    told = [said for fold in ordered for by_name in fold.outlooks.values() for said in by_name.values()]
    horizon = min((len(said.mean) for said in told), default=0)
    said = np.full((5, len(ordered), len(keys), len(names), horizon), np.nan)
    for f, fold in enumerate(ordered):
        _lay(said[:, f], fold, {key: at for at, key in enumerate(keys)}, names)
    origins = tuple(each.origin for each in ordered)
    actual, scale, last = _happened(series_set, origins, keys, horizon)
    return Track(origins, keys, tuple(names), said, actual, scale, last)


def _lay(page: Floats, fold: Fold, at: dict[SeriesKey, int], names: Sequence[str]) -> None:
    horizon = page.shape[-1]
    told = ((at[key], by_name) for key, by_name in fold.outlooks.items() if key in at)
    for row, by_name in told:
        for name, word in by_name.items():
            bounds = (word.mean, word.lo80, word.hi80, word.lo95, word.hi95)
            page[:, row, names.index(name)] = [each[:horizon] for each in bounds]


def _happened(
    series_set: SeriesSet, origins: Sequence[date], keys: Sequence[SeriesKey], horizon: int
) -> tuple[Floats, Floats, Floats]:
    actual = np.full((len(origins), len(keys), horizon), np.nan)
    scale = np.full((len(origins), len(keys)), np.nan)
    last = np.full((len(origins), len(keys)), np.nan)
    for k, key in enumerate(keys):
        one = series_set.series[key]
        for f, origin in enumerate(origins):
            start = months_between(one.first_month, origin)
            ahead = one.values[max(start, 0) : max(start, 0) + horizon] if start >= 0 else one.values[:0]
            actual[f, k, : len(ahead)] = ahead
            scale[f, k] = _level(one.values[max(0, start - LEVEL_MONTHS) : max(0, start)])
            last[f, k] = one.values[start - 1] if 0 < start <= len(one.values) else np.nan
    return actual, scale, last


def _level(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(np.mean(known)) if len(known) and np.any(known > 0) else np.nan
