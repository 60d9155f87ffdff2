"""The leak test: a small blind set with fixed seeds, and what its figures promise."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from leak_stations import GALLON_L, benchmark, plain_history
from petroverse.detect.tank import History, LeakTest, leak_condition, leak_test, stock_of
from petroverse.detect.tank.gaussian import t_quantile

world = benchmark("leak_world")
trial = benchmark("leak_trial")

SHARP = world.StationClass("0.3 mm, 4 kL/d, 7 h closed", 4000.0, 0.0003, 7.0, 30)
COARSE = world.StationClass("1 mm, 1.5 kL/d, 8 h closed", 1500.0, 0.001, 8.0, 90)
DIPPED = world.StationClass("dips, 4 kL/d", 4000.0, 0.002, 7.0, 30, 1, True)
SEEDS = range(12)


def verdict_on(kind, leak_gal_h: float, seed: int) -> LeakTest:
    return leak_test(trial.history_of(world.station(kind, leak_gal_h, seed)))


@pytest.mark.parametrize("kind", [SHARP, COARSE], ids=["sharp", "coarse"])
def test_no_leak_of_two_tenths_of_a_gallon_passes_and_no_tight_tank_fails(kind):
    verdicts = {leak: [verdict_on(kind, leak, seed).verdict for seed in SEEDS] for leak in (0.0, 0.2)}
    assert "FAIL" not in verdicts[0.0]
    assert "PASS" not in verdicts[0.2]
    assert verdicts[0.0].count("PASS") >= 11
    assert verdicts[0.2].count("FAIL") >= 11


def test_dips_of_a_busy_station_are_inconclusive_with_the_leak_they_would_have_found():
    found = [verdict_on(DIPPED, leak, seed) for leak in (0.0, 0.2) for seed in range(5)]
    assert {each.verdict for each in found} == {"INCONCLUSIVE"}
    assert all(0.2 < each.mdl_gal_h < 10.0 for each in found)
    assert all(f"{each.mdl_gal_h:.2f}" in each.reason for each in found)


def test_a_leak_added_to_a_station_is_added_to_its_rate():
    """The same station, tight and leaking: everything else is the same, so the rates differ by the leak."""
    for seed in range(5):
        tight, leaking = (leak_test(plain_history(leak_l_h=rate, seed=seed)) for rate in (0.0, 0.5))
        assert leaking.rate_l_h - tight.rate_l_h == pytest.approx(0.5, abs=3 * tight.se_l_h)


def test_a_quiet_station_is_known_to_the_last_decilitre():
    found = [leak_test(plain_history(leak_l_h=0.757, seed=seed)) for seed in range(8)]
    off = np.array([each.rate_l_h - 0.757 for each in found])
    assert np.abs(off / np.array([each.se_l_h for each in found])).max() < 3.5
    assert {each.verdict for each in found} == {"FAIL"}


def test_the_least_leak_is_twice_the_threshold_and_the_threshold_follows_from_the_standard_error():
    found = verdict_on(SHARP, 0.0, 1)
    assert found.mdl_l_h == pytest.approx(2.0 * found.threshold_l_h)
    assert found.threshold_l_h == pytest.approx(t_quantile(found.found_share, found.spans - 1) * found.se_l_h)
    assert found.mdl_gal_h * GALLON_L == pytest.approx(found.mdl_l_h)
    assert found.false_alarm_share == pytest.approx(0.01)


def test_water_that_comes_in_is_not_a_tight_tank():
    assert leak_test(plain_history(leak_l_h=-0.8)).verdict == "FAIL"


def test_a_theft_by_night_is_no_leak():
    """One loss of 150 L in a month is 0.2 L/h on average; it is taken out as gone at once."""
    history = plain_history(noise_m=0.0001)
    table = history.tanks[0]
    grid = np.linspace(table.lowest_m, table.highest_m, len(table.volumes_l))
    volume = np.interp(history.level_m[:, 0], grid, np.frombuffer(table.volumes_l))
    stop = int(np.flatnonzero(volume[1400:] - volume[1399:-1] > 5_000.0)[0]) + 1400
    volume[1352:stop] -= 150.0
    volume[stop:] -= 150.0
    robbed = replace(history, level_m=np.interp(volume, np.frombuffer(table.volumes_l), grid)[:, None])
    assert leak_test(robbed).verdict == "PASS"


def test_a_week_is_too_short_and_says_so():
    found = leak_test(plain_history(days=7))
    assert found.verdict == "INCONCLUSIVE"
    assert "days" in found.reason


def test_nothing_seen_is_inconclusive_and_no_fault():
    empty = plain_history()
    none = History(empty.tanks, np.zeros(0), np.zeros((0, 1)), np.zeros((0, 1)), np.zeros((0, 2)))
    found = leak_test(none)
    assert found.verdict == "INCONCLUSIVE"
    assert found.mdl_l_h == float("inf")
    told = leak_condition(found, "S7/1", 0.0)
    assert told.value is told.litres is None
    assert json.dumps(dict(told.evidence), allow_nan=False)


def test_only_a_fail_is_a_condition():
    tight, leaking = verdict_on(SHARP, 0.0, 2), verdict_on(SHARP, 0.2, 2)
    assert not leak_condition(tight, "S7/1", 0.0).is_active
    told = leak_condition(leaking, "S7/1", 0.0)
    assert told.is_active
    assert told.rule == "slow_loss"
    assert told.evidence["verdict"] == "FAIL"
    assert told.litres == pytest.approx(leaking.rate_l_h * 24 * leaking.days)


def test_a_tank_of_which_only_the_middle_of_the_month_was_read_says_how_long():
    whole = plain_history()
    half = slice(96 * 5, 96 * 15)
    part = replace(
        whole,
        at_s=whole.at_s[half],
        level_m=whole.level_m[half],
        temp_c=whole.temp_c[half],
        total_l=whole.total_l[half],
    )
    found = leak_test(part)
    assert found.verdict == "INCONCLUSIVE"
    assert found.days == pytest.approx(10.0, abs=0.1)


def test_a_lone_spike_is_neither_a_delivery_nor_a_loss():
    whole = plain_history()
    levels = whole.level_m.copy()
    levels[[500, 1000], 0] += [0.05, -0.05]
    spiky = replace(whole, level_m=levels)
    assert len(stock_of(spiky).drops) == len(stock_of(whole).drops)
    assert leak_test(spiky).rate_l_h == pytest.approx(leak_test(whole).rate_l_h, abs=0.05)


def test_manifolded_tanks_are_tested_as_one():
    """Two tanks in which the same litres stand, half in each: the rate is that of both together."""
    one = plain_history(leak_l_h=0.4)
    both = replace(
        one,
        tanks=one.tanks * 2,
        level_m=np.repeat(one.level_m, 2, axis=1),
        temp_c=np.repeat(one.temp_c, 2, axis=1),
        total_l=2.0 * one.total_l,
        papers=None,
    )
    alone, together = leak_test(one), leak_test(both)
    assert together.rate_l_h == pytest.approx(2.0 * alone.rate_l_h, abs=3.0 * together.se_l_h)


def test_sales_that_leave_before_they_are_counted_are_in_no_quiet_span():
    whole = plain_history()
    late = replace(whole, total_l=np.concatenate((whole.total_l[:1], whole.total_l[:-1])))
    found, plain = leak_test(late), leak_test(whole)
    assert found.rate_l_h == pytest.approx(plain.rate_l_h, abs=3.0 * plain.se_l_h)
    assert found.se_l_h < 1.5 * plain.se_l_h
