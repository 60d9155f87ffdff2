"""The nearest questions that have an answer, as each door writes them: in words, as a command, or as a link."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypedDict

from petroverse.core.errors import Door
from petroverse.metrics.arguments import query_as_arguments, query_as_link
from petroverse.metrics.notation import query_to_json
from petroverse.metrics.query import Query

__all__ = ["Instead", "instead"]


class Instead(TypedDict):
    """A fault's fix in every way."""

    fix: str
    fixes: dict[Door, str]


def instead(asked: Query, *ways: tuple[str, Query]) -> Instead:
    """What a fault says of the questions that may be asked instead.

    Args:
        asked: The question without an answer.
        ways: Questions that have one, each with what it does, or nothing where the fault says it.

    Example:
        >>> instead(Query(("volume",)), ("group by year", Query(("volume",), ("year",))))["fix"]
        'group by year: set dimensions to ["year"]'
    """

    def told(write: Callable[[Query], str]) -> str:
        return "; or ".join(f"{hint}: {write(query)}" if hint else write(query) for hint, query in ways)

    return {
        "fix": told(lambda query: _changes(asked, query)),
        "fixes": {
            "command": told(lambda query: f"petroverse query {query_as_arguments(query)}"),
            "link": told(lambda query: f"/api/query?{query_as_link(query)}"),
        },
    }


def _changes(asked: Query, nearest: Query) -> str:
    before, after = query_to_json(asked), query_to_json(nearest)
    left_out = [f"leave out {name}" for name in before if name not in after]
    changed = [
        f"set {name} to {json.dumps(value, ensure_ascii=False)}"
        for name, value in after.items()
        if before.get(name) != value
    ]
    return " and ".join([*left_out, *changed])
