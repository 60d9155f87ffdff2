"""Readings that may not be used, gauges that repeat themselves, and the noise that a gauge is found to have."""

from __future__ import annotations

from datetime import timedelta

import pytest

from petroverse.core.readings import Reading
from petroverse.detect.tank import step
from tank_story import START, TANK, TankStory


def test_a_height_outside_the_tank_is_out_of_range():
    story = TankStory()
    assert story.minute(level_m=3.0).quality == "out_of_range"


def test_a_jump_is_held_back_once_and_believed_when_it_stays():
    story = TankStory()
    story.rest(5)
    assert story.minute(level_m=2.4).quality == "spike"
    assert story.minute(level_m=2.4).quality == "good"


def test_a_lone_spike_changes_nothing():
    story = TankStory()
    story.rest(5)
    before = story.state.last
    story.minute(level_m=2.4)
    assert story.state.last == before
    assert story.minute().quality == "good"


def test_a_reading_marked_bad_stays_marked_and_its_sales_are_not_lost():
    story = TankStory()
    story.rest(5)
    bad = Reading(TANK.id, story.at + timedelta(minutes=1), 1.2, quality="gap")
    found = step(story.watched, story.state, bad, 30.0)
    assert found.quality == "gap"
    story.state, story.at, story.volume_l = found.state, bad.at, story.volume_l - 30.0
    story.minute()
    assert story.state.loss is not None
    assert story.state.loss.sold_l == pytest.approx(30.0, abs=0.2)


def test_a_reading_that_is_not_later_changes_no_conclusion():
    story = TankStory()
    story.rest(5)
    again = step(story.watched, story.state, Reading(TANK.id, START, 0.3))
    assert again.state == story.state
    assert again.conditions == ()


def test_a_gauge_that_repeats_itself_while_meters_run_is_stuck_until_it_moves():
    story = TankStory()
    story.rest(5)
    level_m = story.level_m()
    for _ in range(12):
        story.minute(sold_l=20.0, level_m=level_m)
    assert [active for active, _ in story.told("stuck")] == [True]
    assert story.steps[-1].quality == "stuck"
    story.minute()
    assert [active for active, _ in story.told("stuck")] == [True, False]


def test_a_sale_that_left_before_it_was_counted_is_no_stuck_gauge():
    story = TankStory(noise_m=0.0)
    story.rest(5)
    story.minute(stolen_l=60.0)
    level_m = story.level_m()
    story.minute(level_m=level_m)
    story.volume_l += 60.0
    story.minute(sold_l=60.0, level_m=level_m)
    assert story.told("stuck") == []


def test_a_gauge_that_repeats_itself_at_night_is_not_stuck():
    story = TankStory(noise_m=0.0)
    story.rest(600)
    assert story.told("stuck") == []


@pytest.mark.parametrize("noise_m", [0.0004, 0.001, 0.002])
def test_the_noise_of_a_gauge_is_learned_at_rest(noise_m):
    story = TankStory(noise_m=noise_m)
    story.rest(600)
    assert story.state.sigma_m == pytest.approx(noise_m, rel=0.25)
