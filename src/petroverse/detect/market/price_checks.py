"""Prices: under the floor, another by a slip of the unit, moved as nobody's, or copied from one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any, Final

import numpy as np

from petroverse.detect.market.asked import Columns
from petroverse.detect.market.finding import Kind, Node, Signal
from petroverse.detect.market.tails import MAD_TO_SD, heavy_tail

__all__ = ["below_floor", "copied_prices", "price_moves", "price_slips"]

_ROUNDING: Final = 0.005
"""Half of the last printed place of a price."""

_LEAST_MOVES: Final = 20
"""Moves of a market that a scale can be taken from."""

_SLIP_NEAR: Final = 0.1
_LEAST_TOGETHER: Final = 3
"""Products that two companies must have the same price of in a window, for it to count as the same."""

_LEAST_WINDOWS: Final = 4


def below_floor(prices: Columns, floors: Columns) -> Iterator[Signal]:
    """Companies' lowest prices of a window under the regulator's floor of that very window; certain, not likely.

    Args:
        prices: ``minimum_price`` by window, company, product.
        floors: ``maximum_price`` of the floor by window, product.
    """
    floor_of = {
        (window, product): float(floor)
        for window, product, floor in zip(floors["window"], floors["product"], floors["maximum_price"], strict=True)
        if floor is not None
    }
    for row in _rows(prices):
        floor = floor_of.get((row["window"], row["product"]))
        price = row["minimum_price"]
        if floor is not None and price is not None and price < floor - _ROUNDING:
            yield _price(row, "below_floor", float(price), floor, 1e-12, note="the floor of this very window")


def price_slips(suspects: Columns, medians: Columns) -> Iterator[Signal]:
    """Printed prices that cannot be meant, and are the market's price by a factor of 10, 100 or 1000.

    Args:
        suspects: ``suspects`` by window, company, product and what was printed.
        medians: ``median_price`` by window and product.
    """
    middle = _by_window(medians, "median_price")
    for row in _rows(suspects):
        usual = middle.get((row["window"], row["product"]))
        if not row["suspects"] or usual is None:
            continue
        try:
            seen = float(str(row["printed"]).replace(",", ""))
        except ValueError:
            continue
        if seen > 0:
            note = _slip_words(seen / usual)
            yield _price({**row, "unit": "as printed"}, "unit_slip", seen, usual, 1e-12, note=note)


def price_moves(prices: Columns) -> Iterator[Signal]:
    """Moves of a price from one window to the next, beside the market's, in standard deviations of such moves.

    Args:
        prices: ``average_price`` by window, company, product.
    """
    for product, series in _series(prices).items():
        windows = sorted({window for each in series.values() for window in each})
        moves = [_moves(series, *pair) for pair in pairwise(windows)]
        others = np.array([each for of in moves for each in of.values()])
        if len(others) < _LEAST_MOVES:
            continue
        scale = max(MAD_TO_SD * float(np.median(np.abs(others))), 0.01)
        for (before, after), of in zip(pairwise(windows), moves, strict=True):
            for company, move in of.items():
                seen = series[company][after][0]
                expected, z = seen / float(np.exp(move)), move / scale
                row = {"window": after, "company": company, "product": product, "unit": series[company][after][1]}
                probability = float(heavy_tail(z))
                note = f"against {before}, beside how the market moved"
                yield _price(row, "price_move", seen, expected, probability, z=z, note=note)


def copied_prices(prices: Columns) -> Iterator[Signal]:
    """Pairs of companies with the very same prices window after window, where such a match is rare in this market.

    Args:
        prices: ``average_price`` by window, company, product.
    """
    sheets: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in _rows(prices):
        if row["average_price"] is not None:
            sheets[row["window"]][row["company"]][row["product"]] = round(float(row["average_price"]), 4)
    matched: dict[tuple[str, str], list[str]] = defaultdict(list)
    met: dict[tuple[str, str], int] = defaultdict(int)
    for window, companies in sorted(sheets.items()):
        full = sorted(name for name, of in companies.items() if len(of) >= _LEAST_TOGETHER)
        for pair in combinations(full, 2):
            one, other = companies[pair[0]], companies[pair[1]]
            both = one.keys() & other.keys()
            if len(both) >= _LEAST_TOGETHER:
                met[pair] += 1
                if all(one[product] == other[product] for product in both):
                    matched[pair].append(window)
    usual = (sum(map(len, matched.values())) + 1) / (sum(met.values()) + 2)
    for pair, windows in matched.items():
        if len(windows) >= _LEAST_WINDOWS:
            probability = min(1.0, _binomial_tail(len(windows), met[pair], usual) * len(met))
            note = f"the very prices of {pair[1]} in {len(windows)} of {met[pair]} windows"
            node = Node("price", company=pair[0])
            expected = usual * met[pair]
            yield Signal("copied_prices", node, windows[0], windows[-1], float(len(windows)), expected, "windows",
                         probability, note=note)  # fmt: skip


def _price(
    row: Mapping[str, Any], kind: Kind, seen: float, expected: float, probability: float, *, z: float = 0.0,
    note: str = "",
) -> Signal:  # fmt: skip
    node = Node("price", product=str(row["product"]), company=str(row["company"]))
    window = str(row["window"])
    unit = str(row["unit"])
    return Signal(kind, node, window, window, seen, expected, unit, probability, round(z, 3), note=note)


def _rows(columns: Columns) -> Iterator[dict[str, Any]]:
    names = list(columns)
    for values in zip(*(columns[name] for name in names), strict=True):
        row = dict(zip(names, values, strict=True))
        if row.get("company", "x") and row.get("product"):
            yield row


def _by_window(columns: Columns, measure: str) -> dict[tuple[str, str], float]:
    rows = zip(columns["window"], columns["product"], columns[measure], strict=True)
    return {(window, product): float(value) for window, product, value in rows if value is not None}


_Series = dict[str, dict[str, tuple[float, str]]]


def _series(prices: Columns) -> dict[str, _Series]:
    """Product → company → window → price and unit."""
    found: dict[str, _Series] = defaultdict(lambda: defaultdict(dict))
    for row in _rows(prices):
        if row["average_price"]:
            found[row["product"]][row["company"]][row["window"]] = (float(row["average_price"]), str(row["unit"]))
    return found


def _moves(series: _Series, before: str, after: str) -> dict[str, float]:
    """Logarithm of each company's move less the market's middle move."""
    moves = {
        company: float(np.log(of[after][0] / of[before][0]))
        for company, of in series.items()
        if before in of and after in of
    }
    middle = float(np.median(list(moves.values()))) if moves else 0.0
    return {company: move - middle for company, move in moves.items()}


def _slip_words(ratio: float) -> str:
    digits = float(np.log10(ratio))
    near = round(digits)
    if near and abs(digits - near) <= _SLIP_NEAR:
        return f"the market's middle price times {10.0**near:g}: most likely the unit or the decimal point"
    return "a price that nobody could mean"


def _binomial_tail(hits: int, trials: int, chance: float) -> float:
    """Probability of at least so many hits."""
    from math import comb

    below: Sequence[float] = [
        comb(trials, each) * chance**each * (1 - chance) ** (trials - each) for each in range(hits)
    ]
    return max(1.0 - sum(below), chance**hits)
