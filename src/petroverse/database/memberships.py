"""Memberships and invitations: what a person is in an organisation, and which rows it may see there."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from psycopg.types.json import Jsonb

from petroverse.core.errors import NotAllowed
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import Role
from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound
from petroverse.database.secret_hashes import secret_hash

__all__ = [
    "Invitation",
    "InvitationRefused",
    "Membership",
    "Standing",
    "end_membership",
    "find_invitation",
    "is_invited",
    "list_invitations",
    "list_memberships",
    "make_invitation",
    "put_membership",
    "use_invitation",
    "withdraw_invitation",
]


class InvitationRefused(NotAllowed):
    """An invitation is unknown, was used, or is over."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is in an organisation.

    Attributes:
        role: The role, which holds the rights.
        row_rules: Dimension → the only values that the person may see; empty means no limit.
        measures: The only measures that the person may ask for; None means all.
    """

    role: Role
    row_rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measures: frozenset[str] | None = None

    @property
    def told(self) -> dict[str, Any]:
        """The same as JSON values."""
        return {
            "role": str(self.role),
            "row_rules": {name: list(values) for name, values in sorted(self.row_rules.items())},
            "measures": None if self.measures is None else sorted(self.measures),
        }

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Standing:
        """As a row of the database holds it."""
        rules = {name: tuple(values) for name, values in row["row_rules"].items()}
        return cls(Role(row["role"]), rules, None if row["measures"] is None else frozenset(row["measures"]))


@dataclass(frozen=True, slots=True)
class Membership:
    """One person in one organisation."""

    organisation: OrganisationId
    person: PersonId
    standing: Standing
    since: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """One invitation into an organisation.

    Attributes:
        number: Its number.
        organisation: Into which organisation.
        email: Whose e-mail address it is for.
        standing: What the person will be.
        made_by: Who invites.
        made_at: When, UTC.
        expires_at: Until when it may be used, UTC.
        used_at: When it was used or withdrawn, UTC; None while open.
        used_by: By whom.
    """

    number: int
    organisation: OrganisationId
    email: str
    standing: Standing
    made_by: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    used_by: str | None


_INVITATIONS: Final = (
    "select number, organisation, email, role, row_rules, measures, made_by, made_at, expires_at, used_at, used_by "
    "from invitations"
)


def put_membership(unit: UnitOfWork, person: PersonId, standing: Standing) -> None:
    """Makes a person a member of the unit's organisation, or gives a member another standing, with a record.

    Raises:
        RowNotFound: There is no such account.
    """
    found = unit.rows(
        "insert into memberships (organisation, person, role, row_rules, measures, since) "
        "values (%s, %s, %s, %s, %s, %s) on conflict (organisation, person) do update "
        "set role = excluded.role, row_rules = excluded.row_rules, measures = excluded.measures "
        "returning xmax = 0 as is_new",
        [unit.organisation, person, *_columns(standing), unit.at],
    )
    unit.record("member_added" if found[0]["is_new"] else "member_changed", {"person": person, **standing.told})


def end_membership(unit: UnitOfWork, person: PersonId) -> None:
    """Takes a person out of the unit's organisation, with the person's tokens there, and a record.

    Raises:
        RowNotFound: The person is no member.
    """
    found = unit.rows(
        "delete from memberships where organisation = %s and person = %s returning person", [unit.organisation, person]
    )
    if not found:
        raise RowNotFound(f"{person} is no member of {unit.organisation}", fix="see the list of people")
    unit.rows(
        "update tokens set revoked_at = %s, revoked_by = %s where organisation = %s and person = %s "
        "and revoked_at is null",
        [unit.at, unit.person, unit.organisation, person],
    )
    unit.record("member_removed", {"person": person})


def list_memberships(unit: UnitOfWork, *, person: str = "") -> tuple[Membership, ...]:
    """The members of the unit's organisation, in ``public`` of every one; a person's own where one is named."""
    rows = unit.rows(
        "select organisation, person, role, row_rules, measures, since from memberships "
        "where %s in ('', person) order by organisation, person",
        [person],
    )
    return tuple(
        Membership(row["organisation"], row["person"], Standing.of(row), row["since"].astimezone(UTC)) for row in rows
    )


def make_invitation(
    unit: UnitOfWork, email: str, standing: Standing, *, lasts: timedelta = timedelta(days=7)
) -> tuple[int, str]:
    """Invites whoever has an e-mail address into the unit's organisation, with a record.

    Returns:
        The invitation's number, and its secret, which is shown once.

    Raises:
        RowRefused: That is no e-mail address.
    """
    secret = secrets.token_urlsafe(32)
    found = unit.rows(
        "insert into invitations (hash, organisation, email, role, row_rules, measures, made_at, made_by, expires_at) "
        "values (%s, %s, %s, %s, %s, %s, %s, %s, %s) returning number",
        [secret_hash(secret), unit.organisation, email, *_columns(standing), unit.at, unit.person, unit.at + lasts],
    )
    number = int(found[0]["number"])
    unit.record("invited", {"number": number, "email": email, **standing.told})
    return number, secret


def find_invitation(unit: UnitOfWork, secret: str) -> Invitation:
    """The open invitation that a secret is of, in the unit's organisation; in ``public`` in any.

    Raises:
        InvitationRefused: It is unknown, was used or withdrawn, or is over; which of them is not told.
    """
    found = unit.rows(
        f"{_INVITATIONS} where hash = %s and used_at is null and expires_at > %s", [secret_hash(secret), unit.at]
    )
    if not found:
        raise _refused()
    return _invitation(found[0])


def use_invitation(unit: UnitOfWork, secret: str, person: PersonId) -> Invitation:
    """Uses an invitation of the unit's organisation up, which makes a person a member, with a record.

    Raises:
        InvitationRefused: It is unknown, was used or withdrawn, or is over.
        RowNotFound: There is no such account.
    """
    found = unit.rows(
        "update invitations set used_at = %s, used_by = %s where organisation = %s and hash = %s "
        "and used_at is null and expires_at > %s returning number",
        [unit.at, person, unit.organisation, secret_hash(secret), unit.at],
    )
    if not found:
        raise _refused()
    used = _invitation(unit.rows(f"{_INVITATIONS} where number = %s", [found[0]["number"]])[0])
    put_membership(unit, person, used.standing)
    return used


def list_invitations(unit: UnitOfWork) -> tuple[Invitation, ...]:
    """Every invitation into the unit's organisation, the newest first."""
    rows = unit.rows(f"{_INVITATIONS} where organisation = %s order by number desc", [unit.organisation])
    return tuple(map(_invitation, rows))


