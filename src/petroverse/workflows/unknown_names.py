"""What an empty answer says of the names in its question: that nothing is called so, and what was probably meant."""

from __future__ import annotations

from datetime import date
from typing import Final

from petroverse.core.companies import printed_key
from petroverse.core.errors import QueryRefused
from petroverse.core.grants import Grant
from petroverse.lake import Snapshot
from petroverse.metrics import CompiledQuery, Filter, Model, Query, compile_query, probably_meant, subject_of
from petroverse.workflows.nameless import never_named
from petroverse.workflows.stores import Stores

__all__ = ["renamed", "unknown_names"]

_NAMED: Final = frozenset({"company", "depot", "region", "place", "parameter", "component", "sample"})
"""Dimensions whose values are names that a person may not know exactly."""
_MOST: Final = 5
"""So many filters, and names in each, are looked at: every filter takes a question of its own."""


def renamed(question: Query, snapshot: Snapshot) -> list[str]:
    """A warning for each company of a question whose name is read as another's.

    Args:
        question: The question.
        snapshot: The facts that it read.
    """
    rows = {row for part in snapshot.parts.values() for row in part.names.rows if row.until == date.max}
    limits = (*question.filters, *question.only)
    asked = {value for each in limits if each.dimension == "company" for value in each.values}
    return [
        f"{value} is read as {row.company}; ask for that name"
        for value in sorted(asked)
        for row in sorted(rows, key=lambda each: each.since)
        if row.name == printed_key(value) and printed_key(row.company) != row.name
    ]


def unknown_names(stores: Stores, compiled: CompiledQuery, grant: Grant, snapshot: Snapshot) -> list[str]:
    """A warning for each name that a question is limited to and that nothing held has.

    Args:
        stores: Where the facts are.
        compiled: The question whose answer has no rows.
        grant: Who asked.
        snapshot: The facts that it read.
    """
    question = compiled.plan.query
    named = _NAMED & set(subject_of(question.measures).dimensions)
    warnings = []
    limits = [each for each in (*question.filters, *question.only) if each.op == "in" and each.dimension in named]
    for each in limits[:_MOST]:
        held = _held(stores, question, each, grant, snapshot)
        if not held:
            warnings += never_named(stores, compiled, each.dimension, grant, snapshot)
        for value in sorted(set(each.values) - held)[:_MOST] if held else ():
            meant = " or ".join(repr(name) for name in probably_meant(value, held))
            asked = f"; did you mean {meant}?" if meant else ""
            warnings.append(f"no {each.dimension} is called {value!r} here{asked}")
    return warnings


def _held(stores: Stores, question: Query, limit: Filter, grant: Grant, snapshot: Snapshot) -> set[str]:
    """The names that the question could have been limited to; none where they cannot be listed."""
    others = tuple(each for each in question.filters if each is not limit)
    asked = Query((question.measures[0],), (limit.dimension,), others)
    try:
        compiled = compile_query(asked, grant, Model(snapshot.holdings, stores.pack_of(grant)))
    except QueryRefused:
        return set()
    rows = stores.lake.run(compiled, snapshot).to_pylist()
    return {str(row[limit.dimension]) for row in rows if row[limit.dimension]}
