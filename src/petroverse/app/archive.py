"""The form of a backup: one tar file, compressed or not, whose last member says what every other one must be.

    database/petroverse.dump   PostgreSQL at one instant, as pg_dump writes it
    lake/…                     the Delta tables' files and logs
    blobs/<sha256>             the original files
    home/…                     keys, company names and settings of the home
    manifest.json              each member's size and SHA-256, and what the backup is of

A file without its manifest is no backup: whatever is cut short is refused, and so is whatever was changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import tarfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Protocol

import pyarrow as pa

from petroverse.core.durable import sync
from petroverse.core.errors import Conflict, IntegrityFailed, NotFound, Unavailable

__all__ = ["ArchiveWriter", "BackupNotWhole", "BackupThere", "Manifest", "Source", "check_archive", "members_of"]

SCHEMA: Final = "petroverse.backup/1"
_MANIFEST: Final = "manifest.json"
_CHUNK: Final = 1 << 20
_LARGEST_MANIFEST: Final = 512 << 20
_PART: Final = r"[A-Za-z0-9_=%+,@~-][A-Za-z0-9._=%+,@~-]*"
_NAME: Final = re.compile(
    rf"database/petroverse\.dump|lake/{_PART}/(?:{_PART}/)*{_PART}|blobs/[0-9a-f]{{64}}|home/(?:{_PART}/)*{_PART}"
)

Progress = Callable[[int, int, str], None]


class Source(Protocol):
    """Bytes to be read once."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes; empty at the end."""
        ...


class BackupNotWhole(IntegrityFailed):
    """The backup was cut short, changed, or is none."""


class BackupThere(Conflict):
    """Something has the name that the backup should get."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        about: Versions, times and the instant that it is of.
        files: Name → (bytes, SHA-256).
    """

    about: dict[str, Any]
    files: dict[str, tuple[int, str]] = field(repr=False)

    @property
    def total_bytes(self) -> int:
        """All files together."""
        return sum(size for size, _ in self.files.values())


