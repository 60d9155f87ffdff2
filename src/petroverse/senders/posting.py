"""A notice's way over HTTP: one POST, and what the answer means. Who connects, and whereto one may, is given in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from petroverse.senders.faults import NoticeDelayed, NoticeRefused, ReceiverGone

__all__ = ["Post", "Poster", "origin_of", "refuse_status"]

_LATER: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


@dataclass(frozen=True, slots=True)
class Post:
    """One request: its address, its headers beside the usual ones, its bytes."""

    url: str
    headers: Mapping[str, str]
    body: bytes


Poster = Callable[[Post], int]
"""Sends one request, within bounds of time, to addresses that may be written to, follows no redirect, and gives the
status of the answer, whose bytes nobody reads. It raises ``Unavailable`` where nobody answers, and ``NotAllowed`` where
the address is none that may be written to."""


def origin_of(url: str) -> str:
    """Scheme, host and port of an address, which is all of it that may be shown: the rest may be a secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def refuse_status(status: int, url: str) -> None:
    """Raises unless the receiver took a notice.

    Raises:
        ReceiverGone: It is there no more (404, 410).
        NoticeDelayed: It says "not now" (408, 425, 429, 5xx).
        NoticeRefused: It refuses (any other).
    """
    where = origin_of(url)
    if 200 <= status < 300:
        return
    if status in _GONE:
        raise ReceiverGone(f"nobody takes notices there any more ({status})", where=where, fix="take it out")
    if status in _LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise NoticeDelayed(f"the receiver puts it off ({status})", where=where, fix="send the same again later")
    raise NoticeRefused(f"the receiver refuses the notice ({status})", where=where, fix="see what it wants")
