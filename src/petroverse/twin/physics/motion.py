"""Motion: what happens between two instants at which nothing new begins; every formula is exact over any length.

    product       a straight line for each flow
    temperature   dT/dt = (around − T) / tau + warming of what comes in, whose solution is an exponential
    meters        counted = true · (1 + bias)

The warming of a drop is spread evenly over its litres, so that it ends at the mixture's temperature (but for what the
ground takes meanwhile): (T_drop − T_tank) / (what was in it + what comes).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from petroverse.twin.physics.flows import CAUSES, COMES_IN, cause_number
from petroverse.twin.physics.plant import Floats
from petroverse.twin.physics.state import World

__all__ = ["RELAXES_S", "flowed"]

RELAXES_S: Final = 5.0 * 86_400
"""Time constant of an underground tank, here of every tank: 10 m3 of product hold 16 MJ/K, and a cylinder 6 m long and
2.4 m wide, 2.4 m deep in soil of 1.2 W/(m K), passes 34 W/K: 5.3 days. Source: shape factor 2πL / arcosh(2z/D),
F. P. Incropera, Fundamentals of Heat and Mass Transfer, table 4.1; a half full tank."""

_SIGNS: Final = np.where(COMES_IN, 1.0, -1.0)


def flowed(world: World, until_s: float) -> World:
    """The world at an instant that is not earlier, before which nothing new begins."""
    if until_s == world.now_s:
        return world
    plant, flows, tanks = world.plant, world.flows, world.tanks
    size, span_s = len(plant.tanks), until_s - world.now_s
    overlap_s = flows.overlap_s(world.now_s, until_s)
    observed_l = flows.rate_l_s * overlap_s
    is_metered = flows.meter >= 0
    std_l = np.where(is_metered, observed_l * tanks.ctl[flows.tank], observed_l)
    moved = np.bincount(flows.cause * size + flows.tank, std_l, len(CAUSES) * size).astype(np.float64)
    moved = moved.reshape(len(CAUSES), size)
    moved[cause_number("vapour")] += _vapour(world, moved)
    warming_c_s = np.bincount(flows.tank, std_l * flows.warms_c_l, size) / span_s
    settles_at = tanks.around_c + warming_c_s * RELAXES_S
    stays = np.exp(-span_s / RELAXES_S)
    through_l = np.bincount(flows.meter[is_metered], observed_l[is_metered], world.meters.true_l.size)
    return world.changed(
        now_s=until_s,
        tanks=replace(
            tanks,
            stock_l=tanks.stock_l + _SIGNS @ moved,
            temp_c=settles_at + (tanks.temp_c - settles_at) * stays,
            water_l=tanks.water_l + world.water_l_s * span_s,
        ),
        meters=replace(
            world.meters,
            true_l=world.meters.true_l + through_l,
            counted_l=world.meters.counted_l + through_l * (1.0 + world.meters.bias),
        ),
        moved_l=world.moved_l + moved,
    )


def _vapour(world: World, moved: Floats) -> Floats:
    supply = world.settings.supply
    dropped = moved[cause_number("delivery")] * supply.vapour_filling_l
    sold = moved[cause_number("sale")] * supply.vapour_breathing_l
    return np.asarray(world.plant.volatility * (dropped + sold))
