"""Every fault that the vault can name; none of them ever quotes a secret.

InputRefused
├── NameRefused          no name for a secret or a key
├── PublicKeyNotValid    a text that is no public key
└── SecretRefused        an empty or far too long secret
NotFound
├── SecretNotFound       the organisation keeps no secret of this name
└── DeviceKeyNotFound    no device key of this name is in force
NotAllowed → KeyReadableByOthers   the key file is open to other accounts
Conflict
├── DeviceKeyThere       a device key of this name is in force
└── AlgorithmUnknown     an envelope of a newer program
Unavailable
├── GatewayKeyMissing    this gateway has no key of its own yet
├── HomeKeyMissing       sealed under a key that this home does not have
└── HomeKeysUnusable     the key file cannot be read or written
IntegrityFailed
├── EnvelopeNotStrict    bytes that are no envelope, or not written the one way
├── SealBroken           changed, or sealed for another organisation or name
├── SignatureNotValid    the payload or the signature was changed
├── SignerUnknown        signed by a key that is not trusted here
└── HomeKeysDamaged      the key file is not what was written
"""

from __future__ import annotations

from petroverse.core.errors import Conflict, InputRefused, IntegrityFailed, NotAllowed, NotFound, Unavailable

__all__ = [
    "AlgorithmUnknown",
    "DeviceKeyNotFound",
    "DeviceKeyThere",
    "EnvelopeNotStrict",
    "GatewayKeyMissing",
    "HomeKeyMissing",
    "HomeKeysDamaged",
    "HomeKeysUnusable",
    "KeyReadableByOthers",
    "NameRefused",
    "PublicKeyNotValid",
    "SealBroken",
    "SecretNotFound",
    "SecretRefused",
    "SignatureNotValid",
    "SignerUnknown",
]


class NameRefused(InputRefused):
    """A secret or a device key cannot be called so."""


class PublicKeyNotValid(InputRefused):
    """A text that is no Ed25519 public key in base64url."""


class SecretRefused(InputRefused):
    """A value that is no secret: empty, or too long."""


class SecretNotFound(NotFound):
    """The organisation keeps no secret of this name."""


class DeviceKeyNotFound(NotFound):
    """The organisation has no device key of this name in force."""


class KeyReadableByOthers(NotAllowed):
    """Other accounts of the machine may read or replace the home's key."""


class DeviceKeyThere(Conflict):
    """The organisation has a device key of this name in force."""


class AlgorithmUnknown(Conflict):
    """An envelope names an algorithm that this program does not know."""


class GatewayKeyMissing(Unavailable):
    """A gateway without a key of its own to sign with."""


class HomeKeyMissing(Unavailable):
    """An envelope is sealed under a key that this home does not have."""


class HomeKeysUnusable(Unavailable):
    """The file of the home's keys cannot be read or written."""


class EnvelopeNotStrict(IntegrityFailed):
    """The bytes are no envelope, or not written in the one way that envelopes are."""


class SealBroken(IntegrityFailed):
    """A sealed value was changed, or was sealed for another organisation or under another name."""


class SignatureNotValid(IntegrityFailed):
    """The signature is not that of the payload by the key that the envelope names."""


class SignerUnknown(IntegrityFailed):
    """The envelope is signed by a key that is not among the trusted ones."""


class HomeKeysDamaged(IntegrityFailed):
    """The file of the home's keys is not as it was written."""
