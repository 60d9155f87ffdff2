"""Sign-in at a provider: a real one, and one that lies."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from oidc_provider_mock import run_server_in_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from petroverse.api import OidcSettings, Provider, create_app
from petroverse.app import Platform
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import Role
from petroverse.workflows import (
    Organisation,
    Standing,
    Stores,
    add_organisation,
    add_person,
    invite,
    owner_reader,
    set_standing,
)
from served_app import served

pytestmark = pytest.mark.filterwarnings("ignore")  # the provider's own, of what it is built on

ODA = OrganisationId("oda")
NUMBERS = itertools.count(1)
CLIENT = "petroverse"


@pytest.fixture(scope="module")
def stores(platform: Platform) -> Stores:
    add_organisation(platform.stores, owner_reader(), Organisation(ODA, "Oda Oil"))
    return platform.stores


@dataclass
class Desk:
    """One browser before a platform whose people sign in at a provider."""

    client: httpx.Client
    host: str

    def leave(self, **more: str) -> str:
        """Starts a journey; gives the provider's page."""
        answer = self.client.get("/sign-in/provider", params=more)
        assert answer.status_code == 303
        return answer.headers["location"]

    def come_back(self, address: str) -> str:
        """Comes back to the platform; gives where that leads."""
        parts = urlsplit(address)
        return self.client.get(f"{parts.path}?{parts.query}").headers["location"]

    @property
    def who(self) -> dict[str, Any]:
        answer = self.client.get("/api/session")
        return answer.json() if answer.status_code == 200 else {}


