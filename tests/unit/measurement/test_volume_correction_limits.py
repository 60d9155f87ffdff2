"""What volume correction refuses, and the mistakes it must not make."""

from __future__ import annotations

import math

import numpy as np
import pytest

from petroverse.core.errors import NotFound, QuantityRefused
from petroverse.core.products import PRODUCTS
from petroverse.core.units import ObservedVolume
from petroverse.measurement.volume_correction import (
    Commodity,
    CommodityNotCovered,
    OutsideLimits,
    base_density,
    commodity_of,
    correction,
    density15,
    its90_to_ipts68,
    metric_correction,
    special_alpha,
    standard_volume,
)


@pytest.mark.parametrize("temp_f", [-58.01, 302.01, math.nan, math.inf])
def test_a_temperature_outside_the_standard_is_refused(temp_f: float):
    with pytest.raises(OutsideLimits, match="°F is outside"):
        correction(800.0, temp_f, 0.0, Commodity.CRUDE)


@pytest.mark.parametrize("temp_f", [-58.0, 302.0])
def test_the_limits_of_temperature_belong_to_the_standard(temp_f: float):
    assert correction(800.0, temp_f, 0.0, Commodity.CRUDE).ctl > 0


@pytest.mark.parametrize("psig", [1500.01, math.nan, math.inf])
def test_a_pressure_above_the_standard_is_refused(psig: float):
    with pytest.raises(OutsideLimits, match="psi is outside"):
        base_density(800.0, 60.0, psig, Commodity.CRUDE)


def test_a_pressure_below_the_atmosphere_counts_as_none():
    assert correction(800.0, 80.0, -14.7, Commodity.CRUDE) == correction(800.0, 80.0, 0.0, Commodity.CRUDE)


@pytest.mark.parametrize(
    ("commodity", "density"),
    [
        (Commodity.CRUDE, 610.59),
        (Commodity.CRUDE, 1163.51),
        (Commodity.LUBRICANT, 800.89),
        (Commodity.GASOLINE, 770.36),
        (Commodity.TRANSITION, 770.35),
        (Commodity.JET, 838.32),
        (Commodity.FUEL_OIL, 838.31),
        (Commodity.REFINED, 610.59),
        (Commodity.REFINED, math.nan),
        (special_alpha(0.0005), 610.59),
        (special_alpha(0.0005), 1163.51),
    ],
)
def test_a_density_outside_its_group_is_refused(commodity: Commodity, density: float):
    with pytest.raises(OutsideLimits, match="density at 60 °F"):
        correction(density, 60.0, 0.0, commodity)


@pytest.mark.parametrize("observed", [0.0, -1.0, math.nan, math.inf, 500.0, 1300.0])
def test_an_observed_density_that_no_base_density_gives_is_refused(observed: float):
    with pytest.raises(OutsideLimits):
        base_density(observed, 70.0, 0.0, Commodity.REFINED)


def test_a_named_refined_group_is_not_left():
    in_gasoline = base_density(760.0, 60.0, 0.0, Commodity.GASOLINE).density_kg_m3
    assert in_gasoline == base_density(760.0, 60.0, 0.0, Commodity.REFINED).density_kg_m3
    with pytest.raises(OutsideLimits):
        base_density(775.0, 60.0, 0.0, Commodity.GASOLINE)


@pytest.mark.parametrize("per_f", [0.00057634 * 1.8, 0.0001, math.nan])
def test_an_expansion_coefficient_per_celsius_is_refused(per_f: float):
    with pytest.raises(OutsideLimits, match="per °F"):
        special_alpha(per_f)


@pytest.mark.parametrize("code", [each.code for each in PRODUCTS.values() if each.unit == "kg"])
def test_lpg_is_refused(code: str):
    with pytest.raises(CommodityNotCovered, match="kilograms"):
        commodity_of(code)


@pytest.mark.parametrize("code", [each.code for each in PRODUCTS.values() if each.unit == "L"])
def test_liquids_of_the_trade_are_refined_products(code: str):
    assert commodity_of(code) is Commodity.REFINED


def test_an_unknown_product_has_no_commodity():
    with pytest.raises(NotFound):
        commodity_of("molasses")


def test_every_refusal_is_a_refused_quantity():
    assert issubclass(OutsideLimits, QuantityRefused)
    assert issubclass(CommodityNotCovered, QuantityRefused)


def test_the_two_temperature_scales_agree_at_freezing():
    assert its90_to_ipts68(32.0) == 32.0


def test_sixty_fahrenheit_of_today_is_the_standards_base_on_the_older_scale():
    assert its90_to_ipts68(60.0) == pytest.approx(60.0068749, abs=5e-8)


