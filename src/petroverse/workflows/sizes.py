"""Sizes: how much is stored where, and what belongs to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from petroverse.core.grants import PersonId
from petroverse.database import Import, list_imports
from petroverse.workflows.manage import organisation_ids
from petroverse.workflows.stores import Stores

__all__ = ["StoredSizes", "stored_sizes"]


@dataclass(frozen=True, slots=True)
class StoredSizes:
    """How much is stored.

    Attributes:
        imports: Files that were taken in or refused.
        editions: Tables that are registered.
        tables: Each lake table with its version, files, rows and bytes.
        lake_bytes: All of them together.
        orphan_rows: Rows in the lake that no registered edition holds.
        blobs: Original files kept.
        blob_bytes: Their size.
        orphan_blobs: Original files that no import names.
        missing_blobs: Imports whose original file is gone.
    """

    imports: int
    editions: int
    tables: dict[str, dict[str, int]]
    lake_bytes: int
    orphan_rows: int
    blobs: int
    blob_bytes: int
    orphan_blobs: int
    missing_blobs: int


def stored_sizes(stores: Stores, person: PersonId) -> StoredSizes:
    """Measures every store."""
    imports: list[Import] = []
    editions: list[dict[str, Any]] = []
    for owner in organisation_ids(stores, person):
        with stores.database.reading(owner, person) as uow:
            imports += list_imports(uow, limit=10_000_000)
            editions += stores.lake.editions(uow, organisation=owner)
    tables = stores.lake.sizes()
    kept, named = set(stores.blobs.keys()), {each.sha256 for each in imports if each.size_bytes}
    return StoredSizes(
        imports=len(imports),
        editions=len(editions),
        tables=tables,
        lake_bytes=sum(each["bytes"] for each in tables.values()),
        orphan_rows=sum(each["rows"] for each in tables.values()) - sum(each["row_count"] for each in editions),
        blobs=len(kept),
        blob_bytes=sum(map(stores.blobs.size, kept)),
        orphan_blobs=len(kept - named),
        missing_blobs=len(named - kept),
    )
