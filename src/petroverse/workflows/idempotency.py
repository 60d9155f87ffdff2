"""Idempotency: a changing request that names itself is done once, and its answer is given again."""

from __future__ import annotations

from typing import Final

from petroverse import database
from petroverse.core.errors import Conflict, InputRefused
from petroverse.core.grants import PersonId
from petroverse.database import Claim, ClaimLost, KeptRequest, claimed
from petroverse.workflows.stores import Reader, Stores, acting_organisation

__all__ = [
    "Claim",
    "ClaimLost",
    "KeptRequest",
    "KeyOfAnotherRequest",
    "RequestDone",
    "RequestRunning",
    "claim_request",
    "claimed",
    "end_request",
]

_REFUSED: Final = 400
_BROKEN: Final = 500


class KeyOfAnotherRequest(InputRefused):
    """The key names another request."""


class RequestRunning(Conflict):
    """The same request is being done at this moment."""


class RequestDone(Conflict):
    """The same request was done before, and its answer is not kept."""


def claim_request(stores: Stores, reader: Reader, route: str, key: str, request_hash: bytes) -> Claim | KeptRequest:
    """Takes a key for a request, or gives the answer that it had before.

    Args:
        stores: Where.
        reader: Who sends it.
        route: What it is sent to.
        key: How it calls itself.
        request_hash: What it asks.

    Raises:
        KeyOfAnotherRequest: The key was used for something else.
        RequestRunning: It is being done.
        RequestDone: It was done; its answer held a secret, or was lost with the process that did it.
    """
    organisation = acting_organisation(stores, reader)
    with stores.database.unit_of_work(organisation, reader.person) as uow:
        found = database.claim_key(uow, route, key, request_hash)
    if isinstance(found, Claim):
        return found
    where = "Idempotency-Key"
    if found.request_hash != request_hash:
        raise KeyOfAnotherRequest("this key was used for another request", where=where, fix="give each its own key")
    if found.state == "running":
        raise RequestRunning("this request is being done", where=where, fix="send it again in a moment")
    if found.state == "done":
        what = "this request was done before; its answer was shown once, or was lost when the platform stopped"
        raise RequestDone(what, where=where, fix="look whether it is there; send it with a new key to do it once more")
    return found


def end_request(stores: Stores, claim: Claim, status: int, media_type: str, body: bytes | None) -> None:
    """Keeps the answer of a request; one that failed and changed nothing gives its key free.

    Args:
        stores: Where.
        claim: The request.
        status: The status of its answer; from 500 on, nobody knows what came of it.
        media_type: What the answer is.
        body: The answer; None where it must not be kept.
    """
    with stores.database.unit_of_work(claim.organisation, PersonId(claim.person)) as uow:
        if status >= _REFUSED and database.drop_claim(uow, claim):
            return
        if body is None:
            database.mark_done(uow, claim)
        elif status < _BROKEN:
            database.keep_answer(uow, claim, status, media_type, body)
