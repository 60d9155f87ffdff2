"""Register maps: where in a Modbus device each value stands, read from TOML, and numbers in registers and back.

A map is the text of the option ``map`` of a gauge::

    unit_id = 1
    word_order = "CDAB"

    [[tanks]]
    name = "1"
    level = { register = 100, type = "float32", unit = "mm" }
    temperature = { register = 102, type = "int16", unit = "°C", scale = 0.1, missing = -32768 }

    [[meters]]
    name = "N1"
    total = { table = "input", register = 40, type = "uint32", unit = "L" }

Registers are counted from 0, as they travel; a manual that writes 40101 for a holding register means 100.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from petroverse.core.units import UNITS
from petroverse.gauges.faults import GaugeSettingsRefused
from petroverse.gauges.mapping import Measure, Measures, Value, read_map

__all__ = [
    "TABLES",
    "MeterRegisters",
    "Register",
    "RegisterMap",
    "TankRegisters",
    "number_of",
    "register_map",
    "runs_of",
    "words_of",
]

_FORMATS: Final[Mapping[str, str]] = {
    "int16": ">h",
    "uint16": ">H",
    "int32": ">i",
    "uint32": ">I",
    "float32": ">f",
    "int64": ">q",
    "uint64": ">Q",
    "float64": ">d",
}
_ORDERS: Final[Mapping[str, tuple[bool, bool]]] = {
    "ABCD": (False, False),
    "CDAB": (True, False),
    "BADC": (False, True),
    "DCBA": (True, True),
}
"""Name of an order → whether words come last first, and whether the bytes of each word are swapped."""

TABLES: Final[Mapping[str, int]] = {"holding": 3, "input": 4}
"""The tables of registers → the function that reads it."""

_LONGEST_RUN: Final = 125
"""Most registers of one answer (Modbus Application Protocol 1.1b3, section 6.3)."""


@dataclass(frozen=True, slots=True)
class Register:
    """One value in a device, and how it becomes metres, °C or litres: ``(number * scale + offset)`` is in ``unit``.

    Attributes:
        register: The first of its registers, 0 to 65535.
        unit: A code of ``core.units``.
        type: int16, uint16, int32, uint32, int64, uint64, float32 or float64.
        table: holding or input.
        scale: What the number is multiplied by; not 0.
        offset: What is added after that, in ``unit``.
        missing: The number that means that there is none; a float that is none (NaN) always does.

    Raises:
        GaugeSettingsRefused: One of them cannot be.
    """

    register: int
    unit: str
    type: str = "float32"
    table: str = "holding"
    scale: float = 1.0
    offset: float = 0.0
    missing: float | None = None

    def __post_init__(self) -> None:
        for name, value, known in (("type", self.type, _FORMATS), ("table", self.table, TABLES)):
            if value not in known:
                raise GaugeSettingsRefused(f"{value!r} is no {name}", where=name, fix=f"one of {', '.join(known)}")
        if not 0 <= self.register <= 65536 - self.length:
            what = f"no {self.type} begins at register {self.register}"
            raise GaugeSettingsRefused(what, where="register", fix="count from 0 to 65535")
        _ = self.measure

    @property
    def length(self) -> int:
        """How many registers it takes."""
        return struct.calcsize(_FORMATS[self.type]) // 2

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """The table and number of each of its registers."""
        return tuple((self.table, self.register + each) for each in range(self.length))

    @property
    def measure(self) -> Measure:
        """The same for whoever does not care about registers."""
        return Measure(f"{self.table} register {self.register} as {self.type}", self.unit, self.scale, self.offset)


@dataclass(frozen=True, slots=True)
class TankRegisters:
    """Where the values of one tank stand; ``name`` is the key of ``Gauge.tanks``.

    Raises:
        GaugeSettingsRefused: A unit measures something else.
    """

    name: str
    level: Register
    temperature: Register | None = None
    water: Register | None = None
    volume: Register | None = None
    label: str = ""

    def __post_init__(self) -> None:
        _ = self.measures

    @property
    def registers(self) -> tuple[Register, ...]:
        """Those that there are."""
        return tuple(each for each in (self.level, self.temperature, self.water, self.volume) if each)

    @property
    def measures(self) -> Measures:
        """The same for whoever does not care about registers."""
        temperature, water, volume = (
            each.measure if each else None for each in (self.temperature, self.water, self.volume)
        )
        return Measures(self.level.measure, temperature, water, volume)


@dataclass(frozen=True, slots=True)
class MeterRegisters:
    """Where a totaliser stands; ``name`` is the key of ``Gauge.meters``.

    Raises:
        GaugeSettingsRefused: Its unit is no volume.
    """

    name: str
    total: Register

    def __post_init__(self) -> None:
        if UNITS[self.total.unit].dimension != "volume":
            what = f"{self.total.unit} does not measure volume"
            raise GaugeSettingsRefused(what, where="total.unit", fix="give a unit of volume, such as L")


@dataclass(frozen=True, slots=True)
class RegisterMap:
    """Where everything in a device stands.

    Attributes:
        tanks: At least one.
        meters: None where it has none.
        unit_id: The device behind the address, 0 to 255.
        word_order: How numbers of several registers lie in them: ABCD, CDAB, BADC or DCBA.

    Raises:
        GaugeSettingsRefused: One of them cannot be, or a name is met twice.
    """

    tanks: tuple[TankRegisters, ...]
    meters: tuple[MeterRegisters, ...] = ()
    unit_id: int = 1
    word_order: str = "ABCD"

    def __post_init__(self) -> None:
        if self.word_order not in _ORDERS:
            what = f"{self.word_order!r} is no order of words"
            raise GaugeSettingsRefused(what, where="word_order", fix=f"one of {', '.join(_ORDERS)}")
        if not 0 <= self.unit_id <= 255:
            raise GaugeSettingsRefused(f"no device has the id {self.unit_id}", where="unit_id", fix="give 0 to 255")
        for where, names in (("tanks", [each.name for each in self.tanks]), ("meters", [m.name for m in self.meters])):
            if twice := next((name for name in names if names.count(name) > 1 or not name), None):
                raise GaugeSettingsRefused(f"the name {twice!r} is met twice", where=where, fix="name each once")
        if not self.tanks and not self.meters:
            raise GaugeSettingsRefused("there is no tank and no meter", where="tanks", fix="add [[tanks]]")

    @property
    def registers(self) -> Iterator[Register]:
        """All of them."""
        for tank in self.tanks:
            yield from tank.registers
        yield from (each.total for each in self.meters)


def runs_of(registers: Iterator[Register]) -> list[tuple[str, int, int]]:
    """The fewest questions that ask for nothing that is not in the map: table, first register, how many.

    Example:
        >>> runs_of(iter((Register(2, "m"), Register(0, "m"), Register(9, "m", "int16"))))
        [('holding', 0, 4), ('holding', 9, 1)]
    """
    runs: list[tuple[str, int, int]] = []
    for table, place in sorted({place for each in registers for place in each.places}):
        last = runs[-1] if runs else ("", 0, 0)
        if last[0] == table and last[1] + last[2] == place and last[2] < _LONGEST_RUN:
            runs[-1] = (table, last[1], last[2] + 1)
        else:
            runs.append((table, place, 1))
    return runs


def register_map(text: str) -> RegisterMap:
    """Reads a map.

    Raises:
        GaugeSettingsRefused: As ``read_map``.
    """
    return read_map(RegisterMap, text)


def number_of(register: Register, word_order: str, words: Sequence[int]) -> Value:
    """The number in some registers; None where it means that there is none.

    Example:
        >>> number_of(Register(0, "m"), "CDAB", [0x0000, 0x3FA0])
        1.25
    """
    (number,) = struct.unpack(_FORMATS[register.type], _ordered(words, word_order))
    is_missing = number == register.missing or not math.isfinite(number)
    return None if is_missing else float(number)


def words_of(register: Register, word_order: str, value: float | None) -> list[int]:
    """The registers that hold a value in the register's unit; one beyond what its type holds stops at its end.

    Example:
        >>> words_of(Register(0, "°C", "int16", scale=0.1), "ABCD", 29.5)
        [295]
    """
    form = _FORMATS[register.type]
    number = (math.nan if register.missing is None else register.missing) if value is None else _raw(register, value)
    if "float" not in register.type:
        bits, is_signed = struct.calcsize(form) * 8, form[-1].islower()
        least, most = (-(1 << bits - 1), (1 << bits - 1) - 1) if is_signed else (0, (1 << bits) - 1)
        number = max(least, min(most, 0 if math.isnan(number) else round(number)))
    packed = struct.pack(form, number)
    straight = [int.from_bytes(packed[at : at + 2], "big") for at in range(0, len(packed), 2)]
    ordered = _ordered(straight, word_order)
    return [int.from_bytes(ordered[at : at + 2], "big") for at in range(0, len(ordered), 2)]


def _raw(register: Register, value: float) -> float:
    return (value - register.offset) / register.scale


def _ordered(words: Sequence[int], word_order: str) -> bytes:
    """The bytes of words, put into the order of the wire or back; one word alone has no order."""
    is_last_first, is_swapped = _ORDERS[word_order] if len(words) > 1 else (False, False)
    return b"".join(
        word.to_bytes(2, "little" if is_swapped else "big") for word in (reversed(words) if is_last_first else words)
    )
