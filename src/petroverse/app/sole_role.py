"""A part that one process of all on a database plays, in a thread beside whatever else that process does.

The others stand by, and one of them takes over where it dies.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any, Final

from petroverse.core.errors import PetroVerseError
from petroverse.database import SolePart, sole_part

__all__ = ["beside", "play"]

_STAND_BY_S: Final = 2.0
_AGAIN_S: Final = 1.0
_JOIN_S: Final = 20.0


@contextlib.contextmanager
def beside(name: str, work: Callable[[threading.Event], Coroutine[Any, Any, None]]) -> Iterator[None]:
    """Works in a thread of its own while the block runs.

    Args:
        name: Of the thread.
        work: What is done, until the event that it is given is set.
    """
    stop = threading.Event()
    hand = threading.Thread(target=lambda: asyncio.run(work(stop)), name=name, daemon=True)
    hand.start()
    try:
        yield
    finally:
        stop.set()
        hand.join(_JOIN_S)


async def play(url: str, name: str, stop: threading.Event, part: Callable[[SolePart], Awaitable[None]]) -> None:
    """Plays a part while no other process does; the bus or the database may go away and come back: it begins anew.

    Args:
        url: The database.
        name: The part, and whose log it is told in.
        stop: Ends it.
        part: What is done once the part is ours; it ends when ``stop`` is set.
    """
    log = logging.getLogger(f"petroverse.{name}")
    while not stop.is_set():
        try:
            with sole_part(url, name) as ours:
                while not stop.is_set() and not await asyncio.to_thread(ours.is_ours):
                    await asyncio.sleep(_STAND_BY_S)
                if not stop.is_set():
                    await part(ours)
        except PetroVerseError as fault:
            if not stop.is_set():
                log.warning("it begins anew: %s", fault)
                await asyncio.sleep(_AGAIN_S)
        except Exception:
            log.exception("it begins anew after something that nobody foresaw")
            await asyncio.sleep(_AGAIN_S)
