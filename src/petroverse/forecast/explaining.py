"""Why a forecast is as it is: figures first, then sentences made from them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from petroverse.forecast.foresight import Accuracy, Explanation, ForecastRow, SeriesForecast
from petroverse.forecast.replay import Replay
from petroverse.forecast.series import Floats, History, Series, month_after
from petroverse.forecast.working_days import logarithms, shrunk_season

__all__ = ["explained", "figures"]

WORTH_SAYING = 0.02
"""Seasons, reasons and changes below 2 % are not told in words."""

FLAT = 0.001
"""A level that moves less than 0.1 % a month stays as it is."""


def figures(series: Series, replay: Replay, row: int, drivers: Mapping[str, Floats]) -> Explanation:
    """The figures behind the last origin's forecast of one series, without words.

    Args:
        series: What is forecast.
        replay: All that was told.
        row: Which series of the replay.
        drivers: What the trees say each group of reasons adds to the logarithm, by month ahead.
    """
    told, origin = replay.told[0, -1, row], replay.track.origins[-1]
    history = series.before(origin)
    shape = _season(history, len(told)) if history is not None else np.zeros(len(told))
    values = history.filled if history is not None else np.zeros(1)
    level_ahead = told / np.exp(shape)
    trend = float(np.polyfit(np.arange(len(told)), level_ahead, 1)[0]) if len(told) > 1 else 0.0
    months = [month_after(origin, ahead).strftime("%Y-%m") for ahead in range(len(told))]
    return Explanation(
        float(np.mean(values[-6:])),
        trend,
        {month: float(np.expm1(share)) for month, share in zip(months, shape, strict=True)},
        _members(replay, row),
        {name: float(np.expm1(each[0])) for name, each in drivers.items()},
        float(np.expm1(replay.carried[row, 0])),
    )


def explained(
    series: Series, found: Explanation, rows: tuple[ForecastRow, ...], accuracy: Accuracy, before: SeriesForecast | None
) -> Explanation:
    """The same figures with what an earlier forecast said of the same months, and the sentences."""
    changed = {row.month.strftime("%Y-%m"): row.mean for row in before.rows} if before else {}
    now = {row.month.strftime("%Y-%m"): row.mean for row in rows}
    changed = {month: mean for month, mean in changed.items() if month in now}
    words = (
        *_doubts(series, rows),
        *_course(found, series.unit),
        *_reasons(found),
        *_trust(found, accuracy),
        *_changes(changed, now, series.unit),
    )
    parts = (found.level, found.trend_per_month, found.season, found.members, found.drivers, found.carried)
    return Explanation(*parts, changed, words)


def _season(history: History, horizon: int) -> Floats:
    shape = shrunk_season(logarithms(history.filled), history.first_month.month)
    return np.asarray(shape[(history.origin.month - 1 + np.arange(horizon)) % 12], dtype=np.float64)


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


def _doubts(series: Series, rows: tuple[ForecastRow, ...]) -> list[str]:
    unknown = [row for row in rows if row.is_unknown]
    said = [f"From {each.month:%Y-%m} on it counts something else: {each.reason}." for each in series.breaks[-1:]]
    if unknown:
        said.insert(0, f"Nobody can know it from {unknown[0].month:%Y-%m} on: past errors were larger than the level.")
    return said


def _course(found: Explanation, unit: str) -> list[str]:
    if found.level <= 0:
        return ["Nothing moved in the last half year."]
    pace = found.trend_per_month / found.level
    course = (
        "and stays there" if abs(pace) < FLAT else f"and {'grows' if pace > 0 else 'falls'} {abs(pace):.1%} a month"
    )
    said = [f"A month now moves {_amount(found.level, unit)}, {course}."]
    strong = max(found.season, key=lambda month: abs(found.season[month]))
    share = found.season[strong]
    if abs(share) >= WORTH_SAYING:
        said.append(f"By the season {strong} lies {abs(share):.0%} {'above' if share > 0 else 'below'} its year.")
    return said


def _reasons(found: Explanation) -> list[str]:
    said = []
    if abs(found.carried) >= WORTH_SAYING / 2:
        way = "low" if found.carried > 0 else "high"
        said.append(f"Series like it were told too {way} in the last year; {abs(found.carried):.1%} is carried on.")
    strong = max(found.drivers, key=lambda name: abs(found.drivers[name]), default=None)
    if strong and abs(found.drivers[strong]) >= WORTH_SAYING:
        said.append(f"The trees' strongest reason for the first month is {strong}: {found.drivers[strong]:+.0%}.")
    return said


def _trust(found: Explanation, accuracy: Accuracy) -> list[str]:
    heard = sorted(found.members, key=lambda name: -found.members[name]["weight"])
    said = []
    if heard and found.members[heard[0]]["weight"] > 0:
        best = found.members[heard[0]]
        before = f"; it missed by {best['wape']:.1%} before" if "wape" in best else ""
        said.append(f"{heard[0]} counts {best['weight']:.0%}{before}.")
    if accuracy.wape is not None and accuracy.naive_wape is not None:
        past = f"At {accuracy.folds} past origins the forecast missed by {accuracy.wape:.1%}"
        said.append(f'{past}, "as last month" by {accuracy.naive_wape:.1%}.')
    return said


def _changes(before: Mapping[str, float], now: Mapping[str, float], unit: str) -> list[str]:
    moved = {month: now[month] / was - 1.0 for month, was in before.items() if was > 0}
    strong = max(moved, key=lambda month: abs(moved[month]), default=None)
    if strong is None or abs(moved[strong]) < WORTH_SAYING:
        return []
    change = f"{_amount(before[strong], unit)} to {_amount(now[strong], unit)} ({moved[strong]:+.0%})"
    return [f"Since the last forecast {strong} went from {change}."]


def _amount(value: float, unit: str) -> str:
    """Three digits that can be read aloud: 12.3 million L."""
    for size, name in ((1e9, " billion"), (1e6, " million"), (1e3, " thousand")):
        if abs(value) >= size:
            return f"{value / size:.3g}{name} {unit}"
    return f"{value:.3g} {unit}"
