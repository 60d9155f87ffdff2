"""The world begins, goes on and has incidents put into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np

from petroverse.core.errors import InputRefused
from petroverse.core.network import Network
from petroverse.twin.physics.customers import mean_day_l, with_customers
from petroverse.twin.physics.effects import incident_turns_s, with_drains, with_incidents, with_worn_meters
from petroverse.twin.physics.flows import CAUSES, Flows
from petroverse.twin.physics.incidents import Incident, check_incident
from petroverse.twin.physics.motion import flowed
from petroverse.twin.physics.plant import Floats, Plant, plant_of
from petroverse.twin.physics.state import PLAN_S, Happening, Meters, Settings, Tanks, World
from petroverse.twin.physics.supply import with_orders, with_receipts
from petroverse.twin.physics.trips import with_trips

__all__ = ["TimeRunsBack", "injected", "start", "step"]

_BIAS_LIMIT: Final = 0.005
"""Most that a fuel dispenser may err. Source: EU directive 2014/32/EU, annex VII, table 2, accuracy class 0.5."""

_BIAS_SPREAD: Final = 0.0015
_BIAS_WANDER: Final = 0.0001
"""Invented: how meters differ at the start, and how far one wanders in a day, as standard deviations."""


class TimeRunsBack(InputRefused):
    """A world was asked to go to an instant that it has passed, or to one without a zone."""


def start(
    network: Network,
    at: datetime,
    seed: int,
    settings: Settings | None = None,
    incidents: tuple[Incident, ...] = (),
) -> World:
    """A world at its first instant: tanks filled by chance, meters a little off, nobody there yet.

    Args:
        network: What it is a world of.
        at: When it begins, zoned.
        seed: All chance comes from it: the same seed gives the same world, whatever the steps it is taken through.
        settings: What it is like.
        incidents: What is to go wrong in it.

    Raises:
        IncidentNotPossible: An incident is of something that the network does not have.
        TimeRunsBack: The instant has no zone.
    """
    if at.tzinfo is None:
        raise TimeRunsBack(f"{at} has no zone", where="at", fix="add one, such as Z")
    for each in incidents:
        check_incident(each, network)
    world = _opened(plant_of(network), at.astimezone(UTC), seed, settings or Settings())
    return world.changed(incidents=incidents, taken_l=np.zeros(len(incidents)))


def _opened(plant: Plant, at: datetime, seed: int, settings: Settings) -> World:
    rng = np.random.default_rng([seed, 0])
    tanks, meters, pools = len(plant.tanks), len(plant.meter_at), len(plant.pools)
    filled = np.clip(rng.normal(settings.filled_share, 0.15, pools), 0.25, 0.95)[plant.pool_of]
    around = _around_c(plant, settings, at + timedelta(hours=settings.hours_ahead))
    ctl = plant.ctl(around)
    observed_l = np.maximum(filled * plant.safe_fill_l, np.minimum(2 * plant.reserve_l, plant.safe_fill_l))
    zeros = np.zeros(tanks)
    bias = _within_law(rng.normal(0.0, _BIAS_SPREAD, meters))
    return World(
        plant=plant,
        settings=settings,
        seed=seed,
        incidents=(),
        started_at=at,
        now_s=0.0,
        next_plan_s=0.0,
        turned_s=-1.0,
        tanks=Tanks(observed_l * ctl, around, zeros, around, ctl, observed_l),
        meters=Meters(
            true_l=np.zeros(meters),
            counted_l=np.round(rng.uniform(1e4, 1e6, meters), 2),
            wander=bias,
            bias=bias,
            busy_until_s=np.zeros(meters),
        ),
        water_l_s=zeros,
        opening_l=observed_l * ctl,
        moved_l=np.zeros((len(CAUSES), tanks)),
        turned_away_l=np.zeros(pools),
        flows=Flows.none(),
        trips=(),
        truck_free_s=np.zeros(len(plant.network.trucks)),
        mean_day_l=mean_day_l(plant, settings.demand),
        purchase_l=np.array([settings.demand.mean_purchase_l(each.product) for each in plant.pools]),
        day_luck=np.ones(pools),
        is_dry=np.zeros(pools, dtype=np.bool_),
        taken_l=np.zeros(0),
        stuck={},
        drops={},
        trips_made=0,
    )


def step(world: World, until: datetime) -> tuple[World, tuple[Happening, ...]]:
    """The world at a later instant, and what truly happened on the way.

    Args:
        world: As it is.
        until: When it shall be looked at next, zoned; not before the world's own time.

    Raises:
        TimeRunsBack: The instant has passed, or has no zone.
    """
    if until.tzinfo is None or until < world.at:
        raise TimeRunsBack(f"the world is at {world.at}, not before {until}", where="until", fix="give a later instant")
    until_s, told = world.second_of(until), list[Happening]()
    while (turn_s := _next_turn_s(world)) <= until_s:
        world, new = _turned(flowed(world, turn_s))
        told += new
    return flowed(world, until_s), tuple(told)


def injected(world: World, incident: Incident) -> World:
    """The world in which one more thing is to go wrong, some time after now.

    Raises:
        IncidentNotPossible: It is of something that the network does not have.
        TimeRunsBack: It would have begun by now.
    """
    check_incident(incident, world.plant.network)
    if incident.at <= world.at:
        raise TimeRunsBack(f"the world is at {world.at}, past {incident.at}", where="at", fix="give a later instant")
    world = world.changed(incidents=(*world.incidents, incident), taken_l=np.append(world.taken_l, 0.0))
    return with_drains(world, world.next_plan_s, incident)


def _next_turn_s(world: World) -> float:
    """When something new begins next."""
    known = (*incident_turns_s(world), *(each.next_s for each in world.trips), world.next_plan_s)
    return min(each for each in known if each > world.turned_s)


def _turned(world: World) -> tuple[World, tuple[Happening, ...]]:
    """The world with all that begins now begun."""
    world = _settled(world.changed(turned_s=world.now_s))
    world, told = with_incidents(world)
    world, of_trips = with_trips(world)
    if world.now_s < world.next_plan_s:
        return world, told + of_trips
    was_dry = world.is_dry
    world = _planned(world)
    newly_dry = np.flatnonzero(world.is_dry & ~was_dry)
    tanks = [world.plant.tanks[world.plant.pools[each].tanks[0]].id for each in newly_dry]
    return world, told + of_trips + tuple(Happening("ran_out", each, world.at) for each in tanks)


def _settled(world: World) -> World:
    """The world with its volume correction, and where the floats rest, brought up to now.

    A float follows only what moves it by more than its friction: it stays within a band around the level.
    """
    ctl = world.plant.ctl(world.tanks.temp_c)
    seen_l = world.tanks.stock_l / ctl + world.tanks.water_l
    band_l = world.plant.float_band_l
    rests_l = np.clip(world.tanks.float_l, seen_l - band_l, seen_l + band_l)
    return world.changed(tanks=replace(world.tanks, ctl=ctl, float_l=rests_l))


def _planned(world: World) -> World:
    """The world with all drawn that will happen until the next plan."""
    number = round(world.now_s / PLAN_S)
    rng = np.random.default_rng([world.seed, 1, number])
    until_s = (number + 1) * PLAN_S
    around = _around_c(world.plant, world.settings, world.local(world.now_s))
    world = world.changed(
        flows=world.flows.after(world.now_s), tanks=replace(world.tanks, around_c=around), next_plan_s=until_s
    )
    if number == 0 or world.local(world.now_s).date() != world.local(world.now_s - PLAN_S).date():
        world = _new_day(world, rng)
    world = with_customers(with_drains(with_worn_meters(world), until_s), rng)
    return with_receipts(with_orders(world, rng))


def _new_day(world: World, rng: np.random.Generator) -> World:
    spread = world.settings.demand.day_spread
    luck = np.exp(spread * rng.standard_normal(world.day_luck.size) - spread**2 / 2)
    wandered = world.meters.wander + rng.normal(0.0, _BIAS_WANDER, world.meters.wander.size)
    return world.changed(day_luck=luck, meters=replace(world.meters, wander=_within_law(wandered)))


def _within_law(bias: Floats) -> Floats:
    """Whoever would cross the law's limit is turned back by as much."""
    over = np.maximum(np.abs(bias) - _BIAS_LIMIT, 0.0)
    return np.asarray(np.clip(bias - 2 * np.sign(bias) * over, -_BIAS_LIMIT, _BIAS_LIMIT))


def _around_c(plant: Plant, settings: Settings, local: datetime) -> Floats:
    climate = settings.climate
    return np.where(plant.is_underground, climate.ground_c(local), climate.day_mean_c(local))
