"""How processes of one home share one server: who may start or stop it, who uses it, and its end with the last of them.

``start.lock`` is held alone while the server is started, changed or stopped. ``users.lock`` is held together by whoever
uses it: who gets it alone was the last. ``alive`` is a pipe that each user holds open; its reader, which ends the
server, comes to the pipe's end when the last holder is gone, however it went.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from petroverse.bus.faults import BusBusy

__all__ = ["Share", "sole", "start_lock"]


@contextmanager
def start_lock(folder: Path, *, patience_s: float = 60.0) -> Iterator[None]:
    """Holds the right to start, change and stop the server, alone.

    Raises:
        BusBusy: Another process has held it for longer than ``patience_s``.
    """
    handle = os.open(folder / "start.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + patience_s
        while not _taken(handle):
            if time.monotonic() > until:
                raise BusBusy(
                    f"another process has been starting or stopping the bus for {patience_s:.0f} s",
                    where=str(folder),
                    fix="wait for it, or end it and try again",
                )
            time.sleep(0.01)
        yield
    finally:
        os.close(handle)


@contextmanager
def sole(path: Path) -> Iterator[bool]:
    """Whether nobody else holds this lock; where nobody does, it is held while the block runs."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _taken(handle)
    finally:
        os.close(handle)


class Share:
    """This process's share in a server.

    Args:
        folder: The server's.
    """

    def __init__(self, folder: Path) -> None:
        self._alive: int | None = os.open(folder / "alive", os.O_RDWR)
        self._users = os.open(folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._users, fcntl.LOCK_SH)

    @property
    def is_held(self) -> bool:
        """Whether it was not given back yet."""
        return self._alive is not None

    def leave(self) -> bool:
        """Gives the share back and tells whether nobody else holds one; call it under ``start_lock``."""
        alive, self._alive = self._alive, None
        if alive is None:
            return False
        try:
            return _taken(self._users)
        finally:
            os.close(self._users)
            os.close(alive)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
