"""Device keys of an organisation: made here, used here to sign, and revoked; the private half never leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from petroverse.core.roles import UnitOfWork
from petroverse.vault.faults import DeviceKeyNotFound, DeviceKeyThere
from petroverse.vault.home_keys import HomeKeys
from petroverse.vault.names import checked_name, hold_off_renewal
from petroverse.vault.sealing import open_sealed, seal
from petroverse.vault.signing import ED25519, device_key_id, sign

__all__ = ["DeviceKey", "list_device_keys", "make_device_key", "place_of", "revoke_device_key", "sign_with"]


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """What everybody may know of a device key.

    Attributes:
        kid: Its id; see ``device_key_id``.
        name: The device, as people call it.
        alg: What it signs with.
        public_key: What verifies its signatures, 32 bytes.
        made_at: When it was made, UTC.
        made_by: Who made it.
        revoked_at: When it was revoked, UTC; None while in force.
        revoked_by: Who revoked it; None while in force.
    """

    kid: str
    name: str
    alg: str
    public_key: bytes
    made_at: datetime
    made_by: str
    revoked_at: datetime | None = None
    revoked_by: str | None = None


def make_device_key(unit: UnitOfWork, keys: HomeKeys, name: str) -> DeviceKey:
    """Makes a key for a device of the unit's organisation, with a record.

    Raises:
        NameRefused: A key cannot be called so.
        DeviceKeyThere: A key of this name is in force.
        KeyReadableByOthers, HomeKeysDamaged, HomeKeysUnusable: As ``HomeKeys.current``.
    """
    checked_name(name)
    hold_off_renewal(unit)
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    made = DeviceKey(device_key_id(public), name, ED25519, public, unit.at, unit.person)
    sealed = seal(keys, private.private_bytes_raw(), organisation=unit.organisation, name=place_of(made.kid))
    added = unit.rows(
        "insert into device_keys (organisation, kid, name, alg, public_key, sealed_private, made_at, made_by) "
        "values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing returning kid",
        [unit.organisation, made.kid, name, made.alg, public, sealed, made.made_at, made.made_by],
    )
    if not added:
        raise DeviceKeyThere(f"a key named {name!r} is in force", fix="choose another name, or revoke that key first")
    unit.record("device_key_made", {"kid": made.kid, "name": name, "alg": made.alg, "public_key": public.hex()})
    return made


def list_device_keys(unit: UnitOfWork) -> tuple[DeviceKey, ...]:
    """Every device key that the unit's organisation ever had, oldest first."""
    found = unit.rows(
        "select kid, name, alg, public_key, made_at, made_by, revoked_at, revoked_by from device_keys "
        "where organisation = %s order by made_at, kid",
        [unit.organisation],
    )
    return tuple(_as_key(row) for row in found)


def revoke_device_key(unit: UnitOfWork, name: str) -> DeviceKey:
    """Revokes the key in force of this name, with a record: it never signs again, its private half is destroyed.

    Raises:
        DeviceKeyNotFound: None of this name is in force.
    """
    found = unit.rows(
        "update device_keys set revoked_at = %s, revoked_by = %s, sealed_private = null "
        "where organisation = %s and name = %s and revoked_at is null "
        "returning kid, name, alg, public_key, made_at, made_by, revoked_at, revoked_by",
        [unit.at, unit.person, unit.organisation, name],
    )
    if not found:
        raise _not_found(name)
    revoked = _as_key(found[0])
    unit.record("device_key_revoked", {"kid": revoked.kid, "name": name})
    return revoked


def sign_with(unit: UnitOfWork, keys: HomeKeys, name: str, payload: bytes) -> bytes:
    """The signed envelope of some bytes, by the key in force of this name; see ``envelopes``.

    Raises:
        DeviceKeyNotFound: None of this name is in force.
        HomeKeyMissing, SealBroken: As ``open_sealed``.
    """
    found = unit.rows(
        "select kid, sealed_private from device_keys where organisation = %s and name = %s and revoked_at is null",
        [unit.organisation, name],
    )
    if not found:
        raise _not_found(name)
    place = place_of(found[0]["kid"])
    return sign(
        open_sealed(keys, bytes(found[0]["sealed_private"]), organisation=unit.organisation, name=place), payload
    )


def place_of(kid: str) -> str:
    """The name that a private half is sealed under; no secret can be called so.

    Example:
        >>> place_of("kPrK")
        'device-key/kPrK'
    """
    return f"device-key/{kid}"


def _as_key(row: dict[str, Any]) -> DeviceKey:
    revoked_at = row["revoked_at"]
    return DeviceKey(
        row["kid"], row["name"], row["alg"], bytes(row["public_key"]), row["made_at"].astimezone(UTC), row["made_by"],
        revoked_at and revoked_at.astimezone(UTC), row["revoked_by"],
    )  # fmt: skip


def _not_found(name: str) -> DeviceKeyNotFound:
    return DeviceKeyNotFound(f"no key named {name!r} is in force", fix="see `petroverse key list`")
