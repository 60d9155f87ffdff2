"""The commit of an import: rows into the lake, then one transaction that makes them, and only them, visible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

import pyarrow as pa

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding, SourceReading
from petroverse.core.grants import PUBLIC, SAMPLE, OrganisationId, PersonId
from petroverse.core.roles import UnitOfWork
from petroverse.database import NewImport, add_imports, find_imports, list_imports, reserve_import_ids
from petroverse.lake import FileStamp, StampedReading, stamp
from petroverse.workflows.between_files import compare_files
from petroverse.workflows.import_options import ImportOptions
from petroverse.workflows.import_report import Change, FileOutcome
from petroverse.workflows.stores import Stores, has_sample, make_sample_organisation

__all__ = ["Arrived", "settle"]

_MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Arrived:
    """One file that was read.

    Attributes:
        name: Its name within the import.
        sha256: Of its bytes, which are kept already; empty where it could not be opened.
        size: Its length in bytes.
        reading: What its reader saw.
        is_simulated: Whether it speaks of a simulated country.
    """

    name: str
    sha256: str
    size: int
    reading: SourceReading
    is_simulated: bool = False

    @property
    def row_count(self) -> int:
        """Facts that came of it."""
        return sum(len(table.cell) for table in self.reading.tables)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Files that are committed together in one organisation.

    Attributes:
        organisation: Who will own the facts.
        person: Who brings them.
        files: The files.
        settings: How they were read.
        packs: Country packs by publisher, for what files tell together.
    """

    organisation: OrganisationId
    person: PersonId
    files: tuple[Arrived, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    packs: Mapping[str, CountryPack] = field(default_factory=dict)


def settle(
    stores: Stores, files: Sequence[Arrived], options: ImportOptions
) -> tuple[list[FileOutcome], list[tuple[str, Finding]]]:
    """Commits what was read, organisation by organisation; a check only says what it would have been."""
    owners: dict[OrganisationId, list[Arrived]] = {}
    outcomes: list[FileOutcome] = []
    findings: list[tuple[str, Finding]] = []
    for each in files:
        owner = OrganisationId(options.organisation or (SAMPLE if each.is_simulated else PUBLIC))
        if options.is_check or not each.sha256:
            outcomes.append(FileOutcome.of(each.name, each.reading, organisation=owner))
        else:
            owners.setdefault(owner, []).append(each)
    if SAMPLE in owners and not has_sample(stores, options.person):
        make_sample_organisation(stores, options.person, owners[SAMPLE][0].reading.publisher)
    for owner, arrived in owners.items():
        before = _refused_before(stores, owner, options.person)
        again = [each for each in arrived if (each.sha256, each.reading.reason) in before]
        outcomes += [_outcome(each, before[each.sha256, each.reading.reason], owner) for each in again]
        fresh = tuple(each for each in arrived if (each.sha256, each.reading.reason) not in before)
        if not fresh:
            continue
        batch = _Batch(owner, options.person, fresh, options.settings, options.packs_of(stores))
        told, between = _commit(stores, batch)
        outcomes += told
        findings += between
    return outcomes, findings


def _refused_before(stores: Stores, owner: OrganisationId, person: PersonId) -> dict[tuple[str, str], int]:
    """Files that were refused for a reason, by bytes and reason: refusing them again so changes nothing."""
    with stores.database.reading(owner, person) as uow:
        refused = list_imports(uow, verdict="refused", limit=_MOST)
    return {(each.sha256, each.reason): each.import_id for each in refused}


def _commit(stores: Stores, batch: _Batch) -> tuple[list[FileOutcome], tuple[tuple[str, Finding], ...]]:
    """Stores a batch, all or nothing, and gives each file's outcome and what was found between files.

    A file that somebody else took in meanwhile is left out; records are written first because they make others wait.
    """
    with stores.database.unit_of_work(batch.organisation, batch.person) as uow:
        uow.record("import", {"files": [_told(each) for each in batch.files], "settings": dict(batch.settings)})
        known = find_imports(uow, {each.sha256 for each in batch.files})
        fresh = [each for each in batch.files if each.sha256 not in known]
        ids = reserve_import_ids(uow, len(fresh))
        stamped = _stamped(stores, uow, fresh, ids)
        _append(stores, stamped)
        add_imports(uow, [_new_import(*each, batch.settings) for each in zip(ids, fresh, stamped, strict=True)])
        stores.lake.register(uow, [edition for each in stamped for edition in each.editions])
        between = compare_files(uow, stores.lake, batch.packs, ids)
    numbers = {each.sha256: number for number, each in zip(ids, fresh, strict=True)}
    outcomes = [_outcome(each, numbers.get(each.sha256, 0), batch.organisation) for each in batch.files]
    return [_with_change(each, between.changes.get(each.name)) for each in outcomes], between.findings


def _told(each: Arrived) -> dict[str, object]:
    reading = each.reading
    told = {"file": each.name, "sha256": each.sha256, "bytes": each.size, "verdict": reading.verdict}
    return {**told, "publisher": reading.publisher, "family": reading.family, "reason": reading.reason}


def _stamped(stores: Stores, uow: UnitOfWork, files: Sequence[Arrived], ids: Sequence[int]) -> list[StampedReading]:
    numbers = iter(stores.lake.reserve_edition_ids(uow, sum(len(each.reading.editions) for each in files)))
    return [
        stamp(each.reading, _file_stamp(each, number, uow), list(islice(numbers, len(each.reading.editions))))
        for number, each in zip(ids, files, strict=True)
    ]


def _file_stamp(each: Arrived, import_id: int, uow: UnitOfWork) -> FileStamp:
    publisher, simulated = each.reading.publisher, each.is_simulated
    return FileStamp(import_id, uow.organisation, each.name, each.sha256, uow.at, publisher, simulated)


def _append(stores: Stores, stamped: Iterable[StampedReading]) -> None:
    tables: dict[str, list[pa.Table]] = {}
    for each in stamped:
        for name, rows in each.tables.items():
            tables.setdefault(name, []).append(rows)
    for name, parts in tables.items():
        stores.lake.append(name, pa.concat_tables(parts))


def _new_import(import_id: int, each: Arrived, stamped: StampedReading, settings: Mapping[str, str]) -> NewImport:
    reading = each.reading
    return NewImport(
        import_id=import_id,
        file_name=each.name,
        sha256=each.sha256,
        size_bytes=each.size,
        verdict=reading.verdict,
        reason=reading.reason,
        publisher=reading.publisher,
        family=reading.family,
        fact_rows=sum(rows.num_rows for rows in stamped.tables.values()),
        editions=len(stamped.editions),
        settings=settings,
        findings=reading.findings,
        ignored=reading.ignored,
        text=reading.text,
    )


def _outcome(each: Arrived, import_id: int, organisation: str) -> FileOutcome:
    outcome = FileOutcome.of(each.name, each.reading, organisation=organisation)
    if not import_id:
        return replace(outcome, verdict="same", reason="taken in by somebody else at this moment")
    return replace(outcome, import_id=import_id)


def _with_change(outcome: FileOutcome, against: Change | None) -> FileOutcome:
    """What was compared with an earlier file keeps its counts; every other row is new."""
    if against is None:
        return replace(outcome, change=Change(new=outcome.rows if outcome.verdict == "read" else 0))
    compared = against.changed + against.same + against.new
    return replace(outcome, change=replace(against, new=against.new + outcome.rows - compared))
