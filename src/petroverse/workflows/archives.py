"""Archives: the members of a zip as files, within bounds, whatever the zip claims; nothing is unpacked to a disk."""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from petroverse.core.errors import FileRefused

__all__ = ["NO_PUBLICATION", "ArchiveRefused", "Incoming", "is_beside", "opened", "printable", "refuse_large"]

_LARGEST: Final = 128 << 20
"""Largest file, in bytes; publications are a few MiB."""
_MOST_MEMBERS: Final = 5_000
_MOST_UNPACKED: Final = 2 << 30
_DEEPEST: Final = 2
"""Zips within zips that are followed."""
_BESIDE: Final = frozenset({".md", ".txt", ".csv", ".tsv", ".json", ".toml", ".yaml", ".yml", ".html", ".htm", ".ini"})
_CHUNK: Final = 1 << 20
_UNPACKING: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)
NO_PUBLICATION: Final = "no publication, judged by its ending; take a table in with `import table`"


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
        original: What its publisher called it, as a manifest beside it says; empty where none does.
    """

    name: str
    size: int
    load: Callable[[], bytes] = field(repr=False)
    skipped: str = ""
    original: str = ""


def is_beside(name: str) -> bool:
    """Whether a file only lies beside publications, judged by its name."""
    return PurePosixPath(name).suffix.lower() in _BESIDE


def printable(name: str) -> str:
    """A file's name as every record and terminal can hold it: what cannot be printed is spelled out, never dropped.

    Example:
        >>> printable("may" + chr(9) + "2024.xlsx") == "may" + chr(92) + "u00092024.xlsx"
        True
    """
    return "".join(f"\\u{ord(each):04x}" if unicodedata.category(each) in {"Cc", "Cs"} else each for each in name)


def opened(name: str, size: int, load: Callable[[], bytes], *, depth: int = 0) -> Iterator[Incoming]:
    """The file itself, or the members of a zip; one that cannot be opened says so when its bytes are asked for.

    Args:
        name: Its name, as ``printable`` gives it.
        size: Its length in bytes.
        load: Gives its bytes.
        depth: How many zips it lies in.
    """
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
        label = f"{name}/{printable(each.filename)}"
        load = _member_loader(archive, each, label)
        if is_beside(each.filename) or each.filename.rpartition("/")[2].startswith("."):
            yield Incoming(label, each.file_size, load, NO_PUBLICATION)
            continue
        yield from opened(label, each.file_size, load, depth=depth + 1)


def _member_loader(archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str) -> Callable[[], bytes]:
    def load() -> bytes:
        refuse_large(label, member.file_size)
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
        refuse_large(label, len(parts))
    return bytes(parts)


def refuse_large(label: str, size: int) -> None:
    """Refuses a file that is far larger than any publication.

    Raises:
        FileRefused: It is.
    """
    if size > _LARGEST:
        raise ArchiveRefused(
            f"it has {size:,} bytes, far more than any publication", where=label, fix=f"at most {_LARGEST:,} bytes"
        )


def _refused(name: str, size: int, fault: FileRefused) -> Incoming:
    def load() -> bytes:
        raise fault

    return Incoming(name, size, load)
