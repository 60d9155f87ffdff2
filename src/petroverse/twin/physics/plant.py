"""The plant: what of a network does not move, as arrays, so that every tank and meter is stepped at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from petroverse.core.devices import Gauge, GaugeId, MeterId
from petroverse.core.network import Network, Route
from petroverse.core.places import PlaceId
from petroverse.core.products import PRODUCTS
from petroverse.core.tanks import Strapping, Tank, TankId
from petroverse.measurement.strapping import curve_of
from petroverse.measurement.volume_correction import commodity_of, metric_corrections_of

__all__ = ["DENSITY15_KG_M3", "Chart", "Floats", "Indices", "Plant", "Pool", "plant_of"]

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Number = TypeVar("Number", np.float64, np.intp)

DENSITY15_KG_M3: Final[dict[str, float]] = {
    "gasoline": 745.0,
    "naphtha": 720.0,
    "gasoil": 840.0,
    "kerosene": 800.0,
    "aviation": 800.0,
    "marine": 845.0,
    "fuel_oil": 960.0,
}
"""Density at 15 °C by product group, the same in every batch. Source: the middle of what EN 228 (720 to 775), EN 590
(820 to 845), ASTM D1655 (775 to 840) and ISO 8217 (RMG: at most 991) allow."""

_COLDEST_C: Final = -40.0
_STEP_C: Final = 0.5
_STEPS: Final = 280
"""Volume correction is looked up between rows half a degree apart: within 1e-7 of the formula."""

_CHART_ROWS: Final = 4097
"""A height is looked up between rows 0.6 mm apart for a 2.5 m tank: within 1 µm of the curve above the dead stock."""

_BRIM_SHARE: Final = 0.985
"""Invented: how full a tank is when a driver who tied the valve open stops after all."""

_LEAST_RESERVE: Final = 0.005
"""What no suction takes, as a share of the capacity, where a tank states no dead stock."""

_FLOAT_BAND_M: Final = 0.0002
"""By how much a level must change before the friction of a gauge's float gives way. Invented."""

_NOBODY: Final = np.full(1, -1, dtype=np.intp)
_UNDERGROUND: Final = frozenset({"station", "customer"})


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """Height ↔ volume of one tank, as a table close enough for looking up both ways."""

    level_m: Floats
    volume_l: Floats

    @property
    def brim_m(self) -> float:
        """The greatest height it knows."""
        return float(self.level_m[-1])


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Tanks of one product at one place that share their lines: they are filled and drawn by their capacity.

    Attributes:
        place: Where they stand.
        product: What they hold.
        tanks: Their places in the plant.
        meters: Places in the plant of the meters that draw from them; empty at a depot's rack.
        shares: What each of the tanks gives and takes, adding up to 1.
        capacity_l: Of all of them.
    """

    place: PlaceId
    product: str
    tanks: Indices
    meters: Indices
    shares: Floats
    capacity_l: float


@dataclass(frozen=True, eq=False)
class Plant:
    """A network as arrays; tanks counted in kilograms (LPG) stand still and are not in it.

    Attributes:
        network: What it was made from.
        tanks: In the network's order, as all arrays of tanks.
        tank_at: A tank's id → its place in the arrays.
        meter_at: A meter's id → its place in the arrays.
        gauges: By id.
        pools: Tanks that are filled and drawn together, usually one.
        pool_of: The pool of each tank.
        tank_table: A row for each pool with the tanks in it, -1 behind the last.
        share_table: What each of them gives and takes; 1 behind the last.
        meter_table: A row for each pool with its meters, -1 behind the last.
        meter_count: How many meters each pool has.
        pools_at: The pools of a place.
        roads_to: The routes to a place, the quickest first.
        capacity_l: Of each tank, observed litres.
        safe_fill_l: Of each tank.
        brim_l: Where a driver stops who minds no safe fill.
        reserve_l: What the suction of each tank cannot reach, above zero.
        density15_kg_m3: Of each tank's product.
        is_underground: Whether a tank takes the ground's temperature, or the air's.
        float_band_l: What must flow before the friction of a tank's float gives way.
        volatility: 1 for tanks of gasoline, whose vapour counts, 0 for others. Source: US EPA AP-42 table 5.2-5 gives
            distillate 1/300 of the factors for gasoline.
        charts: Of each tank; one strapping has one chart.
    """

    network: Network
    tanks: tuple[Tank, ...]
    tank_at: dict[TankId, int]
    meter_at: dict[MeterId, int]
    gauges: dict[GaugeId, Gauge]
    pools: tuple[Pool, ...]
    pool_of: Indices
    tank_table: Indices
    share_table: Floats
    meter_table: Indices
    meter_count: Indices
    pools_at: dict[PlaceId, tuple[int, ...]]
    roads_to: dict[PlaceId, tuple[Route, ...]]
    capacity_l: Floats
    safe_fill_l: Floats
    brim_l: Floats
    reserve_l: Floats
    density15_kg_m3: Floats
    is_underground: NDArray[np.bool_]
    float_band_l: Floats
    volatility: Floats
    charts: tuple[Chart, ...]
    _ctl: Floats

    def ctl(self, temp_c: Floats) -> Floats:
        """Standard litres in an observed litre of each tank's product at its temperature, -40 to 100 °C."""
        return self._looked_up(np.arange(len(self.tanks)), temp_c)

    def ctl_of(self, tank: int, temp_c: float) -> float:
        """The same of one tank."""
        return float(self._looked_up(np.array([tank]), np.array([temp_c]))[0])

    def _looked_up(self, tank: Indices, temp_c: Floats) -> Floats:
        place = np.clip((temp_c - _COLDEST_C) / _STEP_C, 0.0, _STEPS - 1e-9)
        row = place.astype(np.intp)
        part = place - row
        return np.asarray(self._ctl[tank, row] * (1 - part) + self._ctl[tank, row + 1] * part)


