"""A door for work that is dear: a little of it at once, so that nobody starves the others of the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from petroverse.api.errors import TooManyRequests

__all__ = ["NarrowDoor"]

_Gotten = TypeVar("_Gotten")


class NarrowDoor:
    """Does work a few pieces at a time; whoever comes to a full queue is asked to come back.

    Args:
        at_once: How many pieces.
        most_waiting: How many more may wait; they take no thread meanwhile.
        what: What whoever comes too late is told.
    """

    def __init__(self, at_once: int, most_waiting: int, what: str) -> None:
        self._at_once, self._most, self._what = at_once, at_once + most_waiting, what
        self._inside = 0
        self._limiter: CapacityLimiter | None = None

    async def through(self, work: Callable[[], _Gotten]) -> _Gotten:
        """What the work gives, once it is its turn.

        Raises:
            TooManyRequests: Too many are waiting.
        """
        if self._limiter is None:  # it belongs to the running loop
            self._limiter = CapacityLimiter(self._at_once)
        if self._inside >= self._most:
            raise TooManyRequests(self._what, fix="try again in a few seconds", retry_after_s=3)
        self._inside += 1
        try:
            return await run_sync(work, limiter=self._limiter)
        finally:
            self._inside -= 1
