"""The document of the API tells enough to write a program by, and the page of it reads without a script."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from petroverse.api.idempotency import SHOWN_ONCE, takes_key


@pytest.fixture
def document(owner: httpx.Client) -> dict[str, Any]:
    return owner.get("/api/openapi.json").raise_for_status().json()


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, told) for path, each in document["paths"].items() for method, told in each.items()]


def test_every_operation_has_a_name_a_meaning_and_one_way_to_tell_faults(document: dict[str, Any]):
    names = [told["operationId"] for _, _, told in operations(document)]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9_-]*", name)] == []
    for path, method, told in operations(document):
        assert told.get("description") or told.get("summary"), (method, path)
        assert told["responses"]["422"] == {"$ref": "#/components/responses/Refused"}, (method, path)


def test_every_answer_is_typed(document: dict[str, Any]):
    for path, method, told in operations(document):
        status, good = next(each for each in told["responses"].items() if each[0].startswith("2"))
        schemas = [each.get("schema") for each in good.get("content", {}).values()]
        assert (status == "204") != bool(schemas), (method, path)
        assert all(schemas), (method, path)
        assert not any("additionalProperties" in each for each in schemas), (method, path)


def test_the_question_names_the_measures_and_dimensions_there_are(owner: httpx.Client, document: dict[str, Any]):
    asked = document["components"]["schemas"]["Question"]["properties"]
    subjects = owner.get("/api/catalogue").json()["subjects"]
    measures = {each["measure"] for subject in subjects for each in subject["measures"]}
    assert set(asked["measures"]["items"]["enum"]) == measures
    dimensions = {name for subject in subjects for name in (*subject["times"], *subject["dimensions"])}
    assert dimensions <= set(asked["dimensions"]["items"]["anyOf"][0]["enum"]) | {
        name for name in dimensions if name.startswith("region_")
    }


def test_every_measure_of_the_catalogue_says_its_unit_and_meaning(owner: httpx.Client):
    catalogue = owner.get("/api/catalogue").json()
    volume = next(each for each in catalogue["subjects"] if each["subject"] == "volume")
    assert volume["sources"]["values"] == ["omc", "bidec", "depot", "national", "regional"]
    names = {each["value"]: each["names"] for each in volume["sources"]["stages"]}
    assert names == {"omc": "company", "bidec": "company", "depot": "depot", "national": None, "regional": "region"}
    assert all(each["meaning"] for each in volume["sources"]["stages"])
    (gasoil,) = [each for each in catalogue["products"] if each["product"] == "gasoil"]
    assert (gasoil["group"], gasoil["unit"], "diesel" in gasoil["also"]) == ("gasoil", "L", True)
    told = {each["measure"]: each for each in volume["measures"]}
    assert "market_share" in told["share"]["also"]
    assert told["tonnes"]["unit"] == "t"
    assert all(each["meaning"] for subject in catalogue["subjects"] for each in subject["measures"])


def test_values_are_those_that_occur(owner: httpx.Client):
    products = owner.get("/api/values/product").json()
    assert products["is_simulated"] is True
    question = {"measures": ["cells"], "dimensions": ["source", "product"]}
    rows = owner.post("/api/query", json=question).json()["rows"]
    assert {each["value"] for each in products["values"]} == {row["product"] for row in rows}
    assert all("volume" in each["subjects"] for each in products["values"])
    assert owner.get("/api/values/colour").status_code == 404
    assert owner.get("/api/values/year").json()["values"][0]["value"] > 2000


def test_both_ways_to_come_in_are_told(document: dict[str, Any]):
    assert set(document["components"]["securitySchemes"]) == {"token", "session"}
    told = {(path, method): each["security"] for path, method, each in operations(document)}
    assert told["/api/query", "post"] == [{"token": []}, {"session": []}]
    assert told["/api/sign-in", "post"] == []


def test_changing_posts_may_name_themselves(document: dict[str, Any]):
    for path, method, told in operations(document):
        names = {each["name"] for each in told.get("parameters", ())}
        assert ("Idempotency-Key" in names) == takes_key(method.upper(), path), (method, path)


def test_whatever_shows_a_secret_is_known_to_show_it_once(document: dict[str, Any]):
    schemas = document["components"]["schemas"]

    def fields(schema: dict[str, Any]) -> set[str]:
        named = schemas.get(schema.get("$ref", "").rpartition("/")[2], schema)
        return set(named.get("properties", {}))

    for path, method, told in operations(document):
        if takes_key(method.upper(), path):
            content = [each for status, each in told["responses"].items() if status.startswith("2")]
            schema = content[0].get("content", {}).get("application/json", {}).get("schema", {})
            is_secret = any(re.search("secret|password|link|key$", name) for name in fields(schema))
            assert not is_secret or path in SHOWN_ONCE, path


def test_a_parameter_that_means_nothing_is_refused(owner: httpx.Client):
    answer = owner.get("/api/imports?limt=3")
    assert (answer.status_code, "limt" in answer.json()["what"]) == (400, True)
    assert "limit" in answer.json()["fix"]


def test_people_read_sentences_and_no_docstrings(document: dict[str, Any]):
    schemas = document["components"]["schemas"]
    assert [name for name, each in schemas.items() if "Attributes:" in each.get("description", "")] == []
    assert all(" " in told["summary"] for _, _, told in operations(document))
    (dimensions,) = [
        each["enum"] for each in schemas["Question"]["properties"]["dimensions"]["items"]["anyOf"] if "enum" in each
    ]
    assert len(dimensions) == len(set(dimensions))
    assert "organisations" in schemas["AnswerMeta"]["properties"]
    assert document["servers"][0]["url"] == "/"


@pytest.mark.parametrize(
    ("link", "fix"),
    [
        ("/api/query?measure=volume&source=national", "write filter=source=national"),
        ("/api/query?measures=volume", "write measure=volume"),
        ("/api/query?measure=volume&dimensions=month", "write by=month"),
    ],
)
def test_a_word_in_the_wrong_place_is_told_its_right_one(link: str, fix: str, owner: httpx.Client):
    assert owner.get(link).json()["fix"] == fix


def test_a_value_that_cannot_be_is_named_with_its_field_and_range(owner: httpx.Client):
    told = owner.get("/api/query?measure=volume&limit=0").json()["what"]
    assert told.startswith("limit '0'")
    assert "greater than or equal to 1" in told


def test_a_rule_that_nobody_broke_is_told_from_those_there_are(owner: httpx.Client):
    known = owner.get("/api/findings").json()["rules"]
    answer = owner.get("/api/findings?rule=nonsense")
    assert (answer.status_code, "no rule is called 'nonsense'" in answer.json()["what"]) == (422, True)
    assert all(each in answer.json()["fix"] for each in known)
