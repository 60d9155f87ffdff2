"""Requests that name themselves, so that one sent twice is done once, whatever was cut short between.

``claim_key`` takes the key, ``claimed`` names the claim to whatever runs in its block, and every transaction that
commits there marks the key as done in that very transaction (see ``Database``). A claim that was taken over meanwhile
cannot commit any more. What one transaction does is therefore done once; of several, at most those of one claim.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from petroverse.core.errors import Conflict
from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork

__all__ = [
    "Claim",
    "ClaimLost",
    "KeptRequest",
    "claim_key",
    "claimed",
    "drop_claim",
    "keep_answer",
    "mark_done",
    "settle_claim",
]

_KEPT: Final = timedelta(hours=24)
_LEASE: Final = timedelta(minutes=10)
"""A request that is silent for longer is taken for dead; should it live, its transaction no longer commits."""

_running: ContextVar[Claim | None] = ContextVar("running_claim", default=None)
"""Belongs to the request, as its transactions do whichever workflow opens them; nobody else reads it."""

_TAKE: Final = """
    insert into idempotent_requests as held
        (organisation, person, route, key, request_hash, claim, state, claimed_at)
    values (%s, %s, %s, %s, %s, %s, 'running', %s)
    on conflict (organisation, person, route, key) do update
        set claim = excluded.claim, claimed_at = excluded.claimed_at
        where held.state = 'running' and held.claimed_at < %s and held.request_hash = excluded.request_hash
    returning claim"""
_PLACE: Final = "organisation = %s and person = %s and route = %s and key = %s"


class ClaimLost(Conflict):
    """The request was given up for dead, and sent again; this one of the two does nothing."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One request under one key.

    Attributes:
        organisation: Whose it is.
        person: Who sent it.
        route: What it was sent to.
        key: How it calls itself.
        number: Tells the claim from others of the same key.
    """

    organisation: OrganisationId
    person: str
    route: str
    key: str
    number: str

    @property
    def place(self) -> list[str]:
        """Where its row is."""
        return [self.organisation, self.person, self.route, self.key]


@dataclass(frozen=True, slots=True)
class KeptRequest:
    """A request that came before under the same key.

    Attributes:
        request_hash: What it asked.
        state: Whether it runs, did something, or was answered.
        status: The status of its answer.
        media_type: What its answer is.
        body: Its answer; empty where none is kept.
    """

    request_hash: bytes
    state: Literal["running", "done", "answered"]
    status: int = 0
    media_type: str = ""
    body: bytes = b""


def claim_key(unit: UnitOfWork, route: str, key: str, request_hash: bytes) -> Claim | KeptRequest:
    """Takes a key for a request of the unit's person, or gives the request that has it; old ones are cleared away."""
    unit.rows("delete from idempotent_requests where claimed_at < %s", [unit.at - _KEPT])
    claim = Claim(unit.organisation, str(unit.person), route, key, str(uuid.uuid4()))
    taken = unit.rows(_TAKE, [*claim.place, request_hash, claim.number, unit.at, unit.at - _LEASE])
    if taken:
        return claim
    found = unit.rows(
        f"select request_hash, state, status, media_type, body from idempotent_requests where {_PLACE}", claim.place
    )[0]
    told = (found["status"] or 0, found["media_type"] or "", bytes(found["body"] or b""))
    return KeptRequest(bytes(found["request_hash"]), found["state"], *told)


@contextmanager
def claimed(claim: Claim) -> Iterator[None]:
    """Every transaction that commits while the block runs, here or in a thread that it starts, marks the claim."""
    before = _running.set(claim)
    try:
        yield
    finally:
        _running.reset(before)


def settle_claim(unit: UnitOfWork) -> None:
    """Marks the running claim as done in a transaction that is about to commit; nothing where none runs.

    Raises:
        ClaimLost: The claim was taken over; the transaction must not commit.
    """
    claim = _running.get()
    if claim is None:
        return
    unit.rows("select set_config('app.organisation', %s, true)", [claim.organisation])
    marked = unit.rows(
        f"update idempotent_requests set state = case state when 'running' then 'done' else state end where {_PLACE} "
        "and claim = %s returning claim",
        [*claim.place, claim.number],
    )
    if not marked:
        raise ClaimLost("this request was sent again and is done there", where=claim.key, fix="wait for that answer")


def mark_done(unit: UnitOfWork, claim: Claim) -> None:
    """Remembers that a request was done, without its answer."""
    unit.rows(
        f"update idempotent_requests set state = 'done' where {_PLACE} and claim = %s", [*claim.place, claim.number]
    )


def keep_answer(unit: UnitOfWork, claim: Claim, status: int, media_type: str, body: bytes) -> None:
    """Keeps the answer of a request, for 24 hours."""
    unit.rows(
        "update idempotent_requests set state = 'answered', status = %s, media_type = %s, body = %s "
        f"where {_PLACE} and claim = %s",
        [status, media_type, body, *claim.place, claim.number],
    )


def drop_claim(unit: UnitOfWork, claim: Claim) -> bool:
    """Gives the key of a request that did nothing free; gives whether it did nothing."""
    gone = unit.rows(
        f"delete from idempotent_requests where {_PLACE} and claim = %s and state = 'running' returning key",
        [*claim.place, claim.number],
    )
    return bool(gone)
