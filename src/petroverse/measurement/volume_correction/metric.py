"""The same law for those who measure in °C, kPa and kg/m3 at 15 °C: from the 60 °F form, never from Table 54."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from petroverse.core.units import ObservedVolume, StandardVolume, convert
from petroverse.measurement.volume_correction.commodities import Commodity, Group
from petroverse.measurement.volume_correction.customary import Correction, base_density, correction

__all__ = ["BASE_F", "density15", "metric_correction", "standard_volume"]

BASE_F: Final = 59.0
"""15 °C, the metric base temperature, in °F."""


def metric_correction(
    density15_kg_m3: float, temp_c: float, pressure_kpa: float, commodity: Commodity | Group
) -> Correction:
    """The factors that carry a liquid from 15 °C and no pressure to its observed temperature and pressure.

    Args:
        density15_kg_m3: Density at 15 °C.
        temp_c: -50 to 150.
        pressure_kpa: Gauge pressure, up to 10342; negative is taken as 0.
        commodity: A group, or what ``special_alpha`` gives.

    Returns:
        Factors from 15 °C; ``fp`` stays per psi.

    Raises:
        OutsideLimits: A number is outside the limits.

    Source: API MPMS 11.1-2004, section 11.1.7.1: density at 60 °F first, then the ratio of two CTL.

    Example:
        >>> metric_correction(745.0, 30.0, 0.0, Commodity.REFINED).ticket_ctpl
        0.9817
    """
    at_base = base_density(density15_kg_m3, BASE_F, 0.0, commodity)
    pressure_psig = convert(pressure_kpa, "kPa", "psi")
    found = correction(at_base.density_kg_m3, convert(temp_c, "°C", "°F"), pressure_psig, commodity)
    return replace(found, density_kg_m3=density15_kg_m3, ctl=found.ctl / at_base.ctl)


def density15(observed_kg_m3: float, temp_c: float, pressure_kpa: float, commodity: Commodity | Group) -> Correction:
    """The density at 15 °C of a liquid whose density was measured at another temperature.

    Args:
        observed_kg_m3: Density as measured.
        temp_c: Where it was measured, -50 to 150.
        pressure_kpa: Gauge pressure there, up to 10342; negative is taken as 0.
        commodity: A group, or what ``special_alpha`` gives.

    Raises:
        OutsideLimits: A number is outside the limits.
        DensityNotFound: The passes do not settle.
    """
    pressure_psig = convert(pressure_kpa, "kPa", "psi")
    found = base_density(observed_kg_m3, convert(temp_c, "°C", "°F"), pressure_psig, commodity)
    at_base = correction(found.density_kg_m3, BASE_F, 0.0, commodity)
    return replace(found, density_kg_m3=found.density_kg_m3 * at_base.ctl, ctl=found.ctl / at_base.ctl)


def standard_volume(
    observed: ObservedVolume, density15_kg_m3: float, temp_c: float, commodity: Commodity | Group
) -> StandardVolume:
    """The volume at 15 °C of a volume measured at another temperature, without pressure.

    Raises:
        OutsideLimits: A number is outside the limits.

    Example:
        >>> cold = standard_volume(ObservedVolume(1000.0), 745.0, 5.0, Commodity.REFINED)
        >>> cold.litres > 1000.0
        True
    """
    return StandardVolume(observed.litres * metric_correction(density15_kg_m3, temp_c, 0.0, commodity).ctpl)
