"""How concentrated a market is: shares of its companies, squared and added, or of the largest few."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlglot import exp

from petroverse.metrics.plan import Plan, Shift
from petroverse.metrics.sql import relation, row_conditions, tree
from petroverse.metrics.subjects import Measure

__all__ = ["KINDS", "ctes", "joined", "wanted"]

KINDS: Final = frozenset({"concentration", "top_share"})

_Split = Callable[[str, Plan, Shift], exp.Expr]


def wanted(plan: Plan) -> list[Measure]:
    """The measures of concentration that the question asks for."""
    return [each for each in plan.measures if each.kind in KINDS]


def ctes(plan: Plan, shift: Shift, ending: str, split: _Split) -> dict[str, exp.Expr]:
    """The statements that compute them: each company's volume within each group, then the group's measures."""
    names = list(plan.dimensions)
    columns = [exp.alias_(split(name, plan, shift), name) for name in names]
    columns += [exp.alias_(exp.column(plan.entity), "entity"), exp.alias_(tree("FSUM(volume)"), "amount")]
    by_entity = exp.select(*columns).from_(relation(plan)).group_by(exp.var("ALL")).having(tree("FSUM(volume) > 0"))
    if conditions := row_conditions(plan, shift, plan.spans):
        by_entity = by_entity.where(*conditions)
    group = [exp.column(name) for name in names]
    order = exp.Order(expressions=[exp.Ordered(this=exp.column("amount"), desc=True)])
    ranked = exp.select(
        *names,
        "amount",
        exp.alias_(exp.Window(this=tree("SUM(amount)"), partition_by=group), "whole"),
        exp.alias_(
            exp.Window(this=tree("ROW_NUMBER()"), partition_by=[each.copy() for each in group], order=order), "place"
        ),
    ).from_(f"by_entity{ending}")
    measures = [exp.alias_(_formula(each), each.name) for each in wanted(plan)]
    last = exp.select(*names, *measures).from_(ranked.subquery("ranked"))
    last = last.group_by(exp.var("ALL")) if names else last
    return {f"by_entity{ending}": by_entity, f"concentration{ending}": last}


def joined(plan: Plan, group: str, beside: str) -> exp.Expr:
    """The condition that puts a group's measures beside the group."""
    pairs = [
        exp.NullSafeEQ(this=exp.column(each, group), expression=exp.column(each, beside)) for each in plan.dimensions
    ]
    return exp.and_(*pairs) if pairs else exp.true()


def _formula(measure: Measure) -> exp.Expr:
    if measure.kind == "concentration":
        return tree("SUM(POWER(amount / whole, 2)) * 10000")
    return tree(f"SUM(amount) FILTER (WHERE place <= {measure.count}) / ANY_VALUE(whole)")
