"""What was taken in: one row for each file, with what was left out of it and its text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from psycopg.types.json import Jsonb

from petroverse.core.facts import Finding, IgnoredRange, Verdict
from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork
from petroverse.database.columns import add_rows
from petroverse.database.documents import add_document
from petroverse.database.faults import RowNotFound
from petroverse.database.findings import add_findings

__all__ = [
    "Import",
    "NewImport",
    "add_imports",
    "find_imports",
    "get_import",
    "list_ignored",
    "list_imports",
    "reserve_import_ids",
    "withdraw_import",
]


@dataclass(frozen=True, slots=True)
class NewImport:
    """One file that is being taken in.

    Attributes:
        import_id: From ``reserve_import_ids``.
        file_name: The file's name as given.
        sha256: Of its bytes, 64 hexadecimal digits; the key of the blob that keeps them.
        size_bytes: How long it is.
        verdict: What became of it; see ``petroverse.core.facts.Verdict``.
        reason: Why it was stored or refused.
        publisher: The country pack that recognised it.
        family: The kind of document.
        fact_rows: How many facts came of it.
        editions: How many tables.
        settings: How it was read (mapping, options), as JSON values.
        findings: Its quality report.
        ignored: What was left out of it.
        text: Its text for search; empty where it is no document.
    """

    import_id: int
    file_name: str
    sha256: str
    size_bytes: int
    verdict: Verdict
    reason: str = ""
    publisher: str = ""
    family: str = ""
    fact_rows: int = 0
    editions: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    ignored: Sequence[IgnoredRange] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """One file that was taken in, as ``NewImport`` tells it, with who did it and when.

    Attributes:
        finding_count: How many lines its quality report has.
        recorded_at: When it was taken in, UTC.
        withdrawn_at: When it was taken back, UTC; None while its facts count.
        withdrawn_by: Who took it back; None while its facts count.
    """

    import_id: int
    organisation: OrganisationId
    file_name: str
    sha256: str
    size_bytes: int
    verdict: Verdict
    reason: str
    publisher: str
    family: str
    fact_rows: int
    editions: int
    settings: Mapping[str, Any]
    finding_count: int
    recorded_at: datetime
    person: str
    withdrawn_at: datetime | None
    withdrawn_by: str | None


_IMPORT_COLUMNS = {
    "import_id": "bigint",
    "organisation": "text",
    "file_name": "text",
    "sha256": "text",
    "size_bytes": "bigint",
    "publisher": "text",
    "family": "text",
    "verdict": "text",
    "reason": "text",
    "fact_rows": "bigint",
    "editions": "int",
    "recorded_at": "timestamptz",
    "person": "text",
    "settings": "jsonb",
}
_IGNORED_COLUMNS = {
    "import_id": "bigint",
    "number": "int",
    "organisation": "text",
    "sheet": "text",
    "cells": "text",
    "reason": "text",
}
_NEWEST = ("infinity", 0)
_SELECT = """
    select import_id, organisation, file_name, sha256, size_bytes, verdict, reason, publisher, family, fact_rows,
           editions, settings, recorded_at, person, withdrawn_at, withdrawn_by,
           (select count(*) from findings where findings.import_id = imports.import_id) as finding_count
    from imports"""


def reserve_import_ids(unit: UnitOfWork, count: int) -> tuple[int, ...]:
    """Gives import ids that nobody else was or will be given, even if this unit is undone."""
    found = unit.rows("select nextval('import_ids') as import_id from generate_series(1, %s)", [count])
    return tuple(row["import_id"] for row in found)


def add_imports(unit: UnitOfWork, imports: Sequence[NewImport]) -> None:
    """Adds files with their quality reports, left out cells and texts, a whole folder in a few statements.

    Raises:
        AlreadyThere: An import id was used before.
        RowRefused: A value does not fit, such as a hash that is none.
    """
    owner = unit.organisation
    rows = [
        (
            each.import_id, owner, each.file_name, each.sha256, each.size_bytes, each.publisher, each.family,
            each.verdict, each.reason, each.fact_rows, each.editions, unit.at, unit.person, Jsonb(dict(each.settings)),
        )
        for each in imports
    ]  # fmt: skip
    add_rows(unit, "imports", _IMPORT_COLUMNS, rows)
    add_findings(unit, {each.import_id: each.findings for each in imports})
    ignored = [
        (each.import_id, number, owner, part.sheet, part.cells, part.reason)
        for each in imports
        for number, part in enumerate(each.ignored, 1)
    ]
    add_rows(unit, "ignored_ranges", _IGNORED_COLUMNS, ignored)
    for each in imports:
        add_document(unit, each.import_id, each.file_name, each.text)


def find_imports(unit: UnitOfWork, hashes: Collection[str], *, with_withdrawn: bool = False) -> dict[str, Import]:
    """The latest import of each of these bytes by the unit's organisation, refused ones left out; by SHA-256.

    Args:
        unit: The transaction to read in.
        hashes: Of which bytes.
        with_withdrawn: Whether imports that were taken back count too.
    """
    found = unit.rows(
        f"{_SELECT} where organisation = %s and sha256 = any(%s) and verdict <> 'refused' "
        "and (%s or withdrawn_at is null) order by import_id",
        [unit.organisation, list(hashes), with_withdrawn],
    )
    return {row["sha256"]: _import(row) for row in found}


def get_import(unit: UnitOfWork, import_id: int, organisations: Sequence[OrganisationId] = ()) -> Import:
    """The import with this id, of the unit's organisation or published; of some alone where they are named.

    Raises:
        RowNotFound: There is none that the organisation may see.
    """
    found = unit.rows(f"{_SELECT} where import_id = %s", [import_id])
    if not found or (organisations and found[0]["organisation"] not in organisations):
        raise RowNotFound(f"no import has the id {import_id}", fix="see the list of imports")
    return _import(found[0])


def list_imports(
    unit: UnitOfWork,
    organisations: Sequence[OrganisationId] = (),
    *,
    verdict: Verdict | None = None,
    with_withdrawn: bool = True,
    limit: int = 1000,
    after: tuple[datetime, int] | None = None,
) -> tuple[Import, ...]:
    """Imports, the newest first.

    Args:
        unit: The transaction to read in.
        organisations: Whose; the unit's own where empty. Others than its own and ``public`` give nothing.
        verdict: Only those that ended so.
        with_withdrawn: Whether imports that were taken back are listed too.
        limit: At most so many.
        after: Only those that follow the import with this ``recorded_at`` and id.
    """
    found = unit.rows(
        f"{_SELECT} where organisation = any(%s) and (%s::text is null or verdict = %s) "
        "and (%s or withdrawn_at is null) and (recorded_at, import_id) < (%s, %s) "
        "order by recorded_at desc, import_id desc limit %s",
        [list(organisations or (unit.organisation,)), verdict, verdict, with_withdrawn, *(after or _NEWEST), limit],
    )
    return tuple(_import(row) for row in found)


def withdraw_import(unit: UnitOfWork, import_id: int) -> Import:
    """Marks an import of the unit's organisation as taken back, and gives it; its row, report and bytes stay.

    Raises:
        RowNotFound: The organisation has no such import, or it brought nothing, or it was taken back before.
    """
    found = unit.rows(
        "update imports set withdrawn_at = %s, withdrawn_by = %s where organisation = %s and import_id = %s "
        "and verdict <> 'refused' and withdrawn_at is null returning import_id",
        [unit.at, unit.person, unit.organisation, import_id],
    )
    if not found:
        raise RowNotFound(f"no import {import_id} is in force", fix="see the list of imports")
    return get_import(unit, import_id)


def list_ignored(unit: UnitOfWork, import_id: int) -> tuple[IgnoredRange, ...]:
    """What was left out of one file."""
    found = unit.rows(
        "select sheet, cells, reason from ignored_ranges where import_id = %s order by number", [import_id]
    )
    return tuple(IgnoredRange(**row) for row in found)


def _import(row: Mapping[str, Any]) -> Import:
    withdrawn = row["withdrawn_at"] and row["withdrawn_at"].astimezone(UTC)
    return Import(**{**row, "recorded_at": row["recorded_at"].astimezone(UTC), "withdrawn_at": withdrawn})
