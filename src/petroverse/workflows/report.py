"""Report: what was taken in and every finding, for the command line and the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from petroverse.core.facts import Severity
from petroverse.core.grants import SAMPLE, OrganisationId
from petroverse.database import (
    FindingsFilter,
    Import,
    StoredFinding,
    count_findings,
    get_import,
    list_findings,
    list_ignored,
    list_imports,
)
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = ["FindingsWanted", "findings_page", "imports_list", "one_import"]


@dataclass(frozen=True, slots=True)
class FindingsWanted:
    """Which findings, and which page of them.

    Attributes:
        rule: Of this rule; empty for all.
        severity: ``blocks`` or ``look``; None for both.
        file: Text in the file's name, sheet, cell or words; empty for all.
        import_id: Of one file; None for all.
        limit: At most so many.
        cursor: After so many.
    """

    rule: str = ""
    severity: Severity | None = None
    file: str = ""
    import_id: int | None = None
    limit: int = 100
    cursor: int = 0


def imports_list(stores: Stores, reader: Reader, *, limit: int = 200) -> list[dict[str, Any]]:
    """Every file that was taken in or refused, newest first."""
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.organisations[0], reader.person) as uow:
        return [_import_row(each) for each in list_imports(uow, grant.organisations, limit=limit)]


def one_import(stores: Stores, reader: Reader, import_id: int) -> dict[str, Any]:
    """One import with its editions, its findings by rule, and what was left out.

    Raises:
        RowNotFound: There is none that the reader may see.
    """
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.organisations[0], reader.person) as uow:
        row = _import_row(get_import(uow, import_id))
        wanted = FindingsFilter(organisations=grant.organisations, import_id=import_id)
        editions = stores.lake.editions(uow, import_id=import_id)
        return {
            **row,
            "editions": [_edition_row(each) for each in editions],
            "rules": count_findings(uow, wanted),
            "ignored": [asdict(each) for each in list_ignored(uow, import_id)],
        }


def findings_page(stores: Stores, reader: Reader, wanted: FindingsWanted) -> dict[str, Any]:
    """One page of the quality report, largest litres first, with how many there are by rule."""
    grant = grant_of(stores, reader)
    chosen = FindingsFilter(grant.organisations, wanted.import_id, wanted.rule, wanted.severity, wanted.file)
    with stores.database.reading(grant.organisations[0], reader.person) as uow:
        found = list_findings(uow, chosen, limit=wanted.limit + 1, offset=wanted.cursor)
        rules = count_findings(uow, chosen)
    rows = [_finding_row(each) for each in found[: wanted.limit]]
    following = wanted.cursor + wanted.limit if len(found) > wanted.limit else None
    return {
        "findings": rows,
        "rules": rules,
        "total": sum(rules.values()),
        "next_cursor": following,
        "is_simulated": grant.organisations == (OrganisationId(SAMPLE),),
    }


def _import_row(each: Import) -> dict[str, Any]:
    withdrawn = each.withdrawn_at and each.withdrawn_at.isoformat()
    return {**asdict(each), "recorded_at": each.recorded_at.isoformat(), "withdrawn_at": withdrawn}


def _finding_row(each: StoredFinding) -> dict[str, Any]:
    return {"import_id": each.import_id, "number": each.number, "file": each.file_name, **asdict(each.finding)}


def _edition_row(each: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: each[name].isoformat() for name in ("span_start", "span_end", "known_at", "recorded_at")}
    kept = ("edition_id", "dataset", "series", "grain", "sheet", "row_count", "cell_count", "totals", "known_at_basis")
    return {**{name: each[name] for name in kept}, **days}
