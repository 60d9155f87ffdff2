"""The watch of sites over a real database: the same is kept in whatever pieces messages come, whoever dies."""

from __future__ import annotations

import random
from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from petroverse.alarms import (
    ALARM_COMMAND,
    Acknowledge,
    AlarmKey,
    AlarmRule,
    Rulebook,
    Suppress,
    command_to_body,
    rules_to_plain,
)
from petroverse.blobs import FolderBlobs
from petroverse.core.devices import Meter, MeterId
from petroverse.core.grants import LOCAL, OrganisationId
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import READINGS, MeterReading, Reading, SiteReadings, from_body, to_body
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.database import (
    AlarmsFilter,
    Database,
    alarm_lines,
    delete_alarm_rule,
    latest_state,
    list_alarms,
    list_notices,
    list_records,
    read_outlooks,
    save_alarm_rule,
    save_network,
)
from petroverse.lake import Lake
from petroverse.workflows import (
    OWNER,
    Arrived,
    Organisation,
    Stores,
    Watcher,
    add_organisation,
    alarms_list,
    owner_reader,
    remove_organisation,
)

SITE = PlaceId("S7")
START = datetime(2024, 3, 1, 6, tzinfo=UTC)
TANKS = tuple(
    Tank(TankId(f"S7/{n}"), SITE, "gasoline", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0, 745.0)
    for n in (1, 2)
)
METERS = tuple(Meter(MeterId(f"S7/N{n}"), SITE, TankId(f"S7/{n}")) for n in (1, 2))
NETWORK = Network(places=(Place(SITE, "Seven", "station"),), tanks=TANKS, meters=METERS)
OVERFILL = AlarmRule(
    "overfill", cause="a drop above the safe fill", consequence="product in the ground", severity="severe",
    response="shut the drop valve", time_available_s=300.0, limit=28_400.0, unit="L", deadband=0.004,
    valid_states=("in_service",), approver="ama", is_enabled=True,
)  # fmt: skip
_WHOLE = {
    name: getattr(OVERFILL, name)
    for name in ("cause", "consequence", "severity", "response", "time_available_s", "valid_states", "approver",
                 "is_enabled")
}  # fmt: skip
NUMBERS = count()


@pytest.fixture(scope="module")
def stores(stored: tuple[Database, Lake], tmp_path_factory: pytest.TempPathFactory) -> Stores:
    database, lake = stored
    return Stores(database, lake, FolderBlobs(tmp_path_factory.mktemp("blobs")))


@pytest.fixture
def home(stores: Stores) -> OrganisationId:
    return new_home(stores)


def new_home(stores: Stores) -> OrganisationId:
    """An organisation with one station, and one rule that calls people."""
    name = OrganisationId(f"watched-{next(NUMBERS)}")
    add_organisation(stores, owner_reader(), Organisation(name, name))
    with stores.database.unit_of_work(name, OWNER) as unit:
        save_network(unit, NETWORK, version=0)
        save_alarm_rule(unit, "overfill", "", rules_to_plain(Rulebook((OVERFILL,)))[0])
    return name


def message(home: OrganisationId, minute: int, *levels_m: float | None, place: PlaceId = SITE) -> Message:
    at = START + timedelta(minutes=minute)
    readings = tuple(Reading(TankId(f"{place}/{n}"), at, level, temp_c=28.0) for n, level in enumerate(levels_m, 1))
    return Message(
        MessageId(f"{place}-{minute}"), READINGS, at, at, home, "gauge-7", to_body(SiteReadings(place, readings))
    )


def filling(home: OrganisationId) -> list[Message]:
    """The first tank is filled over its safe fill twice and drawn down again; the second stands still."""
    levels = [1.2, 1.2, 1.4, 1.7, 2.0, 2.3, 2.44, 2.45, 2.45, 2.3, 2.1, 2.0, 1.9, 2.2, 2.45, 2.45, 2.1, 1.9]
    return [message(home, minute, level, 0.8) for minute, level in enumerate(levels)]


