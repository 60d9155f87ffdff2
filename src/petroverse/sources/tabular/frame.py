"""A table on its way to facts: the catalogue's columns filled so far, and the faults met."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from petroverse.core.country import CountryPack
from petroverse.sources.tabular.cells import Bools
from petroverse.sources.tabular.checks import time_column
from petroverse.sources.tabular.grid import Grid
from petroverse.sources.tabular.mapping import Mapping

__all__ = ["ARROW", "KNOWN", "Fault", "Frame"]

ARROW: Final[dict[str, Any]] = {
    "code": pa.string(),
    "text": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "real": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
}
"""The catalogue's types as arrays."""

KNOWN: Final = "known_at"
"""Stands for the column of when a row became known, in faults."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Cells of one column that could not be read, so that their rows are left out.

    Attributes:
        rule: The finding's rule.
        column: The catalogue's column.
        rows: Which rows, as a mask.
        expected: What should stand there.
        fix: What to do.
    """

    rule: str
    column: str
    rows: Bools
    expected: str
    fix: str


@dataclass
class Frame:
    """A table on its way: the catalogue's columns filled so far, and the faults met.

    Attributes:
        grid: Where it comes from.
        mapping: How it is read.
        pack: The country, if any.
        zone: The zone of times that state none.
        columns: Catalogue column → array, one value a row of the grid.
        faults: What could not be read.
        known: When each row became known; null where it is to be inferred.
    """

    grid: Grid
    mapping: Mapping
    pack: CountryPack | None
    zone: ZoneInfo
    columns: dict[str, pa.Array] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    known: pa.Array = None

    def heading(self, column: str) -> str:
        """The heading behind a column of the catalogue, or behind when it became known; empty where there is none."""
        rule = self.mapping.columns.get(column)
        return self.mapping.known.heading if column == KNOWN else rule.heading if rule else ""

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.grid.lines)

    def source(self, name: str) -> pa.Array | None:
        """The file's own column behind a column of the catalogue; None where it has a constant or is not mapped."""
        rule = self.mapping.columns.get(name)
        index = self.grid.find(rule.heading) if rule and rule.heading else None
        return None if index is None else self.grid.columns[index]

    def blocked(self) -> Bools:
        """Rows with a fault in any column."""
        mask = np.zeros(self.size, np.bool_)
        for each in self.faults:
            mask |= each.rows
        return mask

    def days(self) -> pa.Array:
        """The day that each row speaks for; null where the dataset has none, or nothing filled it yet."""
        for name in (time_column(self.mapping), "at"):
            if name in self.columns:
                return self.columns[name].cast(pa.date32(), safe=False)
        return pa.nulls(self.size, pa.date32())
