"""Who really asks where a proxy stands in front; its word counts, nobody else's."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from petroverse.api.errors import ProxyNeeded, problem

__all__ = ["Forwarded", "Network", "networks_of"]

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_PROBES: Final = ("/healthz", "/readyz")


def networks_of(text: str) -> tuple[Network, ...]:
    """Addresses and networks separated by commas.

    Raises:
        ValueError: One is neither.

    Example:
        >>> networks_of("10.0.0.1, 192.168.0.0/16")
        (IPv4Network('10.0.0.1/32'), IPv4Network('192.168.0.0/16'))
    """
    return tuple(ipaddress.ip_network(each.strip()) for each in text.split(",") if each.strip())


class Forwarded:
    """Reads ``X-Forwarded-For``, ``-Proto`` and ``-Host`` from trusted proxies and takes them from everybody else.

    Args:
        app: What answers.
        proxies: Whom to believe.
        is_exclusive: Whether only the proxies and this machine may ask: what listens to other machines without TLS.
    """

    def __init__(self, app: ASGIApp, *, proxies: Sequence[Network], is_exclusive: bool) -> None:
        self._app = app
        self._proxies = proxies
        self._is_exclusive = is_exclusive

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        peer = (scope.get("client") or ("",))[0]
        if _is_in(peer, self._proxies):
            _believe(scope, self._proxies)
        elif self._is_exclusive and not _is_loopback(peer) and scope["path"] not in _PROBES:
            refusal = ProxyNeeded("this address answers the proxy in front of it alone", fix="use the public address")
            await problem(refusal)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _believe(scope: Scope, proxies: Iterable[Network]) -> None:
    headers = Headers(scope=scope)
    path = [each.strip() for each in ",".join(headers.getlist("x-forwarded-for")).split(",") if each.strip()]
    asker = next((each for each in reversed(path) if not _is_in(each, proxies)), "")
    if asker:
        scope["client"] = (asker, 0)
    if headers.get("x-forwarded-proto") in {"http", "https"}:
        scope["scheme"] = headers["x-forwarded-proto"]
    host = headers.get("x-forwarded-host", "").rpartition(",")[2].strip()
    if host:
        MutableHeaders(scope=scope)["host"] = host


def _is_in(host: str, networks: Iterable[Network]) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return any(address in each for each in networks)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
