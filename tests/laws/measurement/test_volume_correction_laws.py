"""What holds for every liquid that API MPMS 11.1 covers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.measurement.volume_correction import (
    Commodity,
    base_densities_of,
    base_density,
    correction,
    corrections_of,
    density15,
    metric_correction,
)
from petroverse.measurement.volume_correction.commodities import EDGES_KG_M3, GROUPS, group_of

NAMED = [each for each in Commodity if each is not Commodity.REFINED]
LIMITS = {each: (GROUPS[each].lowest_kg_m3, GROUPS[each].highest_kg_m3) for each in NAMED} | {
    Commodity.REFINED: (610.6, 1163.5)
}
TEMPS_F = st.floats(-58.0, 302.0)
PRESSURES_PSIG = st.floats(0.0, 1500.0)
GAP_KG_M3 = 1e-4  # the tables of two refined groups differ by less than this at their edge


@st.composite
def liquids(draw: st.DrawFn, commodities: tuple[Commodity, ...] = tuple(Commodity)):
    commodity = draw(st.sampled_from(commodities))
    return draw(st.floats(*LIMITS[commodity])), draw(TEMPS_F), draw(PRESSURES_PSIG), commodity


@given(liquids())
def test_observed_to_base_undoes_base_to_observed(liquid):
    density, temp_f, psig, commodity = liquid
    there = correction(density, temp_f, psig, commodity)
    back = base_density(there.observed_kg_m3, temp_f, psig, commodity)
    assert back.density_kg_m3 == pytest.approx(density, abs=GAP_KG_M3)
    assert back.observed_kg_m3 == pytest.approx(there.observed_kg_m3, abs=GAP_KG_M3)


@given(liquids())
def test_warming_shrinks_the_standard_volume(liquid):
    density, temp_f, psig, commodity = liquid
    warmer = min(302.0, temp_f + 1.0)
    assert correction(density, warmer, psig, commodity).ctl <= correction(density, temp_f, psig, commodity).ctl


@given(liquids(), PRESSURES_PSIG)
def test_pressing_raises_the_standard_volume(liquid, other_psig: float):
    density, temp_f, psig, commodity = liquid
    low, high = sorted((psig, other_psig))
    assert correction(density, temp_f, low, commodity).cpl <= correction(density, temp_f, high, commodity).cpl


@given(liquids())
def test_mass_does_not_depend_on_where_a_volume_is_measured(liquid):
    density, temp_f, psig, commodity = liquid
    found = correction(density, temp_f, psig, commodity)
    standard_volume = 1000.0 * found.ctpl
    assert standard_volume * density == pytest.approx(1000.0 * found.observed_kg_m3, rel=1e-14)


@given(liquids(tuple(NAMED)))
def test_at_the_base_nothing_is_corrected(liquid):
    density, _, _, commodity = liquid
    assert correction(density, 60.0, 0.0, commodity).ctpl == pytest.approx(1.0, abs=1e-8)


@given(st.lists(liquids(), min_size=1, max_size=20))
def test_arrays_equal_the_scalar_call(many):
    density, temp_f, psig, commodity = zip(*many, strict=True)
    codes = np.array(commodity, dtype=np.int8)
    found = corrections_of(density, temp_f, psig, codes)
    one_by_one = [correction(*each) for each in many]
    assert found.ctpl == pytest.approx([each.ctpl for each in one_by_one], rel=1e-12)
    observed = [each.observed_kg_m3 for each in one_by_one]
    back = base_densities_of(observed, temp_f, psig, codes)
    again = [base_density(o, t, p, c) for o, t, p, c in zip(observed, temp_f, psig, commodity, strict=True)]
    assert back.density_kg_m3 == pytest.approx([each.density_kg_m3 for each in again], rel=1e-12)
    assert back.ctpl == pytest.approx([each.ctpl for each in again], rel=1e-12)


@given(st.sampled_from(EDGES_KG_M3), st.floats(-1e-3, 1e-3), TEMPS_F, PRESSURES_PSIG)
def test_beside_an_edge_the_answer_stays_beside_the_edge(edge: float, off: float, temp_f: float, psig: float):
    observed = correction(edge, temp_f, psig, Commodity.REFINED).observed_kg_m3 + off
    found = base_density(observed, temp_f, psig, Commodity.REFINED)
    assert abs(found.density_kg_m3 - edge) < 5e-3
    assert found.observed_kg_m3 == pytest.approx(observed, abs=GAP_KG_M3)


@given(st.floats(620.0, 1100.0), st.floats(2e-4, 50.0), st.floats(-40.0, 200.0), st.floats(0.0, 1000.0))
def test_a_heavier_observed_liquid_is_heavier_at_the_base(observed: float, more: float, temp_f: float, psig: float):
    pair = base_densities_of([observed, observed + more], temp_f, psig, Commodity.REFINED)
    light, heavy = pair.density_kg_m3
    assert np.isnan([light, heavy]).any() or light < heavy


@given(st.floats(620.0, 1160.0), st.floats(-50.0, 150.0), st.floats(0.0, 10_000.0))
def test_metric_there_and_back_is_the_same_density(density: float, temp_c: float, kpa: float):
    there = metric_correction(density, temp_c, kpa, Commodity.REFINED)
    back = density15(density * there.ctpl, temp_c, kpa, Commodity.REFINED)
    assert back.density_kg_m3 == pytest.approx(density, abs=2 * GAP_KG_M3)


@given(st.floats(610.6, 1163.5))
def test_every_density_of_a_refined_product_belongs_to_a_group(density: float):
    group = group_of(Commodity.REFINED, density)
    assert group.lowest_kg_m3 <= density <= group.highest_kg_m3


def bisected(observed: float, temp_f: float, psig: float, commodity: Commodity) -> float:
    """The slow oracle: halve the interval until nothing is left of it."""
    low, high = LIMITS[commodity]
    for _ in range(80):
        middle = (low + high) / 2.0
        is_low = correction(middle, temp_f, psig, commodity).observed_kg_m3 < observed
        low, high = (middle, high) if is_low else (low, middle)
    return high


@given(liquids())
def test_passes_agree_with_bisection_within_the_standards_tolerance(liquid):
    density, temp_f, psig, commodity = liquid
    observed = correction(density, temp_f, psig, commodity).observed_kg_m3
    found = base_density(observed, temp_f, psig, commodity).density_kg_m3
    assert found == pytest.approx(bisected(observed, temp_f, psig, commodity), abs=GAP_KG_M3)
