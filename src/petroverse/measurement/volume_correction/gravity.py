"""API gravity and relative density, which older papers state instead of a density at 60 °F."""

from __future__ import annotations

from typing import Final

from petroverse.measurement.volume_correction.commodities import OutsideLimits

__all__ = ["WATER60_KG_M3", "api_gravity", "density60_of_api", "density60_of_relative"]

WATER60_KG_M3: Final = 999.016
"""Density of water at 60 °F. Source: API MPMS 11.1-2004, section 11.1.5.1."""


def api_gravity(density60_kg_m3: float) -> float:
    """The API gravity of a liquid; light liquids have a high one, water 10.

    Raises:
        OutsideLimits: The density is not above zero.

    Source: API MPMS 11.1-2004, section 11.1.5.1.

    Example:
        >>> round(api_gravity(WATER60_KG_M3), 12)
        10.0
    """
    if not density60_kg_m3 > 0:
        raise OutsideLimits(f"a density of {density60_kg_m3} kg/m3 is impossible", where="density", fix="check it")
    return 141.5 * WATER60_KG_M3 / density60_kg_m3 - 131.5


def density60_of_api(api: float) -> float:
    """The density at 60 °F, kg/m3, of a liquid of this API gravity.

    Raises:
        OutsideLimits: The gravity is -131.5 or less.

    Source: API MPMS 11.1-2004, section 11.1.5.1: relative density = 141.5 / (API + 131.5).

    Example:
        >>> round(density60_of_api(17.785), 6)
        946.918739
    """
    if not api > -131.5:
        raise OutsideLimits(f"an API gravity of {api} is impossible", where="api", fix="give one such as 35")
    return density60_of_relative(141.5 / (api + 131.5))


def density60_of_relative(relative: float) -> float:
    """The density at 60 °F, kg/m3, of a liquid of this relative density (60 °F over water at 60 °F)."""
    return relative * WATER60_KG_M3
