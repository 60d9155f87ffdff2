"""Export: a dataset's rows as they are read now, or at an earlier point of knowledge, each with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlglot import exp

from petroverse.core.catalogue import dataset
from petroverse.lake import Snapshot
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = ["Exported", "editions_list", "export_dataset"]


@dataclass(frozen=True, slots=True)
class Exported:
    """Rows with what a reader must know of them."""

    rows: list[dict[str, Any]]
    meta: dict[str, Any]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Whole:
    """Every row of one dataset."""

    sql: str
    reads: Mapping[str, tuple[str, ...]]


def export_dataset(stores: Stores, reader: Reader, name: str, *, as_of: datetime | None = None) -> Exported:
    """Every row of a dataset that the reader may see, with file, sheet and cell.

    Args:
        stores: Where from.
        reader: Who asks.
        name: The catalogue's dataset.
        as_of: Only what publishers had made known by then; None for everything.

    Raises:
        NotFound: The catalogue has no such dataset.
    """
    title = dataset(name).title
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.organisations[0], reader.person) as uow:
        snapshot = stores.lake.snapshot(uow, grant.organisations, [name], as_of=as_of)
    whole = _Whole(exp.select("*").from_(name).sql(dialect="duckdb"), {name: grant.organisations})
    rows = [_with_source(each, snapshot) for each in stores.lake.run(whole, snapshot).to_pylist()]
    meta = {"dataset": name, "title": title, "row_count": len(rows), "simulated": grant.is_simulated}
    return Exported(rows, {**meta, "as_of": as_of and as_of.isoformat()}, snapshot.warnings)


def editions_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Every published table that was taken in, in the order of what it speaks for, known last first."""
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.organisations[0], reader.person) as uow:
        listed = [each for owner in grant.organisations for each in stores.lake.editions(uow, organisation=owner)]
    left_out = {"totals", "file_days", "publisher"}
    return [{name: value for name, value in each.items() if name not in left_out} for each in listed]


def _with_source(row: Mapping[str, Any], snapshot: Snapshot) -> dict[str, Any]:
    winner = snapshot.winners[row["edition_id"]]
    source = {"file": winner.file, "sheet": winner.sheet, "known_at": winner.known_at}
    return {**{name: value for name, value in row.items() if name not in {"edition_id", "counts_in_year"}}, **source}
