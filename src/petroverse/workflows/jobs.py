"""Jobs: what kinds of work there are, and how a worker does one piece of it, whole or not at all."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from petroverse.core.errors import Conflict, PetroVerseError, Unavailable
from petroverse.core.grants import PUBLIC, PersonId
from petroverse.core.rights import Right
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    DueSchedule,
    Job,
    JobFault,
    TurnLost,
    claim_job,
    due_schedules,
    end_cancelled,
    fail_job,
    finish_job,
    fire_schedule,
    hand_back,
)
from petroverse.workflows.stores import Reader, Stores
from petroverse.workflows.turns import JobCancelled, Pace, Turn, WorkStops

__all__ = ["JobKind", "Outcome", "Work", "queue_due_schedules", "run_one"]

_PLATFORM: Final = PersonId("platform")
_TEMPORARY: Final = (Unavailable, Conflict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job.

    Attributes:
        result: As JSON values.
        with_it: What becomes visible in the very unit of work that ends the job.
    """

    result: Mapping[str, Any]
    with_it: Callable[[UnitOfWork], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind of work.

    Attributes:
        run: Does a job of this kind; it asks its turn often whether it may go on.
        checked: Gives the body as it is kept, or refuses it; what may be asked for depends on who asks.
        rights: What it takes to queue or schedule it.
    """

    run: Callable[[Stores, Turn], Outcome]
    checked: Callable[[Reader, Mapping[str, Any]], dict[str, Any]]
    rights: frozenset[Right] = frozenset({Right.OPERATE})


@dataclass(frozen=True, slots=True)
class Work:
    """What one worker does, and how.

    Attributes:
        kinds: The kinds of jobs by name.
        reader_of: Whom a job acts as, with the rights that this person holds now.
        pace: Its times.
        chance: Spreads what is tried again.
    """

    kinds: Mapping[str, JobKind]
    reader_of: Callable[[Job], Reader]
    pace: Pace = field(default_factory=Pace)
    chance: random.Random = field(default_factory=random.Random)


def queue_due_schedules(stores: Stores) -> int:
    """Queues the jobs of every schedule that is due, each once however many workers look; gives how many."""
    with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
        due = due_schedules(uow)
    return len([True for each in due if _fired(stores, each)])


def run_one(stores: Stores, work: Work, worker: str, *, stop: threading.Event, wanted: int | None = None) -> Job | None:
    """Claims the job that is due longest and does it; None where none is due.

    A temporary fault lets it wait for another try, a lasting one fails it. When ``stop`` is set it is handed back.

    Args:
        stores: Where.
        work: What this worker can do.
        worker: Its name.
        stop: Set when the worker is to end.
        wanted: Only the job with this number.

    Returns:
        The job as it stands afterwards, or as it was claimed where another worker has taken it over.

    Raises:
        Unavailable: The database is away; the job is claimed again when its lease is over.
    """
    with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
        job = claim_job(uow, worker, list(work.kinds), lease=work.pace.lease, wanted=wanted)
    if job is None:
        return None
    try:
        return _ended(stores, work, job, stop)
    except TurnLost:
        return job


def _ended(stores: Stores, work: Work, job: Job, stop: threading.Event) -> Job:
    """The job after its turn: done, handed back, cancelled, failed, or to be tried again."""
    try:
        with Turn(stores.database, job, work.reader_of(job), work.pace, stop) as turn:
            outcome = work.kinds[job.kind].run(stores, turn)
            with stores.database.unit_of_work(job.organisation, job.made_by) as uow:
                outcome.with_it(uow)
                return finish_job(uow, job, outcome.result)
    except TurnLost:
        raise
    except JobCancelled:
        return _told(stores, job, lambda uow: end_cancelled(uow, job))
    except WorkStops:
        return _told(stores, job, lambda uow: hand_back(uow, job))
    except PetroVerseError as fault:
        named, is_temporary = JobFault(fault.what, fault.where, fault.fix), isinstance(fault, _TEMPORARY)
    except Exception as fault:  # the gate between a kind of work and the worker: any fault is the job's verdict
        logging.getLogger("petroverse.work").exception("job %s (%s)", job.id, job.kind)
        what = f"unexpected {type(fault).__name__}: {fault}"
        named, is_temporary = JobFault(what, fix="see the platform's log"), False
    chance = work.chance
    return _told(stores, job, lambda uow: fail_job(uow, job, named, is_temporary=is_temporary, chance=chance))


def _told(stores: Stores, job: Job, end: Callable[[UnitOfWork], Job]) -> Job:
    with stores.database.unit_of_work(job.organisation, job.made_by) as uow:
        return end(uow)


def _fired(stores: Stores, due: DueSchedule) -> bool:
    """A job acts as whoever made its schedule."""
    with stores.database.unit_of_work(due.organisation, due.made_by) as uow:
        return fire_schedule(uow, due.name) is not None
