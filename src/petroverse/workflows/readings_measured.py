"""What heights come to: a reading's observed litres by its tank's strapping, and standard ones by its density. Pure.

The observed volume is the product's: what stands above the bottom less the free water below it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from petroverse.core.products import PRODUCTS
from petroverse.core.readings import Reading
from petroverse.core.tanks import Tank, TankId
from petroverse.database import MeasuredSite, Volumes
from petroverse.measurement.strapping import Curve, curves_of
from petroverse.measurement.volume_correction import Commodity, metric_corrections_of

__all__ = ["Fleet", "fleet_of", "measured"]


class _Gauged(NamedTuple):
    """What turns a tank's heights into litres; the density is NaN where nothing can be corrected."""

    curve: Curve
    density15_kg_m3: float


Fleet = Mapping[TankId, _Gauged]
"""Tanks made ready to be measured, by id."""


def fleet_of(tanks: Iterable[Tank]) -> Fleet:
    """Makes tanks ready to be measured; worth keeping for as long as they are the same."""
    all_tanks = tuple(tanks)
    curves = curves_of(each.strapping for each in all_tanks)
    return {tank.id: _Gauged(curve, _density15(tank)) for tank, curve in zip(all_tanks, curves, strict=True)}


def measured(told: Sequence[MeasuredSite], fleet: Fleet) -> list[MeasuredSite]:
    """What sites told, with the volumes of their readings; a good one outside its strapping becomes ``out_of_range``.

    Args:
        told: In any order.
        fleet: The tanks that are known; readings of others have no volume.
    """
    readings = [each for one in told for each in one.site.readings]
    observed = [_observed_l(each, fleet.get(each.tank)) for each in readings]
    density = [gauged.density15_kg_m3 if (gauged := fleet.get(each.tank)) else math.nan for each in readings]
    temp_c = [math.nan if each.temp_c is None else each.temp_c for each in readings]
    factors = metric_corrections_of(np.array(density), np.array(temp_c), 0.0, Commodity.REFINED).ctpl.tolist()
    volumes = iter([_volumes(*each) for each in zip(observed, factors, strict=True)])
    return [_judged(one, tuple(next(volumes) for _ in one.site.readings), fleet) for one in told]


def _judged(told: MeasuredSite, volumes: tuple[Volumes, ...], fleet: Fleet) -> MeasuredSite:
    """A site with its volumes, and the quality of what no tank can hold."""
    readings = told.site.readings
    is_outside = [_is_outside(*each, fleet) for each in zip(readings, volumes, strict=True)]
    if not any(is_outside):
        return MeasuredSite(told.message, told.known_at, told.site, volumes)
    judged = (
        replace(each, quality="out_of_range") if is_out else each
        for each, is_out in zip(readings, is_outside, strict=True)
    )
    return MeasuredSite(told.message, told.known_at, replace(told.site, readings=tuple(judged)), volumes)


def _is_outside(reading: Reading, volume: Volumes, fleet: Fleet) -> bool:
    is_measured = volume.observed_l is not None or reading.level_m is None
    return not is_measured and reading.is_good and reading.tank in fleet


def _volumes(observed_l: float, factor: float) -> Volumes:
    if math.isnan(observed_l):
        return _UNKNOWN
    return Volumes(observed_l, None if math.isnan(factor) else observed_l * factor)


_UNKNOWN = Volumes()


def _observed_l(reading: Reading, gauged: _Gauged | None) -> float:
    """The product's litres; NaN where they cannot be told."""
    if gauged is None or reading.level_m is None:
        return math.nan
    observed_l = gauged.curve.one_volume_l(reading.level_m)
    water_m = min(reading.water_m or 0.0, reading.level_m)
    return observed_l - gauged.curve.one_volume_l(water_m) if water_m > gauged.curve.lowest_m else observed_l


def _density15(tank: Tank) -> float:
    density = tank.density15_kg_m3
    return math.nan if density is None or PRODUCTS[tank.product].unit != "L" else density
