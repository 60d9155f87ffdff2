"""Sorting: which files need reading, and what is clear of the others at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

from petroverse.core.errors import FileRefused
from petroverse.core.grants import PUBLIC, SAMPLE, OrganisationId
from petroverse.database import find_imports
from petroverse.workflows.import_options import ImportOptions
from petroverse.workflows.import_report import FileOutcome
from petroverse.workflows.incoming import Incoming
from petroverse.workflows.readers import Job
from petroverse.workflows.reading_process import refused_reading
from petroverse.workflows.stores import Stores

__all__ = ["jobs_of", "same_as", "sorted_out"]


def sorted_out(
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
            outcomes.append(same_as(each.name, known[sha256]))
        else:
            waiting.append(each)
    return waiting, outcomes


def same_as(name: str, first: str) -> FileOutcome:
    """The outcome of a file whose very bytes are in under another name, or this one."""
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


def jobs_of(files: Sequence[Incoming], keep: Callable[[bytes], object]) -> Iterator[Job]:
    """The files as jobs for the readers, their bytes given to ``keep``; one that does not open brings its verdict."""
    for each in files:
        try:
            content = each.load()
        except FileRefused as fault:
            verdict = refused_reading("not_opened", fault.what, "a file that opens", fault.fix)
            yield Job(each.name, b"", verdict=verdict)
            continue
        keep(content)
        yield Job(each.name, content, each.original)
