"""Peers at the other end of a gauge's link: one small adapter a protocol, so that one contract runs over all of them.

A protocol adds a module here with its ``PEERS``, and a line in ``tests/contracts/test_gauges.py``.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol

from petroverse.core.devices import Gauge
from petroverse.gauges import Shown, ShownDrop, ShownMeter, ShownTank, World

Attack = Literal["mute", "garbage", "endless", "drip", "huge"]
"""Says nothing; says what is no frame; never stops; gives a byte at a time; announces more than there can be."""

AT = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)
"""What a device's clock and ours stand at."""


class Peer(Protocol):
    """A device of one protocol, with what makes it up in the test's hand.

    Attributes:
        name: For the test's name.
        attacks: Which attacks this protocol's peer can make.
        has_meters: Whether the protocol tells meters.
        has_drops: Whether it tells deliveries.
        level_m: By how much a height may differ for the protocol's own rounding.
        volume_l: The same for volumes.
    """

    name: str
    attacks: tuple[Attack, ...]
    has_meters: bool
    has_drops: bool
    level_m: float
    volume_l: float

    async def start(self, world: World) -> Gauge:
        """Answers from a world, whose tanks 1 to 3 and meters N1 and N2 are mapped; again at the same address."""
        ...

    async def attack(self, how: Attack) -> Gauge:
        """Stands a hostile peer in the device's place."""
        ...

    async def stop(self) -> None:
        """Takes away whatever stands there, connections and all."""
        ...

    def told_to_change(self) -> list[str]:
        """What it was sent that would change a real device."""
        ...


@dataclass
class MovingWorld:
    """A site of three tanks, of which the third has its probe out; tests change ``shown``."""

    shown: Shown

    def __call__(self) -> Shown:
        return self.shown


def world() -> MovingWorld:
    """A fresh one."""
    tanks = (
        ShownTank("1", "PREMIUM", 1.25, 29.5, 0.01, 12_500.0, 12_350.0, 7_500.0, 20.0),
        ShownTank("2", "DIESEL", 2.0325, 31.25, 0.0, 40_100.0, 39_500.0, 9_900.0, 0.0),
        ShownTank("3", "KEROSENE"),
    )
    began = AT - timedelta(hours=3)
    drop = ShownDrop(
        "2", began, began + timedelta(minutes=25), 10_000.0, 41_000.0, 0.7, 2.05, 30.0, 0.0, 9_900.0, 40_500.0
    )
    meters = (ShownMeter("N1", 123_456.0), ShownMeter("N2", 0.0))
    return MovingWorld(Shown(AT, tanks, meters, (drop,), (("1", "HIGH WATER ALARM"),), "346327-102-B"))


class Clock:
    """Ours, standing at ``AT``."""

    def now(self) -> datetime:
        return AT


HOSTILE: dict[Attack, tuple[bytes, float]] = {
    "mute": (b"", 1.0),
    "garbage": (b"\x01HTTP/1.1 400 Bad Request\r\n\r\n\x03", 1.0),
    "endless": (b"A" * 65536, 0.0),
    "drip": (b"\x01", 0.05),
    "huge": (b"\x01" + b"9" * 4_000_000, 1.0),
}
"""What a hostile server sends over and over, and how long it waits between."""


@contextlib.asynccontextmanager
async def hostile(how: Attack, port: int = 0) -> AsyncIterator[str]:
    """A TCP server that attacks whoever connects; gives its address."""
    writers: set[asyncio.StreamWriter] = set()

    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.add(writer)
        piece, wait_s = HOSTILE[how]
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await reader.read(1)
            while True:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(wait_s)

    server = await asyncio.start_server(met, "127.0.0.1", port)
    try:
        yield "{}:{}".format(*server.sockets[0].getsockname())
    finally:
        server.close()
        for writer in writers:
            writer.transport.abort()
