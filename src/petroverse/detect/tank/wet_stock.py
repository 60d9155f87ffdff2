"""A month of wet stock: the book of each day in standard litres, and the monthly rule of the law over it.

Opening, what came, what was sold, what the book says must be there, and what was measured: by
``measurement.reconciliation``, which also has the rule (1.0 % of what flowed through and 130 US gallons).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from petroverse.core.conditions import Condition
from petroverse.detect.tank.causes import HALF_DAY_S
from petroverse.detect.tank.history import History, HistoryNotValid, Stock, stock_of
from petroverse.detect.tank.limits import instant
from petroverse.measurement.reconciliation import Balances, MonthlyTest, balance_chain, monthly_test

__all__ = ["WetStock", "reconciliation_condition", "wet_stock"]

Floats = NDArray[np.float64]

NEAREST_S = 2.0 * 3600.0
"""A day's closing is the last reading of its last two hours; without one nobody measured, and the book goes on."""


@dataclass(frozen=True, slots=True)
class WetStock:
    """The book of one tank system.

    Attributes:
        edges_s: Where each day begins and the last one ends, (days + 1,).
        days: Balances of shape (1, days), standard litres.
        month: The monthly rule over all of them; arrays of one element.
        from_paper: Whether papers say what came, where there is one; a drop without one counts as the tank took it.
    """

    edges_s: Floats
    days: Balances
    month: MonthlyTest
    from_paper: bool


def wet_stock(history: History, edges_s: ArrayLike) -> WetStock:
    """The daily book between given instants, such as midnights of the country's time zone.

    Args:
        history: Readings from before the first edge to after the last.
        edges_s: Seconds since 1970, rising, at least two.

    Raises:
        HistoryNotValid: There are fewer than two edges, they do not rise, or nothing was measured near the first.
    """
    edges = np.asarray(edges_s, dtype=np.float64)
    if edges.size < 2 or not np.all(np.diff(edges) > 0):
        raise HistoryNotValid(f"{edges.size} edges of days", where="edges_s", fix="give two or more, rising")
    stock = stock_of(history)
    measured = _measured(stock, edges)
    if np.isnan(measured[0]):
        fix = "begin with a day whose last two hours before it have a reading"
        raise HistoryNotValid("nothing was measured when the first day began", where="edges_s", fix=fix)
    sold = np.diff(np.interp(edges, stock.at_s, stock.sold_l.sum(axis=1)))[None, :]
    came, from_paper = _came(history, stock, edges)
    days = balance_chain(measured[:1], came, np.maximum(sold, 0.0), measured[None, 1:])
    return WetStock(edges, days, monthly_test(days.variance, days.issued), from_paper)


def reconciliation_condition(book: WetStock, subject: str) -> Condition:
    """The month as a condition, active where its variance is beyond the law's allowance."""
    variance, limit = float(book.month.variance_l[0]), float(book.month.limit_l[0])
    return Condition(
        rule="reconciliation",
        subject=subject,
        at=instant(float(book.edges_s[-1])),
        is_active=bool(book.month.is_suspect[0]),
        value=None if np.isnan(variance) else variance,
        limit=limit,
        unit="L",
        litres=None if np.isnan(variance) else -variance,
        evidence={
            "days": int(book.edges_s.size - 1),
            "measured_days": int(np.isfinite(book.days.variance).sum()),
            "flow_l": float(book.days.issued.sum()),
            "from_paper": book.from_paper,
        },
    )


def _measured(stock: Stock, edges: Floats) -> Floats:
    if not stock.at_s.size:
        return np.full(edges.size, np.nan)
    last = np.searchsorted(stock.at_s, edges, side="right") - 1
    is_near = (last >= 0) & (edges - stock.at_s[np.maximum(last, 0)] <= NEAREST_S)
    still_to_sell = np.interp(edges, stock.at_s, stock.sold_l.sum(axis=1)) - stock.sold_l.sum(axis=1)[last]
    return np.where(is_near, stock.standard_l[last] - still_to_sell, np.nan)


def _came(history: History, stock: Stock, edges: Floats) -> tuple[Floats, bool]:
    """What came in each day: by its paper where there is one, else by what the tank tells."""
    papers = history.papers or ()
    rows = list(papers)
    for begin, end, litres in stock.drops:
        if not any(abs(float(stock.at_s[begin]) - at_s) < HALF_DAY_S for at_s, _ in papers):
            rows.append((float(stock.at_s[end]), litres))
    came = np.zeros((1, edges.size - 1))
    for at_s, litres in rows:
        day = int(np.searchsorted(edges, at_s, side="right")) - 1
        if 0 <= day < came.shape[1]:
            came[0, day] += litres
    return came, bool(papers)
