"""What a person can do about a question that takes too long."""

from __future__ import annotations

from petroverse.metrics.plan import Plan

__all__ = ["how_to_narrow"]


def how_to_narrow(plan: Plan) -> str:
    """What to limit or leave out, so that a question reads and gives less.

    Args:
        plan: The question, its defaults filled in.
    """
    ways = []
    if plan.spans is None:
        ways.append("name the time, such as -f year=2024")
    if len(plan.others) > 1:
        ways.append(f"leave out a dimension, such as {plan.others[-1]}")
    free = [each for each in ("product", "company", "region") if each in plan.subject.dimensions]
    free = [each for each in free if each not in {one.dimension for one in plan.filters}]
    if free:
        ways.append(f"limit it to one {free[0]}")
    return f"ask for less: {'; '.join(ways) or 'one measure at a time'}"
