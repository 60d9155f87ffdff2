"""Maps of a gauge: where in what a peer tells a tank's values stand, written as TOML and read strictly, key by key.

A map is the text of the option ``map`` of a gauge. Each protocol has a map type of its own, a frozen dataclass;
``read_map`` reads any of them and names the key that is wrong. ``Measures`` is what all of them have in common::

    level = { at = "/level", unit = "mm" }
    temperature = { at = "/temperature", unit = "°C" }
"""

from __future__ import annotations

import math
import sys
import tomllib
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import datetime
from types import UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from petroverse.core.readings import Reading
from petroverse.core.tanks import TankId
from petroverse.core.units import UNITS, Dimension, convert
from petroverse.gauges.faults import FrameNotValid, GaugeSettingsRefused

__all__ = ["Measure", "Measures", "Value", "as_instant", "as_value", "read_map", "seen"]

Value = float | None
"""A number as a peer told it, in its own unit; None where it told that there is none."""

Map = TypeVar("Map")

_LONGEST_MAP: Final = 256 * 1024
_FIRST_YEAR: Final = 2000
_BASE: Final[dict[Dimension, str]] = {"length": "m", "temperature": "°C", "volume": "L"}


@dataclass(frozen=True, slots=True)
class Measure:
    """Where one value stands, and how it becomes metres, °C or litres: ``(number * scale + offset)`` is in ``unit``.

    Attributes:
        at: Where: a JSON pointer, the name of a metric, or a node id, as the protocol says.
        unit: A code of ``core.units``.
        scale: What the number is multiplied by, such as 0.1 where it counts tenths; not 0.
        offset: What is added after that, in ``unit``; for a probe that does not stand on the bottom.

    Raises:
        GaugeSettingsRefused: The unit is unknown, or the scale is 0.
    """

    at: str
    unit: str
    scale: float = 1.0
    offset: float = 0.0

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise _refused(f"{self.unit!r} is not a unit", "unit", f"one of {', '.join(UNITS)}")
        if self.scale == 0:
            raise _refused("a scale of 0 makes every value 0", "scale", "leave it out, or give what one step is worth")

    def base(self, number: Value) -> float | None:
        """The value in m, °C or L.

        Raises:
            FrameNotValid: The number is none: it is not finite, or becomes so.
        """
        if number is None:
            return None
        found = convert(number * self.scale + self.offset, self.unit, _BASE[UNITS[self.unit].dimension])
        if not math.isfinite(found):
            raise FrameNotValid(f"{number} is no number", where=self.at, fix="see what the gauge sends")
        return found


@dataclass(frozen=True, slots=True)
class Measures:
    """Where a tank's values stand.

    Attributes:
        level: Height of product and water.
        temperature: Of the product.
        water: Height of water at the bottom.
        volume: Observed volume, by the gauge's own chart.

    Raises:
        GaugeSettingsRefused: A unit measures something else.

    Example:
        >>> told = Measures(Measure("/level", "mm"), temperature=Measure("/t", "°C", scale=0.1))
        >>> at = datetime.fromisoformat("2024-03-01T06:30:00Z")
        >>> told.reading(TankId("S7/1"), at, {"/level": 1250.0, "/t": 295.0}).temp_c
        29.5
    """

    level: Measure
    temperature: Measure | None = None
    water: Measure | None = None
    volume: Measure | None = None

    def __post_init__(self) -> None:
        for name, measure in self.named.items():
            dimension = _DIMENSIONS[name]
            if UNITS[measure.unit].dimension != dimension:
                fitting = ", ".join(code for code, each in UNITS.items() if each.dimension == dimension)
                raise _refused(f"{measure.unit} does not measure {dimension}", f"{name}.unit", f"one of {fitting}")

    @property
    def named(self) -> dict[str, Measure]:
        """Each measure that there is, by its key; the level first."""
        every = {name: getattr(self, name) for name in _DIMENSIONS}
        return {name: each for name, each in every.items() if each}

    def reading(self, tank: TankId, at: datetime, told: dict[str, Value]) -> Reading:
        """A tank's reading of what was told, by ``at``; without a level it is a gap.

        Raises:
            FrameNotValid: A number is none.
        """
        level_m, temp_c, water_m, volume_l = (
            each.base(told.get(each.at)) if each else None
            for each in (self.level, self.temperature, self.water, self.volume)
        )
        return Reading(tank, at, level_m, temp_c, water_m, "gap" if level_m is None else "good", volume_l)


