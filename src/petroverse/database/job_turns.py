"""The worker's side of jobs: claim one, keep it while working, and end it. Only the latest attempt may end a job.

Whoever lost a job (its lease ran out and another worker took it, or it was removed) is told so by ``TurnLost`` at the
next word it says, and the unit of work in which it says so is undone: its result is never seen.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final

from psycopg.types.json import Jsonb

from petroverse.core.errors import Conflict
from petroverse.core.roles import UnitOfWork
from petroverse.database.columns import storable_text
from petroverse.database.jobs import Job, JobFault, job_of

__all__ = ["Progressed", "TurnLost", "claim_job", "end_cancelled", "fail_job", "finish_job", "hand_back", "renew_lease"]

_FIRST_PAUSE_S: Final = 5.0
_LONGEST_PAUSE_S: Final = 3600.0
_AGAIN: Final = (
    "state = case when is_cancel_wanted then 'cancelled' else 'waiting' end, "
    "finished_at = case when is_cancel_wanted then %s::timestamptz end, run_after = %s, leased_until = null, "
    "worker = null"
)
"""The job waits once more, unless somebody cancelled it meanwhile."""
_HELD: Final = "where id = %s and attempts = %s and state = 'running' returning *"


class TurnLost(Conflict):
    """Another worker has the job by now, or it was removed; nothing that the first one says about it counts."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far a job is: parts done, parts in all (0: not known), and the last one's name."""

    done: int = 0
    total: int = 0
    what: str = ""


def claim_job(
    unit: UnitOfWork, worker: str, kinds: Sequence[str], *, lease: timedelta, wanted: int | None = None
) -> Job | None:
    """Takes the job of any organisation that is due longest; the unit works in ``public``. None where none is due.

    Args:
        unit: The transaction.
        worker: Who takes it.
        kinds: What the worker can do.
        lease: How long it has the job unless it renews this.
        wanted: Only the job with this number.

    Raises:
        RowNotAllowed: The unit works elsewhere than in ``public``.
    """
    found = unit.rows("select * from claim_job(%s, %s, %s, %s, %s)", [unit.at, worker, lease, list(kinds), wanted])
    return job_of(found[0]) if found else None


def renew_lease(unit: UnitOfWork, job: Job, *, lease: timedelta, progressed: Progressed) -> bool:
    """Keeps a claimed job for longer and says how far it is; gives whether it is to be cancelled.

    Raises:
        TurnLost: See the module.
    """
    told = [unit.at + lease, progressed.done, progressed.total, storable_text(progressed.what)]
    changed = "leased_until = %s, progress_done = %s, progress_total = %s, progress_what = %s"
    return _changed(unit, job, changed, told).is_cancel_wanted


def finish_job(unit: UnitOfWork, job: Job, result: Mapping[str, Any]) -> Job:
    """Ends a claimed job as done; where the work has an effect in the database, in the very same unit of work.

    Raises:
        TurnLost: See the module; raised in a unit of work, it undoes the effect too.
    """
    changed = "state = 'done', result = %s, fault = null, finished_at = %s, leased_until = null, worker = null"
    return _changed(unit, job, changed, [Jsonb(dict(result)), unit.at])


def fail_job(unit: UnitOfWork, job: Job, fault: JobFault, *, is_temporary: bool, chance: random.Random) -> Job:
    """Ends a claimed job as failed, or lets it wait for its next attempt where the fault is temporary.

    The wait doubles from attempt to attempt, from 5 s up to an hour, give or take a half by chance, so that jobs that
    fell together do not come back together.

    Raises:
        TurnLost: See the module.
    """
    told = Jsonb(asdict(fault))
    if is_temporary and job.attempts < job.most_attempts:
        pause_s = min(_FIRST_PAUSE_S * 2.0 ** (job.attempts - 1), _LONGEST_PAUSE_S) * chance.uniform(0.5, 1.5)
        return _changed(unit, job, f"{_AGAIN}, fault = %s", [unit.at, unit.at + timedelta(seconds=pause_s), told])
    changed = "state = 'failed', fault = %s, finished_at = %s, leased_until = null, worker = null"
    return _changed(unit, job, changed, [told, unit.at])


def end_cancelled(unit: UnitOfWork, job: Job) -> Job:
    """Ends a claimed job that somebody cancelled.

    Raises:
        TurnLost: See the module.
    """
    changed = "state = 'cancelled', finished_at = %s, leased_until = null, worker = null"
    return _changed(unit, job, changed, [unit.at])


def hand_back(unit: UnitOfWork, job: Job) -> Job:
    """Lets a claimed job wait again, for any worker; the attempt that was broken off does not count.

    One that was cancelled meanwhile ends so instead; the same goes for one that ``fail_job`` would let wait.

    Raises:
        TurnLost: See the module.
    """
    # The number of the attempt is what keeps a lost worker out, so it never goes back.
    return _changed(unit, job, f"{_AGAIN}, most_attempts = most_attempts + 1", [unit.at, unit.at])


def _changed(unit: UnitOfWork, job: Job, changed: str, values: Sequence[Any]) -> Job:
    found = unit.rows(f"update jobs set {changed} {_HELD}", [*values, job.id, job.attempts])
    if not found:
        raise TurnLost(f"job {job.id} is not ours any more (attempt {job.attempts})", fix="see the list of jobs")
    return job_of(found[0])
