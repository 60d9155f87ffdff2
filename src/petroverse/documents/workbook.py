"""Documents as a workbook: typed cells, units in the heading, and a sheet that says where the figures come from.

Rows go to a file on disk as they come, so memory stays flat however many there are.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import xlsxwriter

from petroverse.documents.cells import is_text
from petroverse.documents.document import Document
from petroverse.documents.values import flat, neutral

__all__ = ["MOST_ROWS", "workbook_pieces"]

MOST_ROWS: Final = 1_048_575
"""Rows that one sheet holds below its heading; what is more goes to the next sheet."""

_PIECE: Final = 1 << 20
_LONGEST_CELL: Final = 32_767
_WIDTH: Final = 18
_SAME_FOR_ALL: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Equal answers are equal files, so a workbook does not say when it was written."""

_Write = Callable[[Any, int, int, Any], None]


def workbook_pieces(document: Document) -> Iterator[bytes]:
    """The workbook: ``Data`` (then ``Data 2`` …) and ``Provenance``; empty pieces while the rows are written."""
    with tempfile.TemporaryDirectory(prefix="petroverse-") as folder:
        path = Path(folder) / "document.xlsx"
        options = {"constant_memory": True, "tmpdir": folder, "remove_timezone": True, "strings_to_numbers": False,
                   "strings_to_formulas": False, "strings_to_urls": False}  # fmt: skip
        book = xlsxwriter.Workbook(path, options)
        try:
            book.set_properties({"created": _SAME_FOR_ALL.replace(tzinfo=None)})
            for _ in _filled(book, document):
                yield b""
            _provenance(book, document)
            book.close()
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()  # whoever stops listening gets no workbook, and leaves no file behind
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _filled(book: Any, document: Document) -> Iterator[None]:  # noqa: ANN401 - untyped writer
    writers = [_writer(book, each.type) for each in document.columns]
    count = 1
    sheet, line = _sheet(book, document, count), 0
    for batch in document.pieces:
        for row in zip(*(each.to_pylist() for each in batch.columns), strict=True):
            if line == MOST_ROWS:
                count += 1
                sheet, line = _sheet(book, document, count), 0
            line += 1
            for column, value in enumerate(row):
                if value is not None:
                    writers[column](sheet, line, column, value)
        yield


def _sheet(book: Any, document: Document, count: int) -> Any:  # noqa: ANN401 - untyped writer
    sheet = book.add_worksheet("Data" if count == 1 else f"Data {count}")
    sheet.set_column(0, max(len(document.columns) - 1, 0), _WIDTH)
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for column, name in enumerate(document.columns.names):
        unit = document.unit(name)
        sheet.write_string(0, column, _cell(f"{name} ({unit})" if unit else name), bold)
    return sheet


def _writer(book: Any, kind: pa.DataType) -> _Write:  # noqa: ANN401 - untyped writer
    if is_text(kind):
        return lambda sheet, line, column, value: sheet.write_string(line, column, _cell(value))
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        form = "yyyy-mm-dd" if pa.types.is_date(kind) else "yyyy-mm-dd hh:mm:ss"
        looks = book.add_format({"num_format": form})
        return lambda sheet, line, column, value: sheet.write_datetime(line, column, value, looks)
    if pa.types.is_boolean(kind):
        return lambda sheet, line, column, value: sheet.write_boolean(line, column, value)
    looks = book.add_format({"num_format": "#,##0.######"}) if pa.types.is_floating(kind) else None
    return lambda sheet, line, column, value: _number(sheet, line, column, value, looks)


def _number(sheet: Any, line: int, column: int, value: float, looks: Any) -> None:  # noqa: ANN401 - untyped writer
    if value - value == 0:  # neither infinite nor no number: a workbook has no cell for those
        sheet.write_number(line, column, value, looks)


def _provenance(book: Any, document: Document) -> None:  # noqa: ANN401 - untyped writer
    sheet = book.add_worksheet("Provenance")
    sheet.set_column(0, 1, _WIDTH * 2)
    sheet.freeze_panes(1, 0)
    lines: list[Sequence[object]] = [("what", "value"), *document.about.items()]
    meanings = [(each.name, (each.metadata or {}).get(b"meaning", b"").decode()) for each in document.columns]
    lines += [(f"column {name}", told) for name, told in meanings if told]
    for line, (what, value) in enumerate(lines):
        sheet.write_string(line, 0, _cell(str(what)))
        if isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(line, 1, value)
        elif value is not None:
            told = flat(value)
            sheet.write_string(line, 1, _cell(told.isoformat() if isinstance(told, date) else str(told)))


def _cell(text: str) -> str:
    return str(neutral(text))[:_LONGEST_CELL]
