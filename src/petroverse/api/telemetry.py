"""What is told of every request: its id, its route, who asked, how it ended and how long it took; never a secret."""

from __future__ import annotations

import contextlib
import re
import secrets
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final, Protocol

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Exchange", "RequestSpan", "RequestSpans", "Telemetry", "no_request_spans"]

_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request that was answered.

    Attributes:
        request_id: Comes back in ``X-Request-Id``.
        method: Of HTTP, or ``OTHER``.
        route: Its template such as ``/api/imports/{import_id}``; ``(none)`` where the gate let it no further.
        status: Of HTTP; 499 where whoever asked left before the answer.
        seconds: From its first byte to the answer's last.
        person: Who asked; empty where nobody is known.
        organisation: Whose facts; empty for the default.
        trace_id: Of the trace that it belongs to; empty where nobody traces.
    """

    request_id: str
    method: str
    route: str
    status: int
    seconds: float
    person: str
    organisation: str
    trace_id: str = ""


class RequestSpan(Protocol):
    """The span of one request."""

    trace_id: str

    def finish(self, exchange: Exchange) -> None:
        """Tells the span how the request ended."""
        ...


RequestSpans = Callable[[str, Headers], AbstractContextManager["RequestSpan | None"]]
"""Opens the span of a request, by its method and headers; what runs inside becomes its children."""


def no_request_spans(method: str, headers: Headers) -> AbstractContextManager[RequestSpan | None]:  # noqa: ARG001 - as RequestSpans
    """Traces nothing."""
    return contextlib.nullcontext()


class Telemetry:
    """Gives every request an id and tells when it was answered.

    Args:
        app: What answers.
        ended: Is told of each answered request.
        spans: Opens a span for each request.
    """

    def __init__(
        self, app: ASGIApp, *, ended: Callable[[Exchange], None], spans: RequestSpans = no_request_spans
    ) -> None:
        self._app = app
        self._ended = ended
        self._spans = spans

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        answer = _Answer(send, _request_id(headers))
        begun = time.perf_counter()
        with self._spans(method, headers) as span:
            try:
                await self._app(scope, receive, answer.send)
            except Exception:
                answer.status = 500  # which the server sends now, unless an answer had begun
                raise
            finally:
                exchange = _exchange(scope, method, answer, time.perf_counter() - begun, span)
                if span:
                    span.finish(exchange)
                self._ended(exchange)


class _Answer:
    """Passes an answer on with the request's id and remembers its status."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self.request_id = request_id
        self.status = 499

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)["X-Request-Id"] = self.request_id
        await self._send(message)


def _request_id(headers: Headers) -> str:
    given = headers.get("x-request-id", "")
    return given if _ID.fullmatch(given) else secrets.token_hex(16)


def _exchange(scope: Scope, method: str, answer: _Answer, seconds: float, span: RequestSpan | None) -> Exchange:
    reader = scope.get("state", {}).get("reader")
    return Exchange(
        answer.request_id,
        method,
        getattr(scope.get("route"), "path", "") or "(none)",
        answer.status,
        seconds,
        str(getattr(reader, "person", "")),
        str(getattr(reader, "organisation", "")),
        span.trace_id if span else "",
    )
