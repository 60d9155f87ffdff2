"""What companies, depots and regions do within their market: shares that move, leaders that change, concentration.

A share is taken over three months, beside the same three a year before, so that neither a season nor one large loading
is news. How far shares usually move is learned from all members of the stage together, each by its size.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np

from petroverse.insight.insight import About, Candidate, Figures, Rows, Way
from petroverse.insight.market import Market, Stage, month_after, series_of
from petroverse.insight.odds import Values, is_fresh, spread, surprise_of
from petroverse.metrics import Query

__all__ = [
    "concentrations",
    "leads",
    "markets_of",
    "parts_of",
    "reckon_concentration",
    "reckon_lead",
    "reckon_share",
    "shares",
]

_YEAR: Final = 12
_MOVED: Final = 0.015
_ODD: Final = 3.0
_LEAST_PAST: Final = 8
_POINTS: Final = 100.0
_BY: Final = 0.02


def shares(market: Market, month: date) -> Iterator[Candidate]:
    """Members whose part of the market moved by a hundredth or more, and more than parts usually do."""
    for stage, products, at in markets_of(market, month):
        parts, totals = parts_of(stage, products, at)
        if len(totals) < 15 + _LEAST_PAST:
            continue
        smooth = _three(parts / totals)
        moved = smooth[:, _YEAR:] - smooth[:, :-_YEAR]
        size = np.sqrt(np.maximum(smooth[:, :-_YEAR], 0.005))
        usual = spread((moved / size)[smooth[:, _YEAR:] > 0.005][:])
        most = int(np.abs(moved[:, -1]).argmax())
        for member in np.flatnonzero(np.abs(moved[:, -1]) >= _MOVED):
            sizes = moved[member] / size[member] / max(usual, 0.01)
            if not is_fresh(sizes, least=_ODD) or (member != most and _is_diluted(smooth, int(member), most)):
                continue
            about = stage.about(int(member), products)
            asked = _share_question(market, about, month)
            tonnes = abs(float(moved[member, -1])) * float(totals[-3:].sum()) / 3.0
            way: Way = "up" if moved[member, -1] > 0 else "down"
            yield Candidate("share", about, month, (asked,), surprise_of(float(sizes[-1])), tonnes, way)


def reckon_share(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """``share`` and ``before`` (means of three months' shares, 0 to 1), ``moved``, and ``value`` with its ``unit``."""
    measure, amount = _share_measures(found.about)
    rows = answers[0]
    now, before = (_mean(rows, measure, month_after(found.month, -back)) for back in (0, _YEAR))
    units = {str(row["unit"]) for row in rows if row["unit"]}
    if abs(now - before) < _MOVED or len(units) != 1:
        return None
    value = 3.0 * _mean(rows, amount, found.month)
    return {"share": now, "before": before, "moved": now - before, "value": value, "unit": units.pop()}


def leads(market: Market, month: date) -> Iterator[Candidate]:
    """Members that are the largest over three months and were not in any of the twelve before."""
    for stage, products, at in markets_of(market, month):
        parts, totals = parts_of(stage, products, at)
        if len(totals) < _YEAR + 3:
            continue
        sums = _three(parts)
        first = sums.argmax(axis=0)
        earlier = first[-_YEAR - 1 : -1]
        if first[-1] in earlier or len(earlier) < _YEAR:
            continue
        old = int(earlier[-1])
        if sums[first[-1], -1] < (1 + _BY) * sums[old, -1]:
            continue
        led = int(np.flatnonzero(first[:-1][::-1] != old)[0]) if (first[:-1] != old).any() else len(first) - 1
        about = stage.about(int(first[-1]), products)
        measures, dimensions = ("volume" if products else "tonnes",), ("month", stage.dimension)
        asked = market.asking.question(
            About(stage.source, products), measures, month, months=_YEAR + 3, dimensions=dimensions
        )
        tonnes = float(sums[first[-1], -1]) / 3.0
        yield Candidate("lead", about, month, (asked,), min(1.0 + led / _YEAR, 4.0), tonnes, "up")


def reckon_lead(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """``value`` and ``unit`` over three months, ``second`` and its ``second_value``; None where it led before."""
    rows, own = answers[0], {found.about.member, *found.about.names}
    measure = "volume" if found.about.products else "tonnes"
    ranked = []
    for back in range(_YEAR + 1):
        sums = _sums(rows, (measure, found.about.dimension), month_after(found.month, -back), own)
        ranked.append(sorted(sums.items(), key=lambda each: (-each[1], each[0])))
    if len(ranked[0]) < 2 or not all(ranked) or [each[0][0] == "" for each in ranked] != [True, *_YEAR * [False]]:
        return None
    units = {str(row["unit"]) for row in rows if row["unit"]}
    (_, value), (second, second_value) = ranked[0][:2]
    told = {"value": value, "unit": units.pop(), "second": second, "second_value": second_value}
    return told | {"old": ranked[1][0][0]}


def _sums(rows: Rows, of: tuple[str, str], last: date, own: set[str]) -> dict[str, float]:
    """What each member had in three months; the one with these names is called by none."""
    measure, dimension = of
    labels = {f"{month_after(last, -back):%Y-%m}" for back in range(3)}
    found: dict[str, list[float]] = {}
    for row in rows:
        if row["month"] in labels and row[measure]:
            name = "" if row[dimension] in own else str(row[dimension])
            found.setdefault(name, []).append(float(row[measure]))
    return {name: math.fsum(values) for name, values in found.items()}


def concentrations(market: Market, month: date) -> Iterator[Candidate]:
    """Markets in fewer hands, or in more, than a year before, by a hundred points of the index at least."""
    for stage, products, at in markets_of(market, month):
        if stage.dimension != "company" or not products:
            continue
        parts, totals = parts_of(stage, products, at)
        if len(totals) < 15 + _LEAST_PAST:
            continue
        index = _three((10_000 * ((parts / totals) ** 2).sum(axis=0))[None, :])[0]
        moved = index[_YEAR:] - index[:-_YEAR]
        sizes = moved / max(spread(moved[:-1]), _POINTS / 2)
        if abs(moved[-1]) < _POINTS or not is_fresh(sizes, least=2.0):
            continue
        about = About(stage.source, products)
        asked = market.asking.question(about, ("hhi", "top_3_share"), month, months=_YEAR + 3)
        tonnes = abs(float(moved[-1])) / 10_000 * float(totals[-1])
        way: Way = "up" if moved[-1] > 0 else "down"
        yield Candidate("concentration", about, month, (asked,), surprise_of(float(sizes[-1])), tonnes, way)


def reckon_concentration(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """``hhi`` and ``before``, ``top`` and ``top_before`` (part of the three largest): means of three months."""
    months, index = series_of(answers[0], "hhi")
    _, top = series_of(answers[0], "top_3_share")
    if not months or months[-1] != found.month or len(index) < _YEAR + 3 or not np.isfinite(index).all():
        return None
    now, before = (slice(-3, None), slice(-_YEAR - 3, -_YEAR))
    figures = {"hhi": float(index[now].mean()), "before": float(index[before].mean())}
    return {**figures, "top": float(top[now].mean()), "top_before": float(top[before].mean())}


def markets_of(market: Market, month: date) -> Iterator[tuple[Stage, tuple[str, ...], int]]:
    """Each stage with members, for all products together and for each that weighs enough."""
    for stage in market.with_members(month):
        at = stage.at(month)
        for products in [(), *stage.main(at)]:
            yield stage, tuple(products), at


def parts_of(stage: Stage, products: Sequence[str], at: int) -> tuple[Values, Values]:
    """Tonnes of each member and of all, month by month since the last gap before ``at``."""
    rows = [stage.products.index(each) for each in products] if products else slice(None)
    gaps = np.flatnonzero(~stage.is_known[: at + 1])
    start = int(gaps[-1]) + 1 if gaps.size else 0
    parts = stage.parts[:, rows, start : at + 1].sum(axis=1)
    return parts, np.maximum(parts.sum(axis=0), 1e-9)


def _three(values: Values) -> Values:
    """Means over three months, the last of each being its own."""
    summed = np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1)
    return np.asarray((summed[:, 3:] - summed[:, :-3]) / 3.0)


def _mean(rows: Rows, measure: str, last: date) -> float:
    """The mean of a member's three months under all its names; 0 for a month that does not name it."""
    labels = {f"{month_after(last, -back):%Y-%m}" for back in range(3)}
    return math.fsum(float(row[measure] or 0.0) for row in rows if row["month"] in labels) / 3.0


def _is_diluted(smooth: Values, member: int, most: int) -> bool:
    """Whether a member only gave or took what the one that moved most took or gave: it hardly moved else."""
    now, before = (smooth[member, at] / max(1.0 - smooth[most, at], 1e-9) for at in (-1, -1 - _YEAR))
    return bool(abs(now - before) < _MOVED)


def _share_measures(about: About) -> tuple[str, str]:
    return ("share", "volume") if about.products else ("share_tonnes", "tonnes")


def _share_question(market: Market, about: About, month: date) -> Query:
    dimensions = ("month", about.dimension)
    return market.asking.question(about, _share_measures(about), month, months=_YEAR + 3, dimensions=dimensions)
