"""Figures that were copied, not counted, and stages of the same litres that do not agree.

A month that is an earlier one, two companies with one block of figures, final digits unlike everybody else's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.detect.market.asked import Columns
from petroverse.detect.market.finding import Node, Signal
from petroverse.detect.market.knowledge import Knowledge
from petroverse.detect.market.panel import Panel, month_after
from petroverse.detect.market.tails import chi_square_tail

__all__ = ["copied_months", "final_digits", "repeated_blocks", "stages_apart"]

_EARLIER: Final = (1, 12)
"""A copied month is most likely the one before, or the same of a year before."""

_LEAST_FIGURES: Final = 2
_LEAST_BLOCK: Final = 3
"""Small companies load by the truck: two equal figures of two of them are no wonder."""

_LEAST_DIGITS: Final = 40
_DIGIT_MONTHS: Final = 24
_APART: Final = 0.005
"""Stages of one month and product differ in earnest beyond this part of the larger: publications round and restate."""


def copied_months(panel: Panel, months: Sequence[str]) -> Iterator[Signal]:
    """Places whose figures of a month are, product by product, those of an earlier month.

    The chance of one equal figure is how often figures of its size equal the earlier month's anyway.
    """
    for month in [each for each in months if each in panel.months]:
        for back in _EARLIER:
            earlier = month_after(month, -back)
            if earlier in panel.months:
                yield from _copied(panel, month, earlier, back)


def repeated_blocks(panel: Panel, months: Sequence[str]) -> Iterator[Signal]:
    """Two companies that report the very same figures of several products in one month."""
    for month in [each for each in months if each in panel.months]:
        column = np.nan_to_num(panel.volumes[:, panel.months.index(month)])
        common = Counter(zip((node.product for node in panel.nodes), column, strict=True))
        blocks: dict[tuple[tuple[str, float], ...], list[str]] = defaultdict(list)
        for company, rows in _places(panel).items():
            figures = tuple((panel.nodes[at].product, float(column[at])) for at in rows if column[at] > 0)
            if len(figures) >= _LEAST_BLOCK:
                blocks[figures].append(company)
        for figures, companies in blocks.items():
            if len(companies) > 1:
                yield _block(panel, month, companies, figures, common)


def final_digits(panel: Panel, months: Sequence[str]) -> Iterator[Signal]:
    """Companies whose thousands' digits over two years are not spread as everybody else's together.

    Tank trucks load round figures, so the last digits of a market are never uniform: the others are the measure, and
    Holm's step takes care of the many companies (S. Holm, Scandinavian Journal of Statistics 6 (1979), 65–70).
    """
    until = max((each for each in months if each in panel.months), default="")
    if not until:
        return
    since = max(panel.months[0], month_after(until, 1 - _DIGIT_MONTHS))
    columns = slice(panel.months.index(since), panel.months.index(until) + 1)
    digits = {name: _digits(panel.volumes[rows, columns]) for name, rows in _places(panel).items()}
    counted = {name: each for name, each in digits.items() if each.sum() >= _LEAST_DIGITS}
    whole = np.sum(list(digits.values()), axis=0) if digits else np.zeros(10)
    tails = sorted((_unlike(each, whole - each), name) for name, each in counted.items())
    for place, (tail, name) in enumerate(tails):
        probability = min(1.0, tail * (len(tails) - place))
        most = int(np.argmax(counted[name] / counted[name].sum() - whole / whole.sum()))
        note = f"the digit {most} too often among {int(counted[name].sum())} figures"
        seen, expected = float(counted[name][most]), float(whole[most] / whole.sum() * counted[name].sum())
        node = Node(panel.source, company=name)
        yield Signal("last_digits", node, since, until, seen, expected, "figures", probability, note=note)


def stages_apart(columns: Columns, months: Sequence[str], knowledge: Knowledge) -> Iterator[Signal]:
    """Importers, depots and marketers that do not agree on the litres of a product and month.

    Args:
        columns: ``supplied``, ``loaded`` and ``marketed`` by month and product.
        months: The months to be judged.
        knowledge: Products that some stage still counts within another are left out.
    """
    names = ("supplied", "loaded", "marketed", "nationwide")
    rows = zip(columns["month"], columns["product"], columns["unit"], *(columns[each] for each in names), strict=True)
    for month, product, unit, *told in rows:
        stages = {name: float(value) for name, value in zip(names, told, strict=True) if value is not None}
        if month not in months or len(stages) < _LEAST_FIGURES or knowledge.is_split_elsewhere(product, month):
            continue
        low, high = min(stages, key=lambda each: stages[each]), max(stages, key=lambda each: stages[each])
        if stages[high] - stages[low] > _APART * stages[high]:
            node = Node("reconciliation", product)
            note = f"{low} by {(1 - stages[low] / stages[high]):.1%} less than {high}"
            yield Signal("balance", node, month, month, stages[low], stages[high], unit, 1e-12, note=note)


def _copied(panel: Panel, month: str, earlier: str, back: int) -> Iterator[Signal]:
    at = panel.months.index(month)
    now, was = panel.volumes[:, at], panel.volumes[:, panel.months.index(earlier)]
    past_now, past_was = panel.volumes[:, back:at], panel.volumes[:, : at - back]
    usual = _usually_equal(past_now, past_was)
    both = {name: [row for row in rows if now[row] > 0 and was[row] > 0] for name, rows in _places(panel).items()}
    tried = sum(len(told) >= _LEAST_FIGURES for told in both.values())
    for name, told in both.items():
        same = [row for row in told if now[row] == was[row]]
        if len(same) < _LEAST_FIGURES or len(same) < len(told):
            continue
        unit = panel.units[same[0]]
        litres = float(sum(now[row] for row in same if panel.units[row] == unit))
        node = _place_node(panel, same[0], name)
        note = f"{len(same)} figures are those of {earlier} to the last unit"
        probability = min(1.0, float(np.prod([usual(now[row]) for row in same])) * tried)
        yield Signal("copied_month", node, month, month, litres, litres, unit, probability, note=note)


def _usually_equal(now: NDArray[np.float64], was: NDArray[np.float64]) -> Callable[[float], float]:
    """How often a figure of some size equals the earlier one: small ones are a few trucks, and often do."""
    traded = (now > 0) & (was > 0)
    sizes, is_equal = np.log10(now[traded]).astype(int), (now == was)[traded]

    def rate(figure: float) -> float:
        near = sizes == int(np.log10(figure))
        return (float(is_equal[near].sum()) + 1) / (float(near.sum()) + 2)

    return rate


def _block(
    panel: Panel, month: str, companies: list[str], figures: tuple[tuple[str, float], ...],
    common: Counter[tuple[str, float]],
) -> Signal:  # fmt: skip
    """The chance that another company has these figures: product by product, how common each is among all told."""
    at = panel.months.index(month)
    told = Counter(product for (product, value), count in common.items() if value > 0 for _ in range(count))
    chance = float(np.prod([(common[each] - 1) / max(told[each[0]], 1) for each in figures]))
    told_of = len({node.company for node, value in zip(panel.nodes, panel.volumes[:, at], strict=True) if value > 0})
    units = {node.product: unit for node, unit in zip(panel.nodes, panel.units, strict=True)}
    unit = units[figures[0][0]]
    litres = sum(value for product, value in figures if units[product] == unit)
    node = Node(panel.source, company=companies[0])
    note = f"the very figures of {', '.join(companies[1:])} for {len(figures)} products"
    return Signal("repeated_block", node, month, month, litres, litres, unit, min(1.0, chance * told_of), note=note)


def _places(panel: Panel) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, node in enumerate(panel.nodes):
        places[node.company or node.region].append(at)
    return places


def _place_node(panel: Panel, row: int, name: str) -> Node:
    return Node(panel.source, company=name) if panel.nodes[row].company else Node(panel.source, region=name)


def _digits(volumes: NDArray[np.float64]) -> NDArray[np.float64]:
    """How often each thousands' digit stands in figures of a hundred thousand and more."""
    large = volumes[np.nan_to_num(volumes) >= 100_000]
    return np.bincount((large // 1000 % 10).astype(int), minlength=10).astype(float)


def _unlike(own: NDArray[np.float64], others: NDArray[np.float64]) -> float:
    """Chi-square test of one set of digits against another (two samples)."""
    both = own + others
    used = both > 0
    if others.sum() == 0 or used.sum() < _LEAST_FIGURES:
        return 1.0
    share = both[used] / both.sum()
    parts = [((each[used] - each.sum() * share) ** 2 / (each.sum() * share)).sum() for each in (own, others)]
    return chi_square_tail(float(sum(parts)), int(used.sum()) - 1)
