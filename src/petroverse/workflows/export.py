"""Export: a dataset's rows as they are read now, or at an earlier point of knowledge, each with the cell it is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from petroverse.core.catalogue import dataset
from petroverse.core.errors import NotAllowed
from petroverse.core.grants import Grant
from petroverse.core.rights import Right
from petroverse.documents import Document
from petroverse.lake import Snapshot, fact_schema
from petroverse.workflows.etags import etag_of
from petroverse.workflows.stores import Reader, Stores, grant_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ExportNotAllowed", "Exported", "export_dataset"]


class ExportNotAllowed(NotAllowed):
    """The reader may see only a part of the rows or figures, and the dataset cannot be cut down to it."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A dataset on its way out; its rows are read once, as they are asked for.

    Attributes:
        document: Columns with units, rows piece by piece, and what a reader must know of them.
        etag: A name for exactly these rows: equal while facts, rights and point of knowledge are equal.
    """

    document: Document = field(repr=False)
    etag: str

    @property
    def meta(self) -> Mapping[str, Any]:
        """What is told beside the rows."""
        return self.document.meta

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences that a reader must know."""
        return tuple(self.document.warnings)

    @property
    def table(self) -> pa.Table:
        """All rows at once, with units and provenance in the metadata."""
        import pyarrow as pa

        return pa.Table.from_batches(list(self.document.batches), self.document.columns).replace_schema_metadata(
            self.document.marked.metadata
        )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """All rows at once, by column name."""
        return list(self.table.to_pylist())


def export_dataset(stores: Stores, reader: Reader, name: str, *, as_of: datetime | None = None) -> Exported:
    """Every row of a dataset that the reader may see, with file, sheet, cell, edition and when it was known.

    Args:
        stores: Where from.
        reader: Who asks.
        name: The catalogue's dataset.
        as_of: Only what publishers had made known by then; None for everything.

    Raises:
        NotFound: The catalogue has no such dataset.
        ExportNotAllowed: The reader may see a part that the dataset cannot be cut down to.
    """
    reader.must(Right.EXPORT)
    title = dataset(name).title
    grant = grant_of(stores, reader, [name])
    _refuse_uncut(name, grant)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        aliases = stores.aliases(uow, grant.organisations)
        snapshot = stores.lake.snapshot(uow, grant.organisations, [name], as_of=as_of, aliases=aliases)
    batches: Iterator[pa.RecordBatch] = stores.lake.streamed_facts(name, snapshot, only=grant.row_rules)
    meta = {"dataset": name, "title": title, "as_of": as_of and as_of.isoformat(), "simulated": grant.is_simulated}
    is_limited = bool(grant.row_rules)  # a file's name may tell of other rows
    told = {**meta, "sources": [] if is_limited else _sources(snapshot)}
    warnings = () if is_limited else (*snapshot.warnings, *_of_two_grains(name, snapshot))
    document = Document("petroverse.facts/1", fact_schema(name), batches, told, warnings)
    return Exported(document, etag_of(meta, grant, snapshot))


def _refuse_uncut(name: str, grant: Grant) -> None:
    """Raw rows are given only where every limit of the grant can be held to."""
    columns = {each.name: each.role for each in dataset(name).columns}
    missing = [each for each in grant.row_rules if each not in columns]
    if missing:
        what = f"your rows are limited by {missing[0]}, which the rows of {name} do not hold"
        raise ExportNotAllowed(what, where="dataset", fix="ask a question instead, or ask an admin")
    figures = {each for each, role in columns.items() if role == "measure"}
    if grant.measures is not None and not figures <= grant.measures:
        what = f"{', '.join(sorted(figures - grant.measures))} may not be asked for"
        raise ExportNotAllowed(what, where="dataset", fix="ask a question instead, or ask an admin")


def _of_two_grains(name: str, snapshot: Snapshot) -> list[str]:
    grains = {each.grain for each in snapshot.holdings if each.dataset == name and each.cells}
    if not {"month", "year"} <= grains:
        return []
    return ["rows of grain month and of grain year may tell the same litres: sum one grain only, or ask a question"]


def _sources(snapshot: Snapshot) -> list[dict[str, Any]]:
    files = {(each.file, each.file_sha256, each.known_at) for each in snapshot.winners.values()}
    return [
        {"file": file, "sha256": sha256, "known_at": known_at.isoformat()}
        for file, sha256, known_at in sorted(files, key=lambda each: (each[2], each[0]), reverse=True)
    ]
