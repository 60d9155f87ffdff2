"""Import a folder: files that are new or changed since the last look are taken in; all others are left alone.

Nothing in the folder is moved or written. A file that is still being written is left for the next look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from petroverse.core.errors import FileRefused, NotFound
from petroverse.database import WatchedFile, canonical_bytes, keep_watched_files, watched_files
from petroverse.workflows.import_ import import_files
from petroverse.workflows.import_options import ImportOptions
from petroverse.workflows.import_report import ImportReport
from petroverse.workflows.incoming import Incoming, files_in
from petroverse.workflows.jobs import Outcome
from petroverse.workflows.stores import Stores
from petroverse.workflows.turns import Turn
from petroverse.workflows.watched import Found, changed_files, hash_of, is_as_found, look

__all__ = ["Chosen", "import_folder", "short_report"]

Chosen = Callable[[Turn], ImportOptions]
"""Gives the options of the import that a job's words choose, for the person that it acts as."""


def import_folder(stores: Stores, turn: Turn, *, chosen: Chosen) -> Outcome:
    """Looks at the folder that a job names and takes in what is new; see ``job_bodies.folder_body``.

    What was seen is kept for the folder and the way it is read: a changed mapping makes every file new.

    Args:
        stores: Where to.
        turn: The job.
        chosen: Gives the options of the import that the job's words choose.

    Raises:
        NotFound: There is no such folder.
    """
    folder = Path(turn.job.body["path"])
    if not folder.is_dir():
        raise NotFound("there is no such folder", where=str(folder), fix="check the path, and that the disk is there")
    options = chosen(turn)
    watch = canonical_bytes({"body": turn.job.body, "settings": options.settings}).decode()
    with stores.database.reading(turn.job.organisation, turn.job.made_by) as uow:
        known = watched_files(uow, watch)
    found = look(folder, turn.job.body["only"])
    fresh, left = changed_files(folder, found, known, turn, stores.clock.now())
    hashes = {name: hash_of(each) for name, each in fresh.items()}
    new = {name: each for name, each in fresh.items() if _is_new(hashes[name], known.get(name))}
    incoming = list(_tables(new) if options.read else _publications(folder, new))
    report = import_files(stores, incoming, options, progress=turn.progress) if incoming else None
    written = {name for name, each in fresh.items() if not is_as_found(each)}
    kept = [
        WatchedFile(name, each.size_bytes, each.changed_ns, hashes[name])
        for name, each in fresh.items()
        if name not in written and hashes[name]
    ]
    unreadable = {name for name, digest in hashes.items() if not digest}
    told = {
        "schema": "petroverse.import_folder/1", "folder": str(folder), "looked_at": len(found), "new": len(new),
        "left_for_next_look": sorted({*left, *written, *unreadable}), "report": report and short_report(report),
    }  # fmt: skip
    return Outcome(told, lambda uow: keep_watched_files(uow, watch, kept))


def short_report(report: ImportReport) -> dict[str, Any]:
    """An import's report as a job keeps it: every file; findings are counted, they are kept with their imports."""
    told = report.as_json()
    return {**told, "findings": len(told["findings"])}


def _is_new(digest: str, known: WatchedFile | None) -> bool:
    """Whether bytes were not seen under this name before; a file that cannot be read is not even seen."""
    return bool(digest) and (known is None or known.sha256 != digest)


def _publications(folder: Path, new: Mapping[str, Found]) -> Iterator[Incoming]:
    """The new files and members of new zips, with what lies beside them and with their manifests' names."""
    for each in files_in(folder) if new else ():
        owner = _owner(each.name, new)
        if owner:
            yield _unchanging(each, new[owner])


def _tables(new: Mapping[str, Found]) -> Iterator[Incoming]:
    """The new files, each as if it were named alone: with a mapping any of them may be a table."""
    for name, found in new.items():
        place = name.removesuffix(found.path.name)
        for each in files_in(found.path):
            yield _unchanging(replace(each, name=f"{place}{each.name}"), found)


def _owner(name: str, new: Mapping[str, Found]) -> str:
    path = PurePosixPath(name)
    return next((str(each) for each in (path, *path.parents) if str(each) in new), "")


def _unchanging(each: Incoming, found: Found) -> Incoming:
    """The same file; one that changes while it is read is refused instead of half read."""

    def load() -> bytes:
        content = each.load()
        if not is_as_found(found):
            raise FileRefused("it changed while it was read", where=each.name, fix="it is looked at again")
        return content

    return replace(each, load=load)
