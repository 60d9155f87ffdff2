"""Queued work: what a person may do with jobs and schedules, each act on record.

What work is told and what came of it may speak of any row: who may see some rows only sees the own work alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final, cast, get_args

from petroverse import database
from petroverse.core.errors import NotAllowed, NotFound
from petroverse.core.grants import OrganisationId
from petroverse.core.rights import Right
from petroverse.core.roles import UnitOfWork
from petroverse.database import Job, JobState, NewJob, NewSchedule, Schedule
from petroverse.workflows.job_bodies import JobBodyRefused
from petroverse.workflows.jobs import JobKind
from petroverse.workflows.stores import Reader, Stores

__all__ = [
    "NewSchedule",
    "ScheduleByToken",
    "add_schedule",
    "cancel_job",
    "jobs_page",
    "one_job",
    "pause_schedule",
    "queue_job",
    "remove_schedule",
    "retry_job",
    "schedules_list",
]

_STATES: Final = get_args(JobState)


class ScheduleByToken(NotAllowed):
    """A token asks for a schedule, which would go on after the token ends."""


def queue_job(
    stores: Stores, kinds: Mapping[str, JobKind], reader: Reader, kind: str, body: Mapping[str, Any]
) -> dict[str, Any]:
    """Queues work once; the job that waits or runs already where the very same was queued before.

    Raises:
        NotFound: There is no such kind.
        RightMissing: The reader may not have it done.
        JobBodyRefused: The body is none of this kind.
    """
    owner, checked = _checked(kinds, reader, kind, body)
    key = hashlib.sha256(database.canonical_bytes({"kind": kind, "body": checked})).hexdigest()
    with stores.database.unit_of_work(owner, reader.person) as uow:
        job = database.enqueue_job(uow, NewJob(kind, checked, unique_key=key))
        if job.made_at == uow.at:
            uow.record("job_queued", {"job": job.id, "kind": kind, "body": checked})
    return _told(job)


def jobs_page(
    stores: Stores, reader: Reader, *, states: Sequence[str] = (), kind: str = "", before: int = 0, limit: int = 100
) -> dict[str, Any]:
    """``jobs``, the newest first, and what to give as ``before`` for the next page; None after the last one.

    Raises:
        RightMissing: The reader may not see them.
        JobBodyRefused: A state is none.
    """
    reader.must(Right.OPERATE)
    unknown = sorted(set(states) - set(_STATES))
    if unknown:
        raise JobBodyRefused(f"{unknown[0]!r} is no state", where="state", fix=f"one of {', '.join(_STATES)}")
    wanted = cast("Sequence[JobState]", states)
    with stores.database.reading(reader.acts_in, reader.person) as uow:
        jobs = database.list_jobs(
            uow, states=wanted, kind=kind, made_by=_whose(reader), before=before or None, limit=limit + 1
        )
    shown = jobs[:limit]
    return {"jobs": [_told(each) for each in shown], "before": shown[-1].id if len(jobs) > limit else None}


def one_job(stores: Stores, reader: Reader, job_id: int) -> dict[str, Any]:
    """One job, whole.

    Raises:
        RightMissing: The reader may not see it.
        RowNotFound: There is none.
    """
    reader.must(Right.OPERATE)
    with stores.database.reading(reader.acts_in, reader.person) as uow:
        return _told(_seen_job(uow, reader, job_id))


def cancel_job(stores: Stores, reader: Reader, job_id: int) -> dict[str, Any]:
    """Ends a job that waits, or asks the worker of one that runs to stop.

    Raises:
        RightMissing: The reader may not.
        RowNotFound: There is none.
        JobStateDiffers: It is over.
    """
    reader.must(Right.OPERATE)
    with stores.database.unit_of_work(reader.acts_in, reader.person) as uow:
        _seen_job(uow, reader, job_id)
        return _told(database.cancel_job(uow, job_id))


def retry_job(stores: Stores, reader: Reader, job_id: int) -> dict[str, Any]:
    """Queues a job that failed or was cancelled once more.

    Raises:
        RightMissing: The reader may not.
        RowNotFound: There is none.
        JobStateDiffers: It waits, runs, or is done.
        AlreadyThere: The same work was queued anew meanwhile.
    """
    reader.must(Right.OPERATE)
    with stores.database.unit_of_work(reader.acts_in, reader.person) as uow:
        _seen_job(uow, reader, job_id)
        return _told(database.retry_job(uow, job_id))


def schedules_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Every schedule with its next time and the state of the job that it queued last.

    Raises:
        RightMissing: The reader may not see them.
    """
    reader.must(Right.OPERATE)
    with stores.database.reading(reader.acts_in, reader.person) as uow:
        return [_with_last(each, database.last_job_of(uow, each)) for each in _seen_schedules(uow, reader)]


