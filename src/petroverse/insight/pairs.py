"""Which two members of a market rise and fall together, or against each other; once a year, of many that are compared.

Of each member's monthly changes only that counts which those of all others do not explain (a partial correlation), so
that neither a common season nor the arithmetic of shares is kinship. It is told only where it stands among all that
were tried (Benjamini and Yekutieli, 5 %), by Fisher's transformation of months that are not quite independent.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Final

import numpy as np

from petroverse.insight.insight import About, Candidate, Figures, Rows
from petroverse.insight.market import Market, Stage, month_after
from petroverse.insight.members import markets_of, parts_of
from petroverse.insight.odds import Values, discoveries
from petroverse.metrics import Filter

__all__ = ["correlations", "reckon_correlation"]

_YEAR: Final = 12
_MONTHS: Final = 37
_LARGEST: Final = 8
_RATE: Final = 0.05
_BEFORE: Final = 1e-3


@dataclass(frozen=True, slots=True)
class _Pair:
    stage: Stage
    products: tuple[str, ...]
    at: int
    members: tuple[int, int]
    odds: tuple[float, float]
    """The correlation, and how likely chance gives as much."""


def correlations(market: Market, month: date) -> Iterator[Candidate]:
    """Pairs whose changes belong together over three years to the end of a year, and did not a year before."""
    if month.month != _YEAR:
        return
    tried = [pair for stage, products, at in markets_of(market, month) for pair in _pairs(stage, products, at)]
    standing = discoveries([each.odds[1] for each in tried], _RATE)
    for pair, stands in zip(tried, standing, strict=True):
        if stands and not _was_so(pair):
            yield _candidate(market, pair, month)


def reckon_correlation(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """``other``, ``correlation`` (−1 to 1), ``months`` of change, ``chance`` of as much by itself."""
    dimension, (amount, share) = found.about.dimension, _measures(found.about)
    told: dict[str, dict[str, float]] = {}
    whole: dict[str, float] = {}
    for row in answers[0]:
        told.setdefault(str(row[dimension]), {})[str(row["month"])] = float(row[amount] or 0.0)
        if row[share] and row[dimension] == found.about.member:
            whole[str(row["month"])] = float(row[amount]) / float(row[share])
    others = sorted(told.keys() - {found.about.member})
    if len(others) != 1 or found.about.member not in told:
        return None
    labels = [f"{month_after(found.month, -back):%Y-%m}" for back in range(_MONTHS - 1, -1, -1)]
    one, other = (np.array([told[name].get(each, 0.0) for each in labels]) for name in (found.about.member, others[0]))
    odds = _odds(one, other, np.array([whole.get(each, 0.0) for each in labels]))
    if odds is None:
        return None
    return {"other": others[0], "correlation": odds[0], "months": _MONTHS - 1, "chance": odds[1]}


def _pairs(stage: Stage, products: tuple[str, ...], at: int) -> Iterator[_Pair]:
    parts, totals = parts_of(stage, products, at)
    if len(totals) < _MONTHS:
        return
    lately, whole = parts[:, -_MONTHS:], totals[-_MONTHS:]
    largest = np.argsort(-lately.sum(axis=1), kind="stable")[:_LARGEST].tolist()
    for one, other in combinations(sorted(largest), 2):
        odds = _odds(lately[one], lately[other], whole)
        if odds is not None and len(stage.names[one]) == len(stage.names[other]) == 1:
            yield _Pair(stage, products, at, (one, other), odds)


def _odds(one: Values, other: Values, whole: Values) -> tuple[float, float] | None:
    """How two members change together beyond what all others do; None where any has a month of none."""
    rest = whole - one - other
    if len(one) < _MONTHS or (one <= 0).any() or (other <= 0).any() or (rest <= 0).any():
        return None
    market = np.diff(np.log(rest))
    changes = np.array([_unexplained(np.diff(np.log(each)), market) for each in (one, other)])
    if (changes.std(axis=1) < 1e-9).any():
        return None
    both = float(np.corrcoef(changes)[0, 1])
    one_lag, other_lag = (float(np.corrcoef(each[1:], each[:-1])[0, 1]) for each in changes)
    count = changes.shape[1] * (1 - one_lag * other_lag) / (1 + one_lag * other_lag)
    z = math.atanh(min(max(both, -0.999999), 0.999999)) * math.sqrt(max(min(count, changes.shape[1]) - 4, 1.0))
    return both, math.erfc(abs(z) / math.sqrt(2.0))


def _unexplained(changes: Values, market: Values) -> Values:
    """What of changes a straight line through those of the market leaves."""
    own, others = changes - changes.mean(), market - market.mean()
    scale = float(others @ others)
    return np.asarray(own - others * (float(own @ others) / scale) if scale > 0 else own)


def _was_so(pair: _Pair) -> bool:
    earlier = [each for each in _pairs(pair.stage, pair.products, pair.at - _YEAR) if each.members == pair.members]
    return any(each.odds[1] < _BEFORE and each.odds[0] * pair.odds[0] > 0 for each in earlier)


def _candidate(market: Market, pair: _Pair, month: date) -> Candidate:
    stage, (one, other) = pair.stage, pair.members
    about = stage.about(one, pair.products)
    dimensions = ("month", stage.dimension)
    asked = market.asking.question(about, _measures(about), month, months=_MONTHS, dimensions=dimensions)
    names = tuple(sorted((stage.members[one], stage.members[other])))
    query = replace(asked, only=(Filter(stage.dimension, "in", names),))
    parts, _ = parts_of(stage, pair.products, pair.at)
    tonnes = float(parts[[one, other], -1].sum()) * pair.odds[0] ** 2
    surprise = min(-math.log10(max(pair.odds[1], 1e-9)) / 2.0, 4.0)
    return Candidate("correlation", about, month, (query,), surprise, tonnes, "up" if pair.odds[0] > 0 else "down")


def _measures(about: About) -> tuple[str, str]:
    return ("volume", "share") if about.products else ("tonnes", "share_tonnes")
