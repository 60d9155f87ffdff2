"""A rule calls people only when it is whole; its limits leave time and follow the gauge's noise."""

from __future__ import annotations

import json

import pytest

from petroverse.alarms import (
    AlarmRule,
    LimitInNormalRange,
    Rulebook,
    RuleNotWhole,
    deadband_m,
    enabled,
    limit_before_trip,
    rules_from_plain,
    rules_to_plain,
)

WHOLE = {
    "cause": "a delivery above the safe fill",
    "consequence": "product in the ground",
    "severity": "severe",
    "response": "shut the drop valve",
    "time_available_s": 300.0,
    "limit": 2.31,
    "deadband": 0.004,
    "valid_states": ("in_service", "receiving"),
}


@pytest.mark.parametrize("missing", WHOLE)
def test_a_rule_without_one_of_its_parts_is_not_enabled(missing: str):
    rest = {name: value for name, value in WHOLE.items() if name != missing}
    with pytest.raises(RuleNotWhole, match=missing):
        enabled(AlarmRule("overfill", **rest), "ama")


def test_a_rule_that_nobody_approved_is_not_enabled():
    with pytest.raises(RuleNotWhole, match="approver"):
        enabled(AlarmRule("overfill", **WHOLE), "")


@pytest.mark.parametrize("name", ["overfill", "slow_loss", "sudden_loss"])
def test_overfill_and_losses_are_raised_without_delay(name: str):
    with pytest.raises(RuleNotWhole, match="delay_s"):
        AlarmRule(name, delay_s=10.0)
    assert AlarmRule("low", delay_s=10.0).delay_s == 10.0


@pytest.mark.parametrize(
    "change", [{"name": "loud"}, {"limit": float("nan")}, {"deadband": -1.0}, {"time_available_s": 0.0}]
)
def test_a_rule_that_cannot_be_is_refused(change: dict):
    with pytest.raises(RuleNotWhole, match=next(iter(change))):
        AlarmRule(**{"name": "low", **change})


def test_priority_rises_with_the_consequence_and_falls_with_the_time():
    order = ["low", "medium", "high"]
    table = [
        [order.index(AlarmRule("low", severity=severity, time_available_s=time).priority) for time in (300, 1800, 7200)]
        for severity in ("minor", "major", "severe")
    ]
    assert all(row == sorted(row, reverse=True) for row in table)
    assert all(list(column) == sorted(column) for column in zip(*table, strict=True))
    assert AlarmRule("low", severity="severe", time_available_s=60.0).priority == "high"
    assert AlarmRule("low", severity="major", time_available_s=600.0).priority == "high"
    assert AlarmRule("low", severity="major", time_available_s=601.0).priority == "medium"
    assert AlarmRule("low", severity="minor", time_available_s=7200.0).priority == "low"


def test_a_rule_of_one_tank_goes_before_the_rule_of_all_and_only_an_enabled_one_makes_an_alarm():
    general, own = enabled(AlarmRule("overfill", **WHOLE), "ama"), AlarmRule("overfill", "S7/1", **WHOLE)
    book = Rulebook((general, own))
    assert book.of("overfill", "S7/2") is general
    assert book.of("overfill", "S7/1") is None
    assert book.written("overfill", "S7/1") is own
    assert book.of("overfill", "S7/2", "out_of_service") is None
    assert book.of("low", "S7/2") is None
    with pytest.raises(RuleNotWhole, match="two rules"):
        Rulebook((general, general))


def test_rules_are_printed_and_read_again_unchanged():
    book = Rulebook((enabled(AlarmRule("overfill", **WHOLE), "ama"), AlarmRule("low", "S7/1")))
    assert rules_from_plain(json.loads(json.dumps(rules_to_plain(book)))) == book
    with pytest.raises(RuleNotWhole, match="loudness"):
        rules_from_plain([{"name": "low", "loudness": 3, "valid_states": []}])


@pytest.mark.parametrize(("sigma", "step", "expected"), [(0.001, 0.001, 0.003), (0.0003, 0.001, 0.002), (0, 0, 0)])
def test_a_deadband_is_three_sigma_or_two_steps(sigma: float, step: float, expected: float):
    assert deadband_m(sigma, step) == pytest.approx(expected)


def test_a_deadband_of_a_negative_noise_is_refused():
    with pytest.raises(RuleNotWhole, match="noise_sigma_m"):
        deadband_m(-0.1, 0.001)


def test_a_limit_leaves_the_time_to_decide_and_to_get_there():
    assert limit_before_trip(43_000, 15, 60 + 60, 40_000) == 43_000 - 15 * 120


def test_a_limit_inside_everyday_volumes_is_refused():
    with pytest.raises(LimitInNormalRange, match="40000 L"):
        limit_before_trip(43_000, 15, 200, 40_000)
