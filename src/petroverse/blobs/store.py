"""What a store of original bytes promises, whatever it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from petroverse.blobs.bucket import BucketBlobs
from petroverse.blobs.folder import FolderBlobs

__all__ = ["Blobs", "open_blobs"]


class Blobs(Protocol):
    """Bytes by their SHA-256, 64 lower-case hexadecimal digits. A blob is there whole or not at all."""

    def put(self, data: bytes) -> str:
        """Keeps bytes and gives their key; when it returns they survive a power loss. Twice is once."""
        ...

    def get(self, key: str) -> bytes:
        """The bytes of a key.

        Raises:
            BlobNotFound: There are none.
            BlobDamaged: They are not what was put there.
        """
        ...

    def exists(self, key: str) -> bool:
        """Whether bytes are kept under a key."""
        ...

    def size(self, key: str) -> int:
        """How many bytes are kept under a key.

        Raises:
            BlobNotFound: There are none.
        """
        ...

    def keys(self) -> Iterator[str]:
        """Every key, in ascending order."""
        ...

    def delete(self, key: str) -> None:
        """Removes the bytes of a key that nothing points to any more; an absent one is removed already."""
        ...


def open_blobs(place: str | Path, options: Mapping[str, str] | None = None) -> Blobs:
    """Opens the store at a place.

    Args:
        place: A folder, made if missing, or ``s3://bucket/prefix``.
        options: For a bucket: ``access_key``, ``secret_key``, ``region``, ``endpoint``; the rest from the environment.

    Raises:
        BlobsUnwritable: The folder cannot be made.
        BlobsUnreachable: The bucket does not answer.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     blobs = open_blobs(folder)
        ...     blobs.get(blobs.put(b"petrol"))
        b'petrol'
    """
    if isinstance(place, str) and place.startswith("s3://"):
        return BucketBlobs(place, options or {})
    return FolderBlobs(Path(place))
