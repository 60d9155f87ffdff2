"""The role ``watch``: takes what sites say from the bus, and keeps what follows from it, until it is told to stop.

Of all processes on one database one watches; the others stand by, and one of them takes over where it dies. What the
dead one had not committed is handed out again, and what it had committed is known by its id.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import threading
from collections.abc import Awaitable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from petroverse.app.sole_role import beside, play
from petroverse.core.errors import Conflict, InputRefused, PetroVerseError, Unavailable
from petroverse.core.parcels import unpacked
from petroverse.workflows import Arrived, Decided, Watcher

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform
    from petroverse.bus import Bus, Consumer, Delivery
    from petroverse.core.messages import Message
    from petroverse.database import SolePart

__all__ = ["watch_over", "watching"]

_GROUP: Final = "watch"
_AT_ONCE: Final = 250
_MOST_DECIDED: Final = 4
"""So many batches may be decided and not committed; then deciding waits for the database."""

_WAIT_S: Final = 0.5
_LOOK_S: Final = 1.0
_DEADLINE_S: Final = 10.0
"""What a watch that died had in its hands comes to the next one after so long; a batch takes a tenth of it."""

_AGAIN_S: Final = 1.0
_TICK_S: Final = 15.0
_KEEP_S: Final = 300.0
"""Each site's memory is written once in so long, some sites at each look: a beginning takes in what came since then."""

_MOST_NEW: Final = 50_000
"""What is remembered is millions of small values without cycles; to look through them for cycles whenever a few hundred
are new takes half of the processor time."""

_log: Final = logging.getLogger("petroverse.watch")


@contextlib.contextmanager
def watching(platform: Platform) -> Iterator[None]:
    """Watches sites beside whatever else the process does, while the block runs."""
    url = platform.stores.database.url
    with beside("watch", lambda stop: play(url, "watch", stop, lambda part: _begin(platform, part, stop))):
        yield


async def _begin(platform: Platform, part: SolePart, stop: threading.Event) -> None:
    await watch_over(Watcher(platform.stores), part, platform.bus.connect(), stop)


async def watch_over(watcher: Watcher, part: SolePart, bus: Bus, stop: threading.Event) -> None:
    """Takes what comes on a bus, and gives it back when it ends.

    Args:
        watcher: Decides and commits; of this call alone.
        part: By which no other process does the same.
        bus: Closed at the end.
        stop: Ends it, when what is in hand is committed.
    """
    from petroverse.bus import subjects

    watch = _Watch(watcher, part, bus)
    try:
        await watch.catch_up()
        gc.set_threshold(_MOST_NEW, *gc.get_threshold()[1:])
        readings = await bus.consumer(_GROUP, subjects("readings"), deadline_s=_DEADLINE_S)
        commands = await bus.consumer("watch-commands", subjects("alarm_command"))
        while not stop.is_set():
            await watch.go_on(readings, wait_s=_WAIT_S)
            await watch.in_time(commands)
        await watch.settled()
        await watch.keep()
    finally:
        await watch.end()


@dataclass(slots=True, eq=False)
class _InHand:
    """Messages that were given out and are not committed, and what was decided over them; None before that."""

    consumer: Consumer
    deliveries: Sequence[Delivery]
    arrived: Sequence[Arrived]
    decided: Sequence[Decided] | None = None


