"""A document: typed columns with units, rows that come piece by piece, and what a reader must know of them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import pyarrow as pa

from petroverse.documents.values import flat, plain

__all__ = ["Document", "document_of_rows", "document_of_stream", "document_of_table", "json_column"]

_AT_ONCE: Final = 16_384
"""Rows that are written at once: enough to be quick, few enough to be forgotten soon."""

_FROM_ROWS: Final = 1000
_HOLDS: Final = b"holds"
_JSON: Final = b"json"


@dataclass(frozen=True, slots=True)
class Document:
    """What is written.

    Attributes:
        schema: Name and version of its contract, such as ``petroverse.query/1``.
        columns: The columns; a field's metadata may hold ``title``, ``unit`` and ``meaning``.
        batches: The rows; they are read once.
        meta: Where the rows come from, as JSON values.
        warnings: Sentences that a reader must know.
    """

    schema: str
    columns: pa.Schema
    batches: Iterable[pa.RecordBatch] = field(repr=False)
    meta: Mapping[str, Any] = field(default_factory=dict)
    warnings: Sequence[str] = ()

    @property
    def about(self) -> dict[str, Any]:
        """Everything but the rows: the provenance sheet of a workbook, the metadata of a file of columns."""
        return {"schema": self.schema, **self.meta, "warnings": list(self.warnings)}

    @property
    def marked(self) -> pa.Schema:
        """The columns with everything but the rows as their metadata."""
        return self.columns.with_metadata({"petroverse": json.dumps(self.about, default=plain, ensure_ascii=False)})

    @property
    def pieces(self) -> Iterator[pa.RecordBatch]:
        """The rows, a bounded number at a time."""
        for batch in self.batches:
            for start in range(0, batch.num_rows, _AT_ONCE):
                yield batch.slice(start, _AT_ONCE)

    @property
    def nested(self) -> frozenset[str]:
        """Columns whose texts are JSON themselves."""
        return frozenset(each.name for each in self.columns if (each.metadata or {}).get(_HOLDS) == _JSON)

    def unit(self, name: str) -> str:
        """The unit of a column; empty where it has none."""
        return str(((self.columns.field(name).metadata or {}).get(b"unit") or b"").decode())


def document_of_table(
    schema: str, table: pa.Table, *, meta: Mapping[str, Any] | None = None, warnings: Sequence[str] = ()
) -> Document:
    """A document of a table that is there already."""
    return Document(schema, table.schema, table.to_batches(), meta or {}, warnings)


def document_of_rows(
    schema: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    columns: Sequence[str] = (),
    meta: Mapping[str, Any] | None = None,
    warnings: Sequence[str] = (),
) -> Document:
    """A document of rows by column name; a column with lists or mappings is kept as their JSON.

    Args:
        schema: Name and version of the contract.
        rows: The rows; the columns stand in the order in which they first appear.
        columns: The columns where there is no row.
        meta: Where the rows come from.
        warnings: Sentences that a reader must know.

    Example:
        >>> document_of_rows("x/1", [{"year": 2024, "rules": {"gap": 1}}]).nested
        frozenset({'rules'})
    """
    names = list(dict.fromkeys(name for row in rows for name in row)) or list(columns)
    arrays, fields = [], []
    for name in names:
        values = [row.get(name) for row in rows]
        array, holds = _column(values)
        arrays.append(array)
        fields.append(pa.field(name, array.type, metadata=holds))
    table = pa.table(arrays, schema=pa.schema(fields))
    return document_of_table(schema, table, meta=meta, warnings=warnings)


def document_of_stream(
    schema: str, columns: pa.Schema, rows: Iterable[Mapping[str, Any]], *, meta: Mapping[str, Any] | None = None
) -> Document:
    """A document of rows that come one by one, in columns that are known before; see ``json_column``.

    Args:
        schema: Name and version of the contract.
        columns: The columns; what else a row holds is left out.
        rows: The rows, read once.
        meta: Where the rows come from.
    """
    return Document(schema, columns, _batches(columns, iter(rows)), meta or {})


def json_column(name: str, meaning: str = "") -> pa.Field:
    """A column for lists and mappings: nested in JSON, their JSON as text elsewhere."""
    return pa.field(name, pa.string(), metadata={_HOLDS: _JSON, b"meaning": meaning.encode()})


def _batches(columns: pa.Schema, rows: Iterator[Mapping[str, Any]]) -> Iterator[pa.RecordBatch]:
    while some := list(itertools.islice(rows, _FROM_ROWS)):
        arrays = [pa.array([_fitting(row.get(each.name), each.type) for row in some], each.type) for each in columns]
        yield pa.RecordBatch.from_arrays(arrays, schema=columns)


def _fitting(value: object, kind: pa.DataType) -> object:
    if isinstance(value, str) and pa.types.is_temporal(kind):
        return datetime.fromisoformat(value)
    return flat(value)


def _column(values: Sequence[Any]) -> tuple[pa.Array, dict[bytes, bytes] | None]:
    """Typed values where all are of one kind, else their JSON."""
    if not any(isinstance(each, list | tuple | dict) for each in values):
        try:
            return pa.array(values, None if any(each is not None for each in values) else pa.string()), None
        except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError):
            pass
    texts = [None if each is None else _as_json(each) for each in values]
    return pa.array(texts, pa.string()), {_HOLDS: _JSON}


def _as_json(value: object) -> str:
    told = flat(value)
    return told if isinstance(value, list | tuple | dict) else json.dumps(told, default=plain, ensure_ascii=False)  # type: ignore[return-value]  # flat gives text for these
