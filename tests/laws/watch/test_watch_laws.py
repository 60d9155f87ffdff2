"""What holds for every stream of a site's messages: order, repeats and a stop half way make no difference."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.alarms import ALARM_COMMAND, Acknowledge, AlarmKey, AlarmRule, Note, Rulebook, command_to_body
from petroverse.core.devices import Meter, MeterId
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import READINGS, MeterReading, Reading, SiteReadings, to_body
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.watch import SiteWatch, from_plain, hash_of, plan_of, step, tick, to_plain

SITE = PlaceId("S7")
START = datetime(2024, 3, 1, tzinfo=UTC)
TANKS = tuple(
    Tank(TankId(f"S7/{n}"), SITE, "gasoline", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0) for n in (1, 2)
)
METERS = tuple(Meter(MeterId(f"S7/N{n}"), SITE, TankId(f"S7/{n}")) for n in (1, 2))
NETWORK = Network(places=(Place(SITE, "Seven", "station"),), tanks=TANKS, meters=METERS)


def rule(name, limit, unit, **more):
    return AlarmRule(
        name, cause="a", consequence="b", severity="severe", response="c", time_available_s=600.0, limit=limit,
        unit=unit, deadband=0.004, valid_states=("in_service",), approver="ama", is_enabled=True, **more,
    )  # fmt: skip


RULES = Rulebook((
    rule("overfill", 95.0, "%"),
    rule("high", 26_000.0, "L", delay_s=180.0),
    rule("water", 0.05, "m"),
    rule("sudden_loss", 100.0, "L"),
    rule("silent", 10.0, "min"),
))  # fmt: skip
PLAN = plan_of(NETWORK, SITE, RULES)


def told(number, body, kind=READINGS, at=None):
    at = at or START + timedelta(minutes=number)
    return Message(MessageId(f"m{number}-{kind}"), kind, at, at, OrganisationId("oda"), "gauge-7", body)


def message(number, levels, totals, water_m=0.0):
    at = START + timedelta(minutes=number)
    readings = tuple(
        Reading(each.id, at, level, 29.0, water_m)
        for each, level in zip(TANKS, levels, strict=True)
        if level is not None
    )
    meters = tuple(MeterReading(each.id, at, total) for each, total in zip(METERS, totals, strict=True))
    return told(number, to_body(SiteReadings(SITE, readings, meters)))


def stream(chance, length):
    """A site's two tanks that sell, are filled, run over, get water, jump and fall silent, and a person who answers."""
    levels, totals, messages = [1.9, 2.0], [0.0, 50.0], []
    for number in range(length):
        for tank in (0, 1):
            kind = chance.random()
            if kind < 0.4:
                levels[tank] -= 0.004
                totals[tank] += 60.0
            elif kind < 0.5:
                levels[tank] = min(2.45, levels[tank] + 0.15)
            elif kind < 0.53:
                levels[tank] -= 0.1
        seen = [None if chance.random() < 0.05 else level + chance.gauss(0, 0.0004) for level in levels]
        if chance.random() < 0.03:
            seen[0] = 1.0
        messages.append(message(number, seen, totals, 0.08 if chance.random() < 0.1 else 0.01))
        if chance.random() < 0.1:
            messages.append(command(chance, number))
    return messages


def command(chance, number):
    at = START + timedelta(minutes=number, seconds=30)
    key = AlarmKey(chance.choice(["overfill", "high", "water", "sudden_loss"]), chance.choice(["S7/1", "S7/2"]))
    said = Acknowledge(f"c{number}", at, "ama", key, at)
    if chance.random() < 0.2:
        said = Note(f"c{number}", at, "ama", key, "seen")
    return told(number, command_to_body(said), ALARM_COMMAND, at)


def ran(messages, state=None, batch=1):
    state = state or SiteWatch()
    for first in range(0, len(messages), batch):
        state, _ = step(state, messages[first : first + batch], PLAN)
    return state


STREAMS = st.builds(lambda seed, length: stream(random.Random(seed), length), st.integers(0, 10**6), st.integers(1, 60))


