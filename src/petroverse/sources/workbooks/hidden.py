"""Reports of what a publisher hides on a sheet.

Hidden rows and columns may hold personal notes: nothing of them is taken in or quoted, only where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from petroverse.core.facts import Finding, IgnoredRange
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import Row, column_letters
from petroverse.sources.workbooks.marks import Marks, read_marks

__all__ = ["hidden_columns", "hidden_rows", "ignored_as_hidden", "shown_only", "without_hidden"]

_NOT_SHOWN = "not shown by the publisher"


def hidden_rows(sheet: Sheet, marks: Marks) -> Iterator[Finding]:
    """One finding for all hidden rows that hold something."""
    rows = [at for at in sorted(marks.hidden_rows) if at <= len(sheet.rows) and _holds(sheet.rows[at - 1])]
    if rows:
        seen = f"{len(rows)} hidden rows with content"
        note = f"rows {' '.join(map(str, rows))}"
        yield Finding("hidden_row", "blocks", sheet.name, f"{rows[0]}:{rows[-1]}", seen, _NOT_SHOWN, note)


def hidden_columns(sheet: Sheet, marks: Marks) -> Iterator[Finding]:
    """One finding for each hidden column that holds something."""
    width = max((len(row) for row in sheet.rows), default=0)
    for column in sorted(each for each in marks.hidden_columns if each <= width):
        if any(column <= len(row) and row[column - 1] is not None for row in sheet.rows):
            letters = column_letters(column - 1)
            yield Finding("hidden_column", "blocks", sheet.name, f"{letters}:{letters}", "hidden column", _NOT_SHOWN)


def ignored_as_hidden(book: Book, findings: tuple[Finding, ...]) -> tuple[IgnoredRange, ...]:
    """What was left out because it is hidden: rows and columns by their findings, and whole sheets."""
    rules = ("hidden_row", "hidden_column")
    ranges = [IgnoredRange(each.sheet, each.cell, _NOT_SHOWN) for each in findings if each.rule in rules]
    sheets = [IgnoredRange(each.name, "", "hidden sheet") for each in book.sheets if each.is_hidden]
    return (*ranges, *sheets)


def shown_only(book: Book) -> tuple[Book, tuple[Finding, ...]]:
    """The workbook with every hidden row and column blank, and where they are.

    Raises:
        MarksUnreadable: A sheet hides something, and what cannot be read.
    """
    sheets, findings = [], []
    for sheet in book.sheets:
        if sheet.is_hidden or not sheet.hides:
            sheets.append(sheet)
            continue
        marks = read_marks(book.content, sheet.name, fonts=False)
        findings += [*hidden_rows(sheet, marks), *hidden_columns(sheet, marks)]
        sheets.append(replace(sheet, rows=without_hidden(sheet, marks).rows))
    return replace(book, sheets=tuple(sheets)), tuple(findings)


def without_hidden(sheet: Sheet, marks: Marks) -> Sheet:
    """The sheet with every hidden cell blank, each shown cell where it was."""
    rows: list[Row] = [
        [None] * len(row)
        if at in marks.hidden_rows
        else [None if column in marks.hidden_columns else cell for column, cell in enumerate(row, 1)]
        for at, row in enumerate(sheet.rows, 1)
    ]
    return Sheet(sheet.name, rows, False, sheet.part, sheet.declared_columns, sheet.merged_ranges)


def _holds(row: Row) -> bool:
    return any(cell is not None and str(cell).strip() for cell in row)
