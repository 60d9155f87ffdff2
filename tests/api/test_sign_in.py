"""Passwords, invitations and sessions: who is let in, who must wait, and how a session ends."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace

import httpx
import pytest
from starlette.types import ASGIApp

from petroverse.api import Rates, create_app
from petroverse.app import Platform
from petroverse.core.grants import PUBLIC, OrganisationId, PersonId
from petroverse.core.rights import Role
from petroverse.database import Database
from petroverse.workflows import (
    Organisation,
    Standing,
    Stores,
    TooManyTries,
    add_organisation,
    add_person,
    change_password,
    change_person,
    invite,
    owner_reader,
    set_standing,
    sign_in_by_password,
)
from served_app import served

PASSWORD = "seven quiet lagoon birds"
BUI, PRA = OrganisationId("bui"), OrganisationId("pra")
NUMBERS = itertools.count(1)
Browser = Callable[[], httpx.Client]


@pytest.fixture(scope="module")
def stores(platform: Platform) -> Stores:
    for each in (BUI, PRA):
        add_organisation(platform.stores, owner_reader(), Organisation(each, each.title()))
    return platform.stores


@pytest.fixture
def ama(stores: Stores) -> str:
    """The e-mail address of a new viewer with a password."""
    name = f"ama-{next(NUMBERS)}"
    add_person(stores, owner_reader(), PersonId(name), "Ama", f"{name}@bui.example")
    set_standing(stores, owner_reader(BUI), name, Standing(Role.VIEWER))
    change_password(stores, owner_reader(), name, PASSWORD)
    return f"{name}@bui.example"


@pytest.fixture
def browser(address: str, stores: Stores) -> Iterator[Browser]:
    """Opens browsers, each with its own cookies, on the platform's page."""
    opened: list[httpx.Client] = []

    def another() -> httpx.Client:
        opened.append(httpx.Client(base_url=address, headers={"Origin": address}, timeout=60))
        return opened[-1]

    yield another
    for each in opened:
        each.close()


def enter(client: httpx.Client, name: str, password: str = PASSWORD) -> httpx.Response:
    return client.post("/api/sign-in", json={"name": name, "password": password})


def wait_over(stores: Stores) -> None:
    """Lets an hour pass for every wait."""
    with stores.database.unit_of_work(PUBLIC, PersonId("test")) as unit:
        unit.rows("update sign_in_tries set last_at = last_at - interval '61 minutes'")


def test_a_password_signs_in(browser: Browser, ama: str):
    client = browser()
    answer = enter(client, ama.upper())
    assert answer.status_code == 204
    kept = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(kept.split("; "))
    who = client.get("/api/session").json()
    assert (who["email"], who["organisation_name"], who["role"], who["rights"]) == (ama, "Bui", "viewer", ["read"])


def test_a_persons_id_is_a_name_too(browser: Browser, ama: str):
    assert enter(browser(), ama.partition("@")[0]).status_code == 204


def test_signing_in_gives_a_new_session_and_ends_the_one_before(browser: Browser, ama: str):
    client = browser()
    enter(client, ama)
    before = dict(client.cookies)
    enter(client, ama)
    assert dict(client.cookies) != before
    assert httpx.get(client.base_url.join("/api/session"), cookies=before).status_code == 401


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(browser: Browser, ama: str):
    wrong, unknown = (
        enter(browser(), ama, "not the password"),
        enter(browser(), "nobody@bui.example", "not the password"),
    )
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.json() == unknown.json()
    assert "set-cookie" not in wrong.headers


def test_an_unknown_name_takes_as_long_as_a_known_one(browser: Browser, ama: str):
    client = browser()

    def took(name: str) -> float:
        began = time.perf_counter()
        enter(client, name, "not the password")
        return time.perf_counter() - began

    known = min(took(ama) for _ in range(3))
    unknown = min(took(f"nobody-{number}@bui.example") for number in range(3))
    assert 0.5 < unknown / known < 2


@pytest.mark.parametrize("is_known", [True, False], ids=["known", "unknown"])
def test_a_name_must_wait_after_five_wrong_passwords_whether_or_not_somebody_has_it(
    is_known: bool, browser: Browser, ama: str
):
    client, name = browser(), ama if is_known else f"nobody-{next(NUMBERS)}@bui.example"
    assert [enter(client, name, "wrong").status_code for _ in range(5)] == [403] * 5
    locked = enter(client, name)
    assert (locked.status_code, locked.headers["content-type"]) == (429, "application/problem+json")
    assert 25 <= int(locked.headers["retry-after"]) <= 30
    assert "30 s" in locked.json()["fix"] or "29 s" in locked.json()["fix"]


