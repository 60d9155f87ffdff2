"""Plain sheets as a workbook or as a zip of texts: forms that people fill in and give back."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import xlsxwriter

__all__ = ["Sheets", "sheets_workbook", "sheets_zip"]

Sheets = Mapping[str, Sequence[Sequence[Any]]]
"""Each sheet with its rows of text, numbers and None, the headings first."""

_WIDTH: Final = 18
_SAME_FOR_ALL: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Equal sheets are equal files, so neither form says when it was written."""


def sheets_workbook(sheets: Sheets) -> bytes:
    """The sheets as one workbook; texts are texts and never formulas, numbers have 15 digits as in any workbook."""
    sink = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(sink, options) as book:
        book.set_properties({"created": _SAME_FOR_ALL.replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max((len(each) for each in rows), default=1), _WIDTH)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(line, column, value, bold if line == 0 else None)
                    elif value is not None:
                        sheet.write_number(line, column, value)
    return sink.getvalue()


def sheets_zip(sheets: Sheets) -> bytes:
    """The sheets as a zip of CSV files in UTF-8, one a sheet; numbers whole, so that they come back as they were."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in sheets.items():
            text = io.StringIO(newline="")
            csv.writer(text, lineterminator="\n").writerows(rows)
            member = zipfile.ZipInfo(f"{name}.csv", _SAME_FOR_ALL.timetuple()[:6])
            archive.writestr(member, text.getvalue().encode(), zipfile.ZIP_DEFLATED)
    return sink.getvalue()
