"""Titles of sheets: the first text that says what a sheet is about, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import Cell, a1
from petroverse.sources.workbooks.days import day_in, days_in, file_day
from petroverse.sources.workbooks.figures import day_of
from petroverse.sources.workbooks.headings import says
from petroverse.sources.workbooks.price_table import PriceTable

__all__ = ["Title", "dated_title", "day_above", "empty_first_sheets", "find_title", "title_above", "undated_findings"]

WITHIN_ROWS: Final = 40
ROWS_TO_A_DAY: Final = 4
"""A day may stand this many rows below the title that it belongs to."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, the cell it stands in, and its row from 0.

    Attributes:
        text: The title, with the text that names its day where that is another.
        cell: The title's cell.
        row: The title's row, from 0.
        day_from: Empty where the sheet says the day, else ``sheet name`` or ``file name``.
    """

    text: str
    cell: str
    row: int
    day_from: str = ""


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


def dated_title(sheet: Sheet, key: str, pack: CountryPack, file_name: str) -> Title | None:
    """The title of a sheet and the day it speaks for, wherever that is said.

    The title itself comes first, then the rows below it, the sheet's name, the file's name.

    Args:
        sheet: The sheet, without its hidden cells.
        key: Such as ``title.ex_pump``.
        pack: The country.
        file_name: The file's name.
    """
    title = find_title(sheet, key, pack)
    if title is None or days_in(title.text):
        return title
    below = [cell for row in sheet.rows[title.row : title.row + ROWS_TO_A_DAY + 1] for cell in row]
    near = next((text for cell in below if (text := _day_text(cell))), None)
    if near:
        return replace(title, text=f"{title.text} {near}")
    if days_in(sheet.name):
        return replace(title, text=f"{title.text} {sheet.name}", day_from="sheet name")
    year, month, day = file_day(file_name) or (None, 0, 0)
    if year is None:
        return title
    return replace(title, text=f"{title.text} {date(year, month, day):%d %B %Y}", day_from="file name")


def day_above(sheet: Sheet, table: PriceTable, others: Sequence[PriceTable]) -> date | None:
    """The day that stands above a table and belongs to it alone; None where only the sheet's title says one.

    Args:
        sheet: The sheet, without its hidden cells.
        table: One table of it, below or beside another.
        others: Every table of the sheet.
    """
    days = (
        day_of(cell) or (day_in(cell) if isinstance(cell, str) else None) for _, cell in _over(sheet, table, others)
    )
    return next((day for day in days if day), None)


def title_above(
    sheet: Sheet, table: PriceTable, others: Sequence[PriceTable], key: str, pack: CountryPack
) -> Title | None:
    """The nearest title above a table that belongs to it alone; None where there is none.

    Args:
        sheet: The sheet, without its hidden cells.
        table: One table of it, below or beside another.
        others: Every table of the sheet.
        key: Such as ``title.indicative``.
        pack: The country.
    """
    over = _over(sheet, table, others)
    texts = ((at, cell) for at, cell in over if isinstance(cell, str) and says(cell, key, pack))
    return next((Title(cell, "", at) for at, cell in texts), None)


def _over(sheet: Sheet, table: PriceTable, others: Sequence[PriceTable]) -> Iterator[tuple[int, Cell]]:
    """The cells over a table up to the tables above and beside it, from the nearest row up."""
    beside = [_first_column(each) for each in others if each.heading_row == table.heading_row]
    own = _first_column(table)
    left = own if min(beside) < own else 0
    right = min((each for each in beside if each > own), default=None)
    above = [each.rows[-1].row for each in others if each.rows and each.rows[-1].row < table.heading_row]
    for at in range(table.heading_row - 1, max(above, default=-1), -1):
        yield from ((at, cell) for cell in sheet.rows[at][left:right])


def _first_column(table: PriceTable) -> int:
    return table.company_column if table.number_column is None else table.number_column


def _day_text(cell: Cell) -> str | None:
    day = day_of(cell)
    if day:
        return f"{day:%d %B %Y}"
    return cell if isinstance(cell, str) and days_in(cell) else None


def undated_findings(title: Title, sheet: str) -> Iterator[Finding]:
    """That a sheet itself does not say which day it speaks for."""
    if title.day_from:
        note = f"taken from the {title.day_from}"
        yield Finding("day_not_in_title", "look", sheet, title.cell, " ".join(title.text.split()), "a day", note)


def empty_first_sheets(book: Book) -> Iterator[Finding]:
    """Sheets without a cell before the first that has some: a reader by position would find nothing."""
    for sheet in book.visible:
        if any(cell is not None for row in sheet.rows for cell in row):
            return
        note = f"the data are in {next((each.name for each in book.visible if each.rows), '')!r}"
        yield Finding("empty_sheet_first", "look", sheet.name, "", "no cells", "data sheet", note)
