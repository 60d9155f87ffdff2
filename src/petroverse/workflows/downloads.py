"""Downloads: one file from an address, within bounds of size and time, never from where the platform itself sits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

import httpcore
import httpx

from petroverse.core.errors import InputRefused, Unavailable
from petroverse.database import FetchedUrl
from petroverse.workflows.checked_network import checked_pool

__all__ = ["Download", "DownloadLimits", "DownloadRefused", "SourceAway", "download"]

_TIMES: Final = {"connect": 10.0, "read": 30.0, "write": 30.0, "pool": 10.0}
_HOPS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_LATER: Final = frozenset({408, 425, 429})


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
    url = _address(known.url)
    with checked_pool(allow_private=limits.allow_private, until=until) as pool:
        for _ in range(_HOPS + 1):
            with _named_faults(url, limits), _asked(pool, url, headers) as answer:
                if answer.status not in _REDIRECTS:
                    return _taken(answer, url, limits, progress)
                url = _next_hop(url, _header(answer, "location"))
    raise DownloadRefused(f"it redirects more than {_HOPS} times", where=known.url, fix="give the file's own address")


@contextmanager
def _asked(pool: httpcore.ConnectionPool, url: httpx.URL, headers: dict[str, str]) -> Iterator[httpcore.Response]:
    told = {**headers, "Host": url.netloc.decode()}
    with pool.stream("GET", str(url), headers=list(told.items()), extensions={"timeout": _TIMES}) as answer:
        yield answer


@contextmanager
def _named_faults(url: httpx.URL, limits: DownloadLimits) -> Iterator[None]:
    where = str(url)
    try:
        yield
    except httpcore.TimeoutException as fault:
        what = f"the server is too slow: {_TIMES['read']:.0f} s without a word, or {limits.most_s:.0f} s in all"
        raise SourceAway(what, where=where, fix="try it later") from fault
    except (httpcore.NetworkError, httpcore.ProtocolError) as fault:
        raise SourceAway(f"the server cannot be reached: {fault}", where=where, fix="try it later") from fault
    except httpcore.UnsupportedProtocol as fault:
        raise DownloadRefused("neither http nor https", where=where, fix="begin it with https://") from fault


def _address(text: str) -> httpx.URL:
    try:
        return httpx.URL(text)
    except (httpx.InvalidURL, ValueError) as fault:
        raise DownloadRefused(f"{text!r} is no address: {fault}", where="url", fix="give another address") from fault


def _next_hop(url: httpx.URL, location: str) -> httpx.URL:
    there = url.join(_address(location))
    if there.scheme not in ("http", "https") or (url.scheme == "https" and there.scheme == "http"):
        what = f"it redirects to {there.scheme or 'nowhere'}, which is not safe"
        raise DownloadRefused(what, where=str(url), fix="give the file's own address")
    return there


def _taken(
    answer: httpcore.Response, url: httpx.URL, limits: DownloadLimits, progress: Callable[[int, int, str], None]
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
