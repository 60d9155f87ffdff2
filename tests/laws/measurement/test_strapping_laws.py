"""What holds for every tank: more height is more volume, and the way back is the way there."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from petroverse.core.tanks import HorizontalCylinder, Strapping, StrappingTable, VerticalCylinder
from petroverse.measurement.strapping import Rule, curve_of, strap

RULES: tuple[Rule, ...] = ("linear", "monotone")
SIZES_M = st.floats(0.5, 30.0)
PARTS = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=30)


@st.composite
def tables(draw: st.DrawFn) -> StrappingTable:
    rows = draw(st.integers(2, 15))
    steps_m = draw(st.lists(st.floats(0.01, 2.0), min_size=rows, max_size=rows))
    steps_l = draw(st.lists(st.floats(1.0, 20_000.0), min_size=rows, max_size=rows))
    heights, volumes = itertools.accumulate(steps_m), itertools.accumulate(steps_l)
    return StrappingTable(tuple(heights), tuple(volumes))


shapes = st.one_of(
    st.builds(HorizontalCylinder, SIZES_M, SIZES_M, st.floats(0.0, 2.0)),
    st.builds(VerticalCylinder, SIZES_M, SIZES_M),
)
tanks = st.one_of(tables(), shapes)


def heights_in(strapping: Strapping, parts: list[float]) -> np.ndarray:
    curve = curve_of(strapping)
    lowest = strapping.level_m[0] if isinstance(strapping, StrappingTable) else 0.0
    return np.clip(lowest + np.array(parts) * (curve.highest_m - lowest), lowest, curve.highest_m)


@given(tanks, st.sampled_from(RULES), PARTS)
def test_more_height_is_never_less_volume(strapping: Strapping, rule: Rule, parts: list[float]):
    volumes = curve_of(strapping, rule).volume_l(np.sort(heights_in(strapping, parts)))
    assert (np.diff(volumes) >= -1e-9 * np.abs(volumes[1:])).all()


@example(HorizontalCylinder(1.5, 1.0, 2.0), "linear", [0.9999999999999999])
@given(tanks, st.sampled_from(RULES), PARTS)
def test_volume_of_the_height_of_a_volume_is_that_volume(strapping: Strapping, rule: Rule, parts: list[float]):
    curve = curve_of(strapping, rule)
    volumes = curve.volume_l(heights_in(strapping, parts))
    assert curve.volume_l(curve.level_m(volumes)) == pytest.approx(volumes, rel=1e-9, abs=1e-6)


@given(tanks, st.sampled_from(RULES), PARTS, st.floats(-1.0, 80.0))
def test_one_height_comes_to_what_it_comes_to_among_many(
    strapping: Strapping, rule: Rule, parts: list[float], anywhere: float
):
    curve = curve_of(strapping, rule)
    levels = heights_in(strapping, parts)
    assert [curve.one_volume_l(each) for each in levels.tolist()] == pytest.approx(curve.volume_l(levels), rel=1e-12)
    is_inside = curve.lowest_m <= anywhere <= curve.highest_m
    assert math.isnan(curve.one_volume_l(anywhere)) is not is_inside
    assert math.isnan(curve.one_volume_l(math.nan))


@given(tables(), st.sampled_from(RULES))
def test_the_rows_of_a_table_are_kept(table: StrappingTable, rule: Rule):
    curve = curve_of(table, rule)
    assert curve.volume_l(table.level_m) == pytest.approx(np.array(table.volume_l), rel=1e-12)
    assert curve.level_m(table.volume_l) == pytest.approx(np.array(table.level_m), abs=1e-4)


@given(tables(), PARTS)
def test_the_spline_stays_between_its_rows(table: StrappingTable, parts: list[float]):
    level = heights_in(table, parts)
    row = np.clip(np.searchsorted(table.level_m, level, side="right") - 1, 0, len(table.level_m) - 2)
    volume = curve_of(table).volume_l(level)
    floor, ceiling = np.array(table.volume_l)[row], np.array(table.volume_l)[row + 1]
    assert ((floor <= volume) & (volume <= ceiling)).all()


@given(SIZES_M, SIZES_M, st.floats(0.0, 2.0), st.floats(0.0, 1.0))
def test_a_lying_cylinder_is_symmetric_about_its_axis(diameter: float, length: float, dish: float, part: float):
    curve = curve_of(HorizontalCylinder(diameter, length, dish))
    level = part * diameter
    full = float(curve.volume_l(diameter))
    assert float(curve.volume_l(level) + curve.volume_l(diameter - level)) == pytest.approx(full, rel=1e-9)


@given(shapes, st.integers(200, 300), PARTS)
def test_a_shape_written_as_a_table_measures_the_same(shape: Strapping, rows: int, parts: list[float]):
    written, level = curve_of(strap(shape, rows)), heights_in(shape, parts)
    full = float(written.volume_l(written.highest_m))
    assert written.volume_l(level) == pytest.approx(curve_of(shape).volume_l(level), abs=1e-4 * full)
