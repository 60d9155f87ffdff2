"""Why a forecast is as it is: figures first, then sentences made from them."""

from __future__ import annotations

import numpy as np

from petroverse.forecast.foresight import Explanation, SeriesForecast
from petroverse.forecast.replay import Replay
from petroverse.forecast.series import Floats, Series, month_after

__all__ = ["explained", "season_of"]


def season_of(values: Floats, first_month_of_year: int) -> Floats:
    """The share of each calendar month above or below its year: 12 figures, January first, their mean 0.

    The median over years of a month's ratio to the centred mean of its year; 0 where less than two years are known.

    Args:
        values: Monthly values.
        first_month_of_year: The calendar month of the first value, 1 to 12.
    """
    if len(values) < 24:
        return np.zeros(12)
    kernel = np.r_[0.5, np.ones(11), 0.5] / 12.0
    trend = np.convolve(values, kernel, mode="valid")
    ratio = values[6 : 6 + len(trend)] / np.where(trend > 0, trend, np.nan)
    month = (np.arange(len(ratio)) + 6 + first_month_of_year - 1) % 12
    shape = np.array([_median(ratio[month == each]) for each in range(12)])
    return np.asarray(shape - shape.mean(), dtype=np.float64)


def explained(series: Series, replay: Replay, row: int, before: SeriesForecast | None) -> Explanation:
    """What stands behind the last origin's forecast of one series."""
    told = replay.told[0, -1, row]
    origin = replay.track.origins[-1]
    history = series.before(origin)
    values = history.filled if history is not None else np.zeros(0)
    shape = season_of(values, history.first_month.month if history is not None else 1)
    months = [month_after(origin, ahead) for ahead in range(len(told))]
    index = np.array([shape[each.month - 1] for each in months])
    level_ahead = told / (1.0 + index)
    trend = float(np.polyfit(np.arange(len(told)), level_ahead, 1)[0]) if len(told) > 1 else 0.0
    level = float(np.mean(values[-6:])) if len(values) else 0.0
    season = {month.strftime("%Y-%m"): float(share) for month, share in zip(months, index, strict=True)}
    members = _members(replay, row)
    changed = _changed(before, {month.strftime("%Y-%m") for month in months})
    return Explanation(level, trend, season, members, changed, _words(level, trend, season, members))


def _median(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if len(known) else 1.0


def _members(replay: Replay, row: int) -> dict[str, dict[str, float]]:
    now = len(replay.track.origins) - 1
    happened = replay.track.passed(now)[:, row]
    said = replay.track.said[0, :now, row]
    found: dict[str, dict[str, float]] = {}
    for at, name in enumerate(replay.track.members):
        known = np.isfinite(said[:, at]) & np.isfinite(happened)
        total = float(happened[known].sum())
        wape = {"wape": float(np.abs(said[:, at] - happened)[known].sum() / total)} if total > 0 else {}
        found[name] = {"weight": float(replay.weights[-1, row, at]), **wape}
    return found


def _changed(before: SeriesForecast | None, months: set[str]) -> dict[str, float]:
    if before is None:
        return {}
    return {name: row.mean for row in before.rows if (name := row.month.strftime("%Y-%m")) in months}


def _words(
    level: float, trend: float, season: dict[str, float], members: dict[str, dict[str, float]]
) -> tuple[str, ...]:
    said = []
    if level > 0:
        way = "grow" if trend > 0 else "fall"
        is_flat = abs(trend) < 0.001 * level
        said.append("The level stays as it is." if is_flat else f"The level {way}s {abs(trend) / level:.1%} a month.")
    strong = max(season, key=lambda month: abs(season[month]), default=None)
    if strong and abs(season[strong]) >= 0.02:
        way = "above" if season[strong] > 0 else "below"
        said.append(f"{strong} lies {abs(season[strong]):.0%} {way} its year by the season.")
    heard = sorted(members, key=lambda name: -members[name]["weight"])
    if heard and "wape" in members[heard[0]]:
        said.append(f"{heard[0]} counts most; it missed by {members[heard[0]]['wape']:.1%} on average before.")
    return tuple(said)
