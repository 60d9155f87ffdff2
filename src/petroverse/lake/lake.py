"""The lake's door: append invisibly, register, and read as of any point of knowledge."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from petroverse.core.country import CompanyAlias
from petroverse.core.roles import UnitOfWork
from petroverse.core.spans import Spans, no_spans
from petroverse.lake import copies, registry, upkeep
from petroverse.lake.copies import LakeFile, LakeFolder
from petroverse.lake.engine import Compiled, Engine
from petroverse.lake.errors import NotInSnapshot
from petroverse.lake.files import DeltaFiles
from petroverse.lake.names import NameMap, name_map
from petroverse.lake.printing import FilePaths, sql_over_files
from petroverse.lake.schema import has_company
from petroverse.lake.snapshot import Part, Snapshot
from petroverse.lake.stamping import RegisteredEdition
from petroverse.lake.streams import streamed_facts
from petroverse.lake.trading import CompaniesNamed

__all__ = ["MOST_S", "Lake"]

_CACHE_BYTES: Final = 512 * 1024 * 1024
_AT_ONCE: Final = 4
MOST_S: Final = 30.0
"""The longest that a statement may run where nothing else is said, in seconds."""

_KEPT_PARTS: Final = 512

_Slot = tuple[str, str, datetime | None, datetime | None]


class Lake:
    """History that remembers when it was known. Safe to use from many threads.

    Args:
        url: A local folder, or the address of an S3-compatible bucket such as ``s3://lake/home``.
        storage_options: Keys and switches of the bucket, as deltalake names them.
        cache_bytes: Memory for facts that queries read; the least recently used go first.
        at_once: Queries that run at the same time; the others wait in a queue.
        spans: Gets a span for each query that the engine runs.

    Example:
        An import, all or nothing::

            ids = lake.reserve_edition_ids(uow, len(reading.editions))
            stamped = stamp(reading, FileStamp(...), ids)
            for name, rows in stamped.tables.items():
                lake.append(name, rows)
            lake.register(uow, stamped.editions)
    """

    def __init__(
        self,
        url: str,
        *,
        storage_options: Mapping[str, str] | None = None,
        cache_bytes: int = _CACHE_BYTES,
        at_once: int = _AT_ONCE,
        spans: Spans = no_spans,
    ) -> None:
        self._files = DeltaFiles(url, storage_options)
        self._engine = Engine(self._files, cache_bytes, at_once, spans=spans)
        self._parts: OrderedDict[tuple[_Slot, str], tuple[int, Part]] = OrderedDict()
        self._paths = FilePaths(self._files)
        self._guard = threading.Lock()

    @property
    def url(self) -> str:
        """Where the tables lie."""
        return self._files.url

    @property
    def queue_length(self) -> int:
        """Queries that wait for their turn now."""
        return self._engine.queue_length

    def reserve_edition_ids(self, uow: UnitOfWork, count: int) -> list[int]:
        """Takes edition numbers, one for each edition that is to be registered in the same unit of work.

        Until the unit of work ends, no repair touches the rows of its organisation.
        """
        return registry.reserve(uow, count)

    def append(self, dataset: str, rows: pa.Table) -> int:
        """Adds stamped rows (see ``stamp``) in one commit; they stay invisible until their editions are registered.

        Args:
            dataset: The catalogue's dataset.
            rows: Exactly the catalogue's columns and the provenance columns, of any organisations.

        Returns:
            The table's version.

        Raises:
            FactsDoNotFit: The rows have other columns or types.
            LakeUnreachable: The folder or bucket cannot be written.
        """
        return self._files.append(dataset, rows)

    def register(self, uow: UnitOfWork, editions: Sequence[RegisteredEdition]) -> None:
        """Makes editions visible from the moment that the unit of work commits.

        Raises:
            EditionsNotReserved: Their numbers were not reserved in this unit of work.
        """
        registry.register(uow, editions)

    def editions(
        self,
        uow: UnitOfWork,
        *,
        organisation: str | None = None,
        dataset: str | None = None,
        import_id: int | None = None,
    ) -> list[dict[str, Any]]:
        """Every registered edition as the registry holds it, by slot, the one known last first."""
        return registry.listed(uow, organisation=organisation, dataset=dataset, import_id=import_id)

    def newest_editions(
        self, uow: UnitOfWork, organisations: Iterable[str], *, before: int | None = None, limit: int = 100
    ) -> list[dict[str, Any]]:
        """Registered editions of some organisations, the one registered last first.

        Args:
            uow: The unit of work to read in.
            organisations: Whose.
            before: Only those registered before the edition with this number.
            limit: At most so many.
        """
        return registry.newest(uow, organisations, before=before, limit=limit)

    def slot_editions(
        self, uow: UnitOfWork, organisations: Iterable[str], slot: tuple[str, str, str, date]
    ) -> list[dict[str, Any]]:
        """The editions that speak for one slot (dataset, series, grain, first day), the one that is read first."""
        return registry.of_slot(uow, organisations, slot)

    def other_editions(self, uow: UnitOfWork, organisation: str, import_id: int) -> dict[int, dict[str, Any]]:
        """For each edition of an import, by number: what is read in its place and what it took the place of.

        ``place`` is 1 for one in force, ``versions`` counts the editions of its slot; ``winner`` and ``next`` (None
        for the first of all) hold edition, import, file and when each was known.
        """
        return registry.others_of(uow, organisation, import_id)

    def versions(self, uow: UnitOfWork, organisations: Iterable[str]) -> Mapping[tuple[str, str], int]:
        """The number of the last change of each (dataset, organisation); one that never changed is absent."""
        return registry.versions(uow, organisations)

    def snapshot(
        self,
        uow: UnitOfWork,
        organisations: Iterable[str],
        datasets: Iterable[str],
        *,
        as_of: datetime | None = None,
        as_recorded: datetime | None = None,
        aliases: Sequence[CompanyAlias] = (),
    ) -> Snapshot:
        """The winning editions of some organisations' datasets at one point of knowledge.

        Args:
            uow: The unit of work to read the registry in.
            organisations: Whose facts.
            datasets: Which datasets of the catalogue.
            as_of: Only what publishers had made known by then; None for everything.
            as_recorded: Only what we had taken in by then; None for everything.
            aliases: Names that are read as another company's, whatever the point of knowledge.
        """
        names = name_map(tuple(aliases))
        read = {name: names if has_company(name) else NameMap() for name in datasets}
        owners = tuple(organisations)
        versions = registry.versions(uow, owners)
        parts = {
            (name, owner): self._part(uow, (name, owner, as_of, as_recorded), versions.get((name, owner), 0), own)
            for name, own in read.items()
            for owner in owners
        }
        return Snapshot(parts)

    def run(self, compiled: Compiled, snapshot: Snapshot, *, most_s: float = MOST_S) -> pa.Table:
        """The answer of a compiled query over a snapshot; an equal question over equal facts is answered from memory.

        Args:
            compiled: The query.
            snapshot: The facts that it reads.
            most_s: The longest that the statement may run, in seconds.

        Raises:
            NotInSnapshot: The query reads facts that the snapshot does not hold.
            QueryBroken: The engine refused the statement.
            QuestionTooLong: It ran longer than it may.
        """
        return self._engine.run(compiled, snapshot, most_s)

    def warm(self, snapshot: Snapshot) -> int:
        """Brings facts into memory before anybody asks, as long as they fit in beside what is there.

        Returns:
            How many parts it brought.
        """
        return self._engine.warm(snapshot)

    def printed_sql(self, compiled: Compiled, snapshot: Snapshot) -> str:
        """The same question as one statement over the lake's files, to be run by hand in any DuckDB beside ``lake``.

        Files are named from the lake's root on, as ``lake/volume/…``: readers elsewhere learn nothing of the machine.
        """
        return sql_over_files(compiled, snapshot, lambda part: [_named(each, part) for each in self._paths.of(part)])

    def files(self, dataset: str, organisation: str) -> tuple[str, ...]:
        """The Parquet files that hold one organisation's rows, visible or not, as an outsider would open them."""
        return tuple(self._files.uris(dataset, organisation))

    def rows(
        self, dataset: str, organisation: str, edition_ids: Collection[int], columns: Sequence[str] = ()
    ) -> pa.Table:
        """The stored rows of some editions, visible or not, wherever the lake lies.

        Args:
            dataset: The catalogue's dataset.
            organisation: Whose.
            edition_ids: Which editions.
            columns: Which columns of the catalogue, with ``edition_id``, ``file``, ``sheet``, ``cell`` and the other
                provenance columns; all where empty.
        """
        wanted = pc.field("edition_id").isin(list(edition_ids))
        return self._files.rows(dataset, organisation).to_table(columns=list(columns) or None, filter=wanted)

    def streamed_facts(
        self, dataset: str, snapshot: Snapshot, *, only: Mapping[str, Collection[str]] | None = None
    ) -> Iterator[pa.RecordBatch]:
        """The rows that questions read, piece by piece, in the columns of ``fact_schema``: with file, sheet and cell.

        However many there are, memory holds a bounded number of them.

        Args:
            dataset: The catalogue's dataset.
            snapshot: What is read.
            only: Column → the only values whose rows are given.

        Raises:
            NotInSnapshot: The snapshot holds nothing of the dataset.
            FactsMissing: After the last row that is there: registered rows are not in the lake.
        """
        parts = [part for (name, _), part in snapshot.parts.items() if name == dataset]
        if not parts:
            raise NotInSnapshot("the snapshot holds nothing of this dataset", fix="take it for what is read")
        return streamed_facts(self._engine.relations, parts, only or {})

    def companies(self, snapshot: Snapshot) -> pa.Table:
        """Who is named when: ``company``, ``series``, ``grain``, ``first_day`` and ``volume_l``, one row a period.

        Args:
            snapshot: Facts of ``COMPANY_DATASETS``.
        """
        return self.run(CompaniesNamed.of(snapshot), snapshot)

    def withdraw(self, uow: UnitOfWork, import_id: int) -> int:
        """Takes one import's editions out of sight when the unit of work commits; a repair removes the rows.

        What they replaced is read again at once, at every point of knowledge.

        Returns:
            How many editions went.
        """
        return registry.withdraw(uow, import_id)

    def forget(self, uow: UnitOfWork, organisation: str) -> int:
        """Takes everything of an organisation out of sight when the unit of work commits; a repair removes the rows.

        Returns:
            How many editions went.
        """
        return registry.forget(uow, organisation)

    def repair(self, uow: UnitOfWork) -> int:
        """Removes what imports into the unit's organisation left when they never committed. To be run at start-up.

        A unit of work sees its own organisation's editions alone, so it repairs that one; see ``organisations``.
        While somebody imports into it nothing is done; the next start will.

        Returns:
            How many editions were removed.
        """
        return upkeep.repair(uow, self._files)

    def organisations(self) -> tuple[str, ...]:
        """Whose rows are stored, visible or not: each is to be repaired in a unit of work of its own."""
        names = self._files.names()
        return tuple(sorted({owner for name in names for owner in self._files.organisations(name)}))

    def hold_still(self, rows: Callable[[str, Sequence[Any]], list[dict[str, Any]]], organisation: str) -> None:
        """Keeps every repair away from an organisation's rows for as long as a connection lives, so as to copy them.

        Args:
            rows: Runs a statement on that connection, outside a transaction.
            organisation: Whose rows.
        """
        registry.hold_still(rows, organisation)

    def stored_files(self) -> list[LakeFile]:
        """Every file that makes up the lake now; once an organisation is held still, none of them goes away."""
        return list(copies.stored_files(self._files, self.folder()))

    def folder(self) -> LakeFolder:
        """The lake's place, file by file."""
        return LakeFolder(self.url)

    def row_counts(self, dataset: str, organisation: str) -> dict[int, int]:
        """How many rows of each edition of one organisation's dataset are stored, visible or not."""
        return copies.row_counts(self._files, dataset, organisation)

    def compact(self) -> int:
        """Joins small files; readers go on with the files they began with. Gives how many files were replaced."""
        return upkeep.compact(self._files)

    def vacuum(self, keep: timedelta = timedelta(days=1)) -> int:
        """Deletes files that were replaced longer ago than ``keep``; gives how many."""
        return upkeep.vacuum(self._files, keep)

    def sizes(self) -> dict[str, dict[str, int]]:
        """For each dataset: version, files, rows and bytes, of all organisations, visible or not."""
        return upkeep.sizes(self._files)

    def close(self) -> None:
        """Gives the engine's memory back."""
        self._engine.close()

    def _part(self, uow: UnitOfWork, slot: _Slot, version: int, names: NameMap) -> Part:
        key = (slot, names.key)
        with self._guard:
            kept = self._parts.get(key)
        if kept is not None and kept[0] == version:
            return kept[1]
        name, owner, as_of, as_recorded = slot
        part = registry.resolve(uow, owner, name, as_of, as_recorded) if version else Part(owner, name, ())
        part = replace(part, names=names)
        with self._guard:
            self._parts[key] = (version, part)
            self._parts.move_to_end(key)
            if len(self._parts) > _KEPT_PARTS:
                self._parts.popitem(last=False)
        return part


def _named(uri: str, part: Part) -> str:
    """A file by where it lies in the lake, whatever the lake's own address."""
    return f"lake{uri[uri.rindex(f'/{part.dataset}/organisation=') :]}"
