"""Alarms as they stand, all that happened to them, and the memory of each watched site; one transaction holds them all.

The words (rule, status, priority) are those of the mind that decides; here they are kept, found and listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from psycopg.types.json import Json

from petroverse.core.roles import UnitOfWork

__all__ = [
    "AlarmLine",
    "AlarmsFilter",
    "SiteWatch",
    "StoredAlarm",
    "StoredNotice",
    "add_alarm_lines",
    "alarm_lines",
    "end_notices",
    "list_alarms",
    "list_notices",
    "lock_alarms",
    "lock_site_alarms",
    "quiet_alarms_over",
    "read_watches",
    "save_alarms",
    "save_notices",
    "save_watches",
]


@dataclass(frozen=True, slots=True)
class StoredAlarm:
    """How one alarm stands.

    Attributes:
        rule: Which rule.
        subject: The tank, meter or place that it is about.
        place: The site.
        status: ``normal``, ``unacknowledged``, ``acknowledged``, ``returned_unacknowledged`` or ``latched``.
        is_active: Whether it is so.
        is_unacked: Whether it waits for a person.
        priority: ``low``, ``medium`` or ``high``.
        quiet_until: Until when it calls nobody; None while it may.
        begun_at: When it began the last time; None when it never did.
        ended_at: When it ended the last time.
        litres: How much product it is about; None where it is about none.
        body: More, as JSON values.
        changed_at: When it was written last.
        suppressed_by: The alarm that makes it mean nothing while it stands, as its rule and subject with a blank
            between; empty while none does.
    """

    rule: str
    subject: str
    place: str
    status: str
    is_active: bool
    is_unacked: bool
    priority: str
    quiet_until: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None
    litres: float | None
    body: Mapping[str, Any]
    changed_at: datetime
    suppressed_by: str = ""


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """One thing that happened to an alarm.

    Attributes:
        id: The same for the same happening for ever.
        place: The site.
        rule: Which rule.
        subject: What the alarm is about.
        word: What happened, such as ``raised``.
        at: When.
        priority: Of the alarm then.
        person: Who did it; empty for what was found.
        body: More, as JSON values.
        recorded_at: When it was written.
        number: Its place among the organisation's lines; 0 before it is written.
    """

    id: str
    place: str
    rule: str
    subject: str
    word: str
    at: datetime
    priority: str
    person: str
    body: Mapping[str, Any]
    recorded_at: datetime
    number: int = 0


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A condition that calls nobody.

    Attributes:
        rule: Which rule.
        subject: What it is about.
        place: The site.
        begun_at: When it began.
        ended_at: When it ended; None while it is so.
        litres: How much product it is about; None where it is about none.
        body: More, as JSON values.
        changed_at: When it was written last.
    """

    rule: str
    subject: str
    place: str
    begun_at: datetime
    ended_at: datetime | None
    litres: float | None
    body: Mapping[str, Any]
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class SiteWatch:
    """What watching one site goes on from.

    Attributes:
        state: Its memory, as JSON values.
        as_of: Every message that was stored before this instant is in it.
    """

    state: Mapping[str, Any]
    as_of: datetime


@dataclass(frozen=True, slots=True)
class AlarmsFilter:
    """Which alarms.

    Attributes:
        is_open: Only those that are so or wait for a person.
        place: Of this site; empty for all.
        rule: Of this rule; empty for all.
        subject: Of this tank, meter or place; empty for all.
        priority: Of this priority; empty for all.
    """

    is_open: bool = True
    place: str = ""
    rule: str = ""
    subject: str = ""
    priority: str = ""


def read_watches(unit: UnitOfWork) -> dict[str, SiteWatch]:
    """What watching each site goes on from, by site."""
    rows = unit.rows("select place, state, as_of from site_watches where organisation = %s", [unit.organisation])
    return {row.pop("place"): SiteWatch(**_in_utc(row)) for row in rows}


def save_watches(unit: UnitOfWork, watches: Mapping[str, SiteWatch]) -> None:
    """Writes what watching these sites goes on from; an older one never takes the place of a newer."""
    unit.rows(
        "insert into site_watches (organisation, place, state, as_of) "
        "select %s, * from unnest(%s::text[], %s::json[], %s::timestamptz[]) "
        "on conflict (organisation, place) do update set state = excluded.state, as_of = excluded.as_of "
        "where site_watches.as_of <= excluded.as_of",
        [
            unit.organisation,
            list(watches),
            [Json(each.state) for each in watches.values()],
            [each.as_of for each in watches.values()],
        ],
    )


def lock_alarms(unit: UnitOfWork, keys: Iterable[tuple[str, str]]) -> tuple[StoredAlarm, ...]:
    """Those of these alarms that there are, which nobody else changes until the transaction ends.

    Args:
        unit: The transaction.
        keys: Rule and subject of each.
    """
    wanted = sorted(set(keys))
    rows = unit.rows(
        f"select {_columns(StoredAlarm)} from alarms where organisation = %s "
        "and (rule, subject) in (select * from unnest(%s::text[], %s::text[])) order by rule, subject for update",
        [unit.organisation, [rule for rule, _ in wanted], [subject for _, subject in wanted]],
    )
    return tuple(StoredAlarm(**_in_utc(row)) for row in rows)


def lock_site_alarms(unit: UnitOfWork, place: str) -> tuple[StoredAlarm, ...]:
    """Every alarm of a site, which nobody else changes until the transaction ends."""
    rows = unit.rows(
        f"select {_columns(StoredAlarm)} from alarms where organisation = %s and place = %s "
        "order by rule, subject for update",
        [unit.organisation, place],
    )
    return tuple(StoredAlarm(**_in_utc(row)) for row in rows)


