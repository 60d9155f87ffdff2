"""The one table from a named fault to an HTTP status, and the problem document (RFC 9457) that a client gets."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from petroverse.core.errors import (
    Conflict,
    Door,
    InputRefused,
    IntegrityFailed,
    NotAllowed,
    NotFound,
    PetroVerseError,
    Unavailable,
)

__all__ = [
    "BodyTooLarge",
    "HostNotKnown",
    "MetricsNotAllowed",
    "NotAcceptable",
    "OriginNotAllowed",
    "ProxyNeeded",
    "RequestNotUnderstood",
    "SessionNeeded",
    "SignInNeeded",
    "TooManyRequests",
    "install_errors",
    "problem",
    "status_of",
    "unexpected_fault",
]


class SignInNeeded(NotAllowed):
    """The request carries neither a session nor a key."""


class SessionNeeded(NotAllowed):
    """A program's token asks for what takes a person who signed in."""


class HostNotKnown(NotAllowed):
    """The request names a host that this platform does not answer for."""


class OriginNotAllowed(NotAllowed):
    """A changing request comes from a page of another origin."""


class MetricsNotAllowed(NotAllowed):
    """Somebody from elsewhere asks for the metrics without the token."""


class ProxyNeeded(NotAllowed):
    """The request comes past the proxy that stands in front."""


class BodyTooLarge(InputRefused):
    """The request carries more bytes than are accepted."""


class NotAcceptable(InputRefused):
    """The client accepts no format that there is."""


class RequestNotUnderstood(InputRefused):
    """The request's body or parameters cannot be read."""


class TooManyRequests(NotAllowed):
    """Somebody asks more, or fails more often, than may be.

    Args:
        what: As every fault.
        where: As every fault.
        fix: As every fault.
        retry_after_s: In how many seconds it is worth asking again.
    """

    def __init__(self, what: str, *, where: str = "", fix: str = "", retry_after_s: int = 60) -> None:
        super().__init__(what, where=where, fix=fix)
        self.retry_after_s = retry_after_s


_STATUS: Final[Mapping[type[PetroVerseError], int]] = {
    SignInNeeded: 401,
    TooManyRequests: 429,
    HostNotKnown: 421,
    BodyTooLarge: 413,
    RequestNotUnderstood: 400,
    NotAcceptable: 406,
    InputRefused: 422,
    NotFound: 404,
    NotAllowed: 403,
    Conflict: 409,
    Unavailable: 503,
    IntegrityFailed: 500,
    PetroVerseError: 500,
}


_ECHOED: Final = 80


def status_of(fault: PetroVerseError) -> int:
    """The HTTP status of a fault: that of its nearest ancestor in the table.

    Example:
        >>> status_of(NotFound("no such import"))
        404
    """
    return next(_STATUS[kind] for kind in type(fault).__mro__ if kind in _STATUS)


def problem(fault: PetroVerseError, *, status: int | None = None, door: Door = "words") -> Response:
    """The problem document of a fault: what was wrong, where, and what to do, as the asker's door writes it."""
    number = status or status_of(fault)
    body = {
        "type": f"urn:petroverse:{type(fault).__name__}",
        "title": HTTPStatus(number).phrase,
        "status": number,
        "detail": fault.told_for(door),
        "what": fault.what,
        "where": fault.where,
        "fix": fault.fix_for(door),
    }
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    headers = {"Retry-After": str(fault.retry_after_s)} if isinstance(fault, TooManyRequests) else None
    return Response(text, number, headers, media_type="application/problem+json")


def unexpected_fault(fault: Exception) -> PetroVerseError:
    """What a client is told of a fault that nobody foresaw; the log alone is told the rest."""
    logging.getLogger("petroverse.api").error("unexpected fault", exc_info=fault)
    return PetroVerseError("something unexpected went wrong here", fix="try again; the platform's log says more")


def _misread(detail: Mapping[str, Any]) -> str:
    """Which field, what it was, and what is wanted; of a body, which may hold a secret, no value is repeated."""
    place, given = [*detail["loc"]], detail.get("input")
    is_told = place[:1] in (["query"], ["path"]) and isinstance(given, str | int | float)
    value = f" {str(given)[:_ECHOED]!r}" if is_told else ""
    return f"{place[-1] if place else 'request'}{value}: {detail['msg']}"


def install_errors(app: FastAPI) -> None:
    """Makes every fault of an application a problem document."""

    async def named(request: Request, fault: Exception) -> Response:
        told = fault if isinstance(fault, PetroVerseError) else unexpected_fault(fault)
        return problem(told, door="link" if request.method == "GET" else "words")

    async def malformed(_: Request, fault: Exception) -> Response:
        details: list[Any] = list(fault.errors()) if isinstance(fault, RequestValidationError) else []
        first = details[0] if details else {"loc": (), "msg": "not readable"}
        where = ".".join(str(each) for each in first["loc"])
        return problem(RequestNotUnderstood(_misread(first), where=where, fix="see /api/openapi.json"))

    async def plain(_: Request, fault: Exception) -> Response:
        status = fault.status_code if isinstance(fault, HTTPException) else 500
        kind = NotFound if status == 404 else RequestNotUnderstood
        detail = fault.detail if isinstance(fault, HTTPException) else ""
        return problem(kind(detail or HTTPStatus(status).phrase, fix="see /api/openapi.json"), status=status)

    async def unexpected(_: Request, fault: Exception) -> Response:
        return problem(unexpected_fault(fault))

    app.add_exception_handler(PetroVerseError, named)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(Exception, unexpected)
