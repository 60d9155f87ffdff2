"""Jobs: work that waits in PostgreSQL until a worker takes it. Whoever queues one does so in a unit of work of its own.

    waiting ──claim──▶ running ──finish──▶ done
       ▲ ▲               │ │ └──lasting fault, or no attempts left──▶ failed
       │ └─handed back───┘ │
       └──temporary fault──┘         waiting or running ──cancel──▶ cancelled

``job_turns`` is the worker's side. A lease that ran out makes a running job claimable again; a finished one never is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Literal

from psycopg.types.json import Jsonb

from petroverse.core.errors import Conflict
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound

__all__ = [
    "Job",
    "JobFault",
    "JobState",
    "JobStateDiffers",
    "NewJob",
    "cancel_job",
    "enqueue_job",
    "forget_finished_jobs",
    "get_job",
    "job_of",
    "list_jobs",
    "retry_job",
]

JobState = Literal["waiting", "running", "done", "failed", "cancelled"]
_MOST_ATTEMPTS: Final = 5


class JobStateDiffers(Conflict):
    """The job is in a state in which this cannot be done to it."""


@dataclass(frozen=True, slots=True)
class NewJob:
    """Work to be done.

    Attributes:
        kind: What kind of work.
        body: What exactly, as JSON values.
        unique_key: While a job with this key waits or runs in the organisation, no second one is queued; "" for none.
        run_after: Not before this instant; None for as soon as possible.
        most_attempts: How often it is tried when something temporary hinders it.
    """

    kind: str
    body: Mapping[str, Any] = field(default_factory=dict)
    unique_key: str = ""
    run_after: datetime | None = None
    most_attempts: int = _MOST_ATTEMPTS


@dataclass(frozen=True, slots=True)
class JobFault:
    """Why a job failed, or has to be tried again: what was wrong, where, and what to do."""

    what: str
    where: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work, as ``NewJob`` tells it, and how far it is.

    Attributes:
        id: Its number.
        organisation: Whose work it is.
        kind: What kind of work.
        body: What exactly.
        state: Where it stands.
        attempts: How often it was begun; only who began the latest attempt may end it.
        most_attempts: The number of the last attempt that temporary faults allow.
        run_after: Not before this instant, UTC.
        leased_until: Until when its worker has it, UTC; None unless it runs.
        worker: Who has it; empty unless it runs.
        is_cancel_wanted: Whether its worker is asked to stop.
        done: Parts that are finished.
        total: Parts in all; 0 while that is not known.
        what: The part that was finished last.
        result: What came of it; empty until it is done.
        fault: Why it failed or waits for another try; None where it did not.
        made_at: When it was queued, UTC.
        made_by: Who queued it; it acts as this person.
        finished_at: When it ended, UTC; None until then.
    """

    id: int
    organisation: OrganisationId
    kind: str
    body: Mapping[str, Any]
    state: JobState
    attempts: int
    most_attempts: int
    run_after: datetime
    leased_until: datetime | None
    worker: str
    is_cancel_wanted: bool
    done: int
    total: int
    what: str
    result: Mapping[str, Any]
    fault: JobFault | None
    made_at: datetime
    made_by: PersonId
    finished_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether it ended, however."""
        return self.state in ("done", "failed", "cancelled")


def enqueue_job(unit: UnitOfWork, wanted: NewJob) -> Job:
    """Queues work in the unit's organisation, for the moment that the unit commits.

    Returns:
        The job; the one that waits or runs already where it has the same unique key.

    Raises:
        RowRefused: It has no kind, or may not be tried at all.
    """
    while True:
        found = unit.rows(
            "insert into jobs (organisation, kind, body, unique_key, most_attempts, run_after, made_at, made_by) "
            "values (%s, %s, %s, nullif(%s, ''), %s, %s, %s, %s) "
            "on conflict (organisation, unique_key) where state in ('waiting', 'running') do nothing returning *",
            [
                unit.organisation, wanted.kind, Jsonb(dict(wanted.body)), wanted.unique_key, wanted.most_attempts,
                wanted.run_after or unit.at, unit.at, unit.person,
            ],
        ) or unit.rows(
            "select * from jobs where organisation = %s and unique_key = %s and state in ('waiting', 'running')",
            [unit.organisation, wanted.unique_key],
        )  # fmt: skip
        if found:  # neither where the one that was there ended between the two
            return job_of(found[0])


def get_job(unit: UnitOfWork, job_id: int) -> Job:
    """The job with this number, of the unit's organisation.

    Raises:
        RowNotFound: There is none.
    """
    found = unit.rows("select * from jobs where organisation = %s and id = %s", [unit.organisation, job_id])
    if not found:
        raise RowNotFound(f"no job has the number {job_id}", fix="see the list of jobs")
    return job_of(found[0])


def list_jobs(
    unit: UnitOfWork,
    *,
    states: Sequence[JobState] = (),
    kind: str = "",
    made_by: str = "",
    before: int | None = None,
    limit: int = 100,
) -> tuple[Job, ...]:
    """Jobs of the unit's organisation, the newest first.

    Args:
        unit: The transaction to read in.
        states: Only those in one of these states; all where empty.
        kind: Only those of this kind; all where empty.
        made_by: Only those that act as this person; all where empty.
        before: Only those with a smaller number: the last one of the page before.
        limit: At most so many.
    """
    found = unit.rows(
        "select * from jobs where organisation = %s and (%s or state = any(%s)) and (%s = '' or kind = %s) "
        "and (%s = '' or made_by = %s) and (%s::bigint is null or id < %s) order by id desc limit %s",
        [unit.organisation, not states, list(states), kind, kind, made_by, made_by, before, before, limit],
    )
    return tuple(job_of(row) for row in found)


def cancel_job(unit: UnitOfWork, job_id: int) -> Job:
    """Ends a job that waits, and asks the worker of one that runs to stop; with a record.

    Raises:
        RowNotFound: There is no such job.
        JobStateDiffers: It is over.
    """
    found = unit.rows(
        "update jobs set is_cancel_wanted = true, "
        "state = case state when 'waiting' then 'cancelled' else state end, "
        "finished_at = case state when 'waiting' then %s::timestamptz end "
        "where organisation = %s and id = %s and state in ('waiting', 'running') returning *",
        [unit.at, unit.organisation, job_id],
    )
    job = job_of(found[0]) if found else _refused(get_job(unit, job_id), "cancelled")
    unit.record("job_cancelled", {"job": job.id, "kind": job.kind})
    return job


def retry_job(unit: UnitOfWork, job_id: int) -> Job:
    """Queues a job that failed or was cancelled once more, with as many attempts as it had; with a record.

    Raises:
        RowNotFound: There is no such job.
        JobStateDiffers: It waits, runs, or is done: what is done is never done again.
        AlreadyThere: The same work was queued anew meanwhile.
    """
    found = unit.rows(
        "update jobs set state = 'waiting', run_after = %s, finished_at = null, is_cancel_wanted = false, "
        "most_attempts = attempts + %s where organisation = %s and id = %s and state in ('failed', 'cancelled') "
        "returning *",
        [unit.at, _MOST_ATTEMPTS, unit.organisation, job_id],
    )
    job = job_of(found[0]) if found else _refused(get_job(unit, job_id), "tried again")
    unit.record("job_retried", {"job": job.id, "kind": job.kind})
    return job


def forget_finished_jobs(unit: UnitOfWork, before: datetime) -> int:
    """Removes the organisation's jobs that ended before an instant; gives how many."""
    found = unit.rows(
        "with gone as (delete from jobs where organisation = %s and finished_at < %s returning 1) "
        "select count(*) as removed from gone",
        [unit.organisation, before],
    )
    return int(found[0]["removed"])


def job_of(row: Mapping[str, Any]) -> Job:
    """A row of the table as a job."""
    return Job(
        id=row["id"],
        organisation=row["organisation"],
        kind=row["kind"],
        body=row["body"],
        state=row["state"],
        attempts=row["attempts"],
        most_attempts=row["most_attempts"],
        run_after=row["run_after"].astimezone(UTC),
        leased_until=row["leased_until"] and row["leased_until"].astimezone(UTC),
        worker=row["worker"] or "",
        is_cancel_wanted=row["is_cancel_wanted"],
        done=row["progress_done"],
        total=row["progress_total"],
        what=row["progress_what"],
        result=row["result"] or {},
        fault=JobFault(**row["fault"]) if row["fault"] else None,
        made_at=row["made_at"].astimezone(UTC),
        made_by=row["made_by"],
        finished_at=row["finished_at"] and row["finished_at"].astimezone(UTC),
    )


def _refused(job: Job, wish: str) -> Job:
    raise JobStateDiffers(f"job {job.id} is {job.state} and cannot be {wish}", fix="see the list of jobs")
