"""Arrays: shapes, reasons, chunks, and liquids that lie beside an edge."""

from __future__ import annotations

import numpy as np
import pytest

from petroverse.measurement.volume_correction import (
    Commodity,
    DensityNotFound,
    Outside,
    base_densities_of,
    base_density,
    correction,
    corrections_of,
    densities15_of,
    density15,
    metric_correction,
    metric_corrections_of,
    special_alpha,
)
from petroverse.measurement.volume_correction.commodities import EDGES_KG_M3

NAN = float("nan")
TRANSITION_EDGE = EDGES_KG_M3[1]


def test_inputs_broadcast_to_tanks_by_steps():
    found = corrections_of(np.full((3, 1), 745.0), np.array([40.0, 60.0]), 0.0, Commodity.REFINED)
    assert found.ctl.shape == found.outside.shape == (3, 2)
    assert found.ctl[2, 0] == pytest.approx(correction(745.0, 40.0, 0.0, Commodity.REFINED).ctl, rel=1e-14)


def test_no_liquids_give_no_factors():
    assert base_densities_of([], [], [], Commodity.CRUDE).ctpl.shape == (0,)


def test_one_liquid_may_come_without_an_axis():
    assert base_densities_of(823.7, 80.3, -5.0, Commodity.CRUDE).density_kg_m3.shape == ()


@pytest.mark.parametrize("law", [corrections_of, base_densities_of])
@pytest.mark.parametrize(
    ("inputs", "reason"),
    [
        ((NAN, 60.0, 0.0), Outside.MISSING),
        ((800.0, NAN, 0.0), Outside.MISSING),
        ((800.0, 60.0, NAN), Outside.MISSING),
        ((800.0, 303.0, 0.0), Outside.TEMPERATURE),
        ((800.0, -59.0, 0.0), Outside.TEMPERATURE),
        ((800.0, 60.0, 1501.0), Outside.PRESSURE),
        ((-800.0, 60.0, 0.0), Outside.DENSITY),
        ((np.inf, 60.0, 0.0), Outside.DENSITY),
        ((300.0, 60.0, 0.0), Outside.DENSITY),
        ((2000.0, 60.0, 0.0), Outside.DENSITY),
    ],
)
def test_what_lies_outside_is_nan_and_says_why(law, inputs: tuple[float, float, float], reason: Outside):
    columns = [np.array([good, bad, good]) for good, bad in zip((800.0, 60.0, 0.0), inputs, strict=True)]
    found = law(*columns, Commodity.CRUDE)
    assert found.outside.tolist() == [0, reason, 0]
    for column in (found.density_kg_m3, found.ctl, found.fp, found.cpl):
        assert np.isnan(column).tolist() == [False, True, False]


def test_a_code_that_is_no_commodity_says_so():
    found = corrections_of([800.0, 800.0], 60.0, 0.0, np.array([7, -1], dtype=np.int8))
    assert found.outside.tolist() == [Outside.COMMODITY, Outside.COMMODITY]


def test_each_liquid_may_be_of_its_own_commodity():
    codes = np.array(list(Commodity), dtype=np.int8)
    densities = np.array([850.0, 900.0, 740.0, 780.0, 800.0, 850.0, 745.0])
    found = corrections_of(densities, 90.0, 10.0, codes)
    expected = [correction(float(d), 90.0, 10.0, each).ctpl for d, each in zip(densities, Commodity, strict=True)]
    assert found.ctpl == pytest.approx(expected, rel=1e-14)
    back = base_densities_of(densities * found.ctpl, 90.0, 10.0, codes)
    assert back.density_kg_m3 == pytest.approx(densities, abs=3e-6)


def test_more_liquids_than_a_chunk_holds_are_all_corrected():
    densities = np.linspace(620.0, 1160.0, 20_001)
    assert not corrections_of(densities, 75.0, 50.0, Commodity.REFINED).outside.any()


# At this temperature and pressure the passes swing for ever between the two tables at the edge.
SWINGING = (707.8363141580296, 256.21010604613366, 495.867793367392)


def test_a_liquid_whose_passes_swing_between_two_groups_settles_in_one():
    found = base_density(*SWINGING, Commodity.REFINED)
    assert abs(found.density_kg_m3 - TRANSITION_EDGE) < 2e-6
    assert found.observed_kg_m3 == pytest.approx(SWINGING[0], abs=1e-6)


