"""Answers kept in memory, the least recently asked going first; a changed fact changes the key, so none is ever old."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, Generic, TypeVar

__all__ = ["Kept"]

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_BYTES: Final = 64 << 20


class Kept(Generic[_Key, _Value]):
    """A bounded memory. Safe to use from many threads.

    Args:
        most_bytes: How much it may hold.

    Attributes:
        hits: How often something was kept when it was asked for.
        misses: How often nothing was.
    """

    def __init__(self, most_bytes: int = _BYTES) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._values: OrderedDict[_Key, tuple[_Value, int]] = OrderedDict()
        self._making: dict[_Key, Future[_Value]] = {}
        self._lock = threading.Lock()
        self.hits = 0
        self.misses = 0

    def get(self, key: _Key) -> _Value | None:
        """What is kept under a key; None where nothing is."""
        with self._lock:
            if key not in self._values:
                self.misses += 1
                return None
            self.hits += 1
            self._values.move_to_end(key)
            return self._values[key][0]

    def made(self, key: _Key, make: Callable[[], _Value], size: Callable[[_Value], int]) -> _Value:
        """What is kept under a key, or else is made now and kept; who asks for it meanwhile waits for the same one.

        Args:
            key: Its name.
            make: Makes it; what it raises, everybody who waits is told.
            size: Its bytes.
        """
        kept = self.get(key)
        if kept is not None:
            return kept
        with self._lock:
            others = self._making.get(key)
            own = self._making.setdefault(key, Future())
        if others is not None:
            return others.result()
        try:
            value = make()
            self.keep(key, value, size(value))
            own.set_result(value)
        except BaseException as fault:
            own.set_exception(fault)
            raise
        finally:
            with self._lock:
                del self._making[key]
        return value

    def keep(self, key: _Key, value: _Value, size: int) -> None:
        """Keeps a value of so many bytes; one that is too large alone is not kept."""
        if size > self._most // 4:
            return
        with self._lock:
            self._bytes += size - self._values.pop(key, (value, 0))[1]
            self._values[key] = (value, size)
            while self._bytes > self._most:
                _, (_, gone) = self._values.popitem(last=False)
                self._bytes -= gone
