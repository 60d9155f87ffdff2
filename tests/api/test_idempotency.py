"""A changing request that names itself is done once, whatever is sent again, at once, or cut short between."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta
from typing import Any

import httpx
import psycopg
import pytest

from petroverse.app import Platform
from petroverse.core.errors import Conflict
from petroverse.core.grants import LOCAL, PersonId
from petroverse.core.roles import UnitOfWork
from petroverse.workflows import (
    OWNER,
    Claim,
    ClaimLost,
    KeptRequest,
    RequestDone,
    claim_request,
    claimed,
    end_request,
    owner_reader,
)

LETTERS = b"PK\x03\x04 not whole "


@pytest.fixture
def key() -> str:
    return str(uuid.uuid4())


def send(owner: httpx.Client, key: str, content: bytes = LETTERS) -> httpx.Response:
    return owner.post("/api/imports", files={"file": ("late.xlsx", content)}, headers={"Idempotency-Key": key})


def imports(owner: httpx.Client) -> int:
    return len(owner.get("/api/imports?limit=1000").json()["imports"])


def records(platform: Platform, owner: str = "public") -> int:
    with platform.stores.database.reading(owner, OWNER) as uow:  # type: ignore[arg-type]  # a name
        return uow.rows("select count(*) as n from records where organisation = %s", [owner])[0]["n"]


def test_a_request_sent_again_gets_the_same_answer_and_is_not_done_twice(owner: httpx.Client, key: str):
    first, before = send(owner, key), imports(owner)
    again = send(owner, key)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["content-type"] == first.headers["content-type"]
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert imports(owner) == before


def test_progress_is_told_again_too(owner: httpx.Client, key: str):
    headers = {"Idempotency-Key": key, "Accept": "application/x-ndjson"}
    told = [owner.post("/api/imports", files={"file": ("x.xlsx", LETTERS)}, headers=headers) for _ in range(2)]
    assert told[0].content == told[1].content
    assert told[1].headers["idempotency-replayed"] == "true"


def test_a_key_names_one_request(owner: httpx.Client, key: str):
    send(owner, key)
    other = send(owner, key, LETTERS + b"other")
    assert (other.status_code, other.json()["where"]) == (422, "Idempotency-Key")


def test_a_key_is_one_of_its_route(owner: httpx.Client, key: str):
    send(owner, key)
    wanted = {"alias": "NOBODY", "company": "NOTHING"}
    assert owner.post("/api/companies/aliases", json=wanted, headers={"Idempotency-Key": key}).status_code == 404


def test_what_was_refused_and_changed_nothing_may_be_sent_corrected(owner: httpx.Client, key: str):
    headers = {"Idempotency-Key": key}
    for name in ("NOBODY", "NO ONE"):
        answer = owner.post("/api/companies/aliases", json={"alias": name, "company": "X"}, headers=headers)
        assert answer.status_code == 404


@pytest.mark.parametrize("bad", ["", "two words", "x" * 201, "é".encode()])
def test_a_key_that_is_none_is_refused(owner: httpx.Client, bad: Any):
    answer = send(owner, bad)
    assert (answer.status_code, answer.json()["where"]) == (400, "Idempotency-Key")


def test_a_question_changes_nothing_and_needs_no_key(owner: httpx.Client, key: str):
    headers = {"Idempotency-Key": key}
    for measure in ("cells", "volume"):
        question = {"measures": [measure], "dimensions": ["month", "product", "source"]}
        assert owner.post("/api/query", json=question, headers=headers).status_code == 200


def test_of_many_at_once_one_is_done(platform: Platform, owner: httpx.Client, key: str):
    before, content = records(platform), LETTERS + key.encode()
    told: list[int] = []
    threads = [threading.Thread(target=lambda: told.append(send(owner, key, content).status_code)) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert set(told) <= {200, 409}
    assert 200 in told
    assert records(platform) == before + 1


def test_an_answer_that_shows_a_secret_is_not_kept(platform: Platform, owner: httpx.Client, key: str):
    headers = {"Idempotency-Key": key}
    first = owner.post("/api/sign-in-links", headers=headers)
    again = owner.post("/api/sign-in-links", headers=headers)
    assert (first.status_code, again.status_code) == (201, 409)
    assert "shown once" in again.json()["what"]
    secret = first.json()["path"].partition("token=")[2].encode()
    with psycopg.connect(platform.stores.database.url) as connection:
        kept = connection.execute("select body from idempotent_requests where key = %s", [key]).fetchall()
    assert [body for (body,) in kept if body is not None and secret in bytes(body)] == []


# What happens when the platform is killed: the same steps by hand, ended where the kill falls.


@pytest.fixture
def claim(platform: Platform, key: str) -> Claim:
    taken = claim_request(platform.stores, owner_reader(), "POST /x", key, bytes(32))
    assert isinstance(taken, Claim)
    return taken


def later(platform: Platform, key: str, by: timedelta) -> None:
    """Lets a claim have been taken so long ago."""
    with psycopg.connect(platform.stores.database.url) as connection:
        connection.execute("select set_config('app.organisation', 'local', true)")
        connection.execute("update idempotent_requests set claimed_at = claimed_at - %s where key = %s", [by, key])


def test_killed_before_the_effect_it_can_be_done_after_the_lease(platform: Platform, claim: Claim, key: str):
    with pytest.raises(Conflict, match="being done"):
        claim_request(platform.stores, owner_reader(), "POST /x", key, bytes(32))
    later(platform, key, timedelta(minutes=11))
    assert isinstance(claim_request(platform.stores, owner_reader(), "POST /x", key, bytes(32)), Claim)


def test_killed_between_effect_and_answer_it_is_not_done_again(platform: Platform, claim: Claim, key: str):
    with claimed(claim), platform.stores.database.unit_of_work(LOCAL, OWNER) as uow:
        uow.record("note", {"text": key})
    later(platform, key, timedelta(minutes=11))
    with pytest.raises(RequestDone):
        claim_request(platform.stores, owner_reader(), "POST /x", key, bytes(32))


def test_an_effect_in_another_organisation_marks_the_key_too(platform: Platform, claim: Claim, key: str):
    with claimed(claim), platform.stores.database.unit_of_work("public", OWNER) as uow:  # type: ignore[arg-type]
        uow.record("note", {"text": key})
    with pytest.raises(RequestDone):
        claim_request(platform.stores, owner_reader(), "POST /x", key, bytes(32))


def test_one_that_was_taken_for_dead_commits_nothing(platform: Platform, claim: Claim, key: str):
    later(platform, key, timedelta(minutes=11))
    claim_request(platform.stores, owner_reader(), "POST /x", key, bytes(32))
    before = records(platform, "local")
    with pytest.raises(ClaimLost), claimed(claim), platform.stores.database.unit_of_work(LOCAL, OWNER) as uow:
        uow.record("note", {"text": key})
    assert records(platform, "local") == before


def undone(uow: UnitOfWork, key: str) -> None:
    uow.record("note", {"text": key})
    raise Conflict("met another one")


def test_an_undone_effect_leaves_the_key_free(platform: Platform, claim: Claim, key: str):
    with pytest.raises(Conflict), claimed(claim), platform.stores.database.unit_of_work(LOCAL, OWNER) as uow:
        undone(uow, key)
    end_request(platform.stores, claim, 500, "", b"")
    assert isinstance(claim_request(platform.stores, owner_reader(), "POST /x", key, bytes(32)), Claim)


def test_answers_are_kept_for_a_day(platform: Platform, claim: Claim, key: str):
    end_request(platform.stores, claim, 201, "application/json", b"{}")
    kept = claim_request(platform.stores, owner_reader(), "POST /x", key, bytes(32))
    assert isinstance(kept, KeptRequest)
    assert (kept.status, kept.media_type, kept.body) == (201, "application/json", b"{}")
    later(platform, key, timedelta(hours=25))
    assert isinstance(claim_request(platform.stores, owner_reader(), "POST /x", key, bytes(32)), Claim)


def test_keys_of_others_are_their_own(platform: Platform, claim: Claim, key: str):
    other = owner_reader()
    other = type(other)(PersonId("ama"), "", other.rights)
    assert isinstance(claim_request(platform.stores, other, "POST /x", key, bytes(32)), Claim)
