"""One step of the alarms: a state and an event give a state, and what there is to tell people.

The state is a fold over events; what is told is the difference between two states. So an event that comes twice tells
nothing the second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Literal

from petroverse.alarms.commands import Acknowledge, Command, Note, Reset, Suppress, Tick
from petroverse.alarms.found import AlarmKey, Found
from petroverse.alarms.rules import Priority, Rulebook
from petroverse.alarms.states import Alarm, AlarmState, joined
from petroverse.core.conditions import Condition

__all__ = ["AlarmEvent", "Told", "Word", "concluded", "priority_of", "run", "step", "told_between"]

AlarmEvent = Found | Command | Tick
"""What a state is folded from."""

Word = Literal[
    "raised",
    "updated",
    "returned",
    "withdrawn",
    "acknowledged",
    "reset",
    "shelved",
    "by_design",
    "out_of_service",
    "restored",
    "lapsed",
    "noted",
]
"""It began; its figures changed; it ended; with a late reading it had not been so after all; a person saw it; released
it; kept it quiet in one of three ways; let it speak again; the quiet ended by its time; a note was written."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened to an alarm: a line of its history, of the ledger and of the outbox.

    Attributes:
        word: What happened.
        key: To which alarm.
        at: When: by the readings' time for what was found, by the command's for what a person did.
        priority: Of its rule; ``low`` where there is none any more.
        quiet_by: Which suppressions held then; empty when it called people.
        person: Who did it; empty for what was found.
        second: Who agreed to a suppression that takes two.
        text: The reason or the note.
        until: When a suppression ends.
        condition: The condition as it stood; None when it never began.
        cause: The id of the command or message that it followed from; empty where its host names none. What was
            withdrawn and is raised again by a later message is another happening.
    """

    word: Word
    key: AlarmKey
    at: datetime
    priority: Priority
    quiet_by: tuple[str, ...] = ()
    person: str = ""
    second: str = ""
    text: str = ""
    until: datetime | None = None
    condition: Condition | None = None
    cause: str = ""

    @property
    def id(self) -> str:
        """The same for the same happening for ever, 32 characters: whoever sends it twice is understood once."""
        value = self.condition.value if self.condition is not None and self.word == "updated" else None
        parts = (self.word, *self.key, self.at.isoformat(), self.person, self.text, value, self.cause)
        return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def step(state: AlarmState, event: AlarmEvent, rules: Rulebook) -> tuple[AlarmState, tuple[Told, ...]]:
    """The state after an event, and what is to be told.

    A condition without an enabled rule is a notice: it changes nothing here, unless its alarm stands from before.

    Args:
        state: As it was.
        event: What was found, said, or that time has passed.
        rules: Which conditions are alarms.

    Example:
        >>> from datetime import UTC
        >>> at = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)
        >>> high = Condition("high", "S7/1", at, is_active=True, value=2.2, limit=2.1, unit="m")
        >>> step(AlarmState(), Found(high, at), Rulebook())
        (AlarmState(alarms={}, ticked_at=None), ())
    """
    if isinstance(event, Tick):
        if state.ticked_at is not None and event.at <= state.ticked_at:
            return state, ()
        ticked = replace(state, ticked_at=event.at)
        return ticked, told_between(state, ticked, rules)
    if isinstance(event, Found) and not _concerns(state, event, rules):
        return state, ()
    seen = _alone(event)
    before = state.alarms.get(seen.key)
    after = joined(before, seen)
    if after == before:
        return state, ()
    alarms = {**state.alarms, seen.key: after}
    return replace(state, alarms=alarms), tuple(_told_of(before, after, rules))


def run(state: AlarmState, events: Iterable[AlarmEvent], rules: Rulebook) -> tuple[AlarmState, tuple[Told, ...]]:
    """The state after many events, and all that is to be told."""
    told: list[Told] = []
    for event in events:
        state, more = step(state, event, rules)
        told += more
    return state, tuple(told)


def concluded(
    state: AlarmState,
    latest: Mapping[AlarmKey, tuple[Found | None, Found | None]],
    rules: Rulebook,
    *,
    cause: str = "",
) -> tuple[AlarmState, tuple[Told, ...]]:
    """The state when watching has concluded anew: here a beginning may also go back, or be gone.

    Args:
        state: As it was.
        latest: For each alarm whose condition was looked at again, its latest beginning and end, or None.
        rules: Which conditions are alarms.
        cause: The id of the message that it was concluded from.
    """
    alarms = dict(state.alarms)
    told: list[Told] = []
    for key, (begun, ended) in latest.items():
        before = state.alarms.get(key)
        if before is None and not (begun is not None and _concerns(state, begun, rules)):
            continue
        after = replace(before or Alarm(key), begun=begun, ended=ended)
        told += [replace(each, cause=cause) for each in _told_of(before, after, rules)]
        alarms[key] = after
    return replace(state, alarms=alarms), tuple(told)


def told_between(before: AlarmState, after: AlarmState, rules: Rulebook) -> tuple[Told, ...]:
    """What is to be told when one state has become another, such as by a merge; by key."""
    told: list[Told] = []
    for key in sorted(after.alarms):
        was, now = before.alarms.get(key), after.alarms[key]
        if was is not now:
            told += _told_of(was, now, rules)
        if after.ticked_at is not None:
            told += _lapsed(now, before.ticked_at, after.ticked_at, rules)
    return tuple(told)


def priority_of(key: AlarmKey, rules: Rulebook) -> Priority:
    """The priority of an alarm; ``low`` where its rule is gone."""
    rule = rules.written(*key)
    return rule.priority if rule is not None else "low"


def _concerns(state: AlarmState, found: Found, rules: Rulebook) -> bool:
    has_rule = rules.of(*found.key, found.state) is not None
    return has_rule or (not found.condition.is_active and found.key in state.alarms)


def _alone(event: Found | Command) -> Alarm:
    """The alarm as one who knows this event alone."""
    if isinstance(event, Found):
        return Alarm(event.key, begun=event) if event.condition.is_active else Alarm(event.key, ended=event)
    if isinstance(event, Acknowledge):
        return Alarm(event.key, acknowledged=event)
    if isinstance(event, Reset):
        return Alarm(event.key, released=event)
    if isinstance(event, Note):
        return Alarm(event.key, notes=(event,))
    return Alarm(event.key, quieted=(event,))


def _told_of(before: Alarm | None, after: Alarm, rules: Rulebook) -> Iterator[Told]:
    was = before or Alarm(after.key)
    yield from _found_told(was, after, rules)
    if after.acknowledged is not None and after.acknowledged != was.acknowledged:
        yield _said("acknowledged", after, after.acknowledged, rules)
    if after.released is not None and after.released != was.released:
        yield _said("reset", after, after.released, rules)
    for each in after.quieted:
        if each not in was.quieted:
            yield _said(each.kind if isinstance(each, Suppress) else "restored", after, each, rules)
    for note in after.notes:
        if note not in was.notes:
            yield _said("noted", after, note, rules)


def _found_told(was: Alarm, now: Alarm, rules: Rulebook) -> Iterator[Told]:
    """Each occurrence is raised once, however its beginning moves, and is over before another is raised."""
    if (was.begun, was.ended) == (now.begun, now.ended):
        return
    is_raised = _is_another(was, now) or (now.is_active and not was.is_active)
    if was.begun is not None and _began(now) < _began(was) and not _lasted_to(was.begun, now):
        yield _seen("withdrawn", now, was.begun, rules)
    elif is_raised and was.is_active and now.ended is not None:
        yield _seen("returned", now, now.ended, rules)
    if is_raised and now.begun is not None:
        yield _seen("raised", now, now.begun, rules)
    elif now.begun is not None and now.is_active:
        yield _seen("updated", now, now.begun, rules)
    if now.ended is not None and now.begun is not None and not now.is_active and (is_raised or was.is_active):
        yield _seen("returned", now, now.ended, rules)


def _is_another(was: Alarm, now: Alarm) -> bool:
    """Whether the latest occurrence is another than the one before, and not the same that is known to begin later.

    It is the same where it began within the one before: no end lies between the two beginnings.
    """
    if now.begun is None or _began(now) <= _began(was):
        return False
    if was.begun is None:
        return True
    end = now.ended if was.is_active else was.ended
    return end is not None and was.begun.condition.at <= end.condition.at < now.begun.condition.at


def _lasted_to(begun: Found, now: Alarm) -> bool:
    """Whether an occurrence is so still, or was over later than it was thought to begin: then it only began earlier."""
    return now.is_active or (now.ended is not None and now.ended.condition.at >= begun.condition.at)


def _began(alarm: Alarm) -> float:
    return float("-inf") if alarm.begun is None else alarm.begun.condition.at.timestamp()


def _seen(word: Word, alarm: Alarm, found: Found, rules: Rulebook) -> Told:
    at = found.condition.at
    return Told(word, alarm.key, at, priority_of(alarm.key, rules), alarm.quiet_by(at), condition=found.condition)


def _said(word: Word, alarm: Alarm, command: Command, rules: Rulebook) -> Told:
    text = command.text if isinstance(command, Note) else getattr(command, "reason", "")
    return Told(
        word,
        alarm.key,
        command.at,
        priority_of(alarm.key, rules),
        alarm.quiet_by(command.at),
        command.person,
        getattr(command, "second", ""),
        text,
        getattr(command, "until", None),
        alarm.begun.condition if alarm.begun is not None else None,
        command.id,
    )


def _lapsed(alarm: Alarm, since: datetime | None, to: datetime, rules: Rulebook) -> Iterator[Told]:
    for each in alarm.quieted:
        if isinstance(each, Suppress) and (since is None or since < each.until) and each.until <= to:
            told = _said("lapsed", alarm, each, rules)
            yield replace(told, at=each.until, quiet_by=alarm.quiet_by(each.until))
