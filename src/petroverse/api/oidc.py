"""Sign-in at a provider (OpenID Connect): the authorization code flow with PKCE, a state and a nonce.

A journey starts here, goes to the provider's own page, and comes back with a code. What must fit together at its end
waits in a cookie of the browser that started it, so a code that was stolen or planted signs nobody in anywhere else.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import httpx

from petroverse.api.id_tokens import IdentityRefused, KeySet, claims_of
from petroverse.core.errors import Unavailable

__all__ = ["Identity", "Journey", "OidcSettings", "Provider", "ProviderUnavailable"]

_PATIENCE_S: Final = 10.0
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_WHERE: Final = "sign-in provider"


class ProviderUnavailable(Unavailable):
    """The provider does not answer, or not as OpenID Connect asks."""


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """One provider, and who its people are here.

    Attributes:
        issuer: The provider's address, exactly as it names itself.
        client_id: Who this platform is there.
        client_secret: Proves it; empty for a public client.
        return_url: Where the provider sends people back to.
        name: What people call the provider.
        organisation: Where its people are taken in without an invitation; empty: nowhere.
        role_claim: The claim that holds a person's groups there.
        roles: Group → role here; the first that fits holds.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    return_url: str
    name: str = "your organisation's sign-in"
    organisation: str = ""
    role_claim: str = "groups"
    roles: Mapping[str, str] = field(default_factory=dict)

    def role_of(self, claims: Mapping[str, Any]) -> str:
        """The role here that a person's groups there give; empty where none does."""
        held = claims.get(self.role_claim, ())
        groups = {held} if isinstance(held, str) else set(held) if isinstance(held, list) else set()
        return next((role for group, role in self.roles.items() if group in groups), "")


