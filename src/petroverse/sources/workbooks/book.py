"""A workbook as plain rows: every visible sheet from A1, blanks as None, nothing read that a publisher hid."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from petroverse.sources.workbooks.cells import Row, column_number
from petroverse.sources.workbooks.container import SheetXml, look_into
from petroverse.sources.workbooks.verdicts import DamagedWorkbook, EncryptedFile, NoSheets

__all__ = ["Book", "Sheet", "open_book"]

_A1: Final = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes:
        name: As in the workbook, outer blanks kept.
        rows: Rows from row 1, each from column A; a blank is None. Empty for a hidden sheet, which is never read.
        is_hidden: Whether the publisher hid it.
        part: The part of the container that holds its XML, for narrow second reads.
        declared_columns: Width that the sheet claims, in columns; 0 where it claims none.
        merged_ranges: How many ranges are merged.
        errors: Error cells, such as ``H69`` → ``#DIV/0!``; they stand in ``rows`` too.
        hides: Whether some of its rows or columns may be hidden; ``hidden.shown_only`` blanks them.
        uncalculated: How many of its formulas hold no figure.
    """

    name: str
    rows: list[Row]
    is_hidden: bool = False
    part: str = ""
    declared_columns: int = 0
    merged_ranges: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)
    hides: bool = False
    uncalculated: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """One workbook.

    Attributes:
        name: The file's name as given.
        content: Its bytes.
        sheets: In the workbook's order, hidden ones included (without rows).
        modified: When it was last saved, UTC, as its properties say; None where they do not.
        title: The title in its properties; often empty.
    """

    name: str
    content: bytes
    sheets: tuple[Sheet, ...]
    modified: datetime | None = None
    title: str = ""

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets that the publisher shows."""
        return tuple(each for each in self.sheets if not each.is_hidden)


def open_book(content: bytes, name: str) -> Book:
    """Reads a workbook (.xlsx, .xlsm without its macros) into rows.

    Args:
        content: The file's bytes.
        name: The file's name, for messages and for what only the name says.

    Raises:
        FileRefused: One of the leaves in ``verdicts``: empty, truncated, encrypted, a bomb, another type, damaged,
            too large, without a visible sheet.
    """
    container = look_into(content, name)
    try:
        sheets = _sheets(content, container.sheets)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as fault:  # noqa: BLE001 - the engine's panics are no Exception; a bad file must not end us
        if "password" in type(fault).__name__.lower():
            fix = "save it without a password"
            raise EncryptedFile("the workbook asks for a password", where=name, fix=fix) from None
        fix = "open it in a spreadsheet program, repair and save it"
        raise DamagedWorkbook(f"the workbook's inside cannot be read: {fault}", where=name, fix=fix) from None
    if not any(not each.is_hidden for each in sheets):
        raise NoSheets("the workbook has no visible sheet", where=name, fix="ask its publisher for the tables")
    return Book(name, content, sheets, container.modified, container.title)


def _sheets(content: bytes, xml: Mapping[str, SheetXml]) -> tuple[Sheet, ...]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    sheets = []
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        for index, meta in enumerate(workbook.sheets_metadata):
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            more = xml.get(meta.name, SheetXml(""))
            is_hidden = meta.visible != SheetVisibleEnum.Visible
            printed = [] if is_hidden else workbook.get_sheet_by_index(index).to_python(skip_empty_area=False)
            rows = [_with_blanks(row) for row in printed]
            _put_errors(rows, more.errors)
            sheet = Sheet(meta.name, rows, is_hidden, more.part, more.declared_columns, more.merged_ranges, more.errors)
            sheets.append(replace(sheet, hides=more.hides, uncalculated=more.uncalculated))
    return tuple(sheets)


def _with_blanks(row: list[Any]) -> Row:
    """A row with None for blanks; most blanks stand at the end, which is found without a look at each cell."""
    try:
        first = row.index("")
    except ValueError:
        return row
    count = len(row) - first
    if row[first:] == [""] * count:
        row[first:] = [None] * count
        return row
    return [None if cell == "" else cell for cell in row]


def _put_errors(rows: list[Row], errors: Mapping[str, str]) -> None:
    for name, text in errors.items():
        found = _A1.fullmatch(name)
        if not found:
            continue
        row, column = int(found[2]) - 1, column_number(found[1]) - 1
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
