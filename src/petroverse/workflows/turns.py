"""One turn of a worker at one job: it keeps the job while it works, and hears when it is to stop."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType

from petroverse.core.errors import Conflict, PetroVerseError
from petroverse.database import Database, Job, Progressed, TurnLost, hand_back, renew_lease
from petroverse.workflows.stores import Reader

__all__ = ["JobCancelled", "Pace", "Turn", "WorkStops"]


class JobCancelled(Conflict):
    """Somebody cancelled the job that is being done."""


class WorkStops(Conflict):
    """The worker is told to end; the job that is being done goes back into the queue."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The times of a worker.

    Attributes:
        lease_s: How long a job stays a worker's that says nothing, s: so long after a kill it is begun again.
        beat_s: How often a worker says that it is there, tells its progress, and hears of a cancellation, s.
        poll_s: How often it looks at queue and schedules where no bell rings, s.
        grace_s: How long a job may take to come to a stop before it is handed back over its head, s.
    """

    lease_s: float = 30.0
    beat_s: float = 2.0
    poll_s: float = 5.0
    grace_s: float = 3.0

    @property
    def lease(self) -> timedelta:
        """``lease_s`` as a duration."""
        return timedelta(seconds=self.lease_s)


class Turn:
    """A claimed job while it is being done; a ``with`` block keeps its lease.

    Args:
        database: Where the job is.
        job: The job, as it was claimed.
        reader: Whom it acts as.
        pace: The worker's times.
        stop: Set when the worker is to end.
    """

    def __init__(self, database: Database, job: Job, reader: Reader, pace: Pace, stop: threading.Event) -> None:
        self.job = job
        self.reader = reader
        self._database = database
        self._pace = pace
        self._stop = stop
        self._progressed = Progressed()
        self._is_over = threading.Event()
        self._is_cancelled = threading.Event()
        self._is_lost = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name=f"job-{job.id}", daemon=True)

    def progress(self, done: int, total: int, what: str) -> None:
        """Tells how far the work is; raises as ``check``."""
        self._progressed = Progressed(done, total, what)
        self.check()

    def check(self) -> None:
        """Returns where the work may go on.

        Raises:
            JobCancelled: Somebody cancelled it.
            WorkStops: The worker is to end.
            TurnLost: Another worker has the job by now.
        """
        if self._is_lost.is_set():
            raise TurnLost(f"job {self.job.id} is not ours any more", fix="see the list of jobs")
        if self._is_cancelled.is_set():
            raise JobCancelled(f"job {self.job.id} was cancelled")
        if self._stop.is_set():
            raise WorkStops("the worker ends")

    def pause(self, seconds: float) -> None:
        """Waits so long, or until the work has to stop; raises as ``check``."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.check()
            self._stop.wait(min(left, 0.1))
        self.check()

    def __enter__(self) -> Turn:
        self._keeper.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._keeper.join(self._pace.grace_s)

    def _keep(self) -> None:
        believed_until = time.monotonic() + self._pace.lease_s
        while not self._is_over.wait(self._pace.beat_s):
            if self._stop.is_set():
                self._leave()
                return
            try:
                self._beat()
                believed_until = time.monotonic() + self._pace.lease_s
            except TurnLost:
                self._is_lost.set()
                return
            except PetroVerseError:  # the database is away: the job stays ours until its lease is over
                if time.monotonic() > believed_until:
                    self._is_lost.set()
                    return

    def _beat(self) -> None:
        with self._database.unit_of_work(self.job.organisation, self.job.made_by, timeout_s=10) as uow:
            if renew_lease(uow, self.job, lease=self._pace.lease, progressed=self._progressed):
                self._is_cancelled.set()

    def _leave(self) -> None:
        """Gives the work its time to stop by itself; afterwards nothing that it says counts any more."""
        if self._is_over.wait(self._pace.grace_s):
            return
        self._is_lost.set()
        with (
            suppress(PetroVerseError),
            self._database.unit_of_work(self.job.organisation, self.job.made_by, timeout_s=5) as uow,
        ):
            hand_back(uow, self.job)
