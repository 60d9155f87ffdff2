"""What a question about some times is told where its sources hold nothing of them, or figures of whole years alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from petroverse.core.times import Span
from petroverse.metrics.model import Model
from petroverse.metrics.periods import period_label
from petroverse.metrics.plan import Plan
from petroverse.metrics.spans import is_whole

__all__ = ["warned"]


def warned(plan: Plan, stages: tuple[str, ...], model: Model) -> Plan:
    """The plan, saying so where none of its sources holds what can be told of the days asked about."""
    held = {each.series for each in model.holdings if each.dataset == plan.subject.dataset} & set(stages)
    if not plan.subject.has_years or plan.spans is None or not held:
        return plan
    asked = [
        each
        for each in model.holdings
        if each.dataset == plan.subject.dataset and each.series in held and each.cells and _meets(each.span, plan.spans)
    ]
    named = ", ".join(sorted(held))
    if not asked:
        told = f"nothing is held of {named} for {_written(plan.spans)}"
    elif not plan.is_of_years and all(each.grain == "year" for each in asked):
        years = sorted({each.span.start.year for each in asked})
        found = ", ".join(sorted({each.series for each in asked}))
        told = f"{found} has only yearly figures for {', '.join(map(str, years))}; ask by year, for whole years"
    else:
        return plan
    return replace(plan, warnings=(*plan.warnings, told))


def _meets(span: Span, asked: Iterable[Span]) -> bool:
    return any(span.start < each.end and each.start < span.end for each in asked)


def _written(spans: Iterable[Span]) -> str:
    """Spans as people write them: 2017, 2017-03 to 2018-06, or days."""
    told = []
    for each in spans:
        time = next((name for name, months in (("year", 12), ("month", 1)) if is_whole([each], months)), "day")
        last = each.end - timedelta(days=1)
        first, until = (str(period_label(time, day)) for day in (each.start, last))
        told.append(first if first == until else f"{first} to {until}")
    return ", ".join(told) or "these times, which no day fits"
