"""Keeping the lake tidy: orphans out, small files joined, old files gone once nobody reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

from petroverse.core.roles import UnitOfWork
from petroverse.lake import registry
from petroverse.lake.files import DeltaFiles

__all__ = ["compact", "repair", "sizes", "vacuum"]

_KEPT_HOURS: Final = 24
"""Files that a compaction replaced stay this long, for readers that began before it."""


def repair(uow: UnitOfWork, files: DeltaFiles) -> int:
    """Removes the rows that imports into the unit's organisation left when they never committed.

    While somebody imports into it nothing is done; the next start will.

    Returns:
        How many editions were removed.
    """
    owner = str(uow.organisation)
    if not registry.try_repair_lock(uow, owner):
        return 0
    stored = [name for name in files.names() if owner in files.organisations(name)]
    return sum(_repair_part(uow, files, name, owner) for name in stored)


def compact(files: DeltaFiles) -> int:
    """Joins small files into larger ones, organisation by organisation; gives how many files went."""
    return sum(int(files.table(name).optimize.compact()["numFilesRemoved"]) for name in files.names())


def vacuum(files: DeltaFiles, keep: timedelta = timedelta(hours=_KEPT_HOURS)) -> int:
    """Deletes files that no version of the last hours reads; gives how many.

    Args:
        files: The tables.
        keep: How long a file that was replaced stays, for readers that began before.
    """
    hours = int(keep.total_seconds() // 3600)
    gone = (
        files.table(name).vacuum(retention_hours=hours, dry_run=False, enforce_retention_duration=False)
        for name in files.names()
    )
    return sum(len(each) for each in gone)


def sizes(files: DeltaFiles) -> dict[str, dict[str, int]]:
    """For each dataset: its table's version, files, rows and bytes, of all organisations, visible or not."""
    return {name: _size(files.table(name)) for name in files.names()}


def _repair_part(uow: UnitOfWork, files: DeltaFiles, name: str, organisation: str) -> int:
    registered = registry.registered_ids(uow, organisation, name)
    if all(_all_registered(low, high, registered) for low, high in _ranges(files.table(name), organisation)):
        return 0
    stored = files.rows(name, organisation).to_table(columns=["edition_id"])["edition_id"]
    orphans = sorted(set(pc.unique(stored).to_pylist()) - registered)
    for low, high in _runs(orphans):
        files.table(name).delete(f"organisation = '{organisation}' AND edition_id BETWEEN {low} AND {high}")
    return len(orphans)


def _ranges(table: DeltaTable, organisation: str) -> Iterable[tuple[int, int]]:
    for each in _adds(table):
        if each["partition.organisation"] == organisation and each["num_records"] != 0:
            yield each.get("min.edition_id", 0), each.get("max.edition_id", 0)


def _all_registered(low: int, high: int, registered: set[int]) -> bool:
    return all(number in registered for number in range(low, high + 1))


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for each in numbers:
        if runs and each == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], each)
        else:
            runs.append((each, each))
    return runs


def _size(table: DeltaTable) -> dict[str, int]:
    adds = _adds(table)
    return {
        "version": int(table.version()),
        "files": len(adds),
        "rows": sum(each["num_records"] for each in adds),
        "bytes": sum(each["size_bytes"] for each in adds),
    }


def _adds(table: DeltaTable) -> list[dict[str, Any]]:
    return list(pa.table(table.get_add_actions(flatten=True)).to_pylist())
