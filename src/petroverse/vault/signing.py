"""Signing: Ed25519 over exact bytes, and the id by which a public key is known.

A key's id is its JWK thumbprint (RFC 7638, for Ed25519 as RFC 8037 says): base64url of SHA-256 over the JSON object
``{"crv":"Ed25519","kty":"OKP","x":"<the public key in base64url>"}``. Anybody can compute it from the public key.

Source: RFC 8032 (Ed25519); RFC 8037, appendix A.3 (thumbprint).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from petroverse.vault.base64url import encoded
from petroverse.vault.envelopes import SIGNED_SCHEMA, Signed, parse_signed, print_signed
from petroverse.vault.faults import AlgorithmUnknown, SignatureNotValid, SignerUnknown

__all__ = ["device_key_id", "sign", "verify_signed"]

ED25519: Final = "Ed25519"


def device_key_id(public_key: bytes) -> str:
    """The id of an Ed25519 public key (32 bytes): its JWK thumbprint.

    Example:
        >>> device_key_id(bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
        'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'
    """
    jwk = f'{{"crv":"{ED25519}","kty":"OKP","x":"{encoded(public_key)}"}}'
    return encoded(hashlib.sha256(jwk.encode("ascii")).digest())


def sign(private_key: bytes, payload: bytes) -> bytes:
    """The signed envelope of some bytes.

    Args:
        private_key: The 32 bytes of an Ed25519 private key.
        payload: What to sign; it stands in the envelope as it is.
    """
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    kid = device_key_id(key.public_key().public_bytes_raw())
    return print_signed(Signed(ED25519, kid, payload, key.sign(_signed_bytes(kid, payload))))


def verify_signed(envelope: bytes, trusted: Iterable[bytes]) -> bytes:
    """The payload of an envelope that one of the trusted public keys (32 bytes each) signed.

    Raises:
        EnvelopeNotStrict: The bytes are no envelope.
        AlgorithmUnknown: It is signed in a way that this program does not know.
        SignerUnknown: None of the trusted keys has the id that it names.
        SignatureNotValid: Payload or signature were changed.
    """
    signed = parse_signed(envelope)
    if signed.alg != ED25519:
        raise AlgorithmUnknown(f"signed with {signed.alg}", fix="use a newer program to verify it")
    public_key = next((each for each in trusted if device_key_id(each) == signed.kid), None)
    if public_key is None:
        raise SignerUnknown(f"signed by the key {signed.kid}, which is not trusted here", fix="add the signer's key")
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(
            signed.signature, _signed_bytes(signed.kid, signed.payload)
        )
    except InvalidSignature:
        raise SignatureNotValid(
            f"the signature by {signed.kid} is not that of this payload", fix="ask its sender for the original"
        ) from None
    return signed.payload


def _signed_bytes(kid: str, payload: bytes) -> bytes:
    return f"{SIGNED_SCHEMA}\n{ED25519}\n{kid}\n".encode("ascii") + payload
