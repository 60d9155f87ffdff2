"""Export: a dataset's rows as they are read now, or at an earlier point of knowledge, each with the cell it is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from petroverse.core.catalogue import dataset
from petroverse.core.rights import Right
from petroverse.lake import Snapshot
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = ["Exported", "editions_list", "export_dataset"]

_LINEAGE: Final = ("file", "sheet", "cell", "known_at", "known_at_basis")


@dataclass(frozen=True, slots=True)
class Exported:
    """Rows with what a reader must know of them."""

    rows: list[dict[str, Any]]
    meta: dict[str, Any]
    warnings: tuple[str, ...]


def export_dataset(stores: Stores, reader: Reader, name: str, *, as_of: datetime | None = None) -> Exported:
    """Every row of a dataset that the reader may see, with file, sheet, cell, edition and when it was known.

    Args:
        stores: Where from.
        reader: Who asks.
        name: The catalogue's dataset.
        as_of: Only what publishers had made known by then; None for everything.

    Raises:
        NotFound: The catalogue has no such dataset.
    """
    reader.must(Right.EXPORT)
    title = dataset(name).title
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.organisations[0], reader.person) as uow:
        aliases = stores.aliases(uow)
        snapshot = stores.lake.snapshot(uow, grant.organisations, [name], as_of=as_of, aliases=aliases)
    rows = [_with_lineage(each, name, snapshot) for each in stores.lake.facts(name, snapshot).to_pylist()]
    meta = {"dataset": name, "title": title, "row_count": len(rows), "simulated": grant.is_simulated}
    return Exported(rows, {**meta, "as_of": as_of and as_of.isoformat()}, snapshot.warnings)


def editions_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Every published table that was taken in, in the order of what it speaks for, known last first."""
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.organisations[0], reader.person) as uow:
        listed = [each for owner in grant.organisations for each in stores.lake.editions(uow, organisation=owner)]
    left_out = {"totals", "file_days", "publisher"}
    return [{name: value for name, value in each.items() if name not in left_out} for each in listed]


def _with_lineage(row: Mapping[str, Any], name: str, snapshot: Snapshot) -> dict[str, Any]:
    own = ("organisation", *(each.name for each in dataset(name).columns))
    winner = snapshot.winners[row["edition_id"]]
    edition = f"{name}/{winner.series}/{winner.grain}/{winner.span.start.isoformat()}"
    return {**{each: row[each] for each in own}, **{each: row[each] for each in _LINEAGE}, "edition": edition}
