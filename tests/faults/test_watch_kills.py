"""Watch, bus and database killed at any moment during traffic: what was acknowledged is history once, alarms too."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from engines import forgotten_home
from killable import Begin
from petroverse.alarms import AlarmRule, Rulebook, rules_to_plain
from petroverse.app import Platform, Settings, open_platform
from petroverse.app.bus import kept_running
from petroverse.app.health import kept_alive
from petroverse.core.errors import PetroVerseError
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import READINGS, Reading, SiteReadings, to_body
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.database import (
    AlarmsFilter,
    EngineSettings,
    alarm_lines,
    list_alarms,
    list_records,
    save_alarm_rule,
    save_network,
)
from petroverse.workflows import OWNER, Arrived, Organisation, Watcher, add_organisation, owner_reader
from platform_process import killed

KILLS = int(os.environ.get("PETROVERSE_SOAK", "3"))
SEED = int(os.environ.get("PETROVERSE_SEED", "11"))
PATIENCE_S = 120.0
SITE, START = PlaceId("S7"), datetime(2024, 3, 1, 6, tzinfo=UTC)
SHAKEN, CALM = OrganisationId("shaken"), OrganisationId("calm")
TANKS = tuple(
    Tank(TankId(f"S7/{n}"), SITE, "gasoline", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0, 745.0)
    for n in (1, 2)
)
EPISODE_M = (1.2, 1.6, 2.0, 2.3, 2.45, 2.45, 2.45, 2.2, 1.8, 1.4)
"""One tank is filled over its safe fill and drawn down again, told once a minute."""

RULE = AlarmRule(
    "overfill", cause="a drop", consequence="a spill", severity="severe", response="shut the valve", limit=28_400.0,
    time_available_s=300.0, unit="L", deadband=10.0, valid_states=("in_service",), approver="ama", is_enabled=True,
)  # fmt: skip
WATCH = """
import sys, time
from pathlib import Path
from petroverse.app import Settings, open_platform
from petroverse.app.watching import watching
with open_platform(Settings(home=Path(sys.argv[1]))) as platform, watching(platform):
    print("ready", flush=True)
    while True:
        time.sleep(60)
"""


@dataclass
class Scene:
    """A platform, and the process that watches its sites."""

    platform: Platform
    home: Path
    begun: Begin
    watch: Any = None

    def kill(self, what: str) -> None:
        """Kills one of the three with SIGKILL; the engines are revived by whoever keeps them."""
        if what == "watch":
            killed(self.watch)
            self.watch = self._begun_again()
        elif what == "bus":
            os.kill(int((self.home / "bus" / "server.pid").read_text()), signal.SIGKILL)
        else:
            data = self.platform.engine.data_folder
            assert data is not None
            os.kill(int((data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)

    def _begun_again(self) -> Any:
        """Begins it again as a supervisor does: an engine may be on its way up at that moment."""
        for _ in range(10):
            with suppress(AssertionError):
                return self.begun(WATCH, self.home)
            time.sleep(1.0)
        raise AssertionError("the watch does not begin again")

    def publish(self, message: Message) -> None:
        """Sends a message again, as a gateway does, until it is acknowledged."""
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                return self.platform.bus.publish([message])
            except PetroVerseError:
                assert time.monotonic() < until, "the bus did not come back"
                time.sleep(0.05)

    def settled(self) -> None:
        """Waits until everything that was sent is committed and forgotten by the bus."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            with suppress(PetroVerseError):
                waiting = asyncio.run(self._waiting())
                if waiting is not None and not (waiting.unseen or waiting.unacknowledged):
                    return
            time.sleep(0.1)
        raise AssertionError("messages are left that nobody takes")

    async def _waiting(self) -> Any:
        bus = self.platform.bus.connect()
        try:
            return (await bus.waiting()).get("watch")
        finally:
            await bus.close()


