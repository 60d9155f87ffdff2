"""The key of bytes, and the check that bytes are those of their key."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from petroverse.blobs.faults import BlobDamaged, BlobNotFound

__all__ = ["checked", "is_key", "key_of", "known", "missing"]

_KEY: Final = re.compile(r"[0-9a-f]{64}")


def key_of(data: bytes) -> str:
    """SHA-256 of bytes in lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def is_key(text: str) -> bool:
    """Whether a text is a key."""
    return _KEY.fullmatch(text) is not None


def known(key: str) -> str:
    """The key itself.

    Raises:
        BlobNotFound: It is no key at all, such as ``../../etc/passwd``.
    """
    if not is_key(key):
        raise missing(key)
    return key


def checked(key: str, data: bytes) -> bytes:
    """The bytes themselves.

    Raises:
        BlobDamaged: They are not those of the key.
    """
    if key_of(data) != key:
        raise BlobDamaged(
            f"the {len(data)} bytes kept as {key} are not those that were put there",
            fix="restore them from a backup, or import the original file again",
        )
    return data


def missing(key: str) -> BlobNotFound:
    """The fault of a key that nothing is kept under."""
    return BlobNotFound(f"no bytes are kept as {key!r}", fix="import the original file again")
