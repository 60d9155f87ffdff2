"""The forecast of a set from its kept folds: no method is fitted again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from petroverse.forecast.explaining import explained, figures
from petroverse.forecast.folds import Fold, FoldMissing
from petroverse.forecast.forecaster import Outlook
from petroverse.forecast.foresight import Accuracy, Explanation, ForecastRow, Foresight, SeriesForecast, SpanForecast
from petroverse.forecast.replay import Replay, replayed
from petroverse.forecast.series import Floats, Series, SeriesSet, month_after

__all__ = ["UNKNOWN_TIMES", "accuracy_of", "forecast"]

UNKNOWN_TIMES = 4.0
"""A 95 % range wider than so many times the level means that nobody knows."""


def forecast(series_set: SeriesSet, folds: Sequence[Fold], *, before: Foresight | None = None) -> Foresight:
    """The months ahead of every series of a set, by the folds that were played.

    Args:
        series_set: The series as they are known now.
        folds: The fold of ``series_set.next_month``, and earlier ones, by which members are weighed and ranges set.
        before: An earlier foresight, for what has changed since.

    Raises:
        FoldMissing: The fold at the present origin has not been played.
    """
    origin = series_set.next_month
    if origin not in {each.origin for each in folds}:
        raise FoldMissing(f"no fold has been played at {origin}", fix="play it first")
    ordered = sorted((each for each in folds if each.origin <= origin), key=lambda each: each.origin)
    replay = replayed(series_set, ordered)
    speaks = np.isfinite(replay.told[0, -1]).all(axis=1) & bool(replay.told.shape[-1])
    drivers = {key: _drivers(by_name) for key, by_name in ordered[-1].outlooks.items()}
    said = {}
    for row, key in enumerate(replay.track.keys):
        if not speaks[row]:
            continue
        found = figures(series_set.series[key], replay, row, drivers.get(key, {}))
        said[key] = _series(series_set.series[key], replay, row, found, before.series.get(key) if before else None)
    return Foresight(origin, series_set.known_at, said)


def _series(
    series: Series, replay: Replay, row: int, found: Explanation, before: SeriesForecast | None
) -> SeriesForecast:
    rows, accuracy = _rows(replay, row), accuracy_of(replay, row)
    why = explained(series, found, rows, accuracy, before)
    return SeriesForecast(series.key, series.unit, rows, _spans(replay, row), accuracy, why)


def _drivers(said: Mapping[str, Outlook]) -> Mapping[str, Floats]:
    return next((each.drivers for each in said.values() if each.drivers), {})


def _rows(replay: Replay, row: int) -> tuple[ForecastRow, ...]:
    origin, told = replay.track.origins[-1], replay.told[:, -1, row]
    level, method = float(replay.track.scale[-1, row]), _method(replay, row)
    return tuple(
        ForecastRow(month_after(origin, ahead), *_plain(told[:, ahead]), method, _is_unknown(told[:, ahead], level))
        for ahead in range(told.shape[-1])
    )


def _spans(replay: Replay, row: int) -> tuple[SpanForecast, ...]:
    origin, level = replay.track.origins[-1], float(replay.track.scale[-1, row])
    told = replay.span_told[:, row]
    return tuple(
        SpanForecast(
            origin,
            month_after(origin, ahead),
            *_plain(told[:, ahead]),
            _is_unknown(told[:, ahead], level * (ahead + 1)),
        )
        for ahead in range(told.shape[-1])
    )


def _plain(told: Floats) -> tuple[float, float, float, float, float]:
    mean, lo80, hi80, lo95, hi95 = told.tolist()
    return mean, lo80, hi80, lo95, hi95


def _is_unknown(told: Floats, level: float) -> bool:
    return not np.isfinite(level) or bool(told[4] - told[3] > UNKNOWN_TIMES * level)


def _method(replay: Replay, row: int) -> str:
    heard = replay.weights[-1, row]
    order = [at for at in np.argsort(-heard) if heard[at] > 0]
    return " + ".join(f"{replay.track.members[at]} {heard[at]:.0%}" for at in order)


def accuracy_of(replay: Replay, row: int) -> Accuracy:
    """How what was told of a series at past origins came true."""
    now = len(replay.track.origins) - 1
    happened, told = replay.track.passed(now)[:, row], replay.told[:, :now, row]
    known = np.isfinite(happened) & np.isfinite(told[0])
    total = float(happened[known].sum())
    if not known.any() or total <= 0:
        return Accuracy(0, None, None, None, None, None)
    last = replay.track.last[:now, row]
    error = np.where(known, told[0] - happened, 0.0)
    return Accuracy(
        int(known.any(axis=1).sum()),
        float(np.abs(error).sum() / total),
        float(np.abs(np.where(known, last[:, None] - happened, 0.0)).sum() / total),
        float(error.sum() / total),
        float(((told[1] <= happened) & (happened <= told[2]))[known].mean()),
        float(((told[3] <= happened) & (happened <= told[4]))[known].mean()),
    )
