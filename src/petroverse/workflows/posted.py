"""The way out for notices: one POST to the open network, within seconds, that follows no redirect."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import httpcore
import httpx

from petroverse.senders import NoticeDelayed, NoticeNotSendable, Post, Poster, origin_of
from petroverse.workflows.checked_network import checked_pool

__all__ = ["poster"]

_MOST_S: Final = 20.0
_TIMES: Final = {"connect": 5.0, "read": 10.0, "write": 10.0, "pool": 5.0}


def poster(*, allow_private: bool = False, most_s: float = _MOST_S) -> Poster:
    """What ``senders`` post with.

    Args:
        allow_private: Whether this machine and private networks may be written to.
        most_s: How long one request may take in all, seconds.
    """

    def post(what: Post) -> int:
        url = httpx.URL(what.url)
        headers = {"Host": url.netloc.decode(), "User-Agent": "petroverse", "Content-Length": str(len(what.body))}
        told = [*headers.items(), *what.headers.items()]
        until = time.monotonic() + most_s
        with (
            _named_faults(what.url),
            checked_pool(allow_private=allow_private, until=until) as pool,
            pool.stream("POST", str(url), headers=told, content=what.body, extensions={"timeout": _TIMES}) as answer,
        ):
            return answer.status

    return post


@contextmanager
def _named_faults(url: str) -> Iterator[None]:
    try:
        yield
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as fault:
        why = f"nobody takes the notice: {type(fault).__name__}"
        raise NoticeDelayed(why, where=origin_of(url), fix="send the same again later") from fault
    except httpcore.UnsupportedProtocol as fault:
        fix = "begin it with https://"
        raise NoticeNotSendable("neither http nor https", where=origin_of(url), fix=fix) from fault
