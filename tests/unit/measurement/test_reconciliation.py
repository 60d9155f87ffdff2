"""The book balance and the monthly test, by hand; and what cannot be balanced."""

from __future__ import annotations

import math

import numpy as np
import pytest

from petroverse.measurement.reconciliation import BalanceNotPossible, balance, balance_chain, delivered, monthly_test

NAN = math.nan


def test_missing_product_is_a_negative_variance():
    book = balance([10_000.0], [5_000.0], [8_000.0], [6_950.0])
    assert book.closing_book.tolist() == [7_000.0]
    assert book.variance.tolist() == [-50.0]
    assert book.share.tolist() == [-0.00625]


def test_a_day_without_sales_has_no_share():
    assert np.isnan(balance([100.0], [0.0], [0.0], [99.0]).share).all()


def test_a_day_without_a_dip_opens_the_next_with_its_book():
    days = balance_chain([100.0], [[0.0, 50.0, 0.0]], [[10.0, 10.0, 10.0]], [[88.0, NAN, 119.0]])
    assert days.opening.tolist() == [[100.0, 88.0, 128.0]]
    assert days.closing_book.tolist() == [[90.0, 128.0, 118.0]]
    assert days.variance[0, [0, 2]].tolist() == [-2.0, 1.0]
    assert np.isnan(days.variance[0, 1])


@pytest.mark.parametrize("amount", [-1.0, NAN, math.inf])
@pytest.mark.parametrize("side", [1, 2])
def test_a_movement_below_zero_or_missing_is_refused(amount: float, side: int):
    figures = [100.0, 10.0, 10.0, 100.0]
    figures[side] = amount
    with pytest.raises(BalanceNotPossible, match="a movement of"):
        balance(*figures)


def test_figures_of_different_shapes_are_refused():
    with pytest.raises(BalanceNotPossible, match="differ"):
        balance([1.0, 2.0], [1.0], [1.0], [1.0])


@pytest.mark.parametrize("opening", [[1.0, 2.0], 1.0])
def test_a_chain_needs_one_opening_a_tank(opening):
    with pytest.raises(BalanceNotPossible, match="one opening a tank"):
        balance_chain(opening, [[1.0]], [[1.0]], [[1.0]])


def test_a_chain_of_no_tanks_by_days_is_refused():
    with pytest.raises(BalanceNotPossible):
        balance_chain([1.0], [1.0], [1.0], [1.0])


# 40 CFR 280.43(a): 1.0 percent of flow-through plus 130 gallons; a US gallon is 3.785411784 L (NIST SP 811).
def test_the_monthly_limit_is_one_percent_and_130_gallons():
    found = monthly_test(np.zeros((1, 30)), np.full((1, 30), 4_000.0))
    assert found.limit_l.tolist() == pytest.approx([1_200.0 + 130 * 3.785411784])
    assert not found.is_suspect.any()


@pytest.mark.parametrize(("daily_l", "is_suspect"), [(-56.0, False), (-57.0, True), (57.0, True)])
def test_a_month_beyond_the_limit_is_suspect_either_way(daily_l: float, is_suspect: bool):
    found = monthly_test(np.full((1, 30), daily_l), np.full((1, 30), 4_000.0))
    assert found.is_suspect.tolist() == [is_suspect]


def test_a_month_nobody_measured_is_no_verdict():
    found = monthly_test(np.full((1, 30), NAN), np.full((1, 30), 4_000.0))
    assert np.isnan(found.variance_l).all()
    assert found.is_suspect.tolist() == [False]


def test_four_thousand_tanks_are_balanced_at_once():
    chance = np.random.default_rng(4)
    moved = chance.uniform(0, 5_000, (2, 4_000, 31))
    assert balance_chain(np.zeros(4_000), moved[0], moved[1], np.full((4_000, 31), NAN)).variance.shape == (4_000, 31)


def test_what_was_sold_during_a_drop_was_delivered_too():
    assert delivered([4_000.0], [12_600.0], [350.0]).tolist() == [8_950.0]


@pytest.mark.parametrize("sold", [-1.0, NAN])
def test_a_sale_during_a_drop_is_known_and_not_negative(sold: float):
    with pytest.raises(BalanceNotPossible):
        delivered(4_000.0, 12_600.0, sold)


def test_a_movement_of_nothing_is_a_movement():
    assert balance([1.0], [0.0], [0.0], [1.0]).variance.tolist() == [0.0]


def test_one_tank_is_tested_alone():
    found = monthly_test(np.full(30, -57.0), np.full(30, 4_000.0))
    assert (found.variance_l.shape, bool(found.is_suspect)) == ((), True)
