"""The standard's expressions on numpy arrays, without checks: what ``arrays`` runs on each chunk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.measurement.volume_correction.commodities import EDGES_KG_M3, GROUPS, Commodity, Group
from petroverse.measurement.volume_correction.customary import BASE_F68, ITS90, SHIFT_F

__all__ = ["Codes", "Commodities", "Constants", "Floats", "constants_of", "factors", "ipts68_of", "limits_of", "newton"]

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Commodities = Commodity | Group | Codes
"""One commodity for all, one special liquid for all, or an array of ``Commodity`` codes."""


@dataclass(frozen=True, slots=True)
class Constants:
    """The group's constants for each liquid, or once for all; see ``Group``."""

    k0: Floats | float
    k1: Floats | float
    k2: Floats | float
    slope: Floats | float


def _column(field: str) -> Floats:
    return np.array([getattr(GROUPS[code], field) for code in sorted(GROUPS)])


_BY_CODE: Final = tuple(map(_column, ("k0", "k1", "k2", "slope")))
_LOWEST: Final = np.append(_column("lowest_kg_m3"), GROUPS[Commodity.GASOLINE].lowest_kg_m3)
_HIGHEST: Final = np.append(_column("highest_kg_m3"), GROUPS[Commodity.FUEL_OIL].highest_kg_m3)


def limits_of(commodity: Commodities) -> tuple[Floats | float, Floats | float]:
    """Lowest and highest density at 60 °F of each liquid."""
    if isinstance(commodity, Group):
        return commodity.lowest_kg_m3, commodity.highest_kg_m3
    if isinstance(commodity, Commodity):
        return float(_LOWEST[commodity]), float(_HIGHEST[commodity])
    return _LOWEST.take(commodity), _HIGHEST.take(commodity)


def constants_of(commodity: Commodities, density60: Floats) -> Constants:
    """The constants of each liquid; refined products find their group by density."""
    if isinstance(commodity, Group):
        return Constants(commodity.k0, commodity.k1, commodity.k2, commodity.slope)
    if isinstance(commodity, Commodity) and commodity is not Commodity.REFINED:
        return constants_of(GROUPS[commodity], density60)
    row = (density60 >= EDGES_KG_M3[0]).astype(np.intp)
    row += density60 >= EDGES_KG_M3[1]
    row += density60 >= EDGES_KG_M3[2]
    row += Commodity.GASOLINE
    if not isinstance(commodity, Commodity):
        row = np.where(commodity == Commodity.REFINED, row, commodity)
    return Constants(*(column.take(row) for column in _BY_CODE))


def ipts68_of(temp_f: Floats) -> Floats:
    """ITS-90 → IPTS-68, both °F. Source: API MPMS 11.1-2004, section 11.1.5.3."""
    celsius = (temp_f - 32.0) / 1.8
    scaled = celsius / 630.0
    drop = scaled * ITS90[-1]
    for a in reversed(ITS90[:-1]):
        drop += a
        drop *= scaled
    return (celsius - drop) * 1.8 + 32.0


def factors(
    constants: Constants, density60: Floats, temp_f68: Floats, psig: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """CTL, Fp, CPL and α60 of each liquid. Source: API MPMS 11.1-2004, section 11.1.6.1."""
    k0, k1, k2 = constants.k0, constants.k1, constants.k2
    a = SHIFT_F / 2.0 * ((k0 / density60 + k1) / density60 + k2)
    b = (2.0 * k0 + k1 * density60) / (k0 + (k1 + k2 * density60) * density60)
    shifted = density60 * (1.0 + (np.exp(a * (1.0 + 0.8 * a)) - 1.0) / (1.0 + a * (1.0 + 1.6 * a) * b))
    alpha60 = (k0 / shifted + k1) / shifted + k2
    warmer = temp_f68 - BASE_F68
    ctl = np.exp(-alpha60 * warmer * (1.0 + 0.8 * alpha60 * (warmer + SHIFT_F)))
    fp = np.exp(-1.9947 + 0.00013427 * temp_f68 + (793920.0 + 2326.0 * temp_f68) / (shifted * shifted))
    return ctl, fp, 1.0 / (1.0 - 1.0e-5 * fp * psig), alpha60


def newton(
    measured: tuple[Floats, Floats, Floats],
    density60: Floats,
    slope: Floats | float,
    found: tuple[Floats, Floats, Floats, Floats],
) -> Floats:
    """The next estimate of each density at 60 °F. Source: API MPMS 11.1-2004, section 11.1.6.2.

    Args:
        measured: Density, °F and psi as measured.
        density60: The estimate so far.
        slope: The standard's D_alpha.
        found: What ``factors`` gives for that estimate.
    """
    observed, temp_f, psig = measured
    ctl, fp, cpl, alpha60 = found
    warmer = temp_f - 60.0
    thermal = slope * alpha60 * warmer * (1.0 + 1.6 * alpha60 * warmer)
    pressing = 2.0 * cpl * psig * fp * (7.93920 + 0.02326 * temp_f)
    return density60 + (observed / (ctl * cpl) - density60) / (1.0 + thermal - pressing / (density60 * density60))
