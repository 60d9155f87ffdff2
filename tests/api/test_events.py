"""What changes is heard as it changes, by whom it concerns, from where they left off; streams end with the platform."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from petroverse.api import events as streams
from petroverse.api.events import _Bell, _stream
from petroverse.app import Platform
from petroverse.core.grants import LOCAL, PUBLIC
from petroverse.core.rights import Right
from petroverse.workflows import OWNER, PlaceNotKnown, Reader, events_since, first_place


def heard(owner: httpx.Client, until: Callable[[list[dict[str, Any]]], bool], last: str = "") -> list[dict[str, Any]]:
    """Events until enough are heard."""
    found: list[dict[str, Any]] = []
    now: dict[str, Any] = {}
    with owner.stream("GET", "/api/events", headers={"Last-Event-ID": last} if last else {}) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            name, _, value = line.partition(": ")
            if name in {"event", "id", "data"}:
                now[name] = json.loads(value) if name == "data" else value
            if not line and "data" in now:
                found.append(now)
            if not line:
                now = {}
                if until(found):
                    return found
    return found


def kinds(found: list[dict[str, Any]]) -> list[str]:
    return [each.get("event", "") for each in found]


def take_in(owner: httpx.Client, name: str) -> None:
    owner.post("/api/imports", files={"file": (name, b"PK\x03\x04 " + name.encode())}).raise_for_status()


def test_a_listener_is_told_which_versions_there_are(owner: httpx.Client):
    (first, *_) = heard(owner, lambda found: "facts" in kinds(found))
    assert first["data"]["dataset"] == "volume"
    assert first["data"]["version"] > 0


def test_the_opening_has_an_id_to_resume_from(owner: httpx.Client):
    with owner.stream("GET", "/api/events") as answer:
        lines = answer.iter_lines()
        place = next(line.partition(": ")[2] for line in lines if line.startswith("id: "))
    assert all(part.rpartition(":")[2].isdigit() for part in place.split())


def test_a_change_is_heard_within_moments_and_resumed_from_its_id(platform: Platform, owner: httpx.Client):
    def soon() -> None:
        time.sleep(1)
        with platform.stores.database.unit_of_work("sample", OWNER) as uow:  # type: ignore[arg-type]
            uow.record("import", {"files": [{"file": "one.xlsx"}]})
            uow.record("import", {"files": [{"file": "two.xlsx"}]})

    teller = threading.Thread(target=soon)
    teller.start()
    started = time.monotonic()
    found = [each for each in heard(owner, lambda all_: kinds(all_).count("import") == 2) if each["event"] == "import"]
    assert time.monotonic() - started < 5
    teller.join()
    assert [each["data"]["files"][0]["file"] for each in found] == ["one.xlsx", "two.xlsx"]
    again = heard(owner, lambda all_: "import" in kinds(all_), last=found[0]["id"])
    assert next(each for each in again if each["event"] == "import") == found[1]


@pytest.mark.parametrize("last", ["x", "local", "local:-1", "local:9999999999999999999", "local:1 nonsense"])
def test_an_id_that_is_none_is_refused(owner: httpx.Client, last: str):
    answer = owner.get("/api/events", headers={"Last-Event-ID": last})
    assert (answer.status_code, answer.json()["where"]) == (422, "Last-Event-ID")


def test_what_concerns_people_and_keys_is_not_told(platform: Platform):
    reader = Reader(OWNER, "local", frozenset({Right.READ}))
    seen = first_place(platform.stores, reader, "")
    _, seen = events_since(platform.stores, reader, seen)
    with platform.stores.database.unit_of_work(LOCAL, OWNER) as uow:
        uow.record("secret_kept", {"name": "mail"})
        uow.record("alias_accepted", {"number": 1, "alias": "A", "company": "B", "secret": "x"})
    found, after = events_since(platform.stores, reader, seen)
    assert [(each.kind, "secret" in each.told) for each in found] == [("alias_accepted", False)]
    assert after.numbers[LOCAL] == seen.numbers[LOCAL] + 2


def test_another_organisation_hears_nothing_of_it(platform: Platform):
    sample = Reader(OWNER, "sample", frozenset({Right.READ}))
    seen = first_place(platform.stores, sample, "")
    _, seen = events_since(platform.stores, sample, seen)
    with platform.stores.database.unit_of_work(LOCAL, OWNER) as uow:
        uow.record("import", {"files": []})
    with platform.stores.database.unit_of_work(PUBLIC, OWNER) as uow:
        uow.record("import", {"files": []})
    assert events_since(platform.stores, sample, seen)[0] == []


def test_whoever_sees_a_part_of_the_rows_hears_nothing(platform: Platform):
    part = Reader(OWNER, "sample", frozenset({Right.READ}), {"product": ("gasoline",)})
    with pytest.raises(Exception, match="part"):
        first_place(platform.stores, part, "")


def test_an_unknown_place_is_no_place(platform: Platform):
    with pytest.raises(PlaceNotKnown):
        first_place(platform.stores, Reader(OWNER, "local", frozenset({Right.READ})), "local:x")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_BEAT_S", 0.3)
    monkeypatch.setattr(streams, "_TICK_S", 0.1)


async def read(
    platform: Platform, bell: _Bell, most: int, is_draining: Callable[[], bool] = lambda: False
) -> list[bytes]:
    service = replace(platform.service(), is_draining=is_draining)
    reader = Reader(OWNER, "local", frozenset({Right.READ}))
    stream, parts = _stream(service, bell, reader, first_place(platform.stores, reader, ""), still=lambda: reader), []
    async for part in stream:
        parts.append(part)
        if len(parts) == most:
            break
    await stream.aclose()  # type: ignore[attr-defined]  # it is a generator
    return parts


def test_a_quiet_stream_says_that_it_lives(platform: Platform, quick: None):
    parts = asyncio.run(read(platform, _Bell(platform.stores), 6))
    assert parts.count(b": still here\n\n") >= 2


def test_streams_end_when_the_platform_drains(platform: Platform, quick: None):
    ends = time.monotonic() + 1
    started = time.monotonic()
    asyncio.run(read(platform, _Bell(platform.stores), 10_000, lambda: time.monotonic() > ends))
    assert time.monotonic() - started < 3


def test_many_streams_take_one_thread(platform: Platform, quick: None):
    bell = _Bell(platform.stores)
    before = set(threading.enumerate())

    async def many() -> list[str]:
        readers = [asyncio.create_task(read(platform, bell, 6)) for _ in range(30)]
        await asyncio.sleep(0.6)
        listening = [each.name for each in threading.enumerate() if each not in before and each.name == "events"]
        await asyncio.gather(*readers)
        return listening

    assert asyncio.run(many()) == ["events"]


def test_the_listener_goes_when_nobody_listens(platform: Platform, quick: None):
    bell = _Bell(platform.stores)
    asyncio.run(read(platform, bell, 3))
    until = time.monotonic() + 5
    while bell._is_listening and time.monotonic() < until:
        time.sleep(0.05)
    assert not bell._is_listening
