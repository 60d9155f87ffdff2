"""Figures that name no company, depot or region: told apart by one, they are one nameless row, a share of all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from petroverse.metrics.faults import WordsDoNotFit
from petroverse.metrics.instead import instead
from petroverse.metrics.plan import Plan
from petroverse.metrics.query import Filter, Query

__all__ = ["is_lacking", "nameless", "naming", "refuse_nameless", "stages_asked"]

_NAMED: Final = frozenset({"company", "depot", "region", "place"})
"""Dimensions that only some series of a subject are told apart by."""
_LEVEL: Final = "region_"
_NOBODY: Final = frozenset({None, "others"})


def nameless(plan: Plan, rows: pa.Table) -> tuple[str, ...]:
    """The dimensions whose values are names that an answer is split by, if it has no value of one of them.

    Args:
        plan: The question.
        rows: What its statement gave.
    """
    split = {each: _plain(each) for each in plan.others if _plain(each) in _NAMED}
    if not split or not stages_asked(plan):
        return ()
    is_nameless = any(set(pc.unique(rows[each]).to_pylist()) <= _NOBODY for each in split)
    return tuple(dict.fromkeys(split.values())) if is_nameless else ()


def naming(question: Query, rows: pa.Table) -> dict[str, bool]:
    """The series that are held, and whether their figures have values of a question's last dimension.

    Args:
        question: A question by series first.
        rows: What its statement gave.
    """
    series, name = question.dimensions[0], question.dimensions[-1]
    held: dict[str, bool] = {}
    for row in rows.select([series, name]).to_pylist():
        held[row[series]] = held.get(row[series], False) or row[name] is not None
    return held


def stages_asked(plan: Plan) -> frozenset[str]:
    """The series that a question is limited to; none where it tells them apart or there are none."""
    series = plan.subject.series
    if not series or series in plan.dimensions:
        return frozenset()
    limits = [set(each.values) for each in plan.filters if each.dimension == series and each.op == "in"]
    return frozenset(set.intersection(*limits)) if limits else frozenset()


def is_lacking(plan: Plan, held: Mapping[str, bool]) -> bool:
    """Whether something is held of what a question asks about, and none of it names the dimension.

    Args:
        plan: The question.
        held: What ``naming`` gave of the dimension.
    """
    told = {held[each] for each in stages_asked(plan) if each in held}
    return told == {False}


def refuse_nameless(plan: Plan, known: Mapping[str, Mapping[str, bool]]) -> None:
    """Refuses a split by what the figures asked about never name.

    Args:
        plan: The question.
        known: Dimension → what ``naming`` gave of it, for each that ``nameless`` gave.

    Raises:
        WordsDoNotFit: Says whose figures do.
    """
    subject = plan.subject
    lacking = [each for each in plan.others if _plain(each) in known and is_lacking(plan, known[_plain(each)])]
    if not lacking:
        return
    fitting = [each for each in subject.stages if all(of.get(each) for of in known.values())]
    if fitting:
        kept = tuple(each for each in plan.query.filters if each.dimension != subject.series)
        nearest = replace(plan.query, filters=(*kept, Filter(subject.series, "in", (fitting[0],))))
        way = (f"ask {subject.series}={fitting[0]}", nearest)
    else:
        way = (f"leave {' and '.join(lacking)} out", _without(plan.query, lacking))
    what = f"{', '.join(sorted(stages_asked(plan)))} figures name no {' and no '.join(map(_plain, lacking))}"
    raise WordsDoNotFit(what, where="dimensions", **instead(plan.query, way))


def _without(query: Query, names: list[str]) -> Query:
    return replace(
        query,
        dimensions=tuple(each for each in query.dimensions if each not in names),
        top=None if query.top and query.top.dimension in names else query.top,
        only=tuple(each for each in query.only if each.dimension not in names),
        sort=tuple(each for each in query.sort if each.by not in names),
    )


def _plain(dimension: str) -> str:
    """A region's level is named where its region is."""
    return "region" if dimension.startswith(_LEVEL) else dimension
