"""What a question may not do, each with the nearest question that it may."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NoReturn

from petroverse.core.grants import Grant
from petroverse.metrics.codes import CODES
from petroverse.metrics.faults import MeasureNotGranted, RuleNotApplicable, UnknownWord, WordsDoNotFit
from petroverse.metrics.instead import instead
from petroverse.metrics.model import Model
from petroverse.metrics.nearest import one_of
from petroverse.metrics.periods import TIMES
from petroverse.metrics.query import Filter, Query
from petroverse.metrics.subjects import Measure, Subject

__all__ = [
    "empty_warnings",
    "level_warnings",
    "refuse_apart",
    "refuse_compared_months",
    "refuse_entity",
    "refuse_ungranted",
    "refuse_unknown",
    "refuse_within",
    "rules",
]

_COMPARED = ("_before", "_change", "_growth")


def refuse_ungranted(measures: Iterable[Measure], grant: Grant) -> None:
    """Refuses measures that the person may not ask for."""
    forbidden = [each.name for each in measures if grant.measures is not None and each.name not in grant.measures]
    if forbidden:
        raise MeasureNotGranted(f"{', '.join(forbidden)} may not be asked for", fix="ask an admin for the right")
    if not grant.organisations:
        raise MeasureNotGranted("no organisation may be read", fix="ask an admin for the right")


def refuse_unknown(query: Query, subject: Subject, levels: tuple[str, ...]) -> None:
    """Refuses dimensions, values and sort columns that the subject does not have."""
    known = (*subject.times, *subject.dimensions, *levels)
    for name in (*query.dimensions, *(each.dimension for each in query.filters)):
        if name not in known:
            raise UnknownWord(
                f"{subject.dataset} has no dimension {name!r}", where="dimensions", fix=one_of(name, known)
            )
    for each in (*query.filters, *query.only):
        for value in each.values:
            is_rest = value == "others" and each in query.only
            if each.dimension in CODES and value not in CODES[each.dimension] and not is_rest:
                fix = one_of(value, CODES[each.dimension])
                raise UnknownWord(f"{value!r} is no {each.dimension}", where="filter", fix=fix)
    for each in query.only:
        if each.dimension not in query.dimensions or each.dimension in TIMES:
            own = [name for name in query.dimensions if name not in TIMES]
            fix = one_of(each.dimension, own) if own else "leave it out"
            raise UnknownWord(f"the answer is not split by {each.dimension!r}", where="only", fix=fix)
    columns = {*query.dimensions, *query.measures, "unit"}
    if query.compare:
        columns |= {name + ending for name in query.measures for ending in _COMPARED}
    for order in query.sort:
        if order.by not in columns:
            raise UnknownWord(
                f"the answer has no column {order.by!r}", where="sort", fix=one_of(order.by, sorted(columns))
            )


def rules(subject: Subject, grant: Grant, levels: tuple[str, ...]) -> tuple[Filter, ...]:
    """The grant's row rules as filters.

    Raises:
        RuleNotApplicable: The subject's rows cannot be told apart by the rule's dimension.
    """
    known = (*subject.dimensions, *levels)
    for name in grant.row_rules:
        if name not in known or name in TIMES:
            raise RuleNotApplicable(
                f"your rows are limited by {name}, which {subject.dataset} does not have",
                fix="ask about what has it, or ask an admin",
            )
    return tuple(Filter(name, "in", tuple(sorted(values))) for name, values in sorted(grant.row_rules.items()))


def refuse_apart(query: Query, subject: Subject, measures: Iterable[Measure], model: Model) -> None:
    """Refuses figures that mean nothing across a dimension that the question does not tell apart."""
    for measure in measures:
        if not measure.together:
            continue
        is_one_day = len({each.span for each in model.holdings if each.dataset == subject.dataset}) <= 1
        single = {each.dimension for each in query.filters if each.op == "in" and len(each.values) == 1}
        told = {*query.dimensions, *single}
        if is_one_day or told & set(TIMES):
            told.add("day")
        if len({each.organisation for each in model.holdings if each.dataset in subject.reads}) <= 1:
            told.add("organisation")
        missing = [each for each in measure.together if each not in told]
        if missing:
            nearest = replace(query, dimensions=(*query.dimensions, *missing))
            raise WordsDoNotFit(
                f"{measure.name} means nothing across every {missing[0]}",
                where="dimensions",
                **instead(query, ("group by it", nearest)),
            )


def refuse_compared_months(query: Query, subject: Subject, measures: Iterable[Measure]) -> None:
    """Refuses to compare, or to take the largest by, a measure that is a month."""
    months = [each.name for each in measures if each.period]
    if months and query.compare:
        nearest = replace(query, compare="")
        what = f"{', '.join(months)} is a month, which has no growth"
        raise WordsDoNotFit(what, where="compare", **instead(query, ("do not compare", nearest)))
    ranked = query.top and subject.measures.get(query.top.by or query.measures[0])
    if query.top and ranked and ranked.period:
        nearest = replace(query, top=replace(query.top, by="volume"))
        what = f"{ranked.name} is a month, of which none is the largest"
        raise WordsDoNotFit(what, where="top", **instead(query, ("rank by volume", nearest)))


def refuse_entity(measure: Measure, query: Query) -> NoReturn:
    """Refuses to count the companies of figures that name none."""
    kept = tuple(each for each in query.filters if each.dimension != "source")
    nearest = replace(query, filters=(*kept, Filter("source", "in", ("omc",))))
    raise WordsDoNotFit(
        f"{measure.name} needs figures of one kind that name companies, depots or regions",
        where="filter source",
        **instead(query, ("", nearest)),
    )


def refuse_within(measure: Measure, entity: str, query: Query) -> NoReturn:
    """Refuses the concentration of companies within one company."""
    nearest = replace(query, dimensions=tuple(each for each in query.dimensions if each != entity))
    raise WordsDoNotFit(
        f"{measure.name} compares the values of {entity}, so it cannot be split by {entity}",
        where="dimensions",
        **instead(query, ("", nearest)),
    )


def empty_warnings(subject: Subject, stages: tuple[str, ...], model: Model, query: Query) -> list[str]:
    """Says so where nothing is held of what is asked about."""
    held = [each for name in subject.reads for each in model.series(name)]
    past = query.as_of or query.as_recorded
    if not held and past:
        learned = "known" if query.as_of else "taken in"
        return [f"nothing of {' or '.join(subject.reads)} was {learned} by {past:%Y-%m-%d}: ask as of a later day"]
    if not held:
        return [f"nothing is held of {' or '.join(subject.reads)} yet: import a file that has it"]
    if subject.has_years and not stages:
        return [f"no {subject.series} fits all of the filters on it: name several in one filter, {held[0]},{held[-1]}"]
    if subject.has_years and not set(stages) & set(held):
        return [f"nothing is held of {subject.series} {', '.join(stages)}; held are {', '.join(held)}"]
    return []


def level_warnings(query: Query, levels: tuple[str, ...]) -> list[str]:
    """Says that what was published for regions that were split later has no place at a finer level."""
    asked = (*query.dimensions, *(each.dimension for each in query.filters))
    return [
        f"{each}: figures that were published for a region before it was split cannot be told apart and are left out"
        for each in levels[1:]
        if each in asked
    ]
