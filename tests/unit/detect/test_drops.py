"""Deliveries found from the level, adjusted for sales, held against their paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from petroverse.core.events import Delivery, Quantity
from petroverse.detect.tank import short_delivery
from tank_story import START, TankStory


def dropped(story: TankStory, litres: float = 9_000.0, sold_a_minute_l: float = 15.0):
    story.rest(30)
    for _ in range(20):
        story.minute(came_l=litres / 20.0, sold_l=sold_a_minute_l)
    for _ in range(45):
        story.minute(sold_l=sold_a_minute_l)
    (found,) = [each.delivery for each in story.steps if each.delivery]
    return found


def note(observed: float | None = None, standard: float | None = None, temp_c: float | None = None) -> Delivery:
    density = None if temp_c is None else 745.0
    quantity = Quantity("gasoline", observed, standard, temp_c, density)
    return Delivery("W-1", START, quantity, "S7", "ODA")


def test_a_drop_is_what_the_tank_rose_by_and_what_was_sold_meanwhile():
    found = dropped(TankStory())
    assert found.standard_l == pytest.approx(9_000.0, abs=5 * found.sd_l)
    assert found.sold_l == pytest.approx(50 * 15.0, abs=1.0)
    assert found.started_at == START + timedelta(minutes=30)
    assert timedelta(0) <= found.ended_at - (START + timedelta(minutes=50)) <= timedelta(minutes=2)


def test_a_delivery_as_its_note_says_is_not_short():
    assert not short_delivery(dropped(TankStory()), note(standard=9_000.0)).is_active


def test_a_delivery_two_percent_below_its_note_is_short_by_those_litres():
    told = short_delivery(dropped(TankStory()), note(standard=9_180.0))
    assert told.is_active
    assert told.litres == pytest.approx(180.0, abs=30.0)
    assert told.sureness is not None
    assert told.sureness > 0.99


def test_warm_litres_on_the_note_are_compared_at_15_degrees():
    """9,000 L at 15 °C left the depot as about 9,168 L at 30 °C (745 kg/m3): not short, though 168 L seem to lack."""
    found = dropped(TankStory())
    assert not short_delivery(found, note(observed=9_168.0, temp_c=30.0)).is_active
    assert short_delivery(found, note(observed=9_168.0)).value == pytest.approx(168.0, abs=30.0)


def test_a_poorer_chart_makes_the_verdict_more_careful():
    found = dropped(TankStory())
    sharp, vague = (short_delivery(found, note(standard=9_100.0), chart_share=each) for each in (0.001, 0.02))
    assert sharp.is_active
    assert not vague.is_active


def test_a_drop_of_which_nothing_is_measured_warm_is_compared_as_it_stands():
    found = replace(dropped(TankStory(temp_c=None)), standard_l=None)
    assert short_delivery(found, note(observed=9_000.0)).evidence["is_standard"] is False


def test_two_drops_are_two_deliveries():
    story = TankStory(volume_l=5_000.0)
    dropped(story, 6_000.0)
    story.steps.clear()
    assert dropped(story, 6_000.0).standard_l == pytest.approx(6_000.0, abs=40.0)


def test_waves_and_noise_are_no_delivery():
    story = TankStory(noise_m=0.001)
    story.rest(600)
    assert [each.delivery for each in story.steps if each.delivery] == []
