"""One row of one tank at a time: what is remembered between rows, and what each row leads to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from petroverse.alarms import AlarmKey, Found, followed
from petroverse.core.conditions import Condition
from petroverse.core.readings import MeterReading, Quality, Reading
from petroverse.detect.tank import FoundDelivery, Measured, TankState, step
from petroverse.watch.plan import PlannedTank

__all__ = ["Memory", "Result", "Row", "taken"]

Result = Found | FoundDelivery
"""What rows lead to."""


class Row(NamedTuple):
    """A reading or a total of one tank, in the order of time; a total goes before the reading of its instant.

    Attributes:
        at: When.
        turn: 0 for a total, 1 for a reading.
        name: The meter or the tank.
        told: What was told.
        quality: What became of a reading; its own before that.
    """

    at: datetime
    turn: int
    name: str
    told: Reading | MeterReading
    quality: Quality = "good"

    @property
    def place(self) -> tuple[datetime, int, str]:
        """Where it belongs; two of one place are one reading, told twice."""
        return self[:3]


class Memory(NamedTuple):
    """What is remembered of a tank from one row to the next.

    Attributes:
        tank: Detect's own memory.
        totals_l: Where each meter stood.
        since: Since when each condition goes on.
        held: Conditions that are so, but not yet for as long as their rule asks.
    """

    tank: TankState = TankState()
    totals_l: Mapping[str, float] = {}
    since: Mapping[AlarmKey, datetime] = {}
    held: Mapping[AlarmKey, Found] = {}


class Taken(NamedTuple):
    """What one row led to."""

    memory: Memory
    quality: Quality
    measured: Measured | None
    results: tuple[Result, ...]


def taken(planned: PlannedTank, memory: Memory, row: Row) -> Taken:
    """Takes in one row that is later than the last one."""
    told = row.told
    if isinstance(told, MeterReading):
        return Taken(_counted(memory, told), "good", None, ())
    found = step(planned.watched, memory.tank, told)
    memory = Memory(found.state, memory.totals_l, memory.since, memory.held)
    if not (found.conditions or found.delivery or memory.held):
        return Taken(memory, found.quality, found.measured, ())
    results: list[Result] = [] if found.delivery is None else [found.delivery]
    for condition in found.conditions:
        memory, more = _heard(planned, memory, condition)
        results += more
    memory, due = _due(planned, memory, row.at)
    return Taken(memory, found.quality, found.measured, (*results, *due))


def _counted(memory: Memory, told: MeterReading) -> Memory:
    """A total below the last one was set back: it counts from zero."""
    before_l = memory.totals_l.get(told.meter, told.total_l)
    sold_l = told.total_l - before_l if told.total_l >= before_l else told.total_l
    tank = memory.tank._replace(unsold_l=memory.tank.unsold_l + sold_l) if sold_l else memory.tank
    return Memory(tank, {**memory.totals_l, told.meter: told.total_l}, memory.since, memory.held)


def _heard(planned: PlannedTank, memory: Memory, condition: Condition) -> tuple[Memory, tuple[Found, ...]]:
    is_new = AlarmKey(condition.rule, condition.subject) not in memory.since
    since, found = followed(memory.since, condition, planned.state)
    memory = memory._replace(since=since)
    is_held = found.key in memory.held
    if condition.is_active and (is_held or (is_new and condition.rule in planned.delays)):
        return memory._replace(held={**memory.held, found.key: found}), ()
    if is_held:
        return memory._replace(held=_without(memory.held, found.key)), ()
    return memory, (found,)


def _due(planned: PlannedTank, memory: Memory, at: datetime) -> tuple[Memory, list[Found]]:
    due = [each for each in memory.held.values() if at - each.condition.at >= planned.delays[each.condition.rule]]
    for each in due:
        memory = memory._replace(held=_without(memory.held, each.key))
    return memory, [Found(each.condition, at, each.state) for each in due]


def _without(held: Mapping[AlarmKey, Found], key: AlarmKey) -> dict[AlarmKey, Found]:
    return {each: found for each, found in held.items() if each != key}
