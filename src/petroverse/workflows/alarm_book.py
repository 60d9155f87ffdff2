"""The book of alarms: what was found and what people say is folded into how each stands, in the caller's transaction.

    conclude_all(unit, changes, rules)       what watching concluded, here also that something was not so after all
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

__all__ = ["AlarmNotKnown", "Change", "conclude", "conclude_all", "lapse", "rules_of", "say"]


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


class Change(NamedTuple):
    """What watching concluded of one site.

    Attributes:
        place: The site.
        latest: Of each condition its latest beginning and end.
        cause: What it was concluded from: a message's id, or an instant.
    """

    place: str
    latest: Latest
    cause: str


def conclude(unit: UnitOfWork, place: str, latest: Latest, rules: Rulebook, *, cause: str) -> tuple[AlarmLine, ...]:
    """As ``conclude_all``, of one change alone."""
    return conclude_all(unit, [Change(place, latest, cause)], rules)


def conclude_all(unit: UnitOfWork, changes: Iterable[Change], rules: Rulebook) -> tuple[AlarmLine, ...]:
    """Folds in what watching concluded of sites, one after the other, and writes what comes of all of it at once.

    Args:
        unit: The transaction.
        changes: In their order.
        rules: Which conditions call people.
    """
    changes = [each for each in changes if each.latest]
    if not changes:
        return ()
    stored = _with_kin(unit, changes)
    alarms = dict(_state(stored).alarms)
    kept = _as_kept(stored)
    touched: set[AlarmKey] = set()
    told: list[Told] = []
    for change in changes:
        kin = _kin(change)
        if _is_whole_site(change):
            kin |= {key for key, each in kept.items() if each.place == change.place}
        before = AlarmState({key: alarms[key] for key in kin if key in alarms})
        after, found = concluded(before, change.latest, rules, cause=change.cause)
        told += designed(before, after, found, change.place, rules)
        for key, alarm in after.alarms.items():
            now, was = _Kept(change.place, _suppressed(after, key, change.place)), kept.get(key)
            if key in change.latest or (was is not None and now.suppressed_by != was.suppressed_by):
                touched.add(key)
            alarms[key], kept[key] = alarm, now
    return _fold(unit, AlarmState(alarms), told, {key: kept[key] for key in touched if key in alarms}, rules)


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


def _with_kin(unit: UnitOfWork, changes: Sequence[Change]) -> tuple[StoredAlarm, ...]:
    """The alarms of these changes, with those that they keep quiet by design and that keep them quiet."""
    found = list(lock_alarms(unit, {key for each in changes for key in _kin(each)}))
    for place in sorted({each.place for each in changes if _is_whole_site(each)}):
        known = {(each.rule, each.subject) for each in found}
        found += [each for each in lock_site_alarms(unit, place) if (each.rule, each.subject) not in known]
    return tuple(found)


def _kin(change: Change) -> set[AlarmKey]:
    consequences = {each for key in change.latest for each in consequences_of(key)}
    causes = {each for key in {*change.latest, *consequences} for each in causes_of(key, change.place)}
    return {*change.latest, *consequences, *causes}


def _is_whole_site(change: Change) -> bool:
    """Whether a site as a whole fell silent or speaks again: that concerns every tank of it."""
    return any(key.rule == "silent" and key.subject == change.place for key in change.latest)


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