@pytest.fixture
def desk_at(platform: Platform, stores: Stores) -> Iterator[Any]:
    """Opens a browser before the platform, which trusts the provider at an address."""
    opened: list[Any] = []

    def open_desk(issuer: str, **more: Any) -> Desk:
        def app(host: str) -> Any:
            back = f"http://{host}/sign-in/provider/return"
            about = OidcSettings(issuer, CLIENT, "a secret of ours", back, "Oda's own", **more)
            provider = Provider(about, httpx.Client())
            return create_app(replace(platform.service(), provider=provider, hosts=frozenset({host})))

        server = served(app)
        host = server.__enter__()
        opened.append(server)
        client = httpx.Client(base_url=f"http://{host}", timeout=30, headers={"Accept": "text/html"})
        opened.append(client)
        client.__enter__()
        return Desk(client, host)

    yield open_desk
    for each in reversed(opened):
        each.__exit__(None, None, None)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A real provider that signs in whoever says a name."""
    with run_server_in_thread(require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


def known_there(issuer: str, *, is_verified: bool = True, **claims: object) -> tuple[str, str]:
    """Somebody new at the provider: the subject and the e-mail address."""
    subject = f"oda-{next(NUMBERS)}"
    email = f"{subject}@oda.example"
    told = {"email": email, "email_verified": is_verified, "name": "Adwoa", **claims}
    httpx.put(f"{issuer}/users/{subject}", json=told).raise_for_status()
    return subject, email


def signed_in_there(page: str, subject: str) -> str:
    """Where the provider sends a person who signed in on its page."""
    return httpx.post(page, data={"sub": subject}).headers["location"]


def through(desk: Desk, subject: str, **more: str) -> str:
    return desk.come_back(signed_in_there(desk.leave(**more), subject))


def test_the_page_knows_what_the_provider_is_called(desk_at: Any, issuer: str):
    assert desk_at(issuer).client.get("/api/sign-in").json()["provider"] == "Oda's own"


def test_a_journey_asks_with_state_nonce_and_a_challenge_and_its_cookie_comes_back_from_elsewhere(
    desk_at: Any, issuer: str
):
    desk = desk_at(issuer)
    answer = desk.client.get("/sign-in/provider")
    asked = parse_qs(urlsplit(answer.headers["location"]).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len({asked[name][0] for name in ("state", "nonce", "code_challenge")}) == 3
    assert {"HttpOnly", "SameSite=lax", "Max-Age=600"} <= set(answer.headers["set-cookie"].split("; "))


def test_an_invited_person_joins_and_comes_back_by_the_providers_word_alone(desk_at: Any, issuer: str, stores: Stores):
    subject, email = known_there(issuer)
    token = invite(stores, owner_reader(ODA), email.upper(), Standing(Role.ANALYST))
    desk = desk_at(issuer)
    assert through(desk, subject, invitation=token) == "/"
    assert (desk.who["name"], desk.who["role"], desk.who["organisation"]) == ("Adwoa", "analyst", ODA)
    again = desk_at(issuer)
    assert through(again, subject) == "/"
    assert again.who["person"] == desk.who["person"]


def test_a_group_there_gives_a_role_here(desk_at: Any, issuer: str):
    groups = {"organisation": ODA, "roles": {"market desk": "analyst"}, "role_claim": "name"}
    subject, _ = known_there(issuer, name="market desk")
    desk = desk_at(issuer, **groups)
    assert through(desk, subject) == "/"
    assert desk.who["role"] == "analyst"
    stranger, _ = known_there(issuer, name="canteen")
    assert through(desk_at(issuer, **groups), stranger) == "/?provider=unknown"


def test_whoever_is_not_invited_is_not_let_in(desk_at: Any, issuer: str):
    desk = desk_at(issuer)
    assert through(desk, known_there(issuer)[0]) == "/?provider=unknown"
    assert desk.who == {}


@pytest.mark.parametrize("is_verified", [True, False], ids=["another address", "unchecked address"])
def test_an_invitation_is_for_an_address_that_the_provider_checked(
    is_verified: bool, desk_at: Any, issuer: str, stores: Stores
):
    subject, email = known_there(issuer, is_verified=is_verified)
    meant = "somebody-else@oda.example" if is_verified else email
    token = invite(stores, owner_reader(ODA), meant, Standing(Role.ADMIN))
    desk = desk_at(issuer)
    assert through(desk, subject, invitation=token) == "/?provider=unknown"
    assert desk.who == {}


@pytest.mark.parametrize("way", ["invitation", "group"])
def test_an_account_that_is_there_is_never_taken_over(way: str, desk_at: Any, issuer: str, stores: Stores):
    subject, email = known_there(issuer, name="market desk")
    add_person(stores, owner_reader(), PersonId(subject), "The real one", email)
    set_standing(stores, owner_reader(ODA), subject, Standing(Role.ADMIN))
    token = invite(stores, owner_reader(ODA), email, Standing(Role.VIEWER)) if way == "invitation" else ""
    desk = desk_at(issuer, organisation=ODA, roles={"market desk": "analyst"}, role_claim="name")
    assert through(desk, subject, invitation=token) == "/?provider=unknown"
    assert desk.who == {}


def test_an_answer_counts_once(desk_at: Any, issuer: str, stores: Stores):
    subject, email = known_there(issuer)
    desk = desk_at(issuer)
    page = desk.leave(invitation=invite(stores, owner_reader(ODA), email, Standing(Role.VIEWER)))
    kept = dict(desk.client.cookies)
    address = signed_in_there(page, subject)
    assert desk.come_back(address) == "/"
    desk.client.cookies.clear()
    assert desk.come_back(address) == "/?provider=refused"
    desk.client.cookies.update(kept)
    assert desk.come_back(address) == "/?provider=refused"
    assert desk.who == {}


def test_an_answer_counts_in_the_browser_that_started_it_alone(desk_at: Any, issuer: str, stores: Stores):
    subject, email = known_there(issuer)
    attacker, victim = desk_at(issuer), desk_at(issuer)
    invitation = invite(stores, owner_reader(ODA), email, Standing(Role.VIEWER))
    planted = signed_in_there(attacker.leave(invitation=invitation), subject)
    assert victim.come_back(planted) == "/?provider=refused"
    victim.leave()
    assert victim.come_back(planted) == "/?provider=refused"
    assert victim.who == {}


def test_a_provider_that_says_no_is_told_in_words(desk_at: Any, issuer: str):
    desk = desk_at(issuer)
    state = parse_qs(urlsplit(desk.leave()).query)["state"][0]
    answer = f"/sign-in/provider/return?error=access_denied&state={state}"
    assert desk.come_back(answer) == "/?provider=refused"


def test_a_provider_that_is_away_is_told_in_words(desk_at: Any):
    answer = desk_at("http://127.0.0.1:9").client.get("/sign-in/provider")
    assert answer.headers["location"] == "/?provider=unavailable"


def test_without_a_provider_the_way_leads_nowhere(address: str):
    assert httpx.get(f"{address}/sign-in/provider").status_code == 404


@dataclass
class Liar:
    """A provider that says what a test wants, and notes what it was asked."""

    key: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )
    told: dict[str, Any] = field(default_factory=dict)
    forged: str = ""
    issuer: str = ""
    named: str = ""
    challenge: str = ""
    nonce: str = ""

    def app(self, host: str) -> Starlette:
        self.issuer = f"http://{host}"
        routes = [
            Route("/.well-known/openid-configuration", self.describe),
            Route("/keys", self.keys),
            Route("/token", self.token, methods=["POST"]),
        ]
        return Starlette(routes=routes)

    def describe(self, _: Request) -> JSONResponse:
        ends = {"authorization_endpoint": "/page", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return JSONResponse(
            {"issuer": self.named or self.issuer, **{name: self.issuer + path for name, path in ends.items()}}
        )

    def keys(self, _: Request) -> JSONResponse:
        return JSONResponse({"keys": [{**json.loads(RSAAlgorithm.to_jwk(self.key.public_key())), "kid": "k"}]})

    async def token(self, request: Request) -> JSONResponse:
        form = await request.form()
        proof = base64.urlsafe_b64encode(hashlib.sha256(str(form["code_verifier"]).encode()).digest()).rstrip(b"=")
        if proof.decode() != self.challenge or "Basic " not in request.headers["authorization"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        usual = {"iss": self.issuer, "aud": CLIENT, "sub": "liar", "nonce": self.nonce, "iat": now, "exp": now + 60}
        signed = jwt.encode(usual | self.told, self.key, algorithm="RS256", headers={"kid": "k"})
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": self.forged or signed})

    def answers(self, page: str) -> str:
        """Where it sends whoever opened its page."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}
        self.challenge, self.nonce = asked["code_challenge"], asked["nonce"]
        return f"/sign-in/provider/return?code=c&state={asked['state']}"


