"""Who asks: a session's cookie, a program's token, or the home's key for its owner's own programs."""

from __future__ import annotations

import hmac

from petroverse.core.errors import NotAllowed
from petroverse.core.rights import Right
from petroverse.workflows import (
    Reader,
    Stores,
    believed_reader,
    end_session,
    is_token,
    new_link_token,
    owner_reader,
    reader_of_session,
    reader_of_token,
    redeem_link,
)

__all__ = ["SignIn"]


class SignIn:
    """Gives one-time links and checks sessions, tokens and the home's key.

    Args:
        stores: Where links, sessions and tokens are kept, as hashes.
        key: The home's key, for the owner's own programs.
        organisation: Whose facts the owner reads; empty for the default.
    """

    def __init__(self, stores: Stores, key: str, *, organisation: str = "") -> None:
        self._stores = stores
        self._key = key.encode()
        self._organisation = organisation

    def reader(self, authorization: str, cookie: str) -> Reader | None:
        """Who asks, by an Authorization header or a session's cookie; None where nobody is known by them."""
        try:
            if authorization:
                return self._bearer(authorization)
            return reader_of_session(self._stores, cookie, organisation=self._organisation) if cookie else None
        except NotAllowed:
            return None

    def believed(self, authorization: str, cookie: str) -> Reader | None:
        """Who asks, where that is known without a look in the database; None where ``reader`` must find it out."""
        kind, _, text = authorization.partition(" ")
        if is_token(text) and kind.lower() == "bearer":
            return believed_reader(self._stores, token=text)
        return self._bearer(authorization) if authorization else believed_reader(self._stores, session=cookie)

    def new_link_token(self, reader: Reader) -> str:
        """A token that signs whoever asks in once."""
        reader.must(Right.PLATFORM)
        return new_link_token(self._stores, reader.person)

    def redeem(self, token: str, made_in: str) -> str:
        """Takes a one-time token and gives the session's cookie value.

        Args:
            token: The link's.
            made_in: The browser, as it names itself.

        Raises:
            SignInRefused: The token was used before, is too old, or was never given.
        """
        return redeem_link(self._stores, token, made_in=made_in)

    def end(self, cookie: str) -> None:
        """Signs a cookie's session out at once."""
        end_session(self._stores, cookie)

    def _bearer(self, header: str) -> Reader | None:
        kind, _, text = header.partition(" ")
        if kind.lower() != "bearer":
            return None
        if is_token(text):
            return reader_of_token(self._stores, text)
        is_key = hmac.compare_digest(text.encode("utf-8", "replace"), self._key)
        return owner_reader(self._organisation) if is_key else None
