"""What one site's messages lead to, one fact at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from petroverse.alarms import (
    ALARM_COMMAND,
    Acknowledge,
    AlarmKey,
    AlarmRule,
    Rulebook,
    StateNotReadable,
    Suppress,
    command_to_body,
)
from petroverse.core.conditions import Condition
from petroverse.core.devices import Meter, MeterId
from petroverse.core.events import Quantity, Waybill
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import READINGS, MeterReading, Reading, SiteReadings, to_body
from petroverse.core.tanks import Tank, TankId, VerticalCylinder
from petroverse.detect.tank import short_delivery
from petroverse.watch import (
    BUCKETS,
    WINDOW,
    RuleUnitUnknown,
    SiteWatch,
    from_plain,
    hash_of,
    judge,
    outlook,
    plan_of,
    step,
    tick,
)

SITE = PlaceId("S7")
START = datetime(2024, 3, 1, tzinfo=UTC)
SHAPE = VerticalCylinder(diameter_m=3.5682482323055424, height_m=3.0)  # 10,000 L a metre
ONE, TWO = TankId("S7/1"), TankId("S7/2")
TANKS = tuple(Tank(name, SITE, "gasoline", SHAPE, 30_000.0, 28_000.0, 1_000.0) for name in (ONE, TWO))
METER = Meter(MeterId("S7/N1"), SITE, ONE)
NETWORK = Network(places=(Place(SITE, "Seven", "station"),), tanks=TANKS, meters=(METER,))


def rule(name, limit, unit, **more):
    return AlarmRule(
        name, cause="a", consequence="b", severity="severe", response="c", time_available_s=600.0, limit=limit,
        unit=unit, deadband=0.004, valid_states=("in_service",), approver="ama", is_enabled=True, **more,
    )  # fmt: skip


RULES = Rulebook((rule("overfill", 28_000.0, "L"), rule("silent", 10.0, "min")))
PLAN = plan_of(NETWORK, SITE, RULES)
OVERFILL = AlarmKey("overfill", ONE)
WINDOW_PART = WINDOW / BUCKETS
AGES = 2 * WINDOW / timedelta(minutes=1)


def minute(number):
    return START + timedelta(minutes=number)


def sent(number, *rows, known=None, place=SITE, name=""):
    readings = tuple(each for each in rows if isinstance(each, Reading))
    meters = tuple(each for each in rows if isinstance(each, MeterReading))
    at = minute(number)
    body = to_body(SiteReadings(place, readings, meters))
    own = MessageId(f"m{number}{name}")
    return Message(own, READINGS, at, minute(number if known is None else known), OrganisationId("oda"), "g", body)


def level(number, level_m, tank=ONE, **more):
    return Reading(tank, minute(number), level_m, temp_c=15.0, **more)


def spoken(command):
    body = command_to_body(command)
    return Message(MessageId(command.id), ALARM_COMMAND, command.at, command.at, OrganisationId("oda"), "page", body)


def ran(*messages, plan=PLAN):
    """Each message a step of its own: the state, and the words told in each."""
    state, words = SiteWatch(), []
    for each in messages:
        state, outcome = step(state, [each], plan)
        words.append([told.word for told in outcome.told if told.key.rule != "high"])
    return state, words


def rising(*numbers):
    """A tank that takes a delivery of 2,000 L a minute from 27,000 L on: overfull from the first minute."""
    return [sent(number, level(number, 2.70 + 0.2 * number)) for number in numbers]


def test_a_reading_becomes_litres_and_a_condition_an_alarm():
    state, outcome = step(SiteWatch(), rising(0, 1), PLAN)
    first, second = outcome.readings
    assert (first.quality, second.quality) == ("good", "good")
    assert first.measured.observed_l == pytest.approx(27_000.0, abs=1.0)
    assert first.measured.standard_l == pytest.approx(27_000.0, abs=1.0)
    assert [told.word for told in outcome.told] == ["raised"]
    assert state.alarms.alarms[OVERFILL].status() == "unacknowledged"
    assert [each.key.rule for each in outcome.notices(PLAN)] == ["high", "high"]


def test_a_repeated_message_changes_and_tells_nothing():
    messages = rising(0, 1)
    state, _ = step(SiteWatch(), messages, PLAN)
    again, outcome = step(state, messages, PLAN)
    assert hash_of(again) == hash_of(state)
    assert (outcome.again, outcome.readings, outcome.found, outcome.told) == (2, [], [], [])


def test_an_acknowledgement_travels_as_a_message():
    press = Acknowledge("c1", minute(2), "ama", OVERFILL, minute(1))
    state, words = ran(*rising(0, 1), spoken(press))
    assert words[-1] == ["acknowledged"]
    assert state.alarms.alarms[OVERFILL].status() == "acknowledged"


def test_a_late_reading_begins_an_alarm_earlier_and_the_acknowledgement_still_covers_it():
    press = Acknowledge("c1", minute(3), "ama", OVERFILL, minute(2))
    early, late = sent(0, level(0, 2.7)), sent(1, level(1, 2.85))
    state, words = ran(early, sent(2, level(2, 2.85)), spoken(press), late)
    assert state.alarms.alarms[OVERFILL].begun.condition.at == minute(1)
    assert state.alarms.alarms[OVERFILL].status() == "acknowledged"
    assert words == [[], ["raised"], ["acknowledged"], ["updated"]]


def test_a_late_reading_shows_a_jump_to_have_been_none():
    """A lone jump of 2.5 m within a minute is held back; one of an hour earlier, half way, makes it a delivery."""
    first, jump, after = sent(0, level(0, 0.2)), sent(60, level(60, 2.7)), sent(61, level(61, 0.2))
    fast = plan_of(NETWORK, SITE, RULES)
    state, outcome = step(SiteWatch(), [sent(59, level(59, 0.2)), jump], fast)
    assert [each.quality for each in outcome.readings] == ["good", "spike"]
    _, outcome = step(state, [first, after], fast)
    assert [each.quality for each in outcome.readings] == ["good", "good"]


def test_what_comes_from_before_the_window_is_measured_and_told_but_concludes_nothing():
    old, new = sent(0, level(0, 2.9)), sent(AGES, level(AGES, 2.0))
    state, _ = step(SiteWatch(), [new], PLAN)
    after, outcome = step(state, [old], PLAN)
    assert [(each.why, each.message) for each in outcome.left] == [("too_late", "m0")]
    assert outcome.readings[0].measured.observed_l == pytest.approx(29_000.0, abs=1.0)
    assert (outcome.found, outcome.told) == ([], [])
    assert hash_of(after) == hash_of(state)


def test_a_reading_of_the_oldest_part_of_the_window_is_still_put_in_its_place():
    minutes = int(WINDOW_PART / timedelta(minutes=1))
    messages = [sent(n, level(n, 2.0 - 0.0001 * n)) for n in range(0, minutes * (BUCKETS + 2), 5)]
    last_part = (messages[-1].at - START) // WINDOW_PART
    oldest = (last_part - BUCKETS) * minutes // 5
    late = [*messages[:oldest], *messages[oldest + 1 :], messages[oldest]]
    (in_order, _), (mended, outcome) = step(SiteWatch(), messages, PLAN), step(SiteWatch(), late, PLAN)
    assert outcome.left == []
    assert len(mended.tanks[ONE].parts) == BUCKETS + 1
    assert hash_of(mended) == hash_of(in_order)
    older = [*messages[: oldest - 1], *messages[oldest:], messages[oldest - 1]]
    assert [each.why for each in step(SiteWatch(), older, PLAN)[1].left] == ["too_late"]


def test_an_alarm_that_stands_longer_than_the_window_returns_as_the_one_that_it_was():
    high = [sent(n, level(n, 2.85)) for n in range(0, int(AGES), 10)]
    state, _ = ran(sent(-1, level(-1, 2.7)), *high)
    assert state.alarms.alarms[OVERFILL].begun.condition.at == minute(0)
    state, outcome = step(state, [sent(AGES + 1, level(AGES + 1, 2.7))], PLAN)
    assert [(each.word, each.at) for each in outcome.told] == [("returned", minute(AGES + 1))]
    assert state.alarms.alarms[OVERFILL].begun.condition.at == minute(0)


def test_a_site_that_was_cut_off_for_a_week_tells_its_backlog_in_order_and_nothing_of_it_is_too_late():
    backlog = [sent(number, level(number, 2.0)) for number in range(0, 7 * 24 * 60, 60)]
    _, outcome = step(SiteWatch(), backlog, PLAN)
    assert (outcome.left, len(outcome.readings)) == ([], 7 * 24)


def test_a_gauge_whose_clock_is_ahead_does_not_push_the_window_away():
    _, outcome = step(SiteWatch(), [sent(0, level(60 * 24 * 365, 2.0), known=0)], PLAN)
    assert [(each.why, len(outcome.readings)) for each in outcome.left] == [("ahead", 1)]
    assert outcome.readings[0].measured is None
    _, outcome = step(SiteWatch(), [sent(0, level(4, 2.0), level(6, 2.0, TWO), known=0)], PLAN)
    assert [each.what[:4] for each in outcome.left] == [TWO]


def test_what_is_of_another_site_tank_or_kind_is_named_and_the_rest_is_taken():
    stranger = Reading(TankId("S9/1"), minute(0), 1.0)
    elsewhere = sent(1, level(1, 1.0), place=PlaceId("S9"))
    odd = Message(MessageId("x"), "weather/1", minute(0), minute(0), OrganisationId("oda"), "g", {})
    broken = Message(MessageId("y"), ALARM_COMMAND, minute(0), minute(0), OrganisationId("oda"), "g", {"does": "shout"})
    meter = MeterReading(MeterId("S9/N1"), minute(0), 5.0)
    state, outcome = step(SiteWatch(), [odd, broken, elsewhere, sent(0, level(0, 1.0), stranger, meter)], PLAN)
    assert [(each.message, each.why) for each in outcome.left] == [
        ("x", "unreadable"), ("y", "unreadable"), ("m1", "unreadable"), ("m0", "elsewhere"), ("m0", "elsewhere"),
    ]  # fmt: skip
    assert len(outcome.readings) == 2
    assert list(state.tanks) == [ONE]


def test_of_two_readings_of_one_instant_the_same_holds_whichever_comes_first():
    one, other = sent(0, level(0, 2.0)), sent(0, level(0, 1.9), name="b")
    assert hash_of(ran(one, other)[0]) == hash_of(ran(other, one)[0])


def test_silence_is_told_at_a_tick_once_and_ends_when_the_site_speaks_again():
    state, _ = ran(sent(0, level(0, 2.0), level(0, 2.0, TWO)))
    state, outcome = tick(state, minute(10), PLAN)
    assert outcome.found == []
    state, outcome = tick(state, minute(11), PLAN)
    assert [(each.key, each.condition.at) for each in outcome.found] == [(("silent", SITE), minute(10))]
    assert [each.word for each in outcome.told] == ["raised"]
    assert tick(state, minute(12), PLAN)[1].told == []
    state, _ = step(state, [sent(13, level(13, 2.0), level(13, 2.0, TWO))], PLAN)
    state, outcome = tick(state, minute(14), PLAN)
    assert [(each.word, each.at) for each in outcome.told] == [("returned", minute(13))]
    assert state.alarms.alarms[AlarmKey("silent", SITE)].status() == "returned_unacknowledged"


def test_one_tank_that_is_silent_beside_another_that_speaks_is_named_itself():
    state, _ = ran(sent(0, level(0, 2.0), level(0, 2.0, TWO)), sent(9, level(9, 2.0)))
    state, outcome = tick(state, minute(12), PLAN)
    assert [each.key.subject for each in outcome.found] == [TWO]
    state, outcome = tick(state, minute(30), PLAN)
    assert [(each.key.subject, each.condition.is_active) for each in outcome.found] == [(TWO, False), (SITE, True)]


def test_the_alarms_of_a_tank_that_was_taken_away_end():
    state, _ = ran(*rising(0, 1), sent(1, level(1, 2.0, TWO), name="b"))
    rest = plan_of(Network(places=NETWORK.places, tanks=(TANKS[1],)), SITE, RULES)
    state, outcome = tick(state, minute(5), rest)
    assert [(each.word, each.key) for each in outcome.told] == [("returned", OVERFILL)]
    assert tick(state, minute(6), rest)[1].told == []


def test_a_laid_up_tank_is_not_called_silent():
    plan = plan_of(NETWORK, SITE, RULES, states={TWO: "out_of_service"})
    state, _ = ran(sent(0, level(0, 2.0), level(0, 2.0, TWO)), sent(9, level(9, 2.0)), plan=plan)
    _, outcome = tick(state, minute(12), plan)
    assert (outcome.told, [each.key.subject for each in outcome.notices(plan)]) == ([], [TWO])


def test_a_shelf_that_is_over_is_told_at_a_tick():
    key = AlarmKey("silent", SITE)
    shelf = Suppress("c1", minute(0), "ama", key, "shelved", minute(20), "line is down")
    state, _ = ran(spoken(shelf))
    assert [(each.word, each.at) for each in tick(state, minute(25), PLAN)[1].told] == [("lapsed", minute(20))]


def test_a_condition_with_a_delay_is_told_when_it_has_held_and_not_if_it_was_short():
    plan = plan_of(NETWORK, SITE, Rulebook((rule("water", 0.05, "m", delay_s=120.0),)))
    wet = [sent(n, level(n, 2.0, water_m=0.08)) for n in range(4)]
    state, words = ran(*wet, plan=plan)
    assert words == [[], [], ["raised"], []]
    assert state.alarms.alarms[AlarmKey("water", ONE)].begun.condition.at == minute(0)
    short = [sent(0, level(0, 2.0, water_m=0.08)), sent(1, level(1, 2.0, water_m=0.0)), sent(9, level(9, 2.0))]
    assert step(SiteWatch(), short, plan)[1].found == []


def test_a_tank_that_is_laid_up_calls_nobody_but_is_noticed():
    plan = plan_of(NETWORK, SITE, RULES, states={ONE: "out_of_service"})
    _, outcome = step(SiteWatch(), rising(0, 1), plan)
    assert outcome.told == []
    assert {each.key.rule for each in outcome.notices(plan)} == {"high", "overfill"}


@pytest.mark.parametrize(
    ("limit", "unit", "expected"), [(25_000.0, "L", 25_000), (2.5, "m", 25_000), (50, "%", 14_000)]
)
def test_the_limit_of_an_enabled_rule_goes_before_the_starting_value(limit, unit, expected):
    plan = plan_of(NETWORK, SITE, Rulebook((rule("overfill", limit, unit),)))
    assert plan.tanks[ONE].watched.limits.overfill_l == pytest.approx(expected, abs=0.1)
    draft = Rulebook((AlarmRule("overfill", limit=1.0, unit="L"),))
    assert plan_of(NETWORK, SITE, draft).tanks[ONE].watched.limits.overfill_l == 28_000.0


@pytest.mark.parametrize(("deadband", "unit", "limit", "band_l"), [(300.0, "L", 28e3, 300), (0.05, "m", 2.8, 500)])
def test_a_condition_ends_only_when_its_figure_is_back_by_the_deadband_of_its_rule(deadband, unit, limit, band_l):
    plan = plan_of(NETWORK, SITE, Rulebook((replace(rule("overfill", limit, unit), deadband=deadband),)))
    just_short = 2.8 - (band_l - 20.0) / 10_000
    messages = [sent(n, level(n, each)) for n, each in enumerate([2.7, 2.81, just_short, just_short - 0.01])]
    assert ran(*messages, plan=plan)[1] == [[], ["raised"], [], ["returned"]]


@pytest.mark.parametrize(("name", "unit"), [("overfill", "°C"), ("water", "L"), ("silent", "m")])
def test_a_limit_in_a_unit_that_does_not_fit_is_refused(name, unit):
    with pytest.raises(RuleUnitUnknown, match=name):
        plan_of(NETWORK, SITE, Rulebook((rule(name, 1.0, unit),)))


def test_sales_by_meter_explain_what_leaves_and_a_late_total_withdraws_the_loss():
    def at(number, level_m, total):
        return sent(number, level(number, level_m), MeterReading(METER.id, minute(number), total))

    state, _ = step(SiteWatch(), [at(n, 2.0, 0.0) for n in range(5)], PLAN)
    state, outcome = step(state, [sent(n, level(n, 1.95)) for n in range(6, 10)], PLAN)
    assert "sudden_loss" in [each.key.rule for each in outcome.found]
    _, outcome = step(state, [sent(5, MeterReading(METER.id, minute(5), 500.0))], PLAN)
    assert "sudden_loss" in [each.key.rule for each in outcome.withdrawn]


def test_a_short_delivery_calls_and_the_next_whole_one_ends_it():
    plan = plan_of(NETWORK, SITE, Rulebook((rule("short_delivery", 50.0, "L"),)))
    levels = [0.5, 0.5, 1.0, 1.5, *[1.5] * 40]
    state, outcome = step(SiteWatch(), [sent(n, level(n, each)) for n, each in enumerate(levels)], plan)
    (delivery,) = outcome.deliveries
    assert delivery.observed_l == pytest.approx(10_000.0, abs=30.0)

    def paper(litres):
        load = Quantity("gasoline", observed=litres, standard=litres)
        return short_delivery(delivery, Waybill("W1", minute(0), load, "D1", SITE, "oda", "truck"))

    state, outcome = judge(state, [paper(10_500.0)], plan)
    assert [(each.word, round(each.condition.litres, -2)) for each in outcome.told] == [("raised", 500.0)]
    _, outcome = judge(state, [replace(paper(10_000.0), at=minute(999))], plan)
    assert [(each.word, each.at) for each in outcome.told] == [("returned", minute(999))]


def test_a_judgement_that_is_repeated_updates_the_open_alarm_and_without_a_rule_it_is_a_notice():
    plan = plan_of(NETWORK, SITE, Rulebook((rule("slow_loss", 0.76, "L/h"),)))
    leak = Condition("slow_loss", ONE, minute(0), is_active=True, value=0.9)
    state, first = judge(SiteWatch(), [leak], plan)
    _, again = judge(state, [replace(leak, at=minute(999), value=1.2)], plan)
    assert [each.word for each in (*first.told, *again.told)] == ["raised", "updated"]
    state, outcome = judge(SiteWatch(), [leak], PLAN)
    assert (outcome.told, [each.key for each in outcome.notices(PLAN)]) == ([], [("slow_loss", ONE)])


def test_the_outlook_says_when_a_tank_runs_dry_once_a_day_of_sales_was_seen():
    def at(tenth):
        number, hours = 10 * tenth, tenth / 6
        return sent(number, level(number, 2.7 - 0.02 * hours), MeterReading(METER.id, minute(number), 200.0 * hours))

    state, _ = step(SiteWatch(), [at(each) for each in range(6 * 20)], PLAN)
    assert outlook(state, PLAN) == {ONE: None}
    state, _ = step(state, [at(each) for each in range(6 * 20, 6 * 50)], PLAN)
    left_h = ((2.7 - 0.02 * 50) * 10_000 - 1_000) / 200
    assert outlook(state, PLAN)[ONE].days * 24 == pytest.approx(left_h, rel=0.02)


def test_a_meter_that_was_set_back_counts_from_zero():
    def at(number, level_m, total):
        return sent(number, level(number, level_m), MeterReading(METER.id, minute(number), total))

    sales = [at(0, 2.0, 9_000.0), at(1, 2.0, 9_000.0), at(2, 1.96, 400.0), *[at(n, 1.96, 400.0) for n in range(3, 9)]]
    _, outcome = step(SiteWatch(), sales, PLAN)
    assert (outcome.found, outcome.deliveries) == ([], [])


def test_a_stored_state_of_another_version_is_refused():
    with pytest.raises(StateNotReadable, match="version"):
        from_plain({"version": 0}, PLAN)
    with pytest.raises(StateNotReadable, match="whole"):
        from_plain({"version": 2, "tanks": {ONE: {}}}, PLAN)
