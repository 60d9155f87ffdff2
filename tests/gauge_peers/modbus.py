"""Modbus devices: our own over a map of floats, and a server of pymodbus that fills its registers its own way."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pymodbus.client import ModbusTcpClient
from pymodbus.constants import ExcCodes
from pymodbus.pdu.device import ModbusDeviceIdentification
from pymodbus.server import ModbusTcpServer
from pymodbus.simulator import DataType, SimData, SimDevice

from gauge_peers import Attack, hostile
from petroverse.core.devices import Gauge, GaugeId, MeterId
from petroverse.core.places import PlaceId
from petroverse.core.tanks import TankId
from petroverse.gauges import Standing, World
from petroverse.gauges.mapping import read_map
from petroverse.gauges.modbus import ModbusDevice, RegisterMap

OWN_MAP = """
word_order = "CDAB"

[[tanks]]
name = "1"
level = { register = 100, unit = "mm" }
temperature = { register = 102, unit = "°F" }
water = { register = 104, unit = "mm" }
volume = { register = 106, unit = "US gal" }

[[tanks]]
name = "2"
level = { register = 200, type = "int32", unit = "mm", scale = 0.01, missing = -2147483648 }
temperature = { register = 202, type = "int16", unit = "°C", scale = 0.05, offset = -10, missing = -32768 }
water = { table = "input", register = 203, type = "uint16", unit = "mm", missing = 65535 }
volume = { table = "input", register = 204, type = "float64", unit = "m3" }

[[tanks]]
name = "3"
level = { register = 300, unit = "m" }

[[meters]]
name = "N1"
total = { table = "input", register = 0, type = "uint32", unit = "L" }

[[meters]]
name = "N2"
total = { table = "input", register = 2, type = "uint64", unit = "L", scale = 0.001 }
"""

FOREIGN_MAP = """
unit_id = 7
word_order = "{order}"

[[tanks]]
name = "1"
level = {{ table = "input", register = 0, unit = "m" }}
temperature = {{ table = "input", register = 2, unit = "°C" }}
water = {{ table = "input", register = 4, unit = "m" }}
volume = {{ table = "input", register = 6, unit = "L" }}

[[tanks]]
name = "2"
level = {{ table = "input", register = 8, unit = "m" }}
temperature = {{ table = "input", register = 10, unit = "°C" }}
water = {{ table = "input", register = 12, unit = "m" }}
volume = {{ table = "input", register = 14, unit = "L" }}

[[tanks]]
name = "3"
level = {{ table = "input", register = 16, unit = "m" }}

[[meters]]
name = "N1"
total = {{ table = "input", register = 24, type = "uint32", unit = "L" }}

[[meters]]
name = "N2"
total = {{ table = "input", register = 26, type = "uint32", unit = "L" }}
"""


class Kept(ModbusDevice):
    """A device that keeps which functions it was asked for."""

    functions: list[int]

    async def _act(self, function: int, *more: Any) -> ExcCodes | None:
        self.functions.append(function)
        return await super()._act(function, *more)


class DevicePeer:
    """Our own device."""

    attacks: tuple[Attack, ...] = ("mute", "garbage", "endless", "drip", "huge")
    has_meters = True
    has_drops = False
    level_m = 6e-6
    volume_l = 0.01
    map_text = OWN_MAP

    def __init__(self) -> None:
        self._functions: list[int] = []
        self._standing: Standing | None = None
        self._hostile = contextlib.AsyncExitStack()
        self._port = 0

    async def start(self, world: World) -> Gauge:
        self._standing = await self._serve(world)
        self._port = int(self._standing.address.rpartition(":")[2])
        return self._gauge(self._standing.address)

    async def attack(self, how: Attack) -> Gauge:
        address = await self._hostile.enter_async_context(hostile(how, self._port))
        self._port = int(address.rpartition(":")[2])
        return self._gauge(address)

    async def stop(self) -> None:
        if self._standing:
            self._standing.close()
            self._standing = None
        await self._hostile.aclose()

    def told_to_change(self) -> list[str]:
        return [f"function {each}" for each in self._functions if each not in (3, 4)]

    async def _serve(self, world: World) -> Standing:
        device = Kept(world, read_map(RegisterMap, self.map_text))
        device.functions = self._functions
        return await device.serve(self._port)

    def _gauge(self, address: str) -> Gauge:
        tanks = {each: TankId(f"S7/{each}") for each in ("1", "2", "3")}
        meters = {each: MeterId(f"S7/{each}") for each in ("N1", "N2")}
        return Gauge(
            GaugeId("g7"), PlaceId("S7"), "modbus", address, tanks, meters=meters, options={"map": self.map_text}
        )


class ForeignPeer(DevicePeer):
    """A server of pymodbus, which encodes floats itself and would take a write."""

    level_m = 1e-6

    def __init__(self, order: str) -> None:
        super().__init__()
        self.map_text = FOREIGN_MAP.format(order=order)
        self._word_order = {"ABCD": "big", "CDAB": "little"}[order]

    def _as_registers(self, value: float | None, kind: Any = ModbusTcpClient.DATATYPE.FLOAT32) -> list[int]:
        told = float("nan") if value is None else value
        return ModbusTcpClient.convert_to_registers(told, kind, word_order=self._word_order)

    async def _serve(self, world: World) -> Standing:
        async def act(
            function: int, start: int, _at: int, _count: int, registers: list[int], _set: Any
        ) -> ExcCodes | None:
            self._functions.append(function)
            shown = world()
            for at, tank in zip((0, 8, 16), shown.tanks, strict=True):
                values = (tank.level_m, tank.temp_c, tank.water_m, tank.volume_l)
                registers[at : at + 8] = [word for value in values for word in self._as_registers(value)]
            for at, meter in zip((24, 26), shown.meters, strict=True):
                registers[at : at + 2] = self._as_registers(int(meter.total_l), ModbusTcpClient.DATATYPE.UINT32)
            return None

        identity = ModbusDeviceIdentification(info_name={"VendorName": "Acme", "ProductCode": "P4"})
        device = SimDevice(
            7, [SimData(0, count=40, values=0, datatype=DataType.REGISTERS)], action=act, identity=identity
        )
        server = ModbusTcpServer(device, address=("127.0.0.1", self._port))
        await server.serve_forever(background=True)
        host, bound = server.transport.sockets[0].getsockname()
        return Standing(f"{host}:{bound}", server.close)


PEERS: dict[str, Callable[[Path], DevicePeer]] = {
    "modbus": lambda _: DevicePeer(),
    "modbus foreign ABCD": lambda _: ForeignPeer("ABCD"),
    "modbus foreign CDAB": lambda _: ForeignPeer("CDAB"),
}
