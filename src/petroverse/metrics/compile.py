"""A question under a grant as one checked statement. No grant, no query; no value ever becomes a word of SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from petroverse.core.grants import Grant
from petroverse.metrics import concentration
from petroverse.metrics.groups import by_group
from petroverse.metrics.model import Model
from petroverse.metrics.pasts import growth_shift
from petroverse.metrics.plan import Plan, Shift
from petroverse.metrics.query import Query
from petroverse.metrics.resolve import resolve
from petroverse.metrics.spans import widened_to_years
from petroverse.metrics.sql import (
    counted_rows,
    day_literal,
    dimension,
    in_spans,
    joined,
    months_long,
    named,
    only_condition,
    selected,
    tree,
)
from petroverse.metrics.subjects import Measure

__all__ = ["CompiledQuery", "Statement", "compile_query"]

_NOW = Shift()
_WINDOWED = frozenset({"share", "rank", "running", "year_to_date"})


@dataclass(frozen=True)
class Statement:
    """One DuckDB statement, and whose facts each relation in it may hold (dataset → organisations)."""

    sql: str
    reads: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class CompiledQuery:
    """A question that may be run.

    Attributes:
        plan: What was decided.
        sql: The statement that answers it.
        reads: Dataset → organisations whose facts its relations hold.
        sources: The statement that counts the cells behind the answer, by edition.
    """

    plan: Plan
    sql: str
    reads: Mapping[str, tuple[str, ...]]
    sources: Statement


def compile_query(query: Query, grant: Grant, model: Model) -> CompiledQuery:
    """Checks a question and makes its statement.

    Args:
        query: The question.
        grant: Who asks.
        model: The country pack and what is held.

    Raises:
        QueryRefused: It has no honest answer as it was asked; the fault names the nearest one that has.
        NotAllowed: The grant forbids it.
    """
    plan = resolve(query, grant, model)
    sql = _written(_ordered(_statement(plan), plan), pretty=True)
    return CompiledQuery(plan, sql, plan.reads, Statement(_written(_sources(plan)), plan.reads))


def _written(select: exp.Select, *, pretty: bool = False) -> str:
    return select.sql(dialect="duckdb", pretty=pretty, copy=False)


def _statement(plan: Plan) -> exp.Select:
    ctes = _top_cte(plan)
    if plan.compare:
        final = _compared(plan, plan.compare, ctes)
    elif any(each.kind == "growth" for each in plan.measures):
        final = _grown(plan, ctes)
    elif _is_measured(plan):
        final = _measured(plan, _NOW, "", ctes)
    else:
        final = _grouped(plan, _NOW)
    if _is_widened(plan) and plan.spans is not None:
        asked = in_spans(exp.column(plan.finest), plan.spans)
        final = selected(["*"], final.subquery("answer", copy=False), [asked])
    elif plan.query.only or (plan.top and final.args.get("joins")):
        final = selected(["*"], final.subquery("answer", copy=False))
    final = final.where(*(only_condition(each) for each in plan.query.only), copy=False)
    for name, select in ctes.items():
        final = final.with_(exp.TableAlias(this=exp.to_identifier(name)), as_=select, copy=False)
    return final


def _grouped(plan: Plan, shift: Shift) -> exp.Select:
    """One row a group, with its plain sums and counts."""
    spans = widened_to_years(plan.spans) if _is_widened(plan) else plan.spans
    values = [named(_aggregate(each, plan), each.name) for each in _plain(plan)]
    select = by_group(plan, shift, spans, [*values, *_unit_columns(plan)], _split)
    return select if plan.dimensions else select.having(tree("COUNT(*) > 0"), copy=False)


def _plain(plan: Plan) -> list[Measure]:
    """The measures that are computed from rows: those asked for and those that others are made of."""
    found: dict[str, Measure] = {}
    for each in plan.measures:
        base = plan.base(each)
        found[base.name] = base
    return list(found.values())


def _aggregate(measure: Measure, plan: Plan) -> exp.Expr:
    if measure.kind == "count":
        return tree(f"COUNT({measure.of})")
    if measure.kind == "sum":
        total = f"FSUM({measure.of})"
        return tree(total if plan.finest == plan.subject.finest else f"COALESCE({total}, 0)")
    swapped = {"company": plan.entity} if measure.entity else {}
    return tree(measure.of).transform(lambda node: _renamed(node, swapped), copy=False)


def _renamed(node: exp.Expr, names: Mapping[str, str]) -> exp.Expr:
    return exp.column(names[node.name]) if isinstance(node, exp.Column) and node.name in names else node


def _unit_columns(plan: Plan) -> list[exp.Expr]:
    """The unit of the group, and whether it holds more than one."""
    if not any(plan.base(each).unit == "unit" for each in plan.measures) or "unit" in plan.dimensions:
        return []
    return [
        named(tree("MIN(unit)"), "unit"),
        named(tree("MIN(unit) <> MAX(unit)"), "is_mixed"),
    ]


def _split(name: str, plan: Plan, shift: Shift) -> exp.Expr:
    column = dimension(name, plan, shift)
    if plan.top is None or plan.top.dimension != name:
        return column
    largest = selected(["value"], "largest").subquery(copy=False)
    kept = exp.cast(column, exp.DType.TEXT, copy=False)
    is_large = exp.In(this=kept.copy(), query=largest)
    return exp.Case().when(is_large, kept, copy=False).else_(exp.Literal.string("others"), copy=False)


def _top_cte(plan: Plan) -> dict[str, exp.Expr]:
    if plan.top is None:
        return {}
    ranked = _aggregate(plan.base(plan.subject.measures[plan.top.by]), plan)
    value = exp.cast(dimension(plan.top.dimension, plan, _NOW), exp.DType.TEXT, copy=False)
    columns = [named(value, "value"), named(ranked, "ranked_by")]
    by = exp.Ordered(this=exp.column("ranked_by"), desc=True, nulls_first=False)
    order = (by, exp.Ordered(this=exp.column("value"), nulls_first=False))
    source, conditions = counted_rows(plan, _NOW, plan.spans)
    is_named = exp.Not(this=dimension(plan.top.dimension, plan, _NOW).is_(exp.null()))
    select = selected(columns, source, [*conditions, is_named]).group_by(exp.var("ALL"), copy=False)
    return {"largest": select.order_by(*order, copy=False).limit(exp.Literal.number(plan.top.count), copy=False)}


def _measured(plan: Plan, shift: Shift, ending: str, ctes: dict[str, exp.Expr]) -> exp.Select:
    """One row a group, with what compares it to the other groups beside it."""
    if concentration.wanted(plan):
        ctes |= concentration.ctes(plan, shift, ending, _split, _unit_columns(plan))
    if all(each.kind in concentration.KINDS for each in plan.measures):
        return selected(["*"], f"concentration{ending}")
    name = f"grouped{ending}"
    ctes[name] = _grouped(plan, shift)
    columns: list[exp.Expr] = [exp.column(each, name) for each in plan.dimensions]
    columns += [_measured_column(each, plan, name) for each in plan.measures if each.kind != "growth"]
    growing = {each.of for each in plan.measures if each.kind == "growth"} - {each.name for each in plan.measures}
    columns += [_measured_column(plan.subject.measures[each], plan, name) for each in sorted(growing)]
    select = selected(columns, name)
    if _unit_columns(plan):
        select = select.select(exp.column("unit", name), named(_mixed(plan, name), "is_mixed"))
    if concentration.wanted(plan):
        select = joined(select, f"concentration{ending}", plan, name)
    return select


def _measured_column(measure: Measure, plan: Plan, group: str) -> exp.Expr:
    if measure.kind in concentration.KINDS:
        return exp.column(measure.name)
    base = exp.column(plan.base(measure).name, group)
    if not measure.is_derived:
        return named(base, measure.name)
    if measure.kind == "share":
        whole = exp.Window(this=exp.func("SUM", base.copy()), partition_by=_beside(plan, group))
        return named(exp.Div(this=base, expression=exp.func("NULLIF", whole, exp.Literal.number(0))), measure.name)
    if measure.kind == "rank":
        return named(_ranked(base, plan, group), measure.name)
    return named(_running(measure, base, plan, group), measure.name)


def _ranked(base: exp.Expr, plan: Plan, group: str) -> exp.Expr:
    """The place among the groups compared; the rest of a top-N is none of them and has no place."""
    order = exp.Order(expressions=[exp.Ordered(this=base, desc=True, nulls_first=False)])
    within = _beside(plan, group)
    if plan.top is None or plan.top.dimension != plan.compared:
        return exp.Window(this=tree("RANK()"), partition_by=within, order=order)
    is_rest = exp.EQ(this=exp.column(plan.compared, group), expression=exp.Literal.string("others"))
    place = exp.Window(this=tree("RANK()"), partition_by=[*within, is_rest], order=order)
    return exp.Case().when(is_rest.copy(), exp.null(), copy=False).else_(place, copy=False)


def _running(measure: Measure, base: exp.Expr, plan: Plan, group: str) -> exp.Expr:
    within: list[exp.Expr] = [exp.column(each, group) for each in plan.others]
    period = exp.column(plan.finest, group)
    if measure.kind != "running":
        within.append(exp.func("YEAR", period.copy()))
    order = exp.Order(expressions=[exp.Ordered(this=period)])
    return exp.Window(this=exp.func("SUM", base), partition_by=within, order=order)


def _mixed(plan: Plan, group: str) -> exp.Expr:
    mixed = exp.column("is_mixed", group)
    if not any(each.kind in {"share", "rank"} and plan.base(each).unit == "unit" for each in plan.measures):
        return mixed
    beside = _beside(plan, group)
    lowest = exp.Window(this=exp.func("MIN", exp.column("unit", group)), partition_by=beside)
    highest = exp.Window(this=exp.func("MAX", exp.column("unit", group)), partition_by=[each.copy() for each in beside])
    return exp.or_(mixed, exp.NEQ(this=lowest, expression=highest), copy=False)


def _beside(plan: Plan, group: str) -> list[exp.Expr]:
    """The dimensions within which a share is taken: all but the one that it compares."""
    return [exp.column(each, group) for each in plan.dimensions if each != plan.compared]


def _stage(plan: Plan, shift: Shift, ending: str, ctes: dict[str, exp.Expr]) -> str:
    """Adds the statement of all groups at one shift of time, and gives its name."""
    if _is_measured(plan):
        name = f"measured{ending}"
        ctes[name] = _measured(plan, shift, ending, ctes)
    else:
        name = f"grouped{ending}"
        ctes[name] = _grouped(plan, shift)
    return name


def _is_measured(plan: Plan) -> bool:
    """Whether groups are compared with each other or ordered by more than their columns: then they are made first."""
    kinds = {each.kind for each in plan.measures}
    kinds |= {plan.subject.measures[each.of].kind for each in plan.measures if each.kind == "growth"}
    return bool(kinds & (_WINDOWED | concentration.KINDS)) or plan.top is not None


def _grown(plan: Plan, ctes: dict[str, exp.Expr]) -> exp.Select:
    now = _stage(plan, _NOW, "", ctes)
    columns: list[exp.Expr] = [exp.column(each, now) for each in plan.dimensions]
    befores: dict[str, Shift] = {}
    for each in plan.measures:
        if each.kind != "growth":
            columns.append(exp.column(each.name, now))
            continue
        ending = f"_{each.step}_ago"
        befores[ending] = growth_shift(each)
        was = exp.column(each.of, now + ending)
        gaps = plan.incomplete_to_date if each.of == "year_to_date" else plan.incomplete
        columns.append(named(_growth(plan, exp.column(each.of, now), was, gaps, befores[ending]), each.name))
    if _unit_columns(plan):
        columns += [exp.column(each, now) for each in ("unit", "is_mixed")]
    select = selected(columns, now)
    for ending, shift in befores.items():
        before = _stage(plan, shift, ending, ctes)
        select = joined(select, before, plan, now)
    return select


def _growth(plan: Plan, now: exp.Column, was: exp.Column, gaps: tuple[date, ...], shift: Shift) -> exp.Expr:
    """The change as a part of what was; nothing from or to a period that is not wholly known."""
    divisor = exp.func("NULLIF", was, exp.Literal.number(0))
    grown = exp.Sub(this=exp.Div(this=now, expression=divisor), expression=exp.Literal.number(1))
    if not gaps:
        return grown
    period = exp.column(plan.finest, now.table)
    past = exp.cast(exp.Sub(this=period.copy(), expression=months_long(shift.months)), exp.DType.DATE, copy=False)
    unknown = exp.or_(*(each.isin(*(day_literal(day) for day in gaps)) for each in (period, past)), copy=False)
    return exp.Case().when(unknown, exp.null()).else_(grown)


def _compared(plan: Plan, shift: Shift, ctes: dict[str, exp.Expr]) -> exp.Select:
    now, before = _stage(plan, _NOW, "", ctes), _stage(plan, shift, "_before", ctes)
    columns: list[exp.Expr] = [exp.column(each, now) for each in plan.dimensions]
    for each in plan.measures:
        here, was = exp.column(each.name, now), exp.column(each.name, before)
        change = exp.Sub(this=here.copy(), expression=was.copy())
        grown = _growth(plan, exp.column(each.name, now), exp.column(each.name, before), plan.incomplete, shift)
        columns += [here, named(was, f"{each.name}_before")]
        columns += [
            named(change, f"{each.name}_change"),
            named(grown, f"{each.name}_growth"),
        ]
    if _unit_columns(plan):
        mixed = exp.or_(
            exp.column("is_mixed", now), exp.func("COALESCE", exp.column("is_mixed", before), exp.false()), copy=False
        )
        columns += [exp.column("unit", now), named(mixed, "is_mixed")]
    return joined(selected(columns, now), before, plan, now)


def _is_widened(plan: Plan) -> bool:
    return any("year_to_date" in (each.kind, each.of) for each in plan.measures)


def _ordered(select: exp.Select, plan: Plan) -> exp.Select:
    named = [(each.by, each.is_descending) for each in plan.query.sort]
    named += [(each, False) for each in plan.dimensions if each not in dict(named)]
    orders = []
    for name, is_descending in named:
        if plan.top and name == plan.top.dimension:
            orders.append(exp.Ordered(this=exp.EQ(this=exp.column(name), expression=exp.Literal.string("others"))))
            if name not in {each.by for each in plan.query.sort}:
                orders.append(_largest_first(name))
        orders.append(exp.Ordered(this=exp.column(name), desc=is_descending, nulls_first=False))
    if orders:
        select = select.order_by(*orders, copy=False)
    return select.limit(exp.Literal.number(plan.query.limit), copy=False) if plan.query.limit else select


def _largest_first(name: str) -> exp.Ordered:
    """The order of a top-N: by what it was chosen by."""
    chosen = exp.EQ(this=exp.column("value", "largest"), expression=exp.column(name))
    ranked = selected(["ranked_by"], "largest", [chosen]).subquery(copy=False)
    return exp.Ordered(this=ranked, desc=True, nulls_first=False)


def _sources(plan: Plan) -> exp.Select:
    """How many cells of each edition stand behind the answer, and how many were left out as suspect."""
    subject = plan.subject
    columns = [exp.column("edition_id"), named(tree(f"COUNT({subject.blank})"), "cells")]
    if subject.suspect:
        columns.append(named(tree(f"COUNT(*) FILTER (WHERE {subject.suspect})"), "suspect"))
    spans = widened_to_years(plan.spans) if _is_widened(plan) else plan.spans
    select = selected(columns, *counted_rows(plan, _NOW, spans))
    return select.group_by(exp.column("edition_id"), copy=False)
