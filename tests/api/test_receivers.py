"""Receivers of alarms over HTTP: who may set them up, what is shown of them, and people's own browsers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from petroverse.app import Platform
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import Role
from petroverse.database import note_delivery
from petroverse.workflows import (
    Organisation,
    Standing,
    add_organisation,
    add_person,
    new_link_token,
    owner_reader,
    set_standing,
)
from push_browser import Browser

HOME = OrganisationId("told")
MAIL = {"name": "Ama", "kind": "mail", "address": "Ama <ama@example.org>", "zone": "Africa/Accra"}
HOOK = {"name": "ops", "kind": "webhook", "address": "https://ops.example/path/that/is/secret"}


@pytest.fixture(scope="module")
def people(platform: Platform, address: str) -> Iterator[dict[str, httpx.Client]]:
    """One of each role, signed in with a browser."""
    stores, clients = platform.stores, {}
    add_organisation(stores, owner_reader(), Organisation(HOME, "Told"))
    for role in Role:
        person = PersonId(f"told-{role}")
        add_person(stores, owner_reader(), person, person, f"{person}@example.org")
        set_standing(stores, owner_reader(HOME), person, Standing(role))
        client = clients[str(role)] = httpx.Client(base_url=address, headers={"Origin": address}, timeout=60)
        client.get("/sign-in", params={"token": new_link_token(stores, person, HOME)}, follow_redirects=False)
    yield clients
    for each in clients.values():
        each.close()


def browser_form(**more: Any) -> dict[str, Any]:
    said = Browser().subscription
    return {"name": "phone", "endpoint": said.endpoint, "keys": {"p256dh": said.p256dh, "auth": said.auth}, **more}


def test_an_operator_sets_up_a_mailbox_and_a_webhook_whose_secret_is_shown_once(people: dict[str, httpx.Client]):
    operator = people["operator"]
    wanted = {**MAIL, "quiet": {"begin": "22:00", "end": "06:00"}, "digest_at": "07:00", "priorities": ["low", "high"]}
    ama = operator.post("/api/receivers", json=wanted).raise_for_status().json()
    assert (ama["secret"], ama["quiet"], ama["digest_at"]) == ("", wanted["quiet"], "07:00")
    ops = operator.post("/api/receivers", json=HOOK).raise_for_status().json()
    assert ops["secret"].startswith("whsec_")
    assert ops["address"] == "https://ops.example"
    listed = operator.get("/api/receivers").raise_for_status()
    assert [each["name"] for each in listed.json()["receivers"]] == ["Ama", "ops"]
    assert ops["secret"] not in listed.text
    assert "path" not in listed.text
    changed = {"name": "Office", "zone": "Africa/Accra", "is_enabled": False, "after_minutes": 30}
    now = operator.put(f"/api/receivers/{ama['id']}", json=changed).raise_for_status().json()
    assert (now["name"], now["is_enabled"], now["after_minutes"], now["quiet"]) == ("Office", False, 30, None)
    for each in (ama, ops):
        assert operator.delete(f"/api/receivers/{each['id']}").status_code == 204
        assert operator.delete(f"/api/receivers/{each['id']}").status_code == 404


def test_who_does_not_operate_sets_nothing_up_and_sees_no_addresses(people: dict[str, httpx.Client]):
    for role in ("viewer", "analyst", "regulator"):
        assert people[role].get("/api/receivers").status_code == 403
        assert people[role].post("/api/receivers", json=MAIL).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {**MAIL, "address": "nobody"}, {**MAIL, "zone": "Nowhere"}, {**MAIL, "priorities": []},
        {**MAIL, "quiet": {"begin": "25:00", "end": "06:00"}}, {**MAIL, "after_minutes": 1441},
        {**HOOK, "address": "ftp://ops.example"},
        {**HOOK, "address": "http://ops.example"}, {**HOOK, "secret": "short"}, {**MAIL, "kind": "pigeon"},
        {**MAIL, "colour": "red"}, {**MAIL, "address": "a@b.example\r\nBcc: c@d.example"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_what_to_do(people: dict[str, httpx.Client], wrong: dict[str, Any]):
    refused = people["admin"].post("/api/receivers", json=wrong)
    assert refused.status_code in (400, 422)
    assert refused.json()["fix"]


def test_a_trial_says_what_came_back(people: dict[str, httpx.Client]):
    operator = people["operator"]
    ama = operator.post("/api/receivers", json=MAIL).raise_for_status().json()
    told = operator.post(f"/api/receivers/{ama['id']}/test").raise_for_status().json()
    assert (told["is_sent"], told["fault"]["what"]) == (False, "no mail server is set up")
    (listed,) = operator.get("/api/receivers").json()["receivers"]
    assert listed["failing_since"]
    assert listed["fault"] == told["fault"]
    assert operator.get("/api/health").json()["engines"]["receivers"]["status"] == "ok"
    operator.delete(f"/api/receivers/{ama['id']}").raise_for_status()


def test_a_receiver_that_keeps_failing_stands_in_the_health_of_its_organisation_alone(
    people: dict[str, httpx.Client], platform: Platform, owner: httpx.Client
):
    operator = people["operator"]
    ama = operator.post("/api/receivers", json=MAIL).raise_for_status().json()
    with platform.stores.database.unit_of_work(HOME, PersonId("told-operator")) as unit:
        note_delivery(unit, ama["id"], fault={"what": "the mailbox is full", "where": "", "fix": ""})
        unit.rows("update receivers set failing_since = now() - interval '11 minutes' where id = %s", [ama["id"]])
    health = people["viewer"].get("/api/health").json()
    assert (health["status"], health["engines"]["receivers"]["status"]) == ("unhealthy", "unhealthy")
    assert "1 of 1 receivers of alarms take nothing, since" in health["engines"]["receivers"]["detail"]
    assert "Ama" not in str(health)
    for another in (people["regulator"], owner):
        assert "receivers" not in another.get("/api/health").json()["engines"]
    operator.delete(f"/api/receivers/{ama['id']}").raise_for_status()
    assert "receivers" not in operator.get("/api/health").json()["engines"]


def test_a_person_has_her_own_browser_told_and_nobody_elses(people: dict[str, httpx.Client]):
    viewer, analyst = people["viewer"], people["analyst"]
    key = viewer.get("/api/push/key").raise_for_status().json()["key"]
    assert len(key) == 87
    assert analyst.get("/api/push/key").json()["key"] == key
    mine = viewer.post("/api/push/subscriptions", json=browser_form()).raise_for_status().json()
    assert (mine["kind"], mine["address"], mine["person"]) == ("push", "https://push.example:8443", "told-viewer")
    assert [each["id"] for each in viewer.get("/api/push/subscriptions").json()["receivers"]] == [mine["id"]]
    assert analyst.get("/api/push/subscriptions").json()["receivers"] == []
    assert analyst.delete(f"/api/push/subscriptions/{mine['id']}").status_code == 404
    assert analyst.post(f"/api/push/subscriptions/{mine['id']}/test").status_code == 404
    assert viewer.post("/api/push/subscriptions", json=browser_form(endpoint="http://inside")).status_code == 422
    assert viewer.delete(f"/api/push/subscriptions/{mine['id']}").status_code == 204


def test_nobody_fills_the_platform_with_browsers(people: dict[str, httpx.Client]):
    analyst = people["analyst"]
    told = [analyst.post("/api/push/subscriptions", json=form_at(number)) for number in range(21)]
    assert [each.status_code for each in told] == [201] * 20 + [422]
    for each in analyst.get("/api/push/subscriptions").json()["receivers"]:
        analyst.delete(f"/api/push/subscriptions/{each['id']}").raise_for_status()


def form_at(number: int) -> dict[str, Any]:
    return browser_form(endpoint=f"https://push.example/{number}")


def test_a_regulator_is_told_of_no_alarm(people: dict[str, httpx.Client]):
    refused = people["regulator"].post("/api/push/subscriptions", json=browser_form())
    assert refused.status_code == 403
    assert people["regulator"].get("/api/notices/told").json() == {"told": []}
