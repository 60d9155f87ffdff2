"""One answer as bytes: JSON, JSON lines, CSV, Parquet or a workbook with typed numbers and where they come from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

__all__ = ["BINARY_FORMATS", "FILE_FORMATS", "Printout", "flat", "neutral", "printed"]

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Printout:
    """What a command has to say as data.

    Attributes:
        schema: Name and version of the JSON contract, such as ``petroverse.query/1``.
        rows: One mapping a row; the first row's order of keys is the order of columns.
        meta: Where the rows come from; the provenance sheet of a workbook.
        warnings: Sentences that a reader must know.
        title: Heading of the table for people.
        columns: Columns for people, where fewer than the row has are enough; () for all.
    """

    schema: str
    rows: Sequence[Mapping[str, Any]]
    meta: Mapping[str, Any] = field(default_factory=dict)
    warnings: Sequence[str] = ()
    title: str = ""
    columns: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Every column of any row, in the order of their first appearance."""
        return list(dict.fromkeys(name for row in self.rows for name in row)) or list(self.columns)


def printed(printout: Printout, form: str) -> bytes:
    """A printout in one of ``FILE_FORMATS``.

    Example:
        >>> printed(Printout("petroverse.query/1", [{"year": 2024, "volume": 1.5}]), "csv").splitlines()
        [b'year,volume', b'2024,1.5']
    """
    return _WRITERS[form](printout)


def neutral(value: object) -> object:
    """Gives a cell that no spreadsheet takes for a formula; numbers stay numbers.

    Example:
        >>> neutral("=1+1")
        "'=1+1"
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value


def flat(value: object) -> object:
    """A value for one cell: lists and mappings as their JSON."""
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, default=_plain, ensure_ascii=False)
    return value


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _as_json(printout: Printout) -> bytes:
    body = {"schema": printout.schema, "rows": list(printout.rows), "meta": dict(printout.meta)}
    text = json.dumps({**body, "warnings": list(printout.warnings)}, default=_plain, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _as_jsonl(printout: Printout) -> bytes:
    lines = (json.dumps(row, default=_plain, ensure_ascii=False) for row in printout.rows)
    return "".join(f"{line}\n" for line in lines).encode()


def _as_csv(printout: Printout) -> bytes:
    text = io.StringIO()
    names = printout.names
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([neutral(flat(row.get(name))) for name in names] for row in printout.rows)
    return text.getvalue().encode()


def _as_parquet(printout: Printout) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = printout.names
    rows = [{name: flat(row.get(name)) for name in names} for row in printout.rows]
    table = pa.Table.from_pylist(rows) if rows else pa.table({name: pa.array([], pa.string()) for name in names})
    about = {"schema": printout.schema, "meta": printout.meta, "warnings": list(printout.warnings)}
    marked = table.replace_schema_metadata({"petroverse": json.dumps(about, default=_plain)})
    sink = io.BytesIO()
    pq.write_table(marked, sink)
    return sink.getvalue()


def _as_xlsx(printout: Printout) -> bytes:
    import xlsxwriter

    sink = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    with xlsxwriter.Workbook(sink, options) as book:
        names = printout.names
        rows = [[flat(row.get(name)) for name in names] for row in printout.rows]
        _fill(book, book.add_worksheet("Data"), [names, *rows])
        about = {"schema": printout.schema, **printout.meta, "warnings": list(printout.warnings)}
        _fill(book, book.add_worksheet("Provenance"), [["what", "value"], *([key, flat(about[key])] for key in about)])
    return sink.getvalue()


def _fill(book: Any, sheet: Any, rows: Sequence[Sequence[object]]) -> None:  # noqa: ANN401 - untyped writer
    bold = book.add_format({"bold": True})
    grouped = book.add_format({"num_format": "#,##0.######"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, bool) or value is None:
                sheet.write(line, column, value)
            elif isinstance(value, float):
                sheet.write_number(line, column, value, grouped)
            elif isinstance(value, int):
                sheet.write_number(line, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(line, column, value, day)
            else:
                sheet.write_string(line, column, str(neutral(str(value)))[:32_767], bold if line == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max((len(row) for row in rows), default=1), 18)


_WRITERS: Final[Mapping[str, Callable[[Printout], bytes]]] = {
    "json": _as_json,
    "jsonl": _as_jsonl,
    "csv": _as_csv,
    "parquet": _as_parquet,
    "xlsx": _as_xlsx,
}
FILE_FORMATS: Final = tuple(_WRITERS)
"""The formats that a printout can be written in."""

BINARY_FORMATS: Final = frozenset({"parquet", "xlsx"})
"""Those of them that no person reads as text."""
