"""The facts of a snapshot as relations of an in-memory DuckDB whose own file access is off.

Facts of one organisation's dataset are loaded once for one set of winning editions, into a memory table with short
texts as enumerations; the least recently used go first when the budget is spent. What is larger than a part of the
budget is not copied but scanned from the lake's files, through Arrow, at each query.
"""

from __future__ import annotations

import itertools
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, Protocol

import duckdb
import pyarrow as pa
import pyarrow.dataset as pads

from petroverse.lake.loading import LoadedTable, drop, load, refuse_missing
from petroverse.lake.schema import arrow_schema
from petroverse.lake.snapshot import Part
from petroverse.lake.winners import empty, hand_over, winner_select

__all__ = ["FactFiles", "Relations"]

_STREAM_SHARE: Final = 0.5
"""A part that would take more of the budget than this is scanned from its files instead of being copied."""

_PATIENCE_S: Final = 10.0
"""The longest that facts nobody asks for yet stand back behind others."""

_LOADS: Final = 2
"""Parts that are brought in at the same time: more would each take longer."""

_BYTES_A_ROW: Final = 64
"""What a row takes in memory, roughly, before it is measured."""


class FactFiles(Protocol):
    """Gives the stored rows of one organisation's dataset, visible or not."""

    def rows(self, name: str, organisation: str) -> pads.Dataset:
        """The rows as a dataset that reads its files as it is scanned."""
        ...


@dataclass(slots=True)
class _Entry:
    table: LoadedTable | None = None
    users: int = 0
    making: threading.Lock = field(default_factory=threading.Lock)

    @property
    def bytes(self) -> int:
        return self.table.bytes if self.table else 0


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
        self._loaded: OrderedDict[str, _Entry] = OrderedDict()
        self._guard = threading.Lock()
        self._numbers = itertools.count(1)
        self._loads = threading.BoundedSemaphore(_LOADS)
        self._asked = 0
        self._unasked = threading.Condition(self._guard)

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

    @contextmanager
    def held(self, parts: Iterable[Part]) -> Iterator[None]:
        """Keeps parts in memory while the block runs, bringing them in first; those too large for it stay outside."""
        pinned: list[str] = []
        try:
            for each in parts:
                if not self._is_streamed(each):
                    self._pin(each, pinned)
            yield
        finally:
            self._release(pinned)

    def bring(self, part: Part) -> bool:
        """Brings a part in that nobody asks for yet, if it fits in beside what is there; whoever asks goes first.

        Returns:
            Whether it was brought in.
        """
        with self._unasked:
            self._unasked.wait_for(lambda: not self._asked, _PATIENCE_S)
            held = sum(each.bytes for each in self._loaded.values())
            is_too_much = self._is_streamed(part) or held + part.row_count * _BYTES_A_ROW > self._budget
            if is_too_much or part.key in self._loaded:
                return False
        with self.held([part]):
            return True

    def _is_streamed(self, part: Part) -> bool:
        return part.row_count * _BYTES_A_ROW > self._budget * _STREAM_SHARE

    def _select(self, cursor: duckdb.DuckDBPyConnection, part: Part, pinned: list[str], streamed: list[str]) -> str:
        owner = part.organisation.replace("'", "''")
        if self._is_streamed(part):
            given = hand_over(cursor, part, self._scanned(part), f"_{part.key}")
            streamed += given
            return f"SELECT '{owner}' AS organisation, * FROM ({winner_select(part, *given)})"
        return f"SELECT '{owner}' AS organisation, * FROM ({self._pin(part, pinned).select})"

    def _pin(self, part: Part, pinned: list[str]) -> LoadedTable:
        with self._guard:
            entry = self._loaded.setdefault(part.key, _Entry())
            entry.users += 1
            pinned.append(part.key)
            self._loaded.move_to_end(part.key)
            is_asked = entry.table is None
            self._asked += is_asked
        try:
            with entry.making:
                if entry.table is None:
                    entry.table = self._load(part)
                return entry.table
        finally:
            if is_asked:
                with self._unasked:
                    self._asked -= 1
                    self._unasked.notify_all()

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
                    drop(self._connection.cursor(), entry.table)

    def _load(self, part: Part) -> LoadedTable:
        stored = self._scanned(part) if part.winners else pads.dataset(empty(part))
        with self._loads:
            return load(self._connection.cursor(), part, stored, next(self._numbers))

    def streamed(self, part: Part, most_rows: int) -> Iterator[pa.RecordBatch]:
        """Every column of a part's winning rows, printed and provenance ones too, so many at a time, from the files.

        It has a connection of its own and takes no query's turn; closing the iterator stops the work.
        """
        cursor, found = self._connection.cursor(), 0
        try:
            given = hand_over(cursor, part, self._scanned(part) if part.winners else empty(part, is_whole=True))
            select = winner_select(part, *given, columns=arrow_schema(part.dataset).names)
            for batch in cursor.execute(select).to_arrow_reader(most_rows):
                found += batch.num_rows
                yield batch
        finally:
            cursor.close()
        refuse_missing(part, found)

    def _scanned(self, part: Part) -> pads.Dataset:
        return self._files.rows(part.dataset, part.organisation)
