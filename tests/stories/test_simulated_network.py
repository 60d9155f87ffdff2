"""A network is simulated: its gauges are read as real ones are, an incident becomes an alarm, and the truth is told."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engines import forgotten_home
from petroverse.database import EngineSettings
from platform_process import PROGRAM, Running, answer, environment, killed, petroverse, running_up

PATIENCE_S = 120.0
STATIONS = {"S001", "S002", "S003"}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    with forgotten_home(EngineSettings(tmp_path / "home")):
        yield tmp_path / "home"


class Simulating:
    """``petroverse simulate network`` as a process of its own."""

    def __init__(self, home: Path, *words: str) -> None:
        command = [*PROGRAM, "simulate", "network", *words, "--home", str(home)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment(),
            start_new_session=True,
        )  # fmt: skip
        self.lines: list[str] = []
        self._hand = threading.Thread(target=lambda: self.lines.extend(iter(self.process.stderr.readline, "")))
        self._hand.start()

    def end(self) -> str:
        """Stops it as Ctrl-C does, and gives what it said."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE_S)
        self.close()
        return "".join(self.lines)

    def close(self) -> None:
        killed(self.process)
        self._hand.join(PATIENCE_S)
        self.process.stderr.close()


@pytest.fixture
def simulating(home: Path) -> Iterator[Callable[..., Simulating]]:
    begun: list[Simulating] = []

    def begin(*words: str) -> Simulating:
        begun.append(Simulating(home, *words))
        return begun[-1]

    yield begin
    for each in begun:
        if each.process.poll() is None:
            each.close()


def until(what: Callable[[], Any]) -> Any:
    """What it gives as soon as that is anything."""
    end = time.monotonic() + PATIENCE_S
    while not (found := what()) and time.monotonic() < end:
        time.sleep(0.5)
    return found


def truth(home: Path) -> list[dict[str, Any]]:
    done = petroverse("simulate", "truth", "--format", "json", home=home)
    return json.loads(done.stdout)["rows"] if done.returncode == 0 else []


def test_an_incident_of_a_simulated_network_becomes_an_alarm_and_stands_in_the_truth(
    home: Path, simulating: Callable[..., Simulating]
):
    nothing = petroverse("simulate", "network", home=home)
    assert nothing.returncode == 8
    assert "petroverse up" in nothing.stderr
    with running_up(home, "--empty") as up:
        first = simulating("--stations", "3", "--days", "1", "--speed", "300", "--incident", "overfill@S001/T1")
        _has_stations(up)
        (alarm,) = until(lambda: _alarms(up, "overfill", "S001/T1"))
        assert alarm["place"] == "S001"
        said = truth(home)[0]
        assert (said["kind"], said["subject"], said["is_simulated"]) == ("overfill", "S001/T1", True)
        assert said["at"] < alarm["begun_at"]
        assert petroverse("simulate", "network", home=home).returncode == 7  # another one
        assert petroverse("simulate", "incident", "silent", "S002", home=home).returncode == 0
        until(lambda: len(truth(home)) == 2 and truth(home)[1]["state"] == "going on")
        assert [each["kind"] for each in truth(home)] == ["overfill", "silent"]
        end = first.end()
        assert "messages told" in end
        assert "Traceback" not in end
        assert first.process.returncode == 0
        assert answer("device", "list", home=home)["rows"] == []
        assert petroverse("simulate", "incident", "leak", "S001", home=home).returncode == 5
        _goes_on(home, simulating)


def _has_stations(up: Running) -> None:
    def all_told() -> bool:
        shown = up.ask("GET", "/api/tanks/latest").json()
        return {each["place"] for each in shown["tanks"] if each["place"] != "D1"} == STATIONS and shown["simulated"]

    assert until(all_told)
    network = up.ask("GET", "/api/network").json()
    assert network["simulated"]
    assert {each["protocol"] for each in network["network"]["gauges"]} == {"veeder_root", "modbus", "mqtt"}


def _alarms(up: Running, rule: str, subject: str) -> list[dict[str, Any]]:
    return up.ask("GET", "/api/alarms", params={"rule": rule, "subject": subject}).json()["alarms"]


def _goes_on(home: Path, simulating: Callable[..., Simulating]) -> None:
    """The world that was left is gone on with, and its truth is not forgotten."""
    before = json.loads((home / "simulation" / "state.json").read_text())
    again = simulating("--speed", "60", "--incident", "theft")
    until(lambda: len(truth(home)) == 3)
    assert [each["kind"] for each in truth(home)] == ["overfill", "silent", "theft"]
    again.end()
    after = json.loads((home / "simulation" / "state.json").read_text())
    assert before["world_at"] < after["world_at"]
    assert truth(home)[0]["litres"] == before["incidents"][0]["litres"]
