"""A month of one site's wet stock, from what is kept of its tanks to plain values that pages, files and people read."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from petroverse.core.conditions import Condition
from petroverse.core.network import Network
from petroverse.core.places import PlaceId
from petroverse.core.roles import UnitOfWork
from petroverse.core.tanks import Tank
from petroverse.core.times import Span, month_span
from petroverse.database import TotalAround, list_waybills, moments, totals_at
from petroverse.detect.tank import (
    GaugeNoise,
    History,
    StockMonth,
    WatchedTank,
    conditions_of,
    leak_test,
    month_of,
    watched,
)
from petroverse.workflows.papers import drop_rows, papers_of, shortfalls
from petroverse.workflows.stock_told import told_month, untold_month

__all__ = ["READ_BEFORE", "Reckoned", "StockMonthAsked", "month_called", "reckon_site", "tank_history"]

Floats = NDArray[np.float64]

EVERY: Final = timedelta(minutes=15)
"""A reading of each quarter of an hour is what the leak test was put on trial with."""

READ_BEFORE: Final = timedelta(days=60)
"""Where a month alone is inconclusive, the test takes the two before it in."""

_OPENING: Final = timedelta(hours=2)
"""The stock that a month begins with is the last one measured within two hours before it."""

_STEPS_M: Final = (0.01, 0.005, 0.00254, 0.0025, 0.002, 0.001, 0.0005, 0.0003)
"""Resolutions of gauges, the coarsest first; 0.1 inch is among them."""

_DISTINCT: Final = 20
_SAME_STEP: Final = 0.995


@dataclass(frozen=True, slots=True)
class StockMonthAsked:
    """Which month, where its days begin, and when it is asked for.

    Attributes:
        month: Its days.
        zone: The country's time zone.
        now: The present instant, zoned.
    """

    month: Span
    zone: ZoneInfo
    now: datetime

    @property
    def begin(self) -> datetime:
        """When it begins there, UTC."""
        return _midnight(self.month.start, self.zone)

    @property
    def end(self) -> datetime:
        """When it ends there, UTC."""
        return _midnight(self.month.end, self.zone)

    @property
    def is_over(self) -> bool:
        """Whether it has ended there."""
        return self.end <= self.now

    @property
    def edges(self) -> list[datetime]:
        """Every midnight of it that has come, the one at its end too, UTC."""
        days = (self.month.start + timedelta(days=number) for number in range(self.month.days + 1))
        return [at for day in days if (at := _midnight(day, self.zone)) <= self.now]

    @property
    def about(self) -> dict[str, Any]:
        """As JSON values."""
        return {"month": f"{self.month.start:%Y-%m}", "time_zone": self.zone.key, "is_over": self.is_over}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A site's month.

    Attributes:
        body: As JSON values.
        conditions: What it found, so or so no longer.
    """

    body: dict[str, Any]
    conditions: tuple[Condition, ...]


def month_called(text: str, now: datetime, zone: ZoneInfo) -> Span:
    """The days of the month called ``2024-03``; of the last one that is over where the text is empty.

    Raises:
        ValueError: It is no month.
    """
    if text:
        if not re.fullmatch("[12][0-9]{3}-[0-9]{2}", text):
            raise ValueError(text)
        return month_span(int(text[:4]), int(text[5:]))
    last = now.astimezone(zone).date().replace(day=1) - timedelta(days=1)
    return month_span(last.year, last.month)


def reckon_site(unit: UnitOfWork, network: Network, place: PlaceId, asked: StockMonthAsked) -> Reckoned:
    """Reckons a month of a site, tank system by tank system.

    Args:
        unit: The transaction to read in.
        network: Where the site stands.
        place: The site.
        asked: Which month.
    """
    meters = network.meters_at(place)
    systems, conditions = [], list[Condition]()
    for tank in network.tanks_at(place):
        own = [each.id for each in meters if each.tank == tank.id]
        told, found = _system(unit, tank, own, asked)
        systems.append(told)
        conditions += found
    return Reckoned({"systems": systems}, tuple(conditions))


