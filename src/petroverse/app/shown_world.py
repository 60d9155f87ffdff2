"""Shows a simulated world through emulated devices: what each says, in the words that a protocol's device speaks from.

The world (``twin``) and the devices (``gauges``) do not know each other; here they meet.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from petroverse.core.devices import GaugeId
from petroverse.core.products import PRODUCTS
from petroverse.core.readings import Drop, Reading
from petroverse.gauges import Shown, ShownDrop, ShownMeter, ShownTank
from petroverse.twin import Instruments, World, seen

__all__ = ["shown"]


def shown(world: World, gauge: GaugeId, instruments: Instruments | None = None) -> Shown | None:
    """What the device of a gauge shows now: what it has ``seen``, under its own names; None when it is silent.

    A driver that reads such a device tells what ``seen`` gives, as finely as the protocol can.

    Args:
        world: As it stands.
        gauge: Which gauge of the network.
        instruments: How gauges err.

    Raises:
        NotFound: The network has no such gauge.
    """
    site = seen(world, gauge, instruments)
    if site is None:
        return None
    asked = world.plant.gauges[gauge]
    name_of = {tank: name for name, tank in asked.tanks.items()}
    meter_name = {meter: name for name, meter in asked.meters.items()}
    ahead = timedelta(seconds=(instruments or Instruments()).of(gauge).clock_ahead_s)
    return Shown(
        at=world.at + ahead,
        tanks=tuple(_tank(world, name_of[each.tank], each) for each in site.readings),
        meters=tuple(ShownMeter(meter_name[each.meter], each.total_l) for each in site.meters),
        drops=tuple(_drop(world, name_of[each.tank], each) for each in site.drops),
        revision="SIMULATED",
    )


def _tank(world: World, name: str, told: Reading) -> ShownTank:
    number = world.plant.tank_at[told.tank]
    tank, chart = world.plant.tanks[number], world.plant.charts[number]
    label = f"SIM {PRODUCTS[tank.product].name}"
    volume_l, temp_c = told.gauge_volume_l, told.temp_c
    if volume_l is None or temp_c is None:
        return ShownTank(name, label)
    return ShownTank(
        name=name,
        label=label,
        level_m=told.level_m,
        temp_c=temp_c,
        water_m=told.water_m,
        volume_l=volume_l,
        standard_volume_l=round(volume_l * world.plant.ctl_of(number, temp_c), 1),
        room_l=round(max(0.0, tank.safe_fill_l - volume_l), 1),
        water_volume_l=round(float(np.interp(told.water_m or 0.0, chart.level_m, chart.volume_l)), 1),
        is_delivering=world.is_dropping(number),
    )


def _drop(world: World, name: str, told: Drop) -> ShownDrop:
    number = world.plant.tank_at[told.tank]
    chart = world.plant.charts[number]
    before_m, after_m = np.interp((told.before_l, told.after_l), chart.volume_l, chart.level_m).tolist()
    return ShownDrop(
        tank=name,
        started_at=told.started_at,
        ended_at=told.ended_at,
        before_l=told.before_l,
        after_l=told.after_l,
        before_m=round(before_m, 5),
        after_m=round(after_m, 5),
        temp_c=round(float(world.tanks.temp_c[number]), 1),
    )
