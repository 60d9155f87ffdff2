"""What the mind asks for: typed questions as plain values, and the columns that come back.

The notation is the one that every door of the platform takes (``petroverse.query``): whoever gives the mind its ``Run``
reads it strictly, under a grant. So a finding carries the very question whose rows re-compute it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

__all__ = ["Asked", "Columns", "Run", "asked", "narrowed"]

Asked = Mapping[str, Any]
"""A question: ``measures``, ``dimensions`` and ``filters``, as ``POST /api/query`` takes it."""

Columns = Mapping[str, Sequence[Any]]
"""An answer: each column's values by its name; ``unit`` among them where the measure has one."""

Run = Callable[[Asked], Columns]
"""Answers a question under somebody's grant; no rows where nobody published any."""


def asked(measure: str, *dimensions: str, **only: str | tuple[str, str]) -> Asked:
    """A question for one measure.

    Args:
        measure: What is counted.
        dimensions: What it is split by.
        only: Dimension → its one value, or the first and last period of a time (either may be empty).

    Example:
        >>> asked("volume", "month", source="omc", month=("2024-01", ""))["filters"]
        [{'dimension': 'month', 'from': '2024-01'}, {'dimension': 'source', 'in': ['omc']}]
    """
    filters = [_filter(name, value) for name, value in sorted(only.items()) if value not in ("", ("", ""))]
    return {"measures": [measure], "dimensions": list(dimensions), "filters": filters}


def narrowed(question: Asked, **only: str | tuple[str, str]) -> Asked:
    """The same question of a part of its rows."""
    more = [_filter(name, value) for name, value in sorted(only.items()) if value not in ("", ("", ""))]
    return {**question, "filters": [*question["filters"], *more]}


def _filter(dimension: str, value: str | tuple[str, str]) -> dict[str, Any]:
    if isinstance(value, str):
        return {"dimension": dimension, "in": [value]}
    ends = zip(("from", "until"), value, strict=True)
    return {"dimension": dimension, **{end: period for end, period in ends if period}}
