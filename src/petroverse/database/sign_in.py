"""Sign-in links and sessions, and whom a session or token stands for. Secrets are random and kept as hashes alone."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from petroverse.core.errors import NotAllowed
from petroverse.core.grants import PUBLIC, OrganisationId, PersonId
from petroverse.core.rights import Right, Role
from petroverse.core.roles import UnitOfWork
from petroverse.database.memberships import Standing
from petroverse.database.secret_hashes import secret_hash
from petroverse.database.sessions import SESSION_IDLE
from petroverse.database.tokens import token_parts

__all__ = [
    "Asker",
    "Session",
    "SignInRefused",
    "add_person",
    "asker_of_person",
    "asker_of_session",
    "asker_of_token",
    "end_session",
    "end_sessions_of",
    "find_session",
    "forget_expired_sign_ins",
    "make_sign_in_link",
    "record_refused_sign_in",
    "shared_with",
    "sign_in",
    "start_session",
    "switch_session",
]

_MOST_REFUSALS: Final = 60
"""Refused sign-ins that are recorded in an hour; whoever knocks more often does not fill the records."""

_SHARED: Final = """
    coalesce((select jsonb_object_agg(s.organisation, s.datasets) from shares s
              where s.reader = {organisation} and s.ended_at is null), '{{}}') as shared"""

_ASKER: Final = f"""
    select known.person, known.acts_in, known.scopes, known.token, known.expires_at, a.name,
           a.id is not null as has_account,
           coalesce(a.is_platform_admin, false) as is_platform_admin,
           m.organisation, m.role, m.row_rules, m.measures,
           coalesce((select jsonb_object_agg(of.organisation, of.role) from memberships of
                     where of.person = known.person), '{{}}') as memberships,
           {_SHARED.format(organisation="coalesce(m.organisation, known.acts_in)")}
    from known left join accounts a on a.id = known.person
    left join lateral (select * from memberships of where of.person = known.person
                       and (known.scopes is null or of.organisation = known.acts_in)
                       and not (coalesce(a.is_platform_admin, false) and known.acts_in = 'public')
                       order by of.organisation <> known.acts_in, of.organisation limit 1) m on true
    where a.disabled_at is null"""
_OF_SESSION: Final = f"""
    with known as (select person, acts_in, null::text[] as scopes, '' as token, expires_at from sessions
                   where hash = %s and expires_at > %s and coalesce(last_used_at, made_at) > %s) {_ASKER}"""
_OF_PERSON: Final = f"""
    with known as (select %s::text as person, %s::text as acts_in, '{{}}'::text[] as scopes, '' as token,
                          %s::timestamptz as expires_at) {_ASKER}"""
_OF_TOKEN: Final = f"""
    with known as (select person, organisation as acts_in, scopes, id as token, expires_at from tokens
                   where id = %s and hash = %s and expires_at > %s and revoked_at is null) {_ASKER}"""


class SignInRefused(NotAllowed):
    """A sign-in link or session is unknown, was used, or is over."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in.

    Attributes:
        person: Who.
        organisation: In which organisation the person acts.
        expires_at: Until when, UTC.
    """

    person: PersonId
    organisation: OrganisationId
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Asker:
    """Whom a session or a token stands for, and where.

    Attributes:
        person: Who.
        name: What others read; empty for whoever has no account.
        organisation: Where the person acts: as the session or token says, as long as it is a member there; an admin of
            the platform who is a member nowhere acts in ``public``; empty where somebody is nothing anywhere.
        standing: What the person is there; None for whoever is no member.
        memberships: Every organisation that the person is a member of, with the role there.
        shared: Organisations that share facts with that one, with the datasets; None where it is all of them.
        is_platform_admin: Whether the person may do what concerns the whole platform.
        scopes: The only rights that a token may use; None for a session.
        token: The token's id; empty for a session.
        expires_at: Until when the session or token holds, UTC.
        has_account: Whether the person has an account; the owner of the home needs none.
    """

    person: PersonId
    name: str
    organisation: OrganisationId
    standing: Standing | None
    memberships: Mapping[OrganisationId, Role]
    shared: Mapping[OrganisationId, frozenset[str] | None] = field(default_factory=dict)
    is_platform_admin: bool = False
    scopes: frozenset[Right] | None = None
    token: str = ""
    expires_at: datetime | None = None
    has_account: bool = True


def add_person(unit: UnitOfWork, person: PersonId, name: str) -> None:
    """Adds a person to the unit's organisation, or gives one that is there another name."""
    unit.rows(
        "insert into people (organisation, id, name) values (%s, %s, %s) "
        "on conflict (organisation, id) do update set name = excluded.name",
        [unit.organisation, person, name],
    )


