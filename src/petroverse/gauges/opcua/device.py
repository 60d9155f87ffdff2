"""A server that is none: it shows the tanks of a made-up world as nodes, on loopback, and can be started again."""

from __future__ import annotations

import asyncio
from datetime import UTC
from typing import Final

from asyncua import ua
from asyncua.common.node import Node
from asyncua.server.server import Server
from asyncua.ua.status_codes import StatusCodes

from petroverse.gauges.shown import ShownTank, World

__all__ = ["OpcuaDevice", "device_map"]

_URI: Final = "urn:petroverse:device"
_PATH: Final = "/gauge"


def device_map(*tanks: str) -> str:
    """The map by which what a device shows of these tanks is read."""
    return "\n".join(
        f"""
[[tanks]]
tank = "{each}"
[tanks.measures]
level = {{ at = "nsu={_URI};s=Tank.{each}.Level", unit = "mm" }}
temperature = {{ at = "nsu={_URI};s=Tank.{each}.Temperature", unit = "°C" }}
water = {{ at = "nsu={_URI};s=Tank.{each}.Water", unit = "mm" }}
volume = {{ at = "nsu={_URI};s=Tank.{each}.Volume", unit = "L" }}
"""
        for each in tanks
    )


class OpcuaDevice:
    """One server. Making its standard nodes takes seconds, so it is made once and started as often as one likes.

    Args:
        world: What it shows; the tanks that it has when it first starts are those that it has nodes for.
        port: Where it listens, on 127.0.0.1.
    """

    def __init__(self, world: World, port: int) -> None:
        self.world = world
        self.address = f"opc.tcp://127.0.0.1:{port}{_PATH}"
        self._server = Server()
        self._nodes: dict[str, Node] = {}
        self._going: asyncio.Task[None] | None = None

    @property
    def server(self) -> Server:
        """The server itself."""
        return self._server

    async def start(self, every_s: float = 0.5) -> None:
        """Listens, and shows what the world shows from now on.

        Args:
            every_s: From one look at the world to the next, seconds.
        """
        if not self._nodes:
            await self._make()
        await self._show()
        await self._server.start()
        self._going = asyncio.create_task(self._go_on(every_s))

    async def stop(self) -> None:
        """Takes it away, connections and all."""
        if self._going:
            self._going.cancel()
            await asyncio.wait({self._going})
            self._going = None
            await self._server.stop()

    async def _make(self) -> None:
        await self._server.init()
        self._server.set_endpoint(self.address)
        self._server.set_security_policy([ua.SecurityPolicyType.NoSecurity])
        number = await self._server.register_namespace(_URI)
        for tank in self._world_tanks():
            for name in _values(tank):
                path = f"Tank.{tank.name}.{name}"
                node = ua.NodeId.from_string(f"ns={number};s={path}")
                self._nodes[path] = await self._server.nodes.objects.add_variable(node, path, 0.0)

    async def _go_on(self, every_s: float) -> None:
        while True:
            await asyncio.sleep(every_s)
            await self._show()

    async def _show(self) -> None:
        at = self.world().at.astimezone(UTC).replace(tzinfo=None)
        for tank in self._world_tanks():
            for name, value in _values(tank).items():
                code = ua.UInt32(StatusCodes.Good if value is not None else StatusCodes.BadSensorFailure)
                shown = ua.Variant(value or 0.0, ua.VariantType.Double)
                told = ua.DataValue(shown, ua.StatusCode(code), SourceTimestamp=at)  # type: ignore[arg-type]
                await self._server.write_attribute_value(self._nodes[f"Tank.{tank.name}.{name}"].nodeid, told)

    def _world_tanks(self) -> tuple[ShownTank, ...]:
        return self.world().tanks


def _values(tank: ShownTank) -> dict[str, float | None]:
    return {
        "Level": None if tank.level_m is None else tank.level_m * 1000,
        "Temperature": tank.temp_c,
        "Water": None if tank.water_m is None else tank.water_m * 1000,
        "Volume": tank.volume_l,
    }
