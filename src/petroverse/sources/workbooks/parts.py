"""What each cell of a sheet is to us: a fact, a printed total, a heading, the name of a row, or left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, Literal

from petroverse.sources.workbooks.cells import column_number

__all__ = ["CellPart", "Place", "cells_in", "parts_of", "place_of"]

CellPart = Literal["fact", "total", "heading", "label", "ignored"]
Place = tuple[int, int]
"""Row and column, both from 1."""

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
_CELL: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_RANGE: Final = re.compile(r"([A-Za-z]{1,3})?([0-9]{1,7})?:([A-Za-z]{1,3})?([0-9]{1,7})?")
_HEADING_WITHIN: Final = 6


def place_of(cell: str) -> Place | None:
    """The first place that a cell, a list of cells or a range names; None where it names none of a sheet.

    Example:
        >>> place_of("B17"), place_of("A1;A2"), place_of("12:14"), place_of("ZZZ99999999"), place_of("")
        ((17, 2), (1, 1), (12, 1), None, None)
    """
    first = re.split(r"[;,\s]|\.\.\.", cell.strip())[0]
    found = _CELL.fullmatch(first)
    if found:
        place = int(found[2]), column_number(found[1].upper())
    else:
        box = _box(first)
        if box is None:
            return None
        place = box[0], box[1]
    return place if 1 <= place[0] <= LAST_ROW and 1 <= place[1] <= LAST_COLUMN else None


def cells_in(cells: str, rows: range, columns: range) -> Iterator[Place]:
    """The places within a window that cells, lists of cells and ranges name; all of it where they are empty.

    Example:
        >>> list(cells_in("A1:B9;D2", range(2, 4), range(2, 5)))
        [(2, 2), (3, 2), (2, 4)]
    """
    if not cells.strip():
        yield from ((row, column) for row in rows for column in columns)
        return
    for each in re.split(r"[;,\s]+", cells.strip()):
        top, left, bottom, right = _box(each) or (1, 1, 0, 0)
        yield from (
            (row, column)
            for row in range(max(top, rows.start), min(bottom + 1, rows.stop))
            for column in range(max(left, columns.start), min(right + 1, columns.stop))
        )


def parts_of(
    rows: Sequence[Sequence[object]], facts: Collection[Place], totals: Collection[Place], ignored: Iterable[Place]
) -> dict[Place, CellPart]:
    """What each cell of a sheet is.

    Args:
        rows: The sheet from row 1, each row from column A.
        facts: Where facts came from.
        totals: Where printed totals stand.
        ignored: What was deliberately left out.
    """
    parts: dict[Place, CellPart] = {place: "ignored" for place in ignored if _holds(rows, place)}
    parts |= dict.fromkeys(_labels(rows, facts), "label")
    parts |= dict.fromkeys(_headings(rows, facts), "heading")
    parts |= dict.fromkeys(totals, "total")
    return parts | dict.fromkeys(facts, "fact")


def _labels(rows: Sequence[Sequence[object]], facts: Collection[Place]) -> Iterator[Place]:
    """The filled cells at the left of each row's first fact."""
    first: dict[int, int] = {}
    for row, column in facts:
        first[row] = min(column, first.get(row, column))
    for row, column in first.items():
        yield from ((row, at) for at in range(1, column) if _holds(rows, (row, at)))


def _headings(rows: Sequence[Sequence[object]], facts: Collection[Place]) -> Iterator[Place]:
    """The nearest text above each column's first fact of a table."""
    above = set(facts)
    for row, column in facts:
        if (row - 1, column) in above:
            continue
        for at in range(row - 1, max(row - 1 - _HEADING_WITHIN, 0), -1):
            if _holds(rows, (at, column)):
                if isinstance(rows[at - 1][column - 1], str):
                    yield at, column
                break


def _holds(rows: Sequence[Sequence[object]], place: Place) -> bool:
    row, column = place
    return row <= len(rows) and column <= len(rows[row - 1]) and rows[row - 1][column - 1] not in (None, "")


def _box(text: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom and right of a cell or range such as ``B2``, ``A1:B9``, ``4:9`` or ``C:C``."""
    cell = _CELL.fullmatch(text)
    if cell:
        row, column = int(cell[2]), column_number(cell[1].upper())
        return row, column, row, column
    found = _RANGE.fullmatch(text)
    if not found or not (found[1] or found[2]):
        return None
    left = column_number(found[1].upper()) if found[1] else 1
    right = column_number(found[3].upper()) if found[3] else LAST_COLUMN
    return int(found[2] or 1), left, int(found[4] or LAST_ROW), right
