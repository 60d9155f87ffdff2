"""What a watched folder and a fetched address held at the last look, so that what did not change is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from petroverse.core.roles import UnitOfWork
from petroverse.database.columns import add_rows

__all__ = ["FetchedUrl", "WatchedFile", "fetched_url", "keep_fetched_url", "keep_watched_files", "watched_files"]

_COLUMNS = {
    "organisation": "text", "watch": "text", "name": "text", "size_bytes": "bigint", "changed_ns": "bigint",
    "sha256": "text", "seen_at": "timestamptz",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """One file of a watched folder.

    Attributes:
        name: Its path below the folder.
        size_bytes: How long it is.
        changed_ns: When it was last written, ns since 1970.
        sha256: Of its bytes.
    """

    name: str
    size_bytes: int
    changed_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FetchedUrl:
    """What an address gave: the marks by which its server knows whether it changed, and the SHA-256 of the bytes."""

    url: str
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""


def watched_files(unit: UnitOfWork, watch: str) -> dict[str, WatchedFile]:
    """The files of a watched folder as they were at the last look, by name.

    Args:
        unit: The transaction to read in.
        watch: Which folder, and how it is read.
    """
    found = unit.rows(
        "select name, size_bytes, changed_ns, sha256 from watched_files where organisation = %s and watch = %s",
        [unit.organisation, watch],
    )
    return {row["name"]: WatchedFile(**row) for row in found}


def keep_watched_files(unit: UnitOfWork, watch: str, files: Sequence[WatchedFile]) -> None:
    """Keeps how files were found, in the place of what was kept of them before."""
    unit.rows(
        "delete from watched_files where organisation = %s and watch = %s and name = any(%s)",
        [unit.organisation, watch, [each.name for each in files]],
    )
    rows = [
        (unit.organisation, watch, each.name, each.size_bytes, each.changed_ns, each.sha256, unit.at)
        for each in files
    ]  # fmt: skip
    add_rows(unit, "watched_files", _COLUMNS, rows)


def fetched_url(unit: UnitOfWork, url: str) -> FetchedUrl:
    """What an address gave the last time; without marks where it was never fetched."""
    found = unit.rows(
        "select url, etag, last_modified, sha256 from fetched_urls where organisation = %s and url = %s",
        [unit.organisation, url],
    )
    return FetchedUrl(**found[0]) if found else FetchedUrl(url)


def keep_fetched_url(unit: UnitOfWork, fetched: FetchedUrl) -> None:
    """Keeps what an address gave."""
    unit.rows(
        "insert into fetched_urls (organisation, url, etag, last_modified, sha256, fetched_at) "
        "values (%s, %s, %s, %s, %s, %s) on conflict (organisation, url) do update set etag = excluded.etag, "
        "last_modified = excluded.last_modified, sha256 = excluded.sha256, fetched_at = excluded.fetched_at",
        [unit.organisation, fetched.url, fetched.etag, fetched.last_modified, fetched.sha256, unit.at],
    )
