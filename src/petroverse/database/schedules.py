"""Schedules: work that is queued again and again, at times that a cron expression names in a time zone.

A schedule that is due queues one job, however many workers look; times that were missed while nobody looked run once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError
from psycopg.types.json import Jsonb

from petroverse.core.errors import InputRefused
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound
from petroverse.database.jobs import Job, NewJob, enqueue_job, get_job

__all__ = [
    "DueSchedule",
    "NewSchedule",
    "Schedule",
    "ScheduleRefused",
    "add_schedule",
    "due_schedules",
    "fire_schedule",
    "last_job_of",
    "list_schedules",
    "next_time",
    "remove_schedule",
    "set_paused",
]

_FIELDS: Final = 5


class ScheduleRefused(InputRefused):
    """A schedule names times that cannot be: no cron expression, no time zone, or a day that never comes."""


@dataclass(frozen=True, slots=True)
class NewSchedule:
    """Work to be queued at certain times.

    Attributes:
        name: Lower-case letters, digits, ``-`` and ``_``; at most 63.
        cron: Minute, hour, day of the month, month and day of the week, such as ``0 6 * * *``.
        zone: The time zone that these are meant in, such as ``Africa/Accra``.
        kind: What kind of job.
        body: What exactly.
    """

    name: str
    cron: str
    zone: str
    kind: str
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Schedule:
    """One schedule, as ``NewSchedule`` tells it, and what becomes of it.

    Attributes:
        organisation: Whose it is.
        is_paused: Whether it queues nothing for the time being.
        next_at: When it queues a job next, UTC.
        last_job: The number of the job that it queued last; None where it has not yet.
        made_at: When it was made, UTC.
        made_by: Who made it; its jobs act as this person.
    """

    organisation: OrganisationId
    name: str
    cron: str
    zone: str
    kind: str
    body: Mapping[str, Any]
    is_paused: bool
    next_at: datetime
    last_job: int | None
    made_at: datetime
    made_by: PersonId


@dataclass(frozen=True, slots=True)
class DueSchedule:
    """A schedule that is due: whose, what it is called, and who made it."""

    organisation: OrganisationId
    name: str
    made_by: PersonId


def next_time(cron: str, zone: str, after: datetime) -> datetime:
    """The first instant after another one that a cron expression names in a time zone, UTC.

    Times that a change of the clocks skips or doubles run once, as cron runs them.

    Raises:
        ScheduleRefused: The expression or the zone cannot be read, or names no day that comes.

    Example:
        >>> next_time("0 6 * * *", "Africa/Accra", datetime(2024, 3, 1, 7, tzinfo=UTC)).isoformat()
        '2024-03-02T06:00:00+00:00'
    """
    try:
        local = after.astimezone(ZoneInfo(zone))
    except (LookupError, ValueError, OSError) as fault:
        raise ScheduleRefused(
            f"{zone!r} is no time zone", where="time zone", fix="such as Africa/Accra or UTC"
        ) from fault
    fix = "minute, hour, day, month and weekday, such as '0 6 * * *' for six o'clock every day"
    if len(cron.split()) != _FIELDS:
        raise ScheduleRefused(f"{cron!r} has not five parts", where="cron", fix=fix)
    try:
        return next(CronSim(cron, local)).astimezone(UTC)
    except CronSimError as fault:
        raise ScheduleRefused(f"{cron!r} is no cron expression: {fault}", where="cron", fix=fix) from fault
    except StopIteration as fault:
        raise ScheduleRefused(f"{cron!r} names a day that never comes", where="cron", fix=fix) from fault


def add_schedule(unit: UnitOfWork, wanted: NewSchedule) -> Schedule:
    """Makes a schedule of the unit's organisation, with a record.

    Raises:
        ScheduleRefused: Its times cannot be.
        AlreadyThere: The organisation has one of this name.
        RowRefused: Its name is none.
    """
    found = unit.rows(
        "insert into schedules (organisation, name, cron, zone, kind, body, next_at, made_at, made_by) "
        "values (%s, %s, %s, %s, %s, %s, %s, %s, %s) returning *",
        [
            unit.organisation, wanted.name, wanted.cron, wanted.zone, wanted.kind, Jsonb(dict(wanted.body)),
            next_time(wanted.cron, wanted.zone, unit.at), unit.at, unit.person,
        ],
    )  # fmt: skip
    told = {"cron": wanted.cron, "zone": wanted.zone, "kind": wanted.kind, "body": dict(wanted.body)}
    unit.record("schedule_added", {"name": wanted.name, **told})
    return _schedule(found[0])


def list_schedules(unit: UnitOfWork) -> tuple[Schedule, ...]:
    """The schedules of the unit's organisation, by name."""
    found = unit.rows("select * from schedules where organisation = %s order by name", [unit.organisation])
    return tuple(_schedule(row) for row in found)


