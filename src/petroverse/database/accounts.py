"""Accounts: who somebody is, and how it is proved. The platform keeps them, working in ``public``.

A member's account is seen by the organisations that the person is a member of; nobody's credentials are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from petroverse.core.grants import PersonId
from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound

__all__ = [
    "Account",
    "Credentials",
    "add_account",
    "change_account",
    "find_account",
    "find_credentials",
    "link_subject",
    "list_accounts",
    "set_password_hash",
]

_COLUMNS: Final = "id, name, email, is_platform_admin, made_at, disabled_at"


@dataclass(frozen=True, slots=True)
class Account:
    """One person.

    Attributes:
        id: What the person is called in records: lower-case letters, digits, ``.``, ``-`` and ``_``.
        name: What others read.
        email: Unique, whatever its case.
        is_platform_admin: Whether the person may do what concerns the whole platform.
        made_at: Since when, UTC.
        disabled_at: When it was disabled, UTC; None while in force.
    """

    id: PersonId
    name: str
    email: str
    is_platform_admin: bool
    made_at: datetime
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Credentials:
    """How a person proves who it is.

    Attributes:
        person: Who.
        password_hash: As argon2 writes it; None where the person has no password.
        issuer: Who vouches for the person, of OpenID Connect; None where nobody does.
        subject: The person's name there.
        disabled_at: When the account was disabled, UTC; None while in force.
    """

    person: PersonId
    password_hash: str | None
    issuer: str | None
    subject: str | None
    disabled_at: datetime | None


def add_account(
    unit: UnitOfWork, person: PersonId, name: str, email: str, *, is_platform_admin: bool = False
) -> Account:
    """Adds a person without any credentials, with a record; the unit works in ``public``.

    Raises:
        AlreadyThere: The id or the e-mail address is taken.
        RowRefused: The id, name or e-mail address is no such thing, or one that nobody may have.
        RowNotAllowed: The unit works elsewhere than in ``public``.
    """
    unit.rows(
        "insert into accounts (id, name, email, is_platform_admin, made_at) values (%s, %s, %s, %s, %s)",
        [person, name, email, is_platform_admin, unit.at],
    )
    unit.rows("insert into credentials (person) values (%s)", [person])
    told = {"person": person, "name": name, "email": email, "is_platform_admin": is_platform_admin}
    unit.record("account_added", told)
    return Account(person, name, email, is_platform_admin, unit.at, None)


def find_account(unit: UnitOfWork, person: str) -> Account:
    """The account with an id or an e-mail address, among those that the unit's organisation may see.

    Raises:
        RowNotFound: There is none.
    """
    found = unit.rows(f"select {_COLUMNS} from accounts where id = %s or lower(email) = lower(%s)", [person, person])
    if not found:
        raise RowNotFound(f"nobody has the name or e-mail address {person!r}", fix="see the list of people")
    return _account(found[0])


def list_accounts(unit: UnitOfWork) -> tuple[Account, ...]:
    """The accounts that the unit may see, by id: all in ``public``, elsewhere the organisation's members."""
    return tuple(map(_account, unit.rows(f"select {_COLUMNS} from accounts order by id")))


def change_account(
    unit: UnitOfWork, person: PersonId, *, is_disabled: bool | None = None, is_platform_admin: bool | None = None
) -> None:
    """Disables an account, enables it again, or makes it an admin of the platform, with a record; in ``public``.

    Raises:
        RowNotFound: There is no such account.
    """
    found = unit.rows(
        "update accounts set is_platform_admin = coalesce(%s, is_platform_admin), disabled_at = "
        "case when %s::boolean is null then disabled_at when %s then coalesce(disabled_at, %s) end "
        "where id = %s returning id",
        [is_platform_admin, is_disabled, is_disabled, unit.at, person],
    )
    if not found:
        raise RowNotFound(f"nobody has the name {person!r}", fix="see the list of people")
    told = {"is_disabled": is_disabled, "is_platform_admin": is_platform_admin}
    unit.record("account_changed", {"person": person, **{name: to for name, to in told.items() if to is not None}})


def find_credentials(
    unit: UnitOfWork, *, email: str = "", person: str = "", issuer: str = "", subject: str = ""
) -> Credentials | None:
    """How the person with an id, an e-mail address, or a subject of an issuer proves who it is; in ``public``."""
    found = unit.rows(
        "select person, password_hash, issuer, subject, disabled_at "
        "from credentials join accounts on accounts.id = person where (%s <> '' and lower(email) = lower(%s)) "
        "or (%s <> '' and person = %s) or (%s <> '' and issuer = %s and subject = %s)",
        [email, email, person, person, subject, issuer, subject],
    )
    if not found:
        return None
    return Credentials(**{**found[0], "disabled_at": _utc(found[0]["disabled_at"])})


def set_password_hash(unit: UnitOfWork, person: PersonId, password_hash: str | None) -> None:
    """Gives a person another password, or none, ends its sessions, with a record; in ``public``.

    Raises:
        RowNotFound: There is no such account.
    """
    found = unit.rows(
        "update credentials set password_hash = %s where person = %s returning person", [password_hash, person]
    )
    if not found:
        raise RowNotFound(f"nobody has the name {person!r}", fix="see the list of people")
    unit.rows("delete from sessions where person = %s", [person])
    unit.rows("delete from sign_in_links where person = %s", [person])
    unit.record("password_changed" if password_hash else "password_removed", {"person": person})


def link_subject(unit: UnitOfWork, person: PersonId, issuer: str, subject: str) -> None:
    """Lets an issuer of OpenID Connect vouch for a person, with a record; in ``public``.

    Raises:
        AlreadyThere: The issuer vouches with this subject for another person.
        RowNotFound: There is no such account.
    """
    found = unit.rows(
        "update credentials set issuer = %s, subject = %s where person = %s returning person",
        [issuer, subject, person],
    )
    if not found:
        raise RowNotFound(f"nobody has the name {person!r}", fix="see the list of people")
    unit.record("account_linked", {"person": person, "issuer": issuer})


def _account(row: Mapping[str, Any]) -> Account:
    return Account(**{**row, "made_at": row["made_at"].astimezone(UTC), "disabled_at": _utc(row["disabled_at"])})


def _utc(at: datetime | None) -> datetime | None:
    return at and at.astimezone(UTC)
