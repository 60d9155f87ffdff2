"""One suite for every bus: in memory, NATS JetStream as the embedded server, and two buses with Kafka between them."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bus_worlds import ODA, TEMA, MemoryWorld, NatsWorld, drained, numbers, taken, told
from kafka_broker import BridgedWorld, kafka
from petroverse.bus import EVERYTHING, BusDevice, GroupRefused, SubjectRefused, Waiting, subjects
from petroverse.core.messages import LARGEST_MESSAGE, MessageNotValid, to_bytes

__all__ = ["kafka"]

DEVICE = BusDevice(ODA, "gauge-7")


MAKES = {
    "memory": lambda _: MemoryWorld(),
    "nats": lambda request: NatsWorld(request.getfixturevalue("tmp_path") / "bus"),
    "kafka": lambda request: BridgedWorld(request.getfixturevalue("kafka")),
}


@pytest.fixture(params=MAKES)
def world(request):
    made = MAKES[request.param](request)
    yield made
    made.close()


@pytest.fixture
def play(world):
    """Plays a story with a connection to the bus."""

    def played(story):
        async def whole():
            async with connected(world) as bus:
                await story(bus)

        asyncio.run(whole())

    return played


@asynccontextmanager
async def connected(world):
    bus = world.bus()
    try:
        yield bus
    finally:
        await bus.close()


def test_what_is_published_comes_as_it_was_in_order(play):
    async def story(bus):
        sent = [told(number) for number in range(50)]
        await bus.publish(*sent[:20])
        await bus.publish(*sent[20:])
        got = await taken(await bus.consumer("watch"), 50)
        assert [each.message for each in got] == sent
        assert [each.tries for each in got] == [1] * 50
        assert [each.number for each in got] == sorted(each.number for each in got)
        assert all(abs(each.stored_at - datetime.now(UTC)) < timedelta(minutes=1) for each in got)

    play(story)


def test_a_message_that_is_sent_again_is_stored_once(play):
    async def story(bus):
        await bus.publish(told(1), told(2), told(1))
        await bus.publish(told(2), told(3))
        assert numbers(await drained(await bus.consumer("watch"))) == [1, 2, 3]

    play(story)


def test_an_id_is_its_organisations_own(play):
    async def story(bus):
        await bus.publish(told(1, organisation=ODA), told(1, organisation=TEMA), told(1, id=" m-1", organisation=ODA))
        got = await drained(await bus.consumer("watch"))
        assert [(each.message.organisation, each.message.id) for each in got] == [
            (ODA, "m-1"), (TEMA, "m-1"), (ODA, " m-1")
        ]  # fmt: skip

    play(story)


def test_what_is_not_acknowledged_in_time_comes_again_and_what_is_does_not(play):
    async def story(bus):
        await bus.publish(told(1), told(2), told(3))
        consumer = await bus.consumer("watch", deadline_s=0.3)
        first, second, third = await consumer.fetch(3)
        await consumer.acknowledge(first, third)
        (again,) = await consumer.fetch(3, wait_s=3)
        assert (again.message, again.number, again.tries) == (second.message, second.number, 2)
        await consumer.acknowledge(again)
        assert await consumer.fetch(3, wait_s=0.8) == ()

    play(story)


def test_what_is_held_does_not_come_again_meanwhile(play):
    async def story(bus):
        await bus.publish(told(1))
        consumer = await bus.consumer("watch", deadline_s=0.6)
        (one,) = await consumer.fetch()
        for _ in range(4):
            await asyncio.sleep(0.3)
            await consumer.hold(one)
        assert await consumer.fetch(wait_s=0) == ()
        assert numbers(await consumer.fetch(wait_s=3)) == [1]

    play(story)


def test_what_is_given_back_comes_again_after_its_delay(play):
    async def story(bus):
        await bus.publish(told(1), told(2))
        consumer = await bus.consumer("watch")
        one, two = await consumer.fetch(2)
        await consumer.acknowledge(two)
        began = asyncio.get_running_loop().time()
        await consumer.give_back(one, delay_s=0.4)
        assert numbers(await consumer.fetch(2, wait_s=5)) == [1]
        assert 0.35 < asyncio.get_running_loop().time() - began < 3

    play(story)


def test_a_replay_gives_what_came_since_an_instant_and_moves_no_group(play):
    async def story(bus):
        await bus.publish(told(1), told(2, place="S8"))
        consumer = await bus.consumer("watch")
        await asyncio.sleep(0.05)
        since = datetime.now(UTC)
        await asyncio.sleep(0.05)
        await bus.publish(told(3), told(4, place="S8"))
        assert numbers([each async for each in bus.replay(since=since)]) == [3, 4]
        everything = since - timedelta(days=1)
        assert numbers([each async for each in bus.replay(since=everything)]) == [1, 2, 3, 4]
        of_s8 = subjects("readings", ODA, "S8")
        assert numbers([each async for each in bus.replay(of_s8, since=everything)]) == [2, 4]
        assert [each async for each in bus.replay(since=datetime.now(UTC) + timedelta(hours=1))] == []
        assert numbers(await taken(consumer, 4)) == [1, 2, 3, 4]

    play(story)


def test_a_replay_that_is_left_half_way_does_no_harm(play):
    async def story(bus):
        await bus.publish(*(told(number) for number in range(30)))
        replay = bus.replay(since=datetime(2024, 1, 1, tzinfo=UTC))
        assert numbers([await anext(replay)]) == [0]
        await replay.aclose()
        assert numbers(await taken(await bus.consumer("watch"), 30)) == list(range(30))

    play(story)


def test_members_of_one_group_share(world):
    async def story():
        async with connected(world) as ours, connected(world) as theirs:
            one, other = await ours.consumer("watch"), await theirs.consumer("watch")
            await ours.publish(*(told(number) for number in range(40)))
            got = numbers([*await one.fetch(25), *await other.fetch(25)])
            assert len(got) == 40
            assert sorted(got) == list(range(40))

    asyncio.run(story())


def test_each_group_sees_everything(play):
    async def story(bus):
        await bus.publish(*(told(number) for number in range(10)))
        for group in ("watch", "archive-2"):
            assert numbers(await taken(await bus.consumer(group), 10)) == list(range(10))

    play(story)


def test_a_group_hears_what_it_wants_alone(play):
    async def story(bus):
        mine = told(3, kind="commands/1")
        await bus.publish(told(1), told(2, organisation=TEMA), mine, told(4, place="S8"))
        for wanted, expected in [
            (EVERYTHING, [1, 2, 3, 4]),
            (subjects("readings"), [1, 2, 4]),
            (subjects(organisation=TEMA), [2]),
            (subjects("commands"), [3]),
            (subjects("readings", ODA, "S8"), [4]),
        ]:
            group = await bus.consumer(f"group-{len(expected)}-{expected[0]}", wanted)
            assert sorted(numbers(await drained(group))) == expected

    play(story)


def test_a_new_group_may_begin_at_an_instant(play):
    async def story(bus):
        await bus.publish(told(1))
        await asyncio.sleep(0.05)
        consumer = await bus.consumer("watch", since=datetime.now(UTC))
        await bus.publish(told(2))
        assert numbers(await drained(consumer)) == [2]

    play(story)


def test_who_comes_back_goes_on_where_it_was(world):
    async def story():
        async with connected(world) as bus:
            await bus.publish(*(told(number) for number in range(10)))
            consumer = await bus.consumer("watch")
            assert numbers(await taken(consumer, 4)) == [0, 1, 2, 3]
            await consumer.close()
        async with connected(world) as bus:
            await bus.publish(told(10))
            assert numbers(await taken(await bus.consumer("watch"), 7)) == list(range(4, 11))

    asyncio.run(story())


def test_how_much_waits_is_told(play):
    async def story(bus):
        assert await bus.waiting() == {}
        consumer = await bus.consumer("watch")
        await bus.consumer("idle", subjects("commands"))
        await bus.publish(*(told(number) for number in range(10)))
        one, *_ = await consumer.fetch(4)
        await consumer.acknowledge(one)
        assert await bus.waiting() == {"watch": Waiting(6, 3), "idle": Waiting(0, 0)}

    play(story)


def test_whoever_waits_hears_of_a_message_at_once(play):
    async def story(bus):
        consumer = await bus.consumer("watch")
        waiting = asyncio.create_task(consumer.fetch(wait_s=20))
        await asyncio.sleep(0.2)
        began = asyncio.get_running_loop().time()
        await bus.publish(told(1))
        assert numbers(await waiting) == [1]
        assert asyncio.get_running_loop().time() - began < 1

    play(story)


@pytest.mark.parametrize(
    "printed",
    [b"", b"\xff\x00", b"[1]", b'{"id":"m-1"}', to_bytes(told(1)).replace(b'"n":1', b'"n":NaN')],
    ids=["empty", "bytes", "list", "half", "not a number"],
)
def test_bytes_that_are_no_message_are_kept_with_the_reason_and_hold_nobody_up(world, play, printed):
    async def story(bus):
        await bus.publish(told(1))
        await world.arrive(DEVICE, printed)
        await bus.publish(told(2))
        for group in ("watch", "other"):
            consumer = await bus.consumer(group)
            assert sorted(numbers(await taken(consumer, 2))) == [1, 2]
            assert await consumer.fetch(wait_s=0.2) == ()
        (kept,) = await bus.poison()
        assert (kept.subject, kept.printed) == ("pv.readings.oda.gauge-7", printed)
        assert kept.reason
        assert abs(kept.stored_at - datetime.now(UTC)) < timedelta(minutes=1)
        assert (await bus.waiting())["watch"] == Waiting(0, 0)

    play(story)


def test_a_device_speaks_as_itself_alone(world, play):
    async def story(bus):
        fine = told(1, place="S7", source="gauge-7")
        await world.arrive(DEVICE, to_bytes(fine))
        await world.arrive(DEVICE, to_bytes(told(2, organisation=TEMA)))
        await world.arrive(DEVICE, to_bytes(told(3, source="gauge-8")))
        await world.arrive(DEVICE, to_bytes(told(4, place="gauge-7", source="gauge-8")))
        await world.arrive(DEVICE, to_bytes(told(5, kind="commands/1")))
        consumer = await bus.consumer("watch")
        assert [each.message for each in await taken(consumer, 1)] == [fine]
        assert await consumer.fetch(wait_s=0.3) == ()
        assert len(await bus.poison()) == 4

    play(story)


def test_a_message_that_is_too_large_is_refused_and_nothing_is_sent(play):
    async def story(bus):
        large = told(2, place="x" * LARGEST_MESSAGE)
        with pytest.raises(MessageNotValid, match="bytes"):
            await bus.publish(told(1), large)
        with pytest.raises(SubjectRefused):
            await bus.publish(told(1), told(2, kind="k" * 129 + "/1"))
        await bus.publish(told(3, place="y" * (LARGEST_MESSAGE - 1000)))
        assert numbers(await drained(await bus.consumer("watch"))) == [3]

    play(story)


def test_thousands_at_once_come_all_and_in_order(play):
    async def story(bus):
        await bus.publish(*(told(number, place=f"S{number % 7}") for number in range(5000)))
        assert numbers(await taken(await bus.consumer("watch"), 5000)) == list(range(5000))

    play(story)


def test_many_publishers_keep_the_order_of_each_of_their_subjects(world):
    async def story():
        async with connected(world) as ours, connected(world) as theirs:

            async def publish(bus, place):
                for number in range(40):
                    await bus.publish(told(number, place=place, id=f"{place}-{number}"))

            await asyncio.gather(*(publish(bus, f"S{n}") for n, bus in enumerate((ours, theirs) * 3)))
            got = await taken(await ours.consumer("watch"), 240)
            for place in {each.message.body["place"] for each in got}:
                assert numbers(each for each in got if each.message.body["place"] == place) == list(range(40))

    asyncio.run(story())


def test_any_name_may_be_in_a_message(play):
    names = ["a.b", "*", ">", "$SYS", "S 7/tank#1+", "Ōda–Ω", "%2E", "-", "x" * 64, "a:b\\c\"'"]

    async def story(bus):
        sent = [told(n, place=name, id=name, source=name, organisation=name) for n, name in enumerate(names)]
        await bus.publish(*sent)
        got = await taken(await bus.consumer("watch"), len(names))
        assert [each.message for each in got] == sent
        for number, name in enumerate(names):
            alone = [each async for each in bus.replay(subjects("readings", name), since=got[0].stored_at)]
            assert numbers(alone) == [number]

    play(story)


@pytest.mark.parametrize("name", ["", "Watch", "a b", "a.b", "a*", "x" * 33, "wätch"])
def test_a_name_that_no_group_can_have_is_refused(play, name):
    async def story(bus):
        with pytest.raises(GroupRefused):
            await bus.consumer(name)

    play(story)
