"""A console that stands on loopback while a test asks over HTTP or in a browser."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue

from gauge_peers import world
from petroverse.gauges.veeder_root import TlsDevice

__all__ = ["standing_console"]


@contextmanager
def standing_console(security: str = "") -> Iterator[str]:
    """Gives where it answers, from a loop of its own; its tanks are those of ``world``."""
    told: Queue[tuple[str, asyncio.AbstractEventLoop, asyncio.Event]] = Queue()

    async def stand() -> None:
        over = asyncio.Event()
        standing = await TlsDevice(world(), security=security).serve()
        told.put((standing.address, asyncio.get_running_loop(), over))
        await over.wait()
        standing.close()

    thread = threading.Thread(target=asyncio.run, args=(stand(),))
    thread.start()
    address, loop, over = told.get(timeout=30)
    try:
        yield address
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
