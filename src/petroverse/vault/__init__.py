"""The vault: the home's keys, sealed secrets of organisations, and keys that devices sign with.

    keys = HomeKeys(home / "keys" / "home.key")
    with database.unit_of_work(LOCAL, PersonId("ama")) as unit:
        keep_secret(unit, keys, "smtp-password", Secret("…"))
    with database.reading(LOCAL, PersonId("ama")) as unit:
        open_secret(unit, keys, "smtp-password").reveal()

What is sealed lies in PostgreSQL; what opens it lies in the home. Either alone tells nothing. The formats of envelopes
are described in ``envelopes``; that of the key file in ``home_keys``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from petroverse.core.roles import Migrations
from petroverse.vault.device_keys import DeviceKey, list_device_keys, make_device_key, revoke_device_key, sign_with
from petroverse.vault.envelopes import (
    Sealed,
    Signed,
    parse_sealed,
    parse_signed,
    print_sealed,
    print_signed,
)
from petroverse.vault.faults import (
    AlgorithmUnknown,
    DeviceKeyNotFound,
    DeviceKeyThere,
    EnvelopeNotStrict,
    GatewayKeyMissing,
    HomeKeyMissing,
    HomeKeysDamaged,
    HomeKeysUnusable,
    KeyReadableByOthers,
    NameRefused,
    PublicKeyNotValid,
    SealBroken,
    SecretNotFound,
    SecretRefused,
    SignatureNotValid,
    SignerUnknown,
)
from petroverse.vault.gateway_keys import (
    make_gateway_key,
    public_half,
    public_key_from_text,
    public_key_text,
    read_gateway_key,
)
from petroverse.vault.home_keys import HomeKey, HomeKeys
from petroverse.vault.rotation import Rotation, rotate_home_key
from petroverse.vault.sealing import open_sealed, seal
from petroverse.vault.secret import Secret
from petroverse.vault.secrets_kept import KeptSecret, forget_secret, keep_secret, list_secrets, open_secret
from petroverse.vault.signing import device_key_id, sign, verify_signed

__all__ = [
    "MIGRATIONS",
    "AlgorithmUnknown",
    "DeviceKey",
    "DeviceKeyNotFound",
    "DeviceKeyThere",
    "EnvelopeNotStrict",
    "GatewayKeyMissing",
    "HomeKey",
    "HomeKeyMissing",
    "HomeKeys",
    "HomeKeysDamaged",
    "HomeKeysUnusable",
    "KeptSecret",
    "KeyReadableByOthers",
    "NameRefused",
    "PublicKeyNotValid",
    "Rotation",
    "SealBroken",
    "Sealed",
    "Secret",
    "SecretNotFound",
    "SecretRefused",
    "SignatureNotValid",
    "Signed",
    "SignerUnknown",
    "device_key_id",
    "forget_secret",
    "keep_secret",
    "list_device_keys",
    "list_secrets",
    "make_device_key",
    "make_gateway_key",
    "open_sealed",
    "open_secret",
    "parse_sealed",
    "parse_signed",
    "print_sealed",
    "print_signed",
    "public_half",
    "public_key_from_text",
    "public_key_text",
    "read_gateway_key",
    "revoke_device_key",
    "rotate_home_key",
    "seal",
    "sign",
    "sign_with",
    "verify_signed",
]

MIGRATIONS: Final = Migrations("vault", Path(__file__).parent / "migrations")
"""The tables of sealed secrets and device keys."""
