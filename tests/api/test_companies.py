"""Merges and imports that are taken back, over HTTP: as the workflows do it, with faults as problem documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BY_COMPANY = {
    "measures": ["volume"],
    "dimensions": ["company"],
    "filters": [{"dimension": "source", "in": ["omc"]}, {"dimension": "product", "in": ["gasoil"]}],
}


def companies(owner: httpx.Client) -> dict[str, float]:
    return {row["company"]: row["volume"] for row in owner.post("/api/query", json=BY_COMPANY).json()["rows"]}


def test_a_merge_holds_at_once_and_its_undoing_too(owner: httpx.Client):
    before = companies(owner)
    name, company, *_ = sorted(before)
    made = owner.post("/api/companies/aliases", json={"alias": name, "company": company, "reason": "one owner"})
    assert made.status_code == 201
    assert companies(owner)[company] == before[name] + before[company]
    assert name not in companies(owner)
    listed = owner.get("/api/companies/aliases").json()["aliases"]
    assert [each["reason"] for each in listed if not each["withdrawn_at"]] == ["one owner"]
    assert owner.delete(f"/api/companies/aliases/{made.json()['number']}").status_code == 204
    assert companies(owner) == before


def test_a_merge_from_a_day_on_keeps_the_days_before(owner: httpx.Client):
    before = companies(owner)
    name, company, *_ = sorted(before)
    wanted = {"alias": name, "company": company, "since": "2100-01-01"}
    made = owner.post("/api/companies/aliases", json=wanted).json()
    assert companies(owner) == before
    owner.delete(f"/api/companies/aliases/{made['number']}")


def test_proposals_come_with_their_evidence(owner: httpx.Client):
    for each in owner.get("/api/companies/proposals").json()["proposals"]:
        assert 0.9 <= each["confidence"] <= 1
        assert {"alias", "company", "together", "alias_first", "company_last", "company_volume_l"} <= set(each)


def test_a_company_tells_every_name_that_was_printed_for_it(owner: httpx.Client):
    company = max(companies(owner))
    (own,) = {each["printed"] for each in names(owner, company)}
    other = min(companies(owner))
    made = owner.post("/api/companies/aliases", json={"alias": other, "company": company, "reason": "one owner"}).json()
    printed = {each["printed"]: each for each in names(owner, company)}
    assert set(printed) == {own, other}
    assert (printed[own]["reason"], printed[other]["reason"]) == ("", "one owner")
    assert printed[other]["series"] == "omc"
    assert printed[other]["first"] <= printed[other]["last"]
    assert all(each["files"] and each["rows"] for each in printed.values())
    owner.delete(f"/api/companies/aliases/{made['number']}")
    assert {each["printed"] for each in names(owner, company)} == {own}


def test_a_company_tells_under_which_name_it_stood_before_and_stands_later(owner: httpx.Client):
    old, new, *_ = sorted(companies(owner))
    wanted = {"alias": old, "company": new, "since": "2100-01-01", "reason": "renamed"}
    made = owner.post("/api/companies/aliases", json=wanted).json()
    told = {each: owner.get("/api/companies/names", params={"company": each}).json() for each in (old, new)}
    assert told[new]["formerly"] == [{"company": old, "since": "2100-01-01", "reason": "renamed"}]
    assert told[old]["later"] == [{"company": new, "since": "2100-01-01", "reason": "renamed"}]
    assert not told[new]["later"] + told[old]["formerly"]
    owner.delete(f"/api/companies/aliases/{made['number']}")


def names(owner: httpx.Client, company: str) -> list[dict[str, Any]]:
    return owner.get("/api/companies/names", params={"company": company}).json()["names"]


def test_a_company_that_no_fact_names_is_not_found(owner: httpx.Client):
    assert owner.get("/api/companies/names", params={"company": "NOBODY"}).status_code == 404


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"alias": "NOBODY", "company": "NOBODY ELSE"}, 404),
        ({"alias": "", "company": "A"}, 400),
        ({"alias": "A"}, 400),
        ({"alias": "A", "company": "B", "since": "someday"}, 400),
        ({"alias": "A", "company": "B", "organisation": "public"}, 400),
    ],
)
def test_a_merge_that_cannot_be_is_a_problem(wanted: dict[str, str], status: int, owner: httpx.Client):
    answer = owner.post("/api/companies/aliases", json=wanted)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_what_is_not_there_cannot_be_taken_back(owner: httpx.Client):
    assert owner.delete("/api/companies/aliases/999999").status_code == 404
    assert owner.delete("/api/imports/999999").status_code == 404


def test_a_page_of_another_origin_merges_nothing(owner: httpx.Client):
    owner.headers["Origin"] = "https://evil.example"
    assert owner.post("/api/companies/aliases", json={"alias": "A", "company": "B"}).status_code == 403
    assert owner.delete("/api/companies/aliases/1").status_code == 403
    assert owner.delete("/api/imports/1").status_code == 403


def test_an_import_is_taken_back_and_brought_in_again(owner: httpx.Client, workbooks: Path):
    before = companies(owner)
    book = next(workbooks.glob("*omc*.xlsx"))
    listed = owner.get("/api/imports").json()["imports"]
    number = next(each["import_id"] for each in listed if each["file_name"] == book.name)
    gone = owner.delete(f"/api/imports/{number}").json()
    assert (gone["file_name"], gone["editions"] > 0) == (book.name, True)
    assert companies(owner) == {}
    assert owner.get(f"/api/imports/{number}").json()["withdrawn_at"]
    again = owner.post("/api/imports", files={"file": (book.name, book.read_bytes())}).json()["report"]
    assert [row["verdict"] for row in again["rows"]] == ["read"]
    assert companies(owner) == before


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=3)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.dictionaries(st.sampled_from(["alias", "company", "since", "reason"]), _JUNK) | _JUNK, number=st.integers()
)
def test_no_junk_is_a_server_error(body: Any, number: int, owner: httpx.Client):
    assert owner.post("/api/companies/aliases", json=body).status_code in {400, 404, 422}
    assert owner.delete(f"/api/companies/aliases/{number}").status_code < 500
