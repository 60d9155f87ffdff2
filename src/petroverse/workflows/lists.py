"""Lists as documents: imports, findings and editions, whole, a page at a time, however long they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import pyarrow as pa

from petroverse.core.errors import NotFound
from petroverse.core.rights import Right
from petroverse.documents import Document, document_of_stream, json_column
from petroverse.workflows.report import FindingsWanted, editions_list, every_finding, every_import
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = ["LISTS", "list_document"]

_AT: Final = pa.timestamp("us", "UTC")
_FINDINGS: Final = pa.schema(
    [
        ("import_id", pa.int64()), ("number", pa.int64()), ("file", pa.string()), ("sheet", pa.string()),
        ("cell", pa.string()), ("rule", pa.string()), ("severity", pa.string()), ("seen", pa.string()),
        ("expected", pa.string()), ("note", pa.string()), pa.field("litres", pa.float64(), metadata={"unit": "L"}),
    ]
)  # fmt: skip
_IMPORTS: Final = pa.schema(
    [
        ("import_id", pa.int64()), ("organisation", pa.string()), ("file_name", pa.string()), ("sha256", pa.string()),
        pa.field("size_bytes", pa.int64(), metadata={"unit": "B"}), ("verdict", pa.string()), ("reason", pa.string()),
        ("publisher", pa.string()), ("family", pa.string()), ("fact_rows", pa.int64()), ("editions", pa.int64()),
        json_column("settings"), ("finding_count", pa.int64()), ("recorded_at", _AT), ("person", pa.string()),
        ("withdrawn_at", _AT), ("withdrawn_by", pa.string()),
    ]
)  # fmt: skip
_EDITIONS: Final = pa.schema(
    [
        ("edition_id", pa.int64()), ("import_id", pa.int64()), ("organisation", pa.string()), ("dataset", pa.string()),
        ("series", pa.string()), ("grain", pa.string()), ("span_start", pa.date32()), ("span_end", pa.date32()),
        ("known_at", _AT), ("known_at_basis", pa.string()), ("recorded_at", _AT), ("file", pa.string()),
        ("file_sha256", pa.string()), ("sheet", pa.string()), ("row_count", pa.int64()), ("cell_count", pa.int64()),
        ("is_simulated", pa.bool_()),
    ]
)  # fmt: skip

_Rows = Callable[[Stores, Reader, FindingsWanted], Iterator[Mapping[str, Any]]]

_MADE_OF: Final[Mapping[str, tuple[pa.Schema, _Rows]]] = {
    "findings": (_FINDINGS, every_finding),
    "imports": (_IMPORTS, lambda stores, reader, _: every_import(stores, reader)),
    "editions": (_EDITIONS, lambda stores, reader, _: iter(editions_list(stores, reader))),
}
LISTS: Final = tuple(_MADE_OF)
"""Every list that can be taken away whole."""


def list_document(stores: Stores, reader: Reader, name: str, wanted: FindingsWanted | None = None) -> Document:
    """One of ``LISTS`` as a document; its rows are read as they are asked for.

    Args:
        stores: Where from.
        reader: Who asks.
        name: Which list.
        wanted: Which findings.

    Raises:
        NotFound: There is no such list.
        RowsLimited: The reader may see a part of the rows only.
    """
    reader.must(Right.EXPORT)
    if name not in _MADE_OF:
        raise NotFound(f"no list is called {name!r}", fix=f"one of {', '.join(_MADE_OF)}")
    reader.must_see_all(f"the list of {name}")
    grant = grant_of(stores, reader)
    columns, rows = _MADE_OF[name]
    found = rows(stores, reader, wanted or FindingsWanted())
    return document_of_stream(f"petroverse.{name}/1", columns, found, meta={"simulated": grant.is_simulated})