def quiet_alarms_over(unit: UnitOfWork) -> tuple[StoredAlarm, ...]:
    """Alarms whose quiet is over and that were not told so, which nobody else changes until the transaction ends."""
    rows = unit.rows(
        f"select {_columns(StoredAlarm)} from alarms where organisation = %s and quiet_until <= %s "
        "order by rule, subject for update",
        [unit.organisation, unit.at],
    )
    return tuple(StoredAlarm(**_in_utc(row)) for row in rows)


def save_alarms(unit: UnitOfWork, alarms: Sequence[StoredAlarm]) -> None:
    """Writes how alarms stand now."""
    _upsert(unit, "alarms", StoredAlarm, alarms, ("rule", "subject"))


def save_notices(unit: UnitOfWork, notices: Sequence[StoredNotice]) -> None:
    """Writes conditions that call nobody."""
    _upsert(unit, "notices", StoredNotice, notices, ("rule", "subject", "begun_at"))


def end_notices(unit: UnitOfWork, ended: Iterable[tuple[str, str, datetime]]) -> None:
    """Ends conditions that call nobody.

    Args:
        unit: The transaction.
        ended: Rule, subject and instant of each.
    """
    unit.many(
        "update notices set ended_at = %s, changed_at = %s where organisation = %s and rule = %s and subject = %s "
        "and ended_at is null and begun_at <= %s",
        [(at, unit.at, unit.organisation, rule, subject, at) for rule, subject, at in ended],
    )


def add_alarm_lines(unit: UnitOfWork, lines: Sequence[AlarmLine]) -> tuple[AlarmLine, ...]:
    """Adds what happened to alarms; gives the lines that were not known before, in their order."""
    names = [each.name for each in fields(AlarmLine) if each.name != "number"]
    rows = [(unit.organisation, *_values_of(each, names)) for each in lines]
    if not rows:
        return ()
    marks = ", ".join(["%s"] * (len(names) + 1))
    added = unit.rows(
        f"insert into alarm_events (organisation, {', '.join(names)}) values {', '.join([f'({marks})'] * len(rows))} "
        "on conflict do nothing returning id",
        [value for row in rows for value in row],
    )
    new = {row["id"] for row in added}
    return tuple(each for each in lines if each.id in new)


def list_alarms(unit: UnitOfWork, wanted: AlarmsFilter, *, limit: int = 1000) -> tuple[StoredAlarm, ...]:
    """Alarms: those that wait for a person first, by priority, the newest first."""
    where, values = _where(unit, wanted)
    rows = unit.rows(
        f"select {_columns(StoredAlarm)} from alarms where {where} order by is_unacked desc, "
        "array_position(array['high', 'medium', 'low'], priority), begun_at desc nulls last, rule, subject limit %s",
        [*values, limit],
    )
    return tuple(StoredAlarm(**_in_utc(row)) for row in rows)


def alarm_lines(
    unit: UnitOfWork, wanted: AlarmsFilter, *, before: int | None = None, limit: int = 100
) -> tuple[AlarmLine, ...]:
    """What happened, the last written first.

    Args:
        unit: The transaction.
        wanted: Of which alarms; ``is_open`` counts for nothing here.
        before: With a smaller number than this; None for all.
        limit: At most so many.
    """
    where, values = _where(unit, replace(wanted, is_open=False))
    rows = unit.rows(
        f"select {_columns(AlarmLine)} from alarm_events where {where} "
        "and (%s::bigint is null or number < %s) order by number desc limit %s",
        [*values, before, before, limit],
    )
    return tuple(AlarmLine(**_in_utc(row)) for row in rows)


def list_notices(
    unit: UnitOfWork, *, place: str = "", subject: str = "", before: datetime | None = None, limit: int = 100
) -> tuple[StoredNotice, ...]:
    """Conditions that call nobody, the newest first."""
    rows = unit.rows(
        f"select {_columns(StoredNotice)} from notices where organisation = %s and %s in ('', place) "
        "and %s in ('', subject) and (%s::timestamptz is null or begun_at < %s) "
        "order by begun_at desc, rule, subject limit %s",
        [unit.organisation, place, subject, before, before, limit],
    )
    return tuple(StoredNotice(**_in_utc(row)) for row in rows)


def _upsert(unit: UnitOfWork, table: str, kind: type[Any], rows: Sequence[Any], key: tuple[str, ...]) -> None:
    names = [each.name for each in fields(kind)]
    marks = ", ".join(["%s"] * (len(names) + 1))
    changes = ", ".join(f"{name} = excluded.{name}" for name in names if name not in key)
    unit.many(
        f"insert into {table} (organisation, {', '.join(names)}) values ({marks}) "
        f"on conflict (organisation, {', '.join(key)}) do update set {changes}",
        [(unit.organisation, *_values_of(each, names)) for each in rows],
    )


def _in_utc(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.astimezone(UTC) if isinstance(value, datetime) else value for name, value in row.items()}


def _values_of(row: Any, names: Sequence[str]) -> tuple[Any, ...]:  # noqa: ANN401 - one of the rows above
    found = (getattr(row, name) for name in names)
    return tuple(Json(value) if isinstance(value, Mapping) else value for value in found)


def _where(unit: UnitOfWork, wanted: AlarmsFilter) -> tuple[str, list[Any]]:
    chosen = {name: getattr(wanted, name) for name in ("place", "rule", "subject", "priority")}
    limits = [f"and {name} = %s" for name, value in chosen.items() if value]
    is_open = "and (is_active or is_unacked)" if wanted.is_open else ""
    values = [value for value in chosen.values() if value]
    return f"organisation = %s {is_open} {' '.join(limits)}", [unit.organisation, *values]


def _columns(kind: type[Any]) -> str:
    return ", ".join(each.name for each in fields(kind))
