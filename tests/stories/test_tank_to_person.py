"""From a tank to a person: what a site sends is watched, an alarm comes, is answered, and outlives the platform."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiomqtt
import httpx
import pytest

from engines import forgotten_home
from petroverse.database import EngineSettings
from platform_process import Running, answer, petroverse, running_up

RULE = {
    "name": "overfill", "cause": "a drop above the safe fill", "consequence": "product in the ground",
    "severity": "severe", "response": "shut the drop valve", "time_available_s": 300, "limit": 28400, "unit": "L",
    "deadband": 0.004, "valid_states": ["in_service"],
}  # fmt: skip
NETWORK = {
    "places": [{"id": "S7", "name": "Seven", "kind": "station"}],
    "tanks": [
        {"id": "S7/1", "place": "S7", "product": "gasoline", "capacity_l": 29900, "safe_fill_l": 28400,
         "dead_stock_l": 1000, "density15_kg_m3": 745,
         "strapping": {"kind": "horizontal_cylinder", "diameter_m": 2.5, "length_m": 6.1}}
    ],
}  # fmt: skip
START = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
PATIENCE_S = 30.0


def message(minute: int, level_m: float) -> dict[str, Any]:
    at = (START + timedelta(minutes=minute)).isoformat()
    body = {"place": "S7", "readings": [{"tank": "S7/1", "at": at, "level_m": level_m, "temp_c": 28.0}]}
    return {
        "id": f"g7-{minute}", "kind": "readings/1", "at": at, "known_at": at, "organisation": "local",
        "source": "gauge-7", "body": body,
    }  # fmt: skip


def until(what: Callable[[], Any]) -> Any:
    """What it gives as soon as that is anything."""
    end = time.monotonic() + PATIENCE_S
    while not (found := what()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    with forgotten_home(EngineSettings(tmp_path / "home")):
        yield tmp_path / "home"


@pytest.fixture
def up(home: Path) -> Iterator[Running]:
    with running_up(home, "--empty") as running:
        yield running


@contextmanager
def signed_in(running: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running.address, timeout=60, headers={"Origin": running.address}) as client:
        client.get(running.link, follow_redirects=False)
        yield client


def test_a_reading_becomes_an_alarm_that_a_person_answers_and_that_outlives_the_platform(
    up: Running, home: Path, tmp_path: Path
):
    rule = tmp_path / "overfill.json"
    rule.write_text(json.dumps(RULE))
    with signed_in(up) as client:
        client.put("/api/network", json=NETWORK, headers={"If-Match": '"0"'}).raise_for_status()
        assert "calls people" in petroverse("alarms", "rule", rule, "--enable", home=home).stderr
        levels = [1.2, 1.2, 1.6, 2.0, 2.3, 2.45]
        told = {"messages": [message(minute, level) for minute, level in enumerate(levels)]}
        assert len(client.post("/api/readings", json=told).raise_for_status().json()["taken"]) == len(levels)
        (alarm,) = until(lambda: client.get("/api/alarms").json()["alarms"])
        assert (alarm["rule"], alarm["subject"], alarm["status"]) == ("overfill", "S7/1", "unacknowledged")
        (latest,) = client.get("/api/tanks/latest").json()["tanks"]
        assert latest["level_m"] == levels[-1]
        assert latest["standard_volume_l"] < latest["observed_volume_l"]
        assert petroverse("alarms", "acknowledge", "overfill", "S7/1", home=home).returncode == 0
        assert client.get("/api/alarms").json()["alarms"][0]["status"] == "acknowledged"
        client.post("/api/readings", json=told).raise_for_status()  # sent again by a gateway that heard no answer
    up.stop()
    with running_up(home, "--empty") as again, signed_in(again) as client:
        client.post("/api/readings", json={"messages": [message(20, 2.0), message(21, 1.9)]}).raise_for_status()
        until(lambda: not client.get("/api/alarms").json()["alarms"])
        assert client.get("/api/alarms").json()["alarms"] == []
        words = [each["word"] for each in client.get("/api/alarms/history").json()["events"]]
        assert (words.count("raised"), words.count("acknowledged"), words[0]) == (1, 1, "returned")
        asked = {"from": START.isoformat()}
        assert until(
            lambda: len(client.get("/api/tanks/S7/1/readings", params=asked).json()["points"]["at"]) == len(levels) + 2
        )  # the last message may be taken after the one that ended the alarm
    listed = answer("alarms", "history", "--subject", "S7/1", home=home)["rows"]
    assert [each["word"] for each in listed] == words


def test_a_device_that_was_let_in_publishes_by_mqtt_and_one_that_was_dismissed_does_not(up: Running, home: Path):
    login = answer("device", "admit", "gauge-7", home=home)["rows"][0]
    assert answer("device", "admit", "gauge-7", home=home)["rows"] == [login]
    assert [each["device"] for each in answer("device", "list", home=home)["rows"]] == ["gauge-7"]
    with signed_in(up) as client:
        client.put("/api/network", json=NETWORK, headers={"If-Match": '"0"'}).raise_for_status()
        asyncio.run(_published(login, message(0, 1.2)))
        assert until(lambda: client.get("/api/tanks/latest").json()["tanks"])[0]["level_m"] == 1.2
        renewed = answer("device", "admit", "gauge-7", "--new-password", home=home)["rows"][0]
        with pytest.raises(aiomqtt.MqttError):
            asyncio.run(_published(login, message(1, 1.3)))
        asyncio.run(_published(renewed, message(2, 1.4)))
        assert until(lambda: client.get("/api/tanks/latest").json()["tanks"][0]["level_m"] == 1.4)
    assert petroverse("device", "dismiss", "gauge-7", home=home).returncode == 0
    with pytest.raises(aiomqtt.MqttError):
        asyncio.run(_published(renewed, message(3, 1.5)))
    assert petroverse("device", "dismiss", "gauge-7", home=home).returncode == 5


async def _published(login: dict[str, Any], told: dict[str, Any]) -> None:
    async with aiomqtt.Client(
        login["host"],
        login["port"],
        username=login["user"],
        password=login["password"],
        identifier=login["user"],
        protocol=aiomqtt.ProtocolVersion.V311,
        timeout=10,
    ) as client:
        await client.publish(login["topic"], json.dumps(told), qos=1)
