"""Runs compiled queries on DuckDB: a few at a time, the rest in a queue, answers kept until facts change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, Protocol

import duckdb
import pyarrow as pa

from petroverse.core.spans import Spans, no_spans
from petroverse.lake.deadlines import Deadlines
from petroverse.lake.errors import NotInSnapshot, QueryBroken, QuestionTooLong
from petroverse.lake.relations import FactFiles, Relations
from petroverse.lake.snapshot import Part, Snapshot

__all__ = ["Compiled", "Engine", "with_relations"]

_ANSWER_SHARE: Final = 8
"""Kept answers may take one part in this many of the memory for facts."""


class Compiled(Protocol):
    """A checked query, ready to run: SQL over relations named by dataset, and whose facts each may hold."""

    @property
    def sql(self) -> str:
        """One DuckDB statement."""
        ...

    @property
    def reads(self) -> Mapping[str, tuple[str, ...]]:
        """Dataset → organisations whose facts enter the relation of that name."""
        ...


class Engine:
    """One in-memory DuckDB for all threads.

    Args:
        files: Where facts are read from.
        cache_bytes: Memory for facts.
        at_once: Queries that run at the same time; the others wait.
        spans: Gets a span for each query that runs.
    """

    def __init__(self, files: FactFiles, cache_bytes: int, at_once: int, *, spans: Spans = no_spans) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "enable_external_access": False,
            "autoload_known_extensions": False,
            "lock_configuration": True,
        }
        self._connection = duckdb.connect(":memory:", config=settings)
        self.relations = Relations(self._connection, files, cache_bytes)
        self._spans = spans
        self._gate = threading.BoundedSemaphore(at_once)
        self._deadlines = Deadlines()
        self._guard = threading.Lock()
        self._idle: list[duckdb.DuckDBPyConnection] = []
        self._waiting = 0
        self._answers: OrderedDict[tuple[str, str], pa.Table] = OrderedDict()
        self._answer_bytes = 0
        self._answer_budget = cache_bytes // _ANSWER_SHARE

    @property
    def queue_length(self) -> int:
        """Queries that wait for their turn now."""
        return self._waiting

    def run(self, compiled: Compiled, snapshot: Snapshot, most_s: float) -> pa.Table:
        """The query's answer over the snapshot's facts.

        Args:
            compiled: The query.
            snapshot: The facts.
            most_s: The longest that the statement may run, in seconds.

        Raises:
            NotInSnapshot: The query reads facts that the snapshot does not hold.
            QueryBroken: DuckDB refused the statement.
            QuestionTooLong: It ran longer than it may.
        """
        parts = _parts(compiled, snapshot)
        key = (compiled.sql, "/".join(each.key for of in parts.values() for each in of))
        kept = self._kept(key)
        if kept is None:
            kept = self._answer(compiled.sql, parts, most_s)
            self._keep(key, kept)
        return kept

    def warm(self, snapshot: Snapshot) -> int:
        """Brings a snapshot's facts into memory as long as they fit in; gives how many parts it brought."""
        return sum(self.relations.bring(each) for each in snapshot.parts.values() if each.winners)

    def close(self) -> None:
        """Gives all memory back."""
        self._deadlines.close()
        with self._guard:
            for each in self._idle:
                each.close()
            self._idle.clear()
        self._connection.close()

    def _answer(self, sql: str, parts: Mapping[str, tuple[Part, ...]], most_s: float) -> pa.Table:
        read = [each for of in parts.values() for each in of]
        # Facts are brought in before its turn, so that nobody who has them waits for it.
        with self.relations.held(read), self._turn() as cursor, self.relations.attached(cursor, parts) as selects:
            relations = {name: f"AS NOT MATERIALIZED ({each})" for name, each in selects.items()}
            try:
                with self._spans("duckdb", sql), self._deadlines.after(most_s, cursor.interrupt):
                    return cursor.execute(with_relations(sql, relations)).to_arrow_table()
            except duckdb.InterruptException:
                raise QuestionTooLong(f"the question ran longer than {most_s:g} s", fix="ask for less") from None
            except duckdb.Error as fault:
                raise QueryBroken(f"the engine refused a compiled query: {fault}", where=sql) from fault

    @contextmanager
    def _turn(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._guard:
            self._waiting += 1
        self._gate.acquire()
        with self._guard:
            self._waiting -= 1
            cursor = self._idle.pop() if self._idle else self._connection.cursor()
        try:
            yield cursor
        finally:
            with self._guard:
                self._idle.append(cursor)
            self._gate.release()

    def _kept(self, key: tuple[str, str]) -> pa.Table | None:
        with self._guard:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def _keep(self, key: tuple[str, str], answer: pa.Table) -> None:
        with self._guard:
            if key in self._answers or answer.nbytes > self._answer_budget:
                return
            self._answers[key] = answer
            self._answer_bytes += answer.nbytes
            while self._answer_bytes > self._answer_budget:
                _, oldest = self._answers.popitem(last=False)
                self._answer_bytes -= oldest.nbytes


def with_relations(sql: str, relations: Mapping[str, str]) -> str:
    """A statement with the relations that it reads written before it.

    Args:
        sql: The statement.
        relations: Name → ``AS (…)``.
    """
    head = ",\n".join(f"{name} {body}" for name, body in relations.items())
    return f"WITH {head},\n{sql[5:]}" if sql.startswith("WITH ") else f"WITH {head}\n{sql}"


def _parts(compiled: Compiled, snapshot: Snapshot) -> dict[str, tuple[Part, ...]]:
    found: dict[str, tuple[Part, ...]] = {}
    for name, organisations in compiled.reads.items():
        missing = [each for each in organisations if (name, each) not in snapshot.parts]
        if missing or not organisations:
            raise NotInSnapshot(
                f"the snapshot holds no {name} of {', '.join(missing) or 'anybody'}", fix="take it for what is read"
            )
        found[name] = tuple(snapshot.parts[name, each] for each in organisations)
    return found
