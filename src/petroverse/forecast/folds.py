"""A fold: what every member said at one origin, kept as plain values so that it is never worked out twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from petroverse.core.errors import InputRefused
from petroverse.forecast.forecaster import Forecaster, Outlook
from petroverse.forecast.library import public_forecasters
from petroverse.forecast.series import Floats, SeriesKey, SeriesSet, month_after
from petroverse.forecast.trees import Trees
from petroverse.forecast.working_days import KINDS, OnWorkingDays, WorkingDays

__all__ = ["HORIZON", "Fold", "FoldMissing", "members", "play_fold", "wanted_origins"]

HORIZON = 6
"""Months ahead, where nothing else is asked for."""

_BOUNDS = ("mean", "lo80", "hi80", "lo95", "hi95")


class FoldMissing(InputRefused):
    """A forecast was asked for at an origin whose fold has not been played."""


@dataclass(frozen=True, eq=False)
class Fold:
    """What the members said at one origin.

    Args:
        origin: The first month that they spoke of.
        known_at: The editions of the values were chosen by this time.
        outlooks: By series and member's name.
    """

    origin: date
    known_at: datetime
    outlooks: Mapping[SeriesKey, Mapping[str, Outlook]]

    def to_plain(self) -> dict[str, Any]:
        """The fold as JSON takes it, six significant digits a figure."""
        return {
            "origin": self.origin.isoformat(),
            "known_at": self.known_at.isoformat(),
            "series": [
                {"key": dict(key), "members": {name: _plain(said) for name, said in by_name.items()}}
                for key, by_name in self.outlooks.items()
            ],
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Fold:
        """The fold that ``to_plain`` gave."""
        outlooks = {
            tuple(sorted(each["key"].items())): {name: _outlook(said) for name, said in each["members"].items()}
            for each in plain["series"]
        }
        return cls(date.fromisoformat(plain["origin"]), datetime.fromisoformat(plain["known_at"]), outlooks)


def members() -> tuple[Forecaster, ...]:
    """The members that a platform plays."""
    own: tuple[Forecaster, ...] = tuple(WorkingDays(kind) for kind in KINDS)
    theta, croston = public_forecasters(("AutoTheta", "CrostonSBA"))
    return (*own, Trees(), OnWorkingDays(theta), croston)


def wanted_origins(series_set: SeriesSet, count: int = 24) -> tuple[date, ...]:
    """The origins that a tournament wants, the newest first: the present one and those of months already passed.

    Origins that leave a series less than a year of history are not wanted.
    """
    first = month_after(min(each.first_month for each in series_set.series.values()), 12)
    newest = series_set.next_month
    return tuple(origin for back in range(count + 1) if (origin := month_after(newest, -back)) >= first)


def play_fold(
    series_set: SeriesSet,
    origin: date,
    horizon: int = HORIZON,
    forecasters: Sequence[Forecaster] | None = None,
) -> Fold:
    """Asks every member for its word at an origin; each is fitted once, to what was known before it."""
    panel = series_set.at(origin)
    outlooks: dict[SeriesKey, dict[str, Outlook]] = {key: {} for key in panel.histories}
    for forecaster in members() if forecasters is None else forecasters:
        for key, said in forecaster.outlooks(panel, horizon).items():
            outlooks[key][forecaster.name] = said
    return Fold(origin, series_set.known_at, outlooks)


def _plain(said: Outlook) -> dict[str, Any]:
    bounds = {bound: _short(getattr(said, bound)) for bound in _BOUNDS}
    return bounds | ({"drivers": {name: _short(each) for name, each in said.drivers.items()}} if said.drivers else {})


def _short(values: Floats) -> list[float]:
    return [float(f"{value:.6g}") for value in values]


def _outlook(plain: Mapping[str, Any]) -> Outlook:
    drivers = {name: np.array(each, dtype=float) for name, each in plain.get("drivers", {}).items()}
    return Outlook.told((np.array(plain[bound], dtype=float) for bound in _BOUNDS), drivers)
