"""How findings write cells and numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from petroverse.sources.workbooks.cells import Cell, a1, span_a1

__all__ = ["NAMED_ALONE", "cells_text", "column_runs", "number_text", "sheets_text"]

NAMED_ALONE: Final = 8
"""Up to so many cells are named one by one; more are given as the range around them."""

MANY_SHEETS: Final = 10


def cells_text(cells: Collection[tuple[int, int]]) -> str:
    """Cells (row, column from 0) one by one, or the range around them where they are many.

    Example:
        >>> cells_text([(33, 2), (33, 5)])
        'C34;F34'
    """
    if len(cells) <= NAMED_ALONE:
        return ";".join(a1(row, column) for row, column in sorted(cells))
    return span_a1(cells)


def column_runs(cells: Collection[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Cells grouped into unbroken runs down one column."""
    runs: list[list[tuple[int, int]]] = []
    for row, column in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if runs and runs[-1][-1] == (row - 1, column):
            runs[-1].append((row, column))
        else:
            runs.append([(row, column)])
    return runs


def number_text(number: Cell) -> str:
    """A number without needless decimals; a blank says so.

    Example:
        >>> number_text(172415600.0), number_text(0.5), number_text(None)
        ('172415600', '0.5', '(blank)')
    """
    if number is None:
        return "(blank)"
    if isinstance(number, float) and number.is_integer():
        return str(int(number))
    return str(number)


def sheets_text(names: Sequence[str], all_sheets: int) -> str:
    """Names one class of sheets: the only one by its name, all of them as ``(all 19)``, else how many."""
    if len(names) == 1:
        return names[0]
    return f"(all {all_sheets})" if len(names) == all_sheets else f"({len(names)} of {all_sheets})"
