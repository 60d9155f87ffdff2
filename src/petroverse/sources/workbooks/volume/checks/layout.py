"""What a workbook's sheets are like: sums beside months, blanks in names, claimed widths, errors, hidden sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from petroverse.core.facts import Finding
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import column_letters, column_number
from petroverse.sources.workbooks.marks import read_marks
from petroverse.sources.workbooks.volume.checks.printing import MANY_SHEETS, cells_text, column_runs, sheets_text
from petroverse.sources.workbooks.volume.pages import Page

__all__ = ["layout_findings"]

EMPTY_COLUMNS: Final = 256
"""A sheet that claims so many columns more than it fills is wide."""
_A1: Final = re.compile(r"([A-Z]+)(\d+)")
_AMOUNT: Final = re.compile(r"\d[\d,.]*\d")


def layout_findings(book: Book, pages: Sequence[Page], kept: Sequence[Page]) -> Iterator[Finding]:
    """Findings about sheets as a whole."""
    yield from _sum_sheets(book, pages, kept)
    yield from _name_blanks(book)
    yield from _wide(book)
    yield from _hidden(book)
    for sheet in book.visible:
        yield from _errors(sheet)
        yield from _uncalculated(sheet)
    if b"xl/comments" in book.content:
        for sheet in book.visible:
            yield from _comments(book, sheet)


def _sum_sheets(book: Book, pages: Sequence[Page], kept: Sequence[Page]) -> Iterator[Finding]:
    months = {page.sheet.name for page in kept if page.period.is_month}
    kept_names = {page.sheet.name for page in kept}
    others = [page for page in pages if page.sheet.name not in kept_names and not page.period.is_month]
    sums = [page for page in others if page.volume.table.entity_kind != "year"]
    if months and sums:
        names = list(dict.fromkeys(page.sheet.name for page in sums))
        count = len(book.visible)
        sheet = f"({len(names)} of {count})"
        seen = f"{', '.join(name.strip() for name in names)} beside {len(months)} months"
        note = "sums of months are checked against them, not taken in: every litre would count again"
        yield Finding("sum_sheets_in_file", "look", sheet, "", seen, f"{len(months)} months", note)


def _name_blanks(book: Book) -> Iterator[Finding]:
    names = [sheet.name for sheet in book.visible if sheet.name != sheet.name.strip()]
    if names:
        seen = " | ".join(repr(name) for name in names)
        note = "sheets are matched after trimming, and reported with their blanks"
        yield Finding("sheet_name_blanks", "look", "(several)", "", seen, "names without outer blanks", note)


def _wide(book: Book) -> Iterator[Finding]:
    filled = {sheet.name: max(map(len, sheet.rows), default=0) for sheet in book.visible}
    wide = [sheet for sheet in book.visible if sheet.declared_columns - filled[sheet.name] > EMPTY_COLUMNS]
    if not wide:
        return
    groups = [wide] if len(wide) >= MANY_SHEETS else [[sheet] for sheet in wide]
    for group in groups:
        widest = max(group, key=lambda sheet: sheet.declared_columns)
        last = column_letters(max(filled[sheet.name] for sheet in group) - 1)
        merged = f", {widest.merged_ranges} merged ranges" if len(group) == 1 and widest.merged_ranges else ""
        seen = f"declares columns to {column_letters(widest.declared_columns - 1)}{merged}"
        name = sheets_text([sheet.name for sheet in group], len(book.visible))
        yield Finding("wide_sheet", "look", name, "", seen, f"last filled column {last}", "what is read is bounded")


def _hidden(book: Book) -> Iterator[Finding]:
    for sheet in book.sheets:
        if sheet.is_hidden:
            note = "what a publisher hides is never read"
            yield Finding("hidden_sheet", "blocks", sheet.name, "", "a hidden sheet", "a visible one", note)


def _errors(sheet: Sheet) -> Iterator[Finding]:
    cells = {
        (int(found[2]) - 1, column_number(found[1]) - 1): name for name in sheet.errors if (found := _A1.match(name))
    }
    for run in column_runs(list(cells)):
        text = sheet.errors[cells[run[0]]]
        cell = cells_text(run) if len(run) == 1 else f"{cells[run[0]]}:{cells[run[-1]]}"
        seen = text if len(run) == 1 else f"{text} in {len(run)} cells"
        yield Finding(
            "formula_error", "look", sheet.name, cell, seen, "a figure", "an error is never taken in as a figure"
        )


def _uncalculated(sheet: Sheet) -> Iterator[Finding]:
    if sheet.uncalculated:
        seen = f"{sheet.uncalculated} formulas without a figure"
        note = "their cells are missing; open the workbook in a spreadsheet program, save it and import that"
        yield Finding("formula_without_figure", "blocks", sheet.name, "", seen, "figures", note)


def _comments(book: Book, sheet: Sheet) -> Iterator[Finding]:
    for cell, text in read_marks(book.content, sheet.name, fonts=False).comments.items():
        if len(_AMOUNT.findall(text)) >= 2:
            said = " ".join(text.split())
            note = "a comment tells of another figure; the cell's figure is taken in"
            found = _A1.match(cell)
            row, column = (int(found[2]) - 1, column_number(found[1]) - 1) if found else (0, 0)
            printed = str(sheet.rows[row][column]) if row < len(sheet.rows) else ""
            yield Finding("comment_revision", "look", sheet.name, cell, printed.removesuffix(".0"), said, note)
