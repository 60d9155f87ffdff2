"""Every kind of bus, each as a small world: connections to it, and a device that sends to it whatever it likes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiomqtt

from petroverse.bus import Bus, BusDevice, BusServer, Delivery, MemoryBus, NatsBus, ServerSettings, open_server
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageId

__all__ = ["KEY", "ODA", "TEMA", "MemoryWorld", "NatsWorld", "drained", "mqtt", "numbers", "taken", "told"]

ODA, TEMA = OrganisationId("oda"), OrganisationId("tema")
AT = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)
KEY = b"a key that only tests have".ljust(32)


def told(number: int, *, place: str = "S7", organisation: OrganisationId = ODA, **more: Any) -> Message:
    """A message that is known by its number."""
    given = {"id": f"m-{number}", "kind": "readings/1", "source": "gauge-7", **more}
    return Message(
        MessageId(given["id"]), given["kind"], AT, AT, organisation, given["source"], {"place": place, "n": number}
    )


def numbers(deliveries: Iterable[Delivery | Message]) -> list[int]:
    """The numbers of messages in the order in which they came."""
    return [(each.message if isinstance(each, Delivery) else each).body["n"] for each in deliveries]


async def taken(consumer: Any, count: int, *, patience_s: float = 30.0) -> list[Delivery]:
    """So many messages, each acknowledged, or fewer where no more come in time."""
    until = asyncio.get_running_loop().time() + patience_s
    got: list[Delivery] = []
    while len(got) < count and asyncio.get_running_loop().time() < until:
        some = await consumer.fetch(min(500, count - len(got)), wait_s=0.5)
        await consumer.acknowledge(*some)
        got += some
    return got


async def drained(consumer: Any) -> list[Delivery]:
    """Everything that is there now, each acknowledged."""
    got: list[Delivery] = []
    while some := await consumer.fetch(500, wait_s=0.1):
        await consumer.acknowledge(*some)
        got += some
    return got


@asynccontextmanager
async def mqtt(server: BusServer, device: BusDevice, **more: Any) -> AsyncIterator[aiomqtt.Client]:
    """A device that has signed in."""
    login = server.login_of(device)
    async with aiomqtt.Client(
        "127.0.0.1", server.ports.mqtt, username=login.user, password=login.password, identifier=login.user,
        protocol=aiomqtt.ProtocolVersion.V311, **more,
    ) as client:  # fmt: skip
        yield client


class MemoryWorld:
    """The bus in memory; it has no connections, so each is the bus itself."""

    def __init__(self) -> None:
        self._bus = MemoryBus()

    def bus(self) -> Bus:
        return self._bus

    async def arrive(self, device: BusDevice, printed: bytes) -> None:
        """What a device sends as itself."""
        await self._bus.arrive(device.organisation, device.name, printed)

    def close(self) -> None:
        pass


class NatsWorld:
    """The embedded server, with a device that speaks MQTT."""

    def __init__(self, folder: Path) -> None:
        self.server = open_server(ServerSettings(folder, KEY))

    def bus(self) -> Bus:
        return NatsBus(self.server.address)

    async def arrive(self, device: BusDevice, printed: bytes) -> None:
        """What a device sends as itself, once it is acknowledged and carried."""
        self.server.admit([device])
        async with mqtt(self.server, device) as client:
            await client.publish(self.server.login_of(device).topic, printed, qos=1)
        bus = NatsBus(self.server.address)
        assert await bus.carry_devices() == 1
        await bus.close()

    def close(self) -> None:
        self.server.stop()
