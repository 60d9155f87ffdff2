"""Import: files become facts that remember where and when they come from, each file whole or not at all.

Bytes are kept first, then read in processes of their own; what several files said is committed together, and nothing
is visible before that one commit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from petroverse.core.catalogue import datasets
from petroverse.core.country import CountryPack
from petroverse.core.errors import FileRefused
from petroverse.core.facts import SourceReading
from petroverse.core.grants import PUBLIC, SAMPLE, OrganisationId, PersonId
from petroverse.database import find_imports
from petroverse.lake import arrow_schema
from petroverse.workflows.commit import Arrived, Batch, commit
from petroverse.workflows.import_report import FileOutcome, ImportReport
from petroverse.workflows.incoming import Incoming
from petroverse.workflows.publication import publication_reader
from petroverse.workflows.readers import Job, Read, ReaderLimits, Readers, refused_reading
from petroverse.workflows.stores import OWNER, Stores, has_real_facts, has_sample, make_sample_organisation

__all__ = ["ImportOptions", "Progress", "import_files", "lake_schemas"]

_TOGETHER_ROWS = 400_000
"""Facts that are committed together, at least."""

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How files are taken in.

    Attributes:
        person: Who takes them in.
        organisation: Who will own the facts; empty: ``public``, or ``sample`` for a simulated country.
        packs: Country packs to try; empty: all.
        read: Reads one file instead of the publications' readers, for a table with a mapping.
        settings: How it is read, written beside the import.
        is_check: Report only, store nothing.
        limits: What reading one file may take.
    """

    person: PersonId = OWNER
    organisation: str = ""
    packs: tuple[CountryPack, ...] = ()
    read: Read | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    is_check: bool = False
    limits: ReaderLimits = field(default_factory=ReaderLimits)


def import_files(
    stores: Stores, files: Sequence[Incoming], options: ImportOptions, *, progress: Progress = lambda *_: None
) -> ImportReport:
    """Takes files in and gives the report; a file that cannot be read is refused and the others go on.

    Args:
        stores: Where to.
        files: What came in; see ``files_in``.
        options: How.
        progress: Called with files done, files in all and the last one's name.
    """
    packs = options.packs or tuple(stores.packs.values())
    with Readers(options.read or publication_reader(packs, lake_schemas()), options.limits) as readers:
        was_real = has_real_facts(stores, options.person)
        waiting, outcomes = _sorted_out(stores, files, options)
        pending: list[Arrived] = []
        twins: dict[str, str] = {}
        for job, reading in readers.read_all(_jobs(stores, waiting, options)):
            arrived = _arrived(job, reading, stores.packs)
            first = twins.setdefault(arrived.sha256, job.name) if reading.verdict != "refused" else job.name
            if first == job.name:
                pending.append(arrived)
            else:
                outcomes.append(_same(job.name, first))
            progress(len(outcomes) + len(pending), len(files), job.name)
            if sum(len(table.cell) for each in pending for table in each.reading.tables) >= _TOGETHER_ROWS:
                outcomes += _settled(stores, pending, options)
                pending = []
        outcomes += _settled(stores, pending, options)
    made_real = not was_real and has_real_facts(stores, options.person)
    return ImportReport(tuple(sorted(outcomes, key=lambda each: each.name)), (), options.is_check, made_real)


def lake_schemas() -> dict[str, pa.Schema]:
    """The lake's schema of each dataset, for reading processes."""
    return {name: arrow_schema(name) for name in datasets()}


def _sorted_out(
    stores: Stores, files: Sequence[Incoming], options: ImportOptions
) -> tuple[list[Incoming], list[FileOutcome]]:
    """Files that need reading, and the outcome of those that do not."""
    hashes = {each.name: _hash(each) for each in files if not each.skipped}
    known = _known(stores, set(hashes.values()), options)
    waiting: list[Incoming] = []
    outcomes: list[FileOutcome] = []
    for each in files:
        sha256 = hashes.get(each.name, "")
        if each.skipped:
            outcomes.append(FileOutcome(each.name, "skipped", each.skipped))
        elif sha256 in known:
            outcomes.append(_same(each.name, known[sha256]))
        else:
            waiting.append(each)
    return waiting, outcomes


def _same(name: str, first: str) -> FileOutcome:
    return FileOutcome(name, "same", f"nothing to do: these very bytes are in as {first}")


def _hash(file: Incoming) -> str:
    try:
        return hashlib.sha256(file.load()).hexdigest()
    except FileRefused:
        return ""


def _known(stores: Stores, hashes: set[str], options: ImportOptions) -> dict[str, str]:
    owners = (OrganisationId(options.organisation),) if options.organisation else (PUBLIC, SAMPLE)
    known: dict[str, str] = {}
    for owner in owners:
        with stores.database.reading(owner, options.person) as uow:
            found = find_imports(uow, hashes).values()
            known |= {each.sha256: each.file_name for each in found if each.settings == dict(options.settings)}
    return known


def _jobs(stores: Stores, files: Sequence[Incoming], options: ImportOptions) -> Iterator[Job]:
    for each in files:
        try:
            content = each.load()
        except FileRefused as fault:
            verdict = refused_reading("not_opened", fault.what, "a file that opens", fault.fix)
            yield Job(each.name, f"not opened: {each.name}".encode(), verdict)
            continue
        if not options.is_check:
            stores.blobs.put(content)
        yield Job(each.name, content)


def _arrived(job: Job, reading: SourceReading, packs: Mapping[str, CountryPack]) -> Arrived:
    pack = packs.get(reading.publisher)
    sha256 = hashlib.sha256(job.content).hexdigest()
    return Arrived(job.name, sha256, len(job.content), reading, is_simulated=bool(pack and pack.is_simulated))


def _settled(stores: Stores, files: Sequence[Arrived], options: ImportOptions) -> list[FileOutcome]:
    """Commits what was read, organisation by organisation; a check only says what it would have been."""
    owners: dict[OrganisationId, list[Arrived]] = {}
    for each in files:
        owner = options.organisation or (SAMPLE if each.is_simulated else PUBLIC)
        owners.setdefault(OrganisationId(owner), []).append(each)
    if options.is_check:
        return [FileOutcome.of(each.name, each.reading, organisation=own) for own in owners for each in owners[own]]
    if SAMPLE in owners and not has_sample(stores, options.person):
        make_sample_organisation(stores, options.person, owners[SAMPLE][0].reading.publisher)
    batches = (Batch(owner, options.person, tuple(arrived), options.settings) for owner, arrived in owners.items())
    return [outcome for batch in batches for outcome in commit(stores, batch)]
