"""Import: files become facts that remember where and when they come from, each file whole or not at all.

Bytes are kept first, then read in processes of their own; what several files said is committed together, and nothing
is visible before that one commit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import pyarrow as pa

from petroverse.core.catalogue import datasets
from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding, SourceReading
from petroverse.core.grants import PUBLIC, OrganisationId
from petroverse.core.rights import Right
from petroverse.lake import arrow_schema
from petroverse.workflows.arrivals import Arrived
from petroverse.workflows.commit import settle
from petroverse.workflows.import_options import ImportOptions
from petroverse.workflows.import_report import FileOutcome, ImportReport
from petroverse.workflows.incoming import Incoming
from petroverse.workflows.keepers import Keepers
from petroverse.workflows.publication import publication_reader
from petroverse.workflows.readers import Job, Readers
from petroverse.workflows.sorting import jobs_of, same_as, sorted_out
from petroverse.workflows.stores import Stores, has_real_facts

__all__ = ["Progress", "import_files", "lake_schemas"]

_TOGETHER_ROWS: Final = 1_000_000
"""Facts that are committed together, at least: a market's whole history, so that its files are judged together."""

Progress = Callable[[int, int, str], None]


def import_files(
    stores: Stores, files: Sequence[Incoming], options: ImportOptions, *, progress: Progress = lambda *_: None
) -> ImportReport:
    """Takes files in and gives the report; a file that cannot be read is refused and the others go on.

    Args:
        stores: Where to.
        files: What came in; see ``files_in``.
        options: How.
        progress: Called with files done, files in all and the last one's name.

    Raises:
        RightMissing: Who takes them in may not; published facts are added by the platform's admin alone.
        NotAllowed: The facts would be another organisation's.
    """
    options.reader.must_change(OrganisationId(options.organisation) or PUBLIC, Right.IMPORT)
    packs = options.packs_of(stores)
    read = options.read or publication_reader(tuple(packs.values()), lake_schemas())
    with Keepers(stores.blobs) as keepers, Readers(read, options.limits) as readers:
        was_real = has_real_facts(stores, options.person)
        waiting, outcomes = sorted_out(stores, files, options)
        findings: list[tuple[str, Finding]] = []
        pending: list[Arrived] = []
        for job, reading in readers.read_all(jobs_of(waiting, _nowhere if options.is_check else keepers.keep)):
            arrived = _arrived(job, reading, is_simulated=_is_simulated(reading, packs))
            twin = _twin(arrived, pending)
            if twin:
                outcomes.append(same_as(job.name, twin))
            else:
                pending.append(arrived)
            progress(len(outcomes) + len(pending), len(files), job.name)
            if not options.is_check and sum(each.row_count for each in pending) >= _TOGETHER_ROWS:
                keepers.wait()
                _gather(settle(stores, pending, options), outcomes, findings)
                pending = []
        keepers.wait()
        _gather(settle(stores, pending, options), outcomes, findings)
    made_real = not was_real and has_real_facts(stores, options.person)
    ordered = tuple(sorted(outcomes, key=lambda each: each.name))
    return ImportReport(ordered, tuple(findings), options.is_check, made_real)


def lake_schemas() -> dict[str, pa.Schema]:
    """The lake's schema of each dataset, for reading processes."""
    return {name: arrow_schema(name) for name in datasets()}


def _nowhere(_: bytes) -> None:
    """Keeps nothing: a check stores nothing."""


def _arrived(job: Job, reading: SourceReading, *, is_simulated: bool) -> Arrived:
    sha256 = "" if job.verdict else hashlib.sha256(job.content).hexdigest()
    return Arrived(job.name, sha256, len(job.content), reading, is_simulated)


def _is_simulated(reading: SourceReading, packs: Mapping[str, CountryPack]) -> bool:
    return reading.publisher in packs and packs[reading.publisher].is_simulated


def _twin(arrived: Arrived, pending: Sequence[Arrived]) -> str:
    """The name of a file that waits with the very same bytes; a refused one is no twin."""
    if arrived.reading.verdict == "refused":
        return ""
    return next((each.name for each in pending if each.sha256 == arrived.sha256), "")


def _gather(
    settled: tuple[list[FileOutcome], list[tuple[str, Finding]]],
    outcomes: list[FileOutcome],
    findings: list[tuple[str, Finding]],
) -> None:
    outcomes += settled[0]
    findings += settled[1]
