"""Titles of sheets: the first text that says what a sheet is about, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import a1
from petroverse.sources.workbooks.headings import says

__all__ = ["Title", "empty_first_sheets", "find_title"]

WITHIN_ROWS: Final = 40


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, the cell it stands in, and its row from 0."""

    text: str
    cell: str
    row: int


def find_title(sheet: Sheet, key: str, pack: CountryPack, *, from_row: int = 0) -> Title | None:
    """The first text near the top of a sheet that says one of the pack's words for a key.

    Args:
        sheet: The sheet.
        key: Such as ``title.ex_pump``.
        pack: The country.
        from_row: The row to begin at, from 0.
    """
    for at, row in enumerate(sheet.rows[from_row : from_row + WITHIN_ROWS], from_row):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and says(cell, key, pack):
                return Title(cell, a1(at, column), at)
    return None


def empty_first_sheets(book: Book) -> Iterator[Finding]:
    """Sheets without a cell before the first that has some: a reader by position would find nothing."""
    for sheet in book.visible:
        if any(cell is not None for row in sheet.rows for cell in row):
            return
        note = f"the data are in {next((each.name for each in book.visible if each.rows), '')!r}"
        yield Finding("empty_sheet_first", "look", sheet.name, "", "no cells", "data sheet", note)
