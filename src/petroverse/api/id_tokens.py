"""The identity token of a provider: believed only when its signature, issuer, audience, nonce and times all hold."""

from __future__ import annotations

import hmac
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

import jwt

from petroverse.core.errors import NotAllowed

__all__ = ["IdentityRefused", "KeySet", "claims_of"]

_ALGORITHMS: Final = ("RS256", "ES256")
"""Asymmetric ones alone: nobody can make a public key pass for a shared secret, or leave the signature out."""
_LEEWAY_S: Final = 30
_ASK_AGAIN_S: Final = 30.0


class IdentityRefused(NotAllowed):
    """What a provider, or somebody in its name, says of a person cannot be believed."""


class KeySet:
    """The provider's public keys, fetched again when a token names one that is not among them.

    Args:
        fetch: Gives the provider's key set (RFC 7517).
        seconds: Gives a time that only grows, in seconds.
    """

    def __init__(
        self, fetch: Callable[[], Mapping[str, Any]], *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._fetch = fetch
        self._seconds = seconds
        self._keys: tuple[jwt.PyJWK, ...] = ()
        self._asked_at_s = float("-inf")
        self._lock = threading.Lock()

    def key(self, token: str) -> jwt.PyJWK:
        """The key that a token says it was signed with.

        Raises:
            IdentityRefused: The token cannot be read, is signed in another way, or names no key of the provider.
        """
        try:
            header = jwt.get_unverified_header(token)
        except jwt.PyJWTError as fault:
            raise IdentityRefused("the provider's token cannot be read") from fault
        if header.get("alg") not in _ALGORITHMS:
            raise IdentityRefused(f"the provider's token is signed by {header.get('alg')!r}", fix="use RS256 or ES256")
        with self._lock:
            found = self._named(header)
            if found is None and self._seconds() - self._asked_at_s >= _ASK_AGAIN_S:
                self._asked_at_s = self._seconds()
                self._keys = _usable(self._fetch())
                found = self._named(header)
        if found is None:
            raise IdentityRefused("the provider's token is signed with a key that the provider does not publish")
        return found

    def _named(self, header: Mapping[str, Any]) -> jwt.PyJWK | None:
        fitting = [each for each in self._keys if each.algorithm_name == header["alg"]]
        name = header.get("kid")
        if name is None:
            return fitting[0] if len(fitting) == 1 else None
        return next((each for each in fitting if each.key_id == name), None)


def _usable(published: Mapping[str, Any]) -> tuple[jwt.PyJWK, ...]:
    """The keys that sign in a way that is believed; a set may hold others, for encryption or for other clients."""
    found = []
    for each in published.get("keys", ()):
        try:
            key = jwt.PyJWK(each)
        except jwt.PyJWTError:
            continue
        if key.algorithm_name in _ALGORITHMS and key.public_key_use in (None, "sig"):
            found.append(key)
    return tuple(found)


def claims_of(token: str, keys: KeySet, *, issuer: str, client_id: str, nonce: str) -> Mapping[str, Any]:
    """What a token claims, once it is believed (OpenID Connect Core 1.0, 3.1.3.7).

    Raises:
        IdentityRefused: Says which check failed.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            keys.key(token),
            algorithms=list(_ALGORITHMS),
            audience=client_id,
            issuer=issuer,
            leeway=_LEEWAY_S,
            options={"require": ["iss", "aud", "sub", "exp", "iat"]},
        )
    except jwt.ExpiredSignatureError as fault:
        raise IdentityRefused("the provider's token is over", fix="sign in again") from fault
    except jwt.PyJWTError as fault:
        raise IdentityRefused(f"the provider's token is not believed: {fault}", fix="sign in again") from fault
    audience = claims["aud"]
    if claims.get("azp", client_id) != client_id or (audience != client_id and list(audience) != [client_id]):
        raise IdentityRefused("the provider's token was made for another program")
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise IdentityRefused("the provider's token answers another sign-in", fix="sign in again")
    return claims
