"""The faults of a store of bytes.

Unavailable
├── BlobsUnwritable    the folder cannot be made or written
├── BlobsNoSpace       the disk is full
└── BlobsUnreachable   the bucket does not answer
NotFound        → BlobNotFound
IntegrityFailed → BlobDamaged   the bytes are not those of their key
"""

from __future__ import annotations

from petroverse.core.errors import IntegrityFailed, NotFound, Unavailable

__all__ = ["BlobDamaged", "BlobNotFound", "BlobsNoSpace", "BlobsUnreachable", "BlobsUnwritable"]


class BlobsUnwritable(Unavailable):
    """The folder of original bytes cannot be made or written."""


class BlobsNoSpace(Unavailable):
    """The disk that keeps original bytes is full."""


class BlobsUnreachable(Unavailable):
    """The bucket of original bytes does not answer, or refuses us."""


class BlobNotFound(NotFound):
    """No bytes are kept under this key."""


class BlobDamaged(IntegrityFailed):
    """The bytes kept under a key are not those that were put there."""
