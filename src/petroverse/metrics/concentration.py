"""How concentrated a market is: shares of its companies, squared and added, or of the largest few."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlglot import exp

from petroverse.metrics.plan import Plan, Shift
from petroverse.metrics.sql import counted_rows, named, selected, tree
from petroverse.metrics.subjects import Measure

__all__ = ["KINDS", "ctes", "wanted"]

KINDS: Final = frozenset({"concentration", "top_share"})

_Split = Callable[[str, Plan, Shift], exp.Expr]


def wanted(plan: Plan) -> list[Measure]:
    """The measures of concentration that the question asks for."""
    return [each for each in plan.measures if each.kind in KINDS]


def ctes(plan: Plan, shift: Shift, ending: str, split: _Split) -> dict[str, exp.Expr]:
    """The statements that compute them: each company's volume within each group, then the group's measures."""
    names = list(plan.dimensions)
    columns: list[exp.Expr | str] = [named(split(name, plan, shift), name) for name in names]
    columns += [
        named(exp.column(plan.entity), "entity"),
        named(tree("FSUM(volume)"), "amount"),
    ]
    by_entity = selected(columns, *counted_rows(plan, shift, plan.spans)).group_by(exp.var("ALL"), copy=False)
    by_entity = by_entity.having(tree("FSUM(volume) > 0"), copy=False)
    group = [exp.column(name) for name in names]
    order = exp.Order(expressions=[exp.Ordered(this=exp.column("amount"), desc=True)])
    whole = exp.Window(this=tree("SUM(amount)"), partition_by=group)
    place = exp.Window(this=tree("ROW_NUMBER()"), partition_by=[each.copy() for each in group], order=order)
    ranked = selected([*names, "amount", named(whole, "whole"), named(place, "place")], f"by_entity{ending}")
    measures = [named(_formula(each), each.name) for each in wanted(plan)]
    last = selected([*names, *measures], ranked.subquery("ranked", copy=False))
    last = last.group_by(exp.var("ALL"), copy=False) if names else last
    return {f"by_entity{ending}": by_entity, f"concentration{ending}": last}


def _formula(measure: Measure) -> exp.Expr:
    if measure.kind == "concentration":
        return tree("SUM(POWER(amount / whole, 2)) * 10000")
    return tree(f"SUM(amount) FILTER (WHERE place <= {measure.count}) / ANY_VALUE(whole)")
