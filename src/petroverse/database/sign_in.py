"""People, single-use sign-in links and sessions. Secrets are random, shown once, and kept as hashes alone."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from petroverse.core.errors import NotAllowed
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.roles import UnitOfWork

__all__ = [
    "Session",
    "SignInRefused",
    "add_person",
    "end_session",
    "find_session",
    "forget_expired_sign_ins",
    "make_sign_in_link",
    "sign_in",
]


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
        [_hash(secret), person, organisation, unit.at, unit.at + lasts],
    )
    return secret


def sign_in(unit: UnitOfWork, secret: str, *, lasts: timedelta = timedelta(days=30)) -> str:
    """Uses up a link and gives the secret of a new session; the unit works in ``public``.

    Raises:
        SignInRefused: The link is unknown, was used before, or is over; which of them is not told.
    """
    found = unit.rows(
        "update sign_in_links set used_at = %s where hash = %s and used_at is null and expires_at > %s "
        "returning person, acts_in",
        [unit.at, _hash(secret), unit.at],
    )
    if not found:
        raise SignInRefused("this sign-in link is not valid, or no longer", fix="ask for a new one: petroverse up")
    session = secrets.token_urlsafe(32)
    unit.rows(
        "insert into sessions (hash, person, acts_in, made_at, expires_at) values (%s, %s, %s, %s, %s)",
        [_hash(session), found[0]["person"], found[0]["acts_in"], unit.at, unit.at + lasts],
    )
    return session


def find_session(unit: UnitOfWork, secret: str) -> Session:
    """Who is signed in with a session's secret; the unit works in ``public``.

    Raises:
        SignInRefused: The session is unknown, ended, or over.
    """
    found = unit.rows(
        "select person, acts_in, expires_at from sessions where hash = %s and expires_at > %s",
        [_hash(secret), unit.at],
    )
    if not found:
        raise SignInRefused("you are not signed in, or no longer", fix="open a new sign-in link: petroverse up")
    row = found[0]
    return Session(row["person"], row["acts_in"], row["expires_at"].astimezone(UTC))


def end_session(unit: UnitOfWork, secret: str) -> None:
    """Signs a session out; the unit works in ``public``. An unknown one is out already."""
    unit.rows("delete from sessions where hash = %s", [_hash(secret)])


def forget_expired_sign_ins(unit: UnitOfWork) -> None:
    """Removes links and sessions that are over; the unit works in ``public``."""
    unit.rows("delete from sign_in_links where expires_at <= %s", [unit.at])
    unit.rows("delete from sessions where expires_at <= %s", [unit.at])


def _hash(secret: str) -> bytes:
    """SHA-256 is enough: the secret has 256 random bits, so nobody can guess it back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
