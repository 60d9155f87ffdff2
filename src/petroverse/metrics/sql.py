"""A plan as SQL: built as a tree by sqlglot, so that a value can never become a word of the statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import cast

from sqlglot import exp, parse_one

from petroverse.core.products import PRODUCTS
from petroverse.core.times import Span
from petroverse.metrics.model import RegionSteps
from petroverse.metrics.periods import TIMES, month_shift
from petroverse.metrics.plan import Plan, Shift
from petroverse.metrics.query import Filter

__all__ = [
    "counted_rows",
    "day_literal",
    "dimension",
    "filter_condition",
    "in_spans",
    "joined",
    "months_long",
    "named",
    "selected",
    "shifted",
    "statement",
    "tree",
    "with_day",
]

_ENDS = (("is_first", False), ("is_last", True))
_OPEN = (date.min, date(9999, 1, 1))
"""Edges of a span that goes on and on."""
_UNITS = {"year": "year", "quarter": "quarter", "month": "month", "week": "week"}


def tree(text: str) -> exp.Expr:
    """A fragment of trusted SQL, such as a measure's, as a tree of its own."""
    return _parsed(text).copy()


@cache
def _parsed(text: str) -> exp.Expr:
    return parse_one(text, read="duckdb")


def named(value: exp.Expr, name: str) -> exp.Expr:
    """A column of a statement with its name; the tree is taken over, not copied."""
    return exp.alias_(value, name, copy=False)


def selected(
    columns: Sequence[exp.Expr | str], source: exp.Expr | str, conditions: Sequence[exp.Expr] = ()
) -> exp.Select:
    """A statement of columns from a source where all conditions hold; the trees are taken over, not copied."""
    listed = [(exp.Star() if each == "*" else exp.column(each)) if isinstance(each, str) else each for each in columns]
    select = exp.select(*listed, copy=False).from_(statement(source) if isinstance(source, str) else source, copy=False)
    return select.where(*conditions, copy=False) if conditions else select


def statement(name: str) -> exp.Table:
    """A dataset, or a statement made before, as a source of rows."""
    return exp.Table(this=exp.to_identifier(name))  # a bare text would be parsed each time


def dimension(name: str, plan: Plan, shift: Shift) -> exp.Expr:
    """The SQL of one dimension: a column, the first day of a period, or a group of products."""
    if name in TIMES:
        return _period(name, plan, shift)
    if name == "product_group":
        return _product_group()
    return exp.column(name)


def row_conditions(plan: Plan, shift: Shift, spans: Sequence[Span] | None) -> list[exp.Expr]:
    """What a row must be to be counted: within the filters, the days, and the grain that is read."""
    conditions = []
    if plan.subject.has_years:
        conditions.append(exp.column("counts_in_year") if plan.is_of_years else tree("grain = 'month'"))
    if len(set(plan.owners.values())) > 1:
        conditions.append(_owned(plan))
    conditions += [filter_condition(each, plan) for each in plan.filters]
    conditions += [tree(f"{name} IS NOT NULL") for name in _told_regions(plan)]
    if spans is not None and not shift.windows:  # the window before is taken whole
        conditions.append(_in_shifted(plan, shift, spans))
    return conditions


def counted_rows(plan: Plan, shift: Shift, spans: Sequence[Span] | None) -> tuple[exp.Expr | str, Sequence[exp.Expr]]:
    """Where the rows that are counted come from, and the conditions that they must meet there."""
    source, conditions = relation(plan), row_conditions(plan, shift, spans)
    if not plan.subject.ends:
        return source, conditions
    within = [exp.column(each) for each in plan.subject.ends] + [_period(each, plan, shift) for each in plan.times]
    marks = [named(_is_outermost(within, plan, is_desc=each), name) for name, each in _ENDS]
    return _subquery(selected(["*", *marks], source, conditions)), ()


def joined(select: exp.Select, name: str, plan: Plan, group: str) -> exp.Select:
    """A statement with the rows of the same group in another one, made before, beside its own."""
    beside = exp.Join(this=statement(name), side="LEFT", on=_same_group(plan, group, name))
    return select.join(beside, copy=False)


def _same_group(plan: Plan, left: str, right: str) -> exp.Expr:
    """The condition that puts two statements' rows of the same group side by side."""
    pairs = (
        exp.NullSafeEQ(this=exp.column(each, left), expression=exp.column(each, right)) for each in plan.dimensions
    )
    return exp.and_(*pairs, copy=False) if plan.dimensions else exp.true()