def remove_schedule(unit: UnitOfWork, name: str) -> None:
    """Removes a schedule, with a record; jobs that it queued stay.

    Raises:
        RowNotFound: The organisation has none of this name.
    """
    gone = "delete from schedules where organisation = %s and name = %s returning *"
    _known(unit.rows(gone, [unit.organisation, name]), name)
    unit.record("schedule_removed", {"name": name})


def set_paused(unit: UnitOfWork, name: str, *, is_paused: bool) -> Schedule:
    """Pauses a schedule or lets it go on, with a record; times that went by while it paused are not made up for.

    Raises:
        RowNotFound: The organisation has none of this name.
    """
    changed = "update schedules set is_paused = %s where organisation = %s and name = %s returning *"
    schedule = _known(unit.rows(changed, [is_paused, unit.organisation, name]), name)
    unit.record("schedule_paused" if is_paused else "schedule_resumed", {"name": name})
    return schedule if is_paused else _moved(unit, schedule, schedule.last_job)


def due_schedules(unit: UnitOfWork) -> tuple[DueSchedule, ...]:
    """Every schedule that is due, the longest due first; the unit works in ``public``.

    Raises:
        RowNotAllowed: The unit works elsewhere.
    """
    return tuple(DueSchedule(**row) for row in unit.rows("select * from due_schedules(%s)", [unit.at]))


def fire_schedule(unit: UnitOfWork, name: str) -> Job | None:
    """Queues the job of a due schedule and sets its next time; None where it is not due, or another worker has it.

    Where the job that it queued last still waits or runs, no second one is queued beside it.
    """
    found = unit.rows(
        "select * from schedules where organisation = %s and name = %s and not is_paused and next_at <= %s "
        "for update skip locked",
        [unit.organisation, name, unit.at],
    )
    if not found:
        return None
    schedule = _schedule(found[0])
    job = enqueue_job(unit, NewJob(schedule.kind, schedule.body, unique_key=f"schedule/{name}"))
    _moved(unit, schedule, job.id)
    return job


def last_job_of(unit: UnitOfWork, schedule: Schedule) -> Job | None:
    """The job that a schedule queued last; None where there is none any more."""
    try:
        return get_job(unit, schedule.last_job or 0)
    except RowNotFound:
        return None


def _moved(unit: UnitOfWork, schedule: Schedule, last_job: int | None) -> Schedule:
    next_at = next_time(schedule.cron, schedule.zone, unit.at)
    moved = "update schedules set next_at = %s, last_job = %s where organisation = %s and name = %s returning *"
    return _schedule(unit.rows(moved, [next_at, last_job, unit.organisation, schedule.name])[0])


def _known(found: list[dict[str, Any]], name: str) -> Schedule:
    if not found:
        raise RowNotFound(f"no schedule is called {name!r}", fix="see the list of schedules")
    return _schedule(found[0])


def _schedule(row: Mapping[str, Any]) -> Schedule:
    times = {each: row[each].astimezone(UTC) for each in ("next_at", "made_at")}
    return Schedule(**{**row, **times})