def plant_of(network: Network) -> Plant:
    """A network's plant."""
    tanks = tuple(each for each in network.tanks if PRODUCTS[each.product].unit == "L")
    tank_at = {each.id: index for index, each in enumerate(tanks)}
    meters = tuple(each for each in network.meters if each.tank in tank_at)
    meter_at = {each.id: index for index, each in enumerate(meters)}
    pools = _pools(network, tanks, tank_at, meter_at)
    pool_of = np.zeros(len(tanks), dtype=np.intp)
    for index, pool in enumerate(pools):
        pool_of[pool.tanks] = index
    charts = {each: _chart(each) for each in {tank.strapping for tank in tanks}}
    capacity = np.array([min(each.capacity_l, charts[each.strapping].volume_l[-1]) for each in tanks])
    dead = np.array([each.dead_stock_l for each in tanks])
    density = np.array([DENSITY15_KG_M3[PRODUCTS[each.product].group] for each in tanks])
    return Plant(
        network=network,
        tanks=tanks,
        tank_at=tank_at,
        meter_at=meter_at,
        gauges={each.id: each for each in network.gauges},
        pools=pools,
        pool_of=pool_of,
        tank_table=_table([each.tanks for each in pools], _NOBODY),
        share_table=_table([each.shares for each in pools], np.ones(1)),
        meter_table=_table([each.meters for each in pools], _NOBODY),
        meter_count=np.array([each.meters.size for each in pools], dtype=np.intp),
        pools_at={
            place.id: tuple(number for number, each in enumerate(pools) if each.place == place.id)
            for place in network.places
        },
        roads_to={
            place.id: tuple(
                sorted((each for each in network.routes if each.destination == place.id), key=lambda each: each.drive_h)
            )
            for place in network.places
        },
        capacity_l=capacity,
        safe_fill_l=np.minimum(np.array([each.safe_fill_l for each in tanks]), capacity),
        brim_l=_BRIM_SHARE * capacity,
        reserve_l=np.maximum(dead, _LEAST_RESERVE * capacity),
        density15_kg_m3=density,
        is_underground=np.array([network.place(each.place).kind in _UNDERGROUND for each in tanks], dtype=np.bool_),
        float_band_l=np.array([_FLOAT_BAND_M * _steepest_l_m(charts[each.strapping]) for each in tanks]),
        volatility=np.array([float(PRODUCTS[each.product].group == "gasoline") for each in tanks]),
        charts=tuple(charts[each.strapping] for each in tanks),
        _ctl=_corrections(tanks, density),
    )


def _pools(
    network: Network, tanks: tuple[Tank, ...], tank_at: dict[TankId, int], meter_at: dict[MeterId, int]
) -> tuple[Pool, ...]:
    """A tank with a meter of its own, at a place whose other tanks of that product have theirs, is drawn alone."""
    metered = {each.tank for each in network.meters}
    members: dict[tuple[PlaceId, str, TankId | None], list[Tank]] = {}
    alike: dict[tuple[PlaceId, str], list[Tank]] = {}
    for tank in tanks:
        alike.setdefault((tank.place, tank.product), []).append(tank)
    for (place, product), found in alike.items():
        is_shared = any(each.id not in metered for each in found)
        for tank in found:
            members.setdefault((place, product, None if is_shared else tank.id), []).append(tank)
    return tuple(
        _pool(found, [meter_at[each.id] for each in network.meters_at(place) if each.tank in ids], tank_at)
        for (place, _, _), found in members.items()
        for ids in [{each.id for each in found}]
    )


def _pool(found: list[Tank], meters: list[int], tank_at: dict[TankId, int]) -> Pool:
    capacity = np.array([each.capacity_l for each in found])
    return Pool(
        place=found[0].place,
        product=found[0].product,
        tanks=np.array([tank_at[each.id] for each in found], dtype=np.intp),
        meters=np.array(meters, dtype=np.intp),
        shares=capacity / capacity.sum(),
        capacity_l=float(capacity.sum()),
    )


def _table(rows: list[NDArray[Number]], filler: NDArray[Number]) -> NDArray[Number]:
    widest = max((each.size for each in rows), default=0)
    filled = [np.concatenate((each, np.repeat(filler, widest - each.size))) for each in rows]
    return np.array(filled, dtype=filler.dtype).reshape(len(rows), widest)


def _chart(strapping: Strapping) -> Chart:
    curve = curve_of(strapping)
    level = np.linspace(curve.lowest_m, curve.highest_m, _CHART_ROWS)
    return Chart(level, curve.volume_l(level))


def _steepest_l_m(chart: Chart) -> float:
    return float(np.max(np.diff(chart.volume_l) / np.diff(chart.level_m)))


def _corrections(tanks: tuple[Tank, ...], density: Floats) -> Floats:
    temp_c = _COLDEST_C + _STEP_C * np.arange(_STEPS + 1)
    rows = {
        product: metric_corrections_of(
            np.full(temp_c.size, density[[each.product for each in tanks].index(product)]),
            temp_c,
            0.0,
            commodity_of(product),
        ).ctl
        for product in {each.product for each in tanks}
    }
    return np.array([rows[each.product] for each in tanks]).reshape(len(tanks), temp_c.size)
