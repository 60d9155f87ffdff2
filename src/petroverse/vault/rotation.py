"""Renewing the home's key: a new one is put in use, and everything sealed is sealed again under it, in one commit.

The new key is in the file, and on the disk, before anything is sealed under it; the old one stays there. So whatever
moment a kill falls in, every row opens: under the old key before the commit, under the new one after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from petroverse.core.roles import UnitOfWork
from petroverse.vault.device_keys import place_of
from petroverse.vault.home_keys import HomeKeys
from petroverse.vault.names import wait_for_sealing
from petroverse.vault.sealing import open_sealed, seal

__all__ = ["Rotation", "rotate_home_key"]


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a renewal did: the id of the new key, and how many secrets and device keys are sealed under it now."""

    kid: str
    secrets: int
    device_keys: int


def rotate_home_key(unit: UnitOfWork, keys: HomeKeys) -> Rotation:
    """Puts a new home key in use and seals every organisation's secrets and device keys again, with a record.

    Args:
        unit: Works in ``public``, where the platform does its own work.
        keys: The home's keys.

    Raises:
        HomeKeyMissing, SealBroken: Something does not open; nothing was changed. The fault names it.
        KeyReadableByOthers, HomeKeysDamaged, HomeKeysUnusable: As ``HomeKeys.current``.
    """
    wait_for_sealing(unit)
    secrets = _opened(unit, keys, "select organisation, name as key, name, sealed from secrets order by 1, 2")
    private = _opened(
        unit,
        keys,
        f"select organisation, kid as key, '{place_of('')}' || kid as name, sealed_private as sealed from device_keys "
        "where sealed_private is not null order by 1, 2",
    )
    new = keys.add()
    unit.many(
        "update secrets set sealed = %s where organisation = %s and name = %s",
        [each.sealed_again(keys) for each in secrets],
    )
    unit.many(
        "update device_keys set sealed_private = %s where organisation = %s and kid = %s",
        [each.sealed_again(keys) for each in private],
    )
    done = Rotation(new.kid, len(secrets), len(private))
    unit.record("home_key_renewed", {"kid": new.kid, "secrets": done.secrets, "device_keys": done.device_keys})
    return done


@dataclass(frozen=True, slots=True, repr=False)
class _Opened:
    organisation: str
    key: str
    name: str
    value: bytes

    def sealed_again(self, keys: HomeKeys) -> tuple[bytes, str, str]:
        return seal(keys, self.value, organisation=self.organisation, name=self.name), self.organisation, self.key


def _opened(unit: UnitOfWork, keys: HomeKeys, sql: str) -> list[_Opened]:
    return [
        _Opened(
            row["organisation"], row["key"], row["name"],
            open_sealed(keys, bytes(row["sealed"]), organisation=row["organisation"], name=row["name"]),
        )
        for row in unit.rows(sql)
    ]  # fmt: skip
