"""Rows of an answer as a panel: nodes by months, ready for arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.detect.market.asked import Columns
from petroverse.detect.market.finding import Node

__all__ = ["Panel", "month_after", "panel_of", "renamed", "siblings_of"]


_ALIKE: Final = 0.4
"""Logarithm of the factor within which two volumes are about the same: 1.5."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Volumes of one source.

    Attributes:
        source: The source.
        months: Consecutive months such as ``2024-03``.
        nodes: What the rows of ``volumes`` are.
        units: The unit of each node.
        volumes: Shape (n_nodes, n_months); NaN where no row of a table speaks of a node and month, 0 where one says so
            or is blank.
    """

    source: str
    months: tuple[str, ...]
    nodes: tuple[Node, ...]
    units: tuple[str, ...]
    volumes: NDArray[np.float64]


def panel_of(source: str, columns: Columns, part: str = "") -> Panel:
    """Reads the rows of a question for ``volume`` by month, product and perhaps a part of the market.

    Args:
        source: Which source they are of.
        columns: The answer.
        part: ``company``, or the dimension of regions; empty for the whole country.
    """
    told = sorted({month for month in columns["month"] if month})
    months = _between(told[0], told[-1]) if told else ()
    names: Sequence[str | None] = columns[part] if part else [""] * len(columns["month"])
    keys = list(zip(columns["product"], names, columns["unit"], strict=True))
    rows = sorted({key for key in keys if key[0] and key[1] is not None})
    at_row, at_month = {key: at for at, key in enumerate(rows)}, {month: at for at, month in enumerate(months)}
    volumes = np.full((len(rows), len(months)), np.nan)
    for key, month, value in zip(keys, columns["month"], columns["volume"], strict=True):
        if month and key in at_row:
            cell = at_row[key], at_month[month]
            volumes[cell] = np.nan_to_num(volumes[cell]) + float(value or 0)
    nodes = tuple(_node(source, part, str(product), str(name)) for product, name, _ in rows)
    return Panel(source, months, nodes, tuple(str(unit) for _, _, unit in rows), volumes)


def siblings_of(panel: Panel, rows: Sequence[int]) -> Panel:
    """Some nodes of a panel alone: from the first month to the last that any of them is told of.

    Where one of them is told of a month and another is not, the other had nothing.
    """
    part = panel.volumes[list(rows)]
    told = np.flatnonzero(np.isfinite(part).any(axis=0))
    first, last = (int(told[0]), int(told[-1]) + 1) if len(told) else (0, 0)
    is_told = np.isfinite(part[:, first:last]).any(axis=0)
    volumes = np.where(is_told, np.nan_to_num(part[:, first:last]), np.nan)
    nodes, units = tuple(panel.nodes[at] for at in rows), tuple(panel.units[at] for at in rows)
    return Panel(panel.source, panel.months[first:last], nodes, units, volumes)


def month_after(month: str, count: int = 1) -> str:
    """The month so many months later, or earlier where the count is below zero.

    Example:
        >>> month_after("2024-01", -12), month_after("2024-12")
        ('2023-01', '2025-01')
    """
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 + count
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def renamed(was: NDArray[np.float64], now: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which nodes most likely go on under another name, or went by another one before: that is no event of trade.

    One that ends where another of about its size begins is such a pair.

    Args:
        was: Volumes before, shape (n_nodes,).
        now: Volumes after.
    """
    ended, begun = np.flatnonzero((was > 0) & (now == 0)), np.flatnonzero((was == 0) & (now > 0))
    found = np.zeros(len(was), dtype=bool)
    if len(ended) and len(begun):
        alike = np.abs(np.log(now[begun][None, :] / was[ended][:, None])) < _ALIKE
        found[ended[alike.any(axis=1)]] = True
        found[begun[alike.any(axis=0)]] = True
    return found


def _between(first: str, last: str) -> tuple[str, ...]:
    months = [first]
    while months[-1] < last:
        months.append(month_after(months[-1]))
    return tuple(months)


def _node(source: str, part: str, product: str, name: str) -> Node:
    if not part:
        return Node(source, product)
    return Node(source, product, company=name) if part == "company" else Node(source, product, region=name)
