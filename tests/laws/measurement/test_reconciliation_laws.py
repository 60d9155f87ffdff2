"""Conservation: nothing appears in a stock book that did not come in, and nothing leaves it unseen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from petroverse.core.events import Delivery, Quantity, Sale
from petroverse.measurement.reconciliation import ALLOWANCE_L, balance, balance_chain, monthly_test
from petroverse.measurement.stock_book import BookKey, book_balances, moved_by_key

LITRES = st.floats(0.0, 1e6, allow_subnormal=False)
SHAPE = (3, 10)
MOVED = arrays(np.float64, SHAPE, elements=LITRES)
OPENING = arrays(np.float64, SHAPE[:1], elements=LITRES)
MEASURED = arrays(np.float64, SHAPE, elements=st.one_of(LITRES, st.just(float("nan"))))


@given(MOVED, MOVED, MOVED)
def test_a_stock_measured_as_booked_varies_by_nothing(opening, received, issued):
    book = balance(opening, received, issued, opening + received - issued)
    assert (book.variance == 0).all()


@given(MOVED, MOVED, MOVED, MOVED)
def test_variance_is_what_the_book_lacks(opening, received, issued, measured):
    found = balance(opening, received, issued, measured)
    assert found.closing_book + found.variance == pytest.approx(found.closing_measured, abs=1e-6)


@given(OPENING, MOVED, MOVED, MEASURED)
def test_a_day_opens_with_what_the_day_before_closed_with(opening, received, issued, measured):
    days = balance_chain(opening, received, issued, measured)
    closed = np.where(np.isnan(measured), days.closing_book, measured)
    assert (days.opening[:, 0] == opening).all()
    assert (days.opening[:, 1:] == closed[:, :-1]).all()


@given(OPENING, MOVED, MOVED, MEASURED)
def test_all_variances_together_are_the_product_lost_over_the_chain(opening, received, issued, measured):
    days = balance_chain(opening, received, issued, measured)
    last = np.where(np.isnan(measured[:, -1]), days.closing_book[:, -1], measured[:, -1])
    never_measured = opening + received.sum(axis=1) - issued.sum(axis=1)
    assert np.nansum(days.variance, axis=1) == pytest.approx(last - never_measured, abs=1e-6)


@given(MOVED, MEASURED)
def test_a_loss_larger_than_the_law_allows_is_suspected(issued, variance):
    found = monthly_test(variance, issued)
    limit = issued.sum(axis=1) * 0.01 + ALLOWANCE_L
    assert found.limit_l == pytest.approx(limit, rel=1e-12)
    assert (found.is_suspect == (np.abs(found.variance_l) > found.limit_l)).all()


days = st.integers(0, 5).map(lambda n: datetime(2024, 3, 1, 12, tzinfo=UTC) + timedelta(days=n))
quantities = st.integers(0, 10_000).map(lambda litres: Quantity("gasoil", standard=float(litres)))
events = st.lists(
    st.one_of(
        st.builds(Delivery, st.just("R"), days, quantities, st.sampled_from("AB"), st.just("OMC 1")),
        st.builds(Sale, st.just("R"), days, quantities, st.sampled_from("AB")),
    ),
    max_size=30,
)


@given(events)
def test_the_book_of_a_place_closes_over_its_events(happened):
    balances = book_balances({}, moved_by_key(happened, UTC), {})
    for place in "AB":
        came = sum(e.quantity.standard for e in happened if isinstance(e, Delivery) and e.place_to == place)
        went = sum(e.quantity.standard for e in happened if isinstance(e, Sale) and e.place_from == place)
        book = [each.closing_book for key, each in balances.items() if key.place == place]
        assert (book[-1] if book else 0.0) == came - went


@given(events, st.randoms())
def test_the_order_of_events_does_not_matter(happened, chance):
    shuffled = list(happened)
    chance.shuffle(shuffled)
    assert moved_by_key(shuffled, UTC) == moved_by_key(happened, UTC)


@given(st.lists(LITRES, min_size=1, max_size=10), LITRES)
def test_the_book_by_key_is_the_book_on_arrays(issued, opening):
    first = date(2024, 3, 1)
    keys = [BookKey("A", "gasoil", first + timedelta(days=n)) for n in range(len(issued))]
    sold = moved_by_key(
        [
            Sale("R", datetime(k.day.year, k.day.month, k.day.day, tzinfo=UTC), Quantity("gasoil", standard=v), "A")
            for k, v in zip(keys, issued, strict=True)
        ],
        UTC,
    )
    found = book_balances({("A", "gasoil"): opening}, sold, {})
    row = np.array([issued])
    chain = balance_chain([opening], np.zeros_like(row), row, np.full_like(row, np.nan))
    assert [each.closing_book for each in found.values()] == chain.closing_book[0].tolist()
