"""Small workbooks for tests, written by a second program: rows of cells, and what is hidden, red or commented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

SAVED = datetime(2025, 3, 10, 12, tzinfo=UTC)


def written_book(
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    red: Sequence[str] = (),
    comments: Mapping[str, str] | None = None,
    hidden_sheets: Sequence[str] = (),
    saved: datetime = SAVED,
) -> bytes:
    """The bytes of a workbook; rows and columns are counted from 1, blanks are None."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": saved.replace(tzinfo=None)})
    plain, red_format = book.add_format(), book.add_format({"font_color": "#FF0000"})
    day_format = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        if name in hidden_sheets:
            page.hide()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                where = xlsxwriter.utility.xl_rowcol_to_cell(at, column)
                if isinstance(cell, date):
                    page.write_datetime(at, column, datetime(cell.year, cell.month, cell.day), day_format)  # noqa: DTZ001
                elif cell is not None:
                    page.write(at, column, cell, red_format if where in red else plain)
        for at in hidden_rows:
            page.set_row(at - 1, None, None, {"hidden": True})
        for at in hidden_columns:
            page.set_column(at - 1, at - 1, None, None, {"hidden": True})
        for where, text in (comments or {}).items():
            page.write_comment(where, text)
    book.close()
    return out.getvalue()
