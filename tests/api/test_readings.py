"""Readings over real HTTP: sent by a site's own token, acting once, measured, and read by its own people alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from petroverse.app import Platform
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import Right, Role
from petroverse.core.units import ObservedVolume
from petroverse.measurement.volume_correction import Commodity, standard_volume
from petroverse.workflows import (
    Organisation,
    Standing,
    add_organisation,
    add_person,
    admit_person,
    new_token,
    owner_reader,
    reader_of_session,
    set_standing,
)

WHOLE = json.loads((Path(__file__).resolve().parents[2] / "examples" / "network" / "network.json").read_text("utf-8"))
WHOLE.pop("format")
SITE, OTHER = OrganisationId("sites"), OrganisationId("sites-other")
START = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)


def client_of(platform: Platform, address: str, organisation: str, role: Role) -> tuple[httpx.Client, str]:
    """A person in a browser, and the session."""
    name = PersonId(f"{organisation}-{role}")
    add_person(platform.stores, owner_reader(), name, role.title(), f"{name}@read.example")
    set_standing(platform.stores, owner_reader(organisation), name, Standing(role))
    session = admit_person(platform.stores, name, "password")
    headers = {"Cookie": f"petroverse_session={session}", "Origin": address}
    return httpx.Client(base_url=address, headers=headers, timeout=60), session


@pytest.fixture(scope="module")
def people(platform: Platform, address: str) -> Iterator[dict[str, httpx.Client]]:
    """A gateway with a token that may import and nothing else, and people of two organisations."""
    clients = {}
    for organisation in (SITE, OTHER):
        add_organisation(platform.stores, owner_reader(), Organisation(organisation, "Sites"))
        clients[f"{organisation} operator"], session = client_of(platform, address, organisation, Role.OPERATOR)
        operator = reader_of_session(platform.stores, session)
        _, token = new_token(platform.stores, operator, "gateway", scopes={Right.IMPORT}, days=1)
        headers = {"Authorization": f"Bearer {token}"}
        clients[f"{organisation} gateway"] = httpx.Client(base_url=address, headers=headers, timeout=60)
    clients["regulator"], _ = client_of(platform, address, SITE, Role.REGULATOR)
    assert clients["sites operator"].put("/api/network", json=WHOLE).status_code == 200
    yield clients
    for each in clients.values():
        each.close()


def message(number: str, *readings: dict, organisation: str = SITE, **more: object) -> dict:
    return {
        "id": number, "kind": "readings/1", "at": START.isoformat(), "known_at": START.isoformat(),
        "organisation": organisation, "source": "gauge-7", "body": {"place": "S7", "readings": list(readings)}, **more,
    }  # fmt: skip


def reading(tank: str, after_s: int = 0, **values: float) -> dict:
    return {"tank": tank, "at": (START + timedelta(seconds=after_s)).isoformat(), **values}


def sent(client: httpx.Client, *messages: dict) -> dict:
    answer = client.post("/api/readings", json={"messages": list(messages)})
    assert answer.status_code == 200, answer.text
    return answer.json()


def latest(client: httpx.Client) -> dict[str, dict]:
    return {each["tank"]: each for each in client.get("/api/tanks/latest").json()["tanks"]}


def test_a_gateway_sends_with_its_token_and_may_do_nothing_else(people):
    gateway = people["sites gateway"]
    one = message("once-1", reading("S8/1", level_m=1.0))
    assert sent(gateway, one, one) == {"taken": ["once-1"], "known": [], "refused": [], "unknown_tanks": []}
    assert sent(gateway, one)["known"] == ["once-1"]
    assert gateway.get("/api/tanks/latest").status_code == 403
    assert gateway.get("/api/network").status_code == 403
    assert len(people["sites operator"].get("/api/tanks/S8/1/readings", params=span(0, 1)).json()["points"]["at"]) == 1


def span(first_h: float, last_h: float, **more: object) -> dict:
    first, last = (START + timedelta(hours=each) for each in (first_h, last_h))
    return {"from": first.isoformat(), "to": last.isoformat(), **more}


def test_a_height_becomes_litres_of_product_at_its_temperature_and_at_15_degrees(people):
    sent(
        people["sites gateway"],
        message(
            "measured",
            reading("D1/T1", level_m=10.0, temp_c=30.0, water_m=1.0),
            reading("S7/2", level_m=1.2, temp_c=30.0),
            reading("S7/1", level_m=9.0, temp_c=30.0),
            reading("new", level_m=2.0),
        ),
    )
    now = latest(people["sites operator"])
    standing = now["D1/T1"]
    litres = 3.141592653589793 * 7.0**2 * (10.0 - 1.0) * 1000.0
    assert standing["observed_volume_l"] == pytest.approx(litres)
    expected = standard_volume(ObservedVolume(litres), 840.2, 30.0, Commodity.REFINED).litres
    assert standing["standard_volume_l"] == pytest.approx(expected)
    assert (now["S7/2"]["quality"], now["S7/2"]["standard_volume_l"]) == ("good", None)  # nobody measured its density
    half_l = (3.141592653589793 * 1.2**2 * 6.2 + 4 / 3 * 3.141592653589793 * 1.2**2 * 0.2) / 2 * 1000.0
    assert now["S7/2"]["observed_volume_l"] == pytest.approx(half_l)
    assert (now["S7/1"]["quality"], now["S7/1"]["observed_volume_l"], now["S7/1"]["level_m"]) == (
        "out_of_range",
        None,
        9.0,
    )
    assert (now["new"]["quality"], now["new"]["observed_volume_l"]) == ("good", None)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"organisation": OTHER}, "acts in"),
        ({"kind": "alarm/1"}, "kind"),
        ({"known_at": "soon"}, "known_at"),
        ({"body": {"place": "S7", "readings": [{"tank": "S7/1", "at": "2024-03-01T06:30:00", "level_m": 1}]}}, "zone"),
        ({"body": {"place": "S7", "readings": [{"tank": "a\x00b", "at": START.isoformat()}]}}, "printed"),
        ({"body": {"place": "S7", "readings": [{"tank": "S7/1", "at": "1970-01-01T00:00:00Z"}]}}, "clock"),
        ({"body": {"place": "S7", "readings": [{"tank": "S7/1", "at": "2500-01-01T00:00:00Z"}]}}, "clock"),
        ({"colour": "red"}, "fields"),
        ({"id": "\ud800"}, "Unicode"),
    ],
)
def test_a_message_that_cannot_be_used_is_named_and_kept_and_holds_no_other_up(people, platform, wrong, word):
    number = f"bad-{abs(hash(str(wrong)))}"
    bad = {**message(number, reading("S7/1", level_m=1.0)), **wrong}
    body = json.dumps({"messages": [bad, message(f"good-{number}", reading("S7/2", level_m=1.0))]})
    json_type = {"Content-Type": "application/json"}
    answer = people["sites gateway"].post("/api/readings", content=body, headers=json_type)
    told = answer.json()
    assert told["taken"] == [f"good-{number}"]
    (refused,) = told["refused"]
    assert refused["id"] == number or ("id" in wrong and refused["id"].startswith("unreadable-"))
    assert word in " ".join(refused.values())
    with platform.stores.database.reading(SITE, PersonId("test")) as unit:
        kept = unit.rows("select reason, content from set_aside_messages where id = %s", [refused["id"]])
    assert json.loads(kept[0]["content"]) == bad
    assert word in kept[0]["reason"]
    for who, sees in (("sites operator", True), ("sites-other operator", False), ("regulator", False)):
        shown = people[who].get("/api/readings/set-aside").raise_for_status().json()["messages"]
        assert (refused["id"] in {each["id"] for each in shown}) is sees
    assert people["sites gateway"].get("/api/readings/set-aside").status_code == 403


def test_not_one_reading_crosses_and_a_regulator_reads_none(people):
    sent(people["sites gateway"], message("cross", reading("crossing", level_m=1.0)))
    sent(people["sites-other gateway"], message("cross", reading("crossing", level_m=2.0), organisation=OTHER))
    assert latest(people["sites operator"])["crossing"]["level_m"] == 1.0
    assert {name: each["level_m"] for name, each in latest(people["sites-other operator"]).items()} == {"crossing": 2.0}
    there = people["sites-other operator"].get("/api/tanks/crossing/readings", params=span(-1, 1)).json()
    assert there["points"]["level_m"] == [2.0]
    assert people["sites-other operator"].get("/api/tanks/S7/1/readings").status_code == 404
    assert latest(people["regulator"]) == {}
    assert people["regulator"].get("/api/tanks/crossing/readings").status_code == 404


def test_a_tank_over_time_has_as_many_points_as_asked_for(people):
    told = [reading("series", 10 * each, level_m=1 + each / 1000) for each in range(720)]
    sent(people["sites gateway"], message("series", *told))
    operator = people["sites operator"]
    for points, grain in ((720, "reading"), (719, "minute"), (100, "hour"), (2, "days")):
        answer = operator.get("/api/tanks/series/readings", params=span(0, 2, points=points)).json()
        assert answer["grain"] == grain
        assert len(answer["points"]["at"]) <= points
        assert min(answer["points"]["level_min_m"]) == 1.0
        assert sum(answer["points"]["readings"]) == 720
    encoded = operator.get("/api/tanks/S7%2F2/readings", params=span(-1, 1))
    assert (encoded.status_code, encoded.json()["tank"]) == (200, "S7/2")
    assert operator.get("/api/tanks/series/readings", params=span(2, 0)).status_code == 422
    assert operator.get("/api/tanks/series/readings", params={"from": "2024-03-01T00:00:00"}).status_code == 422


def test_the_latest_state_comes_page_by_page(people):
    told = [reading(f"page/{each}", level_m=1.0) for each in range(5)]
    sent(people["sites gateway"], message("paged", *told, body={"place": "P", "readings": told}))
    operator, found, cursor = people["sites operator"], [], ""
    while cursor is not None:
        page = operator.get("/api/tanks/latest", params={"place": "P", "limit": 2, "cursor": cursor}).json()
        found += [each["tank"] for each in page["tanks"]]
        cursor = page["next_cursor"]
    assert found == [f"page/{each}" for each in range(5)]
