"""A person's own sessions: where somebody is signed in, since when, and how to end one. Worked on in ``public``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from petroverse.core.grants import PersonId
from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound
from petroverse.database.secret_hashes import secret_hash

__all__ = ["SESSION_IDLE", "OwnSession", "end_own_session", "list_sessions", "note_session_use"]

SESSION_IDLE: Final = timedelta(days=7)
"""A session that nobody used for so long is over."""

_COARSE: Final = timedelta(minutes=5)
"""When a session was last used is written down at most this often."""


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One session, as its owner sees it.

    Attributes:
        number: Its number, to end it by.
        made_in: The browser that it was made in, as that named itself.
        made_at: When, UTC.
        last_used_at: When it was last used, UTC, to a few minutes.
        expires_at: Until when it may last, UTC.
        is_current: Whether it is the one that asks.
    """

    number: int
    made_in: str
    made_at: datetime
    last_used_at: datetime
    expires_at: datetime
    is_current: bool


def list_sessions(unit: UnitOfWork, person: PersonId, secret: str) -> tuple[OwnSession, ...]:
    """A person's sessions in force, the one used last first.

    Args:
        unit: The transaction.
        person: Whose.
        secret: Of the session that asks.
    """
    rows = unit.rows(
        "select number, made_in, made_at, coalesce(last_used_at, made_at) as last_used_at, expires_at, "
        "hash = %s as is_current from sessions where person = %s and expires_at > %s "
        "and coalesce(last_used_at, made_at) > %s order by last_used_at desc, number desc",
        [secret_hash(secret), person, unit.at, unit.at - SESSION_IDLE],
    )
    times = ("made_at", "last_used_at", "expires_at")
    return tuple(OwnSession(**{**row, **{name: row[name].astimezone(UTC) for name in times}}) for row in rows)


def end_own_session(unit: UnitOfWork, person: PersonId, number: int) -> None:
    """Ends one of a person's sessions.

    Raises:
        RowNotFound: The person has no such session.
    """
    if not unit.rows("delete from sessions where person = %s and number = %s returning number", [person, number]):
        raise RowNotFound(f"you have no session {number}", fix="it may be over already")


def note_session_use(unit: UnitOfWork, secret: str) -> None:
    """Writes down that a session is used now, to a few minutes. Nobody waits for the disk."""
    unit.rows("set local synchronous_commit to off")
    unit.rows(
        "update sessions set last_used_at = %s where hash = %s and coalesce(last_used_at, made_at) < %s",
        [unit.at, secret_hash(secret), unit.at - _COARSE],
    )
