"""Strapping: tables against another program's curve, shapes against slow sums, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest

from petroverse.core.tanks import HorizontalCylinder, StrappingTable, VerticalCylinder
from petroverse.measurement.strapping import (
    LevelOutsideStrapping,
    Rule,
    VolumeOutsideStrapping,
    curve_of,
    curves_of,
    strap,
    volumes_of,
)

# Data set RPN 14 of F. N. Fritsch, R. E. Carlson, SIAM J. Numer. Anal. 17 (1980) 238; values between its rows by
# PchipInterpolator of SciPy 1.17.1, which knows nothing of this code.
RPN14 = StrappingTable(
    (7.99, 8.09, 8.19, 8.7, 9.2, 10.0, 12.0, 15.0, 20.0),
    (0.0, 2.76429e-5, 4.37498e-2, 0.169183, 0.469428, 0.943740, 0.998636, 0.999919, 0.999994),
)
BETWEEN_M = (8.0, 8.05, 8.1, 8.15, 8.3, 8.6, 9.0, 9.5, 9.9, 11.0, 13.0, 17.5, 19.5)
BETWEEN_L = (
    2.767433863187248e-07,
    9.956474181099992e-06,
    0.0009540494679755851,
    0.023528278365786123,
    0.07496322315646736,
    0.13931661559036496,
    0.33753432684619816,
    0.6852179451108994,
    0.9252702456904094,
    0.9860433625350502,
    0.9993618220922759,
    0.9999761404272691,
    0.9999933141107633,
)


def test_the_monotone_curve_is_another_programs_on_a_published_table():
    assert curve_of(RPN14).volume_l(BETWEEN_M) == pytest.approx(np.array(BETWEEN_L), rel=1e-12)


@pytest.mark.parametrize(
    ("table", "level_m", "volume_l"),
    [
        (StrappingTable((0.0, 1.0, 2.0), (0.0, 10.0, 10.5)), 0.5, 6.724702380952381),
        (StrappingTable((0.0, 1.0, 2.0), (0.0, 10.0, 10.5)), 1.5, 10.369047619047619),
        (StrappingTable((0.0, 1.0, 4.0), (1.0, 1.1, 100.0)), 0.1, 1.0012604785240704),
        (StrappingTable((0.0, 1.0, 4.0), (1.0, 1.1, 100.0)), 2.0, 14.013062788934802),
    ],
)
def test_steep_and_flat_ends_are_another_programs_too(table: StrappingTable, level_m: float, volume_l: float):
    assert float(curve_of(table).volume_l(level_m)) == pytest.approx(volume_l, rel=1e-12)


def test_two_rows_make_a_straight_line():
    table = StrappingTable((0.0, 2.0), (0.0, 3000.0))
    assert float(curve_of(table).volume_l(0.5)) == float(curve_of(table, "linear").volume_l(0.5)) == 750.0


def test_a_linear_table_runs_straight_between_rows():
    curve = curve_of(StrappingTable((0.0, 1.0, 2.0), (0.0, 1000.0, 3000.0)), "linear")
    assert float(curve.volume_l(1.25)) == 1500.0
    assert float(curve.level_m(1500.0)) == 1.25
    assert curve.highest_m == 2.0


def test_a_standing_cylinder_holds_base_times_height():
    curve = curve_of(VerticalCylinder(2.0, 10.0))
    assert float(curve.volume_l(10.0)) == pytest.approx(math.pi * 10_000.0, rel=1e-15)
    assert float(curve.level_m(math.pi * 5_000.0)) == pytest.approx(5.0, rel=1e-12)


def summed_l(shape: HorizontalCylinder, level_m: float) -> float:
    """The slow way: layer on layer, each a rectangle with two half ellipses at its ends."""
    radius, layers = shape.diameter_m / 2.0, 200_000
    z = (np.arange(layers) + 0.5) * level_m / layers
    half_width = np.sqrt(radius**2 - (radius - z) ** 2)
    ends = math.pi * half_width**2 * shape.dish_m / radius
    return float(((2.0 * half_width * shape.length_m + ends) * level_m / layers).sum() * 1000.0)


@pytest.mark.parametrize("dish_m", [0.0, 0.4])
@pytest.mark.parametrize("level_m", [0.2, 1.25, 2.3, 2.5])
def test_a_lying_cylinder_holds_the_sum_of_its_layers(dish_m: float, level_m: float):
    shape = HorizontalCylinder(2.5, 8.0, dish_m)
    assert float(curve_of(shape).volume_l(level_m)) == pytest.approx(summed_l(shape, level_m), rel=1e-6)


def test_half_a_lying_cylinder_stands_at_its_axis():
    curve = curve_of(HorizontalCylinder(2.5, 8.0, 0.4))
    assert float(curve.level_m(float(curve.volume_l(2.5)) / 2.0)) == pytest.approx(1.25, rel=1e-12)


@pytest.mark.parametrize("level_m", [-0.01, 2.51, math.inf])
def test_a_height_outside_the_tank_is_refused_by_name(level_m: float):
    with pytest.raises(LevelOutsideStrapping, match=r"outside 0.0 to 2.5 m"):
        curve_of(HorizontalCylinder(2.5, 8.0)).volume_l([1.0, level_m])


@pytest.mark.parametrize("curve", [curve_of(RPN14), curve_of(RPN14, "linear"), curve_of(VerticalCylinder(1.0, 1.0))])
def test_a_volume_outside_the_tank_is_refused_by_name(curve):
    with pytest.raises(VolumeOutsideStrapping, match="check the unit"):
        curve.level_m(1e9)


@pytest.mark.parametrize("curve", [curve_of(RPN14), curve_of(RPN14, "linear"), curve_of(HorizontalCylinder(20.0, 1.0))])
def test_a_missing_height_gives_a_missing_volume_and_back(curve):
    assert np.isnan(curve.volume_l([math.nan, 9.0])).tolist() == [True, False]
    assert np.isnan(curve.level_m([math.nan, 0.5])).tolist() == [True, False]


def test_a_table_is_rewritten_with_even_heights():
    written = strap(RPN14, 3)
    assert written.level_m == pytest.approx((7.99, 13.995, 20.0))
    assert written.volume_l[-1] == 0.999994


FLEET = (RPN14, VerticalCylinder(2.0, 10.0), RPN14, HorizontalCylinder(2.5, 8.0))


@pytest.mark.parametrize("rule", ["linear", "monotone"])
def test_a_fleet_of_tanks_is_measured_at_once(rule: Rule):
    curves = curves_of(FLEET, rule)
    levels = np.array([[8.3, 9.0], [1.0, 10.0], [20.0, 7.99], [0.0, 2.5]])
    expected = [curve.volume_l(row) for curve, row in zip(curves, levels, strict=True)]
    assert np.allclose(volumes_of(curves, levels), expected, rtol=1e-14, atol=0)
    assert curves[0] is curves[2]


def test_a_bad_height_in_a_fleet_is_data_not_an_error():
    found = volumes_of(curves_of(FLEET), [7.0, math.nan, 9.0, 2.6])
    assert np.isnan(found).tolist() == [True, True, False, True]


@pytest.mark.parametrize("level_m", [1.0, [1.0, 2.0], [[1.0, 2.0, 3.0, 4.0]]])
def test_a_fleet_needs_a_row_of_heights_for_each_tank(level_m):
    with pytest.raises(LevelOutsideStrapping, match="one row a tank"):
        volumes_of(curves_of(FLEET), level_m)


def test_four_thousand_tanks_are_measured_at_once():
    fleet = [VerticalCylinder(1.0 + n % 40, 10.0) for n in range(4_000)]
    found = volumes_of(curves_of(fleet), np.full(4_000, 5.0))
    assert found[:40] == pytest.approx([math.pi / 4 * (1.0 + n) ** 2 * 5_000.0 for n in range(40)])
