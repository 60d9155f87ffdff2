"""Two lock files in the home, so that processes share one engine and a killed one never leaves it stuck.

``start.lock`` is held alone while the engine is started or stopped. ``users.lock`` is held together by everyone who
uses it: whoever gets it alone was the last. The operating system lets go of both when their holder dies.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from petroverse.database.faults import EngineBusy

__all__ = ["UsersLock", "start_lock"]


@contextmanager
def start_lock(folder: Path, *, patience_s: float = 60.0) -> Iterator[None]:
    """Holds the right to start and stop the engine, alone.

    Raises:
        EngineBusy: Another process has held it for longer than ``patience_s``.
    """
    handle = os.open(folder / "start.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait_for(handle, patience_s, folder)
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


class UsersLock:
    """This process's share in the engine."""

    def __init__(self, folder: Path) -> None:
        self._handle: int | None = os.open(folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Gives the share back and tells whether nobody else holds one; call it under ``start_lock``."""
        if self._handle is None:
            return False
        handle, self._handle = self._handle, None
        try:
            return _taken(handle, fcntl.LOCK_EX)
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)
            os.close(handle)


def _wait_for(handle: int, patience_s: float, folder: Path) -> None:
    until = time.monotonic() + patience_s
    while not _taken(handle, fcntl.LOCK_EX):
        if time.monotonic() > until:
            raise EngineBusy(
                f"another process has been starting or stopping the engine for {patience_s:.0f} s",
                where=str(folder),
                fix="wait for it, or end it and try again",
            )
        time.sleep(0.02)


def _taken(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
