"""Keep: whether everything that is stored is whole: record chains, the rows of every edition, every original file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from petroverse.core.errors import IntegrityFailed
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.roles import UnitOfWork
from petroverse.database import list_imports, verify_records
from petroverse.workflows.manage import organisation_ids
from petroverse.workflows.stores import Stores

__all__ = ["StoresNotWhole", "StoresVerified", "verify_stores"]

_ALL = 10_000_000


class StoresNotWhole(IntegrityFailed):
    """Something that PostgreSQL names is not stored as it says."""


@dataclass(frozen=True, slots=True)
class StoresVerified:
    """What was found whole.

    Attributes:
        records: Lines of the records' chains.
        editions: Tables whose rows were counted.
        rows: Those rows.
        blobs: Original files whose bytes were hashed.
        missing: Keys of original files that are gone.
    """

    records: int
    editions: int
    rows: int
    blobs: int
    missing: tuple[str, ...]


def verify_stores(
    stores: Stores, person: PersonId, *, progress: Callable[[int, int, str], None] | None = None
) -> StoresVerified:
    """Recomputes every record chain, counts the rows of every edition and hashes every original file.

    Args:
        stores: What is verified.
        person: Who asks.
        progress: Is told how far it is.

    Raises:
        RecordChainBroken: Names the record.
        StoresNotWhole: Names the edition whose rows are not all there.
        BlobDamaged: Names the original file.
    """
    records, rows, keys = 0, 0, set[str]()
    editions: list[Mapping[str, Any]] = []
    for owner in organisation_ids(stores, person):
        with stores.database.reading(owner, person, timeout_s=3600) as uow:
            records += verify_records(uow).number
            own = stores.lake.editions(uow, organisation=owner)
            rows += _counted(stores, owner, own)
            editions += own
            keys |= set(_keys(uow, owner))
    missing = tuple(sorted(each for each in keys if not stores.blobs.exists(each)))
    present = sorted(keys - set(missing))
    for done, key in enumerate(present, start=1):
        stores.blobs.get(key)
        if progress:
            progress(done, len(present), "original files")
    return StoresVerified(records, len(editions), rows, len(present), missing)


def _keys(uow: UnitOfWork, owner: OrganisationId) -> Iterator[str]:
    return (each.sha256 for each in list_imports(uow, (owner,), limit=_ALL) if each.size_bytes)


def _counted(stores: Stores, owner: OrganisationId, editions: list[dict[str, Any]]) -> int:
    stored = {name: stores.lake.row_counts(name, owner) for name in {str(each["dataset"]) for each in editions}}
    for each in editions:
        there = stored[each["dataset"]].get(each["edition_id"], 0)
        if there != each["row_count"]:
            raise StoresNotWhole(
                f"edition {each['edition_id']} of {owner} has {there} rows, {each['row_count']} were registered",
                where=f"{each['dataset']}, {each['file']}",
                fix="restore a backup, or import the file again",
            )
    return len(editions) and sum(int(each["row_count"]) for each in editions)
