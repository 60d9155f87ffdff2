"""What a path holds: single files, folders and zips as a list of files, each with its name and a way to its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from petroverse.core.errors import FileRefused, NotFound
from petroverse.workflows.archives import (
    NO_PUBLICATION,
    ArchiveRefused,
    Incoming,
    is_beside,
    opened,
    printable,
    refuse_large,
)
from petroverse.workflows.manifests import with_originals

__all__ = ["ArchiveRefused", "Incoming", "files_in", "incoming_bytes", "incoming_folder"]


def files_in(path: Path) -> list[Incoming]:
    """Every file that a path holds, largest first, so that the work divides evenly.

    Args:
        path: A file, a folder (read with all folders below it) or a zip.

    Raises:
        NotFound: There is nothing at the path.
    """
    if path.is_dir():
        below = (each for each in sorted(path.rglob("*")) if each.is_file() and not _is_hidden(each, path))
        found = [each for file in below for each in _from_disk(file, printable(file.relative_to(path).as_posix()))]
    elif path.exists():
        found = list(_from_disk(path, printable(path.name), is_named=True))
    else:
        raise NotFound("there is no such file or folder", where=str(path), fix="check the path")
    return sorted(with_originals(found), key=lambda each: (bool(each.skipped), -each.size, each.name))


def incoming_bytes(name: str, content: bytes) -> list[Incoming]:
    """The files that uploaded bytes hold: themselves, or the members of a zip."""
    label = printable(PurePosixPath(name.replace("\\", "/")).name) or "upload"
    return with_originals(list(opened(label, len(content), lambda: content)))


def incoming_folder(files: Sequence[tuple[str, bytes]]) -> list[Incoming]:
    """The files that several uploads hold, as those of a folder: each by its path, what lies beside them passed over.

    Args:
        files: Path and bytes of each; a path is only a label, and its ways upwards are left out.
    """
    found: list[Incoming] = []
    for label, content in zip(_labels([name for name, _ in files]), (content for _, content in files), strict=True):
        if is_beside(label) or label.rpartition("/")[2].startswith("."):
            found.append(Incoming(label, len(content), partial(_same, content), NO_PUBLICATION))
        else:
            found += opened(label, len(content), partial(_same, content))
    return sorted(with_originals(found), key=lambda each: (bool(each.skipped), -each.size, each.name))


def _same(content: bytes) -> bytes:
    return content


def _labels(names: Sequence[str]) -> list[str]:
    """Paths as labels, each once."""
    labels: list[str] = []
    for name in names:
        parts = [part for part in printable(name.replace("\\", "/")).split("/") if part not in ("", ".", "..")]
        label = whole = "/".join(parts) or "upload"
        number = 1
        while label in labels:
            number += 1
            label = f"{whole} ({number})"
        labels.append(label)
    return labels


def _is_hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)


def _from_disk(file: Path, name: str, *, is_named: bool = False) -> Iterator[Incoming]:
    size = file.stat().st_size
    if not is_named and is_beside(name):
        yield Incoming(name, size, lambda: _read_disk(file, name, size), NO_PUBLICATION)
        return
    yield from opened(name, size, lambda: _read_disk(file, name, size))


def _read_disk(file: Path, name: str, size: int) -> bytes:
    refuse_large(name, size)
    try:
        return file.read_bytes()
    except OSError as fault:
        raise FileRefused(f"cannot be opened: {fault.strerror}", where=name, fix="check its permissions") from fault
