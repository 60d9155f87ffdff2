"""The door for passwords: few are checked at once, so that guessing starves nobody of the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from petroverse.api.errors import TooManyRequests
from petroverse.workflows import TooManyTries

__all__ = ["PasswordDoor"]

_AT_ONCE: Final = 2
"""Each check takes 64 MiB and a tenth of a second of a core."""
_MOST_WAITING: Final = 40

_Gotten = TypeVar("_Gotten")


class PasswordDoor:
    """Runs what checks a password, a few at a time; whoever comes to a full queue is asked to come back."""

    def __init__(self) -> None:
        self._limiter: CapacityLimiter | None = None

    async def through(self, check: Callable[[], _Gotten]) -> _Gotten:
        """What a check gives, once it is its turn.

        Raises:
            TooManyRequests: Too many are waiting, or too many passwords were wrong under one name.
        """
        if self._limiter is None:  # it belongs to the running loop
            self._limiter = CapacityLimiter(_AT_ONCE)
        if self._limiter.statistics().tasks_waiting >= _MOST_WAITING:
            raise TooManyRequests("too many people sign in now", fix="try again in a few seconds", retry_after_s=3)
        try:
            return await run_sync(check, limiter=self._limiter)
        except TooManyTries as fault:
            raise TooManyRequests(fault.what, fix=fault.fix, retry_after_s=fault.retry_after_s) from fault
