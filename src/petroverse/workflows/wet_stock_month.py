"""A month of one site's wet stock, from what is kept of its tanks to plain values that pages, files and people read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from petroverse.core.conditions import Condition
from petroverse.core.network import Network
from petroverse.core.places import PlaceId
from petroverse.core.roles import UnitOfWork
from petroverse.core.times import Span, month_span
from petroverse.detect.tank import (
    History,
    StockMonth,
    conditions_of,
    leak_test,
    month_of,
)
from petroverse.workflows.papers import drop_rows, papers_of, shortfalls
from petroverse.workflows.stock_history import TankSystem, lines_of, system_history, systems_at
from petroverse.workflows.stock_told import told_month, untold_month

__all__ = ["READ_BEFORE", "Reckoned", "StockMonthAsked", "month_called", "reckon_site"]

READ_BEFORE: Final = timedelta(days=60)
"""Where a month alone is inconclusive, the test takes the two before it in."""

_OPENING: Final = timedelta(hours=2)
"""The stock that a month begins with is the last one measured within two hours before it."""


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
    systems, conditions = [], list[Condition]()
    for system in systems_at(network, place):
        told, found = _system(unit, system, asked)
        systems.append(told)
        conditions += found
    return Reckoned({"systems": systems}, tuple(conditions))


def _system(
    unit: UnitOfWork, system: TankSystem, asked: StockMonthAsked
) -> tuple[dict[str, Any], tuple[Condition, ...]]:
    until, edges = min(asked.end, asked.now), [each.timestamp() for each in asked.edges]
    history, notes = system_history(unit, system, asked.begin - _OPENING, until)
    lines = lines_of(unit, system, asked.begin, until)
    history = replace(history, papers=papers_of(lines))
    is_there = history.at_s.size and len(edges) > 1
    found = month_of(history, edges, is_density_known=system.has_density, is_over=asked.is_over) if is_there else None
    span = (asked.begin, until)
    if found and _may_be_longer(found):
        longer, _ = system_history(unit, system, asked.begin - READ_BEFORE, until)
        test = leak_test(longer)
        if test.verdict != "INCONCLUSIVE":
            found, span = replace(found, leak=test), (_instant(longer.at_s[0]), until)
    about = {**_about(system), "resolution_m": _coarsest(history), "readings": int(history.at_s.size)}
    if found is None:
        return {**about, **untold_month("nothing was read"), "notes": notes}, ()
    if not system.has_density:
        notes.append("no density at 15 °C is known of it: litres are observed ones, and warming looks like a gain")
    drops = [each for each in found.drops if each.ended_at >= asked.begin]
    told = {**about, **told_month(found, edges, asked.zone, span), "drops": drop_rows(drops, lines), "notes": notes}
    short = tuple(shortfalls(drops, lines).values())
    monthly = conditions_of(found, history, system.id, asked.end.timestamp()) if asked.is_over else ()
    return told, (*short, *monthly)


def _about(system: TankSystem) -> dict[str, Any]:
    return {
        "system": system.id,
        "tanks": [str(each.id) for each in system.tanks],
        "meters": [str(each) for each in system.meters],
        "product": system.tanks[0].product,
        "density15_kg_m3": system.tanks[0].density15_kg_m3 if system.has_density else None,
    }


def _coarsest(history: History) -> float:
    return max(each.noise.resolution_m for each in history.tanks)


def _may_be_longer(found: StockMonth) -> bool:
    """Whether the month alone was too noisy: more of the same may tell."""
    return found.leak.verdict == "INCONCLUSIVE" and found.leak.spans > 0


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _instant(at_s: float) -> datetime:
    return datetime.fromtimestamp(float(at_s), UTC)
