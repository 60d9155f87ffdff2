"""Data on stdout or in a file: one printout, six formats, chosen by --format or by the file's ending."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from petroverse.cli.terminal import is_styled, say
from petroverse.core.errors import NotAllowed

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["FORMATS", "OutputNotWritable", "Printout", "output_options", "write"]

FORMATS: Final = ("table", "json", "jsonl", "csv", "parquet", "xlsx")
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
_Function = TypeVar("_Function", bound=Callable[..., Any])


class OutputNotWritable(NotAllowed):
    """The file for the answer cannot be written there."""


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


def output_options(function: _Function) -> _Function:
    """Gives a command ``--format`` and ``-o``."""
    file = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                        help="Write to this file; its ending chooses the format.")  # fmt: skip
    form = click.option("--format", "form", type=click.Choice(FORMATS), help="How to print (default: table).")
    return form(file(function))


def write(printout: Printout, form: str | None, output: Path | None) -> None:
    """Writes a printout in one format to stdout or a file, whole or not at all.

    Args:
        printout: What to write.
        form: One of FORMATS; None: by the file's ending, else a table.
        output: The file; None: stdout.

    Raises:
        click.UsageError: A binary format would go to a terminal.
        OutputNotWritable: The file cannot be written.
    """
    chosen = form or _by_ending(output)
    if output is None and chosen in {"parquet", "xlsx"} and sys.stdout.isatty():
        raise click.UsageError(f"{chosen} is not for a terminal: add -o FILE or redirect the output.")
    if chosen == "table" and output is None:
        _show_table(printout)
        return
    content = _WRITERS[chosen](printout)
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    _put(output, content)
    say(f"{len(printout.rows):,} rows written to {output}")


def _put(output: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    draft = output.with_name(f".{output.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(output)
    except OSError as fault:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        what = f"the answer cannot be written: {fault.strerror}"
        raise OutputNotWritable(what, where=str(output), fix="give a folder that exists and is yours") from fault


def neutral(value: object) -> object:
    """Gives a cell that no spreadsheet takes for a formula; numbers stay numbers.

    Example:
        >>> neutral("=1+1")
        "'=1+1"
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value


def _by_ending(output: Path | None) -> str:
    ending = output.suffix.lstrip(".").lower() if output else ""
    return ending if ending in FORMATS else "table"


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
    writer.writerows([neutral(_flat(row.get(name))) for name in names] for row in printout.rows)
    return text.getvalue().encode()


def _as_parquet(printout: Printout) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = printout.names
    rows = [{name: _flat(row.get(name)) for name in names} for row in printout.rows]
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
        rows = [[_flat(row.get(name)) for name in names] for row in printout.rows]
        _fill(book, book.add_worksheet("Data"), [names, *rows])
        about = {"schema": printout.schema, **printout.meta, "warnings": list(printout.warnings)}
        _fill(book, book.add_worksheet("Provenance"), [["what", "value"], *([key, _flat(about[key])] for key in about)])
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


def _as_text_table(printout: Printout) -> bytes:
    from rich.console import Console

    sink = io.StringIO()
    _table(printout, Console(file=sink, width=200, color_system=None))
    return sink.getvalue().encode()


def _show_table(printout: Printout) -> None:
    from rich.console import Console

    styled = is_styled(sys.stdout.isatty())
    width = None if sys.stdout.isatty() else 200
    _table(
        printout, Console(file=sys.stdout, no_color=not styled, width=width, color_system="auto" if styled else None)
    )


def _table(printout: Printout, console: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=printout.title or None, title_justify="left", pad_edge=False)
    names = [name for name in printout.columns or printout.names if name in printout.names] or list(printout.columns)
    for name in names:
        numeric = any(isinstance(row.get(name), int | float) for row in printout.rows)
        table.add_column(name.replace("_", " "), justify="right" if numeric else "left", overflow="fold")
    for row in printout.rows:
        table.add_row(*(Text(_shown(name, row.get(name))) for name in names))
    console.print(table if printout.rows else Text("no rows"))


def _shown(name: str, value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and name not in {"year", "id"}:
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.4f}"
    return str(_flat(value))


def _flat(value: object) -> object:
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, default=_plain, ensure_ascii=False)
    return value


_WRITERS: Final[dict[str, Callable[[Printout], bytes]]] = {
    "table": _as_text_table,
    "json": _as_json,
    "jsonl": _as_jsonl,
    "csv": _as_csv,
    "parquet": _as_parquet,
    "xlsx": _as_xlsx,
}
