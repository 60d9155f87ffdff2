"""The role ``watch``: takes what sites say from the bus, and keeps what follows from it, until it is told to stop.

Of all processes on one database one watches; the others stand by, and one of them takes over where it dies. What the
dead one had not committed is handed out again, and what it had committed is known by its id.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from petroverse.app.sole_role import beside, play
from petroverse.core.errors import Conflict, InputRefused, PetroVerseError, Unavailable
from petroverse.core.parcels import unpacked
from petroverse.workflows import Arrived, Watcher

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform
    from petroverse.bus import Bus, Consumer, Delivery
    from petroverse.core.messages import Message
    from petroverse.database import SolePart

__all__ = ["watching"]

_GROUP: Final = "watch"
_AT_ONCE: Final = 250
_WAIT_S: Final = 0.5
_DEADLINE_S: Final = 10.0
"""What a watch that died had in its hands comes to the next one after so long; a batch takes a tenth of it."""

_AGAIN_S: Final = 1.0
_TICK_S: Final = 15.0
_KEEP_S: Final = 60.0
_log: Final = logging.getLogger("petroverse.watch")


@contextlib.contextmanager
def watching(platform: Platform) -> Iterator[None]:
    """Watches sites beside whatever else the process does, while the block runs."""
    url = platform.stores.database.url
    with beside("watch", lambda stop: play(url, "watch", stop, lambda part: _begin(platform, part, stop))):
        yield


async def _begin(platform: Platform, part: SolePart, stop: threading.Event) -> None:
    from petroverse.bus import subjects

    bus = platform.bus.connect()
    watch = _Watch(Watcher(platform.stores), part, bus)
    try:
        await watch.catch_up()
        readings = await bus.consumer(_GROUP, subjects("readings"), deadline_s=_DEADLINE_S)
        commands = await bus.consumer("watch-commands", subjects("alarm_command"))
        while not stop.is_set():
            await watch.take_from(readings, wait_s=_WAIT_S)
            await watch.take_from(commands)
            await watch.in_time()
        await watch.keep()
    finally:
        await bus.close()


@dataclass(slots=True)
class _Watch:
    """One watcher at its work, and when it did last what it does now and then."""

    watcher: Watcher
    part: SolePart
    bus: Bus
    ticked_at: float = 0.0
    kept_at: float = 0.0
    taken_to: datetime | None = None
    """When the bus stored the newest message that was taken."""

    async def catch_up(self) -> None:
        """Remembers once more what was taken since the memory that was kept last."""
        from petroverse.bus import subjects

        since = await asyncio.to_thread(self.watcher.since)
        if since is None:
            return
        batch: list[Message] = []
        async for message in self.bus.replay(subjects("readings"), since=since):
            batch += _in(message)
            if len(batch) >= _AT_ONCE:
                await asyncio.to_thread(self.watcher.remember, batch)
                batch = []
        await asyncio.to_thread(self.watcher.remember, batch)

    async def take_from(self, consumer: Consumer, *, wait_s: float = 0.0) -> None:
        """Takes the next messages of a group, and lets the bus forget them when they are committed."""
        left = await consumer.fetch(_AT_ONCE, wait_s=wait_s)
        while left:
            arrived, count = _batch(left)
            try:
                await asyncio.to_thread(self._take, arrived)
            except PetroVerseError:
                await consumer.give_back(*left, delay_s=_AGAIN_S)
                raise
            self.taken_to = max(each.stored_at for each in arrived)
            await consumer.acknowledge(*left[:count])
            left = left[count:]
            await consumer.hold(*left)

    def _take(self, arrived: Sequence[Arrived]) -> None:
        """Takes messages together; where one makes that fail, one by one, and sets that one aside with the reason."""
        try:
            self.watcher.take(arrived)
        except (Unavailable, Conflict):
            raise
        except Exception as fault:  # noqa: BLE001 - whatever one message brings about, the others must be taken
            _log.exception("%d messages could not be taken together", len(arrived))
            if len(arrived) == 1:
                self.watcher.set_aside(arrived[0], f"it could not be taken: {type(fault).__name__}: {fault}")
                return
            for each in arrived:
                self._take([each])

    async def in_time(self) -> None:
        """Does what is due: looks who is silent, keeps the memory, and makes sure that this process still watches."""
        now = asyncio.get_running_loop().time()
        if now - self.ticked_at >= _TICK_S:
            self.ticked_at = now
            await asyncio.to_thread(self.part.is_ours)
            if at := await self._heard_to():
                await asyncio.to_thread(self.watcher.tick, at)
        if now - self.kept_at >= _KEEP_S:
            self.kept_at = now
            await self.keep()

    async def _heard_to(self) -> datetime | None:
        """Up to when everything that sites said was taken: with messages waiting that is not the present."""
        now = datetime.now(UTC)
        waiting = (await self.bus.waiting()).get(_GROUP)
        return self.taken_to if waiting and waiting.unseen else now

    async def keep(self) -> None:
        """Writes the memory."""
        await asyncio.to_thread(self.watcher.keep)


def _batch(deliveries: Sequence[Delivery]) -> tuple[list[Arrived], int]:
    """The messages of the first deliveries, about as many as are taken at once, and how many deliveries those are."""
    arrived: list[Arrived] = []
    for count, each in enumerate(deliveries, 1):
        arrived += [Arrived(one, each.stored_at) for one in _in(each.message)]
        if len(arrived) >= _AT_ONCE:
            return arrived, count
    return arrived, len(deliveries)


def _in(message: Message) -> tuple[Message, ...]:
    """What a parcel holds; one that cannot be opened is left to the watcher, who sets it aside."""
    try:
        return unpacked(message)
    except InputRefused:
        return (message,)