@dataclass(frozen=True, slots=True)
class Journey:
    """What one sign-in must bring back; it waits in a cookie of the browser that started it.

    Attributes:
        state: Comes back beside the code.
        nonce: Comes back inside the token.
        verifier: Proves to the provider that the code comes back from where it was asked for (RFC 7636).
        invitation: The invitation that this sign-in accepts; empty where it accepts none.
    """

    state: str
    nonce: str
    verifier: str
    invitation: str = ""

    @classmethod
    def start(cls, invitation: str = "") -> Journey:
        """A journey that nobody can guess."""
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), invitation)

    @classmethod
    def read(cls, cookie: str) -> Journey:
        """The journey in a cookie.

        Raises:
            IdentityRefused: There is none.
        """
        parts = cookie.split(".")
        if len(parts) != 4 or not all(parts[:3]):
            raise IdentityRefused("this sign-in was not started in this browser", fix="start at the sign-in page")
        return cls(*parts)

    @property
    def cookie(self) -> str:
        """As it waits in the browser."""
        return ".".join((self.state, self.nonce, self.verifier, self.invitation))


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as the provider knows them.

    Attributes:
        issuer: The provider.
        subject: The person's unchanging name there.
        email: An address that the provider checked; empty where it did not.
        name: What the person is called; empty where it does not say.
        role: The role that the person's groups give here; empty where they give none.
    """

    issuer: str
    subject: str
    email: str
    name: str
    role: str


class Provider:
    """One OpenID Connect provider.

    Args:
        settings: Which, and who we are there.
        http: Reaches it.
    """

    def __init__(self, settings: OidcSettings, http: httpx.Client) -> None:
        self.settings = settings
        self._http = http
        self._known: Mapping[str, Any] = {}
        self._lock = threading.Lock()
        self._keys = KeySet(lambda: self._json(self._get(self._endpoint("jwks_uri"))))

    def address(self, journey: Journey) -> str:
        """The provider's page that a person signs in on.

        Raises:
            ProviderUnavailable: The provider cannot be reached or is not one.
        """
        challenge = base64.urlsafe_b64encode(hashlib.sha256(journey.verifier.encode()).digest()).rstrip(b"=")
        asked = {
            "response_type": "code",
            "client_id": self.settings.client_id,
            "redirect_uri": self.settings.return_url,
            "scope": "openid email profile",
            "state": journey.state,
            "nonce": journey.nonce,
            "code_challenge": challenge.decode(),
            "code_challenge_method": "S256",
        }
        page = self._endpoint("authorization_endpoint")
        return f"{page}{'&' if urlsplit(page).query else '?'}{urlencode(asked)}"

    def identity(self, journey: Journey, answer: Mapping[str, str]) -> Identity:
        """Who came back.

        Args:
            journey: What the browser that comes back had started.
            answer: The parameters that it came back with.

        Raises:
            IdentityRefused: Something does not fit; says what.
            ProviderUnavailable: The provider cannot be reached.
        """
        of = self.settings
        if not hmac.compare_digest(answer.get("state", "").encode(), journey.state.encode()):
            raise IdentityRefused("this answer belongs to another sign-in", fix="start at the sign-in page")
        if answer.get("iss", of.issuer) != of.issuer:
            raise IdentityRefused("this answer comes from another provider", fix="start at the sign-in page")
        if "error" in answer or not answer.get("code"):
            raise IdentityRefused("the provider did not sign you in", where=answer.get("error", ""), fix="try again")
        tokens = self._tokens(answer["code"], journey)
        token = str(tokens.get("id_token", ""))
        claims = claims_of(token, self._keys, issuer=of.issuer, client_id=of.client_id, nonce=journey.nonce)
        claims = self._completed(claims, str(tokens.get("access_token", "")))
        is_checked = claims.get("email_verified") in (True, "true")
        email = str(claims.get("email", "")) if is_checked else ""
        return Identity(of.issuer, str(claims["sub"]), email, str(claims.get("name", "")), of.role_of(claims))

    def _tokens(self, code: str, journey: Journey) -> Mapping[str, Any]:
        of = self.settings
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": of.return_url,
            "code_verifier": journey.verifier,
        }
        endpoint = self._endpoint("token_endpoint")
        if not of.client_secret:
            answer = self._post(endpoint, form | {"client_id": of.client_id})
        elif "client_secret_basic" in self._known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
            pair = (quote(of.client_id, safe=""), quote(of.client_secret, safe=""))
            answer = self._post(endpoint, form, auth=pair)
        else:
            answer = self._post(endpoint, form | {"client_id": of.client_id, "client_secret": of.client_secret})
        if answer.is_client_error:
            raise IdentityRefused("the provider does not accept the code", fix="start at the sign-in page")
        return self._json(answer)

    def _completed(self, claims: Mapping[str, Any], access: str) -> Mapping[str, Any]:
        """The claims, with those that some providers tell only when asked once more."""
        if "email" in claims or not access or "userinfo_endpoint" not in self._known:
            return claims
        asked = {"Authorization": f"Bearer {access}"}
        more = self._json(self._get(self._endpoint("userinfo_endpoint"), headers=asked))
        if more.get("sub") != claims["sub"]:
            raise IdentityRefused("the provider tells of two different people", fix="sign in again")
        return {**more, **claims}

    def _endpoint(self, name: str) -> str:
        """An address of the provider's, from its own description (OpenID Connect Discovery 1.0), read once."""
        with self._lock:
            if not self._known:
                self._known = self._described()
        address = str(self._known.get(name, ""))
        if not _is_safe(address):
            raise ProviderUnavailable(f"the provider names no safe {name}", where=_WHERE, fix="check oidc_issuer")
        return address

    def _described(self) -> Mapping[str, Any]:
        if not _is_safe(self.settings.issuer):
            raise ProviderUnavailable("the provider is not reached over https", where=_WHERE, fix="check oidc_issuer")
        page = self.settings.issuer.rstrip("/") + "/.well-known/openid-configuration"
        known = self._json(self._get(page))
        if known.get("issuer") != self.settings.issuer:
            found = f"the provider calls itself {known.get('issuer')!r}"
            raise ProviderUnavailable(found, where=_WHERE, fix="give oidc_issuer exactly so")
        return known

    def _get(self, address: str, **options: Any) -> httpx.Response:  # noqa: ANN401 - options of httpx
        return self._reached("GET", address, **options)

    def _post(self, address: str, form: Mapping[str, str], **options: Any) -> httpx.Response:  # noqa: ANN401 - as above
        return self._reached("POST", address, data=dict(form), **options)

    def _reached(self, method: str, address: str, **options: Any) -> httpx.Response:  # noqa: ANN401 - as above
        try:
            return self._http.request(method, address, timeout=_PATIENCE_S, **options)
        except httpx.HTTPError as fault:
            raise ProviderUnavailable(
                f"the provider does not answer: {fault}", where=_WHERE, fix="try later"
            ) from fault

    def _json(self, answer: httpx.Response) -> Mapping[str, Any]:
        try:
            body = answer.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as fault:
            raise ProviderUnavailable(f"the provider answers {answer.status_code}", where=_WHERE) from fault
        if not isinstance(body, dict):
            raise ProviderUnavailable("the provider answers with something else", where=_WHERE)
        return body


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
