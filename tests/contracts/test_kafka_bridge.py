"""The bridge to Kafka, against a broker that speaks its protocol (it is not Apache Kafka)."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from bus_worlds import ODA, TEMA, drained, numbers, taken, told
from kafka_broker import kafka
from petroverse.bus import KafkaAddress, KafkaBridge, KafkaUnreachable, MemoryBus, subject_of
from petroverse.core.messages import Message, from_bytes, to_bytes
from petroverse.core.parcels import packed
from petroverse.core.readings import READINGS, Reading, SiteReadings, to_body

__all__ = ["kafka"]

AT = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)


class Lines:
    """Two buses with Kafka between them, and what was set aside on the way."""

    def __init__(self, address: str) -> None:
        self.address = KafkaAddress((address,))
        self.near, self.far = MemoryBus(), MemoryBus()
        self.prefix = f"t{secrets.token_hex(4)}"
        self.aside: list[tuple[str, bytes, str]] = []

    @property
    def topic(self) -> str:
        return f"{self.prefix}.readings"

    async def make(self, partitions: int = 3) -> None:
        admin = AIOKafkaAdminClient(bootstrap_servers=list(self.address.servers))
        await admin.start()
        await admin.create_topics([NewTopic(self.topic, partitions, 1)])
        await admin.close()

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[None]:
        async with _going(partial(KafkaBridge(self.near, self.address).send, self.prefix)):
            yield

    @asynccontextmanager
    async def receiving(self, group: str = "petroverse") -> AsyncIterator[None]:
        async def keep(where: str, value: bytes, why: str) -> None:
            self.aside.append((where, value, why))

        bridge = KafkaBridge(self.far, self.address, group=f"{group}-{self.prefix}")
        async with _going(partial(bridge.receive, [self.topic], admit=from_bytes, aside=keep)):
            yield

    async def refused(self) -> None:
        """Receives until the far bus has refused something."""
        async with self.receiving(), asyncio.timeout(30):
            while self.far.refuses:
                await asyncio.sleep(0.05)

    async def records(self, count: int) -> list:
        """What stands in the topic, as any other program reads it."""
        consumer = AIOKafkaConsumer(bootstrap_servers=list(self.address.servers), auto_offset_reset="earliest")
        await consumer.start()
        try:
            await consumer.topics()
            consumer.assign([TopicPartition(self.topic, n) for n in consumer.partitions_for_topic(self.topic)])
            found: list = []
            async with asyncio.timeout(30):
                while len(found) < count:
                    for some in (await consumer.getmany(timeout_ms=200)).values():
                        found += some
            return found
        finally:
            await consumer.stop()

    async def write(self, *values: bytes) -> None:
        async with AIOKafkaProducer(bootstrap_servers=list(self.address.servers)) as producer:
            for each in values:
                await producer.send_and_wait(self.topic, each, partition=0)


@asynccontextmanager
async def _going(way: Callable[[asyncio.Event], Awaitable[None]]) -> AsyncIterator[None]:
    over = asyncio.Event()
    task = asyncio.ensure_future(way(over))
    try:
        yield
    finally:
        over.set()
        await task


Story = Callable[[Lines], Awaitable[None]]


@pytest.fixture
def play(kafka: str) -> Callable[[Story], None]:
    def played(story: Story) -> None:
        async def whole() -> None:
            lines = Lines(kafka)
            await lines.make()
            await story(lines)

        asyncio.run(whole())

    return played


def test_what_one_bus_stores_the_other_has_each_subject_in_its_order(play):
    async def story(lines: Lines) -> None:
        await lines.near.publish(*(told(n, place=f"S{n % 7}") for n in range(200)))
        async with lines.sending(), lines.receiving():
            got = await taken(await lines.far.consumer("watch"), 200)
            await lines.near.publish(told(200))
            (last,) = await taken(await lines.far.consumer("watch"), 1)
        assert sorted(numbers(got)) == list(range(200))
        assert last.message == told(200)
        for place in range(7):
            own = [each for each in got if each.message.body["place"] == f"S{place}"]
            assert numbers(own) == list(range(place, 200, 7))

    play(story)


def test_a_record_is_known_by_its_id_and_keyed_by_its_subject(play):
    async def story(lines: Lines) -> None:
        sent = [told(1), told(1, organisation=TEMA), told(2, place="S8")]
        await lines.near.publish(*sent)
        async with lines.sending():
            records = await lines.records(3)
        found = {dict(each.headers)["petroverse-id"]: each for each in records}
        assert set(found) == {b"oda/m-1", b"tema/m-1", b"oda/m-2"}
        for each in sent:
            record = found[f"{each.organisation}/{each.id}".encode()]
            assert (record.key, record.value) == (subject_of(each).encode(), to_bytes(each))

    play(story)


def test_who_comes_back_goes_on_where_it_was_both_ways(play):
    async def story(lines: Lines) -> None:
        far = await lines.far.consumer("watch")
        for first in (0, 10, 20):
            await lines.near.publish(*(told(n) for n in range(first, first + 10)))
            async with lines.sending():
                await lines.records(first + 10)
            async with lines.receiving():
                assert numbers(await taken(far, 10)) == list(range(first, first + 10))
        async with lines.receiving():
            assert await far.fetch(wait_s=1.5) == ()
        assert len(await lines.records(30)) == 30
        async with lines.receiving("another"):  # it begins at the beginning, and the bus knows the ids
            await asyncio.sleep(1.5)
        assert await drained(far) == []

    play(story)


def test_what_was_not_committed_comes_again_under_the_same_ids(play):
    async def story(lines: Lines) -> None:
        class Full(MemoryBus):
            """It has no room the first time."""

            refuses = True

            async def publish(self, *messages: Message) -> None:
                if self.refuses:
                    self.refuses = False
                    raise KafkaUnreachable("there is no room")
                await super().publish(*messages)

        lines.far = Full()
        await lines.near.publish(*(told(n) for n in range(20)))
        async with lines.sending():
            await lines.records(20)
        with pytest.raises(KafkaUnreachable):
            await lines.refused()
        async with lines.receiving():
            assert numbers(await taken(await lines.far.consumer("watch"), 20)) == list(range(20))

    play(story)


def test_what_may_not_come_in_is_kept_with_the_reason_and_holds_nobody_up(play):
    async def story(lines: Lines) -> None:
        await lines.write(to_bytes(told(1)), b"", b"\xff", b"{}", to_bytes(told(2)))
        async with lines.receiving():
            assert numbers(await taken(await lines.far.consumer("watch"), 2)) == [1, 2]
        assert [value for _, value, _ in lines.aside] == [b"", b"\xff", b"{}"]
        assert [where for where, _, _ in lines.aside] == [f"kafka {lines.topic}/0/{n}" for n in (1, 2, 3)]
        assert all(why for _, _, why in lines.aside)

    play(story)


def test_a_parcel_goes_out_as_what_is_in_it(play):
    def reading(number: int) -> Message:
        body = to_body(SiteReadings("S7", (Reading("S7/1", AT, number / 10),)))
        return Message(f"r-{number}", READINGS, AT, AT, ODA, "s7", body)

    async def story(lines: Lines) -> None:
        messages = [reading(n) for n in range(5)]
        await lines.near.publish(*packed(messages))
        async with lines.sending():
            assert [from_bytes(each.value) for each in await lines.records(5)] == messages

    play(story)


def test_brokers_that_are_not_there_are_named():
    async def whole() -> None:
        bridge = KafkaBridge(MemoryBus(), KafkaAddress(("127.0.0.1:9",)))
        with pytest.raises(KafkaUnreachable, match="brokers"):
            await bridge.send("petroverse", asyncio.Event())
        with pytest.raises(KafkaUnreachable):
            await bridge.receive(["t"], asyncio.Event(), admit=from_bytes, aside=lambda *_: asyncio.sleep(0))

    asyncio.run(whole())
