"""The state of alarms: whether one is so, and whether somebody has seen it, kept apart; and who keeps it quiet.

Every part of an alarm is a register in which the greatest value by one fixed order holds. So joining two states, or
taking the same events in another order or twice, gives the same state (a join semilattice: M. Shapiro and others,
Conflict-free replicated data types, INRIA RR-7687, 2011).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final, Literal, TypeVar

from petroverse.alarms.commands import Acknowledge, Note, Reset, Restore, Suppress, Suppression
from petroverse.alarms.found import AlarmKey, Found

__all__ = ["Alarm", "AlarmState", "Counts", "Status", "counts", "joined", "merge"]

Status = Literal["normal", "unacknowledged", "acknowledged", "returned_unacknowledged", "latched"]
"""The states of an alarm in ISA-18.2-2016: A, B, C, D, and the latched one that waits for its reset."""

_NOTES_KEPT: Final = 20

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm: the condition, and apart from it what people did.

    Attributes:
        key: What it is known by.
        begun: The latest beginning; None when it never began.
        ended: The latest end.
        acknowledged: The acknowledgement that reaches farthest.
        released: The reset that reaches farthest.
        quieted: The last word on each kind of suppression, by kind.
        notes: The newest 20, oldest first.
    """

    key: AlarmKey
    begun: Found | None = None
    ended: Found | None = None
    acknowledged: Acknowledge | None = None
    released: Reset | None = None
    quieted: tuple[Suppress | Restore, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def is_active(self) -> bool:
        """Whether it is so now."""
        if self.begun is None:
            return False
        return self.ended is None or self.ended.condition.at < self.begun.condition.at

    @property
    def is_unacked(self) -> bool:
        """Whether its latest beginning waits for a person; whether it still is so does not matter."""
        if self.begun is None:
            return False
        return self.acknowledged is None or self.acknowledged.covers_to < self.begun.condition.at

    def status(self, *, is_latching: bool = False) -> Status:
        """Where it stands.

        Args:
            is_latching: Whether its rule is latched.
        """
        if self.is_active:
            return "unacknowledged" if self.is_unacked else "acknowledged"
        if self.is_unacked:
            return "returned_unacknowledged"
        return "latched" if is_latching and self._waits_for_reset else "normal"

    def quiet_by(self, at: datetime) -> tuple[Suppression, ...]:
        """The kinds of suppression that hold at an instant; empty when it speaks."""
        holding = (each for each in self.quieted if isinstance(each, Suppress) and each.at <= at < each.until)
        return tuple(each.kind for each in holding)

    @property
    def _waits_for_reset(self) -> bool:
        if self.begun is None or self.ended is None:
            return False
        return self.released is None or self.released.covers_to < self.ended.condition.at


@dataclass(frozen=True, slots=True)
class AlarmState:
    """All alarms of a site.

    Attributes:
        alarms: By key; one that never began is not in it, unless a person spoke of it.
        ticked_at: The latest instant that it was told of; None when of none.
    """

    alarms: Mapping[AlarmKey, Alarm] = field(default_factory=dict)
    ticked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many alarms there are of each sort; the quiet ones are always counted.

    Attributes:
        active: That are so, quiet ones with them.
        unacked: That wait for a person and are not quiet.
        quiet: How many each kind of suppression holds.
    """

    active: int
    unacked: int
    quiet: Mapping[Suppression, int]


def counts(state: AlarmState, at: datetime) -> Counts:
    """How many alarms there are of each sort at an instant."""
    quiet: dict[Suppression, int] = {"shelved": 0, "by_design": 0, "out_of_service": 0}
    active = unacked = 0
    for each in state.alarms.values():
        kinds = each.quiet_by(at)
        for kind in kinds:
            quiet[kind] += 1
        active += each.is_active
        unacked += each.is_unacked and not kinds
    return Counts(active, unacked, quiet)


def merge(one: AlarmState, other: AlarmState) -> AlarmState:
    """What two places that worked apart know together; the order of the two, and how often, makes no difference."""
    keys = sorted({*one.alarms, *other.alarms})
    alarms = {key: joined(one.alarms.get(key), other.alarms.get(key)) for key in keys}
    ticked = [each.ticked_at for each in (one, other) if each.ticked_at is not None]
    return AlarmState(alarms, max(ticked, default=None))


def joined(one: Alarm | None, other: Alarm | None) -> Alarm:
    """Two views of one alarm as one; None knows nothing.

    Raises:
        ValueError: Both are None.
    """
    if one is None or other is None:
        known = one or other
        if known is None:
            raise ValueError("two views that know nothing are no alarm")
        return known
    return Alarm(
        one.key,
        _greater(one.begun, other.begun, _of_found),
        _greater(one.ended, other.ended, _of_found),
        _greater(one.acknowledged, other.acknowledged, _of_reach),
        _greater(one.released, other.released, _of_reach),
        _last_words(one.quieted + other.quieted),
        _newest(one.notes + other.notes),
    )


def _greater(one: Value | None, other: Value | None, order: Callable[[Value], Any]) -> Value | None:
    if one is None or other is None or one == other:
        return one if other is None else other
    return max(one, other, key=order)


def _of_found(found: Found) -> tuple[datetime, datetime, str]:
    return found.condition.at, found.known_at, _canonical(found)


def _of_reach(command: Acknowledge | Reset) -> tuple[datetime, datetime, str, str]:
    return command.covers_to, command.at, command.id, _canonical(command)


def _of_command(command: Suppress | Restore | Note) -> tuple[datetime, str, str]:
    return command.at, command.id, _canonical(command)


def _last_words(words: tuple[Suppress | Restore, ...]) -> tuple[Suppress | Restore, ...]:
    last: dict[Suppression, Suppress | Restore] = {}
    for each in sorted(words, key=_of_command):
        last[each.kind] = each
    return tuple(last[kind] for kind in sorted(last))


def _newest(notes: tuple[Note, ...]) -> tuple[Note, ...]:
    return tuple(sorted(set(notes), key=_of_command))[-_NOTES_KEPT:]


def _canonical(value: Found | Acknowledge | Reset | Suppress | Restore | Note) -> str:
    return json.dumps(asdict(value), default=str, sort_keys=True)