class ArchiveWriter:
    """Writes a backup under another name and gives it its own when it is whole and on the disk.

    Args:
        place: Its name; ``.tar.zst`` compresses, ``.tar`` does not.

    Raises:
        BackupThere: There is something of that name.
        Unavailable: The folder cannot be written.
    """

    def __init__(self, place: Path) -> None:
        if place.exists():
            raise BackupThere("there is something of that name", where=str(place), fix="choose another name")
        self._place = place
        self._draft = place.with_name(f".{place.name}.{os.getpid()}.part")
        self._files: dict[str, tuple[int, str]] = {}
        with _named(place):
            handle = os.open(self._draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(handle, "wb")
        is_compressed = place.name.endswith(".zst")
        self._stream: Any = pa.CompressedOutputStream(self._file, "zstd") if is_compressed else self._file
        self._tar = tarfile.open(  # noqa: SIM115 - closed at the end of the block
            fileobj=self._stream, mode="w|", format=tarfile.PAX_FORMAT
        )

    def add(self, name: str, size: int, source: IO[bytes]) -> None:
        """Adds a file.

        Args:
            name: Its name within the backup.
            size: Its bytes.
            source: Where they come from.

        Raises:
            BackupNotWhole: It has fewer bytes than that.
        """
        counted = _Counted(source)
        with _named(self._place):
            try:
                self._tar.addfile(_about(name, size), counted)
            except OSError as fault:
                if "unexpected end" in str(fault):
                    raise BackupNotWhole(f"{name} became shorter while it was read", fix="try again") from fault
                raise
        self._files[name] = (size, counted.digest())

    def finish(self, about: dict[str, Any]) -> str:
        """Writes the manifest and gives the backup its name; gives the manifest's SHA-256."""
        files = [{"name": name, "bytes": size, "sha256": digest} for name, (size, digest) in self._files.items()]
        text = json.dumps({"schema": SCHEMA, **about, "files": files}, ensure_ascii=False, indent=1).encode()
        with _named(self._place):
            self._tar.addfile(_about(_MANIFEST, len(text)), io.BytesIO(text))
            self._tar.close()
            self._file.flush() if self._stream is self._file else self._stream.close()
            sync(self._draft)
            self._draft.rename(self._place)
            sync(self._place.parent)
        return hashlib.sha256(text).hexdigest()

    def __enter__(self) -> ArchiveWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._tar.close()
        with contextlib.suppress(OSError, ValueError):
            self._file.close()
        self._draft.unlink(missing_ok=True)


def check_archive(place: Path, *, progress: Progress | None = None) -> tuple[Manifest, str]:
    """Reads a backup to its end and compares every byte with what its manifest says.

    Args:
        place: The backup.
        progress: Is told how many bytes were read.

    Returns:
        The manifest and its SHA-256.

    Raises:
        NotFound: There is no such file.
        BackupNotWhole: Names what is missing, changed, or should not be there.
    """
    found: dict[str, tuple[int, str]] = {}
    manifest: tuple[Manifest, str] | None = None
    for name, size, source in members_of(place):
        if manifest:
            raise _not_whole(place, f"{name} comes after the manifest")
        if name == _MANIFEST:
            manifest = _manifest(place, source, size)
            continue
        if name in found:
            raise _not_whole(place, f"{name} is in it twice")
        found[name] = (size, _digest(source))
        if progress:
            progress(sum(each for each, _ in found.values()), 0, name)
    if manifest is None:
        raise _not_whole(place, "it ends before its manifest")
    _compare(place, found, manifest[0].files)
    return manifest


def members_of(place: Path) -> Iterator[tuple[str, int, Source]]:
    """Every member in order: its name, its bytes, and where to read them before the next is asked for.

    Raises:
        NotFound: There is no such file.
        BackupNotWhole: It cannot be read, or a member is no plain file of a backup.
    """
    if not place.is_file():
        raise NotFound("there is no such backup", where=str(place), fix="give the file that `petroverse backup` wrote")
    name = "its beginning"
    with place.open("rb") as file, _read(place, lambda: name):
        is_compressed = file.read(4) == b"\x28\xb5\x2f\xfd"
        file.seek(0)
        stream: Any = pa.CompressedInputStream(file, "zstd") if is_compressed else file
        with tarfile.open(fileobj=stream, mode="r|") as tar:
            for member in tar:
                name = member.name
                if not member.isreg() or not (name == _MANIFEST or _NAME.fullmatch(name)):
                    raise _not_whole(place, f"{name!r} does not belong into a backup")
                opened = tar.extractfile(member)
                if opened is None:
                    raise _not_whole(place, f"{name} has no bytes")
                yield name, member.size, _Member(place, name, opened)


def _manifest(place: Path, source: Source, size: int) -> tuple[Manifest, str]:
    if size > _LARGEST_MANIFEST:
        raise _not_whole(place, "its manifest is too large")
    text = source.read()
    try:
        raw = json.loads(text)
        files = {str(each["name"]): (int(each["bytes"]), str(each["sha256"])) for each in raw.pop("files")}
        schema = raw.pop("schema")
    except (ValueError, TypeError, LookupError, AttributeError) as fault:
        raise _not_whole(place, "its manifest cannot be read") from fault
    if schema != SCHEMA:
        raise _not_whole(place, f"it is of the form {schema!r}, this version reads {SCHEMA}")
    return Manifest(raw, files), hashlib.sha256(text).hexdigest()


def _compare(place: Path, found: dict[str, tuple[int, str]], said: dict[str, tuple[int, str]]) -> None:
    for name in said.keys() | found.keys():
        if name not in found:
            raise _not_whole(place, f"{name} is missing")
        if name not in said:
            raise _not_whole(place, f"{name} is not in its manifest")
        if found[name] != said[name] or (name.startswith("blobs/") and found[name][1] != name[6:]):
            raise _not_whole(place, f"{name} was changed")
    if "database/petroverse.dump" not in said:
        raise _not_whole(place, "database/petroverse.dump is missing")


def _digest(source: Source) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


class _Member:
    """A member's bytes; what cannot be read is named."""

    def __init__(self, place: Path, name: str, source: IO[bytes]) -> None:
        self._place, self._name, self._source = place, name, source

    def read(self, size: int = -1) -> bytes:
        with _read(self._place, lambda: self._name):
            return self._source.read(size)


class _Counted(io.RawIOBase):
    """Hashes what is read through it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._source.read(size)
        self._digest.update(chunk)
        return chunk

    def digest(self) -> str:
        return self._digest.hexdigest()


def _about(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(time.time())
    return member


@contextlib.contextmanager
def _named(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Unavailable(
            f"the backup cannot be written: {fault.strerror or fault}", where=str(place), fix="free space, or move it"
        ) from fault


@contextlib.contextmanager
def _read(place: Path, at: Callable[[], str]) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, OSError, pa.ArrowException) as fault:
        raise _not_whole(place, f"it cannot be read at or after {at()}: {fault}") from fault


def _not_whole(place: Path, what: str) -> BackupNotWhole:
    return BackupNotWhole(f"the backup is not whole: {what}", where=str(place), fix="use another backup")
