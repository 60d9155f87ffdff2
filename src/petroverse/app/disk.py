"""The disk that a home stands on: how large it is, how much is free, and when that is too little."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Disk", "disk_of"]

_LOW_BYTES: Final = 1 << 30
_LOWEST_BYTES: Final = 200 << 20


@dataclass(frozen=True, slots=True)
class Disk:
    """A disk's size and what of it is free."""

    total_bytes: int
    free_bytes: int

    @property
    def is_low(self) -> bool:
        """Whether somebody should look after it."""
        return self.free_bytes < _LOW_BYTES

    @property
    def is_full(self) -> bool:
        """Whether there is too little for the database to go on safely."""
        return self.free_bytes < _LOWEST_BYTES

    @property
    def what(self) -> str:
        """How little is free, in words."""
        return f"only {self.free_bytes >> 20} MiB are free on the disk of the home"

    @property
    def fix(self) -> str:
        """What to do about it."""
        return "free some space, or move the home"


def disk_of(folder: Path) -> Disk:
    """The disk of a folder, or of the nearest folder above it that is there."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    usage = shutil.disk_usage(there)
    return Disk(usage.total, usage.free)