def arrived(messages: list[Message]) -> list[Arrived]:
    return [Arrived(each, each.at) for each in messages]


def kept(stores: Stores, home: OrganisationId) -> dict[str, object]:
    """All that is kept, but for when it was written and under which number."""
    with stores.database.reading(home, OWNER) as unit:
        alarms = [(each.rule, each.subject, each.status, each.begun_at, each.ended_at, each.litres) for each in
                  list_alarms(unit, AlarmsFilter(is_open=False))]  # fmt: skip
        lines = {(each.id, each.word, each.at, each.subject) for each in alarm_lines(unit, AlarmsFilter(), limit=1000)}
        notices = {(each.rule, each.subject, each.begun_at, each.ended_at) for each in list_notices(unit, limit=1000)}
        rows = unit.rows(
            "select tank, at, level_m, observed_volume_l, standard_volume_l, quality from readings "
            "where organisation = %s order by tank, at",
            [home],
        )
    return {"alarms": alarms, "lines": lines, "notices": notices, "readings": rows}


def test_a_filling_tank_raises_an_alarm_with_its_litres_and_ends_it(stores: Stores, home: OrganisationId):
    Watcher(stores).take(arrived(filling(home)))
    with stores.database.reading(home, OWNER) as unit:
        (alarm,) = list_alarms(unit, AlarmsFilter())
        words = [each.word for each in reversed(alarm_lines(unit, AlarmsFilter()))]
        assert [each.rule for each in list_notices(unit)].count("overfill") == 0
        records = [each for each in list_records(unit) if each.kind == "alarms"]
        latest = {each.tank: each for each in latest_state(unit)}
    assert (alarm.rule, alarm.subject, alarm.place, alarm.status) == (
        "overfill", "S7/1", "S7", "returned_unacknowledged",
    )  # fmt: skip
    assert (words[0], words[-1]) == ("raised", "returned")
    assert [each["word"] for record in records for each in record.body["events"]] == words
    assert latest[TankId("S7/2")].observed_volume_l == pytest.approx(
        cylinder_l(0.8, 2.5, 6.1), rel=1e-9
    )  # fmt: skip
    assert latest[TankId("S7/2")].standard_volume_l < latest[TankId("S7/2")].observed_volume_l


def cylinder_l(level_m: float, diameter_m: float, length_m: float, slices: int = 400_000) -> float:
    """A lying cylinder's litres, summed strip by strip."""
    radius, width = diameter_m / 2, level_m / slices
    heights = ((n + 0.5) * width - radius for n in range(slices))
    return sum(2 * (radius**2 - y**2) ** 0.5 for y in heights) * width * length_m * 1000


def _whole(stores: Stores, messages: list[Message]) -> None:
    Watcher(stores).take(arrived(messages))


def _one_by_one(stores: Stores, messages: list[Message]) -> None:
    watcher = Watcher(stores)
    for each in messages:
        watcher.take(arrived([each]))


def _twice_and_mixed(stores: Stores, messages: list[Message]) -> None:
    mixed = [*messages, *messages]
    random.Random(7).shuffle(mixed)
    watcher = Watcher(stores)
    for start in range(0, len(mixed), 5):
        watcher.take(arrived(mixed[start : start + 5]))


def _killed_after_each(stores: Stores, messages: list[Message]) -> None:
    """A process that dies keeps no memory: the next begins from what was written and takes the rest once more."""
    done: list[Message] = []
    for number, each in enumerate(messages):
        watcher = Watcher(stores)
        since = watcher.since()
        watcher.remember([old for old in [*done, each] if since is not None and old.at >= since])
        watcher.take(arrived([each]))
        done.append(each)
        if number % 4 == 2:
            watcher.keep()


