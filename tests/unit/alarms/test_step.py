"""The life of one alarm, told step by step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from petroverse.alarms import (
    Acknowledge,
    AlarmKey,
    AlarmRule,
    AlarmState,
    CommandNotValid,
    Found,
    Note,
    Reset,
    Restore,
    Rulebook,
    StateNotReadable,
    Suppress,
    Tick,
    command_from_body,
    concluded,
    counts,
    enabled,
    from_plain,
    merge,
    run,
    to_plain,
    told_between,
)
from petroverse.core.conditions import Condition

START = datetime(2024, 3, 1, 6, tzinfo=UTC)
KEY = AlarmKey("overfill", "S7/1")
LOW = AlarmKey("low", "S7/1")
WHOLE = {
    "cause": "a", "consequence": "b", "severity": "severe", "response": "c", "time_available_s": 300.0, "limit": 1.0,
    "deadband": 0.1, "valid_states": ("in_service",),
}  # fmt: skip
RULES = Rulebook((
    enabled(AlarmRule("overfill", is_latched=True, **WHOLE), "ama"),
    enabled(AlarmRule("low", **WHOLE), "ama"),
))  # fmt: skip


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


def found(at: float, is_active: bool, key: AlarmKey = KEY, value: float = 2.0, known: float | None = None) -> Found:
    condition = Condition(key.rule, key.subject, minute(at), is_active, value, 1.0, "m")
    return Found(condition, minute(at if known is None else known))


def after(*events):
    state, told = run(AlarmState(), events, RULES)
    return state.alarms.get(KEY), [each.word for each in told]


def press(at: float, through: float) -> Acknowledge:
    return Acknowledge(f"a{at}", minute(at), "ama", KEY, minute(through))


def test_an_alarm_goes_through_its_states():
    alarm, told = after(found(0, True))
    assert (alarm.status(), told) == ("unacknowledged", ["raised"])
    alarm, told = after(found(0, True), press(1, 0))
    assert (alarm.status(), told[-1]) == ("acknowledged", "acknowledged")
    alarm, told = after(found(0, True), press(1, 0), found(2, False))
    assert (alarm.status(), told[-1]) == ("normal", "returned")
    alarm, _ = after(found(0, True), found(2, False))
    assert alarm.status() == "returned_unacknowledged"
    alarm, _ = after(found(0, True), found(2, False), press(3, 0))
    assert alarm.status() == "normal"


def test_a_latched_alarm_waits_for_a_reset_after_it_has_returned():
    events = (found(0, True), press(1, 0), found(2, False))
    assert after(*events)[0].status(is_latching=True) == "latched"
    alarm, told = after(*events, Reset("r", minute(3), "ama", KEY, minute(2)))
    assert (alarm.status(is_latching=True), told[-1]) == ("normal", "reset")
    early = Reset("r", minute(1), "ama", KEY, minute(1))
    assert after(*events, early)[0].status(is_latching=True) == "latched"


def test_a_press_does_not_cover_what_began_after_it():
    alarm, _ = after(found(0, True), found(1, False), found(5, True), press(6, 0))
    assert alarm.status() == "unacknowledged"
    alarm, _ = after(found(0, True), found(1, False), found(5, True), press(3, 99))
    assert alarm.status() == "unacknowledged"


def test_a_repeat_updates_the_open_alarm():
    alarm, told = after(found(0, True, value=2.0), press(1, 0), found(0, True, value=3.0, known=2))
    assert told == ["raised", "acknowledged", "updated"]
    assert (alarm.status(), alarm.begun.condition.value) == ("acknowledged", 3.0)


def test_a_condition_without_an_enabled_rule_is_a_notice():
    water = Found(Condition("water", "S7/1", START, is_active=True), START)
    assert run(AlarmState(), [water], RULES) == (AlarmState(), ())
    laid_up = Found(found(0, True).condition, START, "out_of_service")
    assert run(AlarmState(), [laid_up], RULES) == (AlarmState(), ())


def test_an_alarm_whose_rule_is_gone_still_returns():
    state, _ = run(AlarmState(), [found(0, True)], RULES)
    state, told = run(state, [found(1, False)], Rulebook())
    assert ([each.word for each in told], state.alarms[KEY].is_active) == (["returned"], False)


def shelf(at: float, length: float, key: AlarmKey = LOW, **more: str) -> Suppress:
    return Suppress("s", minute(at), "ama", key, "shelved", minute(at + length), "new chart", **more)


def test_a_shelved_alarm_is_quiet_counted_and_speaks_again_when_its_time_is_over():
    state, told = run(AlarmState(), [shelf(0, 30), found(1, True, LOW)], RULES)
    assert told[-1].quiet_by == ("shelved",)
    seen = counts(state, minute(2))
    assert (seen.active, seen.unacked, seen.quiet["shelved"]) == (1, 0, 1)
    assert counts(state, minute(30)).unacked == 1
    state, told = run(state, [Tick(minute(29)), Tick(minute(30)), Tick(minute(31))], RULES)
    assert [(each.word, each.at, each.quiet_by) for each in told] == [("lapsed", minute(30), ())]


def test_an_alarm_speaks_again_when_a_person_says_so_and_the_other_ways_of_quiet_stay():
    out = Suppress("o", minute(0), "ama", LOW, "out_of_service", minute(60), "pump change")
    events = [shelf(0, 30), out, Restore("x", minute(5), "kofi", LOW, "shelved")]
    state, told = run(AlarmState(), events, RULES)
    assert [each.word for each in told] == ["shelved", "out_of_service", "restored"]
    assert state.alarms[LOW].quiet_by(minute(6)) == ("out_of_service",)


@pytest.mark.parametrize(
    ("key", "length", "more"),
    [
        (LOW, 12 * 60 + 1, {}),
        (LOW, 0, {}),
        (KEY, 30, {}),
        (KEY, 30, {"second": "ama"}),
        (KEY, 61, {"second": "kofi"}),
        (AlarmKey("slow_loss", "S7/1"), 30, {}),
        (AlarmKey("sudden_loss", "S7/1"), 30, {}),
    ],
)
def test_a_shelf_that_is_too_long_or_lacks_the_second_person_is_refused(key, length, more):
    with pytest.raises(CommandNotValid):
        shelf(0, length, key, **more)


def test_two_people_may_shelve_an_overfill_for_an_hour():
    assert shelf(0, 60, KEY, second="kofi").second == "kofi"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"does": "silence"},
        {"does": "note", "id": "1", "at": "2024-03-01T06:00:00Z", "person": "ama", "key": ["low", "S7/1"], "text": " "},
        {"does": "note", "id": "1", "at": "2024-03-01T06:00:00", "person": "ama", "key": ["low", "S7/1"], "text": "x"},
        {"does": "note", "id": "1", "at": "2024-03-01T06:00:00Z", "person": "ama", "key": "low", "text": "x"},
        {"does": "note", "id": "1", "at": 5, "person": "ama", "key": ["low", "S7/1"], "text": "x"},
        {
            "does": "note",
            "id": "1",
            "at": "2024-03-01T06:00:00Z",
            "person": "ama",
            "key": ["loud", "S7/1"],
            "text": "x",
        },
        {"does": "note", "id": "1", "person": "ama", "key": ["low", "S7/1"], "text": "x"},
        {"does": "note", "id": "1", "at": "2024-03-01T06:00:00Z", "person": "ama", "key": ["low", "S"], "tone": "x"},
    ],
)
def test_a_command_that_is_none_is_refused_by_name(body):
    with pytest.raises(CommandNotValid):
        command_from_body(body)


def test_notes_are_kept_beside_the_alarm():
    note = Note("n", minute(1), "ama", KEY, "the truck has left")
    alarm, told = after(found(0, True), note)
    assert (alarm.notes, told) == ((note,), ["raised", "noted"])


def test_a_late_reading_may_withdraw_what_was_raised_and_bring_it_back():
    state, _ = run(AlarmState(), [found(0, True)], RULES)
    state, told = concluded(state, {KEY: (None, None)}, RULES)
    assert ([each.word for each in told], state.alarms[KEY].status()) == (["withdrawn"], "normal")
    assert to_plain(state) == to_plain(AlarmState())
    state, told = concluded(state, {KEY: (found(0, True), found(3, False))}, RULES)
    assert [each.word for each in told] == ["raised", "returned"]
    state, told = concluded(state, {KEY: (found(0, True), None)}, RULES)
    assert [each.word for each in told] == ["raised"]
    assert concluded(state, {LOW: (None, None)}, RULES) == (state, ())


def test_an_alarm_that_is_found_to_have_begun_earlier_goes_on():
    state, _ = run(AlarmState(), [found(2, True), press(3, 2)], RULES)
    state, told = concluded(state, {KEY: (found(1, True), None)}, RULES, cause="m9")
    assert [(each.word, each.cause) for each in told] == [("updated", "m9")]
    assert state.alarms[KEY].status() == "acknowledged"


def test_an_occurrence_that_is_found_to_have_begun_later_is_raised_once():
    state, _ = concluded(AlarmState(), {KEY: (found(1, True), None)}, RULES, cause="m1")
    state, told = concluded(state, {KEY: (found(3, True), None)}, RULES, cause="m2")
    assert [each.word for each in told] == ["updated"]
    state, told = concluded(state, {KEY: (found(3, True), found(6, False))}, RULES)
    assert [each.word for each in told] == ["returned"]
    state, told = concluded(state, {KEY: (found(4, True), found(6, False))}, RULES)
    assert told == ()
    _, told = concluded(state, {KEY: (found(8, True), found(6, False))}, RULES)
    assert [each.word for each in told] == ["raised"]


def test_what_ended_and_began_anew_in_one_message_is_over_before_it_is_raised():
    state, _ = concluded(AlarmState(), {KEY: (found(1, True), None)}, RULES)
    _, told = concluded(state, {KEY: (found(5, True), found(4, False))}, RULES)
    assert [(each.word, each.at) for each in told] == [("returned", minute(4)), ("raised", minute(5))]


def test_what_is_over_and_is_found_to_have_begun_earlier_was_no_mistake():
    state, _ = concluded(AlarmState(), {KEY: (found(5, True), None)}, RULES)
    state, _ = concluded(state, {KEY: (found(5, True), found(9, False))}, RULES)
    state, told = concluded(state, {KEY: (found(4, True), found(9, False))}, RULES)
    assert told == ()
    state, told = concluded(state, {KEY: (found(1, True), found(2, False))}, RULES)
    assert [(each.word, each.at) for each in told] == [("withdrawn", minute(4))]


def test_what_begins_and_ends_in_one_instant_is_over():
    assert after(found(0, True), found(0, False))[0].status() == "returned_unacknowledged"


def test_the_same_happening_after_another_message_has_another_id():
    state, first = concluded(AlarmState(), {KEY: (found(0, True), None)}, RULES, cause="m1")
    state, _ = concluded(state, {KEY: (None, None)}, RULES, cause="m2")
    _, again = concluded(state, {KEY: (found(0, True), None)}, RULES, cause="m3")
    assert first[0].word == again[0].word == "raised"
    assert first[0].id != again[0].id


def test_what_a_merge_brings_is_told():
    site, _ = run(AlarmState(), [found(0, True), press(1, 0)], RULES)
    hub, _ = run(AlarmState(), [found(0, True)], RULES)
    assert [each.word for each in told_between(hub, merge(hub, site), RULES)] == ["acknowledged"]
    assert [each.word for each in told_between(AlarmState(), merge(hub, site), RULES)] == ["raised", "acknowledged"]


def test_a_state_of_another_version_is_refused():
    with pytest.raises(StateNotReadable, match="version"):
        from_plain({"version": 99})
    with pytest.raises(StateNotReadable, match="whole"):
        from_plain({"version": 1, "alarms": [{}], "ticked_at": None})
