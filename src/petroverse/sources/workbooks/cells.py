"""Cells by their names: ``a1`` and back, ranges, and what a cell may hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from functools import cache
from typing import TypeAlias, TypeGuard

__all__ = ["Cell", "Row", "a1", "column_letters", "column_number", "is_number", "span_a1"]

Cell: TypeAlias = str | float | int | bool | date | time | timedelta | None
"""What a cell holds; a blank is None, an error is its text such as ``#DIV/0!``, a date may be a date or datetime."""

Row: TypeAlias = list[Cell]


@cache
def column_letters(column: int) -> str:
    """The letters of a column counted from 0.

    Example:
        >>> column_letters(0), column_letters(25), column_letters(26), column_letters(16383)
        ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """The number of a column counted from 1.

    Example:
        >>> column_number("A"), column_number("XFD")
        (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def a1(row: int, column: int) -> str:
    """The name of the cell at a row and column counted from 0.

    Example:
        >>> a1(0, 0), a1(16, 3)
        ('A1', 'D17')
    """
    return f"{column_letters(column)}{row + 1}"


def span_a1(cells: Iterable[tuple[int, int]]) -> str:
    """The smallest rectangle around cells (row, column from 0), such as ``C4:P39``; one cell is named alone.

    Example:
        >>> span_a1([(3, 2), (38, 15)]), span_a1([(3, 2)])
        ('C4:P39', 'C4')
    """
    rows, columns = zip(*cells, strict=True)
    first, last = a1(min(rows), min(columns)), a1(max(rows), max(columns))
    return first if first == last else f"{first}:{last}"


def is_number(cell: Cell) -> TypeGuard[float]:
    """Whether a cell holds a number (a yes or no is none)."""
    return isinstance(cell, (float, int)) and not isinstance(cell, bool)
