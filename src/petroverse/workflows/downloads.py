"""Downloads: one file from an address, within bounds of size and time, and never from where the platform itself sits.

A name is resolved once and the connection goes to the very address that was checked, at each redirect anew; so neither
a name that points inside nor one that changes its mind in between leads to a private address.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

import httpcore
import httpx

from petroverse.core.errors import InputRefused, NotAllowed, Unavailable
from petroverse.database import FetchedUrl

__all__ = ["AddressNotAllowed", "Download", "DownloadLimits", "DownloadRefused", "SourceAway", "download", "is_public"]

_TIMES: Final = {"connect": 10.0, "read": 30.0, "write": 30.0, "pool": 10.0}
_HOPS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_LATER: Final = frozenset({408, 425, 429})
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class AddressNotAllowed(NotAllowed):
    """The address is this machine's or lies in a private network, and the settings do not allow that."""


class DownloadRefused(InputRefused):
    """The server does not give the file, or gives something that is none; the same again ends the same."""


class SourceAway(Unavailable):
    """The server cannot be reached, or puts us off; it may go well later."""


@dataclass(frozen=True, slots=True)
class DownloadLimits:
    """What one download may take.

    Attributes:
        most_bytes: The largest file.
        most_s: The longest that it may take in all, s.
        allow_private: Whether loopback and private addresses may be fetched from.
    """

    most_bytes: int = 128 << 20
    most_s: float = 600.0
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """What an address gave.

    Attributes:
        content: The bytes; None where the server says that they did not change.
        name: What the file is called.
        etag: The server's mark of these bytes; empty for none.
        last_modified: The server's date of these bytes; empty for none.
    """

    content: bytes | None
    name: str
    etag: str = ""
    last_modified: str = ""


def download(
    known: FetchedUrl, limits: DownloadLimits, *, progress: Callable[[int, int, str], None] = lambda *_: None
) -> Download:
    """Fetches one file unless its server says that it did not change.

    Args:
        known: The address, with the marks of what it gave the last time.
        limits: What it may take.
        progress: Called with bytes fetched, bytes in all (0: not known) and the file's name; what it raises stops it.

    Raises:
        AddressNotAllowed: The address, or one that it redirects to, is private.
        DownloadRefused: The server refuses, redirects too often or unsafely, or the file is too large.
        SourceAway: The server cannot be reached, is too slow, or puts us off.
    """
    marks = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    headers = {"Accept-Encoding": "identity", "User-Agent": "petroverse", **{k: v for k, v in marks.items() if v}}
    until = time.monotonic() + limits.most_s
    url = httpx.URL(known.url)
    with _pool(limits) as pool:
        for _ in range(_HOPS + 1):
            with _named_faults(url), _asked(pool, url, headers) as answer:
                if answer.status not in _REDIRECTS:
                    return _taken(answer, url, limits, until, progress)
                url = _next_hop(url, _header(answer, "location"))
    raise DownloadRefused(f"it redirects more than {_HOPS} times", where=known.url, fix="give the file's own address")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network, whatever it is wrapped in.

    Example:
        >>> is_public("8.8.8.8"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::7f00:1")
        (True, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = (
            ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        )
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class _CheckedNetwork(httpcore.SyncBackend):
    """Connects to the very address that was checked."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first address of a name that may be fetched from and answers."""
        fault: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._allowed(host, port):
            try:
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                fault = failed
        raise fault

    def _allowed(self, host: str, port: int) -> list[str]:
        try:
            found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as fault:
            raise httpcore.ConnectError(f"the name {host} is not known") from fault
        allowed = [each for each in dict.fromkeys(found) if self._allow_private or is_public(each)]
        if found and not allowed:
            what = f"{host} is this machine or lies in a private network"
            raise AddressNotAllowed(what, where=host, fix="the platform's owner may set allow_private_urls")
        return allowed


@contextmanager
def _pool(limits: DownloadLimits) -> Iterator[httpcore.ConnectionPool]:
    network = _CheckedNetwork(allow_private=limits.allow_private)
    with httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=network) as pool:
        yield pool


@contextmanager
def _asked(pool: httpcore.ConnectionPool, url: httpx.URL, headers: dict[str, str]) -> Iterator[httpcore.Response]:
    told = {**headers, "Host": url.netloc.decode()}
    with pool.stream("GET", str(url), headers=list(told.items()), extensions={"timeout": _TIMES}) as answer:
        yield answer


@contextmanager
def _named_faults(url: httpx.URL) -> Iterator[None]:
    where = str(url)
    try:
        yield
    except httpcore.TimeoutException as fault:
        raise SourceAway("the server is too slow", where=where, fix="try it later") from fault
    except (httpcore.NetworkError, httpcore.ProtocolError) as fault:
        raise SourceAway(f"the server cannot be reached: {fault}", where=where, fix="try it later") from fault
    except httpcore.UnsupportedProtocol as fault:
        raise DownloadRefused("neither http nor https", where=where, fix="begin it with https://") from fault


def _next_hop(url: httpx.URL, location: str) -> httpx.URL:
    try:
        there = url.join(location)
    except httpx.InvalidURL as fault:
        raise DownloadRefused("it redirects to no address", where=str(url), fix="give another address") from fault
    if there.scheme not in ("http", "https") or (url.scheme == "https" and there.scheme == "http"):
        what = f"it redirects to {there.scheme or 'nowhere'}, which is not safe"
        raise DownloadRefused(what, where=str(url), fix="give the file's own address")
    return there


def _taken(
    answer: httpcore.Response,
    url: httpx.URL,
    limits: DownloadLimits,
    until: float,
    progress: Callable[[int, int, str], None],
) -> Download:
    name = _name(answer, url)
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return Download(None, name)
    _refuse_status(answer.status, str(url))
    if _header(answer, "content-encoding") not in ("", "identity"):
        raise DownloadRefused("the server sends it compressed although asked not to", where=str(url), fix="ask them")
    length = _header(answer, "content-length")
    total = int(length) if length.isdigit() else 0
    content = bytearray()
    for part in answer.iter_stream():
        content += part
        if max(len(content), total) > limits.most_bytes:
            what = f"the file has more than {limits.most_bytes:,} bytes"
            raise DownloadRefused(what, where=str(url), fix="fetch it by hand and take it in in parts")
        if time.monotonic() > until:
            raise SourceAway(f"it takes longer than {limits.most_s:.0f} s", where=str(url), fix="try it later")
        progress(len(content), total, name)
    return Download(bytes(content), name, _header(answer, "etag"), _header(answer, "last-modified"))


def _refuse_status(status: int, where: str) -> None:
    if status == HTTPStatus.OK:
        return
    if status in _LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise SourceAway(f"the server answers {status}", where=where, fix="try it later")
    raise DownloadRefused(f"the server answers {status}", where=where, fix="open the address in a browser")


def _header(answer: httpcore.Response, name: str) -> str:
    found = next((value for key, value in answer.headers if key.lower() == name.encode()), b"")
    return found.decode("latin-1").strip()


def _name(answer: httpcore.Response, url: httpx.URL) -> str:
    """What the server calls the file, else the end of its address."""
    disposition = _header(answer, "content-disposition")
    _, found, named = disposition.partition("filename=")
    name = named.partition(";")[0].strip().strip('"') if found else ""
    return PurePosixPath(name.replace("\\", "/")).name or unquote(PurePosixPath(url.path).name) or "download"
