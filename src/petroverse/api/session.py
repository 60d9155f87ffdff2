"""Who asks: a one-time link becomes a session cookie; programs of the home's owner carry the home's key."""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from collections.abc import Callable
from typing import Final

from petroverse.core.errors import NotAllowed
from petroverse.core.rights import Right
from petroverse.workflows import (
    Reader,
    Session,
    Stores,
    end_session,
    new_link_token,
    owner_reader,
    redeem_link,
    who_is_signed_in,
)

__all__ = ["COOKIE", "SignIn"]

COOKIE: Final = "petroverse_session"
_TRUST_S: Final = 30.0
"""How long a session that was just looked up is believed without looking again."""
_MOST_KEPT: Final = 1000


class SignIn:
    """Gives one-time links and checks sessions and keys.

    Args:
        stores: Where links and sessions are kept, as hashes.
        key: The home's key, for the owner's own programs.
        organisation: Whose facts the owner reads; empty for the default.
        seconds: Gives a time that only grows, in seconds.
    """

    def __init__(
        self, stores: Stores, key: str, *, organisation: str = "", seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._stores = stores
        self._key = key.encode()
        self._owner = owner_reader(organisation)
        self._seconds = seconds
        self._seen: dict[bytes, tuple[float, Session]] = {}
        self._lock = threading.Lock()

    def reader(self, authorization: str, cookie: str) -> Reader | None:
        """Who asks, by an Authorization header or a session's cookie; None where nobody is known by them."""
        if self._is_key(authorization) or self._session(cookie):
            return self._owner
        return None

    def new_link_token(self, reader: Reader) -> str:
        """A token that signs whoever asks in once."""
        reader.must(Right.PLATFORM)
        return new_link_token(self._stores, reader.person)

    def redeem(self, token: str) -> str:
        """Takes a one-time token and gives the session's cookie value.

        Raises:
            SignInRefused: The token was used before, is too old, or was never given.
        """
        return redeem_link(self._stores, token)

    def _session(self, cookie: str) -> Session | None:
        """Who is signed in with a cookie; None where nobody is. It may look in the database."""
        if not cookie:
            return None
        mark = hashlib.sha256(cookie.encode("utf-8", "replace")).digest()
        with self._lock:
            until, found = self._seen.get(mark, (0.0, None))
        if found and until > self._seconds():
            return found
        try:
            found = who_is_signed_in(self._stores, cookie)
        except NotAllowed:
            return None
        with self._lock:
            if len(self._seen) >= _MOST_KEPT:
                self._seen.clear()
            self._seen[mark] = (self._seconds() + _TRUST_S, found)
        return found

    def end(self, cookie: str) -> None:
        """Signs a cookie's session out at once."""
        with self._lock:
            self._seen.clear()
        end_session(self._stores, cookie)

    def _is_key(self, header: str) -> bool:
        kind, _, key = header.partition(" ")
        return kind.lower() == "bearer" and hmac.compare_digest(key.encode("utf-8", "replace"), self._key)
