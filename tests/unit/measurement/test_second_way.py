"""A second way to compute the standard: its formulas in 40 decimal digits, its table typed once more from the page."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

import numpy as np
import pytest

from petroverse.measurement.volume_correction import (
    Commodity,
    OutsideLimits,
    base_density,
    correction,
    corrections_of,
)

# DOMAIN of each group at 60 °F in kg/m3, then K0, K1, K2. API MPMS 11.1-2004, table of constants.
TABLE = {
    Commodity.CRUDE: ("610.6", "1163.5", "341.0957", "0", "0"),
    Commodity.FUEL_OIL: ("838.3127", "1163.5", "103.8720", "0.2701", "0"),
    Commodity.JET: ("787.5195", "838.3127", "330.3010", "0", "0"),
    Commodity.TRANSITION: ("770.3520", "787.5195", "1489.0670", "0", "-0.00186840"),
    Commodity.GASOLINE: ("610.6", "770.3520", "192.4571", "0.2438", "0"),
    Commodity.LUBRICANT: ("800.9", "1163.5", "0", "0.34878", "0"),
}
ITS90 = ("-0.148759", "-0.267408", "1.080760", "1.269056", "-4.089591", "-1.871251", "7.438081", "-3.536296")
CONDITIONS = [(-58.0, 0.0), (25.3, 267.0), (60.0, 0.0), (84.5, 573.0), (139.0, 100.0), (302.0, 1500.0)]


def factors(group: Commodity, density: float, temp_f: float, psig: float) -> tuple[Decimal, Decimal, Decimal]:
    """CTL, Fp and CPL exactly as the formulas stand on the page."""
    k0, k1, k2 = (Decimal(each) for each in TABLE[group][2:])
    shift, rho, pressure = Decimal("0.01374979547"), Decimal(density), Decimal(psig)
    celsius = (Decimal(temp_f) - 32) / Decimal("1.8")
    drop = sum(Decimal(a) * (celsius / 630) ** power for power, a in enumerate(ITS90, 1))
    t = Decimal("1.8") * (celsius - drop) + 32
    a = shift / 2 * ((k0 / rho + k1) / rho + k2)
    b = (2 * k0 + k1 * rho) / (k0 + (k1 + k2 * rho) * rho)
    top, bottom = (a * (1 + Decimal("0.8") * a)).exp() - 1, 1 + a * (1 + Decimal("1.6") * a) * b
    star = rho * (1 + top / bottom)
    alpha = k0 / star**2 + k1 / star + k2
    warmer = t - Decimal("60.0068749")
    ctl = (-alpha * warmer * (1 + Decimal("0.8") * alpha * (warmer + shift))).exp()
    fp = (Decimal("-1.9947") + Decimal("0.00013427") * t + (793920 + 2326 * t) / star**2).exp()
    return ctl, fp, 1 / (1 - Decimal("0.00001") * fp * pressure)


def densities(group: Commodity) -> list[float]:
    lowest, highest = (float(each) for each in TABLE[group][:2])
    return np.linspace(lowest, highest, 5).tolist()


@pytest.mark.parametrize("group", TABLE, ids=lambda each: each.name)
@pytest.mark.parametrize(("temp_f", "psig"), CONDITIONS)
def test_the_scalar_call_is_the_page_in_forty_digits(group: Commodity, temp_f: float, psig: float):
    with localcontext(Context(prec=40)):
        for density in densities(group):
            found = correction(density, temp_f, psig, group)
            exact = factors(group, density, temp_f, psig)
            assert (found.ctl, found.fp, found.cpl) == pytest.approx([float(each) for each in exact], rel=1e-13)


@pytest.mark.parametrize("group", TABLE, ids=lambda each: each.name)
def test_arrays_are_the_page_in_forty_digits(group: Commodity):
    cases = [(density, *conditions) for density in densities(group) for conditions in CONDITIONS]
    found = corrections_of(*np.array(cases).T, group)
    with localcontext(Context(prec=40)):
        exact = np.array([[float(each) for each in factors(group, *case)] for case in cases]).T
    assert np.allclose([found.ctl, found.fp, found.cpl], exact, rtol=1e-13, atol=0)


@pytest.mark.parametrize("group", TABLE, ids=lambda each: each.name)
@pytest.mark.parametrize("end", [0, 1])
def test_a_group_ends_where_the_page_says(group: Commodity, end: int):
    edge = float(TABLE[group][end])
    outer = -1e-6 if end == 0 else 1e-6
    assert correction(edge, 60.0, 0.0, group).density_kg_m3 == edge
    with pytest.raises(OutsideLimits):
        correction(edge + outer, 60.0, 0.0, group)


@pytest.mark.parametrize("group", TABLE, ids=lambda each: each.name)
@pytest.mark.parametrize(("temp_f", "psig"), CONDITIONS)
def test_the_passes_end_within_the_standards_fifteen(group: Commodity, temp_f: float, psig: float):
    for density in densities(group)[1:-1]:
        observed = correction(density, temp_f, psig, group).observed_kg_m3
        assert base_density(observed, temp_f, psig, group).density_kg_m3 == pytest.approx(density, abs=3e-6)
