"""How tanks stand, over real HTTP: by their limits, as their readings come, to their own people alone."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from math import pi

import httpx
import pytest

from petroverse.app import Platform
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import Role
from petroverse.workflows import Organisation, Standing, add_organisation, add_person, admit_person, owner_reader
from petroverse.workflows import set_standing as give

LITRES_A_METRE = pi * 1000  # of a tank two metres across
SIZES = {"capacity_l": 31_000, "safe_fill_l": 28_000, "dead_stock_l": 1_000, "product": "gasoline", "place": "L1"}
SHAPE = {"kind": "vertical_cylinder", "diameter_m": 2.0, "height_m": 10.0}
NETWORK = {
    "places": [{"id": "L1", "name": "Live station", "kind": "station"}],
    "tanks": [{"id": f"L1/{n}", "strapping": SHAPE, **SIZES} for n in range(6)],
    "meters": [{"id": "L1/N1", "place": "L1", "tank": "L1/1"}],
}
OURS, THEIRS = OrganisationId("live-ours"), OrganisationId("live-theirs")


@pytest.fixture(scope="module")
def people(platform: Platform, address: str) -> Iterator[dict[str, httpx.Client]]:
    clients = {}
    for organisation, role in ((OURS, Role.OPERATOR), (OURS, Role.REGULATOR), (THEIRS, Role.OPERATOR)):
        if role is Role.OPERATOR:
            add_organisation(platform.stores, owner_reader(), Organisation(organisation, "Live"))
        name = PersonId(f"{organisation}-{role}")
        add_person(platform.stores, owner_reader(), name, role.title(), f"{name}@live.example")
        give(platform.stores, owner_reader(organisation), name, Standing(role))
        headers = {
            "Cookie": f"petroverse_session={admit_person(platform.stores, name, 'password')}",
            "Origin": address,
        }
        clients[name] = httpx.Client(base_url=address, headers=headers, timeout=60)
    clients["live-ours-operator"].put("/api/network", json=NETWORK, headers={"If-Match": '"0"'}).raise_for_status()
    yield clients
    for each in clients.values():
        each.close()


def tell(client: httpx.Client, name: str, *readings: dict, **more: object) -> None:
    at = datetime.now(UTC).isoformat()
    message = {"id": name, "kind": "readings/1", "at": at, "known_at": at, "organisation": OURS, "source": "g"}
    body = {"place": "L1", "readings": list(readings), **more}
    taken = client.post("/api/readings", json={"messages": [message | {"body": body}]}).json()
    assert taken["taken"] == [name], taken


def litres(tank: int, volume_l: float, at: datetime | None = None, **more: object) -> dict:
    seen = (at or datetime.now(UTC)).isoformat()
    return {"tank": f"L1/{tank}", "at": seen, "level_m": volume_l / LITRES_A_METRE, **more}


@contextmanager
def listening(client: httpx.Client) -> Iterator[list[dict]]:
    """What is told of readings while the block runs; it begins when the stream is open."""
    found: list[dict] = []
    opened, ended = threading.Event(), threading.Event()

    def listen() -> None:
        with suppress(httpx.HTTPError), client.stream("GET", "/api/events") as answer:
            kind = ""
            for line in answer.iter_lines():
                opened.set()
                kind = line[7:] if line.startswith("event: ") else kind
                if line.startswith("data: ") and kind == "readings":
                    found.append(json.loads(line[6:]))
                if ended.is_set():
                    return

    ear = threading.Thread(target=listen, daemon=True)
    ear.start()
    assert opened.wait(10)
    time.sleep(0.5)
    yield found
    ended.set()


def until(found: list[dict], count: int) -> None:
    end = time.monotonic() + 10
    while len(found) < count and time.monotonic() < end:
        time.sleep(0.01)


def test_a_tank_that_nobody_watches_stands_as_its_own_limits_say(people):
    operator = people["live-ours-operator"]
    old = datetime.now(UTC) - timedelta(minutes=20)
    tell(
        operator, "states",
        litres(0, 12_000), litres(1, 28_100), litres(2, 26_500), litres(3, 2_000),
        litres(4, 12_000, quality="spike"), litres(5, 27_500, old),
    )  # fmt: skip
    told = {each["tank"][-1]: each for each in operator.get("/api/tanks/latest").json()["tanks"]}
    states = {tank: each["state"] for tank, each in told.items()}
    assert states == {"0": "ok", "1": "overfill", "2": "high", "3": "low", "4": "doubtful", "5": "silent"}
    assert told["1"]["conditions"] == ["high", "overfill"]
    at, silent_at = (datetime.fromisoformat(told["0"][name]) for name in ("at", "silent_at"))
    assert silent_at - at == timedelta(minutes=15)
    assert (told["0"]["alarm"], told["0"]["calling"], told["0"]["dry_at"]) == ("", False, None)


def test_a_reading_is_heard_within_moments_by_its_own_people_alone(people):
    with (
        listening(people["live-ours-operator"]) as ours,
        listening(people["live-ours-regulator"]) as regulator,
        listening(people["live-theirs-operator"]) as theirs,
    ):
        began = time.monotonic()
        tell(people["live-ours-operator"], "heard", litres(0, 9_000))
        until(ours, 1)
        assert time.monotonic() - began < 2
        (told,) = ours[0]["tanks"]
        assert (told["tank"], told["state"]) == ("L1/0", "ok")
        assert told["observed_volume_l"] == pytest.approx(9_000)
        assert ours[0]["organisation"] == OURS
        for step in range(20):
            tell(people["live-ours-operator"], f"bunch-{step}", litres(0, 9_000 - step))
        until([each for each in ours if each["tanks"][-1]["observed_volume_l"] < 8_982], 1)
        time.sleep(0.5)
        assert ours[-1]["tanks"][0]["observed_volume_l"] == pytest.approx(8_981)
        assert (regulator, theirs) == ([], [])


def test_a_tank_over_time_has_its_deliveries_and_what_its_meter_leaves_open(people):
    operator = people["live-ours-operator"]
    start = datetime(2024, 3, 1, 6, tzinfo=UTC)
    at = [start + timedelta(minutes=10 * step) for step in range(8)]
    volumes = [10_000, 9_890, 9_780, 9_670, 14_670, 14_560, 14_450, 14_340]  # 110 L go, 100 L are counted
    total = [0, 100, 200, 300, 300, 400, 500, 600]
    drop = {"tank": "L1/1", "started_at": at[3].isoformat(), "ended_at": at[4].isoformat()}
    tell(
        operator, "course", *(litres(1, volume, instant) for volume, instant in zip(volumes, at, strict=True)),
        meters=[
            {"meter": "L1/N1", "at": instant.isoformat(), "total_l": 5_000 + counted}
            for counted, instant in zip(total, at, strict=True)
        ],
        drops=[{**drop, "before_l": 9_670, "after_l": 14_670}],
    )  # fmt: skip
    span = {"from": start.isoformat(), "to": (start + timedelta(hours=2)).isoformat()}
    told = operator.get("/api/tanks/L1%2F1/readings", params=span).json()
    assert [each["litres"] for each in told["deliveries"]] == [5_000]
    assert told["points"]["variance_l"] == pytest.approx([0, -10, -20, -30, -30, -40, -50, -60], abs=1)
    assert told["happened"] == []
    tell(operator, "other", litres(0, 9_000))
    other = operator.get("/api/tanks/L1%2F0/readings").json()
    assert set(other["points"]["variance_l"]) == {None}
