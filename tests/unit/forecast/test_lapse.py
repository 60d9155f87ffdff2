"""Warnings of lapses on a made-up market whose companies fade before they stop."""

from __future__ import annotations

import math
from datetime import date
from itertools import product

import numpy as np
import pytest

from lapse_world import MONTHS, fading_market
from petroverse.forecast.lapse import LapseOutlook, lapse_outlook
from petroverse.forecast.lapse_features import FEATURES, features
from petroverse.forecast.lapse_liftings import Liftings, LiftingsNotUsable, at_risk, lapses, liftings
from petroverse.forecast.lapse_model import TooShortToWarn, walk
from petroverse.forecast.lapse_scores import auc


@pytest.fixture(scope="module")
def market() -> Liftings:
    return fading_market()


@pytest.fixture(scope="module")
def outlook(market: Liftings) -> LapseOutlook:
    return lapse_outlook(market)


def test_warnings_are_worth_more_than_recency_where_companies_fade_first(outlook: LapseOutlook) -> None:
    for record in outlook.records:
        assert record.scores.auc > record.rule.auc + 0.05
        assert record.scores.brier < min(record.rule.brier, record.steady.brier)
        assert record.lifting.auc > record.lifting_rule.auc + 0.05


def test_probabilities_come_true_about_as_often_as_they_say(outlook: LapseOutlook) -> None:
    for record in outlook.records:
        for band in record.bands:
            spread = math.sqrt(max(1, band.cases) * band.high)  # generous: cases of one company depend on each other
            assert band.low * band.cases - 6 * spread <= band.events <= band.high * band.cases + 6 * spread


def test_who_lapses_within_three_months_lapses_within_six(outlook: LapseOutlook) -> None:
    chance = {(each.name, each.event, each.within_months): each.probability for each in outlook.risks}
    names = {each.name for each in outlook.risks}
    assert all(chance[name, "lapses", 3] <= chance[name, "lapses", 6] for name in names)
    assert all(0 <= each <= 1 for each in chance.values())


def test_everybody_is_either_at_risk_or_lapsed_or_never_lifted(market: Liftings, outlook: LapseOutlook) -> None:
    risks, lapsed = {each.name for each in outlook.risks}, dict(outlook.lapsed)
    assert risks.isdisjoint(lapsed)
    for at, name in enumerate(market.names):
        lifted = market.total[at]
        assert (name in risks) == (lifted[-3:] > 0).any()
        if name in lapsed:
            assert lapsed[name] == market.months[np.flatnonzero(lifted)[-1]]


def test_a_fading_company_is_told_why_in_words(outlook: LapseOutlook) -> None:
    worst = max((each for each in outlook.risks if each.event == "halves"), key=lambda each: each.probability)
    assert worst.probability > 3 * worst.base
    assert any("below" in each.words or "fall" in each.words for each in worst.reasons if each.times > 1)


def test_equal_liftings_give_equal_warnings(market: Liftings) -> None:
    once, again = (walk(market.until(32), "halves", 3) for _ in range(2))
    assert np.array_equal(once.chance, again.chance)


def test_what_came_later_changes_no_warning_of_the_record(market: Liftings) -> None:
    early, whole = walk(market.until(36), "lapses", 3), walk(market, "lapses", 3)
    for month in np.unique(early.month):
        assert np.array_equal(early.chance[early.month == month], whole.chance[whole.month == month])


def test_what_the_sides_add_comes_to_the_probability_exactly(market: Liftings) -> None:
    learned = walk(market, "lapses", 6).now
    rows = features(market, MONTHS - 1)[at_risk(market.total, MONTHS - 1)]
    shares, chance = learned.shares(rows).sum(axis=1), learned.chance(rows)
    rest = np.log(chance / (1 - chance)) - shares
    assert shares.std() > 0.5
    assert np.ptp(rest) < 1e-6


def test_a_short_history_is_refused_with_the_months_it_takes(market: Liftings) -> None:
    with pytest.raises(TooShortToWarn, match="give 35 months or more"):
        walk(market.until(20), "lapses", 6)


def test_a_market_in_which_nobody_stops_teaches_nothing() -> None:
    steady = Liftings(tuple(date(2020 + at // 12, at % 12 + 1, 1) for at in range(40)), ("A", "B"), ("",),
                      np.ones((1, 2, 40)))  # fmt: skip
    with pytest.raises(TooShortToWarn, match="happened 0 times"):
        lapse_outlook(steady)


def test_blank_cells_and_months_without_anybody_are_not_there() -> None:
    rows = [(date(2024, 1, 1), "A", "", 1.0), (date(2024, 2, 1), "A", "", math.nan), (date(2024, 3, 1), "B", "", 0.0)]
    assert liftings(rows).months == (date(2024, 1, 1),)


@pytest.mark.parametrize("quantity", [-1.0, math.inf])
def test_what_cannot_have_been_lifted_is_refused(quantity: float) -> None:
    with pytest.raises(LiftingsNotUsable, match="by A in 2024-01"):
        liftings([(date(2024, 1, 1), "A", "", quantity)])


def test_a_lapse_is_three_silent_months_counted_from_what_is_silent_already() -> None:
    lifted = np.array([[1, 0, 0, 0, 1.0], [1, 1, 0, 0, 1], [1, 1, 1, 0, 0]])
    assert lapses(lifted, 2, 1).tolist() == [True, False, False]
    assert lapses(lifted, 2, 2).tolist() == [True, False, False]


def test_there_are_as_many_features_as_names(market: Liftings) -> None:
    assert features(market, 20).shape == (len(market.names), len(FEATURES))


def test_the_area_counts_pairs_ties_half() -> None:
    dice = np.random.default_rng(3)
    chance, happened = dice.integers(0, 5, 60) / 5, dice.random(60) < 0.4
    pairs = product(chance[happened], chance[~happened])
    slow = np.mean([1.0 if yes > no else 0.5 if yes == no else 0.0 for yes, no in pairs])
    assert auc(chance, happened) == pytest.approx(slow)
