"""Looking back: how far growth and comparison look, which periods are too incomplete for it, and what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NoReturn

from petroverse.core.country import DefinitionBreak
from petroverse.core.times import Span
from petroverse.metrics.faults import WordsDoNotFit
from petroverse.metrics.instead import instead
from petroverse.metrics.model import Model
from petroverse.metrics.periods import MONTHS, period_label
from petroverse.metrics.plan import Plan, Shift
from petroverse.metrics.query import Query
from petroverse.metrics.spans import is_whole
from petroverse.metrics.subjects import Measure

__all__ = ["growth_shift", "with_pasts"]

_FEW = 6
"""Incomplete periods that a warning names one by one."""


def growth_shift(measure: Measure) -> Shift:
    """How far back a growth measure looks."""
    return Shift(months=MONTHS[measure.step])


def with_pasts(plan: Plan, stages: tuple[str, ...], model: Model) -> Plan:
    """The plan with all that concerns the past filled in.

    Raises:
        WordsDoNotFit: A measure or comparison needs a time dimension, or another one.
    """
    for measure in plan.measures:
        _refuse_untimely(plan, measure)
    growing = [each for each in plan.measures if each.kind == "growth"]
    if plan.compare is None and plan.query.compare and growing:
        _refuse(plan.query, f"{growing[0].name} is a comparison already", compare="")
    months = MONTHS.get(plan.finest, 0)
    has_gaps = plan.subject.has_years and months and (growing or plan.query.compare)
    owned = plan.owners.items() if has_gaps else ()
    gaps = {day for stage, owner in owned for day in model.incomplete(owner, plan.subject.dataset, stage, months)}
    late = {
        day for stage, owner in owned for day in model.incomplete_to_date(owner, plan.subject.dataset, stage, months)
    }
    plan = replace(
        plan, compare=_compared(plan, model), incomplete=tuple(sorted(gaps)), incomplete_to_date=tuple(sorted(late))
    )
    breaks = tuple(_breaks(plan, stages, model))
    told = [
        f"{each.product} was inside {each.inside} before {each.since} in {each.source}: {each.note}" for each in breaks
    ]
    return replace(plan, warnings=(*plan.warnings, *_gap_warning(plan), *told), breaks=breaks)


def _refuse_untimely(plan: Plan, measure: Measure) -> None:
    if measure.kind == "growth" and measure.of == "volume":
        wanted = (measure.step,) if measure.step != "year" else tuple(MONTHS)
    elif measure.kind == "year_to_date" or measure.kind == "growth":
        wanted = ("month", "quarter", "half")
    elif measure.kind == "running":
        wanted = plan.subject.times
    else:
        return
    if plan.finest not in wanted:
        others = tuple(each for each in plan.dimensions if each not in MONTHS)
        _refuse(
            plan.query,
            f"{measure.name} needs the answer split by {' or '.join(wanted)}",
            dimensions=(wanted[0], *others),
        )
    months = MONTHS.get(plan.finest, 1)
    if "to_date" in measure.of + measure.kind and not is_whole(plan.spans, months):
        _refuse(plan.query, f"{measure.name} needs whole periods of {plan.finest}", filters=(), span=None)


def _compared(plan: Plan, model: Model) -> Shift | None:
    query = plan.query
    if not query.compare:
        return None
    if query.compare == "year_ago":
        return Shift(days=364) if plan.finest == "week" else Shift(months=12)
    if plan.finest in MONTHS:
        return Shift(months=MONTHS[plan.finest])
    if plan.finest in {"day", "week"}:
        return Shift(days=1 if plan.finest == "day" else 7)
    if plan.finest == "window":
        return _one_window(plan, model)
    if plan.spans is None or len(plan.spans) != 1:
        _refuse(query, "the previous period of everything is nothing", dimensions=("year", *plan.dimensions))
    return _length(plan.spans[0])


def _one_window(plan: Plan, model: Model) -> Shift:
    days = model.pack.window_days if model.pack else ()
    if not days:
        _refuse(plan.query, "when pricing windows start is not known here", compare="year_ago")
    if len(plan.times) > 1:
        kept = tuple(each for each in plan.dimensions if each == "window" or each not in plan.times)
        _refuse(plan.query, "the window before may lie in another year or month", dimensions=kept)
    return Shift(windows=days)


def _length(span: Span) -> Shift:
    if is_whole([span], 1):
        return Shift(months=(span.end.year - span.start.year) * 12 + span.end.month - span.start.month)
    return Shift(days=span.days)


def _gap_warning(plan: Plan) -> Iterator[str]:
    inside = [
        each for each in plan.incomplete if plan.spans is None or any(s.start <= each < s.end for s in plan.spans)
    ]
    if inside and (plan.query.compare or any(each.kind == "growth" for each in plan.measures)):
        named = ", ".join(str(period_label(plan.finest, each)) for each in inside[:_FEW])
        more = f" and {len(inside) - _FEW} more" if len(inside) > _FEW else ""
        yield f"not all months of {named}{more} are known: no growth is given from or to such a {plan.finest}"


def _breaks(plan: Plan, stages: tuple[str, ...], model: Model) -> Iterator[DefinitionBreak]:
    if model.pack is None or "volume" not in plan.subject.reads or not _looks_across_time(plan):
        return
    for each in model.pack.breaks:
        is_read = each.source in stages or not plan.subject.series
        if is_read and _asks_about(plan, each) and _lies_within(plan, each, model, beside=len(stages) != 1):
            yield each


def _looks_across_time(plan: Plan) -> bool:
    return bool(plan.times or plan.query.compare)


def _asks_about(plan: Plan, change: DefinitionBreak) -> bool:
    pair = {change.product, change.inside}
    chosen = [set(each.values) & pair for each in plan.filters if each.dimension == "product" and each.op == "in"]
    if chosen:
        return any(len(each) == 1 for each in chosen) or (bool(chosen[0]) and "product" in plan.dimensions)
    return "product" in plan.dimensions


def _lies_within(plan: Plan, change: DefinitionBreak, model: Model, *, beside: bool) -> bool:
    """Whether the change lies within the days asked about, or after them where stages stand beside one another."""
    held = model.span("volume", change.source)
    if held is None or not held.start < change.since < held.end:
        return False
    reach = (plan.compare.months if plan.compare else 0) or (
        12 if any(m.kind == "growth" for m in plan.measures) else 0
    )
    if plan.spans is None:
        return True
    first, last = plan.spans[0].start, plan.spans[-1].end
    early = (first.year * 12 + first.month - reach) < change.since.year * 12 + change.since.month
    return early and (beside or last > change.since)


def _refuse(query: Query, why: str, **changes: object) -> NoReturn:
    nearest = replace(query, **changes)  # type: ignore[arg-type]  # names of its own fields
    raise WordsDoNotFit(why, where="dimensions", **instead(query, ("", nearest)))
