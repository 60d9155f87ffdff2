"""Devices behind a broker that we did not write; the hostile peer stands in the broker's place."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

from gauge_brokers import BROKERS, Running, broker
from gauge_peers import Attack, hostile
from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.places import PlaceId
from petroverse.core.tanks import TankId
from petroverse.gauges import Standing, Surroundings, World
from petroverse.gauges.mqtt import DEVICE_MAP, MqttDevice, broker_of, connected

TANKS = {each: TankId(f"S7/{each}") for each in ("1", "2", "3")}


class BrokerPeer:
    """A broker, and a device that publishes to it every few hundredths of a second."""

    attacks: tuple[Attack, ...] = ("mute", "garbage", "endless", "drip", "huge")
    has_meters = False
    has_drops = False
    level_m = 1e-6
    volume_l = 0.01

    def __init__(self, kind: str, folder: Path) -> None:
        self._kind = kind
        self._folder = folder
        self._running: Running | None = None
        self._standing: Standing | None = None
        self._here = contextlib.ExitStack()
        self._hostile = contextlib.AsyncExitStack()
        self._port = 0
        self._published: list[tuple[str, bytes]] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, world: World) -> Gauge:
        running = self._here.enter_context(broker(self._kind, self._folder, port=self._port))
        self._port = running.port
        gauge = self._gauge(running.address)
        before = asyncio.all_tasks()
        self._standing = await self._serve(world, gauge)
        self._tasks = asyncio.all_tasks() - before
        self._hearing = asyncio.create_task(self._hear(gauge))
        self._tasks.add(self._hearing)
        return gauge

    async def attack(self, how: Attack) -> Gauge:
        address = await self._hostile.enter_async_context(hostile(how, self._port))
        self._port = int(address.rpartition(":")[2])
        return self._gauge(address)

    async def stop(self) -> None:
        if self._standing:
            self._standing.close()
            self._hearing.cancel()
            await asyncio.wait(self._tasks)
            self._standing = None
        self._here.close()
        await self._hostile.aclose()

    def told_to_change(self) -> list[str]:
        return [topic for topic, _ in self._published if topic != "sites/S7/tanks"]

    async def _hear(self, gauge: Gauge) -> None:
        """Keeps whatever anybody publishes."""
        around = Surroundings(timeout_s=3.0)
        async with connected(broker_of(gauge), around, is_kept=False, client_id="whoever-hears-all") as here:
            await here.subscribe("#")
            async with contextlib.aclosing(here.messages()) as messages:
                async for each in messages:
                    self._published.append((str(each.topic), bytes(each.payload)))

    async def _serve(self, world: World, gauge: Gauge) -> Standing:
        return await MqttDevice(world, gauge, Surroundings(timeout_s=3.0)).serve(0.03)

    def _gauge(self, address: str) -> Gauge:
        options = {"map": DEVICE_MAP, "tls": "off"}
        return Gauge(GaugeId("g7"), PlaceId("S7"), "mqtt", address, TANKS, options=options)


PEERS: dict[str, Callable[[Path], BrokerPeer]] = {
    f"mqtt {kind}": lambda folder, kind=kind: BrokerPeer(kind, folder) for kind in BROKERS
}
