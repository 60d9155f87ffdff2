"""Faults of a sheet as such, whatever it is about: error cells in it, and a width that it only claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from petroverse.core.facts import Finding
from petroverse.sources.workbooks.book import Sheet
from petroverse.sources.workbooks.cells import a1, column_letters

__all__ = ["formula_errors", "wide_sheet"]

EMPTY_COLUMNS: Final = 100
"""A sheet that claims this many columns beyond its last filled one is called wide."""

_ERROR: Final = re.compile(r"#(?:DIV/0!|REF!|NAME\?|VALUE!|N/A|NUM!|NULL!)")


def formula_errors(sheet: Sheet, expected: str) -> Iterator[Finding]:
    """One finding for all error cells of a sheet: the cell, or the first and the last of them.

    Args:
        sheet: The sheet.
        expected: What belongs there instead, such as ``(no average)``.
    """
    cells = [
        (a1(at, column), cell)
        for at, row in enumerate(sheet.rows)
        for column, cell in enumerate(row)
        if isinstance(cell, str) and _ERROR.fullmatch(cell)
    ]
    if len(cells) == 1:
        yield Finding("formula_error", "blocks", sheet.name, cells[0][0], cells[0][1], expected)
    elif cells:
        where, seen = f"{cells[0][0]} ... {cells[-1][0]}", f"{len(cells)} x {cells[0][1]}"
        yield Finding("formula_error", "blocks", sheet.name, where, seen, expected)


def wide_sheet(sheet: Sheet) -> Iterator[Finding]:
    """A sheet that claims far more columns than it fills."""
    filled = max((at for row in sheet.rows for at, cell in enumerate(row, 1) if cell is not None), default=0)
    if sheet.declared_columns - filled > EMPTY_COLUMNS:
        seen = f"declares columns to {column_letters(sheet.declared_columns - 1)}, {sheet.merged_ranges} merged ranges"
        expected = f"last filled column {column_letters(filled - 1)}" if filled else "no filled column"
        yield Finding("wide_sheet", "look", sheet.name, "", seen, expected, "bound what is read")
