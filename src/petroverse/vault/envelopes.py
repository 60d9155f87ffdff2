"""Envelopes: how a sealed or signed value is written, the one way, whatever algorithm made it.

Both are JSON objects of texts in ASCII: names sorted, no blanks, bytes in base64url without padding. So the same
content always has the same bytes, and reading refuses every other spelling.

``petroverse.sealed/1``  what only the holder of a key can read
    ``alg``         how it was sealed; ``A256GCM`` today (AES-256-GCM, NIST SP 800-38D)
    ``ciphertext``  what the algorithm gave, its tag (16 bytes) at the end
    ``kid``         the id of the key that opens it
    ``nonce``       the algorithm's nonce (12 random bytes); empty for an algorithm without one
    ``schema``      ``petroverse.sealed/1``

``petroverse.signed/1``  what everybody can read, and nobody can change
    ``alg``         how it was signed; ``Ed25519`` today (RFC 8032, RFC 9864)
    ``kid``         the id of the public key that verifies it
    ``payload``     the exact bytes that were signed for
    ``schema``      ``petroverse.signed/1``
    ``signature``   over the schema, the alg, the kid, each followed by a line feed, and the payload

A later algorithm is another value of ``alg`` in the same fields. Reading takes any; opening and verifying refuse what
they do not know by its name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from petroverse.vault.base64url import decoded, encoded
from petroverse.vault.faults import EnvelopeNotStrict

__all__ = ["Sealed", "Signed", "parse_sealed", "parse_signed", "print_sealed", "print_signed"]

SEALED_SCHEMA: Final = "petroverse.sealed/1"
SIGNED_SCHEMA: Final = "petroverse.signed/1"
_WORD: Final = re.compile(r"[A-Za-z0-9._+-]{1,64}", re.ASCII)
_LARGEST: Final = 16 << 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed value: the algorithm, the id of its key, the nonce and the ciphertext with its tag."""

    alg: str
    kid: str
    nonce: bytes
    ciphertext: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed value: the algorithm, the id of its public key, the payload and the signature."""

    alg: str
    kid: str
    payload: bytes
    signature: bytes


def print_sealed(sealed: Sealed) -> bytes:
    """The bytes of a sealed envelope."""
    return _printed(SEALED_SCHEMA, sealed.alg, sealed.kid, nonce=sealed.nonce, ciphertext=sealed.ciphertext)


def parse_sealed(envelope: bytes) -> Sealed:
    """The sealed value that an envelope holds; ``print_sealed`` of it gives the same bytes.

    Raises:
        EnvelopeNotStrict: The bytes are no sealed envelope, or not written in the one way.
    """
    alg, kid, parts = _parsed(envelope, SEALED_SCHEMA, ("nonce", "ciphertext"))
    return Sealed(alg, kid, parts["nonce"], parts["ciphertext"])


def print_signed(signed: Signed) -> bytes:
    """The bytes of a signed envelope."""
    return _printed(SIGNED_SCHEMA, signed.alg, signed.kid, payload=signed.payload, signature=signed.signature)


def parse_signed(envelope: bytes) -> Signed:
    """The signed value that an envelope holds, not verified yet; ``print_signed`` of it gives the same bytes.

    Raises:
        EnvelopeNotStrict: The bytes are no signed envelope, or not written in the one way.
    """
    alg, kid, parts = _parsed(envelope, SIGNED_SCHEMA, ("payload", "signature"))
    return Signed(alg, kid, parts["payload"], parts["signature"])


def _printed(schema: str, alg: str, kid: str, **parts: bytes) -> bytes:
    fields = {"schema": schema, "alg": alg, "kid": kid, **{name: encoded(part) for name, part in parts.items()}}
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _parsed(envelope: bytes, schema: str, names: tuple[str, str]) -> tuple[str, str, Mapping[str, bytes]]:
    if len(envelope) > _LARGEST:
        raise _refused(schema, f"{len(envelope):,} bytes are too many")
    try:
        fields = json.loads(envelope.decode("ascii"))
    except (ValueError, RecursionError):
        raise _refused(schema, "not JSON in ASCII") from None
    if not isinstance(fields, dict) or set(fields) != {"schema", "alg", "kid", *names}:
        raise _refused(schema, "other fields than it must have")
    if not all(isinstance(value, str) for value in fields.values()):
        raise _refused(schema, "a field that is no text")
    if fields["schema"] != schema:
        raise _refused(schema, "another schema")
    if not (_WORD.fullmatch(fields["alg"]) and _WORD.fullmatch(fields["kid"])):
        raise _refused(schema, "no name of an algorithm or key")
    try:
        parts = {name: decoded(fields[name]) for name in names}
    except ValueError as fault:
        raise _refused(schema, str(fault)) from None
    if _printed(schema, fields["alg"], fields["kid"], **parts) != envelope:
        raise _refused(schema, "not written in the one way that envelopes are")
    return fields["alg"], fields["kid"], parts


def _refused(schema: str, why: str) -> EnvelopeNotStrict:
    return EnvelopeNotStrict(f"this is no {schema}: {why}", fix="take it from where it was made, or from a backup")
