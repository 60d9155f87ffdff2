"""Keeps original bytes while their files are being read: a disk that syncs need not hold up a processor that reads."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from petroverse.blobs import Blobs

__all__ = ["Keepers"]


class Keepers:
    """A few threads that put bytes into a store; use it as a context manager.

    Args:
        blobs: The store.
        at_once: How many puts run at the same time.
    """

    def __init__(self, blobs: Blobs, *, at_once: int = 4) -> None:
        self._blobs = blobs
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="keeper")
        self._waiting: list[Future[str]] = []

    def __enter__(self) -> Keepers:
        return self

    def keep(self, content: bytes) -> None:
        """Begins to keep bytes."""
        self._waiting.append(self._threads.submit(self._blobs.put, content))

    def wait(self) -> None:
        """Returns when everything so far would survive a power loss.

        Raises:
            Unavailable: Bytes could not be kept.
        """
        for each in self._waiting:
            each.result()
        self._waiting = []

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)
