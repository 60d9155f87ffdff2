"""A device that is none: it serves a made-up world in registers, on loopback, through pymodbus' server.

Every attempt to write is refused, as by a device whose registers are for reading.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from pymodbus.constants import ExcCodes
from pymodbus.server import ModbusTcpServer
from pymodbus.simulator import DataType, SimData, SimDevice

from petroverse.core.units import UNITS, convert
from petroverse.gauges.modbus.registers import TABLES, Register, RegisterMap, runs_of, words_of
from petroverse.gauges.shown import Standing, World

__all__ = ["ModbusDevice"]

_BASE: Final = {"length": "m", "temperature": "°C", "volume": "L"}


class ModbusDevice:
    """One device.

    Args:
        world: What it shows; tanks and meters have the names of the map.
        registers: Where it shows it.
    """

    def __init__(self, world: World, registers: RegisterMap) -> None:
        self._world = world
        self._map = registers

    def words(self) -> dict[tuple[str, int], int]:
        """What stands in every register now, by table and number."""
        words: dict[tuple[str, int], int] = {}
        for register, value in self._values():
            base = _BASE[UNITS[register.unit].dimension]
            told = None if value is None else convert(value, base, register.unit)
            words |= dict(zip(register.places, words_of(register, self._map.word_order, told), strict=True))
        return words

    async def serve(self, port: int = 0) -> Standing:
        """Listens on 127.0.0.1.

        Args:
            port: Where; 0 for a free one.
        """
        blocks = runs_of(Register(each.register, each.unit, each.type) for each in self._map.registers)
        of = [SimData(first, count=count, values=0, datatype=DataType.REGISTERS) for _, first, count in blocks]
        server = ModbusTcpServer(SimDevice(self._map.unit_id, of, action=self._act), address=("127.0.0.1", port))
        await server.serve_forever(background=True)
        assert isinstance(server.transport, asyncio.Server)
        host, bound = server.transport.sockets[0].getsockname()
        return Standing(f"{host}:{bound}", server.close)

    async def _act(self, function: int, start: int, first: int, count: int, *given: Any) -> ExcCodes | None:  # noqa: ANN401
        """What pymodbus asks at every access; given are the registers from ``start`` on, and what is to be written."""
        registers, written = given
        if written is not None or function not in TABLES.values():
            return ExcCodes.ILLEGAL_FUNCTION
        table = next(name for name, number in TABLES.items() if number == function)
        try:
            words = self.words()
        except ConnectionError:  # what the registers are filled from is silent
            return ExcCodes.GATEWAY_NO_RESPONSE
        asked = [(table, place) for place in range(first, first + count)]
        if not all(place in words for place in asked):
            return ExcCodes.ILLEGAL_ADDRESS
        registers[first - start : first - start + count] = [words[place] for place in asked]
        return None

    def _values(self) -> list[tuple[Register, float | None]]:
        shown = self._world()
        tanks = {each.name: each for each in shown.tanks}
        totals = {each.name: each.total_l for each in shown.meters}
        told: list[tuple[Register, float | None]] = []
        for of in self._map.tanks:
            tank = tanks[of.name]
            values = (tank.level_m, tank.temp_c, tank.water_m, tank.volume_l)
            registers = (of.level, of.temperature, of.water, of.volume)
            told += [(register, value) for register, value in zip(registers, values, strict=True) if register]
        return told + [(each.total, totals[each.name]) for each in self._map.meters]
