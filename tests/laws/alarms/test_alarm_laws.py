"""What holds for every state of alarms, in whatever order its events come, however often, and from how many places."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from petroverse.alarms import (
    DESIGNED,
    GUARDED,
    Acknowledge,
    AlarmKey,
    AlarmRule,
    AlarmState,
    Found,
    Note,
    Reset,
    Restore,
    Rulebook,
    Suppress,
    Tick,
    command_from_body,
    command_to_body,
    designed,
    from_plain,
    merge,
    run,
    state_hash,
    step,
    suppressed_by,
    to_plain,
)
from petroverse.core.conditions import Condition

START = datetime(2024, 3, 1, tzinfo=UTC)
KEYS = [AlarmKey("low", "S7/1"), AlarmKey("overfill", "S7/2")]


def rule(name, **changes):
    whole = {
        "cause": "a cause", "consequence": "litres", "severity": "major", "response": "go there",
        "time_available_s": 900.0,
        "limit": 1.0, "deadband": 0.1, "valid_states": ("in_service",), "approver": "ama", "is_enabled": True,
    }  # fmt: skip
    return AlarmRule(name, **{**whole, **changes})


RULES = Rulebook((rule("low"), rule("overfill", is_latched=True)))


def minute(number):
    return START + timedelta(minutes=number)


MINUTES = st.integers(0, 60).map(minute)
FOUND = st.builds(
    lambda key, at, later, is_active, value: Found(
        Condition(key.rule, key.subject, at, is_active, value), at + timedelta(seconds=later)
    ),
    st.sampled_from(KEYS), MINUTES, st.integers(0, 90), st.booleans(), st.integers(0, 3).map(float),
)  # fmt: skip
IDS = st.integers(0, 10**6).map(str)
PEOPLE = st.sampled_from(["ama", "kofi"])
SPOKEN = (IDS, MINUTES, PEOPLE, st.sampled_from(KEYS))
COMMANDS = st.one_of(
    st.builds(Acknowledge, *SPOKEN, MINUTES),
    st.builds(Reset, *SPOKEN, MINUTES),
    st.builds(Restore, *SPOKEN, st.sampled_from(["shelved", "by_design", "out_of_service"])),
    st.builds(Note, *SPOKEN, st.sampled_from(["seen", "truck on its way"])),
    st.builds(
        lambda name, at, person, key, kind, length: Suppress(
            name, at, person, key, kind, at + timedelta(minutes=length), "why", "kofi" if person == "ama" else "ama"
        ),
        *SPOKEN, st.sampled_from(["shelved", "by_design", "out_of_service"]), st.integers(1, 60),
    ),
)  # fmt: skip
EVENTS = st.lists(st.one_of(FOUND, COMMANDS, st.builds(Tick, MINUTES)), max_size=25)


def folded(events):
    return run(AlarmState(), events, RULES)[0]


def hashed(state):
    return state_hash(to_plain(state))


@given(EVENTS, st.randoms(use_true_random=False))
def test_events_permuted_and_doubled_give_the_same_hash(events, chance):
    again = events + chance.sample(events, len(events) // 2)
    chance.shuffle(again)
    assert hashed(folded(again)) == hashed(folded(events))


@given(EVENTS, EVENTS, EVENTS)
def test_merge_is_commutative_associative_and_idempotent(one, two, three):
    a, b, c = folded(one), folded(two), folded(three)
    assert hashed(merge(a, b)) == hashed(merge(b, a))
    assert hashed(merge(merge(a, b), c)) == hashed(merge(a, merge(b, c)))
    assert hashed(merge(a, a)) == hashed(a)


@given(EVENTS, EVENTS)
def test_two_places_merge_to_what_one_place_would_know(one, two):
    assert hashed(merge(folded(one), folded(two))) == hashed(folded(one + two))


@given(EVENTS, st.one_of(FOUND, COMMANDS, st.builds(Tick, MINUTES)))
def test_an_event_that_comes_again_changes_nothing_and_tells_nothing(events, event):
    once, _ = step(folded(events), event, RULES)
    assert step(once, event, RULES) == (once, ())


@given(EVENTS)
def test_a_state_is_printed_and_read_again_unchanged(events):
    state = folded(events)
    assert from_plain(to_plain(state)) == state


@given(COMMANDS)
def test_a_command_is_printed_and_read_again_unchanged(command):
    assert command_from_body(command_to_body(command)) == command


@given(EVENTS, st.builds(Acknowledge, *SPOKEN, MINUTES))
def test_an_acknowledgement_never_ends_an_alarm_and_covers_nothing_later(events, press):
    state = folded(events)
    after, _ = step(state, press, RULES)
    was, now = state.alarms.get(press.key), after.alarms[press.key]
    assert now.is_active == (was is not None and was.is_active)
    if now.begun is not None and now.begun.condition.at > min(press.at, press.through):
        assert now.is_unacked == (was is not None and was.is_unacked)


@given(EVENTS, MINUTES)
def test_no_suppression_is_without_end(events, at):
    state = folded(events)
    assert all(not each.quiet_by(at + timedelta(days=32)) for each in state.alarms.values())


@given(EVENTS)
def test_each_thing_told_has_an_id_of_its_own(events):
    _, told = run(AlarmState(), events, RULES)
    begun = [each.id for each in told if each.word == "raised"]
    assert len(begun) == len(set(begun))


# The slow reference: every event is kept, and each question is answered by reading all of them.


def slow_status(events, key, is_latching):
    mine = [each for each in events if not isinstance(each, Tick) and each.key == key]
    turns = sorted(
        (each.condition.at, not each.condition.is_active) for each in mine if isinstance(each, Found)
    )  # an end at the instant of a beginning comes after it
    begins = [at for at, is_end in turns if not is_end]
    if not begins:
        return "normal"
    is_active = not turns[-1][1]
    is_seen = any(min(e.at, e.through) >= begins[-1] for e in mine if isinstance(e, Acknowledge))
    if is_active:
        return "acknowledged" if is_seen else "unacknowledged"
    if not is_seen:
        return "returned_unacknowledged"
    last_end = turns[-1][0]
    is_reset = any(min(e.at, e.through) >= last_end for e in mine if isinstance(e, Reset))
    return "latched" if is_latching and not is_reset else "normal"


def slow_quiet(events, key, at):
    kinds = []
    for kind in ("by_design", "out_of_service", "shelved"):
        words = [e for e in events if isinstance(e, Suppress | Restore) and (e.key, e.kind) == (key, kind)]
        last = max(words, key=lambda each: (each.at, each.id), default=None)
        if isinstance(last, Suppress) and last.at <= at < last.until:
            kinds.append(kind)
    return tuple(kinds)


@given(EVENTS, MINUTES)
def test_each_alarm_stands_where_reading_all_its_events_puts_it(events, at):
    ids = [each.id for each in events if not isinstance(each, Found | Tick)]
    assume(len(set(ids)) == len(ids))
    for key, alarm in folded(events).alarms.items():
        is_latching = RULES.written(*key).is_latched
        assert alarm.status(is_latching=is_latching) == slow_status(events, key, is_latching)
        assert alarm.quiet_by(at) == slow_quiet(events, key, at)


def random_event(chance, number):
    key, at = chance.choice(KEYS), START + timedelta(seconds=chance.randrange(200_000))
    person, name = chance.choice(["ama", "kofi"]), str(number)
    kind = chance.choice(["shelved", "by_design", "out_of_service"])
    other = "kofi" if person == "ama" else "ama"
    return chance.choice([
        lambda: Found(Condition(key.rule, key.subject, at, chance.random() < 0.5), at),
        lambda: Acknowledge(name, at, person, key, at - timedelta(seconds=chance.randrange(-99, 9999))),
        lambda: Reset(name, at, person, key, at - timedelta(seconds=chance.randrange(-99, 9999))),
        lambda: Suppress(name, at, person, key, kind, at + timedelta(minutes=chance.randint(1, 60)), "why", other),
        lambda: Restore(name, at, person, key, kind),
        lambda: Tick(at),
    ])()  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_a_thousand_random_steps_never_reach_a_state_that_cannot_be(seed):
    chance = random.Random(seed)
    state, events = AlarmState(), []
    for number in range(1000):
        events.append(random_event(chance, number))
        state, _ = step(state, events[-1], RULES)
        if number % 25:
            continue
        at = START + timedelta(seconds=chance.randrange(200_000))
        for key, alarm in state.alarms.items():
            is_latching = RULES.written(*key).is_latched
            assert alarm.status(is_latching=is_latching) == slow_status(events, key, is_latching)
            assert alarm.quiet_by(at) == slow_quiet(events, key, at)


KIN = [AlarmKey("silent", "S7"), *(AlarmKey(name, "S7/1") for name in ("silent", "stuck", *DESIGNED["stuck"])),
       AlarmKey("overfill", "S7/1"), AlarmKey("water", "S7/1"), AlarmKey("slow_loss", "S7/1")]  # fmt: skip
KIN_RULES = Rulebook(tuple(rule(name) for name in sorted({each.rule for each in KIN})))
KIN_FOUND = st.builds(
    lambda key, at, is_active: Found(Condition(key.rule, key.subject, at, is_active), at),
    st.sampled_from(KIN), MINUTES, st.booleans(),
)  # fmt: skip


@given(st.lists(KIN_FOUND, max_size=30), st.randoms(use_true_random=False))
def test_what_is_kept_quiet_by_design_follows_from_the_state_alone(events, chance):
    """However the same became known, the same is quiet; never what leaves a tank, and never all that stands."""
    state, _ = run(AlarmState(), events, KIN_RULES)
    other, _ = run(AlarmState(), chance.sample(events, len(events)), KIN_RULES)
    quiet = {key: suppressed_by(state, key, "S7") for key in state.alarms}
    assert quiet == {key: suppressed_by(other, key, "S7") for key in other.alarms}
    for key, cause in quiet.items():
        assert cause is None or (key.rule not in GUARDED and state.alarms[cause].is_active)
    active = {key for key, alarm in state.alarms.items() if alarm.is_active}
    assert not active or any(quiet[key] is None for key in active)


@given(st.lists(KIN_FOUND, max_size=30))
def test_each_turn_into_quiet_and_out_of_it_is_told_once(events):
    """Whoever follows what is told knows of every open alarm whether it calls people."""
    state, told_quiet = AlarmState(), {}
    for event in events:
        after, told = step(state, event, KIN_RULES)
        for each in designed(state, after, told, "S7", KIN_RULES):
            assert each.word not in ("by_design", "restored") or told_quiet[each.key] is (each.word == "restored")
            if each.word in ("raised", "by_design", "restored"):
                told_quiet[each.key] = "by_design" in each.quiet_by
        state = after
        for key, alarm in state.alarms.items():
            if alarm.is_active:
                assert told_quiet[key] is (suppressed_by(state, key, "S7") is not None)
