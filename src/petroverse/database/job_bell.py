"""The bell that wakes a worker the moment a job is queued; a slow look at the queue stays the safety net."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from petroverse.database.faults import named_faults

__all__ = ["JobBell", "job_bell"]


class JobBell:
    """One connection that listens; ``job_bell`` gives one."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def wait(self, timeout_s: float) -> bool:
        """Waits until a job may be due, or for so long; gives whether the bell rang.

        Raises:
            ServerUnreachable: The database went away.
        """
        with named_faults("waiting for jobs"):
            return any(True for _ in self._connection.notifies(timeout=timeout_s, stop_after=1))


@contextmanager
def job_bell(url: str) -> Iterator[JobBell]:
    """Listens for jobs that are queued, of all organisations, while the block runs.

    Args:
        url: The database.

    Raises:
        ServerUnreachable: The database does not answer.
    """
    with named_faults("waiting for jobs"):
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10, application_name="petroverse")
    with connection:
        connection.execute("listen petroverse_jobs")
        yield JobBell(connection)
