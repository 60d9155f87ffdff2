"""Secrets of an organisation: kept sealed, opened where they are needed, listed without their values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from petroverse.core.roles import UnitOfWork
from petroverse.vault.envelopes import parse_sealed
from petroverse.vault.faults import SecretNotFound
from petroverse.vault.home_keys import HomeKeys
from petroverse.vault.names import checked_name, hold_off_renewal
from petroverse.vault.sealing import open_sealed, seal
from petroverse.vault.secret import Secret

__all__ = ["KeptSecret", "forget_secret", "keep_secret", "list_secrets", "open_secret"]


@dataclass(frozen=True, slots=True)
class KeptSecret:
    """What may be told about a secret.

    Attributes:
        name: What it is called.
        kept_at: When it was set last, UTC.
        kept_by: Who set it.
        kid: The home key that it is sealed under.
    """

    name: str
    kept_at: datetime
    kept_by: str
    kid: str


def keep_secret(unit: UnitOfWork, keys: HomeKeys, name: str, value: Secret) -> None:
    """Keeps a secret in the unit's organisation, in place of one of the same name, with a record.

    Raises:
        NameRefused: A secret cannot be called so.
        KeyReadableByOthers, HomeKeysDamaged, HomeKeysUnusable: As ``HomeKeys.current``.
    """
    checked_name(name)
    hold_off_renewal(unit)
    sealed = seal(keys, value.reveal().encode(), organisation=unit.organisation, name=name)
    unit.rows(
        "insert into secrets (organisation, name, sealed, kept_at, kept_by) values (%s, %s, %s, %s, %s) "
        "on conflict (organisation, name) do update "
        "set sealed = excluded.sealed, kept_at = excluded.kept_at, kept_by = excluded.kept_by",
        [unit.organisation, name, sealed, unit.at, unit.person],
    )
    unit.record("secret_kept", {"name": name, "kid": parse_sealed(sealed).kid})


def open_secret(unit: UnitOfWork, keys: HomeKeys, name: str) -> Secret:
    """A secret of the unit's organisation.

    Raises:
        SecretNotFound: It keeps none of this name.
        HomeKeyMissing, SealBroken, EnvelopeNotStrict, AlgorithmUnknown: As ``open_sealed``.
    """
    found = unit.rows("select sealed from secrets where organisation = %s and name = %s", [unit.organisation, name])
    if not found:
        raise _not_found()
    return Secret(open_sealed(keys, bytes(found[0]["sealed"]), organisation=unit.organisation, name=name).decode())


def list_secrets(unit: UnitOfWork) -> tuple[KeptSecret, ...]:
    """The secrets of the unit's organisation by name; never a value."""
    found = unit.rows(
        "select name, kept_at, kept_by, sealed from secrets where organisation = %s order by name", [unit.organisation]
    )
    return tuple(
        KeptSecret(row["name"], row["kept_at"].astimezone(UTC), row["kept_by"], parse_sealed(bytes(row["sealed"])).kid)
        for row in found
    )


def forget_secret(unit: UnitOfWork, name: str) -> None:
    """Removes a secret of the unit's organisation, with a record.

    Raises:
        SecretNotFound: It keeps none of this name.
    """
    found = unit.rows(
        "delete from secrets where organisation = %s and name = %s returning name", [unit.organisation, name]
    )
    if not found:
        raise _not_found()
    unit.record("secret_forgotten", {"name": name})


def _not_found() -> SecretNotFound:
    return SecretNotFound("no secret of this name is kept", fix="see `petroverse secret list`")
