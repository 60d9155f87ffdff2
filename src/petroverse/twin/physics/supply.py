"""Supply: which station a truck is sent to, and what it carries by compartment.

A station's tank whose stock covers fewer days than ``reorder_days`` is ordered for, and the station's other tanks with
it where there is room. The nearest depot that has the products loads a free truck. Where no road leads to a depot that
could ever have them, or the network has no trucks, somebody from outside brings them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from petroverse.core.events import Quantity, Waybill
from petroverse.core.network import Route, Truck, TruckId
from petroverse.core.places import PlaceId
from petroverse.twin.physics.flows import Flows, cause_number
from petroverse.twin.physics.incidents import RunOut
from petroverse.twin.physics.plant import Floats, Pool
from petroverse.twin.physics.state import PLAN_S, Load, Trip, World

__all__ = ["SIM", "room_l", "with_orders", "with_receipts"]

SIM: Final = "SIM"
"""Begins every reference of a waybill, and stands for a place, company or truck that the network does not name."""

_OUTSIDE: Final = Truck(TruckId(f"{SIM}-TRUCK"), (9000.0, 9000.0, 9000.0, 9000.0))
_OUTSIDE_DRIVE_H: Final = 3.0
_LEAST_FILL: Final = 0.3
_ROAD_SPREAD: Final = 0.1
"""Invented: a truck and its way where the network has none; how much a compartment carries at least; how much driving
times vary, as a standard deviation of their logarithm."""

_RECEIPT_S: Final = 16 * PLAN_S
_LOW_SHARE: Final = 0.45
_FULL_SHARE: Final = 0.85
"""Invented: a depot's tank below the one share of its safe fill is brought to the other within eight hours."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What a station wants: by pool, the room in observed litres, and the days of cover."""

    place: PlaceId
    room_l: dict[int, float]
    cover_days: dict[int, float]


@dataclass(frozen=True, slots=True)
class _Source:
    """Whence a load comes: a place, how long the road takes, and by product the pool that it is taken from."""

    place: PlaceId
    drive_h: float
    pools: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Ride:
    """One truck's way from a source: how its papers begin, and when it will arrive."""

    reference: str
    truck: Truck
    source: _Source
    arrives_s: float


def room_l(world: World, pool: Pool, full_l: Floats | None = None) -> float:
    """Observed litres that fit now, as the tank of the pool with the least room allows.

    Args:
        world: Now.
        pool: Into which tanks.
        full_l: What each tank of the plant may hold; its safe fill where None.
    """
    may_hold_l = world.plant.safe_fill_l if full_l is None else full_l
    free_l = (may_hold_l - world.observed_l - world.tanks.water_l)[pool.tanks]
    return max(0.0, float(np.min(free_l / pool.shares)))


def with_orders(world: World, rng: np.random.Generator) -> World:
    """The world with trucks sent to the stations that need one, as long as there are trucks and product."""
    for order in _orders(world):
        if truck := _truck_for(world, sum(order.room_l.values())):
            world = _sent(world, order, truck, rng)
    return world


def _orders(world: World) -> list[_Order]:
    plant = world.plant
    usable_l = np.bincount(plant.pool_of, world.observed_l - plant.reserve_l, len(plant.pools))
    cover = np.where(world.mean_day_l > 0, usable_l / np.maximum(world.mean_day_l, 1e-9), np.inf)
    cover[_withheld(world)] = np.inf
    low = np.flatnonzero(cover < world.settings.supply.reorder_days)
    served = {trip.place for trip in world.trips}
    places = dict.fromkeys(plant.pools[each].place for each in low[np.argsort(cover[low], kind="stable")])
    return [_order(world, place, cover) for place in places if place not in served]


def _order(world: World, place: PlaceId, cover: Floats) -> _Order:
    pools = [each for each in world.plant.pools_at[place] if np.isfinite(cover[each])]
    room = {each: room_l(world, world.plant.pools[each]) for each in pools}
    return _Order(place, room, {each: float(cover[each]) for each in pools})


def _withheld(world: World) -> list[int]:
    """The pools that no truck is sent to, by an incident."""
    return [
        int(world.plant.pool_of[world.plant.tank_at[each.tank]])
        for each in world.incidents
        if isinstance(each, RunOut) and each.at <= world.at < each.until
    ]


def _truck_for(world: World, wanted_l: float) -> tuple[int, Truck] | None:
    """The free truck whose capacity is nearest to what is wanted."""
    trucks = world.plant.network.trucks
    if not trucks:
        return -1, _OUTSIDE
    free = np.flatnonzero(world.truck_free_s <= world.now_s)
    best = min(free.tolist(), key=lambda each: abs(trucks[each].capacity_l - wanted_l), default=None)
    return None if best is None else (best, trucks[best])


