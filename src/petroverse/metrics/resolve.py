"""From a question to a plan: under a grant, with defaults chosen and said, and what has no honest answer refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from petroverse.core.grants import Grant
from petroverse.metrics import checks, pasts, unheld
from petroverse.metrics.codes import with_codes
from petroverse.metrics.faults import MixedSum, QueryUnreadable
from petroverse.metrics.instead import instead
from petroverse.metrics.model import Model
from petroverse.metrics.notation import normal
from petroverse.metrics.periods import TIMES
from petroverse.metrics.plan import Plan
from petroverse.metrics.query import Filter, Query, Top
from petroverse.metrics.spans import asked_spans, is_whole
from petroverse.metrics.subjects import Measure, Subject, subject_of

__all__ = ["REGION_LEVEL", "resolve"]

REGION_LEVEL = "region_"
"""A dimension such as ``region_10``: the regions at one level of the country's history."""


def resolve(query: Query, grant: Grant, model: Model) -> Plan:
    """Gives the plan of a question.

    Args:
        query: The question.
        grant: Who asks; nothing outside it is read.
        model: The country pack and what is held.

    Raises:
        UnknownWord: A measure, dimension or value has no meaning.
        WordsDoNotFit: Measures and dimensions that have no answer together.
        MixedSum: Things that never add.
        MeasureNotGranted, RuleNotApplicable: The grant forbids it.
    """
    query, read = with_codes(normal(query))
    subject = subject_of(query.measures)
    measures = tuple(subject.measures[each] for each in query.measures)
    ranked = [subject.measures[query.top.by]] if query.top and query.top.by in subject.measures else []
    checks.refuse_ungranted((*measures, *ranked), grant)
    levels = tuple(f"{REGION_LEVEL}{each}" for each in model.region_levels) if "region" in subject.dimensions else ()
    checks.refuse_unknown(query, subject, levels)
    rules = checks.rules(subject, grant, levels)
    query, warnings = _with_stage(query, subject, measures, grant, model)
    stages = _stages(query, subject, rules)
    checks.refuse_apart(query, subject, measures, model)
    checks.refuse_compared_months(query, subject, measures)
    times = tuple(each for each in query.dimensions if each in TIMES)
    finest = max(times, key=TIMES.index, default="")
    spans = asked_spans(query)
    owners = _owners(subject, stages, query, grant, model)
    reads = _reads(subject, owners, query, grant, model)
    plan = Plan(
        query=query,
        subject=subject,
        measures=measures,
        times=times,
        finest=finest,
        dimensions=query.dimensions,
        filters=(*rules, *(each for each in query.filters if each.dimension not in TIMES)),
        rules=rules,
        spans=spans,
        is_of_years=finest in {"", "year"} and is_whole(spans, 12),
        owners=owners,
        reads=reads,
        entity=_entity(subject, stages, measures, query),
        region_steps={each: model.region_steps(each) for each in model.region_levels},
        own_regions={each: model.own_regions(each) for each in model.region_levels[1:]},
        top=_top(query, subject, measures),
        compare=None,
        incomplete=(),
        incomplete_to_date=(),
        warnings=(
            *read,
            *warnings,
            *checks.empty_warnings(subject, stages, model, query),
            *checks.level_warnings(query, levels),
            *_beside(subject, reads, grant, model),
        ),
    )
    return pasts.with_pasts(unheld.warned(plan, stages, model), stages, model)


def _with_stage(
    query: Query, subject: Subject, measures: tuple[Measure, ...], grant: Grant, model: Model
) -> tuple[Query, list[str]]:
    series = subject.series
    if not series or series in query.dimensions or any(each.dimension == series for each in query.filters):
        return query, []
    if series in grant.row_rules and len(grant.row_rules[series]) == 1:
        return query, []
    held = model.series(subject.dataset)
    chosen = _usual(query, subject, measures)
    if subject.has_years and chosen not in held and len(held) == 1:
        chosen = held[0]
    note = f"no {series} was named: these are the figures of {series}={chosen}"
    added = Filter(series, "in", (chosen,))
    return normal(replace(query, filters=(*query.filters, added))), [note]


def _usual(query: Query, subject: Subject, measures: tuple[Measure, ...]) -> str:
    if subject.series != "source":
        return next(iter(subject.stages))
    asked = {*query.dimensions, *(each.dimension for each in query.filters)}
    if any(each.entity for each in measures):
        asked.add("company")
    regional = {"region" for each in asked if each.startswith(REGION_LEVEL)}
    return next((each.name for each in subject.stages.values() if each.names in asked | regional), "national")


