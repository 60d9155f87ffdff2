"""Who comes in: links, sessions, keys, hosts, origins and sizes."""

from __future__ import annotations

import re

import httpx
import pytest

from petroverse.api import ACCESS
from petroverse.app import Platform
from petroverse.workflows import OWNER, new_link_token

CLOSED = [
    *((method, re.sub(r"\{\w+\}", "1", path)) for (method, path), access in ACCESS.items() if access != "open"),
    ("GET", "/api/nothing"),
]


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_a_stranger_gets_nothing(method: str, path: str, stranger: httpx.Client):
    answer = stranger.request(method, path)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert "sign" in answer.json()["what"]


def test_a_stranger_may_read_how_the_api_is_spoken_to(stranger: httpx.Client):
    assert stranger.get("/api/docs").status_code == stranger.get("/api/openapi.json").status_code == 200


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ({}, "send the header Authorization: Bearer TOKEN"),
        ({"Authorization": "Bearer wrong"}, "this token is unknown, ended or revoked"),
        ({"Authorization": "pvt_wrong"}, "write Authorization: Bearer TOKEN"),
    ],
)
def test_whoever_is_not_known_is_told_how_to_come_in(header: dict[str, str], told: str, stranger: httpx.Client):
    assert told in stranger.get("/api/home", headers=header).json()["detail"]


def test_a_refused_link_proposes_a_link_and_a_refused_body_proposes_words(owner: httpx.Client):
    link = owner.get("/api/query?measure=volume&by=month&filter=source=omc,national").json()
    body = owner.post("/api/query", json={"measures": ["growth_month"], "dimensions": ["year"]}).json()
    assert link["fix"].endswith("/api/query?measure=volume&by=month,source&filter=source=national,omc")
    assert body["fix"] == 'set dimensions to ["month"]'


def test_a_link_signs_in_once(stranger: httpx.Client, platform: Platform):
    token = new_link_token(platform.stores, OWNER)
    first = stranger.get("/sign-in", params={"token": token}, follow_redirects=False)
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert {"HttpOnly", "SameSite=strict"} <= set(first.headers["set-cookie"].split("; "))
    assert stranger.get("/api/session").json()["person"] == OWNER
    stranger.cookies.clear()
    assert stranger.get("/sign-in", params={"token": token}, follow_redirects=False).status_code == 403
    assert stranger.get("/api/session").status_code == 401


def test_signing_out_ends_the_session(owner: httpx.Client):
    kept = dict(owner.cookies)
    assert owner.delete("/api/session").status_code == 204
    owner.cookies.update(kept)
    assert owner.get("/api/session").status_code == 401


def test_the_homes_key_opens_the_api(stranger: httpx.Client, platform: Platform):
    key = {"Authorization": f"Bearer {platform.home.token()}"}
    assert stranger.get("/api/home", headers=key).status_code == 200
    assert stranger.get("/api/home", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert (platform.home.folder / "token").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:1", "localhost", "127.0.0.1.evil.example"])
def test_another_host_name_is_refused(host: str, owner: httpx.Client):
    assert owner.get("/api/home", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://[", None])
def test_a_page_of_another_origin_changes_nothing(origin: str | None, owner: httpx.Client):
    if origin is None:
        del owner.headers["Origin"]
    else:
        owner.headers["Origin"] = origin
    assert owner.delete("/api/sample").status_code == 403


def test_a_long_body_is_refused(owner: httpx.Client):
    assert owner.post("/api/query", content=b"x" * 300_000).status_code == 413
    assert owner.post("/api/query", content=iter([b"x" * 200_000] * 2)).status_code == 413


def test_every_answer_carries_the_security_headers(stranger: httpx.Client):
    for path in ("/", "/healthz", "/api/home", "/nothing/here"):
        headers = stranger.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"


def test_no_path_leads_out_of_the_bundle(stranger: httpx.Client):
    for path in ("/%2e%2e/%2e%2e/api/errors.py", "/..%2f..%2ferrors.py", "/%00", "/assets/../../errors.py"):
        answer = stranger.get(path)
        assert "PetroVerseError" not in answer.text
        assert answer.status_code in {200, 404}


def test_a_spent_link_takes_a_browser_to_words_and_gives_a_program_a_problem(
    stranger: httpx.Client, platform: Platform
):
    token = new_link_token(platform.stores, OWNER)
    browser = {"Accept": "text/html,*/*;q=0.8"}
    places = [
        stranger.get("/sign-in", params={"token": each}, headers=browser, follow_redirects=False).headers["Location"]
        for each in (token, token, "never-given", "x" * 1000, "")
    ]
    assert places == ["/", *["/?link=refused"] * 4]
    answer = stranger.get("/sign-in", params={"token": token})
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")
