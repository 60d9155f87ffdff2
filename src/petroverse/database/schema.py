"""Brings the schema up to date: every block's numbered steps, in the order given, in one transaction, once.

A step that ran is never changed and never runs again: its SHA-256 is kept beside its number.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from psycopg import errors as pg
from psycopg import sql

from petroverse.core.roles import Migrations
from petroverse.database.faults import SchemaDiffers, named_faults

__all__ = ["APP_ROLE", "MIGRATIONS", "is_current", "migrate", "provide_role"]

APP_ROLE: Final = "petroverse_app"
"""The role that units of work run as: no superuser, no owner, not exempt from row-level security."""

MIGRATIONS: Final = Migrations("database", Path(__file__).parent / "migrations")
"""This block's own steps; app hands them over first."""

_LOCK: Final = 0x5045_5452_4F56
_STEP_NAME: Final = re.compile(r"^(\d{4})_([a-z0-9_]+)\.sql$")
_BOOK: Final = """
    create table if not exists schema_steps (
        block text not null, number integer not null, title text not null, checksum text not null,
        applied_at timestamptz not null default now(), primary key (block, number))"""
_UNPROTECTED: Final = """
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and a.attname = 'organisation' and not a.attisdropped
      and not (c.relrowsecurity and c.relforcerowsecurity) order by 1"""


@dataclass(frozen=True, slots=True)
class _Step:
    block: str
    number: int
    title: str
    text: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def name(self) -> str:
        return f"{self.block} {self.number:04d}_{self.title}"


def migrate(url: str, blocks: Sequence[Migrations]) -> tuple[str, ...]:
    """Runs the steps that have not run yet, all or none; several processes may try at once.

    Args:
        url: The database, as its owner.
        blocks: The blocks in layer order, ``MIGRATIONS`` of this one first.

    Returns:
        The names of the steps that ran now, such as ``lake 0001_editions``.

    Raises:
        SchemaDiffers: A step was changed after it ran, is missing, or the database is newer than this program; or a
            table with a column ``organisation`` is left without forced row-level security; or the server lacks the
            role and we may not make it.
        ServerUnreachable: The database does not answer.
    """
    steps = [step for block in blocks for step in _steps(block)]
    with named_faults("bringing the schema up to date"), psycopg.connect(url) as connection:
        connection.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
        connection.execute(_BOOK)
        missing = list(_missing(connection, steps, {each.block for each in blocks}))
        if missing:
            provide_role(connection)
            connection.execute(sql.SQL("grant usage on schema public to {}").format(sql.Identifier(APP_ROLE)))
        for step in missing:
            _run(connection, step)
            connection.execute(
                "insert into schema_steps (block, number, title, checksum) values (%s, %s, %s, %s)",
                [step.block, step.number, step.title, step.checksum],
            )
        _refuse_unprotected(connection)
    return tuple(step.name for step in missing)


def is_current(url: str, blocks: Sequence[Migrations], *, patience_s: int = 5) -> bool:
    """Whether nothing is left for ``migrate`` to do; changes nothing.

    Raises:
        SchemaDiffers: A step was changed after it ran, or the database is newer than this program.
        ServerUnreachable: The database does not answer.
    """
    steps = [step for block in blocks for step in _steps(block)]
    with named_faults("looking at the schema"), psycopg.connect(url, connect_timeout=patience_s) as connection:
        if connection.execute("select to_regclass('schema_steps')").fetchone() == (None,):
            return False
        return not list(_missing(connection, steps, {each.block for each in blocks}))


def _steps(block: Migrations) -> list[_Step]:
    steps = []
    for path in sorted(block.folder.glob("*.sql")):
        match = _STEP_NAME.match(path.name)
        if match is None:
            raise SchemaDiffers(f"{path.name} is no step's name", where=str(path), fix="name it 0001_title.sql")
        steps.append(_Step(block.block, int(match.group(1)), match.group(2), path.read_text(encoding="utf-8")))
    if [step.number for step in steps] != list(range(1, len(steps) + 1)):
        raise SchemaDiffers(
            f"the steps of {block.block} are not numbered 1, 2, 3 …", where=str(block.folder), fix="number them so"
        )
    return steps


def _missing(connection: psycopg.Connection, steps: list[_Step], blocks: set[str]) -> Iterator[_Step]:
    done = {
        (block, number): (title, checksum)
        for block, number, title, checksum in connection.execute(
            "select block, number, title, checksum from schema_steps"
        )
    }
    known = {(step.block, step.number) for step in steps}
    for (block, number), (title, _) in done.items():
        if block in blocks and (block, number) not in known:
            raise SchemaDiffers(
                f"the database has the step {block} {number:04d}_{title}, which this program does not know",
                fix="use the newer program that wrote it",
            )
    for step in steps:
        if (step.block, step.number) not in done:
            yield step
        elif done[step.block, step.number][1] != step.checksum:
            raise SchemaDiffers(f"the step {step.name} was changed after it ran", fix="put the change into a new step")


def _run(connection: psycopg.Connection, step: _Step) -> None:
    try:
        connection.execute(step.text.encode())
    except (pg.FeatureNotSupported, pg.UndefinedFile) as fault:
        raise SchemaDiffers(
            f"the server lacks something that {step.name} needs: {fault}",
            fix="use PostgreSQL 14 or later with its contrib modules (pg_trgm)",
        ) from fault


def provide_role(connection: psycopg.Connection) -> None:
    """Makes the role of the units of work, once a server, and lets this owner take it on.

    Raises:
        SchemaDiffers: The role is exempt from row-level security, or is missing and may not be made.
    """
    role = sql.Identifier(APP_ROLE)
    known = connection.execute(
        "select rolsuper or rolbypassrls, pg_has_role(oid, 'member') from pg_roles where rolname = %s", [APP_ROLE]
    ).fetchone()
    is_exempt, is_ours = known or (False, False)
    if is_exempt:
        raise SchemaDiffers(f"the role {APP_ROLE} is exempt from row-level security", fix=f"drop the role {APP_ROLE}")
    try:
        if known is None:
            with suppress(pg.DuplicateObject, pg.UniqueViolation), connection.transaction():
                connection.execute(sql.SQL("create role {} nologin nosuperuser nobypassrls").format(role))
        if not is_ours:
            connection.execute(sql.SQL("grant {} to current_user").format(role))
    except pg.InsufficientPrivilege as fault:
        raise SchemaDiffers(
            f"the role {APP_ROLE} is missing and may not be made",
            fix=f"run as an admin: create role {APP_ROLE} nologin; grant {APP_ROLE} to <the user of the URL>",
        ) from fault


def _refuse_unprotected(connection: psycopg.Connection) -> None:
    names = [row[0] for row in connection.execute(_UNPROTECTED)]
    if names:
        raise SchemaDiffers(
            f"without row-level security: {', '.join(names)}", fix="add `select tenant_table('<name>');` to the step"
        )