def make_sign_in_link(
    unit: UnitOfWork, person: PersonId, organisation: OrganisationId, *, lasts: timedelta = timedelta(minutes=15)
) -> str:
    """Gives the secret of a link that signs a person in once; the unit works in ``public``.

    Raises:
        RowNotFound: There is no such organisation.
    """
    secret = secrets.token_urlsafe(32)
    unit.rows(
        "insert into sign_in_links (hash, person, acts_in, made_at, expires_at) values (%s, %s, %s, %s, %s)",
        [secret_hash(secret), person, organisation, unit.at, unit.at + lasts],
    )
    return secret


def sign_in(unit: UnitOfWork, secret: str, *, made_in: str = "", lasts: timedelta = timedelta(days=30)) -> str:
    """Uses up a link and gives the secret of a new session; the unit works in ``public``.

    Raises:
        SignInRefused: The link is unknown, was used before, or is over; which of them is not told.
    """
    found = unit.rows(
        "update sign_in_links set used_at = %s where hash = %s and used_at is null and expires_at > %s "
        "returning person, acts_in",
        [unit.at, secret_hash(secret), unit.at],
    )
    if not found:
        fix = "ask for a new one where this one came from"
        raise SignInRefused("this sign-in link is not valid, or no longer", fix=fix)
    return start_session(unit, found[0]["person"], found[0]["acts_in"], made_in=made_in, lasts=lasts)


def start_session(
    unit: UnitOfWork,
    person: PersonId,
    organisation: OrganisationId,
    *,
    made_in: str = "",
    lasts: timedelta = timedelta(days=30),
) -> str:
    """Gives the secret of a new session of somebody who proved who it is; the unit works in ``public``.

    Args:
        unit: The transaction.
        person: Who.
        organisation: Where the person acts.
        made_in: The browser, as it names itself.
        lasts: The longest that the session may last.

    Raises:
        RowNotFound: There is no such organisation.
    """
    session = secrets.token_urlsafe(32)
    unit.rows(
        "insert into sessions (hash, person, acts_in, made_in, made_at, expires_at) values (%s, %s, %s, %s, %s, %s)",
        [secret_hash(session), person, organisation, made_in[:300], unit.at, unit.at + lasts],
    )
    return session


def switch_session(unit: UnitOfWork, secret: str, organisation: OrganisationId) -> None:
    """Lets a session act in another organisation from now on; the unit works in ``public``.

    Whether the person may is for the caller to find out; ``asker_of_session`` gives no organisation that it is no
    member of.

    Raises:
        SignInRefused: The session is unknown or over.
        RowNotFound: There is no such organisation.
    """
    found = unit.rows(
        "update sessions set acts_in = %s where hash = %s and expires_at > %s returning person",
        [organisation, secret_hash(secret), unit.at],
    )
    if not found:
        raise _not_signed_in()


def asker_of_session(unit: UnitOfWork, secret: str) -> Asker:
    """Whom a session stands for, in one look; the unit works in ``public``.

    Raises:
        SignInRefused: The session is unknown, ended or over, or the account is disabled.
    """
    found = unit.rows(_OF_SESSION, [secret_hash(secret), unit.at, unit.at - SESSION_IDLE])
    if not found:
        raise _not_signed_in()
    return _asker(found[0])


def asker_of_token(unit: UnitOfWork, token: str) -> Asker:
    """Whom a token stands for, in one look; the unit works in ``public``.

    Raises:
        SignInRefused: The token is unknown, revoked or over, or the account is disabled; which is not told.
    """
    parts = token_parts(token)
    found = unit.rows(_OF_TOKEN, [*parts, unit.at]) if parts else []
    if not found:
        raise SignInRefused("this token is not valid, or no longer", fix="make another, or ask an admin for one")
    return _asker(found[0])


