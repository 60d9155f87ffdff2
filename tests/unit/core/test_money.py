"""Money: exact, of one currency, to its minor unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.money import CurrenciesDoNotAdd, Money, MoneyNotReadable, minor_digits, money

AMOUNTS = st.decimals(-(10**9), 10**9, places=2)
CEDIS = Money(Decimal("15.51"), "GHS")


@given(st.lists(AMOUNTS, max_size=50))
def test_amounts_add_up_exactly_in_any_order(amounts: list[Decimal]):
    there = sum((Money(each, "GHS") for each in amounts), Money(Decimal(0), "GHS"))
    back = sum((Money(each, "GHS") for each in reversed(amounts)), Money(Decimal(0), "GHS"))
    assert there == back
    assert there.minor == sum(int(each * 100) for each in amounts)


@given(AMOUNTS, AMOUNTS)
def test_what_is_added_can_be_taken_away(one: Decimal, other: Decimal):
    assert Money(one, "GHS") + Money(other, "GHS") - Money(other, "GHS") == Money(one, "GHS")


def test_two_currencies_never_meet():
    dollars = Money(Decimal(1), "USD")
    for combine in ("__add__", "__sub__", "__lt__"):
        with pytest.raises(CurrenciesDoNotAdd, match="exchange rate"):
            getattr(CEDIS, combine)(dollars)


def test_less_money_is_less():
    assert Money(Decimal("15.50"), "GHS") < CEDIS
    assert not Money(Decimal("15.51"), "GHS") < CEDIS


def test_a_price_times_litres_is_a_value():
    assert (CEDIS * 40).amount == Decimal("620.40")


@pytest.mark.parametrize(("amount", "minor"), [("2.345", 235), ("-2.345", -235), ("2.344", 234)])
def test_half_a_pesewa_rounds_away_from_zero(amount: str, minor: int):
    assert Money(Decimal(amount), "GHS").minor == minor


@pytest.mark.parametrize(("currency", "digits"), [("GHS", 2), ("XOF", 0), ("XPF", 0), ("KWD", 3), ("NGN", 2)])
def test_each_currency_has_its_minor_unit(currency: str, digits: int):
    assert minor_digits(currency) == digits
    assert money("1.2345", currency).rounded().amount.as_tuple().exponent == -digits


@pytest.mark.parametrize("given_as", [15.51, "15.51", Decimal("15.51")])
def test_an_amount_is_read_as_it_prints(given_as: float | str | Decimal):
    assert money(given_as, "GHS") == CEDIS


def test_whole_amounts_are_read():
    assert money(15, "GHS").amount == 15


@pytest.mark.parametrize("amount", ["", "1,234.56", "cedis", "NaN", float("inf")])
def test_what_is_no_amount_is_refused(amount: str | float):
    with pytest.raises(MoneyNotReadable, match="is not an amount"):
        money(amount, "GHS")


@pytest.mark.parametrize("currency", ["", "ghs", "GH", "CEDI", "GH¢"])
def test_what_is_no_currency_is_refused(currency: str):
    with pytest.raises(MoneyNotReadable, match="is not a currency"):
        money(1, currency)
