"""Rows by group. Calendar periods are counted by their numbers, several times quicker than by days, and then named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sqlglot import exp

from petroverse.core.times import Span
from petroverse.metrics.periods import MONTHS
from petroverse.metrics.plan import Plan, Shift
from petroverse.metrics.sql import counted_rows, dimension, named, selected, shifted, with_day

__all__ = ["Split", "by_group"]

Split = Callable[[str, Plan, Shift], exp.Expr]
"""Gives a dimension's SQL at a shift of time."""

_NUMBERS: Final = {
    "year": ("YEAR(day)", "MAKE_DATE(day, 1, 1)"),
    "half": ("YEAR(day) * 2 + CAST(MONTH(day) > 6 AS INT)", "MAKE_DATE(day // 2, day % 2 * 6 + 1, 1)"),
    "quarter": ("YEAR(day) * 4 + QUARTER(day) - 1", "MAKE_DATE(day // 4, day % 4 * 3 + 1, 1)"),
    "month": ("YEAR(day) * 12 + MONTH(day) - 1", "MAKE_DATE(day // 12, day % 12 + 1, 1)"),
}
"""Calendar period → the number of the one that a day lies in, and the first day of the one with a number."""


def by_group(
    plan: Plan, shift: Shift, spans: Sequence[Span] | None, values: Sequence[exp.Expr], split: Split
) -> exp.Select:
    """One row a group of the plan's dimensions, with some values; by all rows at once where there is no dimension.

    Args:
        plan: The plan.
        shift: How far back.
        spans: The days that are counted; None for all.
        values: Columns computed from a group's rows, named.
        split: Gives the SQL of a dimension that is no time.
    """
    keys: list[exp.Expr] = []
    read: list[exp.Expr] = []
    for name in plan.dimensions:
        key, told = _key(name, plan, shift) if name in plan.times else (split(name, plan, shift), None)
        keys.append(named(key, name))
        read.append(named(told, name) if told else exp.column(name))
    rows = selected([*keys, *values], *counted_rows(plan, shift, spans))
    if keys:
        rows = rows.group_by(exp.var("ALL"), copy=False)
    if all(isinstance(each, exp.Column) for each in read):
        return rows
    return selected([*read, *(exp.column(each.alias) for each in values)], rows.subquery("counted", copy=False))


def _key(name: str, plan: Plan, shift: Shift) -> tuple[exp.Expr, exp.Expr | None]:
    """What rows are grouped by for a period, and the period's first day from it; None where that is the same."""
    months, day = MONTHS.get(name, 0), exp.column(plan.subject.day)
    if not months or shift.days or shift.windows or shift.months % months:
        return dimension(name, plan, shift), None
    if name == plan.subject.day:
        return day, shifted(exp.column(name), shift) if shift.months else None
    number, first = _NUMBERS[name]
    key: exp.Expr = exp.column(name)
    if shift.months:
        key = exp.paren(exp.Add(this=key, expression=exp.Literal.number(shift.months // months)), copy=False)
    return with_day(number, day), with_day(first, key)
