"""The whole database as one file, at one instant, while others write; and back into an empty one.

PostgreSQL's own ``pg_dump`` and ``pg_restore`` do it, told by an exported snapshot which instant is meant: whoever
copies other stores along reads the same instant through ``Cut.rows``.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row

from petroverse.database.engine import Engine
from petroverse.database.faults import DatabaseNotEmpty, DumpFailed, named_faults
from petroverse.database.schema import provide_role

__all__ = ["Cut", "Rows", "dump_database", "held_cut", "load_database"]

Rows = Callable[[str, Sequence[Any]], list[dict[str, Any]]]
"""Runs one statement and gives its rows by column name."""

_PATIENCE_S: Final = 6 * 3600
_NAMES: Final = {"user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT", "dbname": "PGDATABASE"}


@dataclass(frozen=True, slots=True)
class Cut:
    """One instant of a database, held as long as its block runs.

    Attributes:
        snapshot: PostgreSQL's name for it.
        at: When.
        rows: Reads it, all organisations alike.
    """

    snapshot: str
    at: datetime
    rows: Rows


@contextmanager
def held_cut(engine: Engine, hold: Callable[[Rows, str], None]) -> Iterator[Cut]:
    """Holds one instant of the database, of all organisations, while everybody goes on writing.

    Args:
        engine: The database; one at a URL needs a user that row-level security does not bind.
        hold: Told of each organisation before the instant is taken; locks that it takes last as long as the block.

    Raises:
        ServerUnreachable: The database went away.
    """
    url = engine.whole_url
    with (
        named_faults("holding an instant of the database"),
        psycopg.connect(url, autocommit=True, row_factory=dict_row) as holder,
        psycopg.connect(url, row_factory=dict_row) as reader,
    ):
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        held: set[str] = set()
        while True:
            for each in sorted(_organisations(holder) - held):
                hold(_rows_of(holder), each)
                held.add(each)
            found = reader.execute("select pg_export_snapshot() as snapshot, now() as at").fetchone()
            if found and _organisations(reader) <= held:
                break
            reader.rollback()  # an organisation was made meanwhile
        yield Cut(found["snapshot"], found["at"].astimezone(UTC), _rows_of(reader))


def dump_database(engine: Engine, cut: Cut, file: Path) -> None:
    """Writes the database as it was at the cut into a file.

    Raises:
        DumpFailed: ``pg_dump`` failed; its own words are in the message.
        EngineMissing: This machine has no ``pg_dump`` that is new enough.
    """
    _run(engine, "pg_dump", ["--format=custom", f"--snapshot={cut.snapshot}", f"--file={file}"])


def load_database(engine: Engine, file: Path) -> None:
    """Fills an empty database from a file of ``dump_database``, whole or not at all.

    Raises:
        DatabaseNotEmpty: There is something in it.
        DumpFailed: ``pg_restore`` failed; nothing was kept.
    """
    with named_faults("looking at the database"), psycopg.connect(engine.url) as connection:
        if connection.execute("select 1 from pg_tables where schemaname = 'public' limit 1").fetchone():
            raise DatabaseNotEmpty("the database has tables in it", fix="restore into an empty one")
        provide_role(connection)
    mine = [] if engine.data_folder else ["--no-owner"]
    target = conninfo_to_dict(engine.whole_url)["dbname"]
    options = ["--single-transaction", "--exit-on-error", *mine, f"--dbname={target}", str(file)]
    _run(engine, "pg_restore", options)


def _organisations(connection: psycopg.Connection[dict[str, Any]]) -> set[str]:
    return {str(each["id"]) for each in connection.execute("select id from organisations")}


def _rows_of(connection: psycopg.Connection[dict[str, Any]]) -> Rows:
    def rows(sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        return connection.execute(sql.encode(), parameters or None).fetchall()

    return rows


def _run(engine: Engine, program: str, options: Iterable[str]) -> None:
    command = [str(engine.tools() / program), "--no-password", *options]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False, env=_surroundings(engine.whole_url)
    )
    if done.returncode != 0:
        said = (done.stderr.strip().splitlines() or ["no word"])[0]
        hint = "use a database user with BYPASSRLS" if "row-level security" in done.stderr else "see its words"
        raise DumpFailed(f"{program} failed: {said}", fix=hint)


def _surroundings(url: str) -> Mapping[str, str]:
    """The connection by the environment: a password in a command line could be read by others of this machine."""
    given = {_NAMES[name]: str(value) for name, value in conninfo_to_dict(url).items() if name in _NAMES and value}
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC", **given}