@pytest.mark.parametrize(("density", "percent_per_c"), [(745.0, 0.1213), (840.0, 0.0844)])
def test_the_slope_near_the_base_is_that_of_the_trade(density: float, percent_per_c: float):
    warmer = metric_correction(density, 15.5, 0.0, Commodity.REFINED).ctl
    colder = metric_correction(density, 14.5, 0.0, Commodity.REFINED).ctl
    assert (colder - warmer) * 100.0 == pytest.approx(percent_per_c, abs=0.0005)


def shortcut(density: float, k0: float, k1: float, warmer: float) -> float:
    alpha = k0 / density**2 + k1 / density
    return math.exp(-alpha * warmer * (1 + 0.8 * alpha * warmer))


@pytest.mark.parametrize(("density", "k0", "k1"), [(745.0, 192.4571, 0.2438), (860.0, 103.8720, 0.2701)])
def test_a_formula_that_keeps_only_k0_is_visibly_wrong(density: float, k0: float, k1: float):
    right = correction(density, 100.0, 0.0, Commodity.REFINED).ctl
    assert shortcut(density, k0, k1, 40.0) == pytest.approx(right, rel=1e-5)
    assert 0.005 < abs(shortcut(density, k0, 0.0, 40.0) / right - 1.0) < 0.06


@pytest.mark.parametrize(("density", "k0", "k1"), [(745.0, 192.4571, 0.2438), (860.0, 103.8720, 0.2701)])
def test_a_fahrenheit_constant_with_celsius_is_visibly_wrong(density: float, k0: float, k1: float):
    right = metric_correction(density, 45.0, 0.0, Commodity.REFINED).ctl
    assert 0.005 < abs(shortcut(density, k0, k1, 45.0 - 15.0) / right - 1.0) < 0.06


def test_at_the_metric_base_nothing_is_corrected():
    assert metric_correction(745.0, 15.0, 0.0, Commodity.REFINED).ctpl == pytest.approx(1.0, abs=1e-15)


def test_a_density_measured_at_the_metric_base_is_the_base_density():
    assert density15(840.0, 15.0, 0.0, Commodity.REFINED).density_kg_m3 == pytest.approx(840.0, abs=1e-5)


def test_metric_factors_are_the_ratio_of_customary_ones():
    at_15 = base_density(745.0, 59.0, 0.0, Commodity.REFINED)
    at_30 = correction(at_15.density_kg_m3, 86.0, 0.0, Commodity.REFINED)
    metric = metric_correction(745.0, 30.0, 0.0, Commodity.REFINED)
    assert metric.ctl == pytest.approx(at_30.ctl / at_15.ctl, abs=1e-15)
    assert metric.density_kg_m3 == 745.0


def test_pressure_in_kilopascals_is_pressure_in_psi():
    at_15 = base_density(745.0, 59.0, 0.0, Commodity.REFINED)
    assert metric_correction(745.0, 30.0, 689.4757293168361, Commodity.REFINED).cpl == pytest.approx(
        correction(at_15.density_kg_m3, 86.0, 100.0, Commodity.REFINED).cpl, abs=1e-15
    )


def test_a_cold_tank_holds_more_than_it_shows():
    assert standard_volume(ObservedVolume(1000.0), 745.0, 5.0, Commodity.REFINED).litres > 1012.0


def test_a_hot_truck_holds_less_than_it_shows():
    assert standard_volume(ObservedVolume(1000.0), 840.0, 32.0, Commodity.REFINED).litres < 986.0


@pytest.mark.parametrize("commodity", list(Commodity))
def test_codes_fit_an_eight_bit_column(commodity: Commodity):
    assert np.int8(commodity) == commodity


@pytest.mark.parametrize("per_f", [230.0e-6, 930.0e-6])
@pytest.mark.parametrize("density", [610.6, 1163.5])
def test_the_limits_of_a_special_liquid_belong_to_it(per_f: float, density: float):
    assert correction(density, 60.0, 0.0, special_alpha(per_f)).density_kg_m3 == density


@pytest.mark.parametrize("per_f", [229.9e-6, 930.1e-6])
def test_beyond_its_limits_a_special_liquid_is_refused(per_f: float):
    with pytest.raises(OutsideLimits):
        special_alpha(per_f)


def test_the_refusal_names_the_density_that_it_would_take():
    with pytest.raises(OutsideLimits, match=r"at 60 °F of 1[23]\d\d\.\d+ kg/m3 is outside 610.6 to 1163.5"):
        base_density(1300.0, 60.0, 0.0, Commodity.CRUDE)
