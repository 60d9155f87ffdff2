"""The metric form on arrays: °C, kPa and kg/m3 at 15 °C for thousands of tanks at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from petroverse.core.units import convert
from petroverse.measurement.volume_correction.arrays import Corrections, base_densities_of, corrections_of
from petroverse.measurement.volume_correction.kernels import Commodities, Floats
from petroverse.measurement.volume_correction.metric import BASE_F

__all__ = ["densities15_of", "metric_corrections_of"]


def metric_corrections_of(
    density15_kg_m3: ArrayLike, temp_c: ArrayLike, pressure_kpa: ArrayLike, commodity: Commodities
) -> Corrections:
    """The factors from 15 °C and no pressure to observed conditions, for many liquids.

    Args:
        density15_kg_m3: Any shape; NaN means not known.
        temp_c: Of a shape that broadcasts with it, -50 to 150.
        pressure_kpa: Likewise, gauge; negative is taken as 0.
        commodity: One for all, or codes of ``Commodity`` (int8) of a shape that broadcasts.

    Returns:
        Arrays of the common shape, equal to ``metric_correction`` liquid by liquid; NaN with a reason where it raises.
    """
    density15 = np.asarray(density15_kg_m3, dtype=np.float64)
    at_base = base_densities_of(density15, BASE_F, 0.0, commodity)
    found = corrections_of(at_base.density_kg_m3, _fahrenheit(temp_c), _psig(pressure_kpa), commodity)
    outside = np.maximum(at_base.outside, found.outside)
    density = np.where(outside == 0, density15, np.nan)
    return Corrections(density, found.ctl / at_base.ctl, found.fp, found.cpl, outside)


def densities15_of(
    observed_kg_m3: ArrayLike, temp_c: ArrayLike, pressure_kpa: ArrayLike, commodity: Commodities
) -> Corrections:
    """The densities at 15 °C, with their factors, of many liquids measured at other temperatures.

    Args:
        observed_kg_m3: Any shape; NaN means not measured.
        temp_c: Of a shape that broadcasts with it, -50 to 150.
        pressure_kpa: Likewise, gauge; negative is taken as 0.
        commodity: One for all, or codes of ``Commodity`` (int8) of a shape that broadcasts.

    Returns:
        Arrays of the common shape, equal to ``density15`` liquid by liquid; NaN with a reason where it raises.
    """
    found = base_densities_of(observed_kg_m3, _fahrenheit(temp_c), _psig(pressure_kpa), commodity)
    at_base = corrections_of(found.density_kg_m3, BASE_F, 0.0, commodity)
    density = found.density_kg_m3 * at_base.ctl
    return Corrections(density, found.ctl / at_base.ctl, found.fp, found.cpl, found.outside)


def _fahrenheit(temp_c: ArrayLike) -> Floats:
    return convert(np.asarray(temp_c, dtype=np.float64), "°C", "°F")


def _psig(pressure_kpa: ArrayLike) -> Floats:
    return convert(np.asarray(pressure_kpa, dtype=np.float64), "kPa", "psi")
