"""Sealing: AES-256-GCM under a key of the home, bound to whose value it is and what it is called.

The associated data are the JSON object of ``alg``, ``kid``, ``name``, ``organisation`` and ``schema``, written as
envelopes are. So an envelope that is moved to another organisation or name does not open there.

Source: NIST SP 800-38D (GCM), 96-bit random nonces: at most 2³² values under one key.
"""

from __future__ import annotations

import json
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from petroverse.vault.envelopes import SEALED_SCHEMA, Sealed, parse_sealed, print_sealed
from petroverse.vault.faults import AlgorithmUnknown, SealBroken
from petroverse.vault.home_keys import HomeKeys

__all__ = ["open_sealed", "seal"]

_ALG: Final = "A256GCM"
_NONCE_BYTES: Final = 12


def seal(keys: HomeKeys, value: bytes, *, organisation: str, name: str) -> bytes:
    """The envelope of a value, sealed under the key in use.

    Args:
        keys: The home's keys.
        value: What to seal.
        organisation: Whose it is.
        name: What it is called there.

    Raises:
        KeyReadableByOthers, HomeKeysDamaged, HomeKeysUnusable: As ``HomeKeys.current``.
    """
    key = keys.current()
    nonce = os.urandom(_NONCE_BYTES)
    ciphertext = AESGCM(key.key).encrypt(nonce, value, _bound(key.kid, organisation, name))
    return print_sealed(Sealed(_ALG, key.kid, nonce, ciphertext))


def open_sealed(keys: HomeKeys, envelope: bytes, *, organisation: str, name: str) -> bytes:
    """The value in an envelope that ``seal`` made for the same organisation and name.

    Raises:
        EnvelopeNotStrict: The bytes are no envelope.
        AlgorithmUnknown: It is sealed in a way that this program does not know.
        HomeKeyMissing: Its key is not among the home's.
        SealBroken: It was changed, or belongs to another organisation or name.
    """
    sealed = parse_sealed(envelope)
    if sealed.alg != _ALG:
        raise AlgorithmUnknown(f"sealed with {sealed.alg}", fix="use the newer program that sealed it")
    key = keys.find(sealed.kid)
    try:
        return AESGCM(key.key).decrypt(sealed.nonce, sealed.ciphertext, _bound(sealed.kid, organisation, name))
    except (InvalidTag, ValueError):  # ValueError: a nonce of a length that cannot be
        raise SealBroken(
            f"the sealed value {name!r} of {organisation} does not open: changed, or made for another place",
            fix="set it again, or restore it from a backup",
        ) from None


def _bound(kid: str, organisation: str, name: str) -> bytes:
    bound = {"alg": _ALG, "kid": kid, "name": name, "organisation": organisation, "schema": SEALED_SCHEMA}
    return json.dumps(bound, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")
