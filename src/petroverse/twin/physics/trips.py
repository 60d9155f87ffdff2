"""Trips: a truck arrives, asks for room, drops one load after another, and drives back.

Room is asked for as a driver does: the whole load must fit below the safe fill, else the truck waits, and after half a
day takes it back. One truck drops at a place at a time. A load goes into all tanks of its pool, by their capacity.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from petroverse.core.readings import Drop
from petroverse.twin.physics.flows import Flows
from petroverse.twin.physics.incidents import ShortDelivery, subject_of
from petroverse.twin.physics.state import Happening, Load, Trip, World
from petroverse.twin.physics.supply import room_l

__all__ = ["with_trips"]

_ASKS_AGAIN_S: Final = 900.0
_PATIENCE_S: Final = 12 * 3600.0
_HOSE_S: Final = 180.0
"""Invented: how soon a driver asks again, how long he waits, how long he takes from one load to the next."""

_DROPS_KEPT: Final = 10
"""Deliveries of each tank that a gauge remembers."""

Told = tuple[Happening, ...]


def with_trips(world: World) -> tuple[World, Told]:
    """The world with every trip moved on that has something to do now, and what happened."""
    told: Told = ()
    for trip in world.trips:
        if trip.next_s <= world.now_s:
            world, new = _moved(world, trip)
            told += new
    return world, told


def _moved(world: World, trip: Trip) -> tuple[World, Told]:
    if trip.dropping_since_s is not None:
        return _ended(world, trip)
    others = [each for each in world.trips if each.place == trip.place and each.dropping_since_s is not None]
    observed_l = trip.loads[0].waybill.quantity.observed or 0.0
    if not others and (trip.is_forced or observed_l <= room_l(world, world.plant.pools[trip.loads[0].pool])):
        return _begun(world, trip)
    if world.now_s - trip.arrives_s < _PATIENCE_S:
        return _changed(world, trip, replace(trip, next_s=world.now_s + _ASKS_AGAIN_S)), ()
    load = trip.loads[0]
    back = Happening("returned", _subject(world, load), world.at, load.std_l, load.waybill)
    return _on(world, trip), (back,)


def _begun(world: World, trip: Trip) -> tuple[World, Told]:
    plant, pool = world.plant, world.plant.pools[trip.loads[0].pool]
    world, load = _shortened(world, trip.loads[0])
    if trip.is_forced:
        load = replace(load, std_l=min(load.std_l, room_l(world, pool, plant.brim_l) * world.tanks.ctl[pool.tanks[0]]))
    std_l = load.std_l * pool.shares
    l_s = load.rate_l_min / 60 * plant.ctl_of(int(pool.tanks[0]), load.temp_c)
    ends_s = world.now_s + max(1, math.ceil(load.std_l / l_s))
    comes = Flows.of(pool.tanks, "delivery", (world.now_s, ends_s), std_l)
    warms = (load.temp_c - world.tanks.temp_c[pool.tanks]) / (world.tanks.stock_l[pool.tanks] + std_l)
    begun = replace(
        trip,
        loads=(load, *trip.loads[1:]),
        next_s=ends_s,
        dropping_since_s=world.now_s,
        before_l=tuple(world.observed_l[pool.tanks].tolist()),
    )
    world = world.changed(flows=world.flows + replace(comes, warms_c_l=warms))
    return _changed(world, trip, begun), ()


def _shortened(world: World, load: Load) -> tuple[World, Load]:
    """The load without what is missing from it by an incident that has not happened yet."""
    taken_l, std_l = world.taken_l.copy(), load.std_l
    tanks = {world.plant.tanks[each].id for each in world.plant.pools[load.pool].tanks}
    found = []
    for number, each in enumerate(world.incidents):
        if isinstance(each, ShortDelivery) and each.tank in tanks and each.at <= world.at and not taken_l[number]:
            taken_l[number] = min(each.litres, std_l)
            std_l -= taken_l[number]
            found.append(number)
    return world.changed(taken_l=taken_l), replace(load, std_l=std_l, incidents=(*load.incidents, *found))


def _ended(world: World, trip: Trip) -> tuple[World, Told]:
    load, plant = trip.loads[0], world.plant
    drops = dict(world.drops)
    started = world.at_s(trip.dropping_since_s or 0.0)
    for tank, before_l in zip(plant.pools[load.pool].tanks.tolist(), trip.before_l, strict=True):
        drop = Drop(plant.tanks[tank].id, started, world.at, before_l, float(world.observed_l[tank]))
        drops[tank] = (*drops.get(tank, ()), drop)[-_DROPS_KEPT:]
    told = Happening("delivered", _subject(world, load), world.at, load.std_l, load.waybill)
    world = world.changed(drops=drops)
    return _on(world, trip), (told, *(_over(world, load, number) for number in load.incidents))


def _over(world: World, load: Load, number: int) -> Happening:
    """An incident that ended with a drop: what was missing from it, or what was dropped though there was no room."""
    incident = world.incidents[number]
    litres = float(world.taken_l[number]) if isinstance(incident, ShortDelivery) else load.std_l
    return Happening("ended", subject_of(incident), world.at, litres, load.waybill, incident)


def _on(world: World, trip: Trip) -> World:
    """The truck without its first load: at its next, or on its way back."""
    rest = trip.loads[1:]
    if rest:
        there = replace(trip, loads=rest, next_s=world.now_s + _HOSE_S, dropping_since_s=None, before_l=())
        return _changed(world, trip, there)
    free = world.truck_free_s.copy()
    if trip.truck >= 0:
        free[trip.truck] = world.now_s + trip.drive_s
    return world.changed(trips=tuple(each for each in world.trips if each is not trip), truck_free_s=free)


def _changed(world: World, trip: Trip, new: Trip) -> World:
    return world.changed(trips=tuple(new if each is trip else each for each in world.trips))


def _subject(world: World, load: Load) -> str:
    return world.plant.tanks[int(world.plant.pools[load.pool].tanks[0])].id