@settings(max_examples=40, deadline=None)
@given(STREAMS, st.randoms(use_true_random=False), st.integers(1, 7))
def test_a_stream_permuted_doubled_and_cut_otherwise_gives_the_same_hash(messages, chance, batch):
    again = messages + chance.sample(messages, len(messages) // 3)
    chance.shuffle(again)
    assert hash_of(ran(again, batch=batch)) == hash_of(ran(messages))


@settings(max_examples=40, deadline=None)
@given(STREAMS, st.data())
def test_going_on_from_a_stored_state_equals_running_through(messages, data):
    cut = data.draw(st.integers(0, len(messages)))
    stored = json.loads(json.dumps(to_plain(ran(messages[:cut]))))
    assert hash_of(ran(messages[cut:], from_plain(stored, PLAN))) == hash_of(ran(messages))


@settings(max_examples=20, deadline=None)
@given(STREAMS, st.data())
def test_messages_taken_in_again_after_a_stored_state_tell_the_same_ids(messages, data):
    """A host that stores the state now and then finds what it already told by its id."""
    cut = data.draw(st.integers(0, len(messages)))
    stored = from_plain(to_plain(ran(messages[:cut])), PLAN)
    before = [each.id for each in step(SiteWatch(), messages[:cut], PLAN)[1].told]
    again = [each.id for each in step(stored, messages[cut:], PLAN)[1].told]
    once = [each.id for each in step(SiteWatch(), messages, PLAN)[1].told]
    assert before + again == once
    assert len(set(once)) == len(once)


@pytest.mark.parametrize("seed", range(2))
def test_a_stream_longer_than_the_window_may_be_out_of_order_within_it(seed):
    chance = random.Random(seed)
    messages = stream(chance, 600)
    late = sorted(messages, key=lambda each: each.at + timedelta(minutes=chance.choice([0, 0, 0, 0, 0, 0, 0, 20, 200])))
    assert hash_of(ran(late, batch=3)) == hash_of(ran(messages))


def test_a_gauge_that_tells_every_second_is_remembered_no_longer_than_memory_allows():
    def second(number):
        at = START + timedelta(seconds=number)
        readings = (Reading(TANKS[0].id, at, 1.9 - number * 1e-6, 29.0),)
        return Message(
            MessageId(f"s{number}"), READINGS, at, at, OrganisationId("oda"), "g", to_body(SiteReadings(SITE, readings))
        )

    messages = [second(number) for number in range(2000)]
    state = ran([each for each in messages if each.id not in ("s10", "s1950")], batch=7)
    kept = sum(len(part.rows.at_us) for part in state.tanks["S7/1"].parts[:-1])
    assert 500 < kept < 1000
    back = from_plain(json.loads(json.dumps(to_plain(state))), PLAN)
    assert hash_of(back) == hash_of(state)
    for remembered in (state, back):
        late, outcome = step(remembered, [messages[1950], messages[10]], PLAN)
        assert [each.why for each in outcome.left] == ["too_late"]
        assert [each.reading.at for each in outcome.readings] == [messages[1950].at, messages[10].at]
        assert hash_of(late) == hash_of(ran([each for each in messages if each.id != "s10"], batch=7))


@settings(max_examples=20, deadline=None)
@given(STREAMS, st.randoms(use_true_random=False))
def test_ticks_tell_silence_alike_whatever_the_order_between_them(messages, chance):
    at = START + timedelta(minutes=75)
    mixed = list(messages)
    chance.shuffle(mixed)
    one, two = tick(ran(messages), at, PLAN)[0], tick(ran(mixed), at, PLAN)[0]
    assert hash_of(one) == hash_of(two)


@settings(max_examples=60, deadline=None)
@given(STREAMS, st.booleans(), st.randoms(use_true_random=False))
def test_what_is_told_adds_up_to_what_is_so(messages, is_mixed, chance):
    """Raised and withdrawn or returned, counted, give the alarms that are active."""
    if is_mixed:
        chance.shuffle(messages)
    state, open_now = SiteWatch(), set()
    for each in messages:
        state, outcome = step(state, [each], PLAN)
        for word in outcome.told:
            if word.word == "raised":
                assert word.key not in open_now, "one occurrence is raised twice"
                open_now.add(word.key)
            elif word.word in ("returned", "withdrawn"):
                open_now.discard(word.key)
        assert open_now == {key for key, alarm in state.alarms.alarms.items() if alarm.is_active}
