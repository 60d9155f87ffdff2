"""The commit of an import: rows into the lake, then one transaction that makes them, and only them, visible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final

import pyarrow as pa

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.core.grants import PUBLIC, SAMPLE, OrganisationId, PersonId
from petroverse.database import add_imports, find_imports, list_imports, reserve_import_ids
from petroverse.lake import StampedReading
from petroverse.workflows.arrivals import Arrived, import_of, record_of, stamped_files
from petroverse.workflows.between_files import Between, compare_files, keep
from petroverse.workflows.import_options import ImportOptions
from petroverse.workflows.import_report import Change, FileOutcome
from petroverse.workflows.stores import Stores, has_sample, make_sample_organisation

__all__ = ["settle"]

_MOST: Final = 1_000_000
_PROVISIONAL: Final = 1 << 62
"""First number of an edition that is only checked; beyond every one that is stored."""


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


Settled = tuple[list[FileOutcome], list[tuple[str, Finding]]]
"""What became of each file, and what was found between files."""


def settle(stores: Stores, files: Sequence[Arrived], options: ImportOptions) -> Settled:
    """Commits what was read, organisation by organisation; a check only says what it would have been."""
    owners: dict[OrganisationId, list[Arrived]] = {}
    outcomes: list[FileOutcome] = []
    findings: list[tuple[str, Finding]] = []
    for each in files:
        owner = OrganisationId(options.organisation or (SAMPLE if each.is_simulated else PUBLIC))
        if each.sha256:
            owners.setdefault(owner, []).append(each)
        else:
            outcomes.append(FileOutcome.of(each.name, each.reading, organisation=owner))
    if SAMPLE in owners and not options.is_check and not has_sample(stores, options.person):
        make_sample_organisation(stores, options.person, owners[SAMPLE][0].reading.publisher)
    for owner, arrived in owners.items():
        batch = _Batch(owner, options.person, tuple(arrived), options.settings, options.packs_of(stores))
        told, between = (_checked if options.is_check else _fresh_committed)(stores, batch)
        outcomes += told
        findings += between
    stores.readers.forget()
    return outcomes, findings


def _checked(stores: Stores, batch: _Batch) -> Settled:
    """What a commit would say, beside everything that is there; the numbers are of this moment alone."""
    with stores.database.reading(batch.organisation, batch.person) as uow:
        stamped = stamped_files(uow, batch.files, count(-len(batch.files)), count(_PROVISIONAL))
        between = compare_files(uow, stores.lake, batch.packs, stamped)
    outcomes = [FileOutcome.of(each.name, each.reading, organisation=batch.organisation) for each in batch.files]
    return [_with_change(each, between) for each in outcomes], list(between.findings)


def _fresh_committed(stores: Stores, batch: _Batch) -> Settled:
    """Commits what was not refused before for the very same reason."""
    before = _refused_before(stores, batch)
    again = [each for each in batch.files if (each.sha256, each.reading.reason) in before]
    outcomes = [_outcome(each, before[each.sha256, each.reading.reason], batch.organisation) for each in again]
    fresh = tuple(each for each in batch.files if (each.sha256, each.reading.reason) not in before)
    if not fresh:
        return outcomes, []
    told, between = _commit(stores, replace(batch, files=fresh))
    return outcomes + told, between


def _refused_before(stores: Stores, batch: _Batch) -> dict[tuple[str, str], int]:
    """Files that were refused for a reason, by bytes and reason: refusing them again so changes nothing."""
    with stores.database.reading(batch.organisation, batch.person) as uow:
        refused = list_imports(uow, verdict="refused", limit=_MOST)
    return {(each.sha256, each.reason): each.import_id for each in refused}


def _commit(stores: Stores, batch: _Batch) -> Settled:
    """Stores a batch, all or nothing, and gives each file's outcome and what was found between files.

    A file that somebody else took in meanwhile is left out; records are written first because they make others wait.
    """
    with stores.database.unit_of_work(batch.organisation, batch.person) as uow:
        uow.record("import", {"files": [record_of(each) for each in batch.files], "settings": dict(batch.settings)})
        known = find_imports(uow, {each.sha256 for each in batch.files})
        fresh = [each for each in batch.files if each.sha256 not in known]
        ids = reserve_import_ids(uow, len(fresh))
        numbers = stores.lake.reserve_edition_ids(uow, sum(len(each.reading.editions) for each in fresh))
        stamped = stamped_files(uow, fresh, ids, numbers)
        between = compare_files(uow, stores.lake, batch.packs, stamped)
        with _appending(stores, stamped):
            add_imports(uow, [import_of(*each, batch.settings) for each in zip(ids, fresh, stamped, strict=True)])
            stores.lake.register(uow, [edition for each in stamped for edition in each.editions])
            keep(uow, between)
    by_bytes = {each.sha256: number for number, each in zip(ids, fresh, strict=True)}
    outcomes = [_outcome(each, by_bytes.get(each.sha256, 0), batch.organisation) for each in batch.files]
    return [_with_change(each, between) for each in outcomes], list(between.findings)


@contextmanager
def _appending(stores: Stores, stamped: Iterable[StampedReading]) -> Iterator[None]:
    """Appends rows to the lake while the block runs, and ends when all of them are there; nobody sees them before."""
    tables: dict[str, list[pa.Table]] = {}
    for each in stamped:
        for name, rows in each.tables.items():
            tables.setdefault(name, []).append(rows)
    with ThreadPoolExecutor() as threads:
        appended = [threads.submit(stores.lake.append, name, pa.concat_tables(parts)) for name, parts in tables.items()]
        yield
        for version in appended:
            version.result()


def _outcome(each: Arrived, import_id: int, organisation: str) -> FileOutcome:
    outcome = FileOutcome.of(each.name, each.reading, organisation=organisation)
    if not import_id:
        return replace(outcome, verdict="same", reason="taken in by somebody else at this moment")
    return replace(outcome, import_id=import_id)


def _with_change(outcome: FileOutcome, between: Between) -> FileOutcome:
    """What was compared with an earlier file keeps its counts; every other row is new."""
    against = between.changes.get(outcome.name)
    if against is None:
        return replace(outcome, change=Change(new=outcome.rows if outcome.verdict == "read" else 0))
    compared = against.changed + against.same + against.new
    change = replace(against, new=against.new + outcome.rows - compared)
    return replace(outcome, change=change, moved=between.moved.get(outcome.name, ()))
