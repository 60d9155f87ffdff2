"""Litres that go at once are told with their amount; sales, cooling and noise are not."""

from __future__ import annotations

import pytest

from petroverse.detect.tank import watched
from tank_story import TANK, TankStory


def test_a_theft_is_told_once_grown_and_ended_with_its_litres():
    story = TankStory()
    story.rest(60)
    for _ in range(10):
        story.minute(stolen_l=40.0)
    story.rest(90)
    told = story.told("sudden_loss")
    assert told[0][0]
    assert not told[-1][0]
    assert told[-1][1] == pytest.approx(400.0, rel=0.05)


def test_one_height_that_is_off_is_no_loss():
    """A gauge asked every quarter of an hour could have lost 45,000 L in between: only the next reading tells."""
    story = TankStory()
    for _ in range(10):
        story.minute(seconds=900.0)
    story.minute(seconds=900.0, level_m=story.level_m() - 0.05)
    for _ in range(10):
        story.minute(seconds=900.0)
    assert story.told("sudden_loss") == []


def test_a_broken_line_is_told_while_it_still_runs():
    story = TankStory()
    story.rest(60)
    for _ in range(8):
        story.minute(stolen_l=60.0)
    assert [active for active, _ in story.told("sudden_loss")][:1] == [True]


def test_a_sale_that_is_counted_only_at_its_end_is_no_loss():
    story = TankStory()
    story.rest(60)
    for _ in range(30):
        story.minute(stolen_l=40.0)  # a truck draws 40 L, and another 40 L, before its meter counts them
        story.minute(stolen_l=40.0)
        story.volume_l += 80.0
        story.minute(sold_l=80.0)
        story.rest(3)
    assert story.told("sudden_loss") == []


def test_product_that_cools_is_no_loss():
    story = TankStory(temp_c=30.0)
    story.rest(30)
    volume_at_30_l = story.volume_l
    for minute in range(50):
        story.temp_c = 30.0 - 0.1 * (minute + 1)
        story.volume_l = volume_at_30_l * (1.0 - 0.00123 * 0.1 * (minute + 1))
        story.minute()
    assert volume_at_30_l - story.volume_l > 90.0
    assert story.told("sudden_loss") == []


def test_the_same_fall_without_a_temperature_is_told():
    story = TankStory(temp_c=None)
    story.rest(30)
    for _ in range(10):
        story.minute(stolen_l=9.3)
    story.rest(5)
    assert story.told("sudden_loss")[0][0]


def test_a_tank_that_nothing_meters_has_no_such_rule():
    story = TankStory(watched=watched(TANK))
    story.rest(30)
    for _ in range(10):
        story.minute(stolen_l=60.0)
    assert story.told("sudden_loss") == []
