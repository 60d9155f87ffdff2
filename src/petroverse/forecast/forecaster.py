"""The role of a forecaster, and its word: a mean and two ranges for each month ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from petroverse.forecast.series import Floats, History, Panel, SeriesKey

__all__ = ["Forecaster", "OneByOne", "Outlook", "flat_outlook"]

Z80, Z95 = 1.2815515655446004, 1.959963984540054
"""Quantiles 0.9 and 0.975 of the normal distribution."""


@dataclass(frozen=True, eq=False, slots=True)
class Outlook:
    """What one forecaster says of one series: arrays with an entry for each month ahead, in the series' unit.

    Args:
        mean: The months ahead.
        lo80: The lower end of the 80 % range; the other bounds likewise.
        drivers: What each group of reasons added to the logarithm of the mean, where the forecaster can tell.
    """

    mean: Floats
    lo80: Floats
    hi80: Floats
    lo95: Floats
    hi95: Floats
    drivers: Mapping[str, Floats] = field(default_factory=dict)

    @classmethod
    def of(cls, mean: Floats, deviation: Floats) -> Outlook:
        """A normal outlook that never goes below zero, for no month sells less than nothing."""
        return cls.told([mean + each * deviation for each in (0.0, -Z80, Z80, -Z95, Z95)])

    @classmethod
    def told(cls, bounds: Iterable[Floats], drivers: Mapping[str, Floats] | None = None) -> Outlook:
        """The mean, then the bounds of the 80 and of the 95 % range; what is below zero is zero."""
        mean, lo80, hi80, lo95, hi95 = (np.maximum(each, 0.0) for each in bounds)
        return cls(mean, lo80, hi80, lo95, hi95, drivers or {})


class Forecaster(Protocol):
    """A way to look ahead. It is given the past and gives its word on every series that it can say something about."""

    @property
    def name(self) -> str:
        """How it is called in tables and explanations."""
        ...

    def outlooks(self, panel: Panel, horizon: int) -> Mapping[SeriesKey, Outlook]:
        """Its word on each series of the panel for so many months from the origin; a series may be left out."""
        ...


@dataclass(frozen=True, slots=True)
class OneByOne:
    """A forecaster that looks at each series alone.

    Args:
        name: How it is called.
        word: Gives the outlook of one history, or None where it has nothing to say.
    """

    name: str
    word: Callable[[History, int], Outlook | None]

    def outlooks(self, panel: Panel, horizon: int) -> Mapping[SeriesKey, Outlook]:
        """The word on each series that it has one for."""
        said = {key: self.word(history, horizon) for key, history in panel.histories.items()}
        return {key: outlook for key, outlook in said.items() if outlook is not None}


def flat_outlook(history: History, horizon: int) -> Outlook:
    """The last month again and again, with a range that grows as a random walk's."""
    values = history.filled
    step = float(np.sqrt(np.mean(np.diff(values) ** 2))) if len(values) > 1 else float(values[-1])
    ahead = np.arange(1, horizon + 1)
    return Outlook.of(np.full(horizon, values[-1]), step * np.sqrt(ahead))
