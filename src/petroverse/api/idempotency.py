"""Changing requests that carry ``Idempotency-Key``: sent again, one gets the answer it had, and nothing is done twice.

What holds: an effect of one transaction happens once, killed at whatever moment. Work of several transactions (loading
the sample) happens at most once for a key; cut short between two of them, it is not begun again under that key. An
answer that shows a secret once is not kept: the same request then learns that it was done.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from typing import IO, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from petroverse.api.access import is_open
from petroverse.api.errors import RequestNotUnderstood, problem
from petroverse.core.errors import PetroVerseError
from petroverse.workflows import Claim, KeptRequest, Reader, Stores, claim_request, claimed, end_request

__all__ = ["KEY_HEADER", "SHOWN_ONCE", "Idempotent", "takes_key"]

KEY_HEADER: Final = "Idempotency-Key"
SHOWN_ONCE: Final = frozenset({"/api/sign-in-links", "/api/tokens", "/api/invitations", "/api/receivers"})
"""Routes whose answers hold a secret that nobody can be shown again."""

_UNCHANGING: Final = frozenset({"/api/query", "/api/graphql", "/api/reports"})
_KEY: Final = re.compile(r"[!-~]{1,200}")
_BOUNDARY: Final = re.compile(r'multipart/form-data;.*boundary="?([^";]+)"?', re.IGNORECASE)
_CHUNK: Final = 1 << 20
_LARGEST: Final = 8 << 20
"""The longest answer that is kept; of a longer one it is kept that it was given."""


def takes_key(method: str, path: str) -> bool:
    """Whether a request may name itself: it changes something, and it is known who sends it."""
    return method == "POST" and path.startswith("/api/") and path not in _UNCHANGING and not is_open(method, path)


class Idempotent:
    """Stands between the gate and the routes.

    Args:
        app: The routes.
        stores: Where keys and answers are kept.
    """

    def __init__(self, app: ASGIApp, stores: Stores) -> None:
        self._app = app
        self._stores = stores

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        key = Headers(scope=scope).get(KEY_HEADER) if scope["type"] == "http" else None
        if key is None or not takes_key(scope["method"], scope["path"]):
            await self._app(scope, receive, send)
            return
        with tempfile.SpooledTemporaryFile(max_size=_CHUNK) as body:
            if not await _spooled(receive, body):
                return
            try:
                found = await run_in_threadpool(self._claim, scope, key, body)
            except PetroVerseError as fault:
                await problem(fault)(scope, receive, send)
                return
            if isinstance(found, KeptRequest):
                answer = Response(found.body, found.status, {"Idempotency-Replayed": "true"}, found.media_type)
                await answer(scope, receive, send)
                return
            await self._done(scope, found, _Replayed(body, receive), send)

    def _claim(self, scope: Scope, key: str, body: IO[bytes]) -> Claim | KeptRequest:
        if not _KEY.fullmatch(key):
            fix = "1 to 200 printable characters without spaces, such as a UUID"
            raise RequestNotUnderstood("the key cannot be read", where=KEY_HEADER, fix=fix)
        reader: Reader = scope["state"]["reader"]
        route = f"{scope['method']} {scope['path']}"
        return claim_request(self._stores, reader, route, key, _fingerprint(scope, body))

    async def _done(self, scope: Scope, claim: Claim, body: _Replayed, send: Send) -> None:
        answer = _Answer(send)
        try:
            with claimed(claim):
                await self._app(scope, body.receive, answer.send)
        finally:
            is_kept = answer.is_whole and scope["path"] not in SHOWN_ONCE
            content = answer.content if is_kept else None
            await run_in_threadpool(end_request, self._stores, claim, answer.status, answer.media_type, content)
        await answer.finish()


class _Replayed:
    """A body that was read before, given again; then whatever the client goes on to say."""

    def __init__(self, body: IO[bytes], receive: Receive) -> None:
        body.seek(0)
        self._body, self._receive, self._is_over = body, receive, False

    async def receive(self) -> Message:
        if self._is_over:
            return await self._receive()
        chunk = self._body.read(_CHUNK)
        self._is_over = len(chunk) < _CHUNK
        return {"type": "http.request", "body": chunk, "more_body": not self._is_over}


class _Answer:
    """An answer on its way out, remembered; its end waits until it is kept."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._parts: list[bytes] = []
        self._size = 0
        self._end: Message | None = None
        self.status = 500
        self.media_type = ""

    @property
    def is_whole(self) -> bool:
        return self._end is not None and self._size <= _LARGEST

    @property
    def content(self) -> bytes:
        return b"".join(self._parts)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.media_type = MutableHeaders(scope=message).get("content-type", "")
        elif message["type"] == "http.response.body":
            self._size += len(message.get("body", b""))
            if self._size <= _LARGEST:
                self._parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                self._end = message
                return
        await self._send(message)

    async def finish(self) -> None:
        if self._end is not None:
            await self._send(self._end)


async def _spooled(receive: Receive, body: IO[bytes]) -> bool:
    """Reads a request's body; gives whether it came whole."""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return False
        body.write(message.get("body", b""))
        if not message.get("more_body", False):
            return True


def _fingerprint(scope: Scope, body: IO[bytes]) -> bytes:
    """What a request asks; the boundary of a form is new each time it is sent, so it does not count."""
    kind = Headers(scope=scope).get("content-type", "")
    found = _BOUNDARY.match(kind)
    boundary = found[1].encode("latin-1", "replace") if found else b""
    told = hashlib.sha256(scope["query_string"] + b"\n" + (b"form" if boundary else kind.encode()) + b"\n")
    body.seek(0)
    waiting = b""
    while chunk := body.read(_CHUNK):
        waiting = (waiting + chunk).replace(boundary, b"") if boundary else chunk
        kept = len(boundary) - 1 if boundary else 0
        told.update(waiting[: len(waiting) - kept])
        waiting = waiting[len(waiting) - kept :]
    told.update(waiting)
    return told.digest()
