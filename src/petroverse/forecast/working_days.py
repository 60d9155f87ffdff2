"""Our own members: a series freed of its days and its season, and a damped level under it.

    Level       no season: what short and moving series do best with
    Seasonal    the season shrunk by the years it was seen in
    Share       the parent's Seasonal, times a level of the child's share in it

Each works on logarithms; zero months are taken as a twentieth of a usual month, so that a lapse pulls the level down
and does not end it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from petroverse.forecast.calendar_effect import day_effect, weekday_weights
from petroverse.forecast.damped import damped_paths
from petroverse.forecast.forecaster import Z80, Z95, Forecaster, Outlook
from petroverse.forecast.series import Floats, History, Panel, SeriesKey

__all__ = ["KINDS", "Kind", "OnWorkingDays", "WorkingDays", "coarsest", "logarithms", "season_of", "shrunk_season"]

Kind = Literal["Level", "Seasonal", "Share"]
KINDS: tuple[Kind, ...] = ("Level", "Seasonal", "Share")

SEASON_PRIOR_YEARS = 4.0
"""A season seen in so many years is believed by half."""

MOST_TIMES = 3.0
"""No month is forecast at more than so many times the highest of the last year."""

LEAST_MONTHS = 6
"""A shorter history has no level of its own."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A member that knows how many working days each month has.

    Args:
        kind: Which of the three it is; also its name.
    """

    kind: Kind

    @property
    def name(self) -> str:
        """How it is called."""
        return self.kind

    def outlooks(self, panel: Panel, horizon: int) -> Mapping[SeriesKey, Outlook]:
        """Its word on every series with half a year of history; Share only on those that have a parent."""
        weights = weekday_weights(coarsest(panel))
        if self.kind == "Share":
            return _shares(panel, horizon, weights)
        long = {key: each for key, each in panel.histories.items() if len(each.values) >= LEAST_MONTHS}
        return {key: _word(each, horizon, weights, self.kind) for key, each in long.items()}


@dataclass(frozen=True, slots=True)
class OnWorkingDays:
    """Another forecaster, shown each series as if all months had the same days.

    Args:
        inner: Who is shown it.
    """

    inner: Forecaster

    @property
    def name(self) -> str:
        """The other's name, and that it sees working days."""
        return f"{self.inner.name} on working days"

    def outlooks(self, panel: Panel, horizon: int) -> Mapping[SeriesKey, Outlook]:
        """The other's word, with each month's days put back."""
        weights = weekday_weights(coarsest(panel))
        effects = {
            key: np.exp(day_effect(each.first_month, len(each.values) + horizon, weights))
            for key, each in panel.histories.items()
        }
        even = {
            key: replace(each, values=each.values / effects[key][: len(each.values)])
            for key, each in panel.histories.items()
        }
        said = self.inner.outlooks(Panel(panel.origin, even, panel.parents), horizon)
        return {key: _times(outlook, effects[key][-horizon:]) for key, outlook in said.items()}


def season_of(values: Floats, first_calendar_month: int) -> tuple[Floats, float]:
    """The season as additions to each calendar month, January first, their mean 0, and the years it was seen in.

    The median over years of what a month deviates from the centred mean of its year; nothing below two years.

    Args:
        values: Logarithms.
        first_calendar_month: Of the first value, 1 to 12.
    """
    if len(values) < 24:
        return np.zeros(12), 0.0
    kernel = np.r_[0.5, np.ones(11), 0.5] / 12.0
    trend = np.convolve(values, kernel, mode="valid")
    deviation = values[6 : 6 + len(trend)] - trend
    month = (np.arange(len(deviation)) + 6 + first_calendar_month - 1) % 12
    shape = np.array([np.median(deviation[month == each]) for each in range(12)])
    return shape - shape.mean(), len(deviation) / 12.0


def shrunk_season(values: Floats, first_calendar_month: int) -> Floats:
    """The season, believed as far as the years it was seen in allow."""
    shape, years = season_of(values, first_calendar_month)
    return np.asarray(shape * (years / (years + SEASON_PRIOR_YEARS)), dtype=np.float64)


def _word(history: History, horizon: int, weights: Floats, kind: Kind) -> Outlook:
    values, days, season = _freed(history, horizon, weights)
    shape = season if kind != "Level" else np.zeros_like(season)
    mean, deviation = damped_paths(values - days[: len(values)] - shape[: len(values)], horizon)
    mean = mean + (days + shape)[len(values) :]
    return _outlook(mean, deviation, MOST_TIMES * float(history.filled[-12:].max()))


def _freed(history: History, horizon: int, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Logarithms; then days and season over past and future."""
    values = logarithms(history.filled)
    count = len(values) + horizon
    days = day_effect(history.first_month, count, weights)
    shape = shrunk_season(values - days[: len(values)], history.first_month.month)
    months = (np.arange(count) + history.first_month.month - 1) % 12
    return values, days, shape[months]


def _shares(panel: Panel, horizon: int, weights: Floats) -> dict[SeriesKey, Outlook]:
    parents = {
        key: _word(panel.histories[key], horizon, weights, "Seasonal")
        for key in set(panel.parents.values())
        if len(panel.histories[key].values) >= LEAST_MONTHS
    }
    found = {}
    for key, parent in panel.parents.items():
        own = panel.histories[key]
        if parent in parents and len(own.values) >= LEAST_MONTHS:
            found[key] = _share(own, panel.histories[parent], parents[parent], horizon)
    return found


def _share(own: History, parent: History, told: Outlook, horizon: int) -> Outlook:
    """The child's share as a damped level of its own; of what both are known for."""
    count = min(len(own.values), len(parent.values))
    share = logarithms(own.filled[-count:]) - logarithms(parent.filled[-count:])
    mean, deviation = damped_paths(share, horizon)
    whole = np.log(np.maximum(told.mean, 1e-9))
    spread = (np.log(np.maximum(told.hi80, 1e-9)) - whole) / Z80
    return _outlook(whole + mean, np.hypot(deviation, spread), MOST_TIMES * float(own.filled[-12:].max()))


def _times(said: Outlook, effect: Floats) -> Outlook:
    return Outlook.told([each * effect for each in (said.mean, said.lo80, said.hi80, said.lo95, said.hi95)])


def _outlook(mean: Floats, deviation: Floats, most: float) -> Outlook:
    told = [mean, mean - Z80 * deviation, mean + Z80 * deviation, mean - Z95 * deviation, mean + Z95 * deviation]
    return Outlook.told([np.exp(np.minimum(each, np.log(max(most, 1e-9)))) for each in told])


def logarithms(values: Floats) -> Floats:
    """Logarithms with zero months as a twentieth of the median of the last two years' months that are not zero."""
    recent = values[-24:][values[-24:] > 0]
    least = 0.05 * float(np.median(recent)) if len(recent) else 1.0
    return np.asarray(np.log(np.maximum(values, least)), dtype=np.float64)


def coarsest(panel: Panel) -> Sequence[History]:
    """The series by which the working week is learned: those that have parts, or all where none has."""
    wholes = set(panel.parents.values())
    return [panel.histories[key] for key in sorted(wholes or panel.histories)]
