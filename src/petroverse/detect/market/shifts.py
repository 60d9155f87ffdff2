"""Half a year against the same half a year before, beside how the siblings grew: trends, and the early warning.

The market's own growth is the growth that half of its litres stayed below (the weighted median), so that a region
through which litres leave does not raise what the others are held against. What a node has beyond that is a part of the
whole market; it is surprising by how far parts of this product's market strayed from their usual size before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.detect.market.finding import Signal
from petroverse.detect.market.knowledge import Knowledge
from petroverse.detect.market.panel import Panel, month_after, renamed
from petroverse.detect.market.tails import heavy_tail

__all__ = ["SHIFT_MONTHS", "shift_signals"]

SHIFT_MONTHS: Final = 6
"""A shift is told from so many months, and the same ones a year before."""

_LEAST_PAST: Final = 12
"""Months that parts are learned from, the reference among them."""

_STEADY: Final = 2.0
"""A market that more than doubled or halved has changed itself: its parts say nothing of one region or company."""


def shift_signals(siblings: Panel, until: str, knowledge: Knowledge, months: int = SHIFT_MONTHS) -> Iterator[Signal]:
    """How far each node's last months lie from what the market's growth would have made of the same ones a year ago.

    Args:
        siblings: A product's nodes (``groups_of`` by share).
        until: The last month.
        knowledge: What changes its meaning in between is not judged.
        months: How many months, 1 to 12.
    """
    since = month_after(until, 1 - months)
    now, then = _columns(siblings, since, until), _columns(siblings, month_after(since, -12), month_after(until, -12))
    if now is None or then is None or len(siblings.nodes) < 3:
        return
    product = siblings.nodes[0].product
    if knowledge.is_broken(siblings.source, product, month_after(since, -12), until):
        return
    volumes = siblings.volumes
    is_now, was = volumes[:, now].sum(axis=1), volumes[:, then].sum(axis=1)
    scale = _stray(volumes[:, : then.stop])
    if not (was.sum() > 0 and scale.max() > 0 and 1 / _STEADY <= is_now.sum() / was.sum() <= _STEADY):
        return
    growth = _usual_growth(is_now, was)
    if not 1 / _STEADY <= growth <= _STEADY:
        return
    expected = growth * was
    z = (is_now - expected) / expected.sum() / scale
    for row in np.flatnonzero(((is_now > 0) | (was > 0)) & ~renamed(was, is_now)):
        probability = float(heavy_tail(z[row]))
        yield Signal(
            "shift", siblings.nodes[row], since, until, float(is_now[row]), float(expected[row]), siblings.units[row],
            probability, round(float(z[row]), 3), {"parts": probability},
            _in_words(float(is_now[row]), float(was[row]), growth),
        )  # fmt: skip


def _in_words(now: float, was: float, growth: float) -> str:
    own = f"{100 * (now / was - 1):+.0f} %" if was > 0 else "from nothing"
    return f"{own} against the same months a year before; the middle of the market {100 * (growth - 1):+.0f} %"


def _columns(panel: Panel, since: str, until: str) -> slice | None:
    """The columns of a span; None where a month of it is not told."""
    if since not in panel.months or until not in panel.months:
        return None
    found = slice(panel.months.index(since), panel.months.index(until) + 1)
    return found if np.isfinite(panel.volumes[:, found]).all() else None


def _usual_growth(now: NDArray[np.float64], was: NDArray[np.float64]) -> float:
    """The growth that half of the market's litres stayed below; 1 is none."""
    traded = was > 0
    growths, litres = now[traded] / was[traded], was[traded]
    order = np.argsort(growths)
    reached = np.cumsum(litres[order])
    return float(growths[order][np.searchsorted(reached, reached[-1] / 2)])


def _stray(past: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far a month's parts of the market stray from their middle, of each node.

    It is the root mean square over all nodes and months, or over the node's own where that is more: a large node strays
    farther. 0 where the past is too short.
    """
    whole = past.sum(axis=0)
    told = whole > 0
    if told.sum() < _LEAST_PAST:
        return np.zeros(len(past))
    parts = past[:, told] / whole[told]
    squares = (parts - np.median(parts, axis=1, keepdims=True)) ** 2
    traded = parts.any(axis=1)
    return np.asarray(np.maximum(np.sqrt(squares[traded].mean()), np.sqrt(squares.mean(axis=1))))
