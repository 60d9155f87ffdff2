"""Figures against limits, with deadbands from the gauge's noise."""

from __future__ import annotations

import pytest

from petroverse.core.devices import MeterId
from petroverse.detect.tank import GaugeNoise, limits_of, watched
from petroverse.detect.tank.limits import deadband_m
from tank_story import TANK, TankStory


@pytest.mark.parametrize(
    ("sigma_m", "resolution_m", "expected_m"), [(0.001, 0.001, 0.003), (0.0001, 0.001, 0.002), (0.0, 0.0025, 0.005)]
)
def test_the_deadband_is_three_sigma_or_two_steps(sigma_m, resolution_m, expected_m):
    ready = watched(TANK, noise=GaugeNoise(resolution_m=resolution_m))
    assert deadband_m(ready, sigma_m) == pytest.approx(expected_m)


def test_a_full_tank_is_told_at_once_and_ends_only_beyond_the_deadband():
    story = TankStory(volume_l=28_500.0, noise_m=0.0)
    story.minute()
    assert [active for active, _ in story.told("overfill")] == [True]
    story.minute(sold_l=110.0)
    assert [active for active, _ in story.told("overfill")] == [True], "10 L below the limit is within the noise"
    story.minute(sold_l=40.0)
    assert [active for active, _ in story.told("overfill")] == [True, False]


def test_a_tank_at_its_limit_does_not_chatter_under_noise():
    story = TankStory(volume_l=limits_of(TANK).high_l)
    story.rest(500)
    assert len(story.told("high")) <= 1


def test_a_tank_near_its_dead_stock_is_low_and_says_what_can_still_be_drawn():
    story = TankStory(volume_l=2_000.0, noise_m=0.0)
    story.minute()
    (active, litres), *_ = story.told("low")
    assert active
    assert litres == pytest.approx(1_000.0, abs=1.0)


def test_water_and_temperature_are_told_and_end():
    story = TankStory()
    story.minute(water_m=0.06)
    story.minute(water_m=0.049)
    story.minute(water_m=0.04)
    assert [active for active, _ in story.told("water")] == [True, False]
    story.temp_c = 51.0
    story.minute()
    story.temp_c = 49.9
    story.minute()
    story.temp_c = 49.0
    story.minute()
    assert [active for active, _ in story.told("temperature")] == [True, False]


def test_litres_without_a_temperature_are_observed_litres():
    story = TankStory(temp_c=None, noise_m=0.0)
    measured = story.minute().measured
    assert measured is not None
    assert measured.standard_l is None
    assert measured.used_l == measured.observed_l


def test_gasoline_at_30_degrees_shrinks_as_the_law_says():
    """DOMAIN: gasoline of 745 kg/m3 expands by about 0.1213 %/°C, so 15 °C are about 1.8 %; the ticket says 0.9817."""
    ready = watched(TANK, [MeterId("N1")], density15_kg_m3=745.0)
    assert ready.factor(30.0) == pytest.approx(0.9817, abs=5e-5)
