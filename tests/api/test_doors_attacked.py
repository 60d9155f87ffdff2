"""Whoever may see a little tries for more: names in others' rows, figures that were not granted, a hung platform."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import httpx
import pytest

from petroverse.app import Platform
from petroverse.core.country import CompanyAlias
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import RIGHTS_OF, Role
from petroverse.database import accept_alias
from petroverse.workflows import (
    Organisation,
    Standing,
    add_organisation,
    add_person,
    new_token,
    owner_reader,
    revoke_one_token,
    set_standing,
)
from stored_market import Market
from volume_facts import Figure, Publication, Table, instant

OURS = OrganisationId("attacked")
HIDDEN = ("HIDDEN OIL", "HIDDEN OIL GHANA")
QUESTION = {
    "measures": ["volume"],
    "dimensions": ["company"],
    "filters": [{"dimension": "source", "in": ["omc"]}],
}


@dataclass
class Doors:
    """An organisation with facts, and people in it."""

    platform: Platform
    address: str

    def person(self, name: str, standing: Standing) -> httpx.Client:
        """Somebody of a standing, who asks with a token."""
        self._add(name, standing)
        token = new_token(
            self.platform.stores, owner_reader(OURS), name, scopes=RIGHTS_OF[standing.role], days=1, person=name
        )
        return httpx.Client(base_url=self.address, headers={"Authorization": f"Bearer {token[1]}"}, timeout=60)

    def _add(self, name: str, standing: Standing) -> None:
        add_person(self.platform.stores, owner_reader(), PersonId(name), name, f"{name}@attacked.example")
        set_standing(self.platform.stores, owner_reader(OURS), name, standing)


@pytest.fixture(scope="module")
def doors(platform: Platform, address: str) -> Doors:
    stores = platform.stores
    add_organisation(stores, owner_reader(), Organisation(OURS, "Attacked"))
    figures = tuple(Figure("gasoil", 10.0, company) for company in ("OWN OIL", *HIDDEN))
    tables = (Table("omc", "month", date(2024, 1, 1), figures),)
    Market(stores.database, stores.lake, OURS).publish(Publication("hidden.xlsx", instant(2025), tables))
    with stores.database.unit_of_work(OURS, PersonId("owner")) as unit:
        accept_alias(unit, CompanyAlias(HIDDEN[1], HIDDEN[0]))
    return Doors(platform, address)


@pytest.fixture(scope="module")
def limited(doors: Doors) -> Iterator[httpx.Client]:
    """An analyst who may see one company."""
    with doors.person("limited", Standing(Role.ANALYST, {"company": ("OWN OIL",)})) as client:
        yield client


@pytest.fixture(scope="module")
def viewer(doors: Doors) -> Iterator[httpx.Client]:
    with doors.person("viewer", Standing(Role.VIEWER)) as client:
        yield client


def test_the_sql_of_an_answer_names_no_merged_company_that_its_reader_may_not_see(
    limited: httpx.Client, viewer: httpx.Client
):
    assert HIDDEN[0] in viewer.post("/api/query", json=QUESTION).json()["meta"]["sql"]
    answered = limited.post("/api/query", json=QUESTION)
    assert answered.json()["rows"] == [{"company": "OWN OIL", "volume": 10, "unit": "L"}]
    assert "HIDDEN" not in answered.text


def test_a_guessed_name_does_not_tell_what_it_is_merged_with(limited: httpx.Client):
    guess = [*QUESTION["filters"], {"dimension": "company", "in": [HIDDEN[1]]}]
    answered = limited.post("/api/query", json={**QUESTION, "filters": guess}).json()
    assert not [each for each in answered["warnings"] if "is read as" in each]


def test_the_largest_are_not_ranked_by_a_measure_that_is_not_granted(doors: Doors):
    with doors.person("measured", Standing(Role.ANALYST, {}, frozenset({"share"}))) as client:
        asked = {**QUESTION, "measures": ["share"], "top": {"n": 1, "dimension": "company"}}
        assert client.post("/api/query", json=asked).status_code == 200
        asked["top"] = {"n": 1, "dimension": "company", "by": "volume"}
        assert client.post("/api/query", json=asked).status_code == 403


@pytest.mark.parametrize(
    ("measure", "subject"), [("share", "volume"), ("volume", "volume"), ("average_price", "price")]
)
def test_whoever_may_ask_one_measure_finds_the_values_of_its_subject_alone(doors: Doors, measure: str, subject: str):
    with doors.person(f"only-{measure}", Standing(Role.ANALYST, {}, frozenset({measure}))) as client:
        found = client.get("/api/values/company").raise_for_status().json()["values"]
    assert {name for each in found for name in each["subjects"]} <= {subject}
    assert (HIDDEN[0] in {each["value"] for each in found}) == (subject == "volume")


@pytest.mark.parametrize("name", ["imports", "findings", "editions"])
def test_a_whole_list_is_refused_before_it_begins_to_whoever_sees_a_part(limited: httpx.Client, name: str):
    assert limited.get(f"/api/exports/{name}").status_code == 403


def test_a_question_of_many_filters_takes_moments(viewer: httpx.Client):
    nobody = [{"dimension": "company", "in": [f"NOBODY {number}"]} for number in range(600)]
    begun = time.monotonic()
    answered = viewer.post("/api/query", json={**QUESTION, "filters": [*QUESTION["filters"], *nobody]})
    assert answered.json()["rows"] == []
    assert time.monotonic() - begun < 15  # one question for each of them took minutes


def test_a_stream_of_events_ends_with_the_token_that_opened_it(doors: Doors):
    stores, owner = doors.platform.stores, owner_reader(OURS)
    doors._add("listener", Standing(Role.VIEWER))
    number, token = new_token(stores, owner, "ear", scopes=RIGHTS_OF[Role.VIEWER], days=1, person="listener")
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.stream("GET", f"{doors.address}/api/events", headers=headers, timeout=12) as answer:
        lines = answer.iter_lines()
        assert next(lines).startswith("retry")
        revoke_one_token(stores, owner, number)
        assert all("problem" not in each for each in lines)  # it ends by itself, well before anything times out


@pytest.mark.parametrize(
    "part",
    [
        {"span": {"from": "9999-12", "until": "9999-12"}},
        {"span": {"from": "9999-12-31", "until": "9999-12-31"}},
        {"filters": [{"dimension": "week", "in": ["9999-12-31"]}]},
        {"filters": [{"dimension": "company", "in": ["a\x00b"]}]},
        {"filters": [{"dimension": "company", "in": ["\ud800"]}]},
    ],
)
def test_what_no_engine_takes_is_refused_in_words(viewer: httpx.Client, part: dict):
    asked = json.dumps({"measures": ["volume"], **part})  # JSON may spell out what is no text
    answered = viewer.post("/api/query", content=asked, headers={"Content-Type": "application/json"})
    assert (answered.status_code, answered.json()["type"]) == (422, "urn:petroverse:QueryUnreadable")