def in_spans(day: exp.Expr, spans: Sequence[Span]) -> exp.Expr:
    """Whether a day lies in one of the spans."""
    return exp.or_(*(_within(day, each) for each in spans), copy=False) if spans else exp.false()


def day_literal(day: date) -> exp.Expr:
    """A day as SQL."""
    return exp.cast(exp.Literal.string(day.isoformat()), exp.DType.DATE, copy=False)


def months_long(months: int) -> exp.Expr:
    """So many months as SQL."""
    return exp.Interval(this=exp.Literal.string(str(months)), unit=exp.var("MONTH"))


def filter_condition(each: Filter, plan: Plan) -> exp.Expr:
    """One filter of a dimension that is no time."""
    return _condition(each, dimension(each.dimension, plan, Shift()))


def only_condition(each: Filter) -> exp.Expr:
    """Which rows of an answer are shown; a text, since what is left together of a top has a name of its own."""
    return _condition(each, exp.cast(exp.column(each.dimension), exp.DType.TEXT, copy=False))


def _condition(each: Filter, column: exp.Expr) -> exp.Expr:
    values = [exp.Literal.string(value) for value in each.values]
    if each.op == "in":
        return exp.EQ(this=column, expression=values[0]) if len(values) == 1 else column.isin(*values)
    return exp.or_(exp.Not(this=column.copy().isin(*values)), column.copy().is_(exp.null()), copy=False)


def relation(plan: Plan) -> exp.Expr:
    """The rows that are counted from: the dataset, with the columns that must be computed before any filter."""
    subject = plan.subject
    source: exp.Expr = statement(subject.dataset)
    if subject.relation:
        source = _subquery(cast("exp.Query", tree(subject.relation)))
    levels = _levels(plan)
    needed = tuple(dict.fromkeys(each.needs for each in plan.measures if each.needs))
    if levels:
        source = _with_regions(plan, source, levels)
    if needed:
        columns = [named(tree(subject.derived[name]), name) for name in needed]
        rules = [filter_condition(each, plan) for each in plan.rules]
        source = _subquery(selected(["*", *columns], source, rules))
    return source


def _is_outermost(within: Sequence[exp.Expr], plan: Plan, *, is_desc: bool) -> exp.Expr:
    order = exp.Order(expressions=[exp.Ordered(this=exp.column(plan.subject.day), desc=is_desc)])
    place = exp.Window(this=tree("ROW_NUMBER()"), partition_by=[each.copy() for each in within], order=order)
    return exp.EQ(this=place, expression=exp.Literal.number(1))


def _period(name: str, plan: Plan, shift: Shift) -> exp.Expr:
    if name == "window":
        return shifted(exp.column("window", quoted=True), shift)
    day = _day(plan, shift)
    if name == plan.subject.day or (name == "day" and plan.subject.day == "day"):
        return day
    if name == "half":
        text = "CAST(MAKE_DATE(YEAR(day), CASE WHEN MONTH(day) > 6 THEN 7 ELSE 1 END, 1) AS DATE)"
    else:
        text = f"CAST(DATE_TRUNC('{_UNITS[name]}', day) AS DATE)"
    return with_day(text, day)


def with_day(text: str, day: exp.Expr) -> exp.Expr:
    """A fragment of trusted SQL with something in the place of ``day``."""
    return tree(text).transform(lambda node: day.copy() if _is_day(node) else node, copy=False)


def _is_day(node: exp.Expr) -> bool:
    return isinstance(node, exp.Column) and node.name == "day"


def _day(plan: Plan, shift: Shift) -> exp.Expr:
    return shifted(exp.column(plan.subject.day), shift)


def shifted(column: exp.Expr, shift: Shift) -> exp.Expr:
    """A day so much later; of windows the first day of the next one."""
    if shift.windows:
        return _next_window(column, shift.windows)
    if not shift.months and not shift.days:
        return column
    days = exp.Interval(this=exp.Literal.string(str(shift.days)), unit=exp.var("DAY"))
    return exp.cast(
        exp.Add(this=column, expression=months_long(shift.months) if shift.months else days),
        exp.DType.DATE,
        copy=False,
    )


def _next_window(window: exp.Expr, days: Sequence[int]) -> exp.Expr:
    """The first day of the window after the one that begins on a day."""
    month = "CAST(DATE_TRUNC('month', day) AS DATE)"
    steps = (f"WHEN DAYOFMONTH(day) < {each} THEN {month} + {each - 1}" for each in days)
    first = f"CAST({month} + INTERVAL 1 MONTH AS DATE) + {days[0] - 1}"
    return with_day(f"CASE {' '.join(steps)} ELSE {first} END", window)


