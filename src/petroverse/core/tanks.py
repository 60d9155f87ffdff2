"""Tanks: their shape or strapping table, product, safe fill and dead stock."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NewType

from petroverse.core.errors import InputRefused, QuantityRefused
from petroverse.core.places import PlaceId
from petroverse.core.products import PRODUCTS

__all__ = [
    "HorizontalCylinder",
    "Strapping",
    "StrappingTable",
    "StrappingTableNotMonotonic",
    "Tank",
    "TankId",
    "TankNotValid",
    "VerticalCylinder",
]

TankId = NewType("TankId", str)


class TankNotValid(InputRefused):
    """A tank that cannot be: no size, an unknown product, a safe fill above its capacity."""


class StrappingTableNotMonotonic(QuantityRefused):
    """A strapping table whose heights or volumes do not rise from row to row."""


def _positive(name: str, value: float) -> None:
    if not (math.isfinite(value) and value > 0):
        raise TankNotValid(f"{name} is {value}", where=name, fix="give a number above zero")


@dataclass(frozen=True, slots=True)
class HorizontalCylinder:
    """A lying cylinder, as under a filling station.

    Attributes:
        diameter_m: Inner diameter.
        length_m: Length of the straight part.
        dish_m: How far each end bulges out (half an ellipsoid); 0 for flat ends.
    """

    diameter_m: float
    length_m: float
    dish_m: float = 0.0

    def __post_init__(self) -> None:
        _positive("diameter_m", self.diameter_m)
        _positive("length_m", self.length_m)
        if not (math.isfinite(self.dish_m) and self.dish_m >= 0):
            raise TankNotValid(f"dish_m is {self.dish_m}", where="dish_m", fix="give 0 for flat ends, or the bulge")


@dataclass(frozen=True, slots=True)
class VerticalCylinder:
    """A standing cylinder, as in a depot's tank farm.

    Attributes:
        diameter_m: Inner diameter.
        height_m: Shell height.
    """

    diameter_m: float
    height_m: float

    def __post_init__(self) -> None:
        _positive("diameter_m", self.diameter_m)
        _positive("height_m", self.height_m)


@dataclass(frozen=True, slots=True)
class StrappingTable:
    """A tank's calibration: height → volume.

    Attributes:
        level_m: Heights of liquid, strictly rising, from 0 or above; at least two.
        volume_l: Volume at each height, observed litres, strictly rising, from 0 or above.

    Raises:
        StrappingTableNotMonotonic: A row does not rise above the one before, is negative, or the columns differ in
            length; the message names the row.
    """

    level_m: tuple[float, ...]
    volume_l: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.level_m) != len(self.volume_l) or len(self.level_m) < 2:
            raise StrappingTableNotMonotonic(
                f"{len(self.level_m)} heights and {len(self.volume_l)} volumes",
                fix="give one volume for each height, at least two rows",
            )
        for name, column in (("level_m", self.level_m), ("volume_l", self.volume_l)):
            before = -math.inf
            for row, value in enumerate(column, 1):
                if not (math.isfinite(value) and value >= 0 and value > before):
                    raise StrappingTableNotMonotonic(
                        f"row {row} has {value} after {before}",
                        where=name,
                        fix="each row must rise above the one before; check the calibration certificate",
                    )
                before = value


Strapping = HorizontalCylinder | VerticalCylinder | StrappingTable
"""How a tank turns height into volume; ``petroverse.measurement.strapping`` does the sums."""


@dataclass(frozen=True, slots=True)
class Tank:
    """One tank.

    Attributes:
        id: Unique in its network.
        place: Where it stands.
        product: Canonical product code.
        strapping: Shape or calibration table.
        capacity_l: What it holds to the brim, litres.
        safe_fill_l: The most that it may hold; 0 to capacity_l.
        dead_stock_l: What the suction cannot reach; below safe_fill_l.
        density15_kg_m3: Density of its product at 15 °C, as last measured; None where nobody measured it.

    Raises:
        TankNotValid: A number is impossible or the product unknown.
    """

    id: TankId
    place: PlaceId
    product: str
    strapping: Strapping
    capacity_l: float
    safe_fill_l: float
    dead_stock_l: float = 0.0
    density15_kg_m3: float | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise TankNotValid("a tank has no id", where="id", fix="name it, such as DEPOT-1/T3")
        if self.product not in PRODUCTS:
            raise TankNotValid(
                f"tank {self.id} holds {self.product!r}", where="product", fix=f"one of {', '.join(PRODUCTS)}"
            )
        _positive("capacity_l", self.capacity_l)
        if self.density15_kg_m3 is not None:
            _positive("density15_kg_m3", self.density15_kg_m3)
        if not 0 <= self.dead_stock_l < self.safe_fill_l <= self.capacity_l:
            raise TankNotValid(
                f"tank {self.id}: dead stock {self.dead_stock_l} L, safe fill {self.safe_fill_l} L,"
                f" capacity {self.capacity_l} L",
                fix="they must rise in this order",
            )

    def ullage_l(self, volume_l: float) -> float:
        """Room left up to the safe fill, litres; 0 when it is full or over."""
        return max(0.0, self.safe_fill_l - volume_l)

    def usable_l(self, volume_l: float) -> float:
        """What can be drawn: the volume above the dead stock, litres."""
        return max(0.0, volume_l - self.dead_stock_l)
