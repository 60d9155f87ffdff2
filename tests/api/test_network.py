"""The network over real HTTP: as one object with versions, as files, and for the organisation's own people alone."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from petroverse.app import Platform
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import Role
from petroverse.workflows import (
    Organisation,
    Standing,
    add_organisation,
    add_person,
    admit_person,
    owner_reader,
    set_standing,
)

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "network"
WHOLE = json.loads((EXAMPLE / "network.json").read_text("utf-8"))
WHOLE.pop("format")
ROLES = (Role.VIEWER, Role.ANALYST, Role.OPERATOR, Role.REGULATOR)


def signed_in(platform: Platform, address: str, organisation: str, role: Role) -> httpx.Client:
    name = PersonId(f"{organisation}-{role}")
    add_person(platform.stores, owner_reader(), name, role.title(), f"{name}@net.example")
    set_standing(platform.stores, owner_reader(organisation), name, Standing(role))
    session = admit_person(platform.stores, name, "password")
    headers = {"Cookie": f"petroverse_session={session}", "Origin": address}
    return httpx.Client(base_url=address, headers=headers, timeout=60)


@pytest.fixture
def organisation(platform: Platform, request: pytest.FixtureRequest) -> str:
    """An organisation of the test's own, without a network."""
    name = OrganisationId(f"net-{abs(hash(request.node.name)) % 10**9}")
    add_organisation(platform.stores, owner_reader(), Organisation(name, "Network"))
    return name


@pytest.fixture
def people(platform: Platform, address: str, organisation: str) -> Iterator[dict[str, httpx.Client]]:
    """One person of each role in that organisation, each in a browser."""
    clients = {str(role): signed_in(platform, address, organisation, role) for role in ROLES}
    yield clients
    for each in clients.values():
        each.close()


def by_id(network: dict) -> dict:
    return {kind: {each["id"]: each for each in rows} for kind, rows in network.items()}


def test_a_network_comes_back_as_it_was_put_with_its_version(people):
    operator = people["operator"]
    empty = operator.get("/api/network")
    assert (empty.json()["version"], empty.json()["network"]["tanks"]) == (0, [])
    saved = operator.put("/api/network", json=WHOLE, headers={"If-Match": empty.headers["ETag"]})
    assert saved.status_code == 200, saved.text
    assert {each["what"] for each in saved.json()["changes"]} == {"added"}
    got = people["viewer"].get("/api/network")
    assert got.json()["version"] == 1
    assert by_id(got.json()["network"]) == by_id(saved.json()["network"])
    assert {each["id"] for each in got.json()["network"]["tanks"]} == {each["id"] for each in WHOLE["tanks"]}
    assert got.headers["ETag"] == saved.headers["ETag"]
    held = people["viewer"].get("/api/network", headers={"If-None-Match": got.headers["ETag"]})
    assert (held.status_code, held.content) == (304, b"")
    assert people["viewer"].get("/api/network", params={"version": 0}).json()["network"]["tanks"] == []
    assert people["viewer"].get("/api/network", params={"version": 2}).status_code == 404


def test_whoever_changes_what_somebody_changed_meanwhile_is_told_and_changes_nothing(people):
    operator = people["operator"]
    first = operator.put("/api/network", json=WHOLE)
    fewer = {**WHOLE, "trucks": []}
    assert operator.put("/api/network", json=fewer, headers={"If-Match": first.headers["ETag"]}).status_code == 200
    late = operator.put("/api/network", json=WHOLE, headers={"If-Match": first.headers["ETag"]})
    assert late.status_code == 409
    assert "saved version 2, and your change was made from version 1" in late.json()["what"]
    assert operator.put("/api/network", json=WHOLE).status_code == 409
    assert operator.put("/api/network", json=WHOLE, headers={"If-Match": '"soon"'}).status_code == 400
    assert operator.get("/api/network").json()["network"]["trucks"] == []


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"tanks": [{**WHOLE["tanks"][0], "place": "nowhere"}], "meters": [], "gauges": []}, "nowhere"),
        ({"tanks": [WHOLE["tanks"][0], WHOLE["tanks"][0]]}, "met twice"),
        ({"tanks": [{**WHOLE["tanks"][0], "safe_fill_l": 1e12}], "meters": [], "gauges": []}, "rise in this order"),
        ({"places": [{"id": "A\x00", "name": "A", "kind": "station"}]}, "cannot be printed"),
        ({"places": [{"id": "A", "name": " A", "kind": "station"}]}, "cannot be printed"),
        ({"trucks": [{"id": "B", "compartments_l": []}]}, "compartment"),
    ],
)
def test_a_network_that_contradicts_itself_is_refused(people, wrong, word):
    refused = people["operator"].put("/api/network", json={**WHOLE, **wrong})
    assert refused.status_code == 422
    assert word in refused.json()["detail"]
    assert people["operator"].get("/api/network").json()["version"] == 0


