"""A stretch of one tank system from what is kept of it: which tanks balance together, their readings and totals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from petroverse.core.devices import MeterId
from petroverse.core.network import Network
from petroverse.core.places import PlaceId
from petroverse.core.roles import UnitOfWork
from petroverse.core.tanks import Tank
from petroverse.database import Moment, StoredWaybill, TotalAround, list_waybills, moments, totals_at
from petroverse.detect.tank import GaugeNoise, History, WatchedTank, watched

__all__ = ["TankSystem", "lines_of", "system_history", "systems_at"]

Floats = NDArray[np.float64]

EVERY: Final = timedelta(minutes=15)
"""A reading of each quarter of an hour is what the leak test was put on trial with."""

_STEPS_M: Final = (0.01, 0.005, 0.00254, 0.0025, 0.002, 0.001, 0.0005, 0.0003)
"""Resolutions of gauges, the coarsest first; 0.1 inch is among them."""

_DISTINCT: Final = 20
_SAME_STEP: Final = 0.995


class TankSystem(NamedTuple):
    """Tanks whose litres are balanced together, and the meters that draw from them."""

    tanks: tuple[Tank, ...]
    meters: tuple[MeterId, ...]

    @property
    def id(self) -> str:
        """The first tank stands for it."""
        return str(self.tanks[0].id)

    @property
    def has_density(self) -> bool:
        """Whether the density of all its product was measured."""
        return all(each.density15_kg_m3 is not None for each in self.tanks)


def systems_at(network: Network, place: PlaceId) -> tuple[TankSystem, ...]:
    """The tank systems of a site, in the network's order.

    A tank without a meter of its own is drawn through those of its product's other tanks: they are manifolded, and only
    together do their litres balance.
    """
    meters = network.meters_at(place)
    own = {tank.id: tuple(each.id for each in meters if each.tank == tank.id) for tank in network.tanks_at(place)}
    systems: dict[str, list[Tank]] = {}
    for tank in network.tanks_at(place):
        same = [each for each in network.tanks_at(place) if each.product == tank.product]
        is_alone = all(own[each.id] for each in same) or not any(own[each.id] for each in same)
        systems.setdefault(tank.id if is_alone else f"all {tank.product}", []).append(tank)
    return tuple(
        TankSystem(tuple(tanks), tuple(meter for tank in tanks for meter in own[tank.id])) for tanks in systems.values()
    )


def lines_of(unit: UnitOfWork, system: TankSystem, since: datetime, until: datetime) -> list[StoredWaybill]:
    """What papers say was brought into a system's tanks, from an instant on and before another one."""
    names = {str(each.id) for each in system.tanks}
    return [each for each in list_waybills(unit, [system.tanks[0].place], since, until) if each.tank in names]


def system_history(unit: UnitOfWork, system: TankSystem, since: datetime, until: datetime) -> tuple[History, list[str]]:
    """A stretch of a tank system and of what draws from it, as the models read it, with what a reader must know."""
    seen = _together([moments(unit, each.id, since, until, EVERY) for each in system.tanks]) if until > since else ()
    around = totals_at(unit, system.meters, [row[0].at for row in seen])
    totals = np.array([_total(each) for each in around], dtype=np.float64).reshape(len(system.meters), len(seen)).T
    is_told = np.isfinite(totals).all(axis=1) if system.meters else np.ones(len(seen), dtype=np.bool_)
    notes = []
    if missing := int((~is_told).sum()):
        notes.append(f"{missing} of {len(seen)} quarter hours are left out: a meter told nothing within an hour")
    kept = [seen[number] for number in np.flatnonzero(is_told)]
    totals, set_back = _joined(totals[is_told])
    notes += [f"the total of meter {system.meters[at]} was set back {times} times" for at, times in set_back.items()]
    shape = (len(kept), len(system.tanks))
    level_m = np.array([[each.level_m for each in row] for row in kept], dtype=np.float64).reshape(shape)
    temps = [[math.nan if each.temp_c is None else each.temp_c for each in row] for row in kept]
    history = History(
        tuple(_ready(tank, system.meters, level_m[:, column]) for column, tank in enumerate(system.tanks)),
        np.array([row[0].at.timestamp() for row in kept], dtype=np.float64),
        level_m,
        np.array(temps, dtype=np.float64).reshape(shape),
        totals,
        system.meters,
    )
    return history, notes


def _together(columns: Sequence[Sequence[Moment]]) -> list[tuple[Moment, ...]]:
    """Readings of several tanks as one row where all were read within a minute."""
    first, *others = columns
    by_minute = [{_minute(each.at): each for each in column} for column in others]
    rows = []
    for each in first:
        near = [next((of[at] for at in _minutes(each.at) if at in of), None) for of in by_minute]
        if None not in near:
            rows.append((each, *(one for one in near if one is not None)))
    return rows


def _minute(at: datetime) -> int:
    return int(at.timestamp() // 60.0)


def _minutes(at: datetime) -> tuple[int, int, int]:
    return _minute(at), _minute(at) - 1, _minute(at) + 1


def _ready(tank: Tank, meters: Sequence[MeterId], level_m: Floats) -> WatchedTank:
    noise = GaugeNoise(resolution_m=_step_m(level_m))
    return watched(tank, meters, noise=noise, density15_kg_m3=tank.density15_kg_m3)


def _step_m(level_m: Floats) -> float:
    """The step of a gauge's heights, as the heights themselves show it; 1 mm where they are too few."""
    distinct = np.unique(np.round(level_m, 6))
    if distinct.size < _DISTINCT:
        return 0.001
    for step in _STEPS_M:
        away = np.abs(distinct / step - np.round(distinct / step)) * step
        if float((away < max(0.02 * step, 2e-6)).mean()) >= _SAME_STEP:
            return step
    return _STEPS_M[-1]


def _total(each: TotalAround) -> float:
    """The total at an instant, straight between the two that stand around it."""
    if each.before_at is None or each.after_at is None or each.before_l is None or each.after_l is None:
        return math.nan
    whole = (each.after_at - each.before_at).total_seconds()
    part = (each.at - each.before_at).total_seconds() / whole if whole else 0.0
    return each.before_l + part * max(each.after_l - each.before_l, 0.0)


def _joined(totals: Floats) -> tuple[Floats, dict[int, int]]:
    """Totals that were set back, joined: what a meter shows after it was is what it counted since."""
    if totals.shape[0] < 2:
        return totals, {}
    steps = np.diff(totals, axis=0)
    is_back = steps < 0
    steps = np.where(is_back, totals[1:], steps)
    joined = np.concatenate((totals[:1], totals[:1] + np.cumsum(steps, axis=0)))
    return joined, {column: int(times) for column, times in enumerate(is_back.sum(axis=0)) if times}
