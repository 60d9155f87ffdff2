"""The door for passwords: few are checked at once, so that guessing starves nobody of the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from petroverse.api.errors import TooManyRequests
from petroverse.api.narrow_door import NarrowDoor
from petroverse.workflows import TooManyTries

__all__ = ["PasswordDoor"]

_AT_ONCE: Final = 2
"""Each check takes 64 MiB and a tenth of a second of a core."""
_MOST_WAITING: Final = 40

_Gotten = TypeVar("_Gotten")


class PasswordDoor:
    """Runs what checks a password, a few at a time."""

    def __init__(self) -> None:
        self._door = NarrowDoor(_AT_ONCE, _MOST_WAITING, "too many people sign in now")

    async def through(self, check: Callable[[], _Gotten]) -> _Gotten:
        """What a check gives, once it is its turn.

        Raises:
            TooManyRequests: Too many are waiting, or too many passwords were wrong under one name.
        """
        try:
            return await self._door.through(check)
        except TooManyTries as fault:
            raise TooManyRequests(fault.what, fix=fault.fix, retry_after_s=fault.retry_after_s) from fault