@pytest.mark.parametrize("way", [_one_by_one, _killed_after_each])
def test_however_messages_come_and_whoever_dies_the_same_is_kept(
    stores: Stores, home: OrganisationId, way: Callable[[Stores, list[Message]], None]
):
    way(stores, filling(home))
    other = OrganisationId(f"{home}-whole")
    add_organisation(stores, owner_reader(), Organisation(other, other))
    with stores.database.unit_of_work(other, OWNER) as unit:
        save_network(unit, NETWORK, version=0)
        save_alarm_rule(unit, "overfill", "", rules_to_plain(Rulebook((OVERFILL,)))[0])
    _whole(stores, filling(other))
    assert kept(stores, home) == kept(stores, other)


def test_what_is_decided_ahead_comes_to_the_same_and_what_is_forgotten_never_was(stores: Stores, home: OrganisationId):
    other = new_home(stores)
    Watcher(stores).take(arrived(filling(home)))
    watcher, messages = Watcher(stores), arrived(filling(other))
    watcher.take(messages[:3])
    for part in (messages[3:9], messages[9:14]):
        watcher.decide(part)
    watcher.forget()
    decided = [each for begin in range(3, 18, 4) for each in watcher.decide(messages[begin : begin + 4])]
    watcher.keep()  # nothing of what is in hand
    watcher.commit(decided[:2])
    watcher.commit(decided[2:])
    assert kept(stores, other) == kept(stores, home)


@pytest.mark.parametrize("late", [[40], [69, 40], [69, 68, 30]])
@pytest.mark.parametrize("together", [True, False])
def test_a_delivery_that_a_late_reading_shows_otherwise_is_no_longer_told_as_it_was(
    stores: Stores, home: OrganisationId, late: list[int], together: bool
):
    """It seems to last from the tenth minute to the seventieth, until somebody tells of the minutes between."""

    def drops(of: OrganisationId) -> list[tuple[datetime, datetime, float, float]]:
        with stores.database.reading(of, OWNER) as unit:
            found = unit.rows("select * from drops where organisation = %s order by started_at", [of])
        return [(each["started_at"], each["ended_at"], each["before_l"], each["after_l"]) for each in found]

    other = new_home(stores)
    minutes = [*range(11), *range(70, 110)]
    levels = {minute: 1.0 if minute < 11 or minute in {68, 69} else 1.5 for minute in range(110)}
    in_order = [message(other, minute, levels[minute], 0.8) for minute in sorted({*minutes, *late})]
    Watcher(stores).take(arrived(in_order))
    watcher, first = Watcher(stores), [message(home, minute, levels[minute], 0.8) for minute in minutes]
    rest = [message(home, minute, levels[minute], 0.8) for minute in late]
    for part in [first + rest] if together else [first, rest]:
        watcher.take(arrived(part))
    assert len(drops(home)) == 1
    assert drops(home) == drops(other)


def test_readings_in_any_order_and_twice_are_each_kept_once_and_the_alarm_stands_the_same(
    stores: Stores, home: OrganisationId
):
    _twice_and_mixed(stores, filling(home))
    found = kept(stores, home)
    assert len(found["readings"]) == 2 * len(filling(home))
    ((rule, _, status, *_),) = found["alarms"]
    assert (rule, status) == ("overfill", "returned_unacknowledged")


def test_what_a_person_says_holds_whoever_watches(stores: Stores, home: OrganisationId):
    watcher, messages = Watcher(stores), filling(home)[:13]
    watcher.take(arrived(messages[:8]))
    at = messages[7].at + timedelta(seconds=30)
    key = AlarmKey("overfill", "S7/1")
    seen = Acknowledge("c1", at, "ama", key, through=at)
    shelf = Suppress("c2", at, "ama", key, "shelved", at + timedelta(minutes=30), "the chart is wrong", second="kofi")
    said = [
        Message(MessageId(each.id), ALARM_COMMAND, at, at, home, "edge", command_to_body(each))
        for each in (seen, shelf)
    ]
    watcher.take(arrived(said))
    Watcher(stores).take(arrived([*messages[:8], *messages[8:]]))
    with stores.database.reading(home, OWNER) as unit:
        (alarm,) = list_alarms(unit, AlarmsFilter(is_open=False))
        words = [each.word for each in alarm_lines(unit, AlarmsFilter())]
    assert alarm.status == "normal"
    assert {"acknowledged", "shelved", "returned"} <= set(words)
    assert words.count("raised") == 1


