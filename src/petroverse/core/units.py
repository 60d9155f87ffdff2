"""Units of the trade: exact conversions at one gate, and volumes that cannot be mixed up.

Inside, everything is SI in the trade's scale: litres, kilograms, metres, °C, kPa. Foreign units come in through
``convert``. A litre is typed: what a gauge saw (``ObservedVolume``) and what it would be at 15 °C (``StandardVolume``)
never add, and neither adds to a mass (``Mass``).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final, Literal, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from petroverse.core.errors import QuantityRefused

__all__ = [
    "UNITS",
    "Dimension",
    "Mass",
    "ObservedVolume",
    "QuantitiesDoNotAdd",
    "StandardVolume",
    "Unit",
    "UnitsDoNotConvert",
    "convert",
    "unit",
]

Number = TypeVar("Number", float, NDArray[np.float64])
Dimension = Literal["volume", "mass", "length", "temperature", "pressure", "density"]


class UnitsDoNotConvert(QuantityRefused):
    """A unit is unknown, or the two measure different things."""


class QuantitiesDoNotAdd(QuantityRefused):
    """Two quantities of different kinds were added, subtracted or compared."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: ``base = (value + offset) * factor``.

    Attributes:
        code: As written, such as ``US gal``.
        dimension: What it measures.
        factor: How many base units (L, kg, m, °C, kPa, kg/m3) one of it is, exactly.
        offset: What is added before scaling; only a temperature has one.
    """

    code: str
    dimension: Dimension
    factor: Fraction
    offset: Fraction


_TABLE: Final[tuple[tuple[str, Dimension, str, str], ...]] = (
    ("L", "volume", "1", "0"),
    ("m3", "volume", "1000", "0"),
    ("US gal", "volume", "3.785411784", "0"),  # 231 cubic inches
    ("imp gal", "volume", "4.54609", "0"),
    ("bbl", "volume", "158.987294928", "0"),  # 42 US gal
    ("kg", "mass", "1", "0"),
    ("t", "mass", "1000", "0"),
    ("lb", "mass", "0.45359237", "0"),
    ("long ton", "mass", "1016.0469088", "0"),  # 2240 lb
    ("m", "length", "1", "0"),
    ("cm", "length", "0.01", "0"),
    ("mm", "length", "0.001", "0"),
    ("in", "length", "0.0254", "0"),
    ("ft", "length", "0.3048", "0"),
    ("°C", "temperature", "1", "0"),
    ("°F", "temperature", "5/9", "-32"),
    ("K", "temperature", "1", "-273.15"),
    ("kPa", "pressure", "1", "0"),
    ("bar", "pressure", "100", "0"),
    ("psi", "pressure", "8896443230521/1290320000000", "0"),  # 0.45359237 kg x 9.80665 m/s2 on 25.4 mm squared
    ("kg/m3", "density", "1", "0"),
    ("kg/L", "density", "1000", "0"),
    ("lb/US gal", "density", "736351250/6145149", "0"),
)

UNITS: Final[dict[str, Unit]] = {
    code: Unit(code, dimension, Fraction(factor), Fraction(offset)) for code, dimension, factor, offset in _TABLE
}
"""Every unit by its code. Source: NIST Special Publication 811, appendix B.8; BIPM SI brochure, 9th edition."""


def unit(code: str) -> Unit:
    """Gives the unit with this code.

    Raises:
        UnitsDoNotConvert: No unit has this code.

    Example:
        >>> unit("bbl").dimension
        'volume'
    """
    try:
        return UNITS[code]
    except KeyError:
        raise UnitsDoNotConvert(f"{code!r} is not a unit", fix=f"write one of {', '.join(UNITS)}") from None


def convert(value: Number, from_unit: str, to_unit: str) -> Number:
    """Gives a value, or an array of them, in another unit of the same dimension.

    Args:
        value: In ``from_unit``; NaN stays NaN.
        from_unit: A code of ``UNITS``.
        to_unit: A code of ``UNITS`` with the same dimension. A volume never becomes a mass here: that takes a density.

    Raises:
        UnitsDoNotConvert: A code is unknown or the dimensions differ.

    Example:
        >>> convert(1.0, "bbl", "US gal")
        42.0
        >>> convert(15.0, "°C", "°F")
        59.0
    """
    add, ratio, subtract = _step(from_unit, to_unit)
    return (value + add) * ratio - subtract


@cache
def _step(from_unit: str, to_unit: str) -> tuple[float, float, float]:
    here, there = unit(from_unit), unit(to_unit)
    if here.dimension != there.dimension:
        raise UnitsDoNotConvert(
            f"{from_unit} measures {here.dimension} and {to_unit} measures {there.dimension}",
            fix="convert within one dimension; between volume and mass state a density",
        )
    if here == there:
        return 0.0, 1.0, 0.0
    return float(here.offset), float(here.factor / there.factor), float(there.offset)


Kind = TypeVar("Kind", "ObservedVolume", "StandardVolume", "Mass")


def _same(one: Kind, other: object) -> Kind:
    if type(other) is not type(one):
        raise QuantitiesDoNotAdd(
            f"{type(one).__name__} and {type(other).__name__} are different kinds",
            fix="correct observed volumes to standard first; turn mass into volume with a stated density",
        )
    return other


@dataclass(frozen=True, slots=True)
class ObservedVolume:
    """Volume at the temperature it was measured, in litres."""

    litres: float

    def __add__(self, other: Self) -> Self:
        return type(self)(self.litres + _same(self, other).litres)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.litres - _same(self, other).litres)

    def __lt__(self, other: Self) -> bool:
        return self.litres < _same(self, other).litres


@dataclass(frozen=True, slots=True)
class StandardVolume:
    """Volume as it would be at 15 °C and no pressure, in litres."""

    litres: float

    def __add__(self, other: Self) -> Self:
        return type(self)(self.litres + _same(self, other).litres)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.litres - _same(self, other).litres)

    def __lt__(self, other: Self) -> bool:
        return self.litres < _same(self, other).litres

    def mass(self, density15_kg_m3: float) -> Mass:
        """Its mass, at a stated density at 15 °C.

        Example:
            >>> StandardVolume(1000.0).mass(745.0)
            Mass(kg=745.0)
        """
        return Mass(self.litres * density15_kg_m3 / 1000.0)


@dataclass(frozen=True, slots=True)
class Mass:
    """Mass in kilograms: how LPG is counted."""

    kg: float

    def __add__(self, other: Self) -> Self:
        return type(self)(self.kg + _same(self, other).kg)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.kg - _same(self, other).kg)

    def __lt__(self, other: Self) -> bool:
        return self.kg < _same(self, other).kg

    @property
    def tonnes(self) -> float:
        """The same mass in tonnes."""
        return self.kg / 1000.0

    def standard_volume(self, density15_kg_m3: float) -> StandardVolume:
        """Its volume at 15 °C, at a stated density at 15 °C.

        Raises:
            QuantityRefused: The density is not above zero.
        """
        if not density15_kg_m3 > 0:
            raise QuantityRefused(f"a density of {density15_kg_m3} kg/m3 is impossible", fix="state one above zero")
        return StandardVolume(self.kg * 1000.0 / density15_kg_m3)