def test_arrays_settle_a_swinging_liquid_like_the_scalar_call():
    found = base_densities_of([800.0, SWINGING[0]], SWINGING[1], SWINGING[2], np.full(2, Commodity.REFINED, np.int8))
    assert found.density_kg_m3[1] == base_density(*SWINGING, Commodity.REFINED).density_kg_m3


def test_in_the_gap_between_two_tables_the_edge_is_the_answer():
    temp_f, edge = 250.0, TRANSITION_EDGE
    lighter = correction(edge, temp_f, 0.0, Commodity.TRANSITION).observed_kg_m3
    heavier = correction(edge, temp_f, 0.0, Commodity.JET).observed_kg_m3
    assert heavier - lighter > 1e-5
    found = base_density((lighter + heavier) / 2.0, temp_f, 0.0, Commodity.REFINED)
    assert found.density_kg_m3 == edge
    assert base_densities_of([(lighter + heavier) / 2.0], temp_f, 0.0, Commodity.REFINED).density_kg_m3[0] == edge


def test_metric_arrays_are_the_metric_scalar():
    densities, temps, kpa = np.array([745.0, 840.0, 960.0]), np.array([5.0, 32.0, 60.0]), np.array([0.0, 101.0, 900.0])
    found = metric_corrections_of(densities, temps, kpa, Commodity.REFINED)
    back = densities15_of(densities * found.ctpl, temps, kpa, Commodity.REFINED)
    for place, inputs in enumerate(zip(densities.tolist(), temps.tolist(), kpa.tolist(), strict=True)):
        one = metric_correction(*inputs, Commodity.REFINED)
        assert found.ctpl[place] == pytest.approx(one.ctpl, rel=1e-12)
        observed = inputs[0] * one.ctpl
        again = density15(observed, *inputs[1:], Commodity.REFINED)
        assert back.density_kg_m3[place] == pytest.approx(again.density_kg_m3, rel=1e-12)
        assert again.density_kg_m3 == pytest.approx(inputs[0], abs=5e-6)


def test_metric_arrays_mark_what_lies_outside():
    found = metric_corrections_of([745.0, 2000.0, 745.0, NAN], [200.0, 15.0, 15.0, 15.0], 0.0, Commodity.REFINED)
    assert found.outside.tolist() == [Outside.TEMPERATURE, Outside.DENSITY, 0, Outside.MISSING]
    assert np.isnan(found.density_kg_m3).tolist() == [True, True, False, True]


def test_metric_densities_mark_what_lies_outside():
    found = densities15_of([745.0, 2000.0, 745.0], [200.0, 15.0, 15.0], 0.0, Commodity.REFINED)
    assert found.outside.tolist() == [Outside.TEMPERATURE, Outside.DENSITY, 0]


def test_a_special_liquid_is_corrected_on_arrays_as_alone():
    alcohol = special_alpha(0.0006)
    found = corrections_of([794.0], 90.0, 0.0, alcohol)
    assert found.ctl[0] == pytest.approx(correction(794.0, 90.0, 0.0, alcohol).ctl, rel=1e-14)


# So hot and pressed that the compressibility formula folds back: no base density gives this observed one.
FOLDED = (322.6560948578569, 301.03088211657575, 1478.4294636325697)


def test_passes_that_do_not_settle_are_refused():
    with pytest.raises(DensityNotFound, match="no density at 60 °F was found"):
        base_density(*FOLDED, special_alpha(0.00023))


def test_passes_that_do_not_settle_are_marked_on_arrays():
    found = base_densities_of([800.0, FOLDED[0]], FOLDED[1], FOLDED[2], special_alpha(0.00023))
    assert found.outside.tolist() == [0, Outside.NOT_FOUND]


def test_reasons_are_told_with_codes_of_commodities_too():
    found = corrections_of(
        [800.0, 800.0, 800.0, 2000.0, NAN],
        [303.0, 60.0, 60.0, 60.0, 60.0],
        [0.0, 1501.0, 0.0, 0.0, 0.0],
        np.array([Commodity.CRUDE, Commodity.REFINED, 7, Commodity.CRUDE, Commodity.CRUDE], dtype=np.int8),
    )
    reasons = [Outside.TEMPERATURE, Outside.PRESSURE, Outside.COMMODITY, Outside.DENSITY, Outside.MISSING]
    assert found.outside.tolist() == reasons


def test_the_codes_of_reasons_are_those_the_docstring_promises():
    assert [each.name for each in Outside] == [
        "NO", "MISSING", "COMMODITY", "TEMPERATURE", "PRESSURE", "DENSITY", "NOT_FOUND",
    ]  # fmt: skip
    assert list(Outside) == list(range(7))
