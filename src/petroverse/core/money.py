"""Money: exact decimal amounts of one currency, with its minor unit.

Amounts are ``Decimal`` from the gate on, never binary floats, so that cents survive any sum. Two currencies never add.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from petroverse.core.errors import QuantityRefused

__all__ = ["CurrenciesDoNotAdd", "Money", "MoneyNotReadable", "minor_digits", "money"]

_NO_MINOR: Final = frozenset(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF")
) | {"XPF"}
_THOUSANDTHS: Final = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))


class CurrenciesDoNotAdd(QuantityRefused):
    """Amounts of two currencies were added, subtracted or compared."""


class MoneyNotReadable(QuantityRefused):
    """A text is not an amount, or a code not a currency."""


def minor_digits(currency: str) -> int:
    """How many decimals the currency's minor unit stands for: 2 for most, 0 or 3 for some.

    Source: ISO 4217, list one.

    Example:
        >>> minor_digits("GHS"), minor_digits("XOF")
        (2, 0)
    """
    if currency in _NO_MINOR:
        return 0
    return 3 if currency in _THOUSANDTHS else 2


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one currency.

    Attributes:
        amount: Finite; as many decimals as were given (a price per litre has four).
        currency: ISO 4217 code, three capitals.

    Raises:
        MoneyNotReadable: The amount is not finite or the code not three capitals.

    Example:
        >>> Money(Decimal("15.51"), "GHS") + Money(Decimal("0.49"), "GHS")
        Money(amount=Decimal('16.00'), currency='GHS')
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not self.amount.is_finite():
            raise MoneyNotReadable(f"{self.amount} is not an amount", where="amount", fix="give a finite number")
        if not (len(self.currency) == 3 and self.currency.isascii() and self.currency.isupper()):
            raise MoneyNotReadable(
                f"{self.currency!r} is not a currency", where="currency", fix="write its ISO 4217 code, such as GHS"
            )

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(self.amount * factor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    @property
    def minor(self) -> int:
        """The amount in whole minor units (pesewas, cents), half a unit away from zero."""
        return int(self.rounded().amount.scaleb(minor_digits(self.currency)))

    def rounded(self) -> Money:
        """The amount to the minor unit, half a unit away from zero, as cash is counted.

        Example:
            >>> Money(Decimal("2.345"), "GHS").rounded().amount
            Decimal('2.35')
        """
        step = Decimal(1).scaleb(-minor_digits(self.currency))
        return Money(self.amount.quantize(step, rounding=ROUND_HALF_UP), self.currency)

    def _same(self, other: Money) -> Decimal:
        if other.currency != self.currency:
            raise CurrenciesDoNotAdd(
                f"{self.currency} and {other.currency} are different currencies",
                fix="convert at a stated exchange rate first",
            )
        return other.amount


def money(amount: Decimal | int | float | str, currency: str) -> Money:
    """Reads an amount at the gate; a float is taken as the shortest decimal that prints like it.

    Raises:
        MoneyNotReadable: The amount is no finite number, or the currency no ISO 4217 code.

    Example:
        >>> money(0.1, "GHS").amount
        Decimal('0.1')
    """
    try:
        exact = amount if isinstance(amount, Decimal) else Decimal(str(amount))
    except InvalidOperation:
        raise MoneyNotReadable(f"{amount!r} is not an amount", where="amount", fix="write it as 1234.56") from None
    return Money(exact, currency)
