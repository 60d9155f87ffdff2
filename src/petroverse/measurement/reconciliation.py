"""Reconciliation of stock: what the books say against what was measured, in standard litres (kilograms for LPG).

    closing_book = opening + in − out        variance = closing_measured − closing_book

A negative variance is product missing. All of it runs on arrays: one element a tank, or (n_tanks, n_days).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from petroverse.core.errors import QuantityRefused

__all__ = [
    "ALLOWANCE_L",
    "FLOW_SHARE",
    "BalanceNotPossible",
    "Balances",
    "MonthlyTest",
    "balance",
    "balance_chain",
    "delivered",
    "monthly_test",
]

Floats = NDArray[np.float64]

FLOW_SHARE: Final = 0.01
ALLOWANCE_L: Final = 130.0 * 3.785411784
"""The monthly test: 1.0 % of flow-through and 130 US gallons. Source: US 40 CFR 280.43(a)."""


class BalanceNotPossible(QuantityRefused):
    """The figures of a balance do not fit each other: days, tanks or signs."""


@dataclass(frozen=True, slots=True)
class Balances:
    """Book and measured stock side by side, arrays of one shape.

    Attributes:
        opening: Stock at the start.
        received: What came in.
        issued: What went out.
        closing_book: opening + received − issued.
        closing_measured: What was dipped or gauged; NaN where nobody measured.
        variance: closing_measured − closing_book; NaN where nobody measured.
    """

    opening: Floats
    received: Floats
    issued: Floats
    closing_book: Floats
    closing_measured: Floats
    variance: Floats

    @property
    def share(self) -> Floats:
        """Variance as a share of what went out; NaN where nothing did."""
        issued = np.where(self.issued > 0, self.issued, np.nan)
        return np.asarray(self.variance / issued)


def balance(opening: ArrayLike, received: ArrayLike, issued: ArrayLike, closing_measured: ArrayLike) -> Balances:
    """One period's book balance for each tank.

    Args:
        opening: Stock at the start.
        received: What came in, zero or more.
        issued: What went out, zero or more.
        closing_measured: What was measured at the end; NaN where nobody did.

    Raises:
        BalanceNotPossible: A movement is negative or missing, or shapes differ.

    Example:
        >>> float(balance(1000.0, 500.0, 300.0, 1195.0).variance)
        -5.0
    """
    opens, comes, goes, ends = _arrays(opening, received, issued, closing_measured)
    _check_movements(comes, goes)
    book = opens + comes - goes
    return Balances(opens, comes, goes, book, ends, ends - book)


def balance_chain(opening: ArrayLike, received: ArrayLike, issued: ArrayLike, measured: ArrayLike) -> Balances:
    """Day after day: each day opens with yesterday's measured closing, or with the book where nobody measured.

    Args:
        opening: Stock before the first day, (n_tanks,).
        received: In each day, (n_tanks, n_days).
        issued: Out each day, (n_tanks, n_days).
        measured: Closing of each day, (n_tanks, n_days); NaN where nobody measured.

    Returns:
        Balances of shape (n_tanks, n_days). Variances of a tank add up to its last measured closing less the book
        that was never corrected.

    Raises:
        BalanceNotPossible: A movement is negative or missing, or shapes differ.
    """
    comes, goes, ends = _arrays(received, issued, measured)
    _check_movements(comes, goes)
    first = np.asarray(opening, dtype=np.float64)
    if comes.ndim != 2 or first.shape != comes.shape[:1]:
        raise BalanceNotPossible(
            f"openings of shape {first.shape} for movements of shape {comes.shape}",
            fix="give one opening a tank and movements as tanks by days",
        )
    opens, book = np.empty_like(comes), np.empty_like(comes)
    stock = first
    for day in range(comes.shape[1]):
        opens[:, day] = stock
        book[:, day] = stock + comes[:, day] - goes[:, day]
        stock = np.where(np.isnan(ends[:, day]), book[:, day], ends[:, day])
    return Balances(opens, comes, goes, book, ends, ends - book)


def delivered(before: ArrayLike, after: ArrayLike, sold: ArrayLike) -> Floats:
    """What a truck dropped, by the tank's own rise: pumps go on selling during the 30 to 60 minutes of a drop.

    Args:
        before: Stock when the drop began, standard litres.
        after: Stock when it had settled.
        sold: What was sold between the two, zero or more.

    Raises:
        BalanceNotPossible: A sale is negative or missing, or shapes differ.

    Example:
        >>> float(delivered(4000.0, 12600.0, 350.0))
        8950.0
    """
    start, end, sales = _arrays(before, after, sold)
    _check_movements(sales)
    return np.asarray(end - start + sales)


@dataclass(frozen=True, slots=True)
class MonthlyTest:
    """The monthly inventory control of each tank.

    Attributes:
        variance_l: Sum of the month's daily variances; NaN where no day was measured.
        limit_l: 1.0 % of flow-through + 130 US gallons.
        is_suspect: Whether the variance is larger than the limit, either way.
    """

    variance_l: Floats
    limit_l: Floats
    is_suspect: NDArray[np.bool_]


def monthly_test(variance_l: ArrayLike, issued_l: ArrayLike) -> MonthlyTest:
    """Tests a month of daily variances as US law tests underground tanks.

    Args:
        variance_l: (n_tanks, n_days) litres, or (n_days,) of one tank; NaN where nobody measured.
        issued_l: Litres that flowed through, of the same shape.

    Raises:
        BalanceNotPossible: A flow is negative or missing, or shapes differ.

    Source: US 40 CFR 280.43(a): a release of 1.0 percent of flow-through plus 130 gallons on a monthly basis.
    """
    flow, variance = _arrays(issued_l, variance_l)
    _check_movements(flow)
    is_measured = ~np.isnan(variance)
    total = np.where(is_measured.any(axis=-1), np.where(is_measured, variance, 0.0).sum(axis=-1), np.nan)
    limit = FLOW_SHARE * flow.sum(axis=-1) + ALLOWANCE_L
    return MonthlyTest(total, limit, np.abs(total) > limit)


def _arrays(*values: ArrayLike) -> tuple[Floats, ...]:
    arrays = tuple(np.asarray(each, dtype=np.float64) for each in values)
    shapes = {each.shape for each in arrays}
    if len(shapes) > 1:
        raise BalanceNotPossible(f"shapes {sorted(shapes)} differ", fix="give one value a tank and day in each")
    return arrays


def _check_movements(*movements: Floats) -> None:
    for each in movements:
        wrong = each[~(np.isfinite(each) & (each >= 0))]
        if wrong.size:
            raise BalanceNotPossible(f"a movement of {wrong[0]}", fix="give zero or more; a return comes in")
