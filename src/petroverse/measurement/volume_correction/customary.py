"""API MPMS 11.1-2004 in its customary form: °F, psi, density in kg/m3 at 60 °F and 0 psi. One liquid at a time."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf
from typing import Final

from petroverse.core.errors import QuantityRefused
from petroverse.measurement.volume_correction.commodities import (
    PRESSURE_PSIG,
    REFINED,
    TEMP_F,
    Commodity,
    Group,
    OutsideLimits,
    group_of,
)

__all__ = ["Correction", "DensityNotFound", "base_density", "correction", "its90_to_ipts68"]

BASE_F68: Final = 60.0068749
"""60 °F of today's scale (ITS-90) on the scale of the standard's data (IPTS-68)."""

SHIFT_F: Final = 0.01374979547
"""The standard's δ60: twice the distance between 60 °F on the two scales."""

ITS90: Final = (-0.148759, -0.267408, 1.080760, 1.269056, -4.089591, -1.871251, 7.438081, -3.536296)
"""a₁..a₈ of the conversion ITS-90 → IPTS-68. Source: API MPMS 11.1-2004, section 11.1.5.3."""

PASSES: Final = 15
CLOSE_KG_M3: Final = 1.0e-6
"""Observed → base ends when the density found gives back the observed one this closely. Source: 11.1.6.2."""


class DensityNotFound(QuantityRefused):
    """No density at 60 °F gives the observed one, though all inputs are within the limits."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The factors between observed conditions and the base, in the standard's words.

    Attributes:
        density_kg_m3: Density at the base (60 °F, or 15 °C from the metric calls).
        ctl: Correction for temperature: volume at base ÷ volume at the observed temperature.
        fp: Compressibility factor in 1e-5 per psi.
        cpl: Correction for pressure.
    """

    density_kg_m3: float
    ctl: float
    fp: float
    cpl: float

    @property
    def ctpl(self) -> float:
        """Both corrections: standard volume ÷ observed volume, and observed density ÷ base density."""
        return self.ctl * self.cpl

    @property
    def ticket_ctpl(self) -> float:
        """CTPL rounded to 0.00001, as it is printed on a ticket."""
        return round(self.ctpl, 5)

    @property
    def observed_kg_m3(self) -> float:
        """Density at the observed temperature and pressure."""
        return self.density_kg_m3 * self.ctpl


def its90_to_ipts68(temp_f: float) -> float:
    """A temperature of today's scale on the older scale that the standard's data were measured in, both °F.

    Source: API MPMS 11.1-2004, section 11.1.5.3.
    """
    celsius = (temp_f - 32.0) / 1.8
    scaled = celsius / 630.0
    drop = 0.0
    for a in reversed(ITS90):
        drop = (drop + a) * scaled
    return (celsius - drop) * 1.8 + 32.0


def correction(density60_kg_m3: float, temp_f: float, pressure_psig: float, commodity: Commodity | Group) -> Correction:
    """The factors that carry a liquid from 60 °F and no pressure to its observed temperature and pressure.

    Args:
        density60_kg_m3: Within the commodity's limits.
        temp_f: -58 to 302.
        pressure_psig: Up to 1500; negative is taken as 0.
        commodity: A group, or what ``special_alpha`` gives.

    Raises:
        OutsideLimits: A number is outside the limits or no number.

    Source: API MPMS 11.1-2004, section 11.1.6.1.

    Example:
        >>> correction(1163.4630781893, 301.93, 1500.0, Commodity.CRUDE).ticket_ctpl
        0.94411
    """
    psig = _checked(temp_f, pressure_psig)
    lowest, highest = _limits(commodity)
    if not lowest <= density60_kg_m3 <= highest:
        raise _outside_density(density60_kg_m3, lowest, highest)
    return _factors(_group(commodity, density60_kg_m3), density60_kg_m3, its90_to_ipts68(temp_f), psig)[0]


def base_density(
    observed_kg_m3: float, temp_f: float, pressure_psig: float, commodity: Commodity | Group
) -> Correction:
    """The density at 60 °F and no pressure of a liquid whose density was measured hot, cold or under pressure.

    Newton's method as the standard prescribes it, ended within 1e-6 kg/m3 of the observed density. Refined products
    change constants at three edges, where the two groups' tables differ by up to 0.1 g/m3 and the passes may swing
    from one to the other for ever. Then the group is fixed first: the lightest that reaches the observed density;
    where the observed density lies in the gap between two tables, the edge itself is the answer.

    Args:
        observed_kg_m3: Density at the observed temperature and pressure.
        temp_f: -58 to 302.
        pressure_psig: Up to 1500; negative is taken as 0.
        commodity: A group, or what ``special_alpha`` gives. A named refined group is kept to its own densities.

    Raises:
        OutsideLimits: A number is outside the limits, or the density at 60 °F would be.
        DensityNotFound: The passes do not settle.

    Source: API MPMS 11.1-2004, section 11.1.6.2.

    Example:
        >>> base_density(803.141, 25.3, 267.0, Commodity.REFINED).ticket_ctpl
        1.01985
    """
    psig = _checked(temp_f, pressure_psig)
    lowest, highest = _limits(commodity)
    if not 0 < observed_kg_m3 < inf:
        raise _outside_density(observed_kg_m3, lowest, highest)
    liquid = _Observed(observed_kg_m3, temp_f, its90_to_ipts68(temp_f), psig)
    found = _passes(liquid, commodity, lowest, highest)
    if found is None and commodity is Commodity.REFINED:
        found = _beside_an_edge(liquid)
    if found is None:
        raise DensityNotFound(
            f"no density at 60 °F was found for {observed_kg_m3} kg/m3 at {temp_f} °F and {pressure_psig} psi",
            fix="check the three readings; one of them is likely wrong",
        )
    return found


