"""How concentrated a market is: shares of its companies, squared and added, or of the largest few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlglot import exp

from petroverse.metrics.groups import Split, by_group
from petroverse.metrics.plan import Plan, Shift
from petroverse.metrics.sql import named, selected, tree
from petroverse.metrics.subjects import Measure

__all__ = ["KINDS", "ctes", "wanted"]

KINDS: Final = frozenset({"concentration", "top_share"})


def wanted(plan: Plan) -> list[Measure]:
    """The measures of concentration that the question asks for."""
    return [each for each in plan.measures if each.kind in KINDS]


def ctes(plan: Plan, shift: Shift, ending: str, split: Split, units: Sequence[exp.Expr]) -> dict[str, exp.Expr]:
    """The statements that compute them: each company's volume within each group, then the group's measures.

    Args:
        plan: The plan.
        shift: How far back.
        ending: What tells the statements' names from those of another shift.
        split: Gives a dimension's SQL.
        units: Columns with the unit of a group and whether it holds more than one.
    """
    names = list(plan.dimensions)
    amount = named(tree("NULLIF(GREATEST(FSUM(volume), 0), 0)"), "amount")
    values = [named(exp.column(plan.entity), "entity"), amount, *units]
    by_entity = by_group(plan, shift, plan.spans, values, split)
    if not names:
        by_entity = by_entity.group_by(exp.var("ALL"), copy=False)
    group = [exp.column(name) for name in names]
    order = exp.Order(expressions=[exp.Ordered(this=exp.column("amount"), desc=True, nulls_first=False)])
    whole = exp.Window(this=tree("SUM(amount)"), partition_by=group)
    place = exp.Window(this=tree("ROW_NUMBER()"), partition_by=[each.copy() for each in group], order=order)
    ranked = selected(["*", named(whole, "whole"), named(place, "place")], f"by_entity{ending}")
    measures = [named(_formula(each), each.name) for each in wanted(plan)]
    if units:
        mixed = tree("BOOL_OR(is_mixed) OR MIN(unit) <> MAX(unit)")
        measures += [named(tree("MIN(unit)"), "unit"), named(mixed, "is_mixed")]
    last = selected([*names, *measures], ranked.subquery("ranked", copy=False))
    last = last.group_by(exp.var("ALL"), copy=False) if names else last.having(tree("COUNT(*) > 0"), copy=False)
    return {f"by_entity{ending}": by_entity, f"concentration{ending}": last}


def _formula(measure: Measure) -> exp.Expr:
    if measure.kind == "concentration":
        return tree("SUM(POWER(amount / whole, 2)) * 10000")
    return tree(f"SUM(amount) FILTER (WHERE place <= {measure.count}) / ANY_VALUE(whole)")
