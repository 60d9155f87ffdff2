"""What is probably wrong with the figures: stages that disagree, a figure printed twice, a month that lacks members."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np

from petroverse.insight.insight import About, Candidate, Figures, Rows
from petroverse.insight.market import Market, Stage, month_at, series_of
from petroverse.insight.odds import Values, spread
from petroverse.insight.trends import measure_of
from petroverse.metrics import Query

__all__ = ["disagreements", "reckon_disagreement", "reckon_repeated", "reckon_thin", "repeated", "thin"]

_STAGES: Final = {"supplied": "bidec", "loaded": "depot", "marketed": "omc", "nationwide": "national"}
_APART: Final = 0.001
_LEAST_T: Final = 50.0
_CHANCE: Final = 1e-3
_THIN: Final = 0.6
_HALF_YEAR: Final = 6


def disagreements(market: Market, month: date) -> Iterator[Candidate]:
    """Products of which the stages tell different amounts, more than a change of definition explains."""
    tables = {name: (stage, stage.at(month)) for name, stage in market.stages.items() if name in _STAGES.values()}
    known = {name: each for name, each in tables.items() if each[1] >= 0}
    if len(known) < 2:
        return
    for products in _bundles(market, month):
        sums = [_sum(stage, products, at) for stage, at in known.values()]
        widest = max(sums) - min(sums)
        if widest < max(_APART * max(sums), _LEAST_T) or _was_so(products, known):
            continue
        about = About("", products)
        asked = market.asking.question(about, tuple(_STAGES), month, months=1, dimensions=("month", "product"))
        yield Candidate("disagreement", about, month, (asked,), min(1.0 + 10 * widest / max(sums), 3.0), widest)


def reckon_disagreement(answers: Sequence[Rows], _: Candidate) -> Figures | None:
    """``values``: stage → its sum over the products; ``apart``, the highest less the lowest; ``unit``."""
    told = {
        stage: math.fsum(float(row[name]) for row in answers[0] if row[name] is not None)
        for name, stage in _STAGES.items()
        if any(row[name] is not None for row in answers[0])
    }
    units = {row["unit"] for row in answers[0]}
    if len(told) < 2 or len(units) != 1 or max(told.values()) == min(told.values()):
        return None
    apart = max(told.values()) - min(told.values())
    return {"values": told, "apart": apart, "unit": units.pop(), "part": apart / max(told.values())}


def repeated(market: Market, month: date) -> Iterator[Candidate]:
    """Products whose figure is the very one of the month before, to the last unit, where chance hardly gives that."""
    stage = market.whole(month)
    if stage is None:
        return
    at = stage.at(month)
    for row, product in enumerate(stage.products):
        values = stage.volume[row, : at + 1]
        chance = _chance(values)
        if chance is None or chance > _CHANCE or stage.tonnes[row, at] < _APART * stage.total[at]:
            continue
        about = About(stage.source, (product,))
        asked = market.asking.question(about, ("volume",), month, months=2)
        tonnes = float(stage.tonnes[row, at])
        yield Candidate("repeated", about, month, (asked,), min(-math.log10(chance), 4.0), tonnes)


def reckon_repeated(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """``value`` and its ``unit``, the same in both months."""
    months, values = series_of(answers[0], measure_of(found.about))
    if len(months) != 2 or months[-1] != found.month or values[0] != values[1]:
        return None
    return {"value": float(values[1]), "unit": answers[0][-1]["unit"]}


def thin(market: Market, month: date) -> Iterator[Candidate]:
    """Tables of which a month names far fewer members with figures than the half year before."""
    for stage in market.with_members(month):
        at = stage.at(month)
        if at < _HALF_YEAR or not is_thin(stage, at):
            continue
        about = About(stage.source, (), stage.dimension)
        asked = market.asking.question(about, ("tonnes", "cells"), month, months=_HALF_YEAR + 1)
        query = Query(("tonnes",), ("month", stage.dimension), asked.filters, asked.span)
        missing = float(np.mean(stage.total[at - _HALF_YEAR : at]) - stage.total[at])
        yield Candidate("thin", about, month, (query,), 3.0, max(missing, 0.0), "down")


def is_thin(stage: Stage, at: int) -> bool:
    """Whether a month is probably incomplete: few of its usual members have figures."""
    active = (stage.parts.sum(axis=1) > 0).sum(axis=0)
    before = active[max(at - _HALF_YEAR, 0) : at]
    return bool(before.size >= _HALF_YEAR and active[at] < _THIN * before.mean())


def reckon_thin(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """``count`` of members with figures, ``before`` their mean count in the half year before."""
    counts: dict[date, int] = {}
    for row in answers[0]:
        month = month_at(row["month"])
        counts[month] = counts.get(month, 0) + bool(row["tonnes"])
    count = counts.pop(found.month, 0)
    before = sum(counts.values()) / max(len(counts), 1)
    return {"count": count, "before": before} if before and count < _THIN * before else None


def _bundles(market: Market, month: date) -> Iterator[tuple[str, ...]]:
    """Products that no stage of the month tells apart otherwise: each with what was inside of it somewhere."""
    products = {each for name in _STAGES.values() if name in market.stages for each in market.stages[name].products}
    inside = {product: of for _, product, of, since in market.notes if since > month}
    for each in sorted(products - inside.keys()):
        yield tuple(sorted({each, *(part for part, of in inside.items() if of == each and part in products)}))


def _sum(stage: Stage, products: Sequence[str], at: int) -> float:
    return math.fsum(stage.tonnes_of((each,), at) for each in products if each in stage.products)


def _was_so(products: Sequence[str], known: dict[str, tuple[Stage, int]]) -> bool:
    """Whether the stages lay apart as far in one of the three months before: what goes on is no news."""
    for back in range(1, 4):
        sums = [_sum(stage, products, at - back) for stage, at in known.values() if at >= back]
        if len(sums) == len(known) and max(sums) - min(sums) >= max(_APART * max(sums), _LEAST_T):
            return True
    return False


def _chance(values: Values) -> float | None:
    """How likely two months are equal by chance, by how finely they are printed and how much they vary; None if not."""
    if len(values) < 24 or not np.isfinite(values[-24:]).all() or values[-1] <= 0 or values[-1] != values[-2]:
        return None
    met = values[np.isfinite(values) & (values > 0)]
    step = float(np.gcd.reduce(np.round(met).astype(np.int64)))
    varies = spread(np.diff(met))
    return min(step / (varies * math.sqrt(2 * math.pi)), 1.0) if varies > 0 else 1.0
