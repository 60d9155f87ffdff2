"""Safeguard: an organisation's secrets and device keys, and the home's key that they are sealed under.

No function here gives a secret's value: whoever needs one at work is given it by ``app``. All of it takes the right to
administer the organisation, and the home's key the right to the platform; without it ``RightMissing`` is raised.
"""

from __future__ import annotations

from typing import Any, Final

from petroverse import vault
from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId
from petroverse.core.rights import Right
from petroverse.vault import DeviceKey, HomeKeys, Rotation, Secret
from petroverse.workflows.stores import Reader, Stores, organisation_of

__all__ = [
    "HomeKeys",
    "Secret",
    "forget_secret",
    "keep_secret",
    "keys_list",
    "make_key",
    "renew_home_key",
    "revoke_key",
    "secrets_list",
]

_KEY: Final = ("kind", "name", "kid", "alg", "state", "made_at", "made_by", "revoked_at", "public_key")


def keep_secret(stores: Stores, reader: Reader, keys: HomeKeys, name: str, value: Secret) -> None:
    """Keeps a secret of the organisation, in place of one of the same name.

    Raises:
        NameRefused: A secret cannot be called so.
        KeyReadableByOthers, HomeKeysDamaged, HomeKeysUnusable: The home's key cannot be used.
        NotFound: No organisation is called as the reader says.
    """
    with stores.database.unit_of_work(_owner(stores, reader), reader.person) as uow:
        vault.keep_secret(uow, keys, name, value)


def forget_secret(stores: Stores, reader: Reader, name: str) -> None:
    """Removes a secret of the organisation.

    Raises:
        SecretNotFound: It keeps none of this name.
    """
    with stores.database.unit_of_work(_owner(stores, reader), reader.person) as uow:
        vault.forget_secret(uow, name)


def secrets_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """The organisation's secrets: ``name``, ``kept_at``, ``kept_by``, and ``sealed_under``, the home key's id."""
    with stores.database.reading(_owner(stores, reader), reader.person) as uow:
        kept = vault.list_secrets(uow)
    return [
        {"name": each.name, "kept_at": each.kept_at, "kept_by": each.kept_by, "sealed_under": each.kid} for each in kept
    ]


def make_key(stores: Stores, reader: Reader, keys: HomeKeys, name: str) -> dict[str, Any]:
    """Makes a device key of the organisation and gives its row, as ``keys_list`` does.

    Raises:
        NameRefused: A key cannot be called so.
        DeviceKeyThere: A key of this name is in force.
    """
    with stores.database.unit_of_work(_owner(stores, reader), reader.person) as uow:
        return _device_row(vault.make_device_key(uow, keys, name))


def revoke_key(stores: Stores, reader: Reader, name: str) -> dict[str, Any]:
    """Revokes a device key of the organisation and gives its row.

    Raises:
        DeviceKeyNotFound: None of this name is in force.
    """
    with stores.database.unit_of_work(_owner(stores, reader), reader.person) as uow:
        return _device_row(vault.revoke_device_key(uow, name))


def keys_list(stores: Stores, reader: Reader, keys: HomeKeys) -> list[dict[str, Any]]:
    """The home's keys by their ids, then the organisation's device keys with their public halves, oldest first."""
    with stores.database.reading(_owner(stores, reader), reader.person) as uow:
        devices = vault.list_device_keys(uow)
    ids = keys.ids()
    return [*(_home_row(kid, ids[-1]) for kid in ids), *map(_device_row, devices)]


def renew_home_key(stores: Stores, reader: Reader, keys: HomeKeys) -> Rotation:
    """Puts a new home key in use and seals everything of every organisation again under it.

    Raises:
        HomeKeyMissing, SealBroken: Something does not open; everything stays as it was.
        KeyReadableByOthers, HomeKeysDamaged, HomeKeysUnusable: The home's key cannot be used.
    """
    reader.must(Right.PLATFORM)
    with stores.database.unit_of_work(PUBLIC, reader.person, timeout_s=600) as uow:
        return vault.rotate_home_key(uow, keys)


def _owner(stores: Stores, reader: Reader) -> OrganisationId:
    """Whose secrets: as named, else those of ``local``, even while the sample is all there is to read."""
    reader.must(Right.ADMINISTER)
    return organisation_of(stores, reader) if reader.organisation else LOCAL


def _device_row(key: DeviceKey) -> dict[str, Any]:
    state = "revoked" if key.revoked_at else "in force"
    made = {"made_at": key.made_at, "made_by": key.made_by, "revoked_at": key.revoked_at}
    return {
        "kind": "device", "name": key.name, "kid": key.kid, "alg": key.alg, "state": state, **made,
        "public_key": key.public_key.hex(),
    }  # fmt: skip


def _home_row(kid: str, in_use: str) -> dict[str, Any]:
    return {**dict.fromkeys(_KEY), "kind": "home", "kid": kid, "state": "in use" if kid == in_use else "kept"}