@pytest.fixture
def liar() -> Iterator[Liar]:
    provider = Liar()
    with served(provider.app):
        yield provider


MEMBER = {"email": "liar@oda.example", "email_verified": True, "groups": ["desk"]}
TRUST = {"organisation": ODA, "roles": {"desk": "viewer"}}


def test_what_the_liar_says_is_believed_while_it_is_true(desk_at: Any, liar: Liar):
    liar.told = MEMBER
    desk = desk_at(liar.issuer, **TRUST)
    assert desk.come_back(liar.answers(desk.leave())) == "/"
    assert desk.who["role"] == "viewer"


LIES = {
    "another nonce": {"nonce": "of another sign-in"},
    "another audience": {"aud": "another program"},
    "another issuer": {"iss": "https://evil.example"},
    "over": {"exp": int(time.time()) - 60},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_signs_nobody_in(lie: str, desk_at: Any, liar: Liar):
    liar.told = MEMBER | LIES[lie]
    desk = desk_at(liar.issuer, **TRUST)
    assert desk.come_back(liar.answers(desk.leave())) == "/?provider=refused"
    assert desk.who == {}


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_the_providers_signature_signs_nobody_in(algorithm: str, desk_at: Any, liar: Liar):
    desk = desk_at(liar.issuer, **TRUST)
    address = liar.answers(desk.leave())
    now = int(time.time())
    claims = {"iss": liar.issuer, "aud": CLIENT, "sub": "x", "nonce": liar.nonce, "iat": now, "exp": now + 60, **MEMBER}
    secret = None if algorithm == "none" else liar.issuer + "/keys, long enough to be a secret"
    liar.forged = jwt.encode(claims, secret, algorithm=algorithm, headers={"kid": "k"})
    assert desk.come_back(address) == "/?provider=refused"
    assert desk.who == {}


def test_a_code_without_its_verifier_is_worth_nothing(desk_at: Any, liar: Liar):
    liar.told = MEMBER
    desk = desk_at(liar.issuer, **TRUST)
    address = liar.answers(desk.leave())
    liar.challenge = "of another journey"
    assert desk.come_back(address) == "/?provider=refused"


def test_a_provider_that_calls_itself_something_else_is_not_asked(desk_at: Any, liar: Liar):
    liar.named = "https://evil.example"
    assert desk_at(liar.issuer).client.get("/sign-in/provider").headers["location"] == "/?provider=unavailable"
