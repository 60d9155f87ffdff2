"""Tokens: a program acts as a person, in one organisation, with some of the person's rights, until a day."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import Right
from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound
from petroverse.database.secret_hashes import secret_hash

__all__ = ["TOKEN_MARK", "Token", "list_tokens", "make_token", "note_token_use", "revoke_token", "token_parts"]

TOKEN_MARK: Final = "pv_"  # noqa: S105 - how tokens begin, not one of them
"""Every token begins so: ``pv_<id>_<secret>``."""

_ID_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
_ID_LENGTH: Final = 12
_COARSE: Final = timedelta(minutes=5)
"""When a token was last used is written down at most this often."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token, without its secret.

    Attributes:
        id: What it is called in lists and records; the token begins with ``pv_<id>_``.
        organisation: Where it acts.
        person: As whom.
        name: What it is for.
        scopes: The only rights that it may use, as far as the person has them.
        made_at: When it was made, UTC.
        made_by: By whom.
        expires_at: Until when it holds, UTC.
        revoked_at: When it was revoked, UTC; None where it was not.
        last_used_at: When it was last used, UTC, to a few minutes; None where never.
    """

    id: str
    organisation: OrganisationId
    person: PersonId
    name: str
    scopes: frozenset[Right]
    made_at: datetime
    made_by: str
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


def make_token(
    unit: UnitOfWork, name: str, *, person: PersonId, scopes: Collection[Right], lasts: timedelta
) -> tuple[str, str]:
    """Makes a token of the unit's organisation, with a record.

    Args:
        unit: The transaction.
        name: What it is for.
        person: As whom it acts.
        scopes: The only rights that it may use.
        lasts: For how long, at most 366 days.

    Returns:
        The token's id, and the token itself, which is shown once.

    Raises:
        RowRefused: It has no name or no scope, or would hold longer than a year.
    """
    identity = "".join(secrets.choice(_ID_LETTERS) for _ in range(_ID_LENGTH))
    secret = secrets.token_urlsafe(32)
    rights = sorted(map(str, scopes))
    unit.rows(
        "insert into tokens (id, hash, organisation, person, name, scopes, made_at, made_by, expires_at) "
        "values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            identity, secret_hash(secret), unit.organisation, person, name, rights,
            unit.at, unit.person, unit.at + lasts,
        ],
    )  # fmt: skip
    until = (unit.at + lasts).isoformat()
    unit.record("token_made", {"id": identity, "name": name, "person": person, "scopes": rights, "expires_at": until})
    return identity, f"{TOKEN_MARK}{identity}_{secret}"


def token_parts(token: str) -> tuple[str, bytes] | None:
    """A token's id and the hash of its secret; None for what has not the form of a token."""
    if not token.startswith(TOKEN_MARK):
        return None
    identity, mark, secret = token[len(TOKEN_MARK) :].partition("_")
    return (identity, secret_hash(secret)) if mark and len(identity) == _ID_LENGTH and identity.isalnum() else None


def list_tokens(unit: UnitOfWork, *, person: str = "") -> tuple[Token, ...]:
    """The tokens of the unit's organisation, the newest first; those of one person where one is named."""
    rows = unit.rows(
        "select id, organisation, person, name, scopes, made_at, made_by, expires_at, revoked_at, last_used_at "
        "from tokens where organisation = %s and %s in ('', person) order by made_at desc, id",
        [unit.organisation, person],
    )
    return tuple(map(_token, rows))


def revoke_token(unit: UnitOfWork, identity: str, *, person: str = "") -> None:
    """Ends a token of the unit's organisation, with a record.

    Args:
        unit: The transaction.
        identity: Which.
        person: Only where it is this person's; empty: whosever.

    Raises:
        RowNotFound: There is no such token in force.
    """
    found = unit.rows(
        "update tokens set revoked_at = %s, revoked_by = %s where organisation = %s and id = %s "
        "and %s in ('', person) and revoked_at is null returning name, person",
        [unit.at, unit.person, unit.organisation, identity, person],
    )
    if not found:
        raise RowNotFound(f"no token {identity} is in force", fix="see the list of tokens")
    unit.record("token_revoked", {"id": identity, **found[0]})


def note_token_use(unit: UnitOfWork, identity: str) -> None:
    """Writes down that a token is used now, to a few minutes; in ``public``. Nobody waits for the disk."""
    unit.rows("set local synchronous_commit to off")
    unit.rows(
        "update tokens set last_used_at = %s where id = %s and coalesce(last_used_at, '-infinity') < %s",
        [unit.at, identity, unit.at - _COARSE],
    )


def _token(row: Mapping[str, Any]) -> Token:
    times = ("made_at", "expires_at", "revoked_at", "last_used_at")
    utc = {name: row[name] and row[name].astimezone(UTC) for name in times}
    return Token(**{**row, **utc, "scopes": frozenset(map(Right, row["scopes"]))})
