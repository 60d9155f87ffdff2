"""Who came to a market and who left it, and names that are probably another name's sequel.

A member is new in the first month in all of its stage's history, and gone in the third month of silence after a whole
year without any. A name that probably goes on under another one is neither, and said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np

from petroverse.insight.insight import About, Candidate, Figures, Rows
from petroverse.insight.market import Market, Stage, month_after
from petroverse.metrics import Filter, Query

__all__ = ["entered", "left", "reckon_entered", "reckon_left", "reckon_renamed", "renamed"]

_YEAR: Final = 12
_SILENT: Final = 3
_PAST: Final = 24
_SHOWS: Final = 0.0005
_MANY: Final = 3.0


def entered(market: Market, month: date) -> Iterator[Candidate]:
    """Members that have figures for the first time ever, together."""
    for stage in market.with_members(month):
        at = stage.at(month)
        if at < _PAST:
            continue
        tonnes = stage.parts.sum(axis=1)
        fresh = np.flatnonzero((tonnes[:, at] >= _SHOWS * stage.total[at]) & (tonnes[:, :at].sum(axis=1) == 0))
        if fresh.size:
            query = _named(market, stage, fresh.tolist(), month, 1)
            total = float(tonnes[fresh, at].sum())
            rarity = min(0.7 + total / float(stage.total[at]) * 30, _MANY)
            yield Candidate("entered", About(stage.source, (), stage.dimension), month, (query,), rarity, total, "up")


def left(market: Market, month: date) -> Iterator[Candidate]:
    """Members without any figure for three months that had one in each of the twelve before, together."""
    for stage in market.with_members(month):
        at = stage.at(month)
        if at < _YEAR + _SILENT - 1 or not stage.is_known[at - _YEAR - _SILENT + 1 : at + 1].all():
            continue
        tonnes = stage.parts.sum(axis=1)
        year = tonnes[:, at - _YEAR - _SILENT + 1 : at - _SILENT + 1]
        silent = tonnes[:, at - _SILENT + 1 : at + 1].sum(axis=1) == 0
        gone = np.flatnonzero(silent & (year > 0).all(axis=1) & (year.mean(axis=1) >= _SHOWS * stage.total[at]))
        if gone.size:
            query = _named(market, stage, gone.tolist(), month_after(month, -_SILENT), _YEAR)
            total = float(year[gone].mean(axis=1).sum())
            rarity = min(0.7 + total / float(stage.total[at]) * 30, _MANY)
            yield Candidate("left", About(stage.source, (), stage.dimension), month, (query,), rarity, total, "down")


def renamed(market: Market, month: date) -> Iterator[Candidate]:
    """Names that begin this month where another one ends."""
    for stage in market.with_members(month):
        at = stage.at(month)
        for old, new in stage.renamed:
            row = next(place for place, names in enumerate(stage.names) if new in names)
            asked = About(stage.source, (), stage.dimension, new, (old, new))
            query = market.asking.question(
                asked, ("tonnes",), month, months=_YEAR, dimensions=("month", asked.dimension)
            )
            share = float(stage.parts[row, :, at].sum() / stage.total[at])
            if share >= _SHOWS:
                tonnes = share * float(stage.total[at])
                yield Candidate("renamed", asked, month, (query,), min(0.7 + share * 30, _MANY), tonnes)


def reckon_entered(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """``names``, the largest first, ``values`` in tonnes of each, ``total``, ``unit``."""
    return _ranked(answers[0], found.about.dimension, 1)


def reckon_left(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """As ``reckon_entered``; tonnes a month in their last year."""
    return _ranked(answers[0], found.about.dimension, _YEAR)


def reckon_renamed(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """``old``, ``new``; the months ``last`` and ``first``; ``before`` and ``value``, tonnes in these months."""
    old, new = found.about.names
    told: dict[str, list[tuple[str, float]]] = {old: [], new: []}
    for row in answers[0]:
        if row["tonnes"]:
            told[row[found.about.dimension]].append((str(row["month"]), float(row["tonnes"])))
    if not told[old] or not told[new] or min(told[new])[0] != f"{found.month:%Y-%m}":
        return None
    (last, before), (first, value) = max(told[old]), min(told[new])
    return {"old": old, "new": new, "last": last, "first": first, "before": before, "value": value, "unit": "t"}


def _named(market: Market, stage: Stage, members: Sequence[int], until: date, months: int) -> Query:
    about = About(stage.source, (), stage.dimension)
    asked = market.asking.question(about, ("tonnes",), until, months=months, dimensions=(stage.dimension,))
    names = tuple(sorted(name for each in members for name in stage.names[each]))
    return Query(
        asked.measures, asked.dimensions, asked.filters, asked.span, only=(Filter(stage.dimension, "in", names),)
    )


def _ranked(rows: Rows, dimension: str, months: int) -> Figures | None:
    ordered = sorted((row for row in rows if row["tonnes"]), key=lambda row: (-row["tonnes"], row[dimension]))
    if not ordered:
        return None
    values = [row["tonnes"] / months for row in ordered]
    names = [str(row[dimension]) for row in ordered]
    return {"names": names, "values": values, "total": sum(values), "unit": "t"}
