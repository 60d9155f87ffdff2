"""Keeping a site: what was taken is remembered through kills, and a wrong clock does not blind the watch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from gateway_site import PLACE, SITE, START, TANK, SetClock, reading
from petroverse.alarms import Acknowledge, AlarmKey, AlarmState, Restore, alarm_to_plain
from petroverse.alarms import step as alarm_step
from petroverse.core.places import PlaceId
from petroverse.edge import Deed, EdgeSettings, Journal, JournalUnusable, SiteKeeper
from petroverse.edge.deeds import message_of
from petroverse.watch import hash_of

HIGH = AlarmKey("high", TANK)
SETTINGS = EdgeSettings("https://fuel.example", "local", "s7", PLACE)


class Kept:
    """A keeper on a journal that can be let go without a word, as a kill does."""

    def __init__(self, path: Path) -> None:
        self.path, self.clock = path, SetClock()
        self.keeper = self.begun()

    def begun(self) -> SiteKeeper:
        self.journal = Journal(self.path)
        return SiteKeeper(self.journal, PlaceId(PLACE), self.clock)

    def killed(self) -> None:
        self.journal.close()
        self.keeper = self.begun()

    def words(self) -> list[str]:
        return [each["word"] for each in reversed(self.journal.lines(100))]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    made = Kept(tmp_path / "journal.sqlite")
    made.keeper.use(SITE)
    yield made
    made.journal.close()


def test_without_a_network_every_message_is_kept_for_the_hub_all_the_same(tmp_path: Path):
    made = Kept(tmp_path / "journal.sqlite")
    assert made.keeper.take(reading(0))
    assert (made.keeper.plan, made.journal.standing().waiting) == (None, 1)
    made.keeper.use(SITE)
    assert made.keeper.plan is not None
    made.journal.close()


def test_an_alarm_is_raised_on_the_spot_and_what_a_kill_leaves_is_the_same(kept: Kept):
    for minute, level_m in enumerate((1.5, 1.5, 2.05, 2.06)):
        kept.keeper.take(reading(minute, level_m))
    assert kept.words() == ["raised"]
    before = hash_of(kept.keeper.watch)
    kept.killed()
    assert hash_of(kept.keeper.watch) == before
    for minute in (4, 5, 6):  # the first alone could be a spike
        kept.keeper.take(reading(minute, 1.5))
    assert kept.words() == ["raised", "returned"]


def test_the_memory_is_written_now_and_then_and_gone_on_from(kept: Kept):
    for minute in range(450):
        kept.keeper.take(reading(minute, 1.5 - minute / 10_000))
    assert kept.journal.noted("watch")["seq"] == 400
    before = hash_of(kept.keeper.watch)
    kept.killed()
    assert hash_of(kept.keeper.watch) == before


def test_a_message_that_comes_twice_acts_once(kept: Kept):
    assert kept.keeper.take(reading(0, 2.05))
    assert not kept.keeper.take(reading(0, 2.05))
    assert kept.words() == ["raised"]


def test_what_could_not_be_written_is_not_remembered(kept: Kept):
    kept.keeper.take(reading(0))
    before = hash_of(kept.keeper.watch)
    kept.journal._rows("pragma query_only = on", [])
    with pytest.raises(JournalUnusable):
        kept.keeper.take(reading(1, 2.05))
    kept.journal._rows("pragma query_only = off", [])
    assert hash_of(kept.keeper.watch) == before
    assert kept.keeper.take(reading(1, 2.05))


def test_a_person_acknowledges_at_the_site_and_the_word_waits_for_the_hub(kept: Kept):
    kept.keeper.take(reading(0, 2.05))
    now = START + timedelta(minutes=1)
    deed = Deed("acknowledge", "high", TANK, "Ama  Owusu")
    kept.keeper.take(message_of(deed, kept.keeper.watch.alarms, SETTINGS, now))
    assert kept.words() == ["raised", "acknowledged"]
    assert not kept.keeper.watch.alarms.alarms[HIGH].is_unacked
    kept.killed()
    assert kept.keeper.watch.alarms.alarms[HIGH].acknowledged.person == "Ama Owusu at s7"
    kinds = [each.kind for each in kept.journal.since(0)]
    assert kinds == ["readings/1", "alarm_command/1"]


def test_what_people_said_at_the_hub_is_joined_with_what_was_said_here(kept: Kept):
    kept.keeper.take(reading(0, 2.05))
    begun_at = kept.keeper.watch.alarms.alarms[HIGH].begun.condition.at
    said = Acknowledge("c1", START + timedelta(minutes=2), "kofi", HIGH, begun_at)
    there, _ = alarm_step(AlarmState(), said, kept.keeper.plan.rules)
    other, _ = alarm_step(there, Restore("c2", START, "kofi", AlarmKey("low", TANK), "shelved"), kept.keeper.plan.rules)
    printed = [alarm_to_plain(replace(each, begun=None, ended=None)) for each in other.alarms.values()]
    for _ in range(2):  # twice is once
        kept.keeper.hear(printed, "m2")
    alarm = kept.keeper.watch.alarms.alarms[HIGH]
    assert (alarm.is_active, alarm.is_unacked, alarm.acknowledged.person) == (True, False, "kofi")
    assert kept.words() == ["raised", "acknowledged"]
    assert set(kept.keeper.watch.alarms.alarms) == {HIGH}  # of an alarm that never was here nothing is known
    kept.killed()
    assert not kept.keeper.watch.alarms.alarms[HIGH].is_unacked
    assert kept.journal.noted("said") == "m2"


def test_a_clock_that_jumps_ahead_and_back_blinds_the_watch_no_longer_than_it_is_wrong(kept: Kept):
    for minute in range(3):
        kept.keeper.take(reading(minute))
    ahead = START + timedelta(days=400)
    kept.keeper.take(reading(900, 2.05, start=ahead, id="wrong"))
    assert kept.keeper.watch.alarms.alarms[HIGH].is_active
    kept.keeper.take(reading(4, 1.5))
    assert not kept.keeper.watch.alarms.alarms[HIGH].is_active
    assert kept.words() == ["raised", "withdrawn"]
    for minute in (5, 6, 7):
        kept.keeper.take(reading(minute, 2.06))
    assert kept.words() == ["raised", "withdrawn", "raised"]
    before = hash_of(kept.keeper.watch)
    kept.killed()
    assert hash_of(kept.keeper.watch) == before
    assert kept.journal.standing().waiting == 8  # and every message waits, whatever its clock


def test_silence_is_told_and_ends(kept: Kept):
    kept.keeper.use({**SITE, "rules": [{**SITE["rules"][0], "name": "silent", "limit": 15.0, "unit": "min"}]})
    kept.keeper.take(reading(0))
    kept.clock.at = START + timedelta(minutes=20)
    kept.keeper.pass_time()
    kept.keeper.pass_time()
    assert kept.words() == ["raised"]
    kept.keeper.take(reading(21))
    kept.clock.at = START + timedelta(minutes=21)
    kept.keeper.pass_time()
    assert kept.words() == ["raised", "returned"]


def test_another_network_and_other_rules_hold_from_the_moment_they_come(kept: Kept):
    kept.keeper.take(reading(0, 1.5))
    kept.keeper.use({**SITE, "rules": [{**SITE["rules"][0], "limit": 1.2}], "mark": "m2"})
    assert kept.words() == ["raised"]
    kept.keeper.take(reading(1, 1.5))
    kept.killed()
    assert kept.keeper.watch.alarms.alarms[HIGH].is_active
    kept.keeper.use({**SITE, "mark": "m3"})
    assert kept.words() == ["raised", "withdrawn"]