def add_schedule(stores: Stores, kinds: Mapping[str, JobKind], reader: Reader, wanted: NewSchedule) -> dict[str, Any]:
    """Makes a schedule; its jobs act as the reader, who is a person: no token leaves behind what outlives it.

    Raises:
        ScheduleByToken: A token asks.
        NotFound, RightMissing, JobBodyRefused: As ``queue_job``.
        ScheduleRefused: Its times cannot be.
        AlreadyThere: There is one of this name.
    """
    if reader.token:
        what = "a schedule goes on after a token ends, so no token makes one"
        raise ScheduleByToken(what, fix="make it signed in as a person; with the token, queue jobs")
    owner, checked = _checked(kinds, reader, wanted.kind, wanted.body)
    fresh = NewSchedule(wanted.name, wanted.cron, wanted.zone, wanted.kind, checked)
    with stores.database.unit_of_work(owner, reader.person) as uow:
        return _with_last(database.add_schedule(uow, fresh), None)


def remove_schedule(stores: Stores, reader: Reader, name: str) -> None:
    """Removes a schedule; jobs that it queued stay.

    Raises:
        RightMissing: The reader may not.
        RowNotFound: There is none of this name.
    """
    reader.must(Right.OPERATE)
    with stores.database.unit_of_work(reader.acts_in, reader.person) as uow:
        _must_see_schedule(uow, reader, name)
        database.remove_schedule(uow, name)


def pause_schedule(stores: Stores, reader: Reader, name: str, *, is_paused: bool) -> dict[str, Any]:
    """Pauses a schedule, or lets it go on.

    Raises:
        RightMissing: The reader may not.
        RowNotFound: There is none of this name.
    """
    reader.must(Right.OPERATE)
    with stores.database.unit_of_work(reader.acts_in, reader.person) as uow:
        _must_see_schedule(uow, reader, name)
        schedule = database.set_paused(uow, name, is_paused=is_paused)
        return _with_last(schedule, database.last_job_of(uow, schedule))


def _checked(
    kinds: Mapping[str, JobKind], reader: Reader, kind: str, body: Mapping[str, Any]
) -> tuple[OrganisationId, dict[str, Any]]:
    """Whose job it is, and its body as it is kept."""
    if kind not in kinds:
        raise NotFound(f"no kind of job is called {kind!r}", fix=f"one of {', '.join(sorted(kinds))}")
    for right in sorted(kinds[kind].rights):
        reader.must(right)
    return reader.acts_in, kinds[kind].checked(reader, body)


def _whose(reader: Reader) -> str:
    """Whose work alone a reader sees; empty for everybody's."""
    return reader.person if reader.is_limited else ""


def _seen_job(uow: UnitOfWork, reader: Reader, job_id: int) -> Job:
    job = database.get_job(uow, job_id)
    if _whose(reader) not in ("", job.made_by):
        raise NotFound(f"no job of yours has the number {job_id}", fix="see the list of jobs")
    return job


def _seen_schedules(uow: UnitOfWork, reader: Reader) -> list[Schedule]:
    return [each for each in database.list_schedules(uow) if _whose(reader) in ("", each.made_by)]


def _must_see_schedule(uow: UnitOfWork, reader: Reader, name: str) -> None:
    if name not in {each.name for each in _seen_schedules(uow, reader)}:
        raise NotFound(f"no schedule is called {name!r}", fix="see the list of schedules")


def _told(job: Job) -> dict[str, Any]:
    return asdict(job)


def _with_last(schedule: Schedule, last: Job | None) -> dict[str, Any]:
    return {**asdict(schedule), "last_state": last.state if last else None}
