"""The commodity groups of API MPMS 11.1: their constants, their densities, and which product belongs where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from petroverse.core.errors import QuantityRefused
from petroverse.core.products import product

__all__ = [
    "ALPHA60_PER_F",
    "COMPRESSIBLE_KG_M3",
    "EDGES_KG_M3",
    "GROUPS",
    "PRESSURE_PSIG",
    "REFINED",
    "TEMP_F",
    "Commodity",
    "CommodityNotCovered",
    "Group",
    "OutsideLimits",
    "commodity_of",
    "group_of",
    "special_alpha",
]

TEMP_F: Final = (-58.0, 302.0)
PRESSURE_PSIG: Final = (0.0, 1500.0)
ALPHA60_PER_F: Final = (230.0e-6, 930.0e-6)
"""Temperatures, pressures and special expansion coefficients covered. Source: API MPMS 11.1-2004, limits table."""

COMPRESSIBLE_KG_M3: Final = (610.6, 1163.5)
"""Densities at 60 °F for which Fp was fitted; a special liquid is held to them too."""


class OutsideLimits(QuantityRefused):
    """A temperature, pressure, density or expansion coefficient lies outside what the standard covers."""


class CommodityNotCovered(QuantityRefused):
    """The product is no liquid of API MPMS 11.1; LPG has tables of its own."""


class Commodity(IntEnum):
    """What the liquid is. ``REFINED`` picks one of the four groups below it by density at 60 °F."""

    CRUDE = 0
    LUBRICANT = 1
    GASOLINE = 2
    TRANSITION = 3
    JET = 4
    FUEL_OIL = 5
    REFINED = 6


@dataclass(frozen=True, slots=True)
class Group:
    """One row of the standard's constants.

    Attributes:
        k0: In (kg/m3)² per °F.
        k1: In kg/m3 per °F.
        k2: Per °F; a special liquid's expansion coefficient stands here alone.
        lowest_kg_m3: Lowest density at 60 °F that belongs to it.
        highest_kg_m3: Highest density at 60 °F that belongs to it.
        slope: The standard's D_alpha, which speeds observed → base.
    """

    k0: float
    k1: float
    k2: float
    lowest_kg_m3: float
    highest_kg_m3: float
    slope: float


GROUPS: Final[dict[Commodity, Group]] = {
    Commodity.CRUDE: Group(341.0957, 0.0, 0.0, 610.6, 1163.5, 2.0),
    Commodity.LUBRICANT: Group(0.0, 0.34878, 0.0, 800.9, 1163.5, 1.0),
    Commodity.GASOLINE: Group(192.4571, 0.2438, 0.0, 610.6, 770.3520, 1.5),
    Commodity.TRANSITION: Group(1489.0670, 0.0, -0.00186840, 770.3520, 787.5195, 8.5),
    Commodity.JET: Group(330.3010, 0.0, 0.0, 787.5195, 838.3127, 2.0),
    Commodity.FUEL_OIL: Group(103.8720, 0.2701, 0.0, 838.3127, 1163.5, 1.3),
}
"""Constants by group. Source: API MPMS 11.1-2004, the table of K coefficients and the table of D_alpha."""

REFINED: Final = tuple(GROUPS[each] for each in sorted(GROUPS) if each >= Commodity.GASOLINE)
"""The four groups of refined products, lightest first."""

EDGES_KG_M3: Final = tuple(each.lowest_kg_m3 for each in REFINED[1:])
"""Densities at 60 °F where one refined group ends and the next begins; an edge belongs to the heavier one."""


def group_of(commodity: Commodity, density60_kg_m3: float) -> Group:
    """The constants for a liquid; the density matters for ``REFINED`` only, beyond whose ends the end groups go on."""
    if commodity is not Commodity.REFINED:
        return GROUPS[commodity]
    return REFINED[sum(density60_kg_m3 >= edge for edge in EDGES_KG_M3)]


def special_alpha(alpha60_per_f: float) -> Group:
    """A liquid whose expansion coefficient was measured (the standard's *special applications*).

    Args:
        alpha60_per_f: Thermal expansion at 60 °F, per °F, within ``ALPHA60_PER_F``.

    Raises:
        OutsideLimits: The coefficient is outside; one per °C is 1.8 times too large.
    """
    lowest, highest = ALPHA60_PER_F
    if not lowest <= alpha60_per_f <= highest:
        raise OutsideLimits(
            f"an expansion of {alpha60_per_f} per °F at 60 °F is outside {lowest} to {highest}",
            where="alpha60_per_f",
            fix="give it per °F; a coefficient per °C is divided by 1.8",
        )
    return Group(0.0, 0.0, alpha60_per_f, *COMPRESSIBLE_KG_M3, 0.0)


def commodity_of(product_code: str) -> Commodity:
    """The commodity group that a product of the trade is corrected in.

    Raises:
        CommodityNotCovered: The product is LPG.
        NotFound: No product has this code.

    Example:
        >>> commodity_of("gasoil").name
        'REFINED'
    """
    if product(product_code).unit == "kg":
        raise CommodityNotCovered(
            f"{product_code} is lighter than API MPMS 11.1 covers",
            where="product",
            fix="LPG is counted in kilograms: weigh it, or use API MPMS 11.2.4",
        )
    return Commodity.REFINED
