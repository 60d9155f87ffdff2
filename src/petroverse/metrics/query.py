"""The one typed question that everything in PetroVerse asks: measures by dimensions, within filters, as known then."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from petroverse.core.times import Span

__all__ = ["Comparison", "Filter", "Query", "Sort", "Top"]

Comparison = Literal["", "previous_period", "year_ago"]
"""Beside each measure: the same of the period just before, or of the same period a year before."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Only these values of a dimension, only others, or only periods from one to another.

    Attributes:
        dimension: What is limited.
        op: ``in``, ``not_in`` or ``range``.
        values: The values as text, ascending and each once; for a range the first and the last period, either may be
            empty and both belong to it.
    """

    dimension: str
    op: Literal["in", "not_in", "range"]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Top:
    """The largest values of a dimension alone, all others together as ``others``.

    Attributes:
        count: How many, 1 to 1000.
        dimension: Of which dimension; empty for the last one that is no time.
        by: The measure that ranks them; empty for the first one that can be summed.
    """

    count: int
    dimension: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Sort:
    """One column to sort by."""

    by: str
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question, whoever asks it: page, command line, report, alarm or person.

    Attributes:
        measures: What is counted, at least one.
        dimensions: What it is split by, in the order of the answer's columns.
        filters: What it is limited to; all of them hold together.
        span: The days asked about; None for all.
        compare: What stands beside each measure.
        top: The largest values alone.
        as_of: Only what publishers had made known by then; None for everything.
        as_recorded: Only what had been taken in by then; None for everything.
        limit: The most rows; None for all.
        sort: Order of the rows; () for the order of the dimensions.
        only: Which rows are shown, after shares, ranks and concentration were taken over all of them: one company's
            share of the whole, say. Filters, by contrast, leave the other companies out of the whole.

    Example:
        >>> Query(("volume",), ("year", "product"), (Filter("source", "in", ("omc",)),)).canonical()["measures"]
        ['volume']
    """

    measures: tuple[str, ...]
    dimensions: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    span: Span | None = None
    compare: Comparison = ""
    top: Top | None = None
    as_of: datetime | None = None
    as_recorded: datetime | None = None
    limit: int | None = None
    sort: tuple[Sort, ...] = ()
    only: tuple[Filter, ...] = ()

    def canonical(self) -> dict[str, Any]:
        """The one way to write this question as JSON; ``notation.query_from_json`` reads it back."""
        from petroverse.metrics.notation import query_to_json

        return query_to_json(self)

    @property
    def key(self) -> str:
        """A short name for the question: equal questions have equal keys, in every process."""
        text = json.dumps(self.canonical(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:24]
