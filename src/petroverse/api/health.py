"""What supervisors, balancers and collectors ask: /healthz, /readyz and /metrics, without a session."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from petroverse.api.errors import MetricsNotAllowed, problem
from petroverse.api.gate import with_headers

__all__ = ["Operations"]

_MARKS_OF_A_PROXY: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_METRICS_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


class Operations:
    """Answers operators' questions before the gate, which asks for a host name and a session that they do not have.

    ``/healthz`` and ``/readyz`` say nothing that helps a stranger. ``/metrics`` wants the bearer token; where no
    token is set, only a program of this machine that asks without a proxy in between is answered.

    Args:
        app: What answers everything else.
        readiness: Whether the platform can serve, and each part's ``status`` and ``reason``; never raises.
        metrics: Gives the page of metrics.
        token: May read the metrics; empty: there is none.
        is_fronted: Whether a proxy stands in front, so that an address of this machine proves nothing.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        readiness: Callable[[], tuple[bool, Mapping[str, Any]]],
        metrics: Callable[[], bytes],
        token: str = "",
        is_fronted: bool = False,
    ) -> None:
        self._app = app
        self._readiness = readiness
        self._metrics = metrics
        self._token = token.encode()
        self._is_fronted = is_fronted
        self._pages = {"/healthz": self._health, "/readyz": self._ready, "/metrics": self._numbers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        page = self._pages.get(scope["path"]) if scope["type"] == "http" else None
        if page is None or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        scope["route"] = SimpleNamespace(path=scope["path"])  # what the log and the numbers call it
        answer = await run_in_threadpool(page, scope)
        await answer(scope, receive, with_headers(send, is_private=True))

    def _health(self, _: Scope) -> Response:
        return JSONResponse({"status": "ok"})

    def _ready(self, _: Scope) -> Response:
        is_ready, parts = self._readiness()
        status = "ready" if is_ready else "not ready"
        return JSONResponse({"status": status, "parts": parts}, 200 if is_ready else 503)

    def _numbers(self, scope: Scope) -> Response:
        headers = Headers(scope=scope)
        if self._has_token(headers) or self._is_local(scope, headers):
            return Response(self._metrics(), media_type=_METRICS_TYPE)
        return problem(
            MetricsNotAllowed(
                "metrics are for this machine, or for whoever has the token",
                fix="set metrics_token and send it as a bearer token",
            )
        )

    def _has_token(self, headers: Headers) -> bool:
        kind, _, token = headers.get("authorization", "").partition(" ")
        is_same = hmac.compare_digest(token.encode("utf-8", "replace"), self._token)
        return bool(self._token) and kind.lower() == "bearer" and is_same

    def _is_local(self, scope: Scope, headers: Headers) -> bool:
        if self._token or self._is_fronted or any(each in headers for each in _MARKS_OF_A_PROXY):
            return False
        peer = (scope.get("client") or ("",))[0]
        return _is_loopback(peer) and _is_loopback(urlsplit(f"//{headers.get('host', '')}").hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
