"""The facts of a snapshot as relations of an in-memory DuckDB whose own file access is off.

Facts of one organisation's dataset are loaded once for one set of winning editions, into a memory table with short
texts as enumerations; the least recently used go first when the budget is spent. What is larger than a part of the
budget is not copied but scanned from the lake's files, through Arrow, at each query.
"""

from __future__ import annotations

import itertools
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, Protocol

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from petroverse.core.catalogue import dataset
from petroverse.lake.errors import FactsMissing
from petroverse.lake.schema import arrow_schema, day_column, query_columns
from petroverse.lake.snapshot import Part

__all__ = ["FactFiles", "Relations", "names_join", "winner_select"]

_FEW_VALUES: Final = 60_000
"""A text column with more distinct values than this stays text."""

_STREAM_SHARE: Final = 0.5
"""A part that would take more of the budget than this is scanned from its files instead of being copied."""

_TEXT_BYTES: Final = 32
"""What a text that is no enumeration takes, roughly."""

_BYTES_A_ROW: Final = 64
"""What a row takes in memory, roughly, before it is measured."""


class FactFiles(Protocol):
    """Gives the stored rows of one organisation's dataset, visible or not."""

    def rows(self, name: str, organisation: str) -> pads.Dataset:
        """The rows as a dataset that reads its files as it is scanned."""
        ...


@dataclass(slots=True)
class _Loaded:
    table: str
    bytes: int
    users: int = 0
    making: threading.Lock = field(default_factory=threading.Lock)


class Relations:
    """Keeps facts in memory within a budget, and hands them to queries by dataset.

    Args:
        connection: The in-memory database.
        files: Where facts are read from.
        budget_bytes: Memory for facts; what is in use is never dropped.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, files: FactFiles, budget_bytes: int) -> None:
        self._connection = connection
        self._files = files
        self._budget = budget_bytes
        self._loaded: OrderedDict[str, _Loaded] = OrderedDict()
        self._guard = threading.Lock()
        self._numbers = itertools.count(1)

    @property
    def bytes(self) -> int:
        """Memory that the facts held take, roughly."""
        with self._guard:
            return sum(each.bytes for each in self._loaded.values())

    @contextmanager
    def attached(
        self, cursor: duckdb.DuckDBPyConnection, parts: Mapping[str, tuple[Part, ...]]
    ) -> Iterator[dict[str, str]]:
        """Gives for each dataset the statement that reads its winning rows; it holds while the block runs."""
        pinned: list[str] = []
        streamed: list[str] = []
        try:
            selects = {
                name: " UNION ALL BY NAME ".join(self._select(cursor, each, pinned, streamed) for each in of_dataset)
                for name, of_dataset in parts.items()
            }
            yield selects
        finally:
            for name in streamed:
                cursor.unregister(name)
            self._release(pinned)

    def _select(self, cursor: duckdb.DuckDBPyConnection, part: Part, pinned: list[str], streamed: list[str]) -> str:
        owner = part.organisation.replace("'", "''")
        if part.row_count * _BYTES_A_ROW > self._budget * _STREAM_SHARE:
            given = _hand_over(cursor, part, self._scanned(part), f"_{part.key}")
            streamed += given
            return f"SELECT '{owner}' AS organisation, * FROM ({winner_select(part, *given)})"
        return f"SELECT '{owner}' AS organisation, * FROM {self._pin(part, pinned)}"

    def _pin(self, part: Part, pinned: list[str]) -> str:
        with self._guard:
            entry = self._loaded.setdefault(part.key, _Loaded("", 0))
            entry.users += 1
            pinned.append(part.key)
            self._loaded.move_to_end(part.key)
        with entry.making:
            if not entry.table:
                entry.table, entry.bytes = self._load(part)
        return entry.table

    def _release(self, keys: list[str]) -> None:
        with self._guard:
            for key in keys:
                self._loaded[key].users -= 1
            held = sum(each.bytes for each in self._loaded.values())
            for key, entry in list(self._loaded.items()):
                if entry.users or (entry.table and held <= self._budget):
                    continue
                held -= entry.bytes
                del self._loaded[key]
                if entry.table:
                    self._drop(entry.table)

    def _drop(self, table: str) -> None:
        cursor = self._connection.cursor()
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
        kinds = cursor.execute(
            "SELECT type_name FROM duckdb_types() WHERE starts_with(type_name, ?)", [f"kind_{table.split('_')[1]}_"]
        ).fetchall()
        for (kind,) in kinds:
            cursor.execute(f"DROP TYPE IF EXISTS {kind}")

    def _load(self, part: Part) -> tuple[str, int]:
        number = next(self._numbers)
        table = f"facts_{number}"
        cursor = self._connection.cursor()
        columns = [*_stored_columns(part.dataset)]
        rows = self._scanned(part).to_table(columns=columns, filter=_bounds(part)) if part.winners else _empty(part)
        given = _hand_over(cursor, part, rows)
        more = {"company": part.names.companies} if part.names.rows else {}
        enumerated = list(_enumerated(cursor, rows, number, more))
        casts = ", ".join(f'{value} AS "{name}"' for name, value, _ in enumerated)
        replace = f" REPLACE ({casts})" if casts else ""
        cursor.execute(f"CREATE TABLE {table} AS SELECT *{replace} FROM ({winner_select(part, *given)})")
        for name in given:
            cursor.unregister(name)
        (found,) = cursor.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
        try:
            _refuse_missing(part, found)
        except FactsMissing:
            cursor.execute(f"DROP TABLE {table}")
            raise
        return table, len(rows) * _row_bytes(rows.schema, {name: count for name, _, count in enumerated})

    def whole(self, cursor: duckdb.DuckDBPyConnection, part: Part) -> pa.Table:
        """Every column of a part's winning rows, printed and provenance ones too, straight from the files."""
        given = _hand_over(cursor, part, self._scanned(part), f"_whole_{part.key}")
        try:
            select = winner_select(part, *given, columns=arrow_schema(part.dataset).names)
            rows = cursor.execute(select).to_arrow_table()
        finally:
            for name in given:
                cursor.unregister(name)
        _refuse_missing(part, rows.num_rows)
        return rows

    def _scanned(self, part: Part) -> pads.Dataset:
        return self._files.rows(part.dataset, part.organisation)


