"""Laws of lapses: what a month's end tells looks back only, knows no unit, and lapses are counted as a person would."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from petroverse.forecast.lapse_features import FEATURES, features
from petroverse.forecast.lapse_liftings import Liftings, at_risk, halves, lapses

_MONTHS = 30


@st.composite
def _markets(draw: st.DrawFn) -> Liftings:
    dice = np.random.default_rng(draw(st.integers(0, 2**32)))
    shape = (draw(st.integers(1, 3)), draw(st.integers(1, 8)), _MONTHS)
    held = np.exp(dice.normal(3, 2, shape)) * (dice.random(shape) < draw(st.floats(0.2, 1.0)))
    months = tuple(date(2020 + at // 12, at % 12 + 1, 1) for at in range(_MONTHS))
    return Liftings(months, tuple("ABCDEFGH"[: shape[1]]), tuple("xyz"[: shape[0]]), held)


@given(_markets(), st.integers(5, _MONTHS - 2))
def test_a_months_end_looks_back_only(market: Liftings, month: int) -> None:
    other = market.by_product.copy()
    other[:, :, month + 1 :] = 7.0
    changed = Liftings(market.months, market.names, market.products, other)
    assert np.array_equal(features(market, month), features(changed, month), equal_nan=True)
    short = market.until(month + 1)
    assert np.array_equal(features(market, month), features(short, month), equal_nan=True)


@given(_markets(), st.floats(1e-3, 1e4))
def test_the_unit_does_not_matter(market: Liftings, factor: float) -> None:
    scaled = Liftings(market.months, market.names, market.products, market.by_product * factor)
    told, other = features(market, _MONTHS - 1), features(scaled, _MONTHS - 1)
    rank = FEATURES.index("share_rank")  # equals may change places by rounding
    keep = [at for at in range(len(FEATURES)) if at != rank]
    assert np.allclose(told[:, keep], other[:, keep], atol=1e-6, equal_nan=True)


@given(_markets(), st.integers(5, _MONTHS - 8), st.sampled_from([3, 6]))
def test_lapses_and_halvings_are_as_counted_by_hand(market: Liftings, month: int, within: int) -> None:
    for at, row in enumerate(market.total.tolist()):
        ends = range(month + 1, month + within + 1)
        by_hand = any(row[end - 2 : end + 1] == [0, 0, 0] for end in ends)
        assert lapses(market.total, month, within)[at] == by_hand
        before, after = sum(row[month - 5 : month + 1]) / 6, sum(row[month + 1 : month + within + 1]) / within
        if abs(after - before / 2) > 1e-9 * before:
            assert halves(market.total, month, within)[at] == (after <= before / 2)
        assert at_risk(market.total, month)[at] == (row[month - 2 : month + 1] != [0, 0, 0])
