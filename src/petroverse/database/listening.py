"""Word that something was committed, as soon as it was: one connection that listens."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Final

import psycopg

from petroverse.database.faults import named_faults

__all__ = ["JOBS_WAIT", "RECORDS_GREW", "Listener"]

RECORDS_GREW: Final = "petroverse_records"
"""Records of some organisation grew."""

JOBS_WAIT: Final = "petroverse_jobs"
"""A job of some organisation waits to be done."""


class Listener:
    """Hears what is committed, of any organisation; close it, or use it as a ``with`` block.

    Word may be lost where a proxy stands before the database, so whoever listens looks now and then all the same.

    Args:
        url: The database.
        words: What to listen for: ``RECORDS_GREW``, ``JOBS_WAIT``.

    Raises:
        ServerUnreachable: It cannot be reached.
    """

    def __init__(self, url: str, words: Sequence[str]) -> None:
        with named_faults("listening"):
            self._connection = psycopg.connect(
                url, autocommit=True, connect_timeout=10, application_name="petroverse-listener"
            )
            for each in words:
                self._connection.execute(f"listen {each}".encode())

    def heard(self, within_s: float) -> bool:
        """Waits until something is heard, or for so long; gives whether something was.

        Raises:
            ServerUnreachable: The connection went away.
        """
        with named_faults("listening"):
            return any(True for _ in self._connection.notifies(timeout=within_s, stop_after=1))

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    def __enter__(self) -> Listener:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
