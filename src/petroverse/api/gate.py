"""The gate in front of every route: host, origin, session and size are checked once, headers are set once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from petroverse.api.access import is_open
from petroverse.api.cookies import Cookies
from petroverse.api.errors import BodyTooLarge, HostNotKnown, OriginNotAllowed, SignInNeeded, problem
from petroverse.api.limits import Limits, network_of
from petroverse.api.session import SignIn
from petroverse.core.errors import PetroVerseError
from petroverse.workflows import Reader

__all__ = ["Gate", "with_headers"]

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_UPLOADS: Final = ("/api/imports", "/api/network", "/api/gateways")
_SIGNED: Final = "/api/gateways"
"""Open, for a signature says who asks: no page sends one, and nobody guesses it."""
_QUERY_BYTES: Final = 256 * 1024
_ALWAYS_TLS: Final = "max-age=31536000"
_POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Gate:
    """Lets a request in, or answers it with a problem document.

    Args:
        app: What lies behind the gate.
        sign_in: Checks sessions and keys.
        hosts: Every ``host`` or ``host:port`` that this platform answers for, lower case.
        upload_bytes: Largest body of an upload, and of a network; other bodies may have 256 KiB.
        limits: How much each may ask.
        is_https: Whether people come over TLS: browsers then keep to it, for the page and for its cookies.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        sign_in: SignIn,
        hosts: frozenset[str],
        upload_bytes: int,
        limits: Limits,
        is_https: bool = False,
    ) -> None:
        self._app = app
        self._is_https = is_https
        self._cookies = Cookies(is_https=is_https)
        self._limits = limits
        self._sign_in = sign_in
        self._hosts = hosts
        self._upload_bytes = upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_private = scope["path"].startswith(("/api", "/sign-in"))
        headers = Headers(scope=scope)
        is_shared_name = headers.get("host", "").startswith("localhost")  # with every other local program
        answer = with_headers(send, is_private=is_private, is_https=self._is_https and not is_shared_name)
        limit = self._upload_bytes if scope["path"].startswith(_UPLOADS) else _QUERY_BYTES
        try:
            await self._check(scope, headers, limit)
        except PetroVerseError as fault:
            await problem(fault)(scope, receive, answer)
            return
        body = _Body(receive, answer, limit)
        await self._app(scope, body.receive, body.send)

    async def _check(self, scope: Scope, headers: Headers, limit: int) -> None:
        host = headers.get("host", "").lower()
        if host not in self._hosts:
            raise HostNotKnown(
                f"{host!r} is not an address of this platform", where="Host", fix="use the printed address"
            )
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > limit:
            raise BodyTooLarge(f"the body has {length} bytes", where="Content-Length", fix=f"at most {limit} bytes")
        if not scope["path"].startswith(("/api", "/sign-in")):
            return
        authorization = headers.get("authorization", "")
        is_by_browser = not authorization and scope["method"] not in _SAFE
        network = network_of((scope.get("client") or ("",))[0])
        if is_open(scope["method"], scope["path"]):
            is_signed = scope["path"].startswith(_SIGNED)
            self._limits.let_stranger(network, is_guess=scope["method"] == "POST" and not is_signed)
            if is_by_browser and not is_signed:
                self._check_origin(headers)
            return
        asked = authorization, self._cookies.session(headers)
        reader = self._sign_in.believed(*asked) or await run_in_threadpool(self._sign_in.reader, *asked)
        self._know(reader, network, authorization)
        scope.setdefault("state", {}).update(reader=reader, still=partial(self._sign_in.reader, *asked))
        if is_by_browser:
            self._check_origin(headers)

    def _know(self, reader: Reader | None, network: str, authorization: str) -> None:
        if reader is None:
            self._limits.let_stranger(network)
            raise _unknown(authorization)
        if reader.token or not authorization:  # the home's own key is its owner's, who sets the limits
            self._limits.let_known(reader.token or reader.person)

    def _check_origin(self, headers: Headers) -> None:
        origin = headers.get("origin")
        same = headers.get("sec-fetch-site") == "same-origin" if origin is None else _host_of(origin) in self._hosts
        if not same:
            raise OriginNotAllowed(
                f"a page of {origin or 'another origin'} may not change anything here", where="Origin"
            )


def _unknown(authorization: str) -> SignInNeeded:
    """Why nobody is known; of a token no more than that it opens nothing, whatever became of it."""
    if not authorization:
        fix = "send the header Authorization: Bearer TOKEN; in a browser, open the sign-in link or sign in"
        return SignInNeeded("you are not signed in", fix=fix)
    if not authorization.lower().startswith("bearer "):
        return SignInNeeded(
            "the header has no word Bearer", where="Authorization", fix="write Authorization: Bearer TOKEN"
        )
    fix = "make another, or ask an admin for one"
    return SignInNeeded("this token is unknown, ended or revoked", where="Authorization", fix=fix)


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


class _Body:
    """Counts a request's body as it comes; one that is too long is answered so, whatever the routes make of it."""

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._receive, self._send, self._left = receive, send, limit
        self._is_answered = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left >= 0:
            return message
        if not self._is_answered:
            self._is_answered = True
            await self._refuse()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if not self._is_answered:
            await self._send(message)

    async def _refuse(self) -> None:
        answer = problem(BodyTooLarge("the body is longer than it may be", fix="send less, or raise upload_mb"))
        headers = [(name, value) for name, value in answer.raw_headers]
        await self._send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
        await self._send({"type": "http.response.body", "body": bytes(answer.body)})


def with_headers(send: Send, *, is_private: bool, is_https: bool = False) -> Send:
    """Puts the security headers on what is sent.

    Args:
        send: Where it goes.
        is_private: Whether nobody may keep the answer.
        is_https: Whether browsers are to keep to TLS under the name that they used.
    """

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if is_https:
                headers.setdefault("Strict-Transport-Security", _ALWAYS_TLS)
            if is_private:
                headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return marked
