"""Instruments: what the gauges of a simulated world see of it, with the errors of real ones.

A gauge answers from the world as it stands and changes nothing in it. Asked twice at one instant it says the same
twice, for its noise is drawn from the world's seed, the gauge and the instant.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.errors import NotFound
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageId
from petroverse.core.readings import READINGS, Drop, MeterReading, Reading, SiteReadings, to_body
from petroverse.core.tanks import TankId
from petroverse.twin.physics.incidents import SilentGauge, WrongChart
from petroverse.twin.physics.state import World

__all__ = ["SIMULATED", "GaugeErrors", "Instruments", "message_of", "seen"]

SIMULATED: Final = "sim:"
"""Begins the source of every message of a simulated gauge."""


@dataclass(frozen=True, slots=True)
class GaugeErrors:
    """How a tank gauge errs.

    Attributes:
        noise_m: Standard deviation of a height from one reading to the next.
        drop_noise_m: The same while a truck drops and waves run over the tank. Invented.
        resolution_m: Heights are told in steps of this. From 0.3 mm (a good magnetostrictive probe) to 2.5 mm.
        offset_m: By how much every height is too great.
        temp_noise_c: Standard deviation of a temperature; it is told in tenths.
        least_water_m: Water below this lies under the water float and is told as none. Invented, near what makers
            state.
        dropout_share: How often a tank's reading is missing, 0 to 1.
        clock_ahead_s: By how much the gauge's clock is ahead.

    The friction of the float, which keeps it from following the smallest changes, is part of the world's state, for it
    depends on what went before.
    """

    noise_m: float = 0.0002
    drop_noise_m: float = 0.002
    resolution_m: float = 0.001
    offset_m: float = 0.0
    temp_noise_c: float = 0.05
    least_water_m: float = 0.016
    dropout_share: float = 0.0005
    clock_ahead_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Instruments:
    """The errors of every gauge of a network.

    Attributes:
        usual: Of each gauge that is not in ``own``.
        own: Of single gauges.
    """

    usual: GaugeErrors = field(default_factory=GaugeErrors)
    own: Mapping[GaugeId, GaugeErrors] = field(default_factory=dict)

    @classmethod
    def drawn(cls, gauges: tuple[Gauge, ...], rng: np.random.Generator) -> Instruments:
        """Gauges of every class, by chance: resolutions of 0.3, 1 and 2.5 mm, offsets of some mm, clocks a minute off.

        Shares and spreads are invented.
        """
        own = {}
        for each in gauges:
            resolution = float(rng.choice([0.0003, 0.001, 0.0025], p=[0.3, 0.5, 0.2]))
            own[each.id] = GaugeErrors(
                noise_m=resolution / 3,
                resolution_m=resolution,
                offset_m=round(float(rng.normal(0.0, 0.002)), 4),
                clock_ahead_s=round(float(rng.normal(0.0, 20.0))),
            )
        return cls(own=own)

    def of(self, gauge: GaugeId) -> GaugeErrors:
        """The errors of one gauge."""
        return self.own.get(gauge, self.usual)


def seen(world: World, gauge: GaugeId, instruments: Instruments | None = None) -> SiteReadings | None:
    """What one gauge sees of its tanks and meters now, and the deliveries that it remembers; None when it is silent.

    Args:
        world: As it stands.
        gauge: Which gauge of the network.
        instruments: How gauges err; the usual way where None.

    Returns:
        Heights in metres from the bottom, product and water together; the gauge's own volume by the chart that the
        network has; a missing tank as a ``gap``. LPG tanks are not simulated and left out.

    Raises:
        NotFound: The network has no such gauge.
    """
    if gauge not in world.plant.gauges:
        raise NotFound(f"no gauge has the id {gauge!r}", fix="ask the network for its gauges")
    if any(
        isinstance(each, SilentGauge) and each.gauge == gauge and _is_on(each, world.at) for each in world.incidents
    ):
        return None
    asked, errors = world.plant.gauges[gauge], (instruments or Instruments()).of(gauge)
    rng = np.random.default_rng([world.seed, 2, zlib.crc32(gauge.encode()), round(world.now_s * 1000)])
    at = world.at + timedelta(seconds=errors.clock_ahead_s)
    tanks = [each for each in asked.tanks.values() if each in world.plant.tank_at]
    return SiteReadings(
        place=asked.place,
        readings=tuple(_reading(world, each, at, errors, rng) for each in tanks),
        meters=tuple(
            MeterReading(each, at, round(float(world.meters.counted_l[world.plant.meter_at[each]]), 2))
            for each in asked.meters.values()
            if each in world.plant.meter_at
        ),
        drops=tuple(sorted((drop for each in tanks for drop in _drops(world, each, errors)), key=lambda d: d.ended_at)),
    )


def message_of(world: World, gauge: GaugeId, site: SiteReadings, organisation: OrganisationId) -> Message:
    """A gauge's readings as the message that its gateway would send; its source says that it is simulated."""
    name = f"sim-{world.seed}-{zlib.crc32(gauge.encode()):08x}-{round(world.now_s * 1000)}"
    at = site.readings[0].at if site.readings else world.at
    return Message(MessageId(name), READINGS, at, world.at, organisation, f"{SIMULATED}{gauge}", to_body(site))


