"""Word that something was committed, as soon as it was: one connection that listens."""

from __future__ import annotations

from types import TracebackType

import psycopg

from petroverse.database.faults import named_faults

__all__ = ["Listener"]

_CHANNELS = ("petroverse_records", "petroverse_jobs")


class Listener:
    """Hears that records grew or that work waits, of any organisation; close it, or use it as a ``with`` block.

    Args:
        url: The database.

    Raises:
        ServerUnreachable: It cannot be reached.
    """

    def __init__(self, url: str) -> None:
        with named_faults("listening"):
            self._connection = psycopg.connect(url, autocommit=True, application_name="petroverse-listener")
            for each in _CHANNELS:
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