def _stages(query: Query, subject: Subject, rules: tuple[Filter, ...]) -> tuple[str, ...]:
    """The series that are read: never two of them in one sum."""
    series = subject.series
    if not series:
        return ()
    stages = set(subject.stages)
    for each in (*query.filters, *rules):
        if each.dimension == series and each.op == "in":
            stages = set(each.values) if stages == set(subject.stages) else stages & set(each.values)
        elif each.dimension == series:
            stages -= set(each.values)
    if len(stages) > 1 and series not in query.dimensions:
        nearest = replace(query, dimensions=(*query.dimensions, series))
        raise MixedSum(
            f"{', '.join(sorted(stages))} are stages or kinds of the same thing and never add",
            where=f"filter {series}",
            **instead(query, (f"group by {series}", nearest)),
        )
    return tuple(sorted(stages))


def _owners(subject: Subject, stages: tuple[str, ...], query: Query, grant: Grant, model: Model) -> Mapping[str, str]:
    """One organisation for each stage of volumes, the asker's own first: two would count the same litres twice."""
    if not subject.has_years or _tells_organisations(query):
        return {}
    found = {each: model.owner(subject.dataset, each, _asked_of(query, grant)) for each in stages}
    return {stage: owner for stage, owner in found.items() if owner is not None}


def _reads(
    subject: Subject, owners: Mapping[str, str], query: Query, grant: Grant, model: Model
) -> dict[str, tuple[str, ...]]:
    first = tuple(grant.organisations[:1])
    if subject.has_years and owners:
        chosen = set(owners.values())
        return {subject.dataset: tuple(each for each in grant.organisations if each in chosen)}
    read = {}
    for each in subject.reads:
        holders = model.holders(each, _asked_of(query, grant))
        unshared = tuple(holder for holder in holders if holder not in grant.shared)
        read[each] = (holders if _tells_organisations(query) else unshared or holders) or first
    return read


def _tells_organisations(query: Query) -> bool:
    """Whether a question tells organisations apart, or asks about one alone."""
    return "organisation" in query.dimensions or any(
        each.dimension == "organisation" and each.op == "in" and len(each.values) == 1 for each in query.filters
    )


def _asked_of(query: Query, grant: Grant) -> tuple[str, ...]:
    """The organisations of a grant that a question does not leave out, in the grant's order."""
    limits = [each for each in query.filters if each.dimension == "organisation"]
    return tuple(
        owner for owner in grant.organisations if all((owner in each.values) == (each.op == "in") for each in limits)
    )


def _beside(subject: Subject, read: Mapping[str, tuple[str, ...]], grant: Grant, model: Model) -> list[str]:
    """Says whose shared facts a question leaves out because somebody else's come first."""
    holders = {owner for each in subject.reads for owner in model.holders(each, grant.organisations)}
    left_out = sorted(holders & set(grant.shared) - {owner for of in read.values() for owner in of})
    if not left_out:
        return []
    one = f"the filter organisation={left_out[0]}"
    return [f"{', '.join(left_out)} also share figures; they are apart: ask with {one}, or by organisation"]


def _entity(subject: Subject, stages: tuple[str, ...], measures: tuple[Measure, ...], query: Query) -> str:
    wanted = next((each for each in measures if each.entity), None)
    if wanted is None:
        return "company"
    entities = {subject.stages[each].names if each in subject.stages else "company" for each in stages}
    if len(entities) != 1 or "" in entities:
        checks.refuse_entity(wanted, query)
    entity = entities.pop()
    if entity in query.dimensions and wanted.kind != "aggregate":
        checks.refuse_within(wanted, entity, query)
    return entity


def _top(query: Query, subject: Subject, measures: tuple[Measure, ...]) -> Top | None:
    if query.top is None:
        return None
    others = [each for each in query.dimensions if each not in TIMES]
    dimension = query.top.dimension or (others[-1] if others else "")
    if dimension not in others:
        raise QueryUnreadable(
            f"top {query.top.count} of {dimension or 'nothing'}: that is no dimension of the question",
            where="top",
            fix="add the dimension that it ranks, such as company",
        )
    if query.top.by and query.top.by not in subject.measures:
        raise QueryUnreadable(f"no measure is called {query.top.by!r}", where="top", fix="rank by volume")
    return Top(query.top.count, dimension, query.top.by or measures[0].name)