def _is_on(incident: SilentGauge, at: datetime) -> bool:
    return incident.at <= at and not (incident.until and incident.until <= at)


def _reading(world: World, tank: TankId, at: datetime, errors: GaugeErrors, rng: np.random.Generator) -> Reading:
    number = world.plant.tank_at[tank]
    dice, level_noise, temp_noise = float(rng.random()), float(rng.normal()), float(rng.normal())
    if number in world.stuck:
        volume_l, temp_c, water_l = world.stuck[number]
        level_noise = temp_noise = 0.0
    else:
        volume_l, temp_c, water_l = _now(world, number)
    if dice < errors.dropout_share:
        return Reading(tank, at, None, quality="gap")
    chart = world.plant.charts[number]
    level_m = float(np.interp(_by_chart_l(world, tank, volume_l), chart.volume_l, chart.level_m))
    noise_m = errors.drop_noise_m if world.is_dropping(number) else errors.noise_m
    level_m = _in_steps(level_m + errors.offset_m + noise_m * level_noise, errors.resolution_m)
    level_m = min(max(level_m, 0.0), chart.brim_m)
    water_m = float(np.interp(_by_chart_l(world, tank, water_l), chart.volume_l, chart.level_m))
    return Reading(
        tank=tank,
        at=at,
        level_m=round(level_m, 5),
        temp_c=round(temp_c + errors.temp_noise_c * temp_noise, 1),
        water_m=round(_in_steps(water_m, errors.resolution_m), 5) if water_m >= errors.least_water_m else 0.0,
        gauge_volume_l=round(float(np.interp(level_m, chart.level_m, chart.volume_l)), 1),
    )


def _now(world: World, number: int) -> tuple[float, float, float]:
    """Where the float of a tank rests now, the product's temperature, and the water."""
    tanks, band_l = world.tanks, float(world.plant.float_band_l[number])
    temp_c, water_l = float(tanks.temp_c[number]), float(tanks.water_l[number])
    volume_l = float(tanks.stock_l[number]) / world.plant.ctl_of(number, temp_c) + water_l
    return min(max(float(tanks.float_l[number]), volume_l - band_l), volume_l + band_l), temp_c, water_l


def _by_chart_l(world: World, tank: TankId, volume_l: float) -> float:
    """What the chart of everybody makes of a true volume: the same, but for a wrong chart."""
    for each in world.incidents:
        if isinstance(each, WrongChart) and each.tank == tank and each.at <= world.at:
            full_l = float(world.plant.capacity_l[world.plant.tank_at[tank]])
            swing = each.bend * full_l * np.sin(np.pi * min(1.0, volume_l / full_l))
            volume_l = max(0.0, (1 + each.share) * volume_l + float(swing))
    return volume_l


def _drops(world: World, tank: TankId, errors: GaugeErrors) -> list[Drop]:
    ahead = timedelta(seconds=errors.clock_ahead_s)
    return [
        replace(
            each,
            started_at=each.started_at + ahead,
            ended_at=each.ended_at + ahead,
            before_l=round(_by_chart_l(world, tank, each.before_l), 1),
            after_l=round(_by_chart_l(world, tank, each.after_l), 1),
        )
        for each in world.drops.get(world.plant.tank_at[tank], ())
    ]


def _in_steps(value: float, step: float) -> float:
    return round(value / step) * step
