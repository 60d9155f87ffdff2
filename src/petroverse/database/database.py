"""One PostgreSQL database: its schema, and the transactions through which everything is read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Any

import psycopg
from psycopg import errors as pg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.roles import Migrations, UnitOfWork
from petroverse.core.spans import Spans, no_spans
from petroverse.core.times import Clock, SystemClock
from petroverse.database.faults import SchemaDiffers, named_faults
from petroverse.database.idempotency import settle_claim
from petroverse.database.records import append_record
from petroverse.database.schema import APP_ROLE, is_current, migrate

__all__ = ["Database"]

_BEGIN = """
    begin {kind};
    select set_config('role', %s, true), set_config('app.organisation', %s, true), set_config('app.person', %s, true),
           set_config('statement_timeout', %s, true), set_config('lock_timeout', %s, true)"""
_READS = _BEGIN.format(kind="isolation level repeatable read read only")
_WRITES = _BEGIN.format(kind="read write")


class Database:
    """A pool of connections to one database; close it, or use it as a ``with`` block.

    Args:
        url: The database, as its owner (``Engine.url``).
        clock: Gives the instant that a unit of work is recorded at.
        connections: How many transactions may run at once.
        patience_s: How long to wait for the server, or for one of the connections.
        spans: Gets a span for each statement.

    Example:
        >>> with Database(engine.url) as database:  # doctest: +SKIP
        ...     database.migrate([MIGRATIONS])
        ...     with database.unit_of_work(LOCAL, PersonId("ama")) as unit:
        ...         unit.record("note", {"text": "first"})
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Clock | None = None,
        connections: int = 8,
        patience_s: float = 10.0,
        spans: Spans = no_spans,
    ) -> None:
        self.url = url
        self._spans = spans
        self._clock = clock or SystemClock()
        self._connections = connections
        self._pool: ConnectionPool[psycopg.Connection[dict[str, Any]]] = ConnectionPool(
            url,
            connection_class=psycopg.Connection[dict[str, Any]],
            kwargs={"row_factory": dict_row, "application_name": "petroverse", "autocommit": True},
            min_size=0,
            max_size=connections,
            timeout=patience_s,
            reconnect_timeout=patience_s,
            open=True,
        )

    def migrate(self, blocks: Sequence[Migrations]) -> tuple[str, ...]:
        """Brings the schema up to date; see ``schema.migrate``. Gives the names of the steps that ran now."""
        return migrate(self.url, blocks)

    def is_current(self, blocks: Sequence[Migrations]) -> bool:
        """Whether every step of the blocks has run and none that they do not know.

        Raises:
            SchemaDiffers, ServerUnreachable: As ``migrate``.
        """
        return is_current(self.url, blocks)

    def pool_use(self) -> dict[str, int]:
        """How many connections are open and idle, and how many transactions wait for one."""
        told = self._pool.get_stats()
        names = {"open": "pool_size", "idle": "pool_available", "waiting": "requests_waiting"}
        return {name: told.get(key, 0) for name, key in names.items()}

    @contextmanager
    def unit_of_work(
        self, organisation: OrganisationId, person: PersonId, *, timeout_s: float = 60.0
    ) -> Iterator[UnitOfWork]:
        """One transaction in an organisation: committed when its block ends, undone when the block raises.

        Args:
            organisation: Whose rows may be written; its own and the published ones are read.
            person: Who does it; it stands in every record.
            timeout_s: The longest that one statement may take.

        Raises:
            SchemaDiffers: The schema is not there yet.
            TransactionConflict: It met another one; nothing was written, try again.
            ServerUnreachable: The database went away; whether the commit arrived is unknown only if it fell there.
            ClaimLost: It is part of a request that was given up for dead and sent again; nothing was written.
        """
        with self._transaction(organisation, person, timeout_s, is_read_only=False) as unit:
            yield unit
            settle_claim(unit)

    @contextmanager
    def reading(
        self, organisation: OrganisationId, person: PersonId, *, timeout_s: float = 60.0
    ) -> Iterator[UnitOfWork]:
        """One look at an unchanging state of the database: as ``unit_of_work``, but every change is refused.

        Raises:
            SchemaDiffers, ServerUnreachable: As ``unit_of_work``.
            RowNotAllowed: A statement tried to write.
        """
        with self._transaction(organisation, person, timeout_s, is_read_only=True) as unit:
            yield unit

    def close(self) -> None:
        """Closes every connection."""
        self._pool.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _transaction(
        self, organisation: OrganisationId, person: PersonId, timeout_s: float, *, is_read_only: bool
    ) -> Iterator[UnitOfWork]:
        doing = f"{'reading' if is_read_only else 'unit of work'} in {organisation or 'no organisation'}"
        limit = str(round(timeout_s * 1000))
        settings = [APP_ROLE, organisation, person, limit, limit]
        with named_faults(doing), self._begun(_READS if is_read_only else _WRITES, settings) as connection:
            yield _Unit(connection, organisation, person, self._clock.now(), self._spans)

    @contextmanager
    def _begun(self, begin: str, settings: Sequence[str]) -> Iterator[psycopg.Connection[dict[str, Any]]]:
        """A connection in a transaction; ones that broke while they lay idle are passed over: nothing ran on them."""
        for idle in reversed(range(self._connections + 1)):
            with self._pool.connection() as connection:
                try:
                    psycopg.ClientCursor(connection).execute(begin.encode(), settings)  # all in one round trip
                except (pg.InvalidParameterValue, pg.InsufficientPrivilege) as fault:
                    raise SchemaDiffers(f"the role {APP_ROLE} is missing", fix="bring the schema up to date") from fault
                except psycopg.OperationalError:
                    if connection.closed and idle:
                        continue
                    raise
                yield connection
                return


class _Unit:
    """A transaction as the role ``UnitOfWork`` describes it."""

    def __init__(
        self,
        connection: psycopg.Connection[dict[str, Any]],
        organisation: OrganisationId,
        person: PersonId,
        at: datetime,
        spans: Spans,
    ) -> None:
        self._spans = spans
        self.organisation = organisation
        self.person = person
        self.at = at
        self._connection = connection

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        with named_faults(f"statement in {self.organisation}"), self._spans("postgresql", sql):
            # Without parameters a percent sign is a percent sign.
            cursor = self._connection.execute(sql.encode(), parameters or None)
            return cursor.fetchall() if cursor.description else []

    def many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        doing = named_faults(f"statement in {self.organisation}")
        with doing, self._spans("postgresql", sql), self._connection.cursor() as cursor:
            cursor.executemany(sql.encode(), parameters)

    def record(self, kind: str, body: Mapping[str, Any]) -> int:
        return append_record(self, kind, body)
