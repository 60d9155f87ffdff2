"""From folds to a forecast: weights, ranges, coherence and words, with no method fitted again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from petroverse.forecast.series import SeriesKey, months_between

__all__ = ["Accuracy", "Explanation", "ForecastRow", "Foresight", "SeriesForecast", "SpanForecast"]


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One month ahead: the mean, the ranges that hold it 80 and 95 times of 100, and whether nobody can know it."""

    month: date
    mean: float
    lo80: float
    hi80: float
    lo95: float
    hi95: float
    method: str
    is_unknown: bool


@dataclass(frozen=True, slots=True)
class SpanForecast:
    """A sum over months ahead, first and last included, with ranges from sums that were forecast before."""

    first: date
    last: date
    mean: float
    lo80: float
    hi80: float
    lo95: float
    hi95: float
    is_unknown: bool


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How the shown forecast did at past origins, over all months ahead; None where nothing has come true yet.

    Args:
        folds: Past origins of which at least the first month has passed.
        wape: Sum of absolute errors over the sum of what happened.
        naive_wape: The same of "as last month".
        bias: Sum of (forecast minus what happened) over the sum of what happened.
        coverage80: Share of months that fell into the 80 % range that was told then.
        coverage95: The same of the 95 % range.
    """

    folds: int
    wape: float | None
    naive_wape: float | None
    bias: float | None
    coverage80: float | None
    coverage95: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a forecast is as it is: figures first, then the sentences made from them.

    Args:
        level: What a month sells now, season taken out, in the series' unit.
        trend_per_month: How much the forecast's level moves a month, in the unit.
        season: Each forecast month's share above or below the year's mean, by month as ``2025-03``.
        members: Each member's weight and its WAPE at past origins.
        drivers: What each group of reasons adds to the first month, as a share, by the trees' exact contributions.
        carried: What all series of the level were told too low in the last year, carried on, as a share.
        changed: What the forecast of each month was before, where an earlier one is known, by month.
        words: Sentences for a reader, the most important first.
    """

    level: float
    trend_per_month: float
    season: Mapping[str, float] = field(default_factory=dict)
    members: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    drivers: Mapping[str, float] = field(default_factory=dict)
    carried: float = 0.0
    changed: Mapping[str, float] = field(default_factory=dict)
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesForecast:
    """All that is said of one series; ``spans`` are the sums from the first month to each later one."""

    key: SeriesKey
    unit: str
    rows: tuple[ForecastRow, ...]
    spans: tuple[SpanForecast, ...]
    accuracy: Accuracy
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Foresight:
    """The forecasts of a whole set, coherent: what children are told adds up to what their parent is told.

    Args:
        origin: The first month ahead.
        known_at: The values were read by what was known then.
        series: By key.
    """

    origin: date
    known_at: datetime
    series: Mapping[SeriesKey, SeriesForecast]

    def span(self, key: SeriesKey, last: date) -> SpanForecast:
        """The sum from the origin to a last month, which must lie within the horizon.

        Raises:
            KeyError: The series was not forecast.
            IndexError: The month lies outside what was forecast.
        """
        ahead = months_between(self.origin, last)
        if ahead < 0:
            raise IndexError(f"{last} lies before the first month ahead, {self.origin}")
        return self.series[key].spans[ahead]

    def to_plain(self) -> dict[str, Any]:
        """All of it as JSON takes it; months are written as days."""
        return {
            "origin": self.origin.isoformat(),
            "known_at": self.known_at.isoformat(),
            "series": [_plain(each) for each in self.series.values()],
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Foresight:
        """The foresight that ``to_plain`` gave."""
        series = [_series(each) for each in plain["series"]]
        known_at = datetime.fromisoformat(plain["known_at"])
        return cls(date.fromisoformat(plain["origin"]), known_at, {each.key: each for each in series})


def _plain(said: SeriesForecast) -> dict[str, Any]:
    plain = asdict(said) | {"key": dict(said.key)}
    for row in plain["rows"]:
        row["month"] = row["month"].isoformat()
    for span in plain["spans"]:
        span |= {"first": span["first"].isoformat(), "last": span["last"].isoformat()}
    return plain


def _series(plain: Mapping[str, Any]) -> SeriesForecast:
    rows = [ForecastRow(**(each | {"month": date.fromisoformat(each["month"])})) for each in plain["rows"]]
    return SeriesForecast(
        tuple(sorted(plain["key"].items())),
        plain["unit"],
        tuple(rows),
        tuple(_span(each) for each in plain["spans"]),
        Accuracy(**plain["accuracy"]),
        Explanation(**(plain["explanation"] | {"words": tuple(plain["explanation"]["words"])})),
    )


def _span(plain: Mapping[str, Any]) -> SpanForecast:
    months: Sequence[str] = ("first", "last")
    return SpanForecast(**({**plain} | {each: date.fromisoformat(plain[each]) for each in months}))
