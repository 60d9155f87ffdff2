"""When a tank runs dry, from what it sells by hour of the week."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from petroverse.detect.tank import run_out
from tank_story import START, TankStory

HOURS_A_WEEK = 168
TANK_DEAD_L = 1_000.0


def weeks(story: TankStory, count: int, hourly_l) -> None:
    """Sells by the hour, and fills the tank up unseen where it would run low."""
    for hour in range(count * HOURS_A_WEEK):
        sold = hourly_l(hour % HOURS_A_WEEK)
        for _ in range(2):
            if story.volume_l < 6_000.0:
                story.minute(came_l=12_000.0, seconds=1800.0)
                continue
            story.minute(sold_l=sold / 2.0, seconds=1800.0)


def test_nothing_is_foretold_before_a_day_was_seen():
    story = TankStory()
    for _ in range(20):
        story.minute(sold_l=100.0, seconds=900.0)
    assert run_out(story.watched, story.state) is None


def test_an_even_demand_runs_out_when_division_says():
    story = TankStory(volume_l=25_000.0, noise_m=0.0)
    weeks(story, 2, lambda hour: 40.0)
    found = run_out(story.watched, story.state)
    assert found is not None
    usable_h = (story.volume_l - TANK_DEAD_L) / 40.0
    assert (found.at - story.at) / timedelta(hours=1) == pytest.approx(usable_h, rel=0.05)
    assert found.days == pytest.approx(usable_h / 24.0, rel=0.05)
    assert found.latest is not None
    assert found.earliest < found.at < found.latest


def test_a_closed_night_delays_the_run_out_to_the_morning():
    story = TankStory(volume_l=25_000.0, noise_m=0.0)
    weeks(story, 3, lambda hour: 100.0 if 6 <= hour % 24 < 22 else 0.0)
    story.volume_l = TANK_DEAD_L + 50.0
    story.minute(seconds=60.0)
    assert story.at.hour == START.hour, "a story of whole weeks ends at midnight"
    story.minute(seconds=60.0)
    found = run_out(story.watched, story.state)
    assert found is not None
    assert 6 <= (found.at - story.at) / timedelta(hours=1) <= 7.5


def test_the_rule_warns_before_the_tank_is_dry_and_ends_with_a_delivery():
    story = TankStory(volume_l=25_000.0, noise_m=0.0)
    weeks(story, 2, lambda hour: 60.0)
    while story.volume_l > 2_200.0:
        story.minute(sold_l=15.0, seconds=900.0)
    assert story.told("run_out")[-1][0]
    told = next(each for one in story.steps for each in one.conditions if each.rule == "run_out")
    assert told.evidence["earliest"] < told.evidence["at"] < told.evidence["latest"]
    assert 0.0 < told.evidence["days_of_cover"] < 2.0
    story.minute(came_l=15_000.0, seconds=900.0)
    assert not story.told("run_out")[-1][0]


def test_the_interval_holds_the_truth_about_nine_times_in_ten():
    held = 0
    for seed in range(25):
        dice = random.Random(seed)
        story = TankStory(volume_l=25_000.0, noise_m=0.0, seed=seed)
        weeks(story, 3, lambda hour, dice=dice: _visits_l(dice))
        found = run_out(story.watched, story.state)
        assert found is not None
        hours, left = 0, story.volume_l - TANK_DEAD_L
        while left > 0:
            left -= _visits_l(dice)
            hours += 1
        dry = story.at + timedelta(hours=hours)
        held += found.earliest <= dry and (found.latest is None or dry <= found.latest + timedelta(hours=1))
    assert held >= 19, "25 at 90 %: fewer than 19 come once in a hundred"


def _visits_l(dice: random.Random) -> float:
    return sum(dice.uniform(10.0, 50.0) for _ in range(dice.choice((0, 1, 1, 2, 3))))