def test_a_site_that_falls_silent_is_told_and_so_is_its_return(stores: Stores, home: OrganisationId):
    watcher, messages = Watcher(stores), filling(home)
    watcher.take(arrived(messages[:3]))
    watcher.tick(START + timedelta(minutes=40))
    with stores.database.reading(home, OWNER) as unit:
        (silence,) = [each for each in list_notices(unit) if each.rule == "silent"]
    assert (silence.subject, silence.ended_at) == ("S7", None)
    watcher.take(arrived([message(home, 41, 1.4, 0.8)]))
    watcher.tick(START + timedelta(minutes=42))
    with stores.database.reading(home, OWNER) as unit:
        (silence,) = [each for each in list_notices(unit) if each.rule == "silent"]
    assert silence.ended_at is not None


def test_nothing_is_lost_that_cannot_be_used(stores: Stores, home: OrganisationId):
    good = filling(home)[0]
    wrong = Message(MessageId(f"{home}-bad"), READINGS, START, START, home, "gauge-7", {"place": "S7", "readings": 5})
    strange = Message(MessageId(f"{home}-odd"), "weather/1", START, START, home, "gauge-7", {})
    ahead = message(home, 0, 1.0)
    later = datetime.now(UTC) + timedelta(days=3)
    body = to_body(SiteReadings(SITE, (Reading(TankId("S7/1"), later, 1.0),)))
    ahead = Message(MessageId(f"{home}-ahead"), READINGS, later, later, home, "gauge-7", body)
    nobody = Message(MessageId(f"{home}-nobody"), READINGS, START, START, OrganisationId("nobody"), "g", good.body)
    elsewhere = message(home, 1, 1.0, place=PlaceId("S99"))
    Watcher(stores).take(arrived([wrong, strange, ahead, nobody, elsewhere, good]))
    with stores.database.reading(home, OWNER) as unit:
        aside = unit.rows("select id, reason from set_aside_messages where organisation = %s", [home])
        tanks = {each.tank for each in latest_state(unit)}
    assert {each["id"].removeprefix(f"{home}-") for each in aside} == {"bad", "odd", "ahead"}
    assert all(each["reason"] for each in aside)
    assert tanks == {"S7/1", "S7/2", "S99/1"}
    with stores.database.reading(LOCAL, OWNER) as unit:
        assert unit.rows("select id from set_aside_messages where id = %s", [nobody.id])


def test_a_message_over_which_a_rule_fails_is_kept_and_the_site_goes_on(stores: Stores, home: OrganisationId):
    """The plan is a real one whose tank lost its strapping: every reading of it breaks the step, none of the others."""
    watcher, messages = Watcher(stores), filling(home)
    watcher.take(arrived(messages[:3]))
    plan = watcher._known[home].plans["S7"]
    whole = plan.tanks["S7/2"]
    plan.tanks["S7/2"] = whole._replace(watched=replace(whole.watched, volumes_l=array("d")))  # type: ignore[index]
    watcher.take(arrived(messages[3:5]))
    plan.tanks["S7/2"] = whole  # type: ignore[index]
    watcher.take(arrived(messages[5:]))
    watcher.tick(messages[-1].at)
    with stores.database.reading(home, OWNER) as unit:
        aside = unit.rows("select id, reason from set_aside_messages where organisation = %s order by id", [home])
        (alarm,) = list_alarms(unit, AlarmsFilter(is_open=False))
        stored = unit.rows("select count(*) as n from readings where organisation = %s", [home])
    assert [each["id"] for each in aside] == [messages[3].id, messages[4].id]
    assert all("IndexError" in each["reason"] for each in aside)
    assert stored == [{"n": 2 * len(messages)}]
    assert alarm.status == "returned_unacknowledged"


