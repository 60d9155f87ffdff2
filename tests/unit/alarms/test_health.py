"""Thirty days of one position, counted as ISA-18.2 and EEMUA 191 ask, against counts made by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from petroverse.alarms import AlarmKey, Told, floods, health

END = datetime(2024, 3, 31, tzinfo=UTC)
START = END - timedelta(days=30)
KEY = AlarmKey("low", "S7/1")


def raised(at: datetime, number: int = 1, priority: str = "low", **more) -> Told:
    return Told("raised", AlarmKey("low", f"S7/{number}"), at, priority, **more)


def measured(told, may_suppress=()):
    found = health(told, END, may_suppress)
    return found, {each.name: each for each in found.measures}


def test_a_quiet_month_meets_every_target():
    found, by_name = measured([])
    assert found.raised == 0
    assert {each.verdict for each in found.measures} <= {"met", "too_few"}
    assert by_name["per_hour"].target == 6.0


def test_rates_are_alarms_over_the_whole_review():
    times = 30 * 24 * 7
    _, by_name = measured([raised(START + timedelta(hours=each / 7), each) for each in range(times)])
    assert by_name["per_hour"].value == 7.0
    assert by_name["per_10_min"].value == 7.0 / 6.0
    assert by_name["per_hour"].verdict == "tolerable"
    assert by_name["top_ten_share"].verdict == "met"


def test_suppressed_and_older_alarms_did_not_call_anybody():
    told = [raised(START, quiet_by=("shelved",)), raised(START - timedelta(seconds=1)), raised(END)]
    assert measured(told)[0].raised == 0


def test_a_flood_starts_above_ten_in_ten_minutes_and_ends_below_five():
    minutes = [0.5] * 11 + [10.5] * 5 + [20.5] * 4 + [60.5] * 10
    at = [START + timedelta(minutes=each) for each in minutes]
    (flood,) = floods(at, START, END)
    assert (flood.start, flood.end, flood.raised) == (START, START + timedelta(minutes=20), 16)
    _, by_name = measured([raised(each, number) for number, each in enumerate(at)])
    assert by_name["flooded_share"].value == 20 / (30 * 24 * 60)
    assert by_name["flooded_share"].verdict == "met"


def test_a_flood_that_swells_again_is_one_flood():
    at = [START + timedelta(minutes=10 * window + 1) for window, times in enumerate([11, 6, 12]) for _ in range(times)]
    assert [each.raised for each in floods(at, START, END)] == [29]


def test_three_calls_within_a_minute_chatter_and_within_61_seconds_do_not():
    found, _ = measured([raised(START + timedelta(seconds=each)) for each in (0, 30, 60)])
    assert found.chattering == (KEY,)
    found, _ = measured([raised(START + timedelta(seconds=each)) for each in (0, 30, 61)])
    assert found.chattering == ()


def test_what_stands_longer_than_a_day_is_stale_even_from_before_the_review():
    old, other = START - timedelta(days=3), AlarmKey("low", "S7/2")
    told = [raised(old), raised(old, 2), Told("returned", other, START, "low"), raised(END - timedelta(hours=24), 3)]
    found, by_name = measured(told)
    assert found.stale == (KEY,)
    assert by_name["stale"].verdict == "met"
    _, by_name = measured([raised(old, number) for number in range(5)])
    assert by_name["stale"].verdict == "missed"


def test_ten_alarms_that_make_more_than_a_twentieth_are_too_much():
    told = [raised(START + timedelta(hours=each), each % 100) for each in range(300)]
    found, by_name = measured(told)
    assert by_name["top_ten_share"].value == 30 / 300
    assert by_name["top_ten_share"].verdict == "missed"
    assert len(found.top) == 10
    assert measured(told[:100])[1]["top_ten_share"].verdict == "too_few"


def test_the_mix_of_priorities_is_about_80_15_5():
    mix = ["low"] * 80 + ["medium"] * 15 + ["high"] * 5
    told = [raised(START + timedelta(hours=each), each, priority) for each, priority in enumerate(mix)]
    _, by_name = measured(told)
    assert [by_name[f"{each}_share"].verdict for each in ("low", "medium", "high")] == ["met"] * 3
    _, by_name = measured([raised(START + timedelta(hours=each), each, "high") for each in range(30)])
    assert by_name["high_share"].verdict == "missed"


def test_a_suppression_by_somebody_who_may_not_is_named():
    fine = Told("shelved", KEY, START, "low", person="ama")
    wrong = Told("shelved", KEY, START, "low", person="kofi")
    alone = Told("shelved", KEY, START, "low", person="ama", second="kofi")
    found, by_name = measured([fine, wrong, alone], {"ama"})
    assert found.unauthorised == (wrong, alone)
    assert by_name["unauthorised"].verdict == "missed"
