"""What a finding is about in litres or kilograms, and what these are worth at the market's middle price."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from petroverse.detect.market.asked import Columns, Run, asked
from petroverse.detect.market.finding import Signal

__all__ = ["Worth", "worth_of"]

Worth = Callable[[Signal], tuple[float, str, float | None, str]]
"""Litres (or kilograms), their unit, money and its currency of a signal."""

_VOLUMES: Final = ("L", "kg")
_WINDOWS_A_MONTH: Final = 2.0


def worth_of(run: Run) -> Worth:
    """Reads the market's middle prices and the marketers' volumes once, and gives what any signal is worth.

    Prices stand for their product's month, or the nearest month that has one. A price finding is worth its gap times
    half of what the company marketed of the product in that month.
    """
    prices = _prices(run(asked("median_price", "month", "product", "unit", kind="ex_pump")))
    marketed: dict[tuple[str, str, str], float] = {}

    def volume(company: str, product: str, month: str) -> float:
        if not marketed:
            rows = run(asked("volume", "month", "product", "company", "unit", source="omc"))
            names = ("company", "product", "month", "volume")
            marketed.update({(c, p, m): float(v or 0) for c, p, m, v in zip(*(rows[n] for n in names), strict=True)})
        return marketed.get((company, product, month), 0.0)

    def worth(signal: Signal) -> tuple[float, str, float | None, str]:
        node, month = signal.node, signal.until[:7]
        if signal.unit in _VOLUMES:
            litres = signal.seen if signal.kind in ("copied_month", "repeated_block") else signal.excess
            known = _nearest(prices.get(node.product, {}), month)
            return litres, signal.unit, (litres * known[0] if known else None), (known[1] if known else "")
        currency, _, per = signal.unit.partition("/")
        if per not in _VOLUMES:
            return 0.0, "", None, ""
        litres = volume(node.company, node.product, month) / _WINDOWS_A_MONTH
        return litres, per, litres * signal.excess, currency

    return worth


def _prices(columns: Columns) -> dict[str, dict[str, tuple[float, str]]]:
    found: dict[str, dict[str, tuple[float, str]]] = {}
    names = ("month", "product", "median_price", "unit")
    for month, product, price, unit in zip(*(columns[name] for name in names), strict=True):
        if price is not None:
            found.setdefault(product, {})[month] = (float(price), str(unit).split("/")[0])
    return found


def _nearest(prices: Mapping[str, tuple[float, str]], month: str) -> tuple[float, str] | None:
    def months(text: str) -> int:
        return int(text[:4]) * 12 + int(text[5:7])

    return prices[min(prices, key=lambda each: abs(months(each) - months(month)))] if prices else None