def _sent(world: World, order: _Order, truck: tuple[int, Truck], rng: np.random.Generator) -> World:
    number, vehicle = truck
    filled_l = _filled(vehicle, order, world.mean_day_l)
    source = _source(world, order.place, filled_l)
    if not filled_l or source is None:
        return world
    loading_s = math.ceil(60 * sum(filled_l.values()) / world.settings.supply.rack_l_min)
    drive_s = math.ceil(3600 * source.drive_h * math.exp(rng.normal(0.0, _ROAD_SPREAD)))
    arrives_s = world.now_s + loading_s + drive_s
    ride = _Ride(f"{SIM}-W{world.trips_made:07d}", vehicle, source, arrives_s)
    loads = tuple(_load(world, ride, pool, litres, rng) for pool, litres in filled_l.items())
    taken = Flows.none()
    for load in loads:
        if (depot := source.pools.get(world.plant.pools[load.pool].product)) is not None:
            out = world.plant.pools[depot]
            taken += Flows.of(out.tanks, "loading", (world.now_s, world.now_s + loading_s), load.std_l * out.shares)
    free = world.truck_free_s.copy()
    if number >= 0:
        free[number] = np.inf
    trip = Trip(number, order.place, loads, arrives_s, arrives_s, drive_s)
    return world.changed(
        trips=(*world.trips, trip), flows=world.flows + taken, truck_free_s=free, trips_made=world.trips_made + 1
    )


def _filled(truck: Truck, order: _Order, mean_day_l: Floats) -> dict[int, float]:
    """Pool → observed litres: each compartment, the largest first, to the pool of least cover that has room."""
    room, cover, filled = dict(order.room_l), dict(order.cover_days), dict[int, float]()
    for capacity_l in sorted(truck.compartments_l, reverse=True):
        able = [each for each in room if room[each] >= _LEAST_FILL * capacity_l]
        if not able:
            continue
        pool = min(able, key=lambda each: cover[each])
        litres = float(math.floor(min(capacity_l, room[pool])))
        room[pool] -= litres
        cover[pool] += litres / mean_day_l[pool]
        filled[pool] = filled.get(pool, 0.0) + litres
    return filled


def _source(world: World, place: PlaceId, filled_l: dict[int, float]) -> _Source | None:
    """The nearest depot that has it all; None when it must be waited for."""
    wanted: dict[str, float] = {}
    for pool, litres in filled_l.items():
        product = world.plant.pools[pool].product
        wanted[product] = wanted.get(product, 0.0) + litres
    could = [each for road in world.plant.roads_to[place] if (each := _depot(world, road, wanted))]
    if not could:
        return _Source(PlaceId(f"{SIM}-OUTSIDE"), _OUTSIDE_DRIVE_H, {})
    free_l = world.drainable_l()
    for each in could:
        pools = {product: world.plant.pools[pool] for product, pool in each.pools.items()}
        if all(np.min(free_l[pools[name].tanks] / pools[name].shares) >= wanted[name] for name in wanted):
            return each
    return None


def _depot(world: World, road: Route, wanted: dict[str, float]) -> _Source | None:
    pools = {world.plant.pools[each].product: each for each in world.plant.pools_at[road.origin]}
    has_all = set(wanted) <= set(pools)
    return _Source(road.origin, road.drive_h, {name: pools[name] for name in wanted}) if has_all else None


def _temp_at(world: World, source: _Source, pool: int) -> float:
    depot = source.pools.get(world.plant.pools[pool].product)
    if depot is None:
        return world.settings.climate.day_mean_c(world.local(world.now_s))
    return float(world.tanks.temp_c[world.plant.pools[depot].tanks[0]])


def _load(world: World, ride: _Ride, pool: int, litres: float, rng: np.random.Generator) -> Load:
    """What the paper says, truly aboard, as warm as the road will have made it."""
    plant, supply = world.plant, world.settings.supply
    tank, place = int(plant.pools[pool].tanks[0]), plant.network.place(plant.pools[pool].place)
    temp_c = _temp_at(world, ride.source, pool)
    standard_l = round(litres * plant.ctl_of(tank, temp_c), 1)
    density = float(plant.density15_kg_m3[tank])
    paper = Waybill(
        reference=f"{ride.reference}-{pool}",
        at=world.at,
        quantity=Quantity(plant.pools[pool].product, litres, standard_l, round(temp_c, 1), density),
        place_from=ride.source.place,
        place_to=place.id,
        company=place.company or SIM,
        carrier=ride.truck.id,
    )
    air_c = world.settings.climate.air_c(world.local(ride.arrives_s))
    arrives_c = temp_c + supply.warmed_share * (air_c - temp_c)
    return Load(pool, standard_l, arrives_c, float(rng.uniform(*supply.drop_l_min)), paper)


def with_receipts(world: World) -> World:
    """The world with depots that run low supplied from outside, over the next hours."""
    plant, flows = world.plant, world.flows
    if not world.settings.supply.is_stocked_again:
        return world
    observed_l = world.observed_l
    low = (observed_l < _LOW_SHARE * plant.safe_fill_l) & ~plant.is_underground
    low[flows.tank[flows.cause == cause_number("receipt")]] = False
    tanks = np.flatnonzero(low)
    std_l = ((_FULL_SHARE * plant.safe_fill_l - observed_l) * world.tanks.ctl)[tanks]
    comes = Flows.of(tanks, "receipt", (world.now_s, world.now_s + _RECEIPT_S), std_l)
    air_c = world.settings.climate.day_mean_c(world.local(world.now_s))
    warms = (air_c - world.tanks.temp_c[tanks]) / (world.tanks.stock_l[tanks] + std_l)
    return world.changed(flows=flows + replace(comes, warms_c_l=warms)) if tanks.size else world
