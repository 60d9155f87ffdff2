"""Documents as files of columns: Parquet, and an Arrow stream; units and provenance stand in their metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from petroverse.documents.document import Document

__all__ = ["arrow_pieces", "parquet_pieces"]

_GROUP: Final = 131_072
"""Rows of a Parquet row group: each is held in memory until it is full."""


class _Pieces:
    """A file that forgets what was taken from it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._position = 0
        self.closed = False

    def write(self, content: bytes | memoryview | pa.Buffer) -> int:
        part = content if isinstance(content, bytes) else bytes(memoryview(content))
        self._parts.append(part)
        self._position += len(part)
        return len(part)

    def tell(self) -> int:
        return self._position

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        self.closed = True

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def taken(self) -> bytes:
        """What was written since the last call."""
        found = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        self._parts = []
        return found


def arrow_pieces(document: Document) -> Iterator[bytes]:
    """An Arrow IPC stream."""
    sink = _Pieces()
    with pa.ipc.new_stream(sink, document.marked) as writer:
        for batch in document.batches:
            writer.write_batch(batch)
            yield sink.taken()
    yield sink.taken()


def parquet_pieces(document: Document) -> Iterator[bytes]:
    """A Parquet file."""
    sink = _Pieces()
    with pq.ParquetWriter(sink, document.marked) as writer:
        waiting: list[pa.RecordBatch] = []
        for batch in document.batches:
            waiting.append(batch)
            if sum(each.num_rows for each in waiting) >= _GROUP:
                writer.write_table(pa.Table.from_batches(waiting), row_group_size=_GROUP)
                waiting = []
            yield sink.taken()
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting), row_group_size=_GROUP)
    yield sink.taken()
