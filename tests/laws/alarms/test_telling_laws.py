"""Laws of telling people of alarms: over days of chance, looked at now and then, by chance too."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.alarms import FLOOD, WINDOW, AlarmKey, Beginning, Calling, Due, Mark, Receiver, Wants, WantsRefused, due

START = datetime(2024, 3, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
KEYS = (AlarmKey("overfill", "S7/1"), AlarmKey("low", "S7/2"), AlarmKey("water", "T1/1"))
PRIORITY = dict(zip(KEYS, ("high", "medium", "low"), strict=True))
PLACE = dict(zip(KEYS, ("S7", "S7", "T1"), strict=True))
LONG = 30 * 60

WANTS = st.builds(
    Wants,
    priorities=st.sets(st.sampled_from(("high", "medium", "low")), min_size=1).map(frozenset),
    places=st.sampled_from((frozenset(), frozenset({"S7"}))),
    zone=st.sampled_from(("UTC", "Africa/Accra", "America/New_York", "Asia/Kathmandu")),
    quiet=st.none() | st.tuples(*[st.integers(0, 23).map(time)] * 2),
    urgent=st.sampled_from((frozenset(), frozenset({"high"}), frozenset({"high", "medium"}))),
    after=st.sampled_from((0, 15, 90)).map(lambda each: timedelta(minutes=each)),
    digest_at=st.none() | st.integers(0, 23).map(time),
)
EVENTS = st.lists(
    st.tuples(
        st.integers(0, LONG) | st.integers(0, 90),
        st.sampled_from(KEYS),
        st.sampled_from(("begin", "end", "end", "acknowledge", "withdraw")),
    ),
    max_size=60,
)


@dataclass
class World:
    """Alarms by the minute, and what each receiver was told and when."""

    receivers: list[Receiver]
    calls: dict[AlarmKey, Calling] = field(default_factory=dict)
    marks: dict[tuple[str, AlarmKey], Mark] = field(default_factory=dict)
    sent: list[tuple[datetime, Due]] = field(default_factory=list)
    begun: list[tuple[AlarmKey, datetime]] = field(default_factory=list)

    def happens(self, at: datetime, key: AlarmKey, what: str) -> None:
        call = self.calls.get(key) or Calling(key, PLACE[key], PRIORITY[key], ())
        if what == "begin" and not call.is_active:
            call = replace(call, beginnings=(*call.beginnings, Beginning(at, at)), ended_at=None)
            self.begun.append((key, at))
        elif what == "end" and call.is_active:
            call = replace(call, ended_at=at)
        elif what == "acknowledge" and call.beginnings:
            call = replace(call, acknowledged_to=at)
        elif what == "withdraw" and call.is_active:
            before = call.beginnings[:-1]
            self.begun.remove((key, call.beginnings[-1].begun_at))
            call = replace(call, beginnings=before, ended_at=at if before else None)
        self.calls[key] = call

    def look(self, at: datetime) -> None:
        for each in due(self.receivers, list(self.calls.values()), list(self.marks.values()), at):
            self.sent.append((at, each))
            for item in each.items:
                key = item.call.key
                self.marks[each.receiver, key] = Mark(each.receiver, key, item.word, item.begun_at, at, each.id)

    def told(self, receiver: str, key: AlarmKey) -> list[tuple[datetime, str, datetime]]:
        return [
            (at, item.word, item.begun_at)
            for at, each in self.sent
            if each.receiver == receiver
            for item in each.items
            if item.call.key == key
        ]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    wants = draw(st.lists(WANTS, min_size=1, max_size=3))
    world = World([Receiver(f"r{number}", each, START) for number, each in enumerate(wants)])
    step = draw(st.sampled_from((3, 7, 11)))
    events = sorted(draw(EVENTS), key=lambda each: each[0])
    for minute in range(0, LONG + 30 * 60, step):  # the last days are still, so that all that waits comes out
        while events and events[0][0] <= minute:
            happened, key, what = events.pop(0)
            world.happens(START + happened * MINUTE, key, what)
        world.look(START + minute * MINUTE)
    return world


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_nothing_is_told_twice_and_nothing_floods(world: World):
    ids = [each.id for _, each in world.sent]
    assert len(ids) == len(set(ids))
    for receiver in world.receivers:
        for key in KEYS:
            told = world.told(receiver.id, key)
            for word in ("began", "was", "ended", "withdrawn"):
                instants = [at for at, each, _ in told if each == word]
                assert all(later - sooner >= WINDOW for sooner, later in itertools.pairwise(instants))


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_an_end_is_told_to_who_was_told_of_the_beginning_alone_and_always(world: World):
    for receiver in world.receivers:
        for key, call in world.calls.items():
            words = [word for _, word, _ in world.told(receiver.id, key)]
            open_ = False
            for word in words:
                assert open_ or word in ("began", "was")
                open_ = word == "began"
            assert open_ is False or call.is_active


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_quiet_hours_hold_what_is_not_urgent_and_nothing_that_is(world: World):
    for receiver in world.receivers:
        wants = receiver.wants
        for at, each in world.sent:
            if each.receiver != receiver.id or each.is_digest:
                continue
            local = at.astimezone(ZoneInfo(wants.zone)).time()
            begin, end = wants.quiet or (time(0), time(0))
            is_night = begin <= local < end if begin <= end else not end <= local < begin
            may_wake = PRIORITY[each.items[0].call.key] in wants.urgent and each.items[0].word in ("began", "was")
            assert each.is_urgent == may_wake
            assert may_wake or not is_night


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_all_that_is_wanted_is_told_in_the_end_unless_a_person_was_faster(world: World):
    for receiver in world.receivers:
        wants = receiver.wants
        for key, begun_at in world.begun:
            call = world.calls[key]
            is_wanted = call.priority in wants.priorities and (not wants.places or call.place in wants.places)
            told = world.told(receiver.id, key)
            if not is_wanted:
                assert told == []
            elif call.acknowledged_to is None or call.acknowledged_to < begun_at:
                assert any(begun >= begun_at for _, _, begun in told)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, LONG),
    st.sampled_from((0, 15, 90)),
    st.none() | st.just((time(0), time(23, 59))),
    st.integers(1, 200),
)
def test_what_is_urgent_comes_at_once_and_climbs_step_by_step_until_somebody_acknowledges(minute, after, quiet, seen):
    began = START + minute * MINUTE
    wants = Wants(quiet=quiet, after=timedelta(minutes=after))
    world = World([Receiver("boss", wants, START)])
    world.happens(began, KEYS[0], "begin")
    for passed in range(400):
        if passed == seen:
            world.happens(began + passed * MINUTE, KEYS[0], "acknowledge")
        world.look(began + passed * MINUTE)
    told = [at for at, _, _ in world.told("boss", KEYS[0])]
    assert told == ([began + timedelta(minutes=after)] if after < seen else [])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(KEYS[1:]), min_size=1, unique=True), st.integers(0, 24 * 60 - 1), st.integers(0, 23))
def test_a_digest_comes_at_its_hour_with_all_that_was_not_urgent_whoever_acknowledged_it(keys, minute, hour):
    world = World([Receiver("office", Wants(digest_at=time(hour), zone="Asia/Kathmandu"), START)])
    for key in keys:
        world.happens(START + minute * MINUTE, key, "begin")
        world.happens(START + minute * MINUTE, key, "acknowledge")
    for passed in range(minute, minute + 25 * 60):
        world.look(START + passed * MINUTE)
    ((at, digest),) = world.sent
    local = at.astimezone(ZoneInfo("Asia/Kathmandu"))
    assert (local.hour, local.minute, digest.is_digest) == (hour, 0, True)
    assert {item.call.key for item in digest.items} == set(keys)


def test_whoever_looks_again_with_the_same_marks_decides_the_same_and_what_is_kept_quiet_is_not_told():
    call = Calling(KEYS[0], "S7", "high", (Beginning(START, START),))
    ama = Receiver("ama", Wants(), START)
    assert due([ama], [call], [], START) == due([ama], [call], [], START)
    assert due([ama], [replace(call, is_quiet=True)], [], START) == ()
    assert due([ama._replace(since=START + MINUTE)], [call], [], START + MINUTE) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"priorities": frozenset()}, {"zone": "Africa/Nowhere"}, {"zone": "../../etc/passwd"},
        {"rules": frozenset({"storm"})}, {"urgent": frozenset({"extreme"})}, {"after": timedelta(days=2)},
    ],
)  # fmt: skip
def test_what_cannot_be_wanted_is_refused_by_name(wrong):
    with pytest.raises(WantsRefused):
        Wants(**wrong)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 20), st.booleans())
def test_an_alarm_that_comes_and_goes_does_not_flood(period: int, is_seen_active: bool):
    world = World([Receiver("ama", Wants(), START)])
    for minute in range(240):
        if minute % period == 0:
            world.happens(START + minute * MINUTE, KEYS[0], "begin")
        if not is_seen_active:
            world.happens(START + minute * MINUTE, KEYS[0], "end")
        world.look(START + minute * MINUTE)
        world.happens(START + (minute + 0.5) * MINUTE, KEYS[0], "end")
    assert len(world.sent) <= 2 * 240 / 15 + 1


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 300), st.sampled_from((5, 60, 600)))
def test_a_flood_of_alarms_is_few_notices_and_misses_none(alarms: int, spread_s: int):
    world = World([Receiver("ama", Wants(), START)])
    keys = [AlarmKey("silent", f"S{number}/1") for number in range(alarms)]
    for second in range(0, spread_s + 125, 5):
        at = START + timedelta(seconds=second)
        while keys and len(keys) > alarms - 1 - alarms * second // spread_s:
            key = keys.pop()
            world.calls[key] = Calling(key, "S", "high", (Beginning(at, at),))
        world.look(at)
    told = [item.call.key for _, each in world.sent for item in each.items]
    assert len(told) == len(set(told)) == alarms
    assert len(world.sent) <= FLOOD + 1 + (spread_s + 125) / 60
    assert all(each.is_urgent for _, each in world.sent)