@pytest.fixture
def scene(tmp_path: Path, begun: Begin) -> Iterator[Scene]:
    home = tmp_path / "home"
    with ExitStack() as stack:
        stack.enter_context(forgotten_home(EngineSettings(home)))
        platform = stack.enter_context(open_platform(Settings(home=home)))
        stack.enter_context(kept_alive(platform.engine))
        stack.enter_context(kept_running(platform.bus))
        for name in (SHAKEN, CALM):
            add_organisation(platform.stores, owner_reader(), Organisation(name, name))
            with platform.stores.database.unit_of_work(name, OWNER) as unit:
                save_network(unit, Network((Place(SITE, "Seven", "station"),), tanks=TANKS), version=0)
                save_alarm_rule(unit, "overfill", "", rules_to_plain(Rulebook((RULE,)))[0])
        made = Scene(platform, home, begun)
        made.watch = begun(WATCH, home)
        yield made
        killed(made.watch)


def told(number: int, level_m: float) -> Message:
    at = START + timedelta(minutes=number)
    readings = (Reading(TANKS[0].id, at, level_m, 28.0), Reading(TANKS[1].id, at, 0.8, 27.0))
    return Message(MessageId(f"m-{number}"), READINGS, at, at, SHAKEN, "gauge", to_body(SiteReadings(SITE, readings)))


def _episode_of(at: datetime) -> int:
    return int((at - START) / timedelta(minutes=len(EPISODE_M)))


def history(platform: Platform, of: OrganisationId) -> dict[str, Any]:
    """What is kept of readings and of how alarms stand."""
    with platform.stores.database.reading(of, OWNER) as unit:
        rows = unit.rows(
            "select tank, at, level_m, observed_volume_l, standard_volume_l, quality from readings "
            "where organisation = %s order by tank, at", [of],
        )  # fmt: skip
        taken = unit.rows("select id from taken_messages where organisation = %s and id not like %s", [of, "%~"])
        aside = unit.rows("select id, reason from set_aside_messages where organisation = %s", [of])
        alarms = [
            (each.rule, each.subject, each.status, each.begun_at, each.ended_at)
            for each in list_alarms(unit, AlarmsFilter(is_open=False))
        ]
    return {"readings": rows, "taken": {each["id"] for each in taken}, "aside": aside, "alarms": alarms}


@pytest.mark.timeout(7200)
def test_what_was_acknowledged_is_history_once_whatever_is_killed_during_traffic(scene: Scene):
    chance, sent = random.Random(SEED), []
    for number in range(KILLS):
        what = ("watch", "bus", "database")[number] if number < 3 else chance.choice(("watch", "bus", "database"))
        strikes_at = chance.randrange(len(EPISODE_M))
        for minute, level_m in enumerate(EPISODE_M):
            message = told(len(sent), level_m)
            sent.append(message)
            scene.publish(message)
            time.sleep(chance.uniform(0.0, 0.1))
            if minute == strikes_at:
                scene.kill(what)
        scene.settled()

    calm = [replace(each, organisation=CALM) for each in sent]
    Watcher(scene.platform.stores).take([Arrived(each, each.at) for each in calm])
    found, expected = history(scene.platform, SHAKEN), history(scene.platform, CALM)
    assert found["taken"] == {each.id for each in sent}
    assert found == expected
    with scene.platform.stores.database.reading(SHAKEN, OWNER) as unit:
        lines = alarm_lines(unit, AlarmsFilter(is_open=False), limit=1000)
        records = [each for each in list_records(unit, limit=10_000) if each.kind == "alarms"]
    for episode in range(KILLS):
        words = Counter(each.word for each in lines if _episode_of(each.at) == episode)
        # Each time that the tank was filled people were called once; once more where a message that was handed out
        # again, and came late, moved the beginning.
        assert words["raised"] - words["withdrawn"] in (1, 2), episode
        assert words["returned"] >= 1
    recorded = Counter(each["id"] for record in records for each in record.body["events"])
    assert recorded == Counter(each.id for each in lines)  # each line once, and each told to whoever listens once
    assert set(recorded.values()) == {1}