def test_figures_that_no_gauge_can_mean_break_nothing(stores: Stores, home: OrganisationId):
    watcher, odd = Watcher(stores), [1e308, -1e308, 5e-324, 1.7e308, 2.5]
    watcher.take(arrived([message(home, minute, level, level) for minute, level in enumerate(odd)]))
    watcher.take(arrived([message(home, minute + 10, 1.2, 0.8) for minute in range(3)]))
    watcher.tick(START + timedelta(minutes=14))
    watcher.keep()
    with stores.database.reading(home, OWNER) as unit:
        assert unit.rows("select id from set_aside_messages where organisation = %s", [home]) == []
        latest = {each.tank: each.quality for each in latest_state(unit)}
    assert latest == {"S7/1": "good", "S7/2": "good"}


def test_a_rule_that_cannot_be_put_into_practice_stops_no_other(stores: Stores, home: OrganisationId):
    endless = AlarmRule("silent", limit=1e300, unit="h", deadband=0.0, **_WHOLE)
    strange = AlarmRule("water", limit=0.05, unit="ft", deadband=0.0, **_WHOLE)
    with stores.database.unit_of_work(home, OWNER) as unit:
        for rule in (endless, strange):
            save_alarm_rule(unit, rule.name, "", rules_to_plain(Rulebook((rule,)))[0])
    Watcher(stores).take(arrived(filling(home)))
    with stores.database.reading(home, OWNER) as unit:
        (alarm,) = list_alarms(unit, AlarmsFilter())
    assert alarm.rule == "overfill"


def test_during_a_backlog_silence_is_judged_as_of_what_was_taken(stores: Stores, home: OrganisationId):
    watcher, messages = Watcher(stores), filling(home)
    watcher.take(arrived(messages[:5]))
    watcher.tick(messages[4].at)
    with stores.database.reading(home, OWNER) as unit:
        assert [each.rule for each in list_notices(unit) if each.rule == "silent"] == []


def test_a_simulated_world_has_its_own_time(stores: Stores, home: OrganisationId):
    with stores.database.unit_of_work(home, OWNER) as unit:
        unit.rows("update organisations set is_simulated = true where id = %s", [home])
    watcher = Watcher(stores)
    other = message(home, 30, 0.8)
    other = replace(other, id=MessageId(f"{home}-two"), body={**other.body, "readings": other.body["readings"][:1]})
    watcher.take(arrived(filling(home)[:3]))
    watcher.tick(datetime.now(UTC))  # by the wall clock everybody has been silent for years
    with stores.database.reading(home, OWNER) as unit:
        assert [each.rule for each in list_notices(unit) if each.rule == "silent"] == []
    watcher.take(arrived([other]))
    watcher.tick(START)
    with stores.database.reading(home, OWNER) as unit:
        silent = [each.subject for each in list_notices(unit) if each.rule == "silent"]
    assert silent == ["S7/2"]


def test_a_rule_that_is_enabled_while_it_is_so_raises_at_the_next_reading(stores: Stores, home: OrganisationId):
    watcher, messages = Watcher(stores), filling(home)
    with stores.database.unit_of_work(home, OWNER) as unit:
        delete_alarm_rule(unit, "overfill", "")
    watcher.take(arrived(messages[:8]))
    with stores.database.unit_of_work(home, OWNER) as unit:
        assert list_alarms(unit, AlarmsFilter()) == ()
        assert [each.ended_at for each in list_notices(unit) if each.rule == "overfill"] == [None]
        save_alarm_rule(unit, "overfill", "", rules_to_plain(Rulebook((OVERFILL,)))[0])
    watcher.take(arrived(messages[8:9]))
    with stores.database.reading(home, OWNER) as unit:
        (alarm,) = list_alarms(unit, AlarmsFilter())
        (notice,) = [each for each in list_notices(unit) if each.rule == "overfill"]
    assert (alarm.rule, alarm.status, alarm.begun_at) == ("overfill", "unacknowledged", notice.begun_at)
    assert notice.ended_at == messages[8].at
    watcher.take(arrived(messages[9:]))
    with stores.database.reading(home, OWNER) as unit:
        (alarm,) = list_alarms(unit, AlarmsFilter())
        words = [each.word for each in alarm_lines(unit, AlarmsFilter())]
    assert alarm.status == "returned_unacknowledged"
    assert words.count("raised") == 2


