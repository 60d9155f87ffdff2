"""Ends statements that run longer than they may: one thread watches all of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Deadlines"]


class Deadlines:
    """Calls ``interrupt`` of what is still running at its deadline. Safe to use from many threads.

    A thread of its own begins with the first deadline; one that passes as others are kept costs two locks, no thread.
    """

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._running: dict[object, tuple[float, Callable[[], object]]] = {}
        self._wakes_at = float("inf")
        self._watcher: threading.Thread | None = None
        self._is_over = False

    @contextmanager
    def after(self, seconds: float, interrupt: Callable[[], object]) -> Iterator[None]:
        """Interrupts what the block does if it does it for longer; never once the block has ended."""
        mark, until = object(), time.monotonic() + seconds
        with self._change:
            self._running[mark] = (until, interrupt)
            if self._watcher is None:
                self._watcher = threading.Thread(target=self._watch, name="deadlines", daemon=True)
                self._watcher.start()
            elif until < self._wakes_at:
                self._change.notify()
        try:
            yield
        finally:
            with self._change:  # waits for an interrupt that is under way, so that it cannot end what comes next
                self._running.pop(mark, None)

    def close(self) -> None:
        """Ends the thread."""
        with self._change:
            self._is_over = True
            self._change.notify()
        if self._watcher:
            self._watcher.join()

    def _watch(self) -> None:
        with self._change:
            while not self._is_over:
                now = time.monotonic()
                for mark in [mark for mark, (until, _) in self._running.items() if until <= now]:
                    self._running.pop(mark)[1]()
                self._wakes_at = min((until for until, _ in self._running.values()), default=float("inf"))
                is_idle = self._wakes_at == float("inf")
                self._change.wait(None if is_idle else max(self._wakes_at - time.monotonic(), 0.0))