def _row_bytes(schema: pa.Schema, counts: Mapping[str, int]) -> int:
    """What a row takes in memory: enumerations one, two or four bytes by their number of values."""
    total = 1
    for each in schema:
        if each.name in counts:
            total += 1 if counts[each.name] <= 1 << 8 else 2 if counts[each.name] <= 1 << 16 else 4
        else:
            is_text = pa.types.is_dictionary(each.type) or pa.types.is_string(each.type)
            total += _TEXT_BYTES if is_text else max(1, each.type.bit_width // 8)
    return total


def _refuse_missing(part: Part, found: int) -> None:
    """A registered edition has all its rows, or no answer is given from it."""
    if dataset(part.dataset).resolve == "edition" and found != part.row_count:
        raise FactsMissing(
            f"{part.row_count - found} of {part.row_count} registered rows are not in the lake",
            where=f"{part.dataset} of {part.organisation}",
            fix="restore the lake's folder or bucket from a backup",
        )


def winner_select(part: Part, stored: str, winners: str, names: str, *, columns: Sequence[str] = ()) -> str:
    """The statement that takes the winning rows out of all stored ones, each under the name its company is read as.

    Args:
        part: What is read.
        stored: Relation with every stored row of the organisation.
        winners: Relation with ``edition_id``, ``counts_in_year`` and ``rank`` of each edition read.
        names: Relation with the part's names (see ``NameMap.table``).
        columns: What to take; the columns that queries read where empty.
    """
    own = ", ".join(_read_as(name, part) for name in columns or _stored_columns(part.dataset))
    select = f"SELECT {own}, w.counts_in_year FROM {stored} AS s JOIN {winners} AS w USING (edition_id)"
    select += names_join(part, names)
    of = dataset(part.dataset)
    if of.resolve == "edition":
        return select
    key = ", ".join(f's."{name}"' for name in of.key)
    return f"{select} QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY w.rank) = 1"


def names_join(part: Part, names: str) -> str:
    """The join that gives each row ``s`` its company ``n``; empty where no name is read as another company's."""
    if not part.names.rows:
        return ""
    day = f"coalesce(s.\"{day_column(part.dataset)}\", DATE '0001-01-01')"
    return f' LEFT JOIN {names} AS n ON n.name = upper(s."company") AND n.since <= {day} AND {day} < n.until'


def _read_as(column: str, part: Part) -> str:
    is_renamed = column == "company" and part.names.rows
    return 'coalesce(n.company, s."company") AS company' if is_renamed else f's."{column}"'


def _hand_over(
    cursor: duckdb.DuckDBPyConnection, part: Part, stored: pa.Table | pads.Dataset, mark: str = ""
) -> tuple[str, str, str]:
    """Registers stored rows, winners and names of a part; gives the names they go by."""
    given = (f"stored{mark}", f"winners{mark}", f"names{mark}")
    for name, relation in zip(given, (stored, _winner_table(part), part.names.table), strict=True):
        cursor.register(name, relation)
    return given


def _stored_columns(name: str) -> tuple[str, ...]:
    return (*query_columns(name), "edition_id")


def _bounds(part: Part) -> pc.Expression:
    numbers = [each.edition_id for each in part.winners]
    number = pc.field("edition_id")
    return (number >= min(numbers)) & (number <= max(numbers))


def _empty(part: Part) -> pa.Table:
    return arrow_schema(part.dataset).empty_table().select(list(_stored_columns(part.dataset)))


def _winner_table(part: Part) -> pa.Table:
    return pa.table(
        {
            "edition_id": pa.array([each.edition_id for each in part.winners], pa.int64()),
            "counts_in_year": pa.array([each.counts_in_year for each in part.winners], pa.bool_()),
            "rank": pa.array([each.rank for each in part.winners], pa.int64()),
        }
    )


def _enumerated(
    cursor: duckdb.DuckDBPyConnection, rows: pa.Table, number: int, more: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str, int]]:
    """For each text column with few values: its name, SQL that makes it an enumeration by alphabet, and their number.

    Columns in ``more`` may take these values too.
    """
    for position, each in enumerate(rows.schema):
        column = rows.column(position)
        if not pa.types.is_dictionary(each.type) or not column.num_chunks:
            continue
        values = column.unify_dictionaries().chunk(0).dictionary
        values = pc.unique(pa.concat_arrays([values, pa.array(more.get(each.name, ()), values.type)]))
        if len(values) > _FEW_VALUES:
            continue
        is_none = not len(values)
        values = values if len(values) else pa.array([""])
        kind = f"kind_{number}_{position}"
        cursor.register("distinct_values", pa.table({"value": values.take(pc.sort_indices(values))}))
        cursor.execute(f"CREATE TYPE {kind} AS ENUM (SELECT value FROM distinct_values)")
        cursor.unregister("distinct_values")
        is_one = len(values) == 1 and not column.null_count and each.name not in more
        only = "NULL" if is_none else _quoted(values[0].as_py())
        yield each.name, f"{only if is_one or is_none else _name(each.name)}::{kind}", len(values)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(column: str) -> str:
    return f'"{column}"'