@pytest.mark.parametrize("form", ["json", "xlsx", "csv"])
def test_what_goes_out_as_a_file_comes_back_in_and_changes_nothing(people, form):
    operator = people["operator"]
    operator.put("/api/network", json=WHOLE)
    before = operator.get("/api/network").json()
    file = people["analyst"].get("/api/network/export", params={"format": form})
    assert file.status_code == 200
    name = file.headers["content-disposition"].partition('filename="')[2].rstrip('"')
    back = operator.post("/api/network/import", files={"file": (name, file.content)}).json()
    assert (back["is_taken"], back["faults"], back["changes"], back["version"]) == (True, [], [], 1)
    assert operator.get("/api/network").json()["network"] == before["network"]


def test_the_example_is_taken_in_from_each_of_its_forms_as_the_same_network(people):
    operator = people["operator"]
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for each in sorted(EXAMPLE.glob("*.csv")):
            archive.write(each, each.name)
    told = operator.post("/api/network/import", files={"file": ("network.zip", sink.getvalue())})
    assert told.json()["is_taken"], told.text
    operator.put("/api/network", json=WHOLE, headers={"If-Match": '"1"'})
    assert operator.get("/api/network").json()["version"] == 1


def test_a_file_with_a_bad_cell_is_refused_whole_and_a_check_names_every_cell(people):
    operator = people["operator"]
    operator.put("/api/network", json=WHOLE)
    content = b"id,place,tank\nN1,S7,nowhere\nN2,,S7/1\n"
    checked = operator.post("/api/network/import", params={"check": True}, files={"file": ("meters.csv", content)})
    assert checked.status_code == 200
    cells = [(each["sheet"], each["row"], each["column"]) for each in checked.json()["faults"]]
    assert cells == [("meters", 2, "tank"), ("meters", 3, "place")]
    taken = operator.post("/api/network/import", files={"file": ("meters.csv", content)})
    assert taken.status_code == 422
    assert taken.json()["where"] == "meters, row 2, tank"
    assert operator.get("/api/network").json()["version"] == 1
    other = operator.post("/api/network/import", files={"file": ("notes.txt", b"\x00\xff\xfe")})
    assert other.status_code == 422


def test_a_check_says_what_would_come_of_it_and_does_nothing(people):
    operator = people["operator"]
    content = b"id,name,kind\nS7,Seventh,station\n"
    checked = operator.post("/api/network/import", params={"check": True}, files={"file": ("places.csv", content)})
    assert (checked.json()["is_taken"], checked.json()["counts"]) == (False, {"places added": 1})
    assert operator.get("/api/network").json()["version"] == 0


def test_nobody_elses_network_is_read_and_a_regulator_reads_none(people, platform, address):
    people["operator"].put("/api/network", json=WHOLE)
    other = OrganisationId("net-other")
    add_organisation(platform.stores, owner_reader(), Organisation(other, "Other"))
    with signed_in(platform, address, other, Role.ADMIN) as stranger:
        told = stranger.get("/api/network").json()
        assert (told["version"], told["network"]["tanks"]) == (0, [])
    told = people["regulator"].get("/api/network").json()
    assert (told["version"], told["network"]["places"], told["retired"]) == (0, [], [])
    exported = people["regulator"].get("/api/network/export", params={"format": "json"}).json()
    assert exported["tanks"] == []


def test_who_may_see_some_rows_only_sees_no_network(people, platform, organisation, address):
    people["operator"].put("/api/network", json=WHOLE)
    name = PersonId(f"{organisation}-limited")
    add_person(platform.stores, owner_reader(), name, "Limited", f"{name}@net.example")
    set_standing(platform.stores, owner_reader(organisation), name, Standing(Role.ADMIN, {"region": ("North",)}))
    headers = {"Cookie": f"petroverse_session={admit_person(platform.stores, name, 'password')}", "Origin": address}
    with httpx.Client(base_url=address, headers=headers, timeout=60) as limited:
        for path in ("/api/network", "/api/network/export", "/api/tanks/latest", "/api/tanks/S7/1/readings"):
            assert limited.get(path).status_code == 403, path
        assert limited.put("/api/network", json=WHOLE, headers={"If-Match": '"1"'}).status_code == 403
