"""Saved views and dashboards over real HTTP: versions, conflicts, undo, and who sees and changes what."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import httpx
import pytest

from petroverse.app import Platform
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import Role
from petroverse.database import list_records
from petroverse.workflows import (
    Organisation,
    Standing,
    add_organisation,
    add_person,
    admit_person,
    owner_reader,
    set_standing,
)

OFFICE = OrganisationId("office")
PANEL = {
    "id": "by-month",
    "title": "By month",
    "question": {
        "measures": ["volume"],
        "dimensions": ["month", "product"],
        "filters": [{"dimension": "source", "in": ["national"]}],
    },
    "view": {"kind": "line", "x": "month", "y": "volume", "series": "product"},
    "place": {"x": 0, "y": 0, "w": 6, "h": 4},
}
MARKET = {"name": "Market", "description": "What moves", "panels": [PANEL], "is_shared": True}


@pytest.fixture(scope="module")
def people(platform: Platform, address: str) -> Iterator[dict[str, httpx.Client]]:
    """One person of each role in one organisation, each in a browser."""
    stores = platform.stores
    add_organisation(stores, owner_reader(), Organisation(OFFICE, "Office"))
    clients = {}
    for role in (Role.VIEWER, Role.ANALYST, Role.ADMIN):
        name = PersonId(f"office-{role}")
        add_person(stores, owner_reader(), name, role.title(), f"{name}@office.example")
        set_standing(stores, owner_reader(OFFICE), name, Standing(role))
        headers = {"Cookie": f"petroverse_session={admit_person(stores, name, 'password')}", "Origin": address}
        clients[str(role)] = httpx.Client(base_url=address, headers=headers, timeout=60)
    yield clients
    for each in clients.values():
        each.close()


@pytest.fixture
def shared(people: dict[str, httpx.Client]) -> dict:
    return people["analyst"].post("/api/dashboards", json=MARKET).json()


def changed(dashboard: dict, **parts: object) -> dict:
    keeps = ("name", "description", "panels", "filters", "is_shared", "version")
    return {name: copy.deepcopy(dashboard[name]) for name in keeps} | parts


def test_a_dashboard_comes_back_as_it_was_sent(people, shared):
    got = people["viewer"].get(f"/api/dashboards/{shared['id']}").json()
    assert got["panels"] == [{**PANEL, "hint": ""}]
    assert (got["name"], got["version"], got["owner"], got["panel_count"]) == ("Market", 1, "office-analyst", 1)


def test_every_save_is_a_version_that_says_what_changed_and_can_be_restored(people, shared):
    analyst, path = people["analyst"], f"/api/dashboards/{shared['id']}"
    moved = {**PANEL, "place": {"x": 6, "y": 0, "w": 6, "h": 4}, "title": "Months"}
    second = {**PANEL, "id": "two", "title": "Two"}
    saved = analyst.put(path, json=changed(shared, panels=[moved, second], note="Wider")).json()
    assert saved["version"] == 2
    newest, first = analyst.get(f"{path}/versions").json()["versions"]
    told = {(each["what"], each["title"]) for each in newest["changes"]}
    assert told == {("panel_added", "Two"), ("panel_renamed", "Months"), ("moved", "Months")}
    assert (newest["note"], newest["changed_by"], first["changes"]) == ("Wider", "office-analyst", [])
    restored = analyst.post(f"{path}/versions/1/restore").json()
    assert (restored["version"], restored["panels"]) == (3, shared["panels"])
    assert analyst.get(f"{path}/versions").json()["versions"][0]["restored_from"] == 1
    assert analyst.get(path, params={"version": 2}).json()["panels"][1]["title"] == "Two"


def test_whoever_changes_an_older_version_is_told_what_changed_and_changes_nothing(people, shared):
    path = f"/api/dashboards/{shared['id']}"
    assert people["analyst"].put(path, json=changed(shared, name="Fuel")).status_code == 200
    late = people["admin"].put(path, json=changed(shared, name="Other"))
    assert late.status_code == 409
    assert late.json()["what"] == "office-analyst saved version 2 since you opened version 1: renamed 'Fuel'"
    assert people["admin"].get(path).json()["name"] == "Fuel"


def test_a_deleted_dashboard_comes_back_whole(people, shared):
    analyst, path = people["analyst"], f"/api/dashboards/{shared['id']}"
    assert analyst.delete(path).status_code == 204
    assert analyst.get(path).status_code == 404
    deleted = analyst.get("/api/dashboards", params={"deleted": True}).json()["dashboards"]
    assert shared["id"] in [each["id"] for each in deleted]
    assert analyst.post(f"{path}/bring-back").json()["panels"] == shared["panels"]
    assert analyst.post(f"{path}/bring-back").status_code == 404


def test_what_is_not_shared_is_seen_by_its_owner_alone(people):
    own = people["viewer"].post("/api/dashboards", json={**MARKET, "is_shared": False}).json()
    path = f"/api/dashboards/{own['id']}"
    assert [people[each].get(path).status_code for each in ("viewer", "analyst", "admin")] == [200, 404, 404]
    assert people["admin"].put(path, json=changed(own)).status_code == 404
    listed = people["admin"].get("/api/dashboards").json()["dashboards"]
    assert own["id"] not in [each["id"] for each in listed]


def test_a_viewer_reads_shared_ones_and_changes_the_own_alone(people, shared):
    viewer, path = people["viewer"], f"/api/dashboards/{shared['id']}"
    assert viewer.get(path).json()["may_change"] is False
    refused = [
        viewer.put(path, json=changed(shared, name="Mine")),
        viewer.delete(path),
        viewer.post(f"{path}/versions/1/restore"),
        viewer.post("/api/dashboards", json=MARKET),
        viewer.post("/api/views", json={"name": "All", "path": "/market", "is_shared": True}),
    ]
    assert [each.status_code for each in refused] == [403] * 5
    own = viewer.post("/api/dashboards", json={**MARKET, "is_shared": False}).json()
    assert viewer.put(f"/api/dashboards/{own['id']}", json=changed(own, is_shared=True)).status_code == 403


def test_nobody_takes_a_shared_dashboard_from_the_others_but_its_owner(people, shared):
    path = f"/api/dashboards/{shared['id']}"
    assert people["admin"].put(path, json=changed(shared, is_shared=False)).status_code == 403
    assert people["analyst"].put(path, json=changed(shared, is_shared=False)).status_code == 200


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ({"measures": ["volme"]}, "volme"),
        ({"measures": ["volume"], "dimensions": ["laboratory"]}, "laboratory"),
        ({"measures": ["volume", "average_price"]}, "average_price"),
    ],
)
def test_a_question_that_can_never_be_asked_is_refused_by_the_name_of_its_panel(people, part, told):
    got = people["analyst"].post("/api/dashboards", json={**MARKET, "panels": [{**PANEL, "question": part}]})
    assert got.status_code == 422
    assert told in got.json()["what"]
    assert "panel By month" in got.json()["where"]


def test_a_question_that_only_lacks_figures_is_kept(people):
    question = {
        "measures": ["average_price"],
        "dimensions": ["window", "company"],
        "filters": [{"dimension": "company", "in": ["Nobody"]}],
    }
    made = people["analyst"].post("/api/dashboards", json={**MARKET, "panels": [{**PANEL, "question": question}]})
    assert made.status_code == 201, made.text


def test_the_records_say_who_saved_and_name_nobodys_private_dashboard(platform, people, shared):
    people["viewer"].post("/api/dashboards", json={**MARKET, "name": "Secret plan", "is_shared": False})
    with platform.stores.database.reading(OFFICE, PersonId("office-admin")) as uow:
        told = [(each.person, each.body) for each in list_records(uow) if each.kind == "dashboard_saved"]
    assert ("office-analyst", {"id": shared["id"], "version": 1, "name": "Market"}) in told
    assert "Secret plan" not in str(told)


def test_a_saved_view_replaces_the_own_one_of_its_name(people):
    viewer, analyst = people["viewer"], people["analyst"]
    first = viewer.post("/api/views", json={"name": "Mine", "path": "/market?from=2024-01"}).json()
    again = viewer.post("/api/views", json={"name": "Mine", "path": "/prices"}).json()
    assert (again["id"], again["path"]) == (first["id"], "/prices")
    assert analyst.get("/api/views").json() == {"views": []}
    assert analyst.delete(f"/api/views/{first['id']}").status_code == 404
    assert viewer.delete(f"/api/views/{first['id']}").status_code == 204


@pytest.mark.parametrize("path", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "market"])
def test_a_saved_view_leads_nowhere_else(people, path):
    assert people["viewer"].post("/api/views", json={"name": "x", "path": path}).status_code == 422