def _system(
    unit: UnitOfWork, tank: Tank, meters: Sequence[str], asked: StockMonthAsked
) -> tuple[dict[str, Any], tuple[Condition, ...]]:
    until, edges = min(asked.end, asked.now), [each.timestamp() for each in asked.edges]
    history, notes = tank_history(unit, tank, meters, asked.begin - _OPENING, until)
    lines = [each for each in list_waybills(unit, [tank.place], asked.begin, until) if each.tank == tank.id]
    history = replace(history, papers=papers_of(lines))
    has_density = tank.density15_kg_m3 is not None
    is_there = history.at_s.size and len(edges) > 1
    found = month_of(history, edges, is_density_known=has_density, is_over=asked.is_over) if is_there else None
    span = (asked.begin, until)
    if found and _may_be_longer(found):
        longer, _ = tank_history(unit, tank, meters, asked.begin - READ_BEFORE, until)
        test = leak_test(longer)
        if test.verdict != "INCONCLUSIVE":
            found, span = replace(found, leak=test), (_instant(longer.at_s[0]), until)
    about = {
        "system": str(tank.id),
        "tanks": [str(tank.id)],
        "meters": [str(each) for each in meters],
        "product": tank.product,
        "density15_kg_m3": tank.density15_kg_m3,
        "resolution_m": history.tanks[0].noise.resolution_m,
        "readings": int(history.at_s.size),
    }
    if found is None:
        return {**about, **untold_month("nothing was read"), "notes": notes}, ()
    if tank.density15_kg_m3 is None:
        notes.append(
            "no density at 15 °C is known of it: the book is in observed litres, and warming looks like a gain"
        )
    drops = [each for each in found.drops if each.ended_at >= asked.begin]
    told = {**about, **told_month(found, edges, asked.zone, span), "drops": drop_rows(drops, lines), "notes": notes}
    short = tuple(shortfalls(drops, lines).values())
    monthly = conditions_of(found, history, str(tank.id), asked.end.timestamp()) if asked.is_over else ()
    return told, (*short, *monthly)


def _may_be_longer(found: StockMonth) -> bool:
    """Whether the month alone was too noisy: more of the same may tell."""
    return found.leak.verdict == "INCONCLUSIVE" and found.leak.spans > 0


def tank_history(
    unit: UnitOfWork, tank: Tank, meters: Sequence[str], since: datetime, until: datetime
) -> tuple[History, list[str]]:
    """A stretch of one tank and of what draws from it, as the models read it, and what a reader must know of it."""
    seen = moments(unit, tank.id, since, until, EVERY) if until > since else ()
    around = totals_at(unit, meters, [each.at for each in seen])
    totals = np.array([_total(each) for each in around], dtype=np.float64).reshape(len(meters), len(seen)).T
    is_told = np.isfinite(totals).all(axis=1) if meters else np.ones(len(seen), dtype=np.bool_)
    notes = []
    if missing := int((~is_told).sum()):
        notes.append(
            f"{missing} of {len(seen)} quarter hours are left out: a meter told nothing within an hour of them"
        )
    kept = [seen[number] for number in np.flatnonzero(is_told)]
    totals, set_back = _joined(totals[is_told])
    notes += [f"the total of meter {meters[column]} was set back {times} times" for column, times in set_back.items()]
    level_m = np.array([each.level_m for each in kept], dtype=np.float64)
    temp_c = np.array([math.nan if each.temp_c is None else each.temp_c for each in kept], dtype=np.float64)
    history = History(
        (_ready(tank, meters, level_m),),
        np.array([each.at.timestamp() for each in kept], dtype=np.float64),
        level_m[:, None],
        temp_c[:, None],
        totals,
        tuple(meters),  # type: ignore[arg-type]  # ids of meters
    )
    return history, notes


def _ready(tank: Tank, meters: Sequence[str], level_m: Floats) -> WatchedTank:
    noise = GaugeNoise(resolution_m=_step_m(level_m))
    return watched(tank, meters, noise=noise, density15_kg_m3=tank.density15_kg_m3)  # type: ignore[arg-type]


def _step_m(level_m: Floats) -> float:
    """The step of a gauge's heights, as the heights themselves show it; 1 mm where they are too few."""
    distinct = np.unique(np.round(level_m, 6))
    if distinct.size < _DISTINCT:
        return 0.001
    for step in _STEPS_M:
        away = np.abs(distinct / step - np.round(distinct / step)) * step
        if float((away < max(0.02 * step, 2e-6)).mean()) >= _SAME_STEP:
            return step
    return _STEPS_M[-1]


def _total(each: TotalAround) -> float:
    """The total at an instant, straight between the two that stand around it."""
    if each.before_at is None or each.after_at is None or each.before_l is None or each.after_l is None:
        return math.nan
    whole = (each.after_at - each.before_at).total_seconds()
    part = (each.at - each.before_at).total_seconds() / whole if whole else 0.0
    return each.before_l + part * max(each.after_l - each.before_l, 0.0)


def _joined(totals: Floats) -> tuple[Floats, dict[int, int]]:
    """Totals that were set back, joined: what a meter shows after it was is what it counted since."""
    if totals.shape[0] < 2:
        return totals, {}
    steps = np.diff(totals, axis=0)
    is_back = steps < 0
    steps = np.where(is_back, totals[1:], steps)
    joined = np.concatenate((totals[:1], totals[:1] + np.cumsum(steps, axis=0)))
    return joined, {column: int(times) for column, times in enumerate(is_back.sum(axis=0)) if times}


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _instant(at_s: float) -> datetime:
    return datetime.fromtimestamp(float(at_s), UTC)
