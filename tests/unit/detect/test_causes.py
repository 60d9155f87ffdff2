"""Meters, charts and the split of a loss, on stations whose faults are known; the monthly book."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from leak_stations import plain_history
from petroverse.detect.tank import (
    HistoryNotValid,
    chart_condition,
    chart_errors,
    drift_condition,
    learn,
    loss_split,
    meter_drifts,
    reconciliation_condition,
    stock_of,
    wet_stock,
)

DAY_S = 86_400.0


def causes(**knobs):
    return {name: each for each in loss_split(learn(plain_history(**knobs))) for name in each.names}


def test_a_nozzle_that_gives_too_much_is_told_and_the_other_is_not_blamed_for_it():
    drifts = meter_drifts(learn(plain_history(drift=(0.015, 0.0), days=60), every_h=2.0))
    first, second = drifts
    assert first.meter == "N1"
    assert first.against_others == pytest.approx(0.015, abs=3 * first.sd_against_others)
    assert drift_condition(first, 0.0).is_active
    assert second.share == pytest.approx(0.0, abs=3 * second.sd_share)


def test_meters_that_count_right_are_not_told():
    for seed in range(5):
        drifts = meter_drifts(learn(plain_history(seed=seed), every_h=2.0))
        assert not any(drift_condition(each, 0.0).is_active for each in drifts)


def test_nozzles_that_never_run_apart_are_said_together():
    drifts = meter_drifts(learn(plain_history(drift=(0.015, 0.0), are_apart=False), every_h=2.0))
    assert not any(each.is_known for each in drifts)
    assert not any(drift_condition(each, 0.0).is_active for each in drifts)


def test_a_chart_that_is_wrong_is_learned_from_the_meters():
    found = chart_errors(learn(plain_history(chart_l=1_500.0, days=60)))[0]
    wrong = 1_500.0 * np.sin(math.pi * found.level_m / 2.5) ** 2
    expected = wrong - wrong[0]
    assert np.abs((found.error_l - expected) / np.maximum(found.sd_l, 5.0)).max() < 3.5
    assert chart_condition(found, 29_900.0, 0.0).is_active


def test_a_chart_that_is_right_is_not_told():
    found = chart_errors(learn(plain_history(days=60)))[0]
    assert not chart_condition(found, 29_900.0, 0.0).is_active


def test_a_leak_is_split_off_with_its_litres():
    leak = causes(leak_l_h=0.8)["leak"]
    assert "evaporation" in leak.names, "nothing parts vapour of the vent from a leak"
    assert leak.litres == pytest.approx(0.8 * 24 * 30, rel=0.2)


def test_papers_that_say_too_much_are_split_off_as_deliveries():
    delivery = causes(paper_share=0.02)["delivery"]
    dropped = 15_000.0 * len(plain_history().papers or ())
    assert delivery.litres == pytest.approx(0.02 * dropped, abs=2 * delivery.sd_l)
    assert delivery.litres > 2 * delivery.sd_l


def test_two_papers_of_one_truck_are_held_against_its_one_drop():
    whole = plain_history()
    halves = tuple((at_s, litres / 2.0) for at_s, litres in whole.papers or () for _ in range(2))
    one, two = (loss_split(learn(each)) for each in (whole, replace(whole, papers=halves)))
    assert [each.litres for each in two] == pytest.approx([each.litres for each in one])


@pytest.mark.parametrize("seed", range(3))
def test_the_causes_add_up_to_all_that_is_missing(seed):
    history = plain_history(seed=seed, leak_l_h=0.3, drift=(0.004, -0.002), paper_share=0.01)
    learned = learn(history)
    papers = sum(litres for _, litres in history.papers or ())
    missing = float(learned.rows.loss_l.sum()) + papers - sum(litres for _, _, litres in learned.stock.drops)
    assert sum(each.litres for each in loss_split(learned)) == pytest.approx(missing, abs=1e-6)


def test_every_drop_is_found_with_its_litres():
    history = plain_history(days=60)
    drops = stock_of(history).drops
    assert len(drops) == len(history.papers or ())
    assert [litres for _, _, litres in drops] == pytest.approx([15_000.0] * len(drops), abs=60.0)


def test_the_book_of_a_month_closes_but_for_the_leak():
    history = plain_history(leak_l_h=1.8)
    edges = DAY_S * np.arange(1, 30)
    book = wet_stock(history, edges)
    assert book.from_paper
    assert float(book.days.variance.sum()) == pytest.approx(-1.8 * 24 * 28, rel=0.05)
    assert float(book.month.limit_l[0]) == pytest.approx(0.01 * float(book.days.issued.sum()) + 130 * 3.785411784)
    assert not reconciliation_condition(book, "S7/1").is_active
    told = reconciliation_condition(wet_stock(plain_history(leak_l_h=3.0), edges), "S7/1")
    assert told.is_active
    assert told.litres == pytest.approx(3.0 * 24 * 28, rel=0.05)


def test_a_day_that_nobody_measured_goes_on_in_the_book():
    history = plain_history(leak_l_h=1.0)
    levels = history.level_m.copy()
    levels[96 * 5 - 40 : 96 * 5 + 2] = np.nan
    book = wet_stock(replace(history, level_m=levels), DAY_S * np.arange(1, 30))
    assert np.isnan(book.days.closing_measured).sum() == 1
    assert float(np.nansum(book.days.variance)) == pytest.approx(-24.0 * 28, rel=0.1)


def test_without_papers_what_the_tank_took_is_what_came():
    book = wet_stock(replace(plain_history(), papers=None), DAY_S * np.arange(1, 30))
    assert not book.from_paper
    assert float(book.days.received.sum()) == pytest.approx(
        15_000.0 * round(float(book.days.received.sum()) / 15e3), rel=0.01
    )


def test_a_history_out_of_order_is_refused():
    history = plain_history()
    with pytest.raises(HistoryNotValid, match="falls"):
        replace(history, at_s=history.at_s[::-1])
    with pytest.raises(HistoryNotValid, match="shape"):
        replace(history, level_m=history.level_m[:-1])
    with pytest.raises(HistoryNotValid, match="edges"):
        wet_stock(history, [0.0])
