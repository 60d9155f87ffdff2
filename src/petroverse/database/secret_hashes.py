"""How secrets that we made ourselves are kept: as hashes alone."""

from __future__ import annotations

import hashlib

__all__ = ["secret_hash"]


def secret_hash(secret: str) -> bytes:
    """The hash under which a link, session, token or invitation is kept.

    SHA-256 is enough: the secret has 256 random bits, so nobody can guess it back. A password has not; see
    ``workflows.passwords``.

    Example:
        >>> len(secret_hash("0Fh2…"))
        32
    """
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
