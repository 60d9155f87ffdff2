"""What the routes tell, and that no junk makes them fall."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NATIONAL = {
    "measures": ["volume"],
    "dimensions": ["month", "product"],
    "filters": [{"dimension": "source", "in": ["national"]}],
}


def test_the_home_says_that_it_is_simulated(owner: httpx.Client):
    home = owner.get("/api/home").json()
    assert (home["organisation"], home["is_simulated"], home["has_sample"]) == ("sample", True, True)
    assert {each["dataset"] for each in home["datasets"]} == {"volume"}
    assert home["country"] == "Kestria"
    imports = [
        owner.get(f"/api/imports/{each['import_id']}").json() for each in owner.get("/api/imports").json()["imports"]
    ]
    printed = [total for each in imports for edition in each["editions"] for total in edition["totals"]]
    agree = [round(total["printed"]) == round(total["summed"]) for total in printed if total["printed"] is not None]
    assert (home["tied"], home["untied"]) == (sum(agree), len(agree) - sum(agree))
    assert home["tied"]


def test_a_question_is_answered_with_its_sources(owner: httpx.Client):
    answer = owner.post("/api/query", json=NATIONAL).json()
    assert answer["schema"] == "petroverse.query/1"
    assert answer["meta"]["simulated"] is True
    assert answer["meta"]["row_count"] == len(answer["rows"]) > 0
    assert set(answer["rows"][0]) == {"month", "product", "volume", "unit"}
    assert all(each["file"].endswith(".xlsx") for each in answer["meta"]["sources"])


def test_an_equal_question_is_answered_from_memory(owner: httpx.Client):
    assert owner.post("/api/query", json=NATIONAL).content == owner.post("/api/query", json=NATIONAL).content


def test_a_mixed_sum_is_a_problem_with_its_cure(owner: httpx.Client):
    answer = owner.post("/api/query", json={"measures": ["volume"], "dimensions": ["year"]})
    assert answer.status_code == 422
    assert {"what", "where", "fix", "status", "title", "type"} <= set(answer.json())


def test_imports_and_findings_are_listed(owner: httpx.Client):
    read = [each for each in owner.get("/api/imports").json()["imports"] if each["verdict"] == "read"]
    assert {each["family"] for each in read} >= {"national_supply", "omc_performance"}
    held = next(each for each in read if each["editions"] and not each["withdrawn_at"])
    details = owner.get(f"/api/imports/{held['import_id']}").json()
    assert details["editions"][0]["dataset"] == "volume"
    page = owner.get("/api/findings", params={"limit": 2}).json()
    assert len(page["findings"]) <= 2
    assert page["total"] == sum(page["rules"].values())


def test_pages_of_findings_follow_each_other(owner: httpx.Client):
    everything = owner.get("/api/findings", params={"limit": 1000}).json()["findings"]
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = owner.get("/api/findings", params={"limit": 3, "cursor": cursor}).json()
        found += page["findings"]
        cursor = page["next_cursor"]
    assert found == everything


def test_an_unknown_import_is_not_found(owner: httpx.Client):
    assert owner.get("/api/imports/999999").status_code == 404


def test_the_same_upload_changes_nothing(owner: httpx.Client, workbooks: Path):
    book = next(workbooks.glob("*.xlsx"))
    report = owner.post("/api/imports", files={"file": (book.name, book.read_bytes())}).json()["report"]
    assert [row["verdict"] for row in report["rows"]] == ["same"]


def test_a_broken_upload_is_refused_with_a_reason_and_tells_its_progress(owner: httpx.Client):
    wanted = {"Accept": "application/x-ndjson"}
    answer = owner.post("/api/imports", files={"file": ("../../may.xlsx", b"PK\x03\x04 broken")}, headers=wanted)
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert lines[0]["progress"] == {"done": 1, "total": 1, "what": "may.xlsx"}
    assert lines[-1]["report"]["rows"][0]["verdict"] == "refused"


def test_health_names_the_engines(owner: httpx.Client):
    health = owner.get("/api/health").json()
    assert health["status"] == "ok"
    assert health["engines"]["database"]["engine"] == "PostgreSQL"
    assert 0 < health["engines"]["disk"]["free_bytes"] < health["engines"]["disk"]["total_bytes"]
    assert {(each["status"], each["detail"], each["fix"]) for each in health["engines"].values()} == {("ok", "", "")}


def test_the_page_is_there_or_says_why_not(stranger: httpx.Client):
    answer = stranger.get("/")
    assert answer.status_code == 200
    assert "<html" in answer.text or "make setup" in answer.text


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
_WORDS = st.sampled_from(["measures", "dimensions", "filters", "span", "top", "as_of", "sort", "limit", "compare"])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.dictionaries(_WORDS, _JSON, max_size=6) | _JSON)
def test_no_junk_question_is_a_server_error(body: Any, owner: httpx.Client):
    answer = owner.post("/api/query", content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert answer.status_code < 500


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30), number=st.integers(), path=st.text(max_size=20))
def test_no_junk_parameter_is_a_server_error(text: str, number: int, path: str, owner: httpx.Client):
    parameters = {"rule": text, "severity": text, "file": text, "import_id": text, "limit": number, "cursor": text}
    assert owner.get("/api/findings", params=parameters).status_code < 500
    assert owner.get("/api/findings", params={"file": text}).status_code < 500
    assert owner.get("/api/imports", params={"limit": number}).status_code < 500
    assert owner.get(f"/api/imports/{number}").status_code < 500
    assert owner.get("/sign-in", params={"token": text}, follow_redirects=False).status_code < 500


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[", b"nul", b"{}" * 10])
def test_no_junk_body_is_a_server_error(content: bytes, owner: httpx.Client):
    assert owner.post("/api/query", content=content).status_code in {400, 422}
    assert owner.post("/api/imports", content=content).status_code in {400, 422}
