"""A tank made ready for watching: its limits, and its strapping and volume correction as tables read in a microsecond.

``watched`` makes it once from the network; the rules then look up plain floats. For ten tanks that takes 20 µs; the
laws themselves on arrays of ten take 1.4 ms, for each step of numpy costs more than its ten sums.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np

from petroverse.core.conditions import RuleName
from petroverse.core.devices import MeterId
from petroverse.core.products import product as product_of
from petroverse.core.tanks import Strapping, Tank
from petroverse.measurement.strapping import curve_of
from petroverse.measurement.volume_correction import CommodityNotCovered, commodity_of, metric_corrections_of

__all__ = ["DENSITY15_KG_M3", "GaugeNoise", "Limits", "WatchedTank", "limits_of", "usual_density15", "watched"]

ROWS: Final = 1000
"""Rows of the height table: 2.5 mm apart in a tank of 2.5 m; straight between them costs under 0.1 L in its use."""

COLDEST_C: Final = -30
HOTTEST_C: Final = 70
"""Range of the temperature table, by 1 °C; outside it a reading has no standard volume."""

DENSITY15_KG_M3: Final = {
    "gasoline": 745.0,
    "gasoil": 840.0,
    "marine": 850.0,
    "kerosene": 800.0,
    "aviation": 800.0,
    "fuel_oil": 960.0,
}
"""Usual density at 15 °C by family of product, for where nobody measured one: 10 kg/m3 more or less move the expansion
of gasoline by 2 %, so that of a change of 1 °C in 10,000 L by 0.2 L. Midpoints of EN 228 and EN 590 (720-775, 820-845,
taken as 840 as most gasoil is sold near it), DEF STAN 91-091 (775-840) and ISO 8217 (fuel oil to 991)."""

RESPONSE_S: Final = 120.0
FILL_L_S: Final = 15.0
"""What an operator needs to close a valve, and what a truck drops through a 4 inch hose (900 L/min). A high limit is
the trip less rate × time; both are starting values that a site replaces with its own."""

LOW_SHARE: Final = 0.05
"""Low starts this share of the room between dead stock and safe fill above the dead stock: a starting value."""

WATER_LIMIT_M: Final = 0.05
"""Water at the bottom that starts to matter: a suction commonly stands 0.10 to 0.15 m above the bottom; half of it."""


@dataclass(frozen=True, slots=True)
class GaugeNoise:
    """What a gauge can tell apart.

    Attributes:
        resolution_m: Least step of a height that it tells, metres.
        sigma_m: Standard deviation of one height about the truth at rest; learned from then on.
        temp_resolution_c: Least step of a temperature.
        temp_sigma_c: Standard deviation of one temperature.
    """

    resolution_m: float = 0.001
    sigma_m: float = 0.0005
    temp_resolution_c: float = 0.1
    temp_sigma_c: float = 0.05


@dataclass(frozen=True, slots=True)
class Limits:
    """Where each rule of one tank begins.

    Attributes:
        high_l: Near full, observed litres: safe fill less what still comes while somebody closes the valve.
        overfill_l: Above it nothing may stand, observed litres.
        low_l: Near the dead stock, observed litres.
        run_out_h: Warn when the tank may run dry within these hours: what a truck needs to come.
        water_m: Height of water.
        coldest_c: Product must not be colder.
        hottest_c: Nor hotter.
        largest_flow_l_s: Faster than this no product comes or goes; a height that says so is a spike.
        smallest_drop_l: A rise of less is no delivery.
        bands: How far a rule's figure must come back at least before its condition ends, in the figure's own unit;
            the gauge's noise may ask for more.
    """

    high_l: float
    overfill_l: float
    low_l: float
    run_out_h: float = 24.0
    water_m: float = WATER_LIMIT_M
    coldest_c: float = -10.0
    hottest_c: float = 50.0
    largest_flow_l_s: float = 50.0
    smallest_drop_l: float = 200.0
    bands: Mapping[RuleName, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WatchedTank:
    """One tank, ready for ``step``; made by ``watched``.

    Attributes:
        tank: The tank of the network.
        meters: What draws from it; empty where nothing counts its sales.
        limits: Where its rules begin.
        noise: Of its gauge.
        density15_kg_m3: Of its product; None where API MPMS 11.1 does not cover it, and then nothing is corrected.
    """

    tank: Tank
    meters: tuple[MeterId, ...]
    limits: Limits
    noise: GaugeNoise
    density15_kg_m3: float | None
    lowest_m: float
    highest_m: float
    row_m: float
    volumes_l: array[float]
    factors: array[float] | None

    @property
    def is_volatile(self) -> bool:
        """Whether its product gives off vapour that counts: gasoline (vapour pressure 60 kPa) does, gasoil does not."""
        return product_of(self.tank.product).group == "gasoline"

    def volume_l(self, level_m: float) -> float | None:
        """Observed litres at a height; None outside the strapping."""
        part = (level_m - self.lowest_m) / self.row_m
        if not 0 <= part < ROWS:
            return self.volumes_l[ROWS] if level_m == self.highest_m else None
        row = int(part)
        below = self.volumes_l[row]
        return below + (part - row) * (self.volumes_l[row + 1] - below)

    def area_l_m(self, level_m: float) -> float:
        """Litres in a metre of height, at a height within the strapping."""
        row = min(max(int((level_m - self.lowest_m) / self.row_m), 0), ROWS - 1)
        return (self.volumes_l[row + 1] - self.volumes_l[row]) / self.row_m

    def factor(self, temp_c: float | None) -> float | None:
        """Standard litres in an observed litre; 1 where the product is not corrected, None where it cannot be told."""
        if self.factors is None:
            return 1.0
        if temp_c is None or not COLDEST_C <= temp_c < HOTTEST_C:
            return None
        part = temp_c - COLDEST_C
        row = int(part)
        return self.factors[row] + (part - row) * (self.factors[row + 1] - self.factors[row])


def limits_of(tank: Tank) -> Limits:
    """Starting limits of a tank, from its safe fill, dead stock and capacity; replace what a site knows better.

    Example:
        >>> from petroverse.core.places import PlaceId
        >>> from petroverse.core.tanks import HorizontalCylinder, TankId
        >>> shape = HorizontalCylinder(2.5, 6.1)
        >>> limits_of(Tank(TankId("S7/1"), PlaceId("S7"), "gasoline", shape, 29_900, 28_400, 1_000)).high_l
        26600.0
    """
    room_l = tank.safe_fill_l - tank.dead_stock_l
    high_l = max(tank.safe_fill_l - FILL_L_S * RESPONSE_S, tank.safe_fill_l - room_l / 4)
    flow_l_s = max(50.0, tank.capacity_l / 1800.0)
    low_l = tank.dead_stock_l + LOW_SHARE * room_l
    return Limits(high_l=high_l, overfill_l=tank.safe_fill_l, low_l=low_l, largest_flow_l_s=flow_l_s)


def watched(
    tank: Tank,
    meters: Sequence[MeterId] = (),
    *,
    limits: Limits | None = None,
    noise: GaugeNoise | None = None,
    density15_kg_m3: float | None = None,
) -> WatchedTank:
    """Makes a tank ready for watching.

    Args:
        tank: The tank.
        meters: What draws from it.
        limits: ``limits_of(tank)`` when left out.
        noise: Of its gauge; a gauge that tells millimetres when left out.
        density15_kg_m3: Of its product; the usual one of its family when left out.

    Raises:
        OutsideLimits: API MPMS 11.1 has no such density.
    """
    table = _table(tank.strapping)
    density = usual_density15(tank.product) if density15_kg_m3 is None else density15_kg_m3
    return WatchedTank(
        tank=tank,
        meters=tuple(meters),
        limits=limits or limits_of(tank),
        noise=noise or GaugeNoise(),
        density15_kg_m3=density,
        lowest_m=table[0],
        highest_m=table[1],
        row_m=(table[1] - table[0]) / ROWS,
        volumes_l=table[2],
        factors=None if density is None else _factors(tank.product, density),
    )


def usual_density15(product: str) -> float | None:
    """The usual density at 15 °C, kg/m3, of a product; None where API MPMS 11.1 does not cover it (LPG)."""
    return DENSITY15_KG_M3.get(product_of(product).group)


@lru_cache(maxsize=8192)
def _table(strapping: Strapping) -> tuple[float, float, array[float]]:
    curve = curve_of(strapping)
    levels = np.linspace(curve.lowest_m, curve.highest_m, ROWS + 1)
    return curve.lowest_m, curve.highest_m, array("d", curve.volume_l(levels).tolist())


@lru_cache(maxsize=256)
def _factors(product: str, density15_kg_m3: float) -> array[float] | None:
    try:
        commodity = commodity_of(product)
    except CommodityNotCovered:
        return None
    temps = np.arange(COLDEST_C, HOTTEST_C + 1, dtype=np.float64)
    found = metric_corrections_of(density15_kg_m3, temps, 0.0, commodity).ctl
    return array("d", [each if math.isfinite(each) else math.nan for each in found.tolist()])
