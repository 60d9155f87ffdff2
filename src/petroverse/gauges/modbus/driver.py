"""Reads a Modbus device through its register map; it reads registers and can do nothing else."""

from __future__ import annotations

from typing import Final

from petroverse.core.devices import Gauge
from petroverse.core.readings import MeterReading, SiteReadings
from petroverse.core.tanks import TankId
from petroverse.gauges.addresses import host_and_port
from petroverse.gauges.faults import FrameNotValid, GaugeSettingsRefused, QuestionRefused
from petroverse.gauges.mapping import Value
from petroverse.gauges.modbus.registers import Register, TankRegisters, number_of, register_map, runs_of
from petroverse.gauges.modbus.wire import ModbusWire
from petroverse.gauges.roles import Found, FoundMeter, FoundTank, Surroundings

__all__ = ["ModbusGauge"]

_MAKER: Final = 0
_PRODUCT: Final = 1
_REVISION: Final = 2


class ModbusGauge:
    """One device; a ``PolledGauge``.

    Args:
        gauge: As the network has it.
        around: Clock and time limit.

    Raises:
        GaugeSettingsRefused: The address or the map cannot be, or the map lacks a tank or meter of the gauge.
    """

    def __init__(self, gauge: Gauge, around: Surroundings) -> None:
        self._map = register_map(gauge.options.get("map", ""))
        self._gauge = gauge
        self._clock = around.clock
        self._runs = runs_of(self._map.registers)
        self._wire = ModbusWire(*host_and_port(gauge.address), self._map.unit_id, around.timeout_s)
        _all_known("tanks", set(gauge.tanks), [each.name for each in self._map.tanks])
        _all_known("meters", set(gauge.meters), [each.name for each in self._map.meters])

    async def read(self) -> SiteReadings:
        """What its tanks and meters stand at now; see ``PolledGauge.read``."""
        words = await self._words()
        at = self._clock.now()
        readings = (
            each.measures.reading(self._gauge.tanks[each.name], at, self._told(each, words))
            for each in self._map.tanks
            if each.name in self._gauge.tanks
        )
        meters = (
            MeterReading(self._gauge.meters[each.name], at, total_l)
            for each in self._map.meters
            if each.name in self._gauge.meters and (total_l := self._total_l(each.total, words)) is not None
        )
        return SiteReadings(self._gauge.place, tuple(readings), tuple(meters))

    async def discover(self) -> Found:
        """Looks at all that the map has; see ``PolledGauge.discover``."""
        words = await self._words()
        at = self._clock.now()
        told = await self._identity()
        tanks = []
        for each in self._map.tanks:
            seen = each.measures.reading(TankId(each.name), at, self._told(each, words))
            tanks.append(FoundTank(each.name, each.label, seen.level_m, seen.temp_c, seen.water_m, seen.gauge_volume_l))
        meters = (FoundMeter(each.name, self._total_l(each.total, words)) for each in self._map.meters)
        make = " ".join(told[each] for each in (_MAKER, _PRODUCT) if told.get(each))
        return Found(make or "Modbus", told.get(_REVISION, ""), tuple(tanks), tuple(meters))

    async def close(self) -> None:
        """Ends the connection, if there is one."""
        self._wire.drop()

    async def _words(self) -> dict[tuple[str, int], int]:
        words: dict[tuple[str, int], int] = {}
        for table, first, count in self._runs:
            values = await self._wire.registers(table, first, count)
            words |= {(table, first + number): value for number, value in enumerate(values)}
        return words

    async def _identity(self) -> dict[int, str]:
        """What the device says of itself, which many do not."""
        try:
            told = await self._wire.identity()
        except QuestionRefused:
            return {}
        return {number: each.decode("ascii", "replace").strip() for number, each in told.items()}

    def _told(self, tank: TankRegisters, words: dict[tuple[str, int], int]) -> dict[str, Value]:
        return {each.measure.at: self._number(each, words) for each in tank.registers}

    def _number(self, register: Register, words: dict[tuple[str, int], int]) -> Value:
        return number_of(register, self._map.word_order, [words[place] for place in register.places])

    def _total_l(self, register: Register, words: dict[tuple[str, int], int]) -> float | None:
        total_l = register.measure.base(self._number(register, words))
        if total_l is not None and total_l < 0:
            raise FrameNotValid(f"a meter stands at {total_l} L", where=register.measure.at, fix="check the map")
        return total_l


def _all_known(where: str, used: set[str], known: list[str]) -> None:
    if unknown := sorted(used - set(known)):
        what = f"the map has no {unknown[0]!r} among its {where}"
        raise GaugeSettingsRefused(what, where=where, fix=f"it has {', '.join(known)}; or add it to the map")
