"""API gravity and relative density beside the densities that the standard's worked examples print for them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.measurement.volume_correction import OutsideLimits, api_gravity, density60_of_api, density60_of_relative


# API MPMS 11.1-2004, examples 1 to 3 of section 11.1.6.1 and 2 of 11.1.6.2 (source: tests/vectors/volume_correction).
@pytest.mark.parametrize(
    ("api", "density"), [(17.785, 946.918739324112), (-10.0, 1163.4630781893), (19.4, 936.784387011266)]
)
def test_a_gravity_is_the_density_the_standard_prints(api: float, density: float):
    assert density60_of_api(api) == pytest.approx(density, abs=1e-8)


def test_a_relative_density_is_the_density_the_standard_prints():
    assert density60_of_relative(0.72332) == pytest.approx(722.60825312, abs=1e-8)


@given(st.floats(-20.0, 120.0))
def test_gravity_there_and_back_is_the_same(api: float):
    assert api_gravity(density60_of_api(api)) == pytest.approx(api, abs=1e-10)


@pytest.mark.parametrize("api", [-131.5, -200.0, math.nan])
def test_an_impossible_gravity_is_refused(api: float):
    with pytest.raises(OutsideLimits, match="impossible"):
        density60_of_api(api)


@pytest.mark.parametrize("density", [0.0, -1.0, math.nan])
def test_an_impossible_density_has_no_gravity(density: float):
    with pytest.raises(OutsideLimits, match="impossible"):
        api_gravity(density)
