"""One row of one tank at a time: what is remembered between rows, and what each row leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from petroverse.alarms import AlarmKey, Found, followed
from petroverse.core.conditions import Condition
from petroverse.core.readings import MeterReading, Quality, Reading
from petroverse.detect.tank import FoundDelivery, Measured, TankState, step
from petroverse.watch.plan import PlannedTank

__all__ = ["Memory", "Result", "Row", "Seen", "Through", "through"]

MOST_SOLD_L: Final = 1e7
"""More than a high-flow nozzle of 130 L/min gives in seven weeks without a pause."""

Result = Found | FoundDelivery
"""What rows lead to."""


class Row(NamedTuple):
    """A reading or a total of one tank, in the order of time; a total goes before the reading of its instant.

    Attributes:
        place: Where it belongs: its instant, 0 for a total and 1 for a reading, and the meter or tank. Two of one
            place are one reading, told twice.
        told: What was told.
        quality: What became of a reading; its own before that.
    """

    place: tuple[datetime, int, str]
    told: Reading | MeterReading
    quality: Quality = "good"


class Memory(NamedTuple):
    """What is remembered of a tank from one row to the next.

    Attributes:
        tank: Detect's own memory.
        totals_l: Where each meter stood.
        sold_l: What meters counted since the last reading.
        since: Since when each condition goes on.
        held: Conditions that are so, but not yet for as long as their rule asks.
    """

    tank: TankState = TankState()
    totals_l: Mapping[str, float] = {}
    sold_l: float = 0.0
    since: Mapping[AlarmKey, datetime] = {}
    held: Mapping[AlarmKey, Found] = {}


class Seen(NamedTuple):
    """One reading and what became of it.

    Attributes:
        reading: As it was told.
        quality: Its own, or why it was not used.
        measured: Its litres; None where it was not used.
        is_revised: Whether it was seen before, with another quality.
    """

    reading: Reading
    quality: Quality
    measured: Measured | None
    is_revised: bool = False


class Through(NamedTuple):
    """What rows led to, gone through one after the other."""

    memory: Memory
    rows: tuple[Row, ...]
    seen: list[Seen]
    results: list[Result]


def through(planned: PlannedTank, memory: Memory, rows: Sequence[Row]) -> Through:
    """Goes through rows in their order, each later than all before it."""
    tank, totals_l, sold_l, since, held = memory
    totals_l = dict(totals_l)
    kept, seen, results = [], list[Seen](), list[Result]()
    for row in rows:
        told = row.told
        if isinstance(told, MeterReading):
            sold_l += _sold_l(totals_l.get(told.meter), told.total_l)
            totals_l[told.meter] = told.total_l
            kept.append(row)
            continue
        found = step(planned.watched, tank, told, sold_l)
        tank, sold_l = found.state, 0.0
        seen.append(Seen(told, found.quality, found.measured))
        kept.append(row if row.quality == found.quality else Row(row.place, told, found.quality))
        if found.delivery is not None:
            results.append(found.delivery)
        if found.conditions or held:
            since, held, more = _heard(planned, (since, held), found.conditions, told.at)
            results += more
    return Through(Memory(tank, totals_l, sold_l, since, held), tuple(kept), seen, results)


def _sold_l(before_l: float | None, total_l: float) -> float:
    """A total below the last one was set back: it counts from zero. What no pump can have sold is a broken total."""
    if before_l is None:
        return 0.0
    sold_l = total_l - before_l if total_l >= before_l else total_l
    return sold_l if sold_l <= MOST_SOLD_L else 0.0


Going = tuple[Mapping[AlarmKey, datetime], Mapping[AlarmKey, Found]]
"""Since when each condition goes on, and which are held back."""


def _heard(
    planned: PlannedTank, going: Going, conditions: Sequence[Condition], at: datetime
) -> tuple[Mapping[AlarmKey, datetime], Mapping[AlarmKey, Found], list[Found]]:
    since, before = going
    held, told = dict(before), []
    for condition in conditions:
        is_new = AlarmKey(condition.rule, condition.subject) not in since
        since, found = followed(since, condition, planned.state)
        is_held = held.pop(found.key, None) is not None
        if condition.is_active and (is_held or (is_new and condition.rule in planned.delays)):
            held[found.key] = found
        elif not is_held:
            told.append(found)
    due = [each for each in held.values() if at - each.condition.at >= planned.delays[each.condition.rule]]
    told += [Found(each.condition, at, each.state) for each in due]
    return since, {key: each for key, each in held.items() if each not in due}, told
