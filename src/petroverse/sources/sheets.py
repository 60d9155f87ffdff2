"""Plain sheets: a workbook or a delimited text as rows of cells, for forms whose columns the program gave out."""

from __future__ import annotations

import csv
import io
from pathlib import PurePosixPath
from typing import Final

from petroverse.core.errors import FileRefused
from petroverse.sources.workbooks.book import open_book
from petroverse.sources.workbooks.cells import Row

__all__ = ["SheetsNotReadable", "read_sheets"]

_WORKBOOK: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DELIMITERS: Final = ",;\t"
_MOST_ROWS: Final = 2_000_000


class SheetsNotReadable(FileRefused):
    """A file that is neither a workbook nor a text of rows."""


def read_sheets(content: bytes, name: str) -> dict[str, list[Row]]:
    r"""The rows of each sheet, the first one at index 0; hidden sheets are left out.

    Args:
        content: The file's bytes.
        name: Its name; a text of rows is one sheet, called as the file is without its ending.

    Raises:
        FileRefused: It is damaged, encrypted, far too large, or no text in UTF-8.

    Example:
        >>> read_sheets(b"id,name\nS7,Seventh\n", "places.csv")
        {'places': [['id', 'name'], ['S7', 'Seventh']]}
    """
    if content.startswith(_WORKBOOK):
        return {each.name.strip().lower(): each.rows for each in open_book(content, name).visible}
    return {PurePosixPath(name).stem.strip().lower(): _text_rows(content, name)}


def _text_rows(content: bytes, name: str) -> list[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        fix = "save it as CSV in UTF-8"
        raise SheetsNotReadable(f"the text is not UTF-8: {fault}", where=name, fix=fix) from None
    head = text.partition("\n")[0]
    mark = max(_DELIMITERS, key=head.count)
    rows: list[Row] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True):
            rows.append([cell or None for cell in row])
            if len(rows) > _MOST_ROWS:
                raise SheetsNotReadable(f"more than {_MOST_ROWS} rows", where=name, fix="divide it")
    except csv.Error as fault:
        fix = "look for a quotation mark that is not closed"
        raise SheetsNotReadable(f"its rows cannot be told apart: {fault}", where=name, fix=fix) from None
    return rows
