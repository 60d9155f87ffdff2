"""The bus on NATS JetStream: the server in the home, or a cluster at a URL.

Stored means on the disk where the server has ``sync_interval: always``, as the embedded one has, or where a stream has
three replicas. Streams that are there are used as they are, so an operator may make ``PV`` with replicas first.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import unquote

from nats.aio.msg import Msg
from nats.js import api
from nats.js.errors import NotFoundError

from petroverse.bus.bus import Consumer, Poison, Waiting, checked_group
from petroverse.bus.faults import BusFull
from petroverse.bus.mqtt_door import MqttDoor
from petroverse.bus.nats_consumer import NatsConsumer, read
from petroverse.bus.nats_link import POISON, POISON_SUBJECT, STREAM, BusAddress, Link, Links, named_faults
from petroverse.bus.nats_member import Pulling
from petroverse.bus.nats_sending import Sent
from petroverse.bus.subjects import EVERYTHING, id_of, subject_of
from petroverse.core.messages import Message, to_bytes

__all__ = ["NatsBus"]

_PATIENCE_S: Final = 10.0
_EACH_S: Final = 0.02
"""What a slow disk may take to sync one message."""
_UNACKNOWLEDGED: Final = 20_000
"""Most messages that one group may have in hand."""
_AT_ONCE: Final = 500
_TICK: Final = timedelta(microseconds=1)
"""The server counts in nanoseconds, and what we tell of an instant is rounded."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class NatsBus:
    """A bus of one event loop, over one connection.

    Args:
        where: Gives the address; asked before each connection.

    Example:
        >>> bus = NatsBus(lambda: BusAddress(("nats://127.0.0.1:4222",)))
    """

    def __init__(self, where: Callable[[], BusAddress]) -> None:
        self._links = Links(where)
        self._door = MqttDoor(self._links)

    async def publish(self, *messages: Message) -> None:
        """See ``Bus``."""
        told = [(subject_of(each), to_bytes(each), id_of(each)) for each in messages]
        await self._store(told)

    async def consumer(
        self, group: str, wanted: str = EVERYTHING, *, since: datetime | None = None, deadline_s: float = 30.0
    ) -> Consumer:
        """See ``Bus``."""
        config = api.ConsumerConfig(
            name=checked_group(group),
            durable_name=group,
            filter_subject=wanted,
            deliver_policy=api.DeliverPolicy.BY_START_TIME if since else api.DeliverPolicy.ALL,
            opt_start_time=since - _TICK if since else None,
            ack_wait=deadline_s,
            max_ack_pending=_UNACKNOWLEDGED,
        )
        consumer = NatsConsumer(self._links, config)
        await consumer.join()
        return consumer

    async def replay(self, wanted: str = EVERYTHING, *, since: datetime) -> AsyncIterator[Message]:
        """See ``Bus``."""
        async with aclosing(self._stored(STREAM, wanted, since)) as stored:
            async for each in stored:
                message = read(each)
                if isinstance(message, Message):
                    yield message

    async def waiting(self) -> Mapping[str, Waiting]:
        """See ``Bus``."""
        groups = {each.name: each for each in await self._groups()}
        return {name: _waiting(each) for name, each in groups.items()}

    async def poison(self) -> tuple[Poison, ...]:
        """See ``Bus``."""
        async with aclosing(self._stored(POISON, f"{POISON_SUBJECT}.*", _EPOCH)) as stored:
            found = [_poison(each) async for each in stored]
        return tuple(sorted(found, key=lambda each: each.number))

    async def make_room(self) -> None:
        """See ``Bus``."""
        link = await self._links.current()
        async with named_faults():
            info = await link.streams.stream_info(STREAM)
        most, state = info.config.max_bytes or 0, info.state
        if most <= 0 or state.bytes * 2 < most:
            return
        half = state.first_seq + (state.last_seq - state.first_seq) // 2
        acknowledged = [each.ack_floor.stream_seq for each in await self._groups() if each.ack_floor]
        async with named_faults():
            await link.streams.purge_stream(STREAM, seq=min([half, *acknowledged]) + 1)

    async def open_to_devices(self) -> None:
        """Has the server keep what devices send by MQTT until it is carried; once for each store is enough.

        Raises:
            BusUnreachable: The server does not answer.
        """
        await self._door.open()

    async def carry_devices(self, *, wait_s: float = 1.0) -> int:
        """Takes what devices sent by MQTT into the stream, and gives how many messages that were.

        Args:
            wait_s: How long to wait for the first where there is none, seconds.

        Raises:
            BusFull, BusUnreachable: What is not carried is kept, and carried by a later call.
        """
        told = await self._door.taken(_AT_ONCE, wait_s)
        if told:
            await self._store(told)
            await self._door.stored()
        return len(told)

    async def close(self) -> None:
        """See ``Bus``."""
        await self._links.close()

    async def _store(self, told: Sequence[Sent]) -> None:
        link = await self._links.current()
        try:
            await self._send(link, told)
        except BusFull:
            await self.make_room()
            await self._send(link, told)

    async def _send(self, link: Link, told: Sequence[Sent]) -> None:
        async with named_faults():
            await link.until(link.sending.store(told), _PATIENCE_S + _EACH_S * len(told))

    async def _groups(self) -> list[api.ConsumerInfo]:
        link = await self._links.current()
        async with named_faults():
            found = await link.streams.consumers_info(STREAM)
        return [each for each in found if each.config.durable_name]

    async def _stored(self, stream: str, wanted: str, since: datetime) -> AsyncGenerator[Msg, None]:
        """What lies in a stream from an instant on, up to what was there when it got there."""
        link = await self._links.current()
        config = api.ConsumerConfig(
            filter_subject=wanted,
            deliver_policy=api.DeliverPolicy.BY_START_TIME,
            opt_start_time=since - _TICK,
            ack_policy=api.AckPolicy.NONE,
            inactive_threshold=timedelta(minutes=5).total_seconds(),
            mem_storage=True,
        )
        async with named_faults():
            made = await link.streams.add_consumer(stream, config)
            pulling = await Pulling.begun(link, stream, made.name)
        left = made.num_pending or 0
        try:
            while left > 0:
                async with named_faults():
                    got = await pulling.pull(min(_AT_ONCE, left), wait_s=_PATIENCE_S)
                left = left - len(got) if got else 0
                for each in got:
                    yield each
        finally:
            await pulling.end()
            await _forget(link, stream, made.name)


async def _forget(link: Link, stream: str, consumer: str) -> None:
    if link.is_alive:
        async with named_faults():
            try:
                await link.streams.delete_consumer(stream, consumer)
            except NotFoundError:
                return


def _poison(kept: Msg) -> Poison:
    told = {name: unquote(value) for name, value in (kept.headers or {}).items()}
    number = int(kept.subject.rpartition(".")[2])
    return Poison(number, told["subject"], kept.data, told["reason"], datetime.fromisoformat(told["stored-at"]))


def _waiting(group: api.ConsumerInfo) -> Waiting:
    moved_at = group.ack_floor.last_active if group.ack_floor else None
    return Waiting(group.num_pending or 0, group.num_ack_pending or 0, moved_at)
