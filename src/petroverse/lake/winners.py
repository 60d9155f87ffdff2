"""Which of the stored rows are read: the winning editions', each under the name that its company is read as."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa
import pyarrow.dataset as pads

from petroverse.core.catalogue import dataset
from petroverse.lake.schema import arrow_schema, day_column, query_columns
from petroverse.lake.snapshot import Part

__all__ = ["empty", "hand_over", "names_join", "stored_columns", "winner_select"]


def winner_select(part: Part, stored: str, winners: str, names: str, *, columns: Sequence[str] = ()) -> str:
    """The statement that takes the winning rows out of all stored ones, each under the name its company is read as.

    Args:
        part: What is read.
        stored: Relation with every stored row of the organisation.
        winners: Relation with ``edition_id``, ``counts_in_year`` and ``rank`` of each edition read.
        names: Relation with the part's names (see ``NameMap.table``).
        columns: What to take; the columns that queries read where empty.
    """
    own = ", ".join(_read_as(name, part) for name in columns or stored_columns(part.dataset))
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


def hand_over(
    cursor: duckdb.DuckDBPyConnection, part: Part, stored: pa.Table | pads.Dataset, mark: str = ""
) -> tuple[str, str, str]:
    """Registers stored rows, winners and names of a part; gives the names they go by."""
    given = (f"stored{mark}", f"winners{mark}", f"names{mark}")
    for name, relation in zip(given, (stored, _winner_table(part), part.names.table), strict=True):
        cursor.register(name, relation)
    return given


def stored_columns(name: str) -> tuple[str, ...]:
    """The columns of a dataset that queries read, with the edition."""
    return (*query_columns(name), "edition_id")


def empty(part: Part, *, is_whole: bool = False) -> pa.Table:
    """No rows: of every column, or of those that queries read."""
    nothing = arrow_schema(part.dataset).empty_table()
    return nothing if is_whole else nothing.select(list(stored_columns(part.dataset)))


def _winner_table(part: Part) -> pa.Table:
    return pa.table(
        {
            "edition_id": pa.array([each.edition_id for each in part.winners], pa.int64()),
            "counts_in_year": pa.array([each.counts_in_year for each in part.winners], pa.bool_()),
            "rank": pa.array([each.rank for each in part.winners], pa.int64()),
        }
    )
