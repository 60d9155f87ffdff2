"""Manifests: a CSV called MANIFEST.csv beside files says what their publisher called each of them.

Files are often renamed when they are collected; what the publisher's own name tells is then found in the columns
``file`` (below the manifest's folder) and ``original_name``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from petroverse.core.errors import FileRefused
from petroverse.workflows.archives import Incoming, printable

__all__ = ["with_originals"]

_NAME: Final = "MANIFEST.csv"


def with_originals(files: Sequence[Incoming]) -> list[Incoming]:
    """The same files, those that a manifest among them lists with their original names."""
    originals: dict[str, str] = {}
    for each in files:
        folder, _, name = each.name.rpartition("/")
        if name == _NAME:
            below = f"{folder}/" if folder else ""
            originals |= {f"{below}{file}": original for file, original in _listed(each).items()}
    return [replace(each, original=originals.get(each.name, "")) for each in files]


def _listed(manifest: Incoming) -> Mapping[str, str]:
    """Original names by file; a manifest that cannot be read, or has other columns, lists nothing."""
    try:
        text = manifest.load().decode("utf-8-sig", "replace")
        return dict(_named(csv.DictReader(io.StringIO(text, newline=""))))
    except (FileRefused, csv.Error):
        return {}


def _named(rows: Iterable[Mapping[str, str]]) -> Iterable[tuple[str, str]]:
    for row in rows:
        file, original = row.get("file"), row.get("original_name")
        if file and original:
            name = PurePosixPath(original.replace("\\", "/")).name
            yield printable(PurePosixPath(file.replace("\\", "/")).as_posix()), printable(name)
