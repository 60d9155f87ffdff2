"""Maps are read strictly: every key that is wrong is named in full, and a value becomes metres, °C or litres."""

from __future__ import annotations

import doctest
import importlib
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.tanks import TankId
from petroverse.gauges import FrameNotValid, GaugeSettingsRefused
from petroverse.gauges.mapping import Measure, Measures, as_value, read_map

AT = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Topic:
    filter: str
    measures: Measures
    rows: str | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    topics: tuple[Topic, ...]


GOOD = """
[[topics]]
filter = "a/+"
[topics.measures]
level = { at = "/l", unit = "mm", scale = 10 }
temperature = { at = "/t", unit = "°F" }
"""


def test_the_examples_hold():
    assert doctest.testmod(importlib.import_module("petroverse.gauges.mapping")).failed == 0


def test_a_map_is_read():
    measures = Measures(Measure("/l", "mm", scale=10.0), temperature=Measure("/t", "°F"))
    assert read_map(Map, GOOD) == Map((Topic("a/+", measures),))


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('unit = "mm"', 'unit = "furlong"', "map.topics[1].measures.level.unit"),
        ('unit = "°F"', 'unit = "mm"', "map.topics[1].measures.temperature.unit"),
        ("scale = 10", "scale = 0", "map.topics[1].measures.level.scale"),
        ("scale = 10", "scale = inf", "map.topics[1].measures.level.scale"),
        ("scale = 10", "scale = true", "map.topics[1].measures.level.scale"),
        ("scale = 10", "scale = 1" + "0" * 400, "map.topics[1].measures.level.scale"),
        ("scale = 10", "scales = 10", "map.topics[1].measures.level.scales"),
        ('at = "/l", ', "", "map.topics[1].measures.level.at"),
        ('filter = "a/+"', "filter = 3", "map.topics[1].filter"),
        ('filter = "a/+"', 'filter = "a"\nis_late = 1', "map.topics[1].is_late"),
        ("[[topics]]", "[topics]", "map.topics"),
        ("[topics.measures]", "[topics.measure]", "map.topics[1].measure"),
        ("[[topics]]", "[[topics]", "map"),
        ('level = { at = "/l", unit = "mm", scale = 10 }', "level = 3", "map.topics[1].measures.level"),
        ('level = { at = "/l", unit = "mm", scale = 10 }', "", "map.topics[1].measures.level"),
    ],
)
def test_the_key_at_fault_is_named(old, new, where):
    with pytest.raises(GaugeSettingsRefused) as told:
        read_map(Map, GOOD.replace(old, new))
    assert told.value.where == where
    assert told.value.fix


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda each: GOOD + each.decode("latin-1")))
def test_whatever_is_written_is_a_map_or_refused(text):
    where = "map"
    try:
        read_map(Map, text)
    except GaugeSettingsRefused as fault:
        where = fault.where
    assert where.startswith("map")


def test_units_are_those_of_the_network():
    # 25.4 mm to the inch, 0.3048 m to the foot; 77 °F is 25 °C; 231 cubic inches to the US gallon (NIST SP 811)
    assert Measure("", "in", offset=2.0).base(10.0) == pytest.approx(12 * 0.0254)
    assert Measure("", "°F").base(77.0) == pytest.approx(25.0)
    assert Measure("", "US gal", scale=1000).base(1.0) == pytest.approx(231 * 0.016387064 * 1000)


def test_a_tank_without_a_level_is_a_gap():
    measures = Measures(Measure("/l", "m"), water=Measure("/w", "mm"))
    gap = measures.reading(TankId("T"), AT, {"/l": None, "/w": 12.0})
    assert (gap.quality, gap.level_m, gap.water_m) == ("gap", None, 0.012)


@pytest.mark.parametrize("raw", [True, "3", [], {}, float("nan"), float("inf"), 10**400])
def test_what_is_no_number_is_a_fault(raw):
    with pytest.raises(FrameNotValid, match="no number"):
        as_value(raw, "/level")


def test_a_number_that_leaves_the_range_is_a_fault():
    with pytest.raises(FrameNotValid):
        Measure("/l", "m", scale=1e300).base(1e300)
