"""An edge node that is none: it is born, tells what changed in a made-up world, and dies, at a real broker."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import aclosing, suppress
from dataclasses import replace
from typing import Final

import aiomqtt

from petroverse.core.devices import Gauge
from petroverse.core.errors import InputRefused, Unavailable
from petroverse.gauges.mqtt import Connection, broker_of, connected
from petroverse.gauges.roles import Surroundings
from petroverse.gauges.shown import Shown, Standing, World
from petroverse.gauges.sparkplug.driver import NAMESPACE, REBIRTH
from petroverse.gauges.sparkplug.payloads import (
    BOOLEAN,
    DOUBLE,
    INT64,
    Metric,
    Payload,
    milliseconds,
    parsed,
    printed,
)

__all__ = ["DEVICE_MAP", "SparkplugDevice"]

DEVICE_MAP: Final = """
[[sources]]
device = "atg"
[sources.measures]
level = { at = "Tanks/{tank}/Level", unit = "mm" }
temperature = { at = "Tanks/{tank}/Temperature", unit = "°C" }
water = { at = "Tanks/{tank}/Water", unit = "mm" }
volume = { at = "Tanks/{tank}/Volume", unit = "L" }
"""
"""The map by which what the device tells is read."""

_DEVICE: Final = "atg"


class SparkplugDevice:
    """One edge node with one device, ``atg``, that has all tanks of its world.

    Args:
        world: What it shows.
        gauge: Whose address and options say where the broker is, and how the node is called.
        around: Opens the broker's password.
    """

    def __init__(self, world: World, gauge: Gauge, around: Surroundings) -> None:
        self._world = world
        self._address = gauge.address
        self._broker = broker_of(gauge)
        self._around = around
        self._group, self._node = gauge.options["group"], gauge.options["node"]
        self._bd_seq = -1
        self._seq = 0
        self._told: dict[str, Metric] = {}
        self._speaking = asyncio.Lock()

    async def serve(self, every_s: float) -> Standing:
        """Is born and tells what changes, again and again, and connects again when the connection breaks.

        Args:
            every_s: From one look at the world to the next, seconds.
        """
        going = asyncio.create_task(self._live(every_s))

        def close() -> None:
            going.cancel()

        return Standing(self._address, close)

    async def _live(self, every_s: float) -> None:
        while True:
            self._bd_seq = (self._bd_seq + 1) % 256
            death = Payload(None, None, (Metric("bdSeq", None, None, INT64, self._bd_seq),))
            will = aiomqtt.Will(self._topic("NDEATH"), printed(death), qos=1)
            client_id = f"{self._broker.client_id}-device"
            with suppress(Unavailable, InputRefused):
                async with connected(
                    self._broker, self._around, is_kept=False, will=will, client_id=client_id
                ) as connection:
                    await self._talk(connection, every_s)
            await asyncio.sleep(every_s)

    async def _talk(self, connection: Connection, every_s: float) -> None:
        await connection.subscribe(self._topic("NCMD"))
        commands = asyncio.create_task(self._obey(connection))
        try:
            async with self._speaking:
                await self._be_born(connection)
            while not commands.done():
                await asyncio.sleep(every_s)
                async with self._speaking:
                    await self._tell_changes(connection)
        finally:
            connection.break_off()
            commands.cancel()
            await asyncio.wait({commands})

    async def _obey(self, connection: Connection) -> None:
        async with aclosing(connection.messages()) as messages:
            async for message in messages:
                with suppress(InputRefused):
                    told = parsed(bytes(message.payload if isinstance(message.payload, bytes | bytearray) else b""))
                    if any(each.name == REBIRTH and each.value is True for each in told.metrics):
                        async with self._speaking:
                            await self._be_born(connection)

    async def _be_born(self, connection: Connection) -> None:
        """A birth of the node and one of its device: every metric with its name, its alias and its value."""
        shown = self._world()
        own = (
            Metric("bdSeq", None, None, INT64, self._bd_seq),
            Metric(REBIRTH, None, None, BOOLEAN, value=False),
        )
        every = tuple(replace(each, alias=number) for number, each in enumerate(_metrics(shown), 1))
        self._told = {each.name: each for each in every}
        birth = Payload(milliseconds(shown.at), 0, own)
        self._seq = 0
        await connection.publish(self._topic("NBIRTH"), printed(birth))
        await self._publish(connection, "DBIRTH", shown, every)

    async def _tell_changes(self, connection: Connection) -> None:
        shown = self._world()
        now = {each.name: each for each in _metrics(shown)}
        if set(now) != set(self._told):
            await self._be_born(connection)
            return
        changed = [
            replace(each, alias=self._told[name].alias)
            for name, each in now.items()
            if each.value != self._told[name].value
        ]
        self._told |= {each.name: each for each in changed}
        if changed:
            short = tuple(replace(each, name="", datatype=0) for each in changed)
            await self._publish(connection, "DDATA", shown, short)

    async def _publish(self, connection: Connection, kind: str, shown: Shown, metrics: tuple[Metric, ...]) -> None:
        self._seq = (self._seq + 1) % 256
        payload = printed(Payload(milliseconds(shown.at), self._seq, metrics))
        await connection.publish(f"{self._topic(kind)}/{_DEVICE}", payload)

    def _topic(self, kind: str) -> str:
        return f"{NAMESPACE}/{self._group}/{kind}/{self._node}"


def _metrics(shown: Shown) -> Iterator[Metric]:
    at_ms = milliseconds(shown.at)
    for tank in shown.tanks:
        values = (
            ("Level", _mm(tank.level_m)),
            ("Temperature", tank.temp_c),
            ("Water", _mm(tank.water_m)),
            ("Volume", tank.volume_l),
        )
        yield from (Metric(f"Tanks/{tank.name}/{name}", None, at_ms, DOUBLE, value) for name, value in values)


def _mm(height_m: float | None) -> float | None:
    return None if height_m is None else height_m * 1000
