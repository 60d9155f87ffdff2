"""Base64url without padding (RFC 4648, section 5), read strictly: one text for one run of bytes."""

from __future__ import annotations

import base64
import binascii

__all__ = ["decoded", "encoded"]


def encoded(content: bytes) -> str:
    """The text of some bytes.

    Example:
        >>> encoded(bytes([251, 255]))
        '-_8'
    """
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def decoded(text: str) -> bytes:
    """The bytes of a text that ``encoded`` gives.

    Raises:
        ValueError: The text has another alphabet, padding, or stray bits at its end.

    Example:
        >>> list(decoded("-_8"))
        [251, 255]
    """
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("not base64url") from None
    if encoded(content) != text:
        raise ValueError("not base64url in its one form")
    return content