def is_invited(unit: UnitOfWork, email: str) -> bool:
    """Whether an invitation to an e-mail address is open: into the unit's organisation, in ``public`` into any."""
    open_ones = "select 1 from invitations where lower(email) = lower(%s) and used_at is null and expires_at > %s"
    return bool(unit.rows(open_ones, [email, unit.at]))


def withdraw_invitation(unit: UnitOfWork, number: int) -> None:
    """Takes an open invitation of the unit's organisation back, with a record.

    Raises:
        RowNotFound: There is no such open invitation.
    """
    found = unit.rows(
        "update invitations set used_at = %s where organisation = %s and number = %s and used_at is null "
        "returning email",
        [unit.at, unit.organisation, number],
    )
    if not found:
        raise RowNotFound(f"no invitation {number} is open", fix="see the list of invitations")
    unit.record("invitation_withdrawn", {"number": number, "email": found[0]["email"]})


def _columns(standing: Standing) -> tuple[object, ...]:
    told = standing.told
    return told["role"], Jsonb(told["row_rules"]), told["measures"]


def _invitation(row: Mapping[str, Any]) -> Invitation:
    used = row["used_at"] and row["used_at"].astimezone(UTC)
    times = (row["made_at"].astimezone(UTC), row["expires_at"].astimezone(UTC), used)
    own = (row["number"], row["organisation"], row["email"], Standing.of(row), row["made_by"])
    return Invitation(*own, *times, row["used_by"])


def _refused() -> InvitationRefused:
    return InvitationRefused("this invitation is not valid, or no longer", fix="ask for a new one")
