"""The key of a gateway: made where it is used, in a file that its owner alone may read; the public half is told."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from petroverse.core.durable import write_whole
from petroverse.vault.base64url import decoded, encoded
from petroverse.vault.faults import GatewayKeyMissing, HomeKeysDamaged, KeyReadableByOthers, PublicKeyNotValid

__all__ = ["make_gateway_key", "public_half", "public_key_from_text", "public_key_text", "read_gateway_key"]

_BYTES: Final = 32
_MARK: Final = "petroverse.gateway-key/1 "
_OTHERS: Final = 0o077


def make_gateway_key(path: Path) -> bytes:
    """The key in a file, which is made where there is none; 32 bytes, for ``sign``.

    Raises:
        KeyReadableByOthers, HomeKeysDamaged: As ``read_gateway_key``.
        OSError: The file cannot be written.
    """
    if not path.exists():
        private = Ed25519PrivateKey.generate().private_bytes_raw()
        write_whole(path, f"{_MARK}{encoded(private)}\n".encode("ascii"))
    return read_gateway_key(path)


def read_gateway_key(path: Path) -> bytes:
    """The key in a file.

    Raises:
        GatewayKeyMissing: There is no such file, or it cannot be read.
        KeyReadableByOthers: Other accounts of the machine may read it.
        HomeKeysDamaged: It is not as it was written.
    """
    try:
        with path.open("rb") as file:
            mode, content = os.fstat(file.fileno()).st_mode, file.read(4096)
    except OSError as fault:
        what = f"the key of this gateway cannot be read: {fault.strerror}"
        raise GatewayKeyMissing(what, where=str(path), fix="petroverse edge init makes one") from fault
    if mode & _OTHERS:
        what = f"other accounts may use {path.name} (mode {mode & 0o777:04o})"
        raise KeyReadableByOthers(what, where=str(path), fix=f"chmod go= {path}")
    try:
        key = decoded(content.decode("ascii").removeprefix(_MARK).rstrip("\n"))
    except ValueError:
        key = b""
    if len(key) != _BYTES or content != f"{_MARK}{encoded(key)}\n".encode("ascii"):
        fix = "remove it, run `petroverse edge init` again, and admit the new key at the hub"
        raise HomeKeysDamaged("the key of this gateway is not as it was written", where=str(path), fix=fix)
    return key


def public_half(private_key: bytes) -> bytes:
    """The 32 bytes that verify what this key signs."""
    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def public_key_text(public_key: bytes) -> str:
    """A public key as people copy it: 43 characters of base64url.

    Example:
        >>> public_key_text(bytes(32))[:6]
        'AAAAAA'
    """
    return encoded(public_key)


def public_key_from_text(text: str) -> bytes:
    """The 32 bytes of a public key that was copied.

    Raises:
        PublicKeyNotValid: It is none.
    """
    try:
        key = decoded(text.strip())
        Ed25519PublicKey.from_public_bytes(key)
    except ValueError:
        fix = "copy the 43 characters that the gateway shows"
        raise PublicKeyNotValid("this is no public key of a gateway", where="key", fix=fix) from None
    return key
