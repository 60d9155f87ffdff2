"""An OPC UA server in a thread of its own, made once for all tests: its standard nodes take seconds to make."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import socket
import threading
from collections.abc import Callable, Coroutine
from functools import cache
from pathlib import Path
from typing import Any

from asyncua.common.callback import CallbackType

from gauge_peers import Attack, hostile
from gauge_peers import world as made_up
from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.places import PlaceId
from petroverse.core.tanks import TankId
from petroverse.gauges import World
from petroverse.gauges.opcua import OpcuaDevice, device_map


class ServerThread:
    """The one server of a test run."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.written: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.device = OpcuaDevice(made_up(), self.port)
        atexit.register(self._end)
        self.do(self._make())

    def do(self, what: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(what, self._loop).result(120)

    async def _make(self) -> None:
        await self.device.start(0.03)
        self.device.server.subscribe_server_callback(CallbackType.PreWrite, self._keep)
        await self.device.stop()

    async def _keep(self, told: Any, _dispatcher: Any) -> None:
        if told.is_external:
            self.written.append(str(told.request_params))

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()


@cache
def server() -> ServerThread:
    return ServerThread()


class ServerPeer:
    """An OPC UA server with the tanks of the contract."""

    attacks: tuple[Attack, ...] = ("mute", "garbage", "endless", "drip", "huge")
    has_meters = False
    has_drops = False
    level_m = 1e-6
    volume_l = 0.01

    def __init__(self, _: Path) -> None:
        self._hostile = contextlib.AsyncExitStack()

    async def start(self, world: World) -> Gauge:
        there = server()
        there.written.clear()
        there.device.world = world
        await asyncio.to_thread(there.do, there.device.start(0.03))
        return self._gauge()

    async def attack(self, how: Attack) -> Gauge:
        await self._hostile.enter_async_context(hostile(how, server().port))
        return self._gauge()

    async def stop(self) -> None:
        await asyncio.to_thread(server().do, server().device.stop())
        await self._hostile.aclose()

    def told_to_change(self) -> list[str]:
        return server().written

    def _gauge(self) -> Gauge:
        return self.gauge_at(server().device.address)

    @staticmethod
    def gauge_at(address: str) -> Gauge:
        """The gauge of the contract's three tanks."""
        tanks = {each: TankId(f"S7/{each}") for each in ("1", "2", "3")}
        options = {"map": device_map(*tanks), "every_ms": "50"}
        return Gauge(GaugeId("g7"), PlaceId("S7"), "opcua", address, tanks, options=options)


PEERS: dict[str, Callable[[Path], ServerPeer]] = {"opcua": ServerPeer}
