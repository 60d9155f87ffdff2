"""Find: candidates of each month, oldest first, become insights by what their own questions answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from petroverse.insight.faults import is_thin
from petroverse.insight.finders import FINDERS, Finder
from petroverse.insight.insight import Audience, Candidate, Figures, Insight, Run
from petroverse.insight.market import Market, month_after
from petroverse.insight.ranking import Ranked, ranked

__all__ = ["find_insights", "recomputed"]

_REMEMBERED: Final = 6
"""Months for which what was told of a member is not told again of another of its products."""

_FAULTS: Final = frozenset({"thin", "disagreement", "repeated", "restated"})
_ONCE: Final = frozenset({"share"})


def find_insights(market: Market, months: Sequence[date], finders: Sequence[Finder] = FINDERS) -> Iterator[Insight]:
    """What is worth knowing of each month, the most worth first; each month as if it were the last one.

    Args:
        market: What was read; its questions compute every insight anew.
        months: First days of months, ascending. What is told depends on them alone, not on where they begin.
        finders: The kinds of things that are looked for.
    """
    by_kind = {each.kind: each for each in finders}
    told: dict[tuple[str, ...], date] = {}
    for month in _with_those_before(months):
        candidates = [each for each in _candidates(market, month, finders) if not _is_told(told, each)]
        whole = market.whole(month)
        tonnes = float(whole.total[whole.at(month)]) if whole else 1.0
        weights = {kind: each.audiences for kind, each in by_kind.items()}
        for each in ranked(candidates, weights, tonnes):
            insight = _made(each, by_kind, market.asking.run) if month in months else None
            told[_memory(each.found)] = month
            if insight is not None:
                yield insight


def recomputed(insight: Insight, run: Run, finders: Sequence[Finder] = FINDERS) -> Figures | None:
    """The insight's figures as its own questions give them now; None where they no longer bear it out."""
    finder = next(each for each in finders if each.kind == insight.found.kind)
    return finder.reckon([run(each).to_pylist() for each in insight.found.queries], insight.found)


def _with_those_before(months: Sequence[date]) -> list[date]:
    if not months:
        return []
    before = [month_after(months[0], -back) for back in range(_REMEMBERED, 0, -1)]
    return [*before, *months]


def _candidates(market: Market, month: date, finders: Sequence[Finder]) -> Iterator[Candidate]:
    """Of a stage whose month is probably incomplete, only that."""
    incomplete = {each.source for each in market.with_members(month) if is_thin(each, each.at(month))}
    for finder in finders:
        for each in finder.candidates(market, month):
            if finder.kind in _FAULTS or each.about.source not in incomplete:
                yield each


def _memory(found: Candidate) -> tuple[str, ...]:
    return (found.kind, found.about.source, found.about.member or found.about.key, found.way)


def _is_told(told: Mapping[tuple[str, ...], date], found: Candidate) -> bool:
    last = told.get(_memory(found))
    return found.kind in _ONCE and last is not None and last >= month_after(found.month, -_REMEMBERED)


def _made(of: Ranked, by_kind: Mapping[str, Finder], run: Run) -> Insight | None:
    found = of.found
    tables = [run(each) for each in found.queries]
    figures = by_kind[found.kind].reckon([each.to_pylist() for each in tables], found)
    if figures is None:
        return None
    folded = [(each, _figures(each, by_kind, run)) for each in of.folded]
    about = [_meta(each) for each in tables]
    scores: Mapping[Audience, float] = of.scores
    return Insight(
        found,
        figures,
        scores,
        by_kind[found.kind].drawn(found, figures),
        by_kind[found.kind].view(found.about),
        tuple((each, told) for each, told in folded if told is not None),
        max((str(each.get("known_at") or "") for each in about), default=""),
        any(each.get("simulated") is True for each in about),
    )


def _figures(found: Candidate, by_kind: Mapping[str, Finder], run: Run) -> Figures | None:
    return by_kind[found.kind].reckon([run(each).to_pylist() for each in found.queries], found)


def _meta(table: Any) -> Mapping[str, Any]:  # noqa: ANN401 - an Arrow table
    told: Mapping[str, Any] = json.loads((table.schema.metadata or {}).get(b"petroverse", b"{}"))
    return told
