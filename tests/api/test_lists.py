"""Pages of lists follow each other whatever is added meanwhile, and a wrong cursor says what is wrong with it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.api.cursors import cursor_of, place_in
from petroverse.api.errors import RequestNotUnderstood

LISTS = ("imports", "findings", "editions")


def pages(owner: httpx.Client, name: str, **more: Any) -> Iterator[list[dict[str, Any]]]:
    cursor: str | None = ""
    while cursor is not None:
        page = owner.get(f"/api/{name}", params={**more, "cursor": cursor}).raise_for_status().json()
        yield page[name]
        cursor = page["next_cursor"]


@pytest.mark.parametrize("name", LISTS)
def test_small_pages_are_one_large_page(owner: httpx.Client, name: str):
    whole = owner.get(f"/api/{name}", params={"limit": 1000}).json()[name]
    assert len(whole) > 2
    assert [row for page in pages(owner, name, limit=2) for row in page] == whole


def test_what_arrives_meanwhile_moves_no_page(owner: httpx.Client):
    before = [each["import_id"] for each in owner.get("/api/imports").json()["imports"]]
    following = pages(owner, "imports", limit=1)
    seen = [next(following)[0]["import_id"]]
    owner.post("/api/imports", files={"file": ("late.xlsx", b"PK\x03\x04 not whole")}).raise_for_status()
    assert seen + [each["import_id"] for page in following for each in page] == before


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("cursor", ["x", "AAAA", "!!", base64.urlsafe_b64encode(b'["imports"]').decode(), "[" * 1500])
def test_a_wrong_cursor_is_refused_with_the_reason(owner: httpx.Client, name: str, cursor: str):
    answer = owner.get(f"/api/{name}", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["where"]) == (400, "cursor")
    assert "next_cursor" in answer.json()["fix"]


def test_a_cursor_belongs_to_its_list_and_filters(owner: httpx.Client):
    cursor = owner.get("/api/findings", params={"limit": 1}).json()["next_cursor"]
    assert owner.get("/api/findings", params={"limit": 1, "cursor": cursor}).status_code == 200
    assert owner.get("/api/findings", params={"cursor": cursor, "severity": "look"}).status_code == 400
    assert owner.get("/api/imports", params={"cursor": cursor}).status_code == 400


@given(st.lists(st.integers(0, 2**63 - 1) | st.text() | st.floats(-1e18, 1e18), min_size=1, max_size=4))
def test_a_cursor_is_read_back(place: list[Any]):
    assert place_in(cursor_of("kind", *place), "kind", *map(type, place)) == tuple(place)


@given(st.text(max_size=60) | st.binary(max_size=40).map(lambda raw: base64.urlsafe_b64encode(raw).decode())
       | st.lists(st.integers() | st.text() | st.booleans() | st.none(), max_size=3).map(
           lambda raw: base64.urlsafe_b64encode(json.dumps(["kind", *raw]).encode()).decode()))  # fmt: skip
def test_no_junk_is_a_place_or_a_crash(cursor: str):
    try:
        found = place_in(cursor, "kind", int)
    except RequestNotUnderstood:
        return
    assert found is None or (len(found) == 1 and 0 <= found[0] < 2**63)


def test_a_cursor_of_another_list_is_told_to_be_one(owner: httpx.Client):
    answer = owner.get("/api/findings", params={"cursor": cursor_of("editions", 7)})
    assert "another list" in answer.json()["what"]