def _in_shifted(plan: Plan, shift: Shift, spans: Sequence[Span]) -> exp.Expr:
    """Whether a row's day, so much later, lies in one of the spans; the spans are moved where that is the same."""
    moved = [_moved(each, shift) for each in spans]
    if None in moved:
        return in_spans(_day(plan, shift), spans)
    return in_spans(_day(plan, Shift()), [each for each in moved if each])


def _moved(span: Span, shift: Shift) -> Span | None:
    edges = [day if day in _OPEN else _earlier(day, shift) for day in (span.start, span.end)]
    return Span(edges[0], edges[1]) if edges[0] and edges[1] else None


def _earlier(day: date, shift: Shift) -> date | None:
    """The day so much earlier; None where months are not counted from a first of a month, or no such day exists."""
    if shift.months:
        is_there = day.day == 1 and day.year * 12 + day.month - 1 - shift.months >= 12
        return month_shift(day, -shift.months) if is_there else None
    return date.fromordinal(day.toordinal() - shift.days) if day.toordinal() > shift.days else None


def _within(day: exp.Expr, span: Span) -> exp.Expr:
    edges: list[exp.Expr] = []
    if span.start > _OPEN[0]:
        edges.append(exp.GTE(this=day.copy(), expression=day_literal(span.start)))
    if span.end < _OPEN[1]:
        edges.append(exp.LT(this=day.copy(), expression=day_literal(span.end)))
    return exp.and_(*edges, copy=False) if edges else exp.true()


def _product_group() -> exp.Expr:
    groups: dict[str, list[str]] = {}
    for each in PRODUCTS.values():
        groups.setdefault(each.group, []).append(each.code)
    case = exp.Case()
    for group, codes in groups.items():
        values = [exp.Literal.string(code) for code in codes]
        case = case.when(exp.column("product").isin(*values), exp.Literal.string(group))
    return case


def _owned(plan: Plan) -> exp.Expr:
    pairs = []
    for owner in sorted(set(plan.owners.values())):
        stages = [exp.Literal.string(stage) for stage, of in sorted(plan.owners.items()) if of == owner]
        one = exp.EQ(this=exp.column("organisation"), expression=exp.Literal.string(owner))
        pairs.append(exp.and_(one, exp.column(plan.subject.series).isin(*stages), copy=False))
    return exp.or_(*pairs, copy=False)


def _levels(plan: Plan) -> tuple[str, ...]:
    asked = (*plan.dimensions, *(each.dimension for each in plan.filters))
    return tuple(dict.fromkeys(each.removeprefix("region_") for each in asked if each.startswith("region_")))


def _told_regions(plan: Plan) -> tuple[str, ...]:
    return tuple(f"region_{each}" for each in _levels(plan))


def _with_regions(plan: Plan, source: exp.Expr, levels: Sequence[str]) -> exp.Expr:
    """The rows with their region at each level asked for: null where the published region was split."""
    level: exp.Case = exp.Case()
    for name, regions in reversed(tuple(plan.own_regions.items())):
        if regions:
            own = exp.column("region").isin(*(exp.Literal.string(each) for each in regions))
            level = level.when(
                exp.Window(this=exp.func("BOOL_OR", own), partition_by=[exp.column("edition_id")]),
                exp.Literal.string(name),
            )
    oldest = next(iter(plan.region_steps))
    found = level.else_(exp.Literal.string(oldest)) if level.args.get("ifs") else exp.Literal.string(oldest)
    of_series = [filter_condition(each, plan) for each in plan.filters if each.dimension == plan.subject.series]
    inner = _subquery(selected(["*", named(found, "region_level")], source, of_series))
    columns = [named(_region(plan.region_steps[each]), f"region_{each}") for each in levels]
    return _subquery(selected(["*", *columns], inner))


def _region(steps: tuple[RegionSteps, ...]) -> exp.Expr:
    by_level = exp.Case(this=exp.column("region_level"))
    for each in steps:
        names = exp.Case(this=exp.column("region"))
        for region, now in sorted(each.renamed.items()):
            names = names.when(exp.Literal.string(region), exp.Literal.string(now) if now else exp.null())
        kept = exp.cast(exp.column("region"), exp.DType.TEXT, copy=False)
        by_level = by_level.when(exp.Literal.string(each.level), names.else_(kept) if each.renamed else kept)
    return by_level


def _subquery(inner: exp.Query) -> exp.Expr:
    return inner.subquery("rows", copy=False)
