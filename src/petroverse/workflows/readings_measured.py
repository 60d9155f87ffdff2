"""What heights come to: a reading's observed litres by its tank's strapping, and standard ones by its density. Pure.

The observed volume is the product's: what stands above the bottom less the free water below it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np

from petroverse.core.products import PRODUCTS
from petroverse.core.readings import Reading, SiteReadings
from petroverse.core.tanks import Strapping, Tank, TankId
from petroverse.database import Volumes
from petroverse.measurement.strapping import Curve, curve_of
from petroverse.measurement.volume_correction import Commodity, metric_corrections_of

__all__ = ["measured"]

_CURVES: Final = 8192
"""Curves that are kept at hand: one a tank of a large fleet."""


def measured(
    sites: Sequence[SiteReadings], tanks: Mapping[TankId, Tank]
) -> list[tuple[SiteReadings, tuple[Volumes, ...]]]:
    """Each site with the volumes of its readings; a good reading outside its strapping becomes ``out_of_range``.

    Args:
        sites: What was told.
        tanks: The tanks that are known; readings of others have no volume.
    """
    readings = [each for site in sites for each in site.readings]
    observed = [_observed(each, tanks.get(each.tank)) for each in readings]
    factors = metric_corrections_of(
        np.array([_density15(tanks.get(each.tank)) for each in readings]),
        np.array([math.nan if each.temp_c is None else each.temp_c for each in readings]),
        0.0,
        Commodity.REFINED,
    ).ctpl
    volumes = iter(
        Volumes(litres, None if litres is None or math.isnan(factor) else litres * float(factor))
        for litres, factor in zip(observed, factors, strict=True)
    )
    return [_judged(site, tuple(next(volumes) for _ in site.readings), tanks) for site in sites]


def _judged(
    site: SiteReadings, volumes: tuple[Volumes, ...], tanks: Mapping[TankId, Tank]
) -> tuple[SiteReadings, tuple[Volumes, ...]]:
    """The site with the quality of what no tank can hold."""
    readings = tuple(
        replace(each, quality="out_of_range") if _is_outside(each, volume, tanks) else each
        for each, volume in zip(site.readings, volumes, strict=True)
    )
    return replace(site, readings=readings), volumes


def _is_outside(reading: Reading, volume: Volumes, tanks: Mapping[TankId, Tank]) -> bool:
    is_told = reading.is_good and reading.level_m is not None
    return is_told and reading.tank in tanks and volume.observed_l is None


def _observed(reading: Reading, tank: Tank | None) -> float | None:
    if tank is None or reading.level_m is None:
        return None
    curve = _curve(tank.strapping)
    water_m = min(reading.water_m or 0.0, reading.level_m)
    if not curve.lowest_m <= reading.level_m <= curve.highest_m:
        return None
    water_l = float(curve.volume_l(water_m)) if water_m > curve.lowest_m else 0.0
    return float(curve.volume_l(reading.level_m)) - water_l


def _density15(tank: Tank | None) -> float:
    if tank is None or tank.density15_kg_m3 is None or PRODUCTS[tank.product].unit != "L":
        return math.nan
    return tank.density15_kg_m3


@lru_cache(maxsize=_CURVES)
def _curve(strapping: Strapping) -> Curve:
    return curve_of(strapping)
