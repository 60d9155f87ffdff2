"""What a path holds: single files, folders and zips as a list of files, each with its name and a way to its bytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from petroverse.core.errors import FileRefused, NotFound

__all__ = ["ArchiveRefused", "Incoming", "files_in", "incoming_bytes"]

_LARGEST: Final = 128 << 20
"""Largest file, in bytes; publications are a few MiB."""
_MOST_MEMBERS: Final = 5_000
_MOST_UNPACKED: Final = 2 << 30
_DEEPEST: Final = 2
"""Zips within zips that are followed."""
_BESIDE: Final = frozenset({".md", ".txt", ".csv", ".tsv", ".json", ".toml", ".yaml", ".yml", ".html", ".htm", ".ini"})
_CHUNK: Final = 1 << 20
_UNPACKING: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)


class ArchiveRefused(FileRefused):
    """A zip, or a file within it, is damaged, locked or far too large."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that came in.

    Attributes:
        name: Its path below what was named, with forward slashes; only a label, nothing is ever written there.
        size: Its length in bytes, as its folder or zip says.
        load: Gives its bytes; raises FileRefused.
        skipped: Why it is passed over; empty when it is to be read.
    """

    name: str
    size: int
    load: Callable[[], bytes] = field(repr=False)
    skipped: str = ""


def files_in(path: Path) -> list[Incoming]:
    """Every file that a path holds, largest first, so that the work divides evenly.

    Args:
        path: A file, a folder (read with all folders below it) or a zip.

    Raises:
        NotFound: There is nothing at the path.
    """
    if path.is_dir():
        below = (each for each in sorted(path.rglob("*")) if each.is_file() and not _is_hidden(each, path))
        found = [each for file in below for each in _from_disk(file, file.relative_to(path).as_posix())]
    elif path.exists():
        found = list(_from_disk(path, path.name, is_named=True))
    else:
        raise NotFound("there is no such file or folder", where=str(path), fix="check the path")
    return sorted(found, key=lambda each: (bool(each.skipped), -each.size, each.name))


def incoming_bytes(name: str, content: bytes) -> list[Incoming]:
    """The files that uploaded bytes hold: themselves, or the members of a zip."""
    label = PurePosixPath(name.replace("\\", "/")).name or "upload"
    return list(_opened(label, len(content), lambda: content, depth=0))


def _is_hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)


def _from_disk(file: Path, name: str, *, is_named: bool = False) -> Iterator[Incoming]:
    size = file.stat().st_size
    if not is_named and file.suffix.lower() in _BESIDE:
        reason = "no publication, judged by its ending; take a table in with `import table`"
        yield Incoming(name, size, file.read_bytes, reason)
        return
    yield from _opened(name, size, lambda: _read_disk(file, size), depth=0)


def _read_disk(file: Path, size: int) -> bytes:
    _refuse_large(str(file), size)
    try:
        return file.read_bytes()
    except OSError as fault:
        raise FileRefused(
            f"cannot be opened: {fault.strerror}", where=str(file), fix="check its permissions"
        ) from fault


def _opened(name: str, size: int, load: Callable[[], bytes], *, depth: int) -> Iterator[Incoming]:
    if not name.lower().endswith(".zip"):
        yield Incoming(name, size, load)
        return
    try:
        yield from _members(name, load(), depth)
    except FileRefused as fault:
        yield _refused(name, size, fault)
    except _UNPACKING as fault:
        yield _refused(name, size, ArchiveRefused(f"the zip is damaged: {fault}", where=name, fix="fetch it again"))


def _members(name: str, content: bytes, depth: int) -> Iterator[Incoming]:
    if depth >= _DEEPEST:
        raise ArchiveRefused("zips lie within zips within zips", where=name, fix="unpack the inner ones first")
    archive = zipfile.ZipFile(io.BytesIO(content))
    members = [each for each in archive.infolist() if not each.is_dir()]
    if "[Content_Types].xml" in archive.namelist():
        yield Incoming(name, len(content), lambda: content)
        return
    if len(members) > _MOST_MEMBERS or sum(each.file_size for each in members) > _MOST_UNPACKED:
        raise ArchiveRefused(f"{len(members)} files, or more than 2 GiB", where=name, fix="take it in in parts")
    for each in members:
        label = f"{name}/{each.filename}"
        ending = PurePosixPath(each.filename).suffix.lower()
        if ending in _BESIDE or each.filename.rpartition("/")[2].startswith("."):
            yield Incoming(label, each.file_size, lambda: b"", "no publication, judged by its ending")
            continue
        yield from _opened(label, each.file_size, _member_loader(archive, each, label), depth=depth + 1)


def _member_loader(archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str) -> Callable[[], bytes]:
    def load() -> bytes:
        _refuse_large(label, member.file_size)
        try:
            with archive.open(member) as packed:
                return _bounded(packed.read, label)
        except _UNPACKING as fault:
            raise ArchiveRefused(f"cannot be unpacked: {fault}", where=label, fix="fetch the zip again") from fault

    return load


def _bounded(read: Callable[[int], bytes], label: str) -> bytes:
    parts = bytearray()
    while chunk := read(_CHUNK):
        parts += chunk
        _refuse_large(label, len(parts))
    return bytes(parts)


def _refuse_large(label: str, size: int) -> None:
    if size > _LARGEST:
        raise ArchiveRefused(
            f"it has {size:,} bytes, far more than any publication", where=label, fix=f"at most {_LARGEST:,} bytes"
        )


def _refused(name: str, size: int, fault: FileRefused) -> Incoming:
    def load() -> bytes:
        raise fault

    return Incoming(name, size, load)
