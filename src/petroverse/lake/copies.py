"""The lake's files as they lie: named and opened for a copy, written back, and counted."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Final

import pyarrow as pa
from pyarrow import fs

from petroverse.lake.errors import LakeUnreachable
from petroverse.lake.files import DeltaFiles

__all__ = ["LakeFile", "LakeFolder", "row_counts", "stored_files"]

_LOGGED: Final = re.compile(r"^(\d{20})\.[\w.]+$")
_LAST: Final = "_last_checkpoint"


@dataclass(frozen=True, slots=True)
class LakeFile:
    """One file of the lake.

    Attributes:
        name: Where it lies below the lake, such as ``volume/organisation=local/part-….parquet``.
        size: Bytes.
    """

    name: str
    size: int


class LakeFolder:
    """The folder or bucket that a lake lies in, file by file.

    Args:
        url: A local folder, or ``s3://bucket/prefix``; keys of a bucket come from the environment.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        is_bucket = self.url.startswith("s3://")
        surroundings = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL", "")
        files: Any = fs.S3FileSystem(endpoint_override=surroundings) if is_bucket else fs.LocalFileSystem()
        self._files: Any = fs.SubTreeFileSystem(self.url.removeprefix("s3://"), files)

    def open(self, name: str) -> IO[bytes]:
        """A file to be read.

        Raises:
            LakeUnreachable: It is not there.
        """
        try:
            opened: IO[bytes] = self._files.open_input_file(name)
        except OSError as fault:
            raise LakeUnreachable(
                f"a file of the lake cannot be read: {fault}", where=name, fix="try again, or restore a backup"
            ) from fault
        return opened

    def create(self, name: str) -> IO[bytes]:
        """A new file to be written.

        Raises:
            LakeUnreachable: It cannot be made.
        """
        try:
            self._files.create_dir(name.rpartition("/")[0], recursive=True)
            made: IO[bytes] = self._files.open_output_stream(name)
        except OSError as fault:
            raise LakeUnreachable(
                f"the lake cannot be written: {fault}", where=name, fix="check the folder or bucket"
            ) from fault
        return made

    def listed(self, place: str) -> list[LakeFile]:
        """The files below a place, in order of their names; none where there is no such place."""
        selector = fs.FileSelector(place, allow_not_found=True, recursive=True)
        found = self._files.get_file_info(selector)
        return sorted((LakeFile(each.path, each.size) for each in found if each.is_file), key=lambda each: each.name)


def stored_files(files: DeltaFiles, folder: LakeFolder) -> Iterator[LakeFile]:
    """Every file that the newest version of each table reads, and each table's log up to that version."""
    for name in files.names():
        table = files.table(name)
        log = {each.name.rpartition("/")[2]: each for each in folder.listed(f"{name}/_delta_log")}
        known = [each for part, each in log.items() if _version_of(part) <= table.version()]
        last = log.get(_LAST)
        yield from known
        if last and any(f"{_checkpoint(folder, last):020d}.checkpoint" in each.name for each in known):
            yield last
        for each in pa.table(table.get_add_actions(flatten=True)).select(["path", "size_bytes"]).to_pylist():
            yield LakeFile(f"{name}/{each['path']}", int(each["size_bytes"]))


def row_counts(files: DeltaFiles, name: str, organisation: str) -> dict[int, int]:
    """How many rows of each edition of one organisation's dataset are stored, visible or not."""
    if not files.exists(name):
        return {}
    stored = files.rows(name, organisation).to_table(columns=["edition_id"])
    counted = stored.group_by("edition_id").aggregate([([], "count_all")])
    return dict(zip(counted["edition_id"].to_pylist(), counted["count_all"].to_pylist(), strict=True))


def _version_of(part: str) -> float:
    match = _LOGGED.match(part)
    return int(match[1]) if match else float("inf")


def _checkpoint(folder: LakeFolder, last: LakeFile) -> int:
    with folder.open(last.name) as file:
        match = re.search(rb'"version"\s*:\s*(\d+)', file.read())
    return int(match[1]) if match else -1