@dataclass(frozen=True, slots=True)
class _Observed:
    density_kg_m3: float
    temp_f: float
    temp_f68: float
    psig: float


def _passes(liquid: _Observed, commodity: Commodity | Group, lowest: float, highest: float) -> Correction | None:
    density = min(max(liquid.density_kg_m3, lowest), highest)
    for _ in range(PASSES):
        group = _group(commodity, density)
        found, alpha60 = _factors(group, density, liquid.temp_f68, liquid.psig)
        if abs(liquid.density_kg_m3 - density * found.ctpl) < CLOSE_KG_M3:
            return found
        step = (liquid.density_kg_m3 / found.ctpl - density) / _slope(group, found, alpha60, liquid)
        following = min(max(density + step, lowest), highest)
        if following == density:
            raise _outside_density(density + step, lowest, highest)
        density = following
    return None


def _beside_an_edge(liquid: _Observed) -> Correction | None:
    """Keeps to one group where the passes swing between two: the lightest whose table reaches the observed density."""

    def at(group: Group, density60: float) -> Correction:
        return _factors(group, density60, liquid.temp_f68, liquid.psig)[0]

    reaching = (each for each in REFINED if at(each, each.highest_kg_m3).observed_kg_m3 >= liquid.density_kg_m3)
    group = next(reaching, REFINED[-1])
    edge = at(group, group.lowest_kg_m3)
    if liquid.density_kg_m3 <= edge.observed_kg_m3:
        return edge
    return _passes(liquid, group, group.lowest_kg_m3, group.highest_kg_m3)


def _factors(group: Group, density60: float, temp_f68: float, psig: float) -> tuple[Correction, float]:
    k0, k1, k2 = group.k0, group.k1, group.k2
    a = SHIFT_F / 2.0 * ((k0 / density60 + k1) / density60 + k2)
    b = (2.0 * k0 + k1 * density60) / (k0 + (k1 + k2 * density60) * density60)
    shifted = density60 * (1.0 + (exp(a * (1.0 + 0.8 * a)) - 1.0) / (1.0 + a * (1.0 + 1.6 * a) * b))
    alpha60 = (k0 / shifted + k1) / shifted + k2
    warmer = temp_f68 - BASE_F68
    ctl = exp(-alpha60 * warmer * (1.0 + 0.8 * alpha60 * (warmer + SHIFT_F)))
    fp = exp(-1.9947 + 0.00013427 * temp_f68 + (793920.0 + 2326.0 * temp_f68) / (shifted * shifted))
    return Correction(density60, ctl, fp, 1.0 / (1.0 - 1.0e-5 * fp * psig)), alpha60


def _slope(group: Group, found: Correction, alpha60: float, liquid: _Observed) -> float:
    warmer = liquid.temp_f - 60.0
    thermal = group.slope * alpha60 * warmer * (1.0 + 1.6 * alpha60 * warmer)
    pressing = 2.0 * found.cpl * liquid.psig * found.fp * (7.93920 + 0.02326 * liquid.temp_f)
    return 1.0 + thermal - pressing / (found.density_kg_m3 * found.density_kg_m3)


def _group(commodity: Commodity | Group, density60: float) -> Group:
    return commodity if isinstance(commodity, Group) else group_of(commodity, density60)


def _limits(commodity: Commodity | Group) -> tuple[float, float]:
    if commodity is Commodity.REFINED:
        return group_of(commodity, 0.0).lowest_kg_m3, group_of(commodity, 2000.0).highest_kg_m3
    group = _group(commodity, 0.0)
    return group.lowest_kg_m3, group.highest_kg_m3


def _checked(temp_f: float, pressure_psig: float) -> float:
    if not TEMP_F[0] <= temp_f <= TEMP_F[1]:
        raise OutsideLimits(
            f"{temp_f} °F is outside {TEMP_F[0]} to {TEMP_F[1]}", where="temp_f", fix="check the unit and the probe"
        )
    if not pressure_psig <= PRESSURE_PSIG[1]:
        raise OutsideLimits(
            f"{pressure_psig} psi is outside 0 to {PRESSURE_PSIG[1]}", where="pressure_psig", fix="check the unit"
        )
    return max(pressure_psig, 0.0)


def _outside_density(density_kg_m3: float, lowest: float, highest: float) -> OutsideLimits:
    return OutsideLimits(
        f"a density at 60 °F of {density_kg_m3} kg/m3 is outside {lowest} to {highest}",
        where="density",
        fix="check the unit and the commodity; LPG is outside API MPMS 11.1",
    )