def test_every_process_counts_the_same_wrong_passwords(ama: str, stores: Stores, browser: Browser):
    for _ in range(5):
        enter(browser(), ama, "wrong")
    with Database(stores.database.url) as another:
        elsewhere = replace(stores, database=another)
        with pytest.raises(TooManyTries):
            sign_in_by_password(elsewhere, ama.partition("@")[0], PASSWORD)


def test_the_waits_grow_and_the_right_password_ends_them(ama: str, stores: Stores, browser: Browser):
    client, waits = browser(), []
    for _ in range(5):
        enter(client, ama, "wrong")
    for _ in range(3):
        waits.append(int(enter(client, ama, "wrong").headers["retry-after"]))
        wait_over(stores)
        assert enter(client, ama, "wrong").status_code == 403
    assert [round(each, -1) for each in waits] == [30, 60, 120]
    wait_over(stores)
    assert enter(client, ama).status_code == 204
    assert enter(client, ama, "wrong").status_code == 403
    assert enter(client, ama).status_code == 204


def test_a_disabled_account_is_refused_like_a_wrong_password(browser: Browser, ama: str, stores: Stores):
    client = browser()
    enter(client, ama)
    change_person(stores, owner_reader(), ama, is_disabled=True)
    assert client.get("/api/session").status_code == 401
    assert enter(client, ama).json()["what"] == enter(browser(), "nobody@bui.example").json()["what"]


def test_guessing_starves_nobody(browser: Browser, ama: str):
    client = browser()
    enter(client, ama)
    with ThreadPoolExecutor(8) as pool:
        guesses = [pool.submit(enter, browser(), f"guess-{number}@bui.example") for number in range(8)]
        began = time.perf_counter()
        assert client.get("/api/session").status_code == 200
        took_s = time.perf_counter() - began
        assert {each.result().status_code for each in guesses} <= {403, 429}
    assert took_s < 1.0


def test_another_sites_page_signs_nobody_in(browser: Browser, ama: str):
    client = browser()
    client.headers["Origin"] = "https://evil.example"
    assert enter(client, ama).status_code == 403
    assert not client.cookies


def test_changing_the_password_takes_the_present_one_and_ends_every_other_session(browser: Browser, ama: str):
    here, there = browser(), browser()
    enter(here, ama)
    enter(there, ama)
    new = "nine loud harbour cranes"
    change = lambda old, to: here.post("/api/password", json={"current": old, "new": to}).status_code  # noqa: E731
    assert change("wrong", new) == 403
    assert change(PASSWORD, "short") == 422
    assert change(PASSWORD, new) == 204
    assert here.get("/api/session").status_code == 200
    assert there.get("/api/session").status_code == 401
    assert enter(there, ama).status_code == 403
    assert enter(there, ama, new).status_code == 204


def test_a_stolen_session_cannot_guess_the_password_for_long(browser: Browser, ama: str):
    client = browser()
    enter(client, ama)
    tries = [client.post("/api/password", json={"current": "wrong", "new": PASSWORD * 2}) for _ in range(6)]
    assert [each.status_code for each in tries] == [403] * 5 + [429]


def test_sessions_are_listed_and_ended_one_by_one_and_all(browser: Browser, ama: str):
    here, there = browser(), browser()
    there.headers["User-Agent"] = "Mozilla/5.0 (Phone)"
    enter(there, ama)
    enter(here, ama)
    sessions = here.get("/api/sessions").json()["sessions"]
    assert [(each["is_current"], each["made_in"]) for each in sessions][1] == (False, "Mozilla/5.0 (Phone)")
    assert sum(each["is_current"] for each in sessions) == 1
    assert here.delete(f"/api/sessions/{sessions[1]['number']}").status_code == 204
    assert there.get("/api/session").status_code == 401
    enter(there, ama)
    assert here.delete("/api/sessions").status_code == 204
    assert {each.get("/api/session").status_code for each in (here, there)} == {401}


@pytest.mark.parametrize(
    ("what", "later"),
    [("last_used_at", "last_used_at - interval '8 days'"), ("expires_at", "made_at - interval '59 minutes'")],
    ids=["idle", "old"],
)
def test_a_session_ends_when_it_is(what: str, later: str, browser: Browser, ama: str, stores: Stores):
    client = browser()
    enter(client, ama)
    client.get("/api/session")
    person = ama.partition("@")[0]
    with stores.database.unit_of_work(PUBLIC, PersonId("test")) as unit:
        unit.rows("update sessions set last_used_at = made_at where person = %s", [person])
        unit.rows(
            f"update sessions set made_at = made_at - interval '1 hour', {what} = {later} where person = %s", [person]
        )
    stores.readers.forget()
    assert client.get("/api/session").status_code == 401


