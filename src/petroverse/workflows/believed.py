"""What is believed for a moment without looking again: who asks. A change made in this process is seen at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, Generic, TypeVar

__all__ = ["TRUST_S", "Believed"]

TRUST_S: Final = 5.0
"""The longest that a change made by another process, such as a revoked token, goes unseen here."""

_MOST: Final = 10_000

_Value = TypeVar("_Value")


class Believed(Generic[_Value]):
    """Values that are looked up again after a moment. Safe to use from many threads.

    Args:
        trust_s: How long a value is believed.
        seconds: Gives a time that only grows, in seconds.
    """

    def __init__(self, trust_s: float = TRUST_S, seconds: Callable[[], float] = time.monotonic) -> None:
        self._trust_s = trust_s
        self._seconds = seconds
        self._values: dict[object, tuple[float, _Value]] = {}
        self._changes = 0
        self._lock = threading.Lock()

    def get(self, key: object, look: Callable[[], _Value]) -> _Value:
        """What is believed under a key, or what a look gives now; a look that raises is not remembered.

        A look that began before something changed is not believed either.
        """
        value = self.peek(key)
        if value is not None:
            return value
        began, seen = self._seconds(), self._changes
        found = look()
        with self._lock:
            if seen == self._changes:
                if len(self._values) >= _MOST:
                    self._values.clear()
                self._values[key] = (began + self._trust_s, found)
        return found

    def peek(self, key: object) -> _Value | None:
        """What is believed under a key, at once; None where it must be looked up."""
        until, value = self._values.get(key, (0.0, None))
        return value if until > self._seconds() else None

    def forget(self) -> None:
        """Believes nothing any more: something changed."""
        with self._lock:
            self._changes += 1
            self._values.clear()
