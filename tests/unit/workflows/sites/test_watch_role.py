"""The role that watches, piece by piece: a batch with something hostile in it, and what it goes by during a backlog."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from petroverse.app.watching import _Watch
from petroverse.blobs import FolderBlobs
from petroverse.bus import MemoryBus, subjects
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import READINGS, Reading, SiteReadings, to_body
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.database import Database, latest_state, save_network, sole_part
from petroverse.lake import Lake
from petroverse.workflows import OWNER, Arrived, Organisation, Stores, Watcher, add_organisation, owner_reader

HOME, SITE = OrganisationId("role"), PlaceId("S7")
AT = datetime(2024, 3, 1, 6, tzinfo=UTC)
TANK = Tank(TankId("S7/1"), SITE, "gasoline", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0, 745.0)


@pytest.fixture(scope="module")
def stores(stored: tuple[Database, Lake], tmp_path_factory: pytest.TempPathFactory) -> Stores:
    database, lake = stored
    made = Stores(database, lake, FolderBlobs(tmp_path_factory.mktemp("blobs")))
    add_organisation(made, owner_reader(), Organisation(HOME, HOME))
    with database.unit_of_work(HOME, OWNER) as unit:
        save_network(unit, Network((Place(SITE, "Seven", "station"),), tanks=(TANK,)), version=0)
    return made


def told(number: int, tank: str = "S7/1") -> Message:
    at = AT + timedelta(minutes=number)
    body = to_body(SiteReadings(SITE, (Reading(TankId(tank), at, 1.2, 28.0),)))
    return Message(MessageId(f"role-{number}"), READINGS, at, at, HOME, "gauge", body)


def test_what_the_database_cannot_hold_is_set_aside_and_the_rest_of_its_batch_is_taken(stores: Stores):
    """No text of the database holds a NUL: the whole batch fails over it, then it alone."""
    messages = [told(0), told(1, tank="S7/\x00"), told(2)]
    with sole_part(stores.database.url, "role") as part:
        watch = _Watch(Watcher(stores), part, MemoryBus())
        watch._take([Arrived(each, each.at) for each in messages])
    with stores.database.reading(HOME, OWNER) as unit:
        aside = unit.rows("select id, reason from set_aside_messages where organisation = %s", [HOME])
        taken = unit.rows("select id from taken_messages where organisation = %s order by id", [HOME])
        assert [each.at for each in latest_state(unit)] == [messages[2].at]
    assert [each["id"] for each in aside] == ["role-1"]
    assert aside[0]["reason"]
    assert [each["id"] for each in taken] == ["role-0", "role-2"]


def test_in_the_pipeline_too_the_one_that_cannot_be_kept_is_set_aside_alone(stores: Stores):
    async def go() -> int:
        bus = MemoryBus()
        with sole_part(stores.database.url, "role") as part:
            watch = _Watch(Watcher(stores), part, bus)
            consumer = await bus.consumer("watch", subjects("readings"))
            tanks = ["S7/1"] * 600
            tanks[400] = "S7/\x00"
            made = [replace(told(number, tank), id=MessageId(f"pipe-{number}")) for number, tank in enumerate(tanks)]
            await bus.publish(*made)
            while (await bus.waiting())["watch"].unseen:
                await watch.go_on(consumer)
            await watch.settled()
            assert not watch.in_hand
            again = await consumer.fetch(1, wait_s=0.1)
        return len(again)

    assert asyncio.run(go()) == 0
    with stores.database.reading(HOME, OWNER) as unit:
        aside = unit.rows("select id from set_aside_messages where organisation = %s and id like 'pipe-%%'", [HOME])
        taken = unit.rows("select id from taken_messages where organisation = %s and id like 'pipe-%%'", [HOME])
    assert [each["id"] for each in aside] == ["pipe-400"]
    assert len({each["id"] for each in taken} - {"pipe-400"}) == 599


def test_silence_is_judged_by_what_was_taken_while_messages_wait(stores: Stores):
    async def go() -> list[datetime | None]:
        bus = MemoryBus()
        seen: list[datetime | None] = []
        with sole_part(stores.database.url, "role") as part:
            watch = _Watch(Watcher(stores), part, bus)
            consumer = await bus.consumer("watch", subjects("readings"))
            await bus.publish(*(replace(told(number), id=MessageId(f"late-{number}")) for number in range(300)))
            seen.append(await watch._heard_to())
            for _ in range(2):
                await watch.go_on(consumer)
                await watch.settled()
                seen.append(await watch._heard_to())
                seen.append(watch.taken_to)
        return seen

    before, in_backlog, taken_to, caught_up, _ = asyncio.run(go())
    assert before is None  # nothing was heard yet: nobody is silent
    assert in_backlog == taken_to
    assert caught_up is not None
    assert datetime.now(UTC) - caught_up < timedelta(minutes=1)
