"""Units: exact where definitions are exact, and volumes that cannot be mixed up."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.errors import QuantityRefused
from petroverse.core.units import (
    UNITS,
    Mass,
    ObservedVolume,
    QuantitiesDoNotAdd,
    StandardVolume,
    UnitsDoNotConvert,
    convert,
    unit,
)

KINDS = (ObservedVolume(1.0), StandardVolume(1.0), Mass(1.0))


# NIST Special Publication 811 (2008), appendix B.8; a US barrel of petroleum is 42 US gallons.
@pytest.mark.parametrize(
    ("value", "here", "there", "expected"),
    [
        (1.0, "bbl", "US gal", 42.0),
        (1.0, "bbl", "L", 158.987294928),
        (1.0, "imp gal", "L", 4.54609),
        (1.0, "m3", "L", 1000.0),
        (1.0, "lb", "kg", 0.45359237),
        (1.0, "long ton", "lb", 2240.0),
        (1.0, "t", "kg", 1000.0),
        (1.0, "ft", "in", 12.0),
        (1.0, "in", "mm", 25.4),
        (1.0, "psi", "kPa", 6.894757293168361),
        (1.0, "bar", "kPa", 100.0),
        (212.0, "°F", "°C", 100.0),
        (15.0, "°C", "°F", 59.0),
        (273.15, "K", "°C", 0.0),
        (0.745, "kg/L", "kg/m3", 745.0),
        (1.0, "lb/US gal", "kg/m3", 119.82642731689663),
    ],
)
def test_a_unit_converts_as_it_is_defined(value: float, here: str, there: str, expected: float):
    assert convert(value, here, there) == pytest.approx(expected, rel=1e-15, abs=1e-13)


@given(
    st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)), st.floats(-1e6, 1e6).filter(lambda x: abs(x) > 1e-6)
)
def test_there_and_back_is_the_same_value(here: str, there: str, value: float):
    if UNITS[here].dimension == UNITS[there].dimension:
        assert convert(convert(value, here, there), there, here) == pytest.approx(value, rel=1e-12, abs=1e-10)


def test_arrays_convert_at_once_and_nan_stays_nan():
    found = convert(np.array([0.0, 100.0, math.nan]), "°C", "°F")
    assert found[:2].tolist() == [32.0, 212.0]
    assert math.isnan(found[2])


def test_a_volume_is_no_mass():
    with pytest.raises(UnitsDoNotConvert, match="state a density"):
        convert(1.0, "L", "kg")


def test_an_unknown_unit_is_refused():
    with pytest.raises(UnitsDoNotConvert, match="'gallon'"):
        unit("gallon")


@pytest.mark.parametrize("one", KINDS)
@pytest.mark.parametrize("other", KINDS)
def test_only_quantities_of_one_kind_add(one, other):
    if type(one) is type(other):
        assert one + other - other == one
        assert not one < other
        return
    for combine in ("__add__", "__sub__", "__lt__"):
        with pytest.raises(QuantitiesDoNotAdd, match="different kinds"):
            getattr(one, combine)(other)


def test_volume_and_mass_meet_through_a_stated_density():
    mass = StandardVolume(36_000.0).mass(745.0)
    assert mass == Mass(26_820.0)
    assert mass.tonnes == 26.82
    assert mass.standard_volume(745.0) == StandardVolume(36_000.0)


@pytest.mark.parametrize("density", [0.0, -1.0, math.nan])
def test_an_impossible_density_is_refused(density: float):
    with pytest.raises(QuantityRefused, match="impossible"):
        Mass(1.0).standard_volume(density)