def test_a_person_acts_in_its_own_organisations_alone(browser: Browser, ama: str, stores: Stores):
    client = browser()
    enter(client, ama)
    switch = lambda: client.post("/api/session/organisation", json={"organisation": PRA}).status_code  # noqa: E731
    assert switch() == 403
    set_standing(stores, owner_reader(PRA), ama, Standing(Role.ADMIN))
    assert switch() == 204
    who = client.get("/api/session").json()
    assert (who["organisation"], who["role"]) == (PRA, "admin")
    assert [each["name"] for each in who["memberships"]] == ["Bui", "Pra"]


def test_an_invitation_makes_an_account_once(browser: Browser, stores: Stores):
    email = f"kofi-{next(NUMBERS)}@bui.example"
    token = invite(stores, owner_reader(BUI), email, Standing(Role.ANALYST))
    client = browser()
    seen = client.post("/api/invitations/look", json={"token": token}).json()
    assert (seen["email"], seen["organisation_name"], seen["role"], seen["has_account"]) == (
        email,
        "Bui",
        "analyst",
        False,
    )
    accept = {"token": token, "name": "Kofi", "password": PASSWORD}
    assert client.post("/api/invitations/accept", json={**accept, "password": "short"}).status_code == 422
    assert client.post("/api/invitations/accept", json=accept).status_code == 204
    assert client.get("/api/session").json()["name"] == "Kofi"
    assert browser().post("/api/invitations/accept", json=accept).status_code == 403
    assert browser().post("/api/invitations/look", json={"token": token}).status_code == 403


def test_whoever_has_an_account_joins_with_its_password_and_nobody_takes_it_over(
    browser: Browser, ama: str, stores: Stores
):
    token = invite(stores, owner_reader(PRA), ama, Standing(Role.OPERATOR))
    client = browser()
    assert client.post("/api/invitations/look", json={"token": token}).json()["has_account"]
    accept = {"token": token, "name": "Somebody else"}
    assert client.post("/api/invitations/accept", json={**accept, "password": "another one of mine"}).status_code == 403
    assert client.post("/api/invitations/accept", json={**accept, "password": PASSWORD}).status_code == 204
    who = client.get("/api/session").json()
    assert (who["name"], who["organisation"], who["role"]) == ("Ama", PRA, "operator")


@pytest.fixture
def limited(platform: Platform) -> Iterator[Callable[[Rates], httpx.Client]]:
    """The platform's application with other limits, told that people come over TLS."""
    with ExitStack() as stack:

        def made(rates: Rates) -> httpx.Client:
            def app(host: str) -> ASGIApp:
                return create_app(replace(platform.service(), rates=rates, is_https=True, hosts=frozenset({host})))

            host = stack.enter_context(served(app))
            headers = {"Origin": f"https://{host}"}
            return stack.enter_context(httpx.Client(base_url=f"http://{host}", headers=headers, timeout=60))

        yield made


def session_of(answer: httpx.Response) -> dict[str, str]:
    """The session as a browser sends it back; over plain HTTP it must be written out, because the cookie is secure."""
    return {"Cookie": answer.headers["set-cookie"].partition(";")[0]}


def test_over_tls_the_cookie_is_secure_and_of_this_host_alone(limited: Callable[[Rates], httpx.Client], ama: str):
    client = limited(Rates())
    answer = enter(client, ama)
    assert answer.headers["set-cookie"].startswith("__Host-petroverse_session=")
    assert {"Secure", "HttpOnly", "SameSite=strict", "Path=/"} <= set(answer.headers["set-cookie"].split("; "))
    session = session_of(answer)
    assert client.get("/api/session", headers=session).status_code == 200
    plain = {"Cookie": session["Cookie"].removeprefix("__Host-")}
    assert client.get("/api/session", headers=plain).status_code == 401


def test_whoever_asks_too_much_is_told_when_to_come_back(limited: Callable[[Rates], httpx.Client], ama: str):
    client = limited(Rates(known=3))
    session = session_of(enter(client, ama))
    answers = [client.get("/api/session", headers=session) for _ in range(4)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert answers[3].headers["retry-after"] == "20"
    assert answers[3].json()["type"] == "urn:petroverse:TooManyRequests"


def test_an_address_guesses_only_so_often_and_strangers_ask_only_so_much(
    limited: Callable[[Rates], httpx.Client], ama: str
):
    client = limited(Rates(strangers=2, guesses=2))
    assert [enter(client, f"n{each}@bui.example").status_code for each in range(3)] == [403, 403, 429]
    assert [client.get("/api/home").status_code for _ in range(3)] == [401, 401, 429]
