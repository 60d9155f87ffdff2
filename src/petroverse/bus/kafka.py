"""The bridge to Kafka, both ways: what the bus stores goes out, and what others write into topics comes in.

    bus ──group "kafka"──▶ topic <prefix>.<kind>     key: the subject; header ``petroverse-id``: the message's id
    topics of others ──offsets of a group──▶ bus

Both ways are at least once. A message is acknowledged to the bus when the brokers have it (all in-sync replicas), an
offset is committed when the bus has the messages on its disk; so a kill at any moment repeats some and loses none.
Whoever reads a topic keeps a message by its ``petroverse-id``, which is the same whenever it comes. The key keeps the
order of a subject, but for messages that are sent again. A parcel goes out as the messages that are in it.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from petroverse.bus.bus import Bus, Delivery
from petroverse.bus.faults import KafkaMissing, KafkaUnreachable
from petroverse.bus.subjects import EVERYTHING, id_of, subject_of
from petroverse.core.errors import InputRefused
from petroverse.core.messages import Message, to_bytes
from petroverse.core.parcels import unpacked

if TYPE_CHECKING:
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

__all__ = ["KafkaAddress", "KafkaBridge", "topic_for"]

ID_HEADER: Final = "petroverse-id"
_AT_ONCE: Final = 500
_WAIT_S: Final = 0.25
_DEADLINE_S: Final = 60.0
_LOOK_S: Final = 60.0
"""How often it is asked whether a topic has more partitions, or is there by now."""

Admit = Callable[[bytes], Message]
"""Reads what stood in a topic; raises InputRefused where it may not come in."""

Aside = Callable[[str, bytes, str], Awaitable[None]]
"""Keeps what may not come in: where it stood, its bytes, and why."""


@dataclass(frozen=True, slots=True)
class KafkaAddress:
    """Where brokers answer, and how one signs in.

    Attributes:
        servers: Each as ``host:9092``.
        tls: What decides whom to trust; None for no TLS.
        user: Whom to sign in as (SCRAM-SHA-512); empty for nobody.
        password: With which password.
    """

    servers: tuple[str, ...]
    tls: ssl.SSLContext | None = None
    user: str = ""
    password: str = field(default="", repr=False)

    def options(self) -> dict[str, Any]:
        """As the client wants it."""
        kind = ("SASL_" if self.user else "") + ("SSL" if self.tls else "PLAINTEXT")
        signing_in = {"sasl_mechanism": "SCRAM-SHA-512", "sasl_plain_username": self.user}
        secret = {"sasl_plain_password": self.password}
        return {
            "bootstrap_servers": list(self.servers),
            "security_protocol": kind,
            "ssl_context": self.tls,
            **(signing_in | secret if self.user else {}),
        }


def topic_for(prefix: str, message: Message) -> str:
    """The topic that a message goes out to.

    Example:
        >>> from datetime import UTC, datetime
        >>> at = datetime(2024, 3, 1, tzinfo=UTC)
        >>> topic_for("petroverse", Message("1", "readings/1", at, at, "oda", "gauge-7", {}))
        'petroverse.readings'
    """
    return f"{prefix}.{message.kind.partition('/')[0]}"


class KafkaBridge:
    """A bridge between a bus and Kafka; one of an event loop.

    Args:
        bus: What is bridged.
        address: Where the brokers are.
        group: As what the bridge keeps its offsets at the brokers; its group at the bus is ``kafka``.
    """

    def __init__(self, bus: Bus, address: KafkaAddress, *, group: str = "petroverse") -> None:
        self._bus = bus
        self._address = address
        self._group = group

    async def send(self, prefix: str, stop: asyncio.Event, *, wanted: str = EVERYTHING) -> None:
        """Sends what the bus stores out, from where it left off.

        Args:
            prefix: Of the topics.
            stop: Ends it within a moment.
            wanted: What of the bus; see ``subjects``.

        Raises:
            KafkaMissing, KafkaUnreachable, BusUnreachable: What was not acknowledged is sent again by the next call.
        """
        consumer = await self._bus.consumer("kafka", wanted, deadline_s=_DEADLINE_S)
        async with self._producer() as producer:
            while not stop.is_set():
                deliveries = await consumer.fetch(_AT_ONCE, wait_s=_WAIT_S)
                try:
                    with _named():
                        await _sent(producer, prefix, deliveries)
                except KafkaUnreachable:
                    await consumer.give_back(*deliveries)
                    raise
                await consumer.acknowledge(*deliveries)

    async def receive(self, topics: Sequence[str], stop: asyncio.Event, *, admit: Admit, aside: Aside) -> None:
        """Takes in what stands in topics, from the committed offsets on.

        Args:
            topics: Their names; one that is not there yet is waited for.
            stop: Ends it within a moment.
            admit: Reads a value.
            aside: Keeps one that may not come in.

        Raises:
            KafkaMissing, KafkaUnreachable, BusUnreachable, BusFull: What was not committed is read again.
        """
        loop = asyncio.get_running_loop()
        async with self._consumer() as consumer:
            looked_at = float("-inf")
            while not stop.is_set():
                if not consumer.assignment() or loop.time() - looked_at > _LOOK_S:
                    looked_at = loop.time()
                    await _assign(consumer, topics)
                with _named():
                    got = await consumer.getmany(timeout_ms=int(_WAIT_S * 1000), max_records=_AT_ONCE)
                for partition, records in got.items():
                    await self._take(partition, records, admit, aside)
                    with _named():
                        await consumer.commit({partition: records[-1].offset + 1})

    async def _take(self, partition: TopicPartition, records: Sequence[Any], admit: Admit, aside: Aside) -> None:
        messages = []
        for each in records:
            try:
                messages.append(admit(each.value or b""))
            except InputRefused as fault:
                where = f"kafka {partition.topic}/{partition.partition}/{each.offset}"
                await aside(where, each.value or b"", str(fault))
        if messages:
            await self._bus.publish(*messages)

    @contextlib.asynccontextmanager
    async def _producer(self) -> AsyncIterator[AIOKafkaProducer]:
        with _client():
            from aiokafka import AIOKafkaProducer
        producer = AIOKafkaProducer(**self._address.options(), acks="all", linger_ms=5, max_request_size=1 << 20)
        try:
            with _named():
                await producer.start()
            yield producer
        finally:
            await producer.stop()

    @contextlib.asynccontextmanager
    async def _consumer(self) -> AsyncIterator[AIOKafkaConsumer]:
        with _client():
            from aiokafka import AIOKafkaConsumer
        consumer = AIOKafkaConsumer(
            **self._address.options(), group_id=self._group, enable_auto_commit=False, auto_offset_reset="earliest",
        )  # fmt: skip
        try:
            with _named():
                await consumer.start()
            yield consumer
        finally:
            await consumer.stop()


async def _sent(producer: AIOKafkaProducer, prefix: str, deliveries: Sequence[Delivery]) -> None:
    """Returns when the brokers have all of it."""
    going = []
    for each in (one for delivery in deliveries for one in _messages(delivery.message)):
        headers = [(ID_HEADER, id_of(each).encode())]
        topic, key = topic_for(prefix, each), subject_of(each).encode()
        going.append(await producer.send(topic, to_bytes(each), key=key, headers=headers))
    for each in going:
        await each


def _messages(message: Message) -> tuple[Message, ...]:
    try:
        return unpacked(message)
    except InputRefused:
        return (message,)


async def _assign(consumer: AIOKafkaConsumer, topics: Sequence[str]) -> None:
    """Takes every partition that there is; one bridge takes them all, so nobody has to share them out."""
    from aiokafka import TopicPartition

    with _named():
        await consumer.topics()  # asks the brokers anew
        found = {TopicPartition(name, each) for name in topics for each in consumer.partitions_for_topic(name) or ()}
        if found != consumer.assignment():
            consumer.assign(sorted(found))
    if not found:
        await asyncio.sleep(_WAIT_S)


@contextlib.contextmanager
def _client() -> Iterator[None]:
    try:
        yield
    except ImportError as fault:
        raise KafkaMissing("this installation does not speak Kafka", fix="pip install 'petroverse[kafka]'") from fault


@contextlib.contextmanager
def _named() -> Iterator[None]:
    from aiokafka.errors import KafkaError

    try:
        yield
    except (KafkaError, OSError) as fault:
        what = f"the brokers cannot be used: {fault or type(fault).__name__}"
        raise KafkaUnreachable(what, where="kafka", fix="see that they run; it is tried again") from fault
