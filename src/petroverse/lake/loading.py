"""Brings a part's facts into a table of the in-memory DuckDB: small to keep, quick to make and to ask.

Short texts become enumerations by alphabet; a column that is the same in every row is not stored but written into the
statement that reads the table, where the engine can reckon with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from petroverse.core.catalogue import dataset
from petroverse.lake.errors import FactsMissing
from petroverse.lake.snapshot import Part
from petroverse.lake.winners import hand_over, stored_columns, winner_select

__all__ = ["LoadedTable", "drop", "load", "refuse_missing"]

_FEW_VALUES: Final = 60_000
"""A text column with more distinct values than this stays text."""

_TEXT_BYTES: Final = 32
"""What a text that is no enumeration takes, roughly."""


@dataclass(frozen=True, slots=True)
class LoadedTable:
    """A part's facts in memory.

    Attributes:
        name: The table.
        select: The statement that reads every column of it.
        kinds: Its enumerations.
        bytes: What it takes in memory, roughly.
    """

    name: str
    select: str
    kinds: tuple[str, ...]
    bytes: int


@dataclass(frozen=True, slots=True)
class _Text:
    """A text column: its values by alphabet, and the type it is kept as; empty where one value stands in every row."""

    name: str
    values: Sequence[str]
    kind: str

    @property
    def width(self) -> int:
        return 1 if len(self.values) <= 1 << 8 else 2 if len(self.values) <= 1 << 16 else 4


def load(cursor: duckdb.DuckDBPyConnection, part: Part, stored: pads.Dataset, number: int) -> LoadedTable:
    """Makes the table of a part.

    Args:
        cursor: Where.
        part: Whose winning rows.
        stored: Every stored row of the organisation.
        number: Tells the table's name from others'.

    Raises:
        FactsMissing: Registered rows are not there.
    """
    rows = stored.to_table(columns=list(stored_columns(part.dataset)), filter=_is_read(part))
    texts = {each.name: each for each in _texts(part, rows, number)}
    kept = [name for name in rows.column_names if name not in texts or texts[name].kind]
    table = LoadedTable(
        f"facts_{number}",
        _select(f"facts_{number}", texts.values(), is_marked=_is_joined(part)),
        tuple(each.kind for each in texts.values() if each.kind),
        len(rows) * sum(_width(rows.schema.field(name), texts) for name in kept),
    )
    try:
        cursor.execute("".join(_kind_statement(each) for each in texts.values() if each.kind) or "SELECT 1")
        refuse_missing(part, _fill(cursor, part, rows, table.name, [_cast(each, texts) for each in kept]))
    except BaseException:
        drop(cursor, table)
        raise
    return table


def drop(cursor: duckdb.DuckDBPyConnection, table: LoadedTable) -> None:
    """Gives the memory of a table back."""
    cursor.execute(f"DROP TABLE IF EXISTS {table.name}")
    for each in table.kinds:
        cursor.execute(f"DROP TYPE IF EXISTS {each}")


def refuse_missing(part: Part, found: int) -> None:
    """A registered edition has all its rows, or no answer is given from it.

    Raises:
        FactsMissing: Fewer rows were found than are registered.
    """
    if dataset(part.dataset).resolve == "edition" and found != part.row_count:
        raise FactsMissing(
            f"{part.row_count - found} of {part.row_count} registered rows are not in the lake",
            where=f"{part.dataset} of {part.organisation}",
            fix="restore the lake's folder or bucket from a backup",
        )


def _fill(cursor: duckdb.DuckDBPyConnection, part: Part, rows: pa.Table, table: str, columns: Sequence[str]) -> int:
    given = hand_over(cursor, part, rows)
    source = given[0]
    if _is_joined(part):
        columns, source = [*columns, "counts_in_year"], f"({winner_select(part, *given)})"
    try:
        cursor.execute(f"CREATE TABLE {table} AS SELECT {', '.join(columns)} FROM {source}")
    finally:
        for name in given:
            cursor.unregister(name)
    (found,) = cursor.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
    return int(found)


def _cast(name: str, texts: Mapping[str, _Text]) -> str:
    return f'"{name}"::{texts[name].kind} AS "{name}"' if name in texts else f'"{name}"'


def _is_joined(part: Part) -> bool:
    """Whether rows must be looked up among winners and names; else all that were read are read as they are."""
    counted = all(each.counts_in_year for each in part.winners)
    return not counted or bool(part.names.rows) or dataset(part.dataset).resolve == "key"


def _is_read(part: Part) -> pc.Expression:
    return pc.field("edition_id").isin(pa.array([each.edition_id for each in part.winners], pa.int64()))


def _select(table: str, texts: Iterable[_Text], *, is_marked: bool) -> str:
    same = [f'{_quoted(each.values[0]) if each.values else "NULL"}::VARCHAR AS "{each.name}"'
            for each in texts if not each.kind]  # fmt: skip
    same += [] if is_marked else ["true AS counts_in_year"]
    return f"SELECT {', '.join(['*', *same])} FROM {table}"


def _texts(part: Part, rows: pa.Table, number: int) -> Iterator[_Text]:
    """The text columns with few values; a company may also be one that a name is read as."""
    for position, each in enumerate(rows.schema):
        if not pa.types.is_dictionary(each.type):
            continue
        column = rows.column(position)
        values = column.unify_dictionaries().chunk(0).dictionary if column.num_chunks else pa.array([], pa.string())
        more = part.names.companies if each.name == "company" else ()
        values = pc.unique(pa.concat_arrays([values, pa.array(more, values.type)]))
        if len(values) > _FEW_VALUES:
            continue
        is_same = not len(values) or (len(values) == 1 and not column.null_count and not more)
        listed = values.take(pc.sort_indices(values)).to_pylist()
        yield _Text(each.name, listed, "" if is_same else f"kind_{number}_{position}")


def _kind_statement(text: _Text) -> str:
    return f"CREATE TYPE {text.kind} AS ENUM ({', '.join(map(_quoted, text.values))});"


def _width(field: pa.Field, texts: Mapping[str, _Text]) -> int:
    if field.name in texts:
        return texts[field.name].width
    is_text = pa.types.is_dictionary(field.type) or pa.types.is_string(field.type)
    return _TEXT_BYTES if is_text else max(1, field.type.bit_width // 8)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
