"""A gateway that is killed, cut off and tampered with: what it gathered is at the hub exactly once, and in order."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from edge_world import Line, Site, console, network_of, until
from engines import forgotten_home
from petroverse.database import EngineSettings
from platform_process import Running, environment, petroverse, running_up

KILLS = int(os.environ.get("PETROVERSE_SOAK", "4"))
SEED = int(os.environ.get("PETROVERSE_SEED", "7"))


@dataclass
class World:
    """A console, a gateway that asks it every second, a hub, and the line between."""

    home: Path
    up: Running
    line: Line
    site: Site
    gauge: str

    def journal(self) -> list[tuple[str, dict[str, Any]]]:
        """Every message in the gateway's journal, in the order of taking."""
        with sqlite3.connect(self.site.home / "edge" / "journal.sqlite") as file:
            rows = file.execute("select id, printed from messages order by seq").fetchall()
        file.close()
        return [(name, json.loads(printed)) for name, printed in rows]

    def at_hub(self) -> list[str]:
        """The instants of the readings that the hub has of the tank, as it gives them."""
        now = datetime.now(UTC)
        span = {"from": (now - timedelta(minutes=50)).isoformat(), "to": (now + timedelta(hours=1)).isoformat()}
        answer = self.up.ask("GET", "/api/tanks/S7/1/readings", params={**span, "points": 5000}).json()
        assert answer["grain"] == "reading"
        return answer["points"]["at"]

    def settled(self) -> bool:
        standing = self.site.status()
        return standing["waiting"] == standing["handed"] == 0

    def assert_same(self) -> int:
        """The hub has what was taken, each once and nothing else; gives how many readings that were."""
        self.site.stop()
        self.site.ask_every(3600.0)  # so that nothing new comes
        self.site.start()
        assert until(self.settled, 30), (self.site.status(), self.up.said())
        self.site.kill()
        self.site.ask_every(1.0, before_s=3600.0)
        taken = [each["at"] for _, body in self.journal() for each in body["body"]["readings"]]
        there = [datetime.fromisoformat(each) for each in self.at_hub()]
        assert there == sorted({datetime.fromisoformat(each) for each in taken})
        assert len(there) == len(taken)  # no instant was taken twice either
        return len(there)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """All tests go on with what the one before left; the gateway is admitted before there is a gauge to be asked."""
    folder = tmp_path_factory.mktemp("edge")
    home = folder / "hub"
    with forgotten_home(EngineSettings(home)), console() as (address, _), ExitStack() as left:
        up = left.enter_context(running_up(home, "--empty"))
        line = Line(up.address)
        site = Site(folder / "site", line.address)
        left.callback(line.close)
        left.callback(site.close)
        whole = network_of(address)
        take_in(home, folder, {**whole, "gauges": []})
        assert petroverse(*site.admission, home=home).returncode == 0
        take_in(home, folder, whole)
        made = World(home, up, line, site, address)
        yield made
        left.pop_all()
        site.close()
        line.close()
        made.up.__exit__()


def take_in(home: Path, folder: Path, network: dict[str, Any]) -> None:
    file = folder / "network.json"
    file.write_text(json.dumps(network))
    assert petroverse("network", "import", file, home=home).returncode == 0


def test_killed_at_any_moment_it_loses_no_reading_and_doubles_none(world: World):
    chance = random.Random(SEED)
    for _ in range(KILLS):
        world.site.start()
        time.sleep(chance.uniform(0.5, 4.0))
        world.site.kill()
    world.site.start()
    before = len(world.journal())
    assert until(lambda: len(world.journal()) > before + 2)
    assert world.assert_same() > before + 2


def test_cut_off_it_goes_on_and_when_the_line_is_mended_all_is_there_in_seconds(world: World):
    world.site.start()
    before = len(world.journal())
    assert until(lambda: len(world.journal()) >= before + 2)
    world.line.cut()
    assert until(lambda: world.site.status()["waiting"] >= 8)
    standing = world.site.status()
    assert (standing["hub_is_there"], "does not answer" in standing["hub_fault"]) == (False, True)
    mended = time.monotonic()
    world.line.mend()
    assert until(lambda: world.site.status()["waiting"] <= 1, 15)
    assert time.monotonic() - mended < 10  # it looks for the hub every four seconds, and a command takes one
    assert world.assert_same() >= before + 8


