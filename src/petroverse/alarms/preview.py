"""What a rule would have done: it is run over past readings before it may call anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from petroverse.alarms.found import AlarmKey, Found, followed
from petroverse.alarms.rules import AlarmRule, Rulebook
from petroverse.alarms.states import AlarmState
from petroverse.alarms.step import run
from petroverse.core.conditions import Condition
from petroverse.core.readings import SiteReadings

__all__ = ["Call", "Preview", "on_trial", "preview"]


@dataclass(frozen=True, slots=True)
class Call:
    """One time that the rule would have called people.

    Attributes:
        condition: What it would have said.
        ended_at: When the condition ended; None when it was still so at the end.
    """

    condition: Condition
    ended_at: datetime | None

    @property
    def lasted(self) -> timedelta | None:
        """How long it was so; None when it was still so at the end."""
        return None if self.ended_at is None else self.ended_at - self.condition.at


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rule would have raised over past readings.

    Attributes:
        rule: The rule, a draft or not.
        start: The first instant looked at; None without readings.
        end: The last one.
        calls: Each time that it would have called, in order.
    """

    rule: AlarmRule
    start: datetime | None
    end: datetime | None
    calls: tuple[Call, ...]


def preview(
    rule: AlarmRule, find: Callable[[Iterable[SiteReadings]], Iterable[Condition]], past: Iterable[SiteReadings]
) -> Preview:
    """Runs one rule over past readings.

    Args:
        rule: With what it says so far; blanks do not matter here.
        find: Gives the conditions in readings, in order, with the rule's limit in force: detect's own functions.
        past: What the sites told, in order of time; thirty days are usual.
    """
    seen: list[datetime] = []
    since: Mapping[AlarmKey, datetime] = {}
    events: list[Found] = []
    for condition in find(_watched(past, seen)):
        since, found = followed(since, condition)
        events.append(found)
    _, told = run(AlarmState(), events, Rulebook((on_trial(rule),)))
    calls: dict[tuple[str, str], list[Call]] = {}
    for each in told:
        if each.condition is None:
            continue
        of_key = calls.setdefault(each.key, [])
        if each.word == "raised":
            of_key.append(Call(each.condition, None))
        elif each.word == "returned":
            of_key[-1] = replace(of_key[-1], ended_at=each.at)
    every = sorted((each for rows in calls.values() for each in rows), key=lambda each: each.condition.at)
    return Preview(rule, min(seen, default=None), max(seen, default=None), tuple(every))


def on_trial(rule: AlarmRule) -> AlarmRule:
    """The rule with its blanks filled, so that it may run over the past; it is never one that calls people."""
    return replace(
        rule,
        cause="on trial",
        consequence="on trial",
        severity=rule.severity or "minor",
        response="on trial",
        time_available_s=rule.time_available_s or 1.0,
        limit=rule.limit or 0.0,
        deadband=rule.deadband or 0.0,
        valid_states=("in_service",),
        approver="on trial",
        is_enabled=True,
    )


def _watched(past: Iterable[SiteReadings], seen: list[datetime]) -> Iterable[SiteReadings]:
    for site in past:
        at = [each.at for each in site.readings]
        if at:
            seen[:] = [min(seen[0], *at) if seen else min(at), max(seen[-1], *at) if seen else max(at)]
        yield site