_DIMENSIONS: Final[dict[str, Dimension]] = {
    "level": "length",
    "temperature": "temperature",
    "water": "length",
    "volume": "volume",
}


def as_value(raw: object, where: str) -> Value:
    """What a peer told at a place, as a value.

    Raises:
        FrameNotValid: It is neither a finite number nor nothing.
    """
    value = _finite(raw)
    if value is None and raw is not None:
        raise FrameNotValid(f"{seen(raw)} is no number", where=where, fix="see what the gauge sends")
    return value


def as_instant(at: datetime, where: str) -> datetime:
    """When a peer says that it measured.

    Raises:
        FrameNotValid: Before 2000: its clock was never set.
    """
    if at.year < _FIRST_YEAR:
        raise FrameNotValid(f"its clock says {at.isoformat()}", where=where, fix="set the clock of the gauge")
    return at


def seen(raw: object) -> str:
    """What a peer sent, short enough for a message, whatever it is."""
    is_plain = raw is None or isinstance(raw, str | int | float | bytes)
    return f"{raw!r:.80}" if is_plain else f"a {type(raw).__name__}"


def read_map(kind: type[Map], text: str) -> Map:
    """Reads a map from TOML.

    Args:
        kind: A frozen dataclass; its fields are the keys, and what it refuses is told with the full key.
        text: The map.

    Raises:
        GaugeSettingsRefused: It is no TOML, a key is missing, unknown or of another type, or the map refuses it;
            ``where`` names the key.

    Example:
        >>> read_map(Measures, 'level = { at = "/level", unit = "cm" }').level.base(125.0)
        1.25
    """
    if len(text) > _LONGEST_MAP:
        raise _refused(f"the map has {len(text)} letters", "map", f"give at most {_LONGEST_MAP}")
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        raise _refused(f"the map is no TOML: {fault}", "map", "see the guide of the protocol") from None
    return _table(kind, raw, "map")


def _table(kind: type[Map], raw: object, where: str) -> Map:
    if not isinstance(raw, dict):
        raise _refused(f"{seen(raw)} is no table", where, "write key = value pairs")
    known, types = _fields(kind)
    if unknown := sorted(set(raw) - set(known)):
        raise _refused(f"there is no key {unknown[0]!r}", f"{where}.{unknown[0]}", f"one of {', '.join(known)}")
    for name, each in known.items():
        if name not in raw and each.default is MISSING and each.default_factory is MISSING:
            raise _refused("it is missing", f"{where}.{name}", "add it")
    taken = {name: _value(types[name], value, f"{where}.{name}") for name, value in raw.items()}
    try:
        return kind(**taken)
    except GaugeSettingsRefused as fault:
        raise _refused(fault.what, f"{where}.{fault.where}", fault.fix) from None


def _value(kind: Any, raw: object, where: str) -> Any:  # noqa: ANN401  a field's type as it is written
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    if get_origin(kind) is tuple:
        if not isinstance(raw, list):
            raise _refused(f"{seen(raw)} is no list", where, "write [...], or one [[table]] for each")
        return tuple(_value(get_args(kind)[0], each, f"{where}[{number}]") for number, each in enumerate(raw, 1))
    if is_dataclass(kind):
        return _table(kind, raw, where)  # type: ignore[arg-type]  # a class, by the annotation
    found = _finite(raw) if kind is float else raw
    if type(found) is not kind:
        raise _refused(f"{seen(raw)} is of another type", where, f"write a {_WORDS[kind]}")
    return found


def _finite(raw: object) -> float | None:
    if not isinstance(raw, int | float) or isinstance(raw, bool) or not abs(raw) <= sys.float_info.max:
        return None
    return float(raw)


_WORDS: Final = {str: "text in quotes", float: "number", int: "whole number", bool: "true or false"}


def _fields(kind: Any) -> tuple[dict[str, Field[Any]], dict[str, Any]]:  # noqa: ANN401  a dataclass
    return {each.name: each for each in fields(kind)}, get_type_hints(kind)


def _refused(what: str, where: str, fix: str) -> GaugeSettingsRefused:
    return GaugeSettingsRefused(what, where=where, fix=fix)
