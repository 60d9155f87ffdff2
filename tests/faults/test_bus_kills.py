"""The bus's server killed at any moment: what was acknowledged is consumed, at least once, and stored once."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import aiomqtt
import pytest

from bus_worlds import KEY, ODA, NatsWorld, mqtt, numbers, told
from killable import Begin
from petroverse.bus import BusDevice, BusUnreachable, NatsBus, ServerSettings, open_server
from petroverse.core.messages import to_bytes

KILLS = int(os.environ.get("PETROVERSE_SOAK", "4"))
SEED = int(os.environ.get("PETROVERSE_SEED", "7"))
DEVICE = BusDevice(ODA, "gauge-7")
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)

# A process that uses the server, as one of several, until it is killed.
USER = f"""
import sys, time
from pathlib import Path
from petroverse.bus import ServerSettings, open_server
server = open_server(ServerSettings(Path(sys.argv[1]), {KEY!r}))
print("ready", flush=True)
time.sleep(600)
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[NatsWorld]:
    made = NatsWorld(tmp_path / "bus")
    yield made
    made.close()


def kill_server(folder: Path) -> None:
    os.kill(int((folder / "server.pid").read_text()), signal.SIGKILL)


@contextmanager
def killed_again_and_again(
    world: NatsWorld, folder: Path, over: threading.Event, acknowledged: list[int]
) -> Iterator[None]:
    """Kills the server at random moments, some acknowledgements apart; when it has done so often enough it is over."""
    chance = random.Random(SEED)

    def kill() -> None:
        for _ in range(KILLS):
            wanted, until = len(acknowledged) + chance.randrange(1, 40), time.monotonic() + 60
            while len(acknowledged) < wanted and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(chance.uniform(0.0, 0.05))
            kill_server(folder)
            time.sleep(chance.uniform(0.0, 0.2))
            world.server.revive()
        over.set()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield
    finally:
        killer.join()


async def consumed(bus: NatsBus, over: threading.Event, got: list[int]) -> None:
    """Takes whatever comes, and acknowledges it, until it is over and nothing is left."""
    consumer = await bus.consumer("watch", deadline_s=2.0)
    while True:
        was_over = over.is_set()
        with suppress(BusUnreachable):
            some = await consumer.fetch(50, wait_s=0.2)
            got += numbers(some)
            await consumer.acknowledge(*some)
            waiting = (await bus.waiting())["watch"]
            if was_over and not some and not waiting.unseen and not waiting.unacknowledged:
                return


@pytest.mark.timeout(7200)
def test_what_was_published_is_consumed_however_often_the_server_is_killed(world: NatsWorld, tmp_path: Path):
    over, got, acknowledged = threading.Event(), [], []

    async def publish(bus: NatsBus) -> None:
        """Batches, each sent again with its ids until it is acknowledged, as a gateway does."""
        number = 0
        while not over.is_set():
            batch = [told(number + each) for each in range(10)]
            number += 10
            while True:
                with suppress(BusUnreachable):
                    await bus.publish(*batch)
                    acknowledged.extend(numbers(batch))
                    break
                await asyncio.sleep(0.05)

    async def whole() -> None:
        ours, theirs = world.bus(), world.bus()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(publish(ours))
                tasks.create_task(consumed(theirs, over, got))
            stored = numbers([each async for each in ours.replay(since=LONG_AGO)])
        finally:
            await ours.close()
            await theirs.close()
        assert len(acknowledged) >= KILLS
        assert stored == sorted(acknowledged), "each once, in the order in which they were published"
        assert set(got) == set(acknowledged)

    with killed_again_and_again(world, tmp_path / "bus", over, acknowledged):
        asyncio.run(whole())


