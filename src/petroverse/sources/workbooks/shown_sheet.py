"""One sheet as a person sees it: every shown cell as it stands there, bounded, and nothing that its publisher hid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from petroverse.core.errors import NotFound
from petroverse.sources.workbooks.book import Book, Sheet, open_book
from petroverse.sources.workbooks.cells import Cell
from petroverse.sources.workbooks.hidden import without_hidden
from petroverse.sources.workbooks.marks import Marks, read_marks

__all__ = ["SheetNotShown", "ShownCell", "ShownSheet", "read_shown_sheet"]

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 400
_LONGEST: Final = 300

ShownCell = str | float | bool | None


class SheetNotShown(NotFound):
    """The workbook has no such sheet, or its publisher hid it."""


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """What one sheet shows.

    Attributes:
        name: The sheet exactly as named.
        sheets: Every sheet that the publisher shows, in order.
        rows: Rows from row 1, each from column A; what is hidden is blank.
        hidden_rows: Rows that are hidden, from 1.
        hidden_columns: Columns that are hidden, from 1.
        row_count: Rows of the sheet, those beyond the bound too.
        column_count: Columns of the sheet, those beyond the bound too.
    """

    name: str
    sheets: tuple[str, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[int, ...]
    row_count: int
    column_count: int


def read_shown_sheet(wanted: str, content: bytes, name: str) -> ShownSheet:
    """Reads what one sheet of a workbook shows.

    Args:
        wanted: The sheet as named, outer blanks aside; the first that is shown where empty.
        content: The workbook's bytes.
        name: The file's name, for messages.

    Raises:
        FileRefused: It is no workbook that can be read.
        SheetNotShown: It shows no such sheet.
    """
    book = open_book(content, name)
    sheet = _chosen(book, wanted)
    marks = read_marks(content, sheet.name, fonts=False) if sheet.hides else Marks()
    shown = without_hidden(sheet, marks).rows if sheet.hides else sheet.rows
    width = max((at for row in shown for at, cell in enumerate(row, 1) if cell is not None), default=0)
    rows = tuple(tuple(_shown(cell) for cell in row[: min(width, MOST_COLUMNS)]) for row in shown[:MOST_ROWS])
    return ShownSheet(
        name=sheet.name,
        sheets=tuple(each.name for each in book.visible),
        rows=rows,
        hidden_rows=tuple(sorted(each for each in marks.hidden_rows if each <= len(rows))),
        hidden_columns=tuple(sorted(each for each in marks.hidden_columns if each <= width)),
        row_count=len(shown),
        column_count=width,
    )


def _chosen(book: Book, wanted: str) -> Sheet:
    found = [each for each in book.visible if wanted in ("", each.name)]
    found += [each for each in book.visible if each.name.strip() == wanted.strip()]
    if not found:
        names = ", ".join(repr(each.name) for each in book.visible[:12])
        raise SheetNotShown(f"the workbook shows no sheet {wanted!r}", where=book.name, fix=f"it shows {names}")
    return found[0]


def _shown(cell: Cell) -> ShownCell:
    if isinstance(cell, str):
        return cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST]}…"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell
