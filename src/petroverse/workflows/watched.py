"""Watched folders: what lies there now, and which of it is new and no longer being written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from petroverse.database import WatchedFile
from petroverse.workflows.archives import printable
from petroverse.workflows.turns import Turn

__all__ = ["Found", "changed_files", "hash_of", "is_as_found", "look"]


_QUIET_S: Final = 3.0
"""A file that changes within this time is still being written."""
_SETTLED: Final = timedelta(minutes=10)
"""A file that was written longer ago is not, even where the clock of its server goes wrong by minutes."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file as a look finds it.

    Attributes:
        path: Where it lies.
        size_bytes: How long it is.
        changed_ns: When it was last written, ns since 1970.
    """

    path: Path
    size_bytes: int
    changed_ns: int


def look(folder: Path, only: str = "") -> dict[str, Found]:
    """Every file of a folder and those below it by its printable name; hidden ones are left out.

    Args:
        folder: The folder.
        only: A pattern of names, such as ``loadings*.csv``; all where it is empty.
    """
    found: dict[str, Found] = {}
    for place, below, names in os.walk(folder):
        below[:] = sorted(each for each in below if not each.startswith("."))
        for name in sorted(names):
            is_wanted = not name.startswith(".") and fnmatch(name, only or "*")
            each = _found(Path(place, name)) if is_wanted else None
            if each is not None:
                found[printable(each.path.relative_to(folder).as_posix())] = each
    return found


def changed_files(
    folder: Path, found: Mapping[str, Found], known: Mapping[str, WatchedFile], turn: Turn, now: datetime
) -> tuple[dict[str, Found], list[str]]:
    """Files that are new or changed and lie still, and the names of those that are still being written.

    Args:
        folder: The folder.
        found: What lies there.
        known: What lay there at the last look.
        turn: The job, which waits for a moment where a file was written lately.
        now: The present instant.
    """
    changed = {name: each for name, each in found.items() if not _is_known(each, known.get(name))}
    settled_ns = (now - _SETTLED).timestamp() * 1e9
    if all(each.changed_ns < settled_ns for each in changed.values()):
        return changed, []
    turn.pause(_QUIET_S)
    again = look(folder)
    still = {name: each for name, each in changed.items() if again.get(name) == each}
    restless = {name for name, each in again.items() if found.get(name) != each}
    return still, sorted(restless)


def hash_of(found: Found) -> str:
    """SHA-256 of a file's bytes; empty where it cannot be read."""
    try:
        with found.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def is_as_found(found: Found) -> bool:
    """Whether a file still is as a look found it."""
    return _found(found.path) == found


def _found(path: Path) -> Found | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return Found(path, told.st_size, told.st_mtime_ns) if path.is_file() else None


def _is_known(each: Found, known: WatchedFile | None) -> bool:
    return known is not None and (known.size_bytes, known.changed_ns) == (each.size_bytes, each.changed_ns)
