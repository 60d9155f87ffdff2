"""A table as it stands in a file: headings, columns of text or true values, and where each row came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from petroverse.core.facts import Finding, IgnoredRange
from petroverse.sources.workbooks.cells import column_letters

__all__ = ["Column", "Grid", "Lines"]

Column: TypeAlias = Any
"""A pyarrow array: text, numbers, dates, instants or booleans, as the file held them; null where a cell is blank."""

Lines: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of a file.

    Attributes:
        headings: As printed.
        columns: One array a heading, all of one length.
        lines: The line (text file) or row (workbook) of each row, from 1.
        sheet: The workbook's sheet; empty for other files.
        findings: What was found while opening it.
        ignored: What was left out, and why.
    """

    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: Lines
    sheet: str = ""
    findings: tuple[Finding, ...] = ()
    ignored: tuple[IgnoredRange, ...] = ()

    def find(self, heading: str) -> int | None:
        """The column with a heading, outer blanks, inner runs of blanks and case aside; None where there is none."""
        wanted = even(heading)
        return next((index for index, each in enumerate(self.headings) if even(each) == wanted), None)

    def places(self, rows: Sequence[int], column: int | None) -> list[str]:
        """Where cells stand: ``D17`` in a workbook, ``line 12`` elsewhere."""
        if self.sheet and column is not None:
            return [f"{column_letters(column)}{self.lines[row]}" for row in rows]
        return [f"{'row' if self.sheet else 'line'} {self.lines[row]}" for row in rows]


def even(text: str) -> str:
    """A heading made comparable.

    Example:
        >>> even("  Volume   (L) ")
        'volume (l)'
    """
    return " ".join(text.split()).lower()