@dataclass
class Apart:
    """A network namespace with one cable to this machine."""

    name: str
    here: str = "10.77.31.1"
    there: str = "10.77.31.2"

    def lay(self) -> bool:
        """Lays the cable; gives whether that may be done here."""
        cable = (f"{self.name}-a", f"{self.name}-b")
        return all(
            _ip(*words.split())
            for words in (
                f"netns add {self.name}",
                f"link add {cable[0]} type veth peer name {cable[1]} netns {self.name}",
                f"addr add {self.here}/30 dev {cable[0]}",
                f"link set {cable[0]} up",
                f"-n {self.name} addr add {self.there}/30 dev {cable[1]}",
                f"-n {self.name} link set {cable[1]} up",
                f"-n {self.name} link set lo up",
            )
        )

    def pull(self) -> None:
        assert _ip("link", "set", f"{self.name}-a", "down")

    def plug(self) -> None:
        assert _ip("link", "set", f"{self.name}-a", "up")

    def take_away(self) -> None:
        _ip("link", "delete", f"{self.name}-a")
        _ip("netns", "delete", self.name)

    @property
    def inside(self) -> tuple[str, ...]:
        """What stands before a command that runs there."""
        return ("ip", "netns", "exec", self.name)


def _ip(*words: str) -> bool:
    try:
        return subprocess.run(["ip", *words], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.fixture
def apart() -> Iterator[Apart]:
    made = Apart(f"pv{os.getpid() % 100_000}")
    try:
        if not made.lay():
            pytest.skip("nobody may make a network namespace here")
        yield made
    finally:
        made.take_away()


SITE_SIDE = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from edge_world import Line, console
hub, line_port, console_port = sys.argv[1:]
with console(int(console_port)):
    line = Line(hub, port=int(line_port))
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_a_cable_that_is_pulled_loses_nothing_and_all_is_there_when_it_is_plugged_in(world: World, apart: Apart):
    """The site is in a network namespace of its own: packets are dropped, and nobody says that they are."""
    far = Line(world.up.address, apart.here)
    ports = [each.rpartition(":")[2] for each in (world.line.address, world.gauge)]
    command = [*apart.inside, sys.executable, "-c", SITE_SIDE, far.address, *ports]
    beside = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment())
    usual, world.site.program = world.site.program, (*apart.inside, *world.site.program)
    try:
        assert beside.stdout.readline() == "ready\n"
        world.site.start()
        before = len(world.journal())
        assert until(lambda: len(world.journal()) >= before + 2)
        assert until(lambda: world.site.status()["waiting"] <= 1)
        apart.pull()
        assert until(lambda: world.site.status()["waiting"] >= 6)
        apart.plug()
        assert until(lambda: world.site.status()["waiting"] <= 1)
        assert world.assert_same() >= before + 8
    finally:
        world.site.kill()
        world.site.program = usual
        beside.communicate("")
        far.close()


def test_a_hub_that_is_killed_and_comes_back_is_given_what_it_lacks(world: World):
    world.site.start()
    before = len(world.journal())
    assert until(lambda: len(world.journal()) >= before + 3)
    world.up.kill()
    before = len(world.journal())
    assert until(lambda: len(world.journal()) >= before + 4)
    world.up.__exit__()
    world.up = running_up(world.home, "--empty").__enter__()
    world.line.mend(world.up.address)
    assert until(lambda: world.site.status()["waiting"] <= 1)
    assert world.assert_same() >= before + 4


def test_what_is_changed_on_the_line_is_refused_and_sent_again_as_it_was(world: World):
    world.line.spoil = True
    world.site.start()
    assert until(lambda: "40" in world.site.status()["hub_fault"])
    before = len(world.journal())
    assert until(lambda: world.site.status()["waiting"] >= 3)
    world.line.spoil = False
    assert world.assert_same() >= before
