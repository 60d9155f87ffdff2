"""Original bytes in a folder: ``ab/abcdef…``, written aside, synced and renamed, so that nobody sees half a file."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

from petroverse.blobs.faults import BlobsNoSpace, BlobsUnwritable
from petroverse.blobs.keys import checked, is_key, key_of, known, missing
from petroverse.core.durable import DRAFT_ENDING, sync, write_whole

__all__ = ["FolderBlobs"]

_FULL = (errno.ENOSPC, errno.EDQUOT)


class FolderBlobs:
    """Bytes by their SHA-256 in a folder; see ``Blobs``.

    Args:
        folder: Where; made if missing.

    Raises:
        BlobsUnwritable: The folder cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise _unwritable(folder, fault) from fault

    def put(self, data: bytes) -> str:
        """Keeps bytes and gives their key; when it returns they survive a power loss. Twice is once.

        Raises:
            BlobsNoSpace, BlobsUnwritable: They cannot be kept; nothing was.
        """
        key = key_of(data)
        place = self._place(key)
        try:
            if not place.is_file() or place.read_bytes() != data:
                self._write(place, data)
            else:
                sync(place.parent)
        except OSError as fault:
            raise _unwritable(place, fault) from fault
        return key

    def get(self, key: str) -> bytes:
        """The bytes of a key.

        Raises:
            BlobNotFound: There are none.
            BlobDamaged: They are not what was put there.
        """
        try:
            return checked(key, self._place(known(key)).read_bytes())
        except FileNotFoundError:
            raise missing(key) from None

    def exists(self, key: str) -> bool:
        """Whether bytes are kept under a key."""
        return is_key(key) and self._place(key).is_file()

    def size(self, key: str) -> int:
        """How many bytes are kept under a key.

        Raises:
            BlobNotFound: There are none.
        """
        try:
            return self._place(known(key)).stat().st_size
        except FileNotFoundError:
            raise missing(key) from None

    def keys(self) -> Iterator[str]:
        """Every key, in ascending order."""
        for part in sorted(self._folder.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(each.name for each in part.iterdir() if is_key(each.name))

    def delete(self, key: str) -> None:
        """Removes the bytes of a key that nothing points to any more; an absent one is removed already."""
        if is_key(key):
            self._place(key).unlink(missing_ok=True)

    def forget_half_written(self) -> int:
        """Removes what a killed ``put`` left aside and gives how many; call it when nobody else writes."""
        left = list(self._folder.glob(f"[0-9a-f][0-9a-f]/*{DRAFT_ENDING}"))
        for each in left:
            each.unlink(missing_ok=True)
        return len(left)

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / key

    def _write(self, place: Path, data: bytes) -> None:
        if not place.parent.is_dir():
            place.parent.mkdir(exist_ok=True)
            sync(self._folder)
        write_whole(place, data, mode=0o666)


def _unwritable(place: Path, fault: OSError) -> BlobsNoSpace | BlobsUnwritable:
    if fault.errno in _FULL:
        return BlobsNoSpace("the disk is full", where=str(place), fix="free disk space, then try again")
    return BlobsUnwritable(
        f"cannot write: {fault.strerror}", where=str(place), fix="make the folder writable, or choose another home"
    )
