"""Customers: who comes until the next plan, how much each takes, and who must wait or go away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from petroverse.twin.physics.demand import DAYS_A_MONTH, Demand
from petroverse.twin.physics.flows import Flows, cause_number
from petroverse.twin.physics.plant import Floats, Indices, Plant, Pool
from petroverse.twin.physics.state import PLAN_S, World

__all__ = ["mean_day_l", "with_customers"]

_PATIENCE_S: Final = 600.0
_EVENNESS: Final = 3.0
_FLOW_SHARES: Final = (0.8, 1.05)
_SELLS_AGAIN: Final = 5.0
"""Invented: who would wait longer for a nozzle drives on; purchases follow a gamma distribution of that shape, many
middling and few large; a nozzle gives between these shares of its usual flow; a dry pool sells again when there is
enough for so many."""

_APART_S: Final = 1e7
"""Keeps the queues of different meters apart while all are worked out in one pass."""


def mean_day_l(plant: Plant, demand: Demand) -> Floats:
    """Observed litres that each pool sells in a mean day; 0 where no meter draws from it.

    What is known of a region and product is shared by its pools by their capacity; else a pool sells
    ``turnover_per_day`` of its own.
    """
    regions = [plant.network.place(each.place).region for each in plant.pools]
    held: dict[tuple[str, str], float] = {}
    for region, pool in zip(regions, plant.pools, strict=True):
        held[region, pool.product] = held.get((region, pool.product), 0.0) + _selling_l(pool)
    sold = [
        demand.monthly_l[region, pool.product] / DAYS_A_MONTH * _selling_l(pool) / held[region, pool.product]
        if (region, pool.product) in demand.monthly_l and _selling_l(pool)
        else demand.turnover_per_day * _selling_l(pool)
        for region, pool in zip(regions, plant.pools, strict=True)
    ]
    return np.array(sold, dtype=np.float64)


def _selling_l(pool: Pool) -> float:
    return pool.capacity_l if pool.meters.size else 0.0


@dataclass(frozen=True, slots=True)
class _Customers:
    """Columns of one length."""

    pool: Indices
    meter: Indices
    start_s: Floats
    litres: Floats
    flow_l_s: Floats

    @property
    def takes_s(self) -> Floats:
        return self.litres / self.flow_l_s

    def only(self, which: NDArray[np.bool_] | Indices) -> Self:
        return type(self)(
            self.pool[which], self.meter[which], self.start_s[which], self.litres[which], self.flow_l_s[which]
        )


def with_customers(world: World, rng: np.random.Generator) -> World:
    """The world with the flows of whoever comes until the next plan; who finds no product or no nozzle is counted."""
    came = _arrived(world, rng)
    lined_up = _queued(came, world.meters.busy_until_s)
    stays = lined_up.start_s - came.start_s <= _PATIENCE_S
    left_l = _left_l(world)
    has_product = _in_stock(lined_up, stays, left_l)
    served, away = lined_up.only(stays & has_product), came.only(~(stays & has_product))
    busy = world.meters.busy_until_s.copy()
    np.maximum.at(busy, served.meter, served.start_s + served.takes_s)
    refused = np.bincount(lined_up.pool[~has_product], minlength=left_l.size) > 0
    return world.changed(
        flows=world.flows + _sales(world.plant, served),
        meters=replace(world.meters, busy_until_s=busy),
        turned_away_l=world.turned_away_l + np.bincount(away.pool, away.litres, left_l.size),
        is_dry=refused | (world.is_dry & (left_l < _SELLS_AGAIN * world.purchase_l)),
    )


def _left_l(world: World) -> Floats:
    """Observed litres that each pool can yet sell: what the suction reaches in the emptiest of its tanks."""
    plant = world.plant
    drainable_l = world.drainable_l() / world.tanks.ctl
    each_l = np.where(plant.tank_table >= 0, drainable_l[plant.tank_table] / plant.share_table, np.inf)
    return np.asarray(np.min(each_l, axis=1, initial=np.inf))


def _arrived(world: World, rng: np.random.Generator) -> _Customers:
    """Who comes, by a Poisson process for each pool, each to a nozzle by chance; in order of meter and time."""
    demand, plant = world.settings.demand, world.plant
    share = demand.share_of_mean(world.local(world.now_s)) * PLAN_S / 86_400
    mean_l = world.purchase_l
    count = rng.poisson(world.mean_day_l * world.day_luck * share / mean_l)
    pool = np.repeat(np.arange(count.size), count)
    start = world.now_s + rng.random(pool.size) * PLAN_S
    litres = rng.gamma(_EVENNESS, mean_l[pool] / _EVENNESS)
    flow = demand.flow_l_min / 60 * rng.uniform(*_FLOW_SHARES, pool.size)
    meter = plant.meter_table[pool, (rng.random(pool.size) * plant.meter_count[pool]).astype(np.intp)]
    return _Customers(pool, meter, start, litres, flow).only(np.lexsort((start, meter)))


def _queued(came: _Customers, busy_until_s: Floats) -> _Customers:
    """When each is served: at once, or when the one before has done.

    Source: D. V. Lindley, Math. Proc. Camb. Phil. Soc. 48 (1952) 277: a wait is the one before, plus that one's
    service, less the time between; unrolled, a running maximum.
    """
    if not came.pool.size:
        return came
    takes = came.takes_s
    is_first = np.concatenate(([True], came.meter[1:] != came.meter[:-1]))
    queue = np.cumsum(is_first) - 1
    ahead = np.cumsum(takes) - takes
    ahead -= ahead[is_first][queue]
    ready = np.where(is_first, np.maximum(came.start_s, busy_until_s[came.meter]), came.start_s)
    free_at = np.maximum.accumulate(ready - ahead + queue * _APART_S) - queue * _APART_S
    return replace(came, start_s=free_at + ahead)


def _in_stock(lined_up: _Customers, stays: NDArray[np.bool_], left_l: Floats) -> NDArray[np.bool_]:
    """Whether each finds product: what is left of the pool, less what those before took."""
    wanted_l = np.where(stays, lined_up.litres, 0.0)
    if np.all(np.bincount(lined_up.pool, wanted_l, left_l.size) <= left_l):
        return np.ones(stays.size, dtype=np.bool_)
    order = np.lexsort((lined_up.start_s, lined_up.pool))
    pool, wanted_l = lined_up.pool[order], wanted_l[order]
    taken_l = np.cumsum(wanted_l)
    is_first = np.concatenate(([True], pool[1:] != pool[:-1]))
    before_l = (taken_l - wanted_l)[is_first][np.cumsum(is_first) - 1]
    has_product = np.empty(stays.size, dtype=np.bool_)
    has_product[order] = taken_l - before_l <= left_l[pool]
    return has_product


def _sales(plant: Plant, served: _Customers) -> Flows:
    """A flow for each customer out of each tank of the pool, by its share."""
    each, column = np.nonzero(plant.tank_table[served.pool] >= 0)
    of = served.only(each)
    return Flows(
        tank=plant.tank_table[of.pool, column],
        meter=of.meter,
        cause=np.full(each.size, cause_number("sale"), dtype=np.intp),
        start_s=of.start_s,
        end_s=of.start_s + of.takes_s,
        rate_l_s=of.flow_l_s * plant.share_table[of.pool, column],
        warms_c_l=np.zeros(each.size),
    )
