"""Opens any table file as a ``Grid``: content decides what it is, the mapping only where content cannot."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

import numpy as np
import pyarrow as pa

from petroverse.core.facts import IgnoredRange
from petroverse.sources.tabular.delimited import TableNotReadable, read_delimited
from petroverse.sources.tabular.errors import nearest
from petroverse.sources.tabular.grid import Column, Grid, even
from petroverse.sources.tabular.mapping import FileRule
from petroverse.sources.workbooks.book import Sheet, open_book
from petroverse.sources.workbooks.cells import Cell, Row, is_number

__all__ = ["TableNotReadable", "open_grid"]

_MOST_BYTES: Final = 2 << 30
_HEADER_WITHIN: Final = 60


def open_grid(content: bytes, name: str, wanted: Sequence[str], rule: FileRule) -> Grid:
    """Opens a file and finds its table.

    Args:
        content: The file's bytes.
        name: The file's name, for messages.
        wanted: Headings that the table has.
        rule: What the mapping says of the file.

    Raises:
        FileRefused: It is empty, damaged, another kind of file, or has no table.
    """
    if not content.strip():
        raise TableNotReadable("the file is empty", where=name, fix="fetch or export it again")
    kind = rule.format or _kind(content)
    if kind == "xlsx":
        return _from_workbook(content, name, wanted, rule)
    if kind == "parquet":
        return _from_parquet(content, name)
    delimiter = rule.delimiter or ("\t" if kind == "tsv" else "")
    return read_delimited(
        content, name, wanted, encoding=rule.encoding, delimiter=delimiter, header_line=rule.header_line
    )


def _kind(content: bytes) -> str:
    if content.startswith(b"PAR1"):
        return "parquet"
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return "xlsx"
    return "csv"


def _from_workbook(content: bytes, name: str, wanted: Sequence[str], rule: FileRule) -> Grid:
    book = open_book(content, name)
    sheet = _sheet(book.visible, name, wanted, rule.sheet)
    top = rule.header_line - 1 if rule.header_line else _header_row(sheet, wanted)
    if top >= len(sheet.rows):
        fix = "correct file.header_line in the mapping"
        raise TableNotReadable(f"sheet {sheet.name!r} has no row {top + 1}", where=name, fix=fix)
    headings = tuple("" if each is None else str(each) for each in sheet.rows[top])
    numbers = [number for number, row in enumerate(sheet.rows) if number > top and any(c is not None for c in row)]
    rows = [sheet.rows[number] for number in numbers]
    columns = tuple(
        _column([row[index] if index < len(row) else None for row in rows]) for index in range(len(headings))
    )
    ignored = [
        IgnoredRange(each.name, "", "hidden by its author, never read") for each in book.sheets if each.is_hidden
    ]
    others = [
        IgnoredRange(each.name, "", "another sheet than the mapping's") for each in book.visible if each is not sheet
    ]
    return Grid(headings, columns, np.array(numbers, dtype=np.int64) + 1, sheet.name, ignored=(*ignored, *others))


def _sheet(sheets: Sequence[Sheet], name: str, wanted: Sequence[str], named: str) -> Sheet:
    filled = [each for each in sheets if each.rows]
    if named:
        found = next((each for each in filled if each.name.strip() == named.strip()), None)
        if found is None:
            fix = nearest(named, (each.name for each in filled)) if filled else "give a workbook with cells in it"
            raise TableNotReadable(f"the workbook has no filled sheet {named!r}", where=name, fix=fix)
        return found
    if not filled:
        raise TableNotReadable("the workbook has no cells", where=name, fix="fetch or export it again")
    names = {even(each) for each in wanted}
    return max(filled, key=lambda each: max(_hits(row, names) for row in each.rows[:_HEADER_WITHIN]))


def _header_row(sheet: Sheet, wanted: Sequence[str]) -> int:
    names = {even(each) for each in wanted}
    rows = sheet.rows[:_HEADER_WITHIN]
    return max(range(len(rows)), key=lambda number: _hits(rows[number], names))


def _hits(row: Row, names: set[str]) -> int:
    return len(names & {even(str(cell)) for cell in row if cell is not None})


def _column(cells: Sequence[Cell]) -> Column:
    filled = [each for each in cells if each is not None]
    if filled and all(is_number(each) for each in filled):
        return pa.array([None if each is None else float(each) for each in cells], pa.float64())  # type: ignore[arg-type]
    if filled and all(isinstance(each, date) for each in filled):
        return pa.array([_instant(each) for each in cells], pa.timestamp("us"))
    if filled and all(isinstance(each, bool) for each in filled):
        return pa.array(cells, pa.bool_())
    return pa.array([_text(each) for each in cells], pa.string())


def _instant(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime):
        return cell
    return datetime(cell.year, cell.month, cell.day) if isinstance(cell, date) else None  # noqa: DTZ001  a cell's date


def _text(cell: Cell) -> str | None:
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, (date, datetime, time)):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else repr(cell)


def _from_parquet(content: bytes, name: str) -> Grid:
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(content))
        size = sum(file.metadata.row_group(index).total_byte_size for index in range(file.metadata.num_row_groups))
        if size > _MOST_BYTES:
            raise TableNotReadable(f"the table unpacks to {size} bytes", where=name, fix="split it")
        table = file.read()
    except (pa.ArrowException, OSError, ValueError) as fault:
        raise TableNotReadable(f"the Parquet file is damaged: {fault}", where=name, fix="export it again") from None
    columns, headings, ignored = [], [], []
    for heading, column in zip(table.column_names, table.columns, strict=True):
        plain = _plain(column)
        if plain is None:
            ignored.append(IgnoredRange("", heading, f"holds {column.type}, not single values"))
        else:
            headings.append(heading)
            columns.append(plain)
    lines = np.arange(1, table.num_rows + 1, dtype=np.int64)
    return Grid(tuple(headings), tuple(columns), lines, ignored=tuple(ignored))


def _plain(column: pa.ChunkedArray) -> Column | None:
    """A column in one of the few types that a grid holds; None where it holds lists or structures."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _plain(column.cast(kind.value_type))
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return None
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return column.cast(pa.float64(), safe=False).combine_chunks()
    if pa.types.is_date(kind):
        return column.cast(pa.timestamp("us")).combine_chunks()
    if pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("us", tz=kind.tz), safe=False).combine_chunks()
    if pa.types.is_boolean(kind):
        return column.combine_chunks()
    return column.cast(pa.string()).combine_chunks()
