"""What looks back over alarms: a rule's trial agrees with what it raised, and a review counts what called people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from petroverse.app import Platform
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import READINGS, Reading, SiteReadings, to_body
from petroverse.core.rights import RIGHTS_OF, Role
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.database import save_network
from petroverse.workflows import (
    OWNER,
    Arrived,
    Organisation,
    Standing,
    Watcher,
    add_organisation,
    add_person,
    new_token,
    owner_reader,
    set_standing,
)

HOME = OrganisationId("reviewed")
START = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)
SITE = PlaceId("R7")
TANKS = tuple(
    Tank(TankId(f"R7/{n}"), SITE, "gasoline", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0) for n in (1, 2)
)
RULE = {
    "name": "water",
    "cause": "a leaking manhole",
    "consequence": "engines stop",
    "severity": "major",
    "response": "pump it out",
    "time_available_s": 3600,
    "limit": 0.06,
    "unit": "m",
    "deadband": 0.004,
    "valid_states": ["in_service"],
}


@pytest.fixture(scope="module")
def people(platform: Platform, address: str) -> Iterator[dict[str, httpx.Client]]:
    """One of each role; water comes into the first tank three times in two days."""
    stores = platform.stores
    add_organisation(stores, owner_reader(), Organisation(HOME, "Reviewed"))
    with stores.database.unit_of_work(HOME, OWNER) as unit:
        save_network(unit, Network((Place(SITE, "Seven", "station", "Volta"),), tanks=TANKS), version=0)
    clients = {}
    for role in Role:
        person = PersonId(f"reviewed-{role}")
        add_person(stores, owner_reader(), person, person, f"{person}@example.org")
        set_standing(stores, owner_reader(HOME), person, Standing(role))
        token = new_token(stores, owner_reader(HOME), "all", scopes=RIGHTS_OF[role], days=1, person=person)[1]
        clients[str(role)] = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=60)
    clients["admin"].put("/api/alarms/rules", json={**RULE, "is_enabled": True}).raise_for_status()
    watcher = Watcher(stores)
    watcher.take([told(number) for number in range(2 * 144)])
    yield clients
    for each in clients.values():
        each.close()


def told(number: int) -> Arrived:
    at = START + timedelta(minutes=10 * number)
    water_m = 0.09 if number % 96 in range(40, 50) else 0.01
    depths = (water_m, 0.01)
    readings = tuple(Reading(each.id, at, 1.4, 27.0, depth) for each, depth in zip(TANKS, depths, strict=True))
    body = to_body(SiteReadings(SITE, readings))
    return Arrived(Message(MessageId(f"reviewed-{number}"), READINGS, at, at, HOME, "gauge", body), at)


def tried(client: httpx.Client, **more: object) -> httpx.Response:
    trial = {name: more.pop(name) for name in ("place", "days") if name in more}
    return client.post("/api/alarms/rules/preview", json={"rule": {**RULE, **more}, **trial})


def test_a_trial_says_what_the_rule_raised_when_it_was_in_force(people: dict[str, httpx.Client]):
    told = tried(people["operator"]).raise_for_status().json()
    events = people["viewer"].get("/api/alarms/history", params={"rule": "water", "limit": 1000}).json()["events"]
    raised = sorted(each["at"] for each in events if each["word"] == "raised")
    assert len(raised) == 3
    assert [each["at"] for each in told["calls"]] == raised
    assert (told["raised"], told["raised_by_rule_now"], told["standing"]) == (3, 3, 0)
    assert (told["tanks"], told["tanks_tried"], told["readings"]) == (2, 2, 2 * 288)
    assert {(each["subject"], each["place"], each["lasted_s"]) for each in told["calls"]} == {("R7/1", "R7", 6000.0)}
    assert told["missing"] == ["approver"]


def test_another_limit_or_subject_raises_something_else_and_nothing_is_saved(people: dict[str, httpx.Client]):
    deeper = tried(people["operator"], limit=0.12).json()
    assert (deeper["raised"], deeper["raised_by_rule_now"]) == (0, 3)
    assert tried(people["operator"], subject="R7/2").json()["raised"] == 0
    assert tried(people["operator"], place="R7", days=1).json()["raised"] in (1, 2)
    (rule,) = people["viewer"].get("/api/alarms/rules").json()["rules"]
    assert rule["limit"] == RULE["limit"]


def test_what_cannot_be_tried_is_named(people: dict[str, httpx.Client]):
    for wrong, where in (({"name": "slow_loss"}, "name"), ({"limit": None}, "limit"), ({"unit": "ft"}, "unit")):
        refused = tried(people["operator"], **wrong)
        assert (refused.status_code, refused.json()["where"]) == (422, where), wrong
    assert tried(people["operator"], subject="R9/9").status_code == 404
    assert tried(people["viewer"]).status_code == 403


@pytest.mark.parametrize(("by", "position"), [("all", ""), ("region", "Volta"), ("place", "R7")])
def test_a_review_counts_what_called_the_people_of_a_position(people: dict[str, httpx.Client], by: str, position: str):
    told = people["viewer"].get("/api/alarms/health", params={"by": by}).raise_for_status().json()
    (found,) = told["positions"]
    assert (found["position"], found["raised"], told["quiet"], told["is_whole"]) == (position, 3, 0, True)
    assert found["top"] == [{"rule": "water", "subject": "R7/1", "raised": 3}]
    verdicts = {each["name"]: each["verdict"] for each in found["measures"]}
    assert (verdicts["per_hour"], verdicts["stale"], verdicts["unauthorised"]) == ("met", "met", "met")
    assert (found["floods"], found["unauthorised"]) == ([], [])


def test_a_review_of_elsewhere_or_by_who_is_outside_is_empty(people: dict[str, httpx.Client]):
    for who, params in (("viewer", {"place": "R9"}), ("regulator", {})):
        (found,) = people[who].get("/api/alarms/health", params=params).json()["positions"]
        assert (found["raised"], found["top"]) == (0, [])
