"""Alarms over HTTP: what a message raised is listed, answered by people, and told as it happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from petroverse.app import Platform
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import READINGS, Reading, SiteReadings, to_body
from petroverse.core.rights import RIGHTS_OF, Role
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.database import save_network
from petroverse.workflows import (
    OWNER,
    Arrived,
    Organisation,
    Standing,
    Watcher,
    add_organisation,
    add_person,
    events_since,
    first_place,
    new_token,
    owner_reader,
    set_standing,
)

HOME = OrganisationId("alarmed")
START = datetime(2024, 3, 1, 6, tzinfo=UTC)
TANK = Tank(TankId("S7/1"), PlaceId("S7"), "gasoline", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0)
RULE = {
    "name": "overfill",
    "cause": "a drop above the safe fill",
    "consequence": "product in the ground",
    "severity": "severe",
    "response": "shut the drop valve",
    "time_available_s": 300,
    "limit": 28_400,
    "unit": "L",
    "deadband": 0.004,
    "valid_states": ["in_service"],
    "is_enabled": True,
}
KEY = {"rule": "overfill", "subject": "S7/1"}


@pytest.fixture(scope="module")
def people(platform: Platform, address: str) -> Iterator[dict[str, httpx.Client]]:
    """One of each role in an organisation with one tank, which is filled over its safe fill."""
    stores = platform.stores
    add_organisation(stores, owner_reader(), Organisation(HOME, "Alarmed"))
    with stores.database.unit_of_work(HOME, OWNER) as unit:
        save_network(unit, Network((Place(PlaceId("S7"), "Seven", "station"),), tanks=(TANK,)), version=0)
    clients = {}
    for role in Role:
        person = PersonId(f"alarmed-{role}")
        add_person(stores, owner_reader(), person, person, f"{person}@example.org")
        set_standing(stores, owner_reader(HOME), person, Standing(role))
        token = new_token(stores, owner_reader(HOME), "all", scopes=RIGHTS_OF[role], days=1, person=person)[1]
        clients[str(role)] = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=60)
    clients["admin"].put("/api/alarms/rules", json=RULE).raise_for_status()
    levels = [1.2, 1.2, 1.5, 1.9, 2.3, 2.45, 2.45]
    Watcher(stores).take([told(minute, level) for minute, level in enumerate(levels)])
    yield clients
    for each in clients.values():
        each.close()


def told(minute: int, level_m: float) -> Arrived:
    at = START + timedelta(minutes=minute)
    site = SiteReadings(PlaceId("S7"), (Reading(TANK.id, at, level_m, temp_c=28.0),))
    return Arrived(Message(MessageId(f"alarmed-{minute}"), READINGS, at, at, HOME, "gauge", to_body(site)), at)


def deed(client: httpx.Client, does: str, **more: Any) -> httpx.Response:
    return client.post("/api/alarms/deeds", json={"does": does, **KEY, **more})


def test_an_alarm_is_listed_with_its_litres_and_answered_by_whoever_operates(people: dict[str, httpx.Client]):
    listed = people["viewer"].get("/api/alarms").raise_for_status().json()
    (alarm,) = listed["alarms"]
    assert (alarm["rule"], alarm["status"], alarm["priority"]) == ("overfill", "unacknowledged", "high")
    assert alarm["body"]["begun"]["condition"]["limit"] == RULE["limit"]
    assert listed["counts"] == {
        "active": 1, "unacked": 1, "quiet": 0, "by_design": 0, "unacked_by_priority": {"high": 1},
    }  # fmt: skip
    assert deed(people["viewer"], "acknowledge").status_code == 403
    seen = deed(people["operator"], "acknowledge").raise_for_status().json()
    assert (seen["status"], seen["is_active"]) == ("acknowledged", True)
    deed(people["operator"], "note", text="valve shut").raise_for_status()
    events = people["viewer"].get("/api/alarms/history", params=KEY).json()["events"]
    assert [each["word"] for each in events][:2] == ["noted", "acknowledged"]
    assert {each["person"] for each in events[:2]} == {"alarmed-operator"}


def test_history_comes_page_by_page(people: dict[str, httpx.Client]):
    whole = people["viewer"].get("/api/alarms/history").json()["events"]
    first = people["viewer"].get("/api/alarms/history", params={"limit": 1}).json()
    rest = people["viewer"].get("/api/alarms/history", params={"before": first["next"]}).json()
    assert [*first["events"], *rest["events"]] == whole


def test_an_overfill_is_kept_quiet_by_two_people_each_signed_in_for_an_hour_at_most(people: dict[str, httpx.Client]):
    now = datetime.now(UTC)
    soon, late = ((now + timedelta(minutes=each)).isoformat() for each in (30, 90))
    operator, admin = people["operator"], people["admin"]
    for wrong in ({"until": soon}, {"until": late, "reason": "chart"}, {"reason": "chart"}):
        refused = deed(operator, "suppress", **wrong)
        assert refused.status_code == 422, wrong
        assert refused.json()["fix"]
    assert deed(admin, "agree").status_code == 404  # nobody asked yet
    asked = deed(operator, "suppress", until=soon, reason="the chart is wrong").raise_for_status().json()
    assert (asked["is_quiet"], asked["asked"]["person"]) == (False, "alarmed-operator")
    (listed,) = people["viewer"].get("/api/alarms").json()["alarms"]
    assert listed["asked"] == asked["asked"]
    assert deed(operator, "agree").status_code == 422
    assert deed(people["viewer"], "agree").status_code == 403
    quiet = deed(admin, "agree").raise_for_status().json()
    assert (quiet["is_quiet"], quiet["asked"]) == (True, None)
    assert people["viewer"].get("/api/alarms").json()["counts"]["quiet"] == 1
    line = people["viewer"].get("/api/alarms/history", params=KEY).json()["events"][0]
    said = (line["word"], line["person"], line["body"]["second"], line["body"]["text"])
    assert said == ("shelved", "alarmed-operator", "alarmed-admin", "the chart is wrong")
    assert not deed(operator, "restore").json()["is_quiet"]
    assert deed(admin, "agree").status_code == 404  # one answer is good for one question


def test_what_nobody_agreed_to_in_time_is_over(people: dict[str, httpx.Client], platform: Platform):
    soon = (datetime.now(UTC) + timedelta(minutes=30)).isoformat()
    asked = deed(people["operator"], "suppress", until=soon, reason="chart").raise_for_status().json()["asked"]
    waits = datetime.fromisoformat(asked["expires_at"]) - datetime.fromisoformat(asked["asked_at"])
    assert waits == timedelta(minutes=15)
    with platform.stores.database.unit_of_work(HOME, OWNER) as unit:
        unit.rows("update asked_shelvings set expires_at = %s where organisation = %s", [unit.at, HOME])
    assert deed(people["admin"], "agree").status_code == 404
    assert people["viewer"].get("/api/alarms").json()["alarms"][0]["asked"] is None


def test_a_rule_that_lacks_what_a_person_must_know_calls_nobody(people: dict[str, httpx.Client]):
    admin = people["admin"]
    bare = {"name": "water", "limit": 0.05, "unit": "m"}
    refused = admin.put("/api/alarms/rules", json={**bare, "is_enabled": True})
    assert refused.status_code == 422
    assert "cause" in refused.json()["what"]
    draft = admin.put("/api/alarms/rules", json=bare).raise_for_status().json()
    assert (draft["is_enabled"], draft["approver"]) == (False, "")
    assert {"cause", "response", "approver"} <= set(draft["missing"])
    assert [each["name"] for each in people["viewer"].get("/api/alarms/rules").json()["rules"]] == ["overfill", "water"]
    assert admin.delete("/api/alarms/rules", params={"name": "water"}).status_code == 204
    assert admin.delete("/api/alarms/rules", params={"name": "water"}).status_code == 404
    assert people["operator"].put("/api/alarms/rules", json=bare).status_code == 403


def test_a_rule_that_watching_cannot_go_by_calls_nobody(people: dict[str, httpx.Client]):
    for name, limit, unit in (("water", 0.05, "ft"), ("high", 5.0, "h"), ("silent", 1e300, "h"), ("silent", 5.0, "m")):
        refused = people["admin"].put("/api/alarms/rules", json={**RULE, "name": name, "limit": limit, "unit": unit})
        assert (refused.status_code, refused.json()["where"]) == (422, "unit"), name
    whole = {**RULE, "name": "silent", "limit": 20, "unit": "min", "delay_s": 1e300}
    assert people["admin"].put("/api/alarms/rules", json=whole).status_code == 422


def test_of_an_alarm_that_never_was_nothing_can_be_said(people: dict[str, httpx.Client]):
    nothing = people["operator"].post(
        "/api/alarms/deeds", json={"does": "acknowledge", "rule": "high", "subject": "S9/9"}
    )
    assert nothing.status_code == 404


@pytest.mark.usefixtures("people")
def test_who_listens_hears_of_alarms_and_a_regulator_does_not(platform: Platform):
    reader = owner_reader(HOME)
    for listener, words in ((reader, {"raised"}), (replace(reader, role=Role.REGULATOR), set())):
        seen = first_place(platform.stores, listener, f"{HOME}:0")
        heard = [each.told for each in events_since(platform.stores, listener, seen)[0] if each.kind == "alarms"]
        assert {each["word"] for told in heard for each in told["events"]} >= words
        assert bool(heard) == bool(words)


def test_another_organisation_and_a_regulator_see_none_of_it(people: dict[str, httpx.Client], owner: httpx.Client):
    for client in (owner, people["regulator"]):
        assert client.get("/api/alarms").json()["alarms"] == []
        assert client.get("/api/alarms/history").json()["events"] == []
        assert client.get("/api/alarms/notices").json()["notices"] == []