def test_a_tank_is_told_when_it_runs_dry_and_how_sure_that_is(stores: Stores, home: OrganisationId):
    """Sold at 40 L an hour by meter, 20,000 L last some twenty days; the second tank sells nothing."""
    watcher, told = Watcher(stores), []
    for number in range(3 * 72):
        each = message(home, 20 * number, 1.8, 0.8)
        totals = (MeterReading(METERS[0].id, each.at, 100.0 + 40.0 * number / 3),)
        body = to_body(replace(from_body(each.body), meters=totals))
        told.append(replace(each, body=body))
    watcher.take(arrived(told))
    watcher.tick(told[-1].at)
    with stores.database.reading(home, OWNER) as unit:
        found = read_outlooks(unit)
    selling, still = found["S7/1"], found["S7/2"]
    usable_l = cylinder_l(1.8, 2.5, 6.1) - TANKS[0].dead_stock_l
    assert selling.as_of == told[-1].at
    assert selling.days_of_cover == pytest.approx(usable_l / 40 / 24, rel=0.02)
    assert selling.earliest_at < selling.dry_at < (selling.latest_at or datetime.max.replace(tzinfo=UTC))
    assert selling.dry_at - selling.as_of == pytest.approx(timedelta(days=selling.days_of_cover), rel=1e-6)
    assert (still.days_of_cover, still.dry_at) == (None, None)


def test_near_full_is_kept_quiet_while_the_tank_is_over_its_safe_fill(stores: Stores, home: OrganisationId):
    high = AlarmRule("high", limit=26_600.0, unit="L", deadband=10.0, **_WHOLE)
    with stores.database.unit_of_work(home, OWNER) as unit:
        save_alarm_rule(unit, "high", "", rules_to_plain(Rulebook((high,)))[0])
    watcher, messages = Watcher(stores), filling(home)
    watcher.take(arrived(messages[:9]))
    found = alarms_list(stores, owner_reader(home))
    stands = {each["rule"]: (each["is_active"], each["is_quiet"], each["suppressed_by"]) for each in found["alarms"]}
    assert stands == {"high": (True, True, "overfill S7/1"), "overfill": (True, False, "")}
    assert (found["counts"]["unacked"], found["counts"]["quiet"], found["counts"]["by_design"]) == (1, 1, 1)
    watcher.take(arrived(messages[9:11]))  # below the safe fill, and near full still: it calls people again
    (high_now,) = [each for each in alarms_list(stores, owner_reader(home))["alarms"] if each["rule"] == "high"]
    assert (high_now["is_active"], high_now["is_quiet"], high_now["suppressed_by"]) == (True, False, "")
    with stores.database.reading(home, OWNER) as unit:
        lines = list(reversed(alarm_lines(unit, AlarmsFilter(rule="high"))))
    turns = [(each.word, each.body["quiet_by"], each.body.get("text")) for each in lines if each.word != "updated"]
    assert turns == [("raised", ["by_design"], None), ("restored", [], "overfill of S7/1 is over")]


def test_of_an_organisation_that_was_removed_nothing_is_remembered(stores: Stores, home: OrganisationId):
    watcher = Watcher(stores)
    watcher.take(arrived(filling(home)[:8]))  # the tank stands too high
    remove_organisation(stores, owner_reader(), home)
    add_organisation(stores, owner_reader(), Organisation(home, home))
    with stores.database.unit_of_work(home, OWNER) as unit:
        save_network(unit, NETWORK, version=0)
        save_alarm_rule(unit, "overfill", "", rules_to_plain(Rulebook((OVERFILL,)))[0])
    watcher.take(arrived(filling(home)[:8]))
    watcher.keep()
    with stores.database.reading(home, OWNER) as unit:
        assert [each.subject for each in list_alarms(unit, AlarmsFilter())] == ["S7/1"]
