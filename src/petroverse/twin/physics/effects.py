"""Effects: what incidents do to the world at the turns at which they begin, go on and end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from petroverse.core.events import Quantity, Waybill
from petroverse.twin.physics.flows import Cause, Flows
from petroverse.twin.physics.incidents import (
    Drain,
    Incident,
    Leak,
    LineBreak,
    MeterDrift,
    OverfillAttempt,
    StuckGauge,
    WaterIngress,
    subject_of,
)
from petroverse.twin.physics.state import Happening, Load, Trip, World
from petroverse.twin.physics.supply import SIM, room_l

__all__ = ["incident_turns_s", "with_drains", "with_incidents", "with_worn_meters"]

_DAY: Final = timedelta(days=1)


def incident_turns_s(world: World) -> Iterator[float]:
    """Seconds at which an incident begins or ends."""
    for each in world.incidents:
        yield world.second_of(each.at)
        if until := _until(each):
            yield world.second_of(until)


def _until(incident: Incident) -> datetime | None:
    return getattr(incident, "until", None)


def with_incidents(world: World) -> tuple[World, tuple[Happening, ...]]:
    """The world in which the incidents that begin or end now have, and what is told of them."""
    told = []
    for number, each in enumerate(world.incidents):
        if each.at == world.at:
            told.append(Happening("began", subject_of(each), world.at, incident=each))
            world = _begun(world, number, each)
        if _until(each) == world.at:
            told.append(Happening("ended", subject_of(each), world.at, _taken_l(world, number, each), incident=each))
            world = _over(world, each)
    return world, tuple(told)


def _begun(world: World, number: int, incident: Incident) -> World:
    match incident:
        case StuckGauge():
            tank = world.plant.tank_at[incident.tank]
            now = (float(world.tanks.float_l[tank]), float(world.tanks.temp_c[tank]), float(world.tanks.water_l[tank]))
            return world.changed(stuck={**world.stuck, tank: now})
        case WaterIngress():
            return _with_water(world, incident, incident.litres_h / 3600)
        case OverfillAttempt():
            return _overfilled(world, number, incident)
        case _:
            return world


def _over(world: World, incident: Incident) -> World:
    match incident:
        case StuckGauge():
            tank = world.plant.tank_at[incident.tank]
            return world.changed(stuck={each: told for each, told in world.stuck.items() if each != tank})
        case WaterIngress():
            return _with_water(world, incident, -incident.litres_h / 3600)
        case _:
            return world


def _with_water(world: World, incident: WaterIngress, more_l_s: float) -> World:
    comes = world.water_l_s.copy()
    tank = world.plant.tank_at[incident.tank]
    comes[tank] = max(0.0, comes[tank] + more_l_s)
    return world.changed(water_l_s=comes)


def _taken_l(world: World, number: int, incident: Incident) -> float:
    if isinstance(incident, WaterIngress) and incident.until:
        return incident.litres_h * (incident.until - incident.at).total_seconds() / 3600
    return float(world.taken_l[number])


def _overfilled(world: World, number: int, incident: OverfillAttempt) -> World:
    """A truck from outside drops at once, whatever room there is."""
    plant = world.plant
    tank = plant.tank_at[incident.tank]
    pool = int(plant.pool_of[tank])
    place = plant.pools[pool].place
    observed_l = room_l(world, plant.pools[pool], plant.brim_l)
    if observed_l < 1:
        return world
    temp_c = float(world.tanks.temp_c[tank])
    standard_l = observed_l * plant.ctl_of(tank, temp_c)
    density = float(plant.density15_kg_m3[tank])
    quantity = Quantity(plant.pools[pool].product, observed_l, standard_l, temp_c, density)
    reference = f"{SIM}-W{world.trips_made:07d}-1"
    paper = Waybill(reference, world.at, quantity, f"{SIM}-OUTSIDE", place, SIM, f"{SIM}-TRUCK")
    rate = float(np.mean(world.settings.supply.drop_l_min))
    load = Load(pool, standard_l, temp_c, rate, paper, (number,))
    trip = Trip(-1, place, (load,), world.now_s, world.now_s, 0.0, is_forced=True)
    return world.changed(trips=(*world.trips, trip), trips_made=world.trips_made + 1)


def with_drains(world: World, until_s: float, only: Incident | None = None) -> World:
    """The world with what leaks, thefts and broken lines take until an instant, as far as there is product.

    Args:
        world: Now.
        until_s: Until when.
        only: One incident alone; all of them where None.
    """
    for number, each in enumerate(world.incidents):
        if isinstance(each, Drain) and (only is None or each is only):
            world = _drained(world, number, each, until_s)
    return world


def _drained(world: World, number: int, incident: Drain, until_s: float) -> World:
    starts_s = max(world.now_s, world.second_of(incident.at))
    ends_s = min(until_s, world.second_of(incident.until)) if incident.until else until_s
    if ends_s <= starts_s:
        return world
    pool = world.plant.pools[world.plant.pool_of[world.plant.tank_at[incident.tank]]]
    there_l = float(np.min(world.drainable_l()[pool.tanks] / pool.shares))
    std_l = min(incident.std_l_s * (ends_s - starts_s), there_l)
    cause: Cause = (
        "leak" if isinstance(incident, Leak) else "line_break" if isinstance(incident, LineBreak) else "theft"
    )
    taken = world.taken_l.copy()
    taken[number] += std_l
    goes = Flows.of(pool.tanks, cause, (starts_s, ends_s), std_l * pool.shares)
    return world.changed(flows=world.flows + goes, taken_l=taken)


def with_worn_meters(world: World) -> World:
    """The world with the bias that each meter has by now: where it wandered, and what incidents made of it."""
    bias = world.meters.wander.copy()
    for each in world.incidents:
        if isinstance(each, MeterDrift) and each.at < world.at:
            last = min(world.at, each.until or world.at)
            bias[world.plant.meter_at[each.meter]] += each.share_per_day * (last - each.at) / _DAY
    return world.changed(meters=replace(world.meters, bias=np.maximum(bias, -1.0)))