@dataclass(slots=True)
class _Watch:
    """One watcher at its work, and when it did last what it does now and then."""

    watcher: Watcher
    part: SolePart
    bus: Bus
    looked_at: float = 0.0
    ticked_at: float = 0.0
    taken_to: datetime | None = None
    """When the bus stored the newest message that was taken."""
    in_hand: list[_InHand] = field(default_factory=list)
    committing: asyncio.Task[None] | None = None

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

    async def go_on(self, consumer: Consumer, *, wait_s: float = 0.0) -> None:
        """Decides over the next messages of a group while those before them are being committed."""
        if self.committing is not None and self.committing.done():
            await self.settled()
        new = [_InHand(consumer, *each) for each in _batches(await consumer.fetch(_AT_ONCE, wait_s=wait_s))]
        self.in_hand += new
        while waiting := [each for each in new if each in self.in_hand and each.decided is None]:
            await self._decide(waiting[0])
            await consumer.hold(*(one for each in waiting[1:] for one in each.deliveries))

    async def settled(self) -> None:
        """Waits until all that was decided is committed."""
        committing, self.committing = self.committing, None
        if committing is not None:
            await self._tried(committing)

    async def end(self) -> None:
        """Lets what is being committed end, has the bus give again what was not, and lets it go."""
        if self.committing is not None:
            await asyncio.gather(self.committing, return_exceptions=True)
        with contextlib.suppress(PetroVerseError):
            for each in self.in_hand:
                await each.consumer.give_back(*each.deliveries, delay_s=_AGAIN_S)
        await self.bus.close()

    async def _decide(self, each: _InHand) -> None:
        await self._tried(self._decided(each))
        if self.committing is not None and (self.committing.done() or len(self.in_hand) > _MOST_DECIDED):
            await self.settled()
        if self.in_hand and self.committing is None:
            self.committing = asyncio.create_task(self._commit())

    async def _decided(self, each: _InHand) -> None:
        each.decided = await asyncio.to_thread(self.watcher.decide, each.arrived)

    async def _tried(self, work: Awaitable[None]) -> None:
        """Waits for work; where a message makes it fail, all that is in hand is taken apart."""
        try:
            await work
        except (Unavailable, Conflict):
            raise
        except Exception:  # noqa: BLE001 - whatever one message brings about, the others must be taken
            _log.exception("%d batches could not be taken together", len(self.in_hand))
            await self.settled()
            self.watcher.forget()
            for each in self.in_hand.copy():
                await asyncio.to_thread(self._take, each.arrived)
                await self._done(each)

    async def _commit(self) -> None:
        """Commits what is decided, and what was decided meanwhile, as long as there is something."""
        while together := [each for each in self.in_hand if each.decided is not None]:
            decided = [part for each in together for part in each.decided or ()]
            await asyncio.to_thread(self.watcher.commit, decided)
            for each in together:
                await self._done(each)

    async def _done(self, each: _InHand) -> None:
        self.in_hand.remove(each)
        self.taken_to = max(one.stored_at for one in each.arrived)
        await each.consumer.acknowledge(*each.deliveries)

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

    async def in_time(self, commands: Consumer) -> None:
        """Does what is due: hears what people say on the bus, keeps some of the memory, and looks who is silent."""
        now = asyncio.get_running_loop().time()
        if now - self.looked_at < _LOOK_S:
            return
        share, self.looked_at = min((now - self.looked_at) / _KEEP_S, 1.0), now
        await self.go_on(commands)
        await self.keep(share)
        if now - self.ticked_at >= _TICK_S:
            self.ticked_at = now
            await self.settled()
            await asyncio.to_thread(self.part.is_ours)
            if at := await self._heard_to():
                await asyncio.to_thread(self.watcher.tick, at)

    async def _heard_to(self) -> datetime | None:
        """Up to when everything that sites said was taken: with messages waiting that is not the present."""
        now = datetime.now(UTC)
        waiting = (await self.bus.waiting()).get(_GROUP)
        return self.taken_to if waiting and waiting.unseen else now

    async def keep(self, share: float = 1.0) -> None:
        """Writes the memory of some sites, or of all."""
        await asyncio.to_thread(self.watcher.keep, share)


def _batches(deliveries: Sequence[Delivery]) -> Iterator[tuple[Sequence[Delivery], list[Arrived]]]:
    """Deliveries with their messages, about as many together as are taken at once: a parcel holds hundreds."""
    arrived: list[Arrived] = []
    begin = 0
    for count, each in enumerate(deliveries, 1):
        arrived += [Arrived(one, each.stored_at) for one in _in(each.message)]
        if len(arrived) >= _AT_ONCE or count == len(deliveries):
            yield deliveries[begin:count], arrived
            begin, arrived = count, []


def _in(message: Message) -> tuple[Message, ...]:
    """What a parcel holds; one that cannot be opened is left to the watcher, who sets it aside."""
    try:
        return unpacked(message)
    except InputRefused:
        return (message,)