def asker_of_person(unit: UnitOfWork, person: PersonId, organisation: OrganisationId) -> Asker:
    """What a person is in one organisation now, for work that was asked for earlier; the unit works in ``public``.

    Raises:
        SignInRefused: The account is disabled.
    """
    found = unit.rows(_OF_PERSON, [person, organisation, unit.at])
    if not found:
        raise SignInRefused(f"the account of {person} is disabled", fix="ask an admin of the platform")
    return replace(_asker(found[0]), scopes=None)


def shared_with(unit: UnitOfWork) -> dict[OrganisationId, frozenset[str] | None]:
    """The organisations that share facts with the unit's, with the datasets; None where it is all of them."""
    found = unit.rows(f"select {_SHARED.format(organisation='%s')}", [unit.organisation])
    return _shared(found[0]["shared"])


def find_session(unit: UnitOfWork, secret: str) -> Session:
    """Who is signed in with a session's secret; the unit works in ``public``.

    Raises:
        SignInRefused: The session is unknown, ended, or over.
    """
    found = unit.rows(
        "select person, acts_in, expires_at from sessions where hash = %s and expires_at > %s",
        [secret_hash(secret), unit.at],
    )
    if not found:
        raise _not_signed_in()
    row = found[0]
    return Session(row["person"], row["acts_in"], row["expires_at"].astimezone(UTC))


def end_session(unit: UnitOfWork, secret: str) -> None:
    """Signs a session out; the unit works in ``public``. An unknown one is out already."""
    unit.rows("delete from sessions where hash = %s", [secret_hash(secret)])


def end_sessions_of(unit: UnitOfWork, person: PersonId) -> None:
    """Signs a person out everywhere; the unit works in ``public``."""
    unit.rows("delete from sessions where person = %s", [person])
    unit.rows("delete from sign_in_links where person = %s", [person])


def record_refused_sign_in(unit: UnitOfWork, who: str, how: str) -> None:
    """Records that somebody was not let in; the unit works in ``public``.

    At most a number an hour are written, so that knocking fills no disk and holds nobody up.

    Args:
        unit: The transaction.
        who: The account's id where it is known, else empty: what was typed may be a secret.
        how: By what: ``password``, ``oidc``, ``link`` or ``token``, and why not, such as ``password: locked``.
    """
    recent = unit.rows(
        "select 1 from records where organisation = 'public' and kind = 'sign_in_refused' and at > %s limit %s",
        [unit.at - timedelta(hours=1), _MOST_REFUSALS],
    )
    if len(recent) < _MOST_REFUSALS:
        unit.record("sign_in_refused", {"person": who, "how": how})


def forget_expired_sign_ins(unit: UnitOfWork) -> None:
    """Removes links and sessions that are over; the unit works in ``public``."""
    unit.rows("delete from sign_in_links where expires_at <= %s", [unit.at])
    unit.rows(
        "delete from sessions where expires_at <= %s or coalesce(last_used_at, made_at) <= %s",
        [unit.at, unit.at - SESSION_IDLE],
    )


def _asker(row: Mapping[str, Any]) -> Asker:
    is_member = row["organisation"] is not None
    is_free = row["is_platform_admin"] and (row["scopes"] is None or row["acts_in"] == PUBLIC)
    elsewhere = row["acts_in"] if not row["has_account"] else PUBLIC if is_free else OrganisationId("")
    return Asker(
        person=row["person"],
        name=row["name"] or "",
        organisation=row["organisation"] or elsewhere,
        standing=Standing.of(row) if is_member else None,
        memberships={organisation: Role(role) for organisation, role in sorted(row["memberships"].items())},
        shared=_shared(row["shared"]) if is_member or not row["has_account"] else {},
        is_platform_admin=row["is_platform_admin"],
        scopes=None if row["scopes"] is None else frozenset(map(Right, row["scopes"])),
        token=row["token"],
        expires_at=row["expires_at"].astimezone(UTC),
        has_account=row["has_account"],
    )


def _shared(raw: Mapping[str, Any]) -> dict[OrganisationId, frozenset[str] | None]:
    return {
        OrganisationId(owner): None if datasets is None else frozenset(datasets)
        for owner, datasets in sorted(raw.items())
    }


def _not_signed_in() -> SignInRefused:
    return SignInRefused("you are not signed in, or no longer", fix="sign in again")