@pytest.mark.timeout(7200)
def test_what_a_device_was_told_is_stored_is_consumed_however_often_the_server_is_killed(
    world: NatsWorld, tmp_path: Path
):
    over, got, acknowledged = threading.Event(), [], []
    world.server.admit([DEVICE])

    async def send() -> None:
        """A device that connects again whenever it must, and sends what was not acknowledged again, as the same."""
        number = 0
        while not over.is_set():
            with suppress(aiomqtt.MqttError):
                async with mqtt(world.server, DEVICE, timeout=2) as client:
                    while not over.is_set():
                        await client.publish("readings/oda/gauge-7", to_bytes(told(number)), qos=1)
                        acknowledged.append(number)
                        number += 1

    async def carry(bus: NatsBus) -> None:
        while not over.is_set():
            with suppress(BusUnreachable):
                await bus.carry_devices(wait_s=0.2)
        while await bus.carry_devices(wait_s=0.5):
            pass

    async def whole() -> None:
        ours, theirs = world.bus(), world.bus()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(send())
                carrying = tasks.create_task(carry(ours))
                tasks.create_task(consumed(theirs, over, got))
            await carrying
            await consumed(theirs, over, got)
        finally:
            await ours.close()
            await theirs.close()

    with killed_again_and_again(world, tmp_path / "bus", over, acknowledged):
        asyncio.run(whole())
    assert len(acknowledged) >= KILLS
    assert set(acknowledged) <= set(got)


def alive(folder: Path) -> bool:
    """Whether the folder's server lives, by the system's own word."""
    told_of = subprocess.run(["ps", "-ewwo", "stat=,args="], capture_output=True, text=True, check=True).stdout
    return any(str(folder / "server.conf") in line and not line.startswith("Z") for line in told_of.splitlines())


def gone_within(folder: Path, patience_s: float) -> bool:
    until = time.monotonic() + patience_s
    while alive(folder) and time.monotonic() < until:
        time.sleep(0.02)
    return not alive(folder)


def test_the_server_lives_as_long_as_anybody_uses_it_and_no_longer(tmp_path: Path, begun: Begin):
    folder = tmp_path / "bus"
    first, second = begun(USER, folder), begun(USER, folder)
    first.kill()
    first.wait()
    time.sleep(0.3)
    assert alive(folder), "the second still uses it"
    second.kill()
    assert gone_within(folder, 5), "nobody is left, however they went"


@pytest.mark.timeout(7200)
def test_a_starter_that_is_killed_at_any_moment_leaves_no_server_behind(tmp_path: Path):
    folder, chance = tmp_path / "bus", random.Random(SEED)
    for _ in range(KILLS):
        starter = subprocess.Popen([sys.executable, "-c", USER, str(folder)], stdout=subprocess.PIPE)
        until = time.monotonic() + 60
        while not (folder / "said.txt").exists() and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(chance.uniform(0.0, 0.05))
        starter.kill()
        starter.communicate()
        assert gone_within(folder, 10)
        (folder / "said.txt").unlink()


def test_a_start_after_a_kill_of_everything_finds_all_that_was_acknowledged(tmp_path: Path):
    folder = tmp_path / "bus"
    program = f"""
import asyncio, os, sys, json
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from pathlib import Path
from bus_worlds import NatsWorld, told
async def whole():
    world = NatsWorld(Path({str(folder)!r}))
    bus = world.bus()
    for number in range(10_000):
        await bus.publish(told(number))
        print(number, flush=True)
asyncio.run(whole())
"""
    writer = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    last = -1
    while last < 100:
        last = json.loads(writer.stdout.readline())
    kill_server(folder)
    writer.kill()
    last = max([last, *map(int, writer.communicate()[0].split())])

    async def stored() -> list[int]:
        bus = NatsBus(server.address)
        try:
            return numbers([each async for each in bus.replay(since=LONG_AGO)])
        finally:
            await bus.close()

    with open_server(ServerSettings(folder, KEY)) as server:
        found = asyncio.run(stored())
    assert found[: last + 1] == list(range(last + 1))
    assert gone_within(folder, 5)
