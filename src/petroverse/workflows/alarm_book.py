"""The book of alarms: what was found and what people say is folded into how each stands, in the caller's transaction.

    conclude(unit, place, latest, rules)     what watching concluded, here also that something was not so after all
    say(unit, command, rules)                what a person said
    lapse(unit, rules)                       that time has passed: quiet that is over

Each gives the lines that are new, which are also one record of the organisation; who listens hears of it by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple

from petroverse.alarms import (
    Alarm,
    AlarmKey,
    AlarmState,
    Command,
    Found,
    Rulebook,
    Suppress,
    Told,
    alarm_from_plain,
    alarm_to_plain,
    causes_of,
    concluded,
    consequences_of,
    designed,
    rules_from_plain,
    step,
    suppressed_by,
    told_between,
)
from petroverse.core.errors import NotFound
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    AlarmLine,
    StoredAlarm,
    add_alarm_lines,
    list_alarm_rules,
    lock_alarms,
    lock_site_alarms,
    quiet_alarms_over,
    save_alarms,
    tell_of_readings,
)

__all__ = ["AlarmNotKnown", "conclude", "lapse", "rules_of", "say"]


class _Kept(NamedTuple):
    """What is kept beside the state of an alarm."""

    place: str
    suppressed_by: str


Latest = Mapping[AlarmKey, tuple[Found | None, Found | None]]


class AlarmNotKnown(NotFound):
    """No alarm of this rule and subject was ever raised."""


def rules_of(unit: UnitOfWork) -> Rulebook:
    """The rules of the organisation: which conditions call people."""
    return rules_from_plain([dict(each.body) for each in list_alarm_rules(unit)])


def conclude(unit: UnitOfWork, place: str, latest: Latest, rules: Rulebook, *, cause: str) -> tuple[AlarmLine, ...]:
    """Folds in what watching concluded of a site: of each condition its latest beginning and end.

    Args:
        unit: The transaction.
        place: The site.
        latest: What was concluded.
        rules: Which conditions call people.
        cause: What it was concluded from: a message's id, or an instant.
    """
    if not latest:
        return ()
    stored = _with_kin(unit, place, latest)
    before = _state(stored)
    after, found = concluded(before, latest, rules, cause=cause)
    told = designed(before, after, found, place, rules)
    kept = {key: _Kept(place, _suppressed(after, key, place)) for key in after.alarms}
    were = {AlarmKey(each.rule, each.subject): each.suppressed_by for each in stored}  # type: ignore[arg-type]  # kept names
    changed = {key: each for key, each in kept.items() if key in latest or each.suppressed_by != were.get(key, "")}
    return _fold(unit, after, told, changed, rules)


def say(unit: UnitOfWork, command: Command, rules: Rulebook) -> tuple[AlarmLine, ...]:
    """Folds in what a person said of an alarm.

    Raises:
        AlarmNotKnown: There is no such alarm.
    """
    stored = lock_alarms(unit, [command.key])
    if not stored:
        what = f"no alarm {command.key.rule} of {command.key.subject}"
        raise AlarmNotKnown(what, where="subject", fix="see the list of alarms for those that there are")
    after, told = step(_state(stored), command, rules)
    return _fold(unit, after, told, _as_kept(stored), rules)


def lapse(unit: UnitOfWork, rules: Rulebook) -> tuple[AlarmLine, ...]:
    """Lets those alarms speak again whose quiet is over."""
    stored = quiet_alarms_over(unit)
    if not stored:
        return ()
    before = _state(stored)
    after = AlarmState(before.alarms, unit.at)
    return _fold(unit, after, told_between(before, after, rules), _as_kept(stored), rules)


def _with_kin(unit: UnitOfWork, place: str, latest: Latest) -> tuple[StoredAlarm, ...]:
    """These alarms, with those that they keep quiet by design and that keep them quiet."""
    if any(key.rule == "silent" and key.subject == place for key in latest):
        return lock_site_alarms(unit, place)
    consequences = {each for key in latest for each in consequences_of(key)}
    causes = {each for key in {*latest, *consequences} for each in causes_of(key, place)}
    return lock_alarms(unit, {*latest, *consequences, *causes})


def _suppressed(state: AlarmState, key: AlarmKey, place: str) -> str:
    alarm, by = state.alarms[key], suppressed_by(state, key, place)
    is_open = alarm.is_active or (alarm.is_unacked and alarm.begun is not None)
    return f"{by.rule} {by.subject}" if by is not None and is_open else ""


def _fold(
    unit: UnitOfWork, after: AlarmState, told: Sequence[Told], kept: Mapping[AlarmKey, _Kept], rules: Rulebook
) -> tuple[AlarmLine, ...]:
    known = [each for key, each in sorted(after.alarms.items()) if key in kept]
    save_alarms(unit, [_stored(unit, each, kept[each.key], rules) for each in known])
    lines = add_alarm_lines(unit, [_line(unit, each, kept[each.key].place) for each in told])
    if lines:
        unit.record("alarms", {"events": [_short(each) for each in lines]})
        tell_of_readings(unit, (each.subject for each in lines))
    return lines


def _state(stored: Iterable[StoredAlarm]) -> AlarmState:
    alarms = (alarm_from_plain(each.body) for each in stored)
    return AlarmState({each.key: each for each in alarms})


def _as_kept(stored: Iterable[StoredAlarm]) -> dict[AlarmKey, _Kept]:
    return {AlarmKey(each.rule, each.subject): _Kept(each.place, each.suppressed_by) for each in stored}  # type: ignore[arg-type]  # kept names


def _stored(unit: UnitOfWork, alarm: Alarm, kept: _Kept, rules: Rulebook) -> StoredAlarm:
    rule = rules.written(*alarm.key)
    quiet = [each.until for each in alarm.quieted if isinstance(each, Suppress) and each.until > unit.at]
    last = alarm.begun.condition if alarm.begun else None
    return StoredAlarm(
        rule=alarm.key.rule,
        subject=alarm.key.subject,
        place=kept.place,
        status=alarm.status(is_latching=rule is not None and rule.is_latched),
        is_active=alarm.is_active,
        is_unacked=alarm.is_unacked,
        priority=rule.priority if rule else "low",
        quiet_until=max(quiet, default=None),
        begun_at=last.at if last else None,
        ended_at=alarm.ended.condition.at if alarm.ended else None,
        litres=last.litres if last else None,
        body=alarm_to_plain(alarm),
        changed_at=unit.at,
        suppressed_by=kept.suppressed_by,
    )


def _line(unit: UnitOfWork, told: Told, place: str) -> AlarmLine:
    body: dict[str, Any] = {"quiet_by": list(told.quiet_by)}
    more = {"second": told.second, "text": told.text, "until": _text(told.until)}
    body |= {name: value for name, value in more.items() if value}
    if told.condition is not None:
        body["condition"] = {**asdict(told.condition), "at": told.condition.at.isoformat()}
    rule, subject = told.key
    return AlarmLine(
        told.id, place, rule, subject, told.word, told.at, told.priority, told.person, body, recorded_at=unit.at
    )


def _short(line: AlarmLine) -> dict[str, Any]:
    names = ("id", "word", "rule", "subject", "place", "priority", "person")
    return {**{name: getattr(line, name) for name in names}, "at": line.at.isoformat()}


def _text(at: datetime | None) -> str:
    return at.isoformat() if at else ""
