"""Data on stdout or in a file: one printout, seven formats, chosen by --format or by the file's ending."""

from __future__ import annotations

import io
import math
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from petroverse.cli.terminal import is_styled, say
from petroverse.core.errors import NotAllowed
from petroverse.documents import BINARY_FORMATS, FILE_FORMATS, Printout, flat

if TYPE_CHECKING:
    from rich.console import Console

    from petroverse.documents import Document

__all__ = ["FORMATS", "OutputNotWritable", "Printout", "output_options", "put", "write", "write_rows"]

FORMATS: Final = ("table", *FILE_FORMATS)
_DIGITS: Final = 5
_MOST_DECIMALS: Final = 4
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")
_Function = TypeVar("_Function", bound=Callable[..., Any])


class OutputNotWritable(NotAllowed):
    """The file for the answer cannot be written there."""


def output_options(function: _Function) -> _Function:
    """Gives a command ``--format`` and ``-o``."""
    file = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                        help="Write to this file; its ending chooses the format.")  # fmt: skip
    form = click.option("--format", "form", type=click.Choice(FORMATS), help="How to print (default: table).")
    return form(file(function))


def write(answer: Printout | Document, form: str | None, output: Path | None) -> None:
    """Writes an answer in one format to stdout or a file, whole or not at all.

    Args:
        answer: What to write; a document goes out as it comes, however long it is.
        form: One of FORMATS; None: by the file's ending, else a table.
        output: The file; None: stdout.

    Raises:
        click.UsageError: A binary format would go to a terminal.
        OutputNotWritable: The file cannot be written.
    """
    chosen = form or _by_ending(output)
    if output is None and chosen in BINARY_FORMATS and sys.stdout.isatty():
        raise click.UsageError(f"{chosen} is not for a terminal: add -o FILE or redirect the output.")
    if chosen == "table":
        printout = answer if isinstance(answer, Printout) else _gathered(answer)
        if output is None:
            _show_table(printout)
            return
        pieces = iter([_as_text_table(printout)])
    elif isinstance(answer, Printout) and find_spec("pyarrow") is None:
        from petroverse.cli.plain import json_lines

        pieces = json_lines(answer, chosen)
    else:
        from petroverse.documents import written

        pieces = written(answer.document if isinstance(answer, Printout) else answer, chosen)
    if output is None:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    put(output, pieces)
    rows = f"{len(answer.rows):,} rows" if isinstance(answer, Printout) else "All rows"
    say(f"{rows} written to {output}")


def write_rows(
    schema: str, rows: Sequence[Mapping[str, Any]], columns: tuple[str, ...], form: str | None, output: Path | None
) -> int:
    """Writes a whole list as ``write`` does, with the number of its rows; gives the exit code of a command."""
    write(Printout(schema, rows, {"row_count": len(rows)}, columns=columns), form, output)
    return 0


def _gathered(document: Document) -> Printout:
    rows = [row for batch in document.batches for row in batch.to_pylist()]
    return Printout(document.schema, rows, document.meta, document.warnings, columns=tuple(document.columns.names))


def put(output: Path, pieces: Iterator[bytes]) -> None:
    """Writes a file whole or not at all.

    Raises:
        OutputNotWritable: The file cannot be written.
    """
    draft = output.with_name(f".{output.name}.part")
    try:
        with draft.open("wb") as file:
            file.writelines(pieces)
        draft.replace(output)
    except OSError as fault:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        what = f"the answer cannot be written: {fault.strerror}"
        raise OutputNotWritable(what, where=str(output), fix="give a folder that exists and is yours") from fault


def _by_ending(output: Path | None) -> str:
    ending = output.suffix.lstrip(".").lower() if output else ""
    return ending if ending in FORMATS else "table"


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
        return _number(value)
    text = str(flat(value))
    return _instant(text) if _INSTANT.fullmatch(text) else text


def _number(value: float) -> str:
    """Five digits that mean something, as ``12.346``, ``1,234.6`` and ``0.00012``; whole litres whole."""
    if not math.isfinite(value):
        return "–"
    if value.is_integer() or abs(value) >= 10**_DIGITS:
        return f"{value:,.0f}"
    size = math.floor(math.log10(abs(value)))
    decimals = min(_DIGITS - 1 - size, max(_MOST_DECIMALS, 1 - size))
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text


def _instant(text: str) -> str:
    at = datetime.fromisoformat(text).astimezone(UTC)
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
