"""A company that runs Kafka: what its sites tell stands in a topic, and what it writes into one is a reading here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from engines import forgotten_home
from kafka_broker import kafka
from petroverse.app import Settings
from petroverse.app.bridging import KafkaNotSetUp, bridging
from petroverse.core.grants import LOCAL
from petroverse.core.messages import Message, MessageId, from_bytes, to_bytes
from petroverse.core.readings import READINGS
from petroverse.database import EngineSettings
from platform_process import running_role

__all__ = ["kafka"]

NETWORK = {
    "places": [{"id": "S7", "name": "Seven", "kind": "station"}],
    "tanks": [
        {"id": "S7/1", "place": "S7", "product": "gasoline", "capacity_l": 29900, "safe_fill_l": 28400,
         "dead_stock_l": 1000, "density15_kg_m3": 745,
         "strapping": {"kind": "horizontal_cylinder", "diameter_m": 2.5, "length_m": 6.1}}
    ],
}  # fmt: skip
START = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
PATIENCE_S = 60.0


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    with forgotten_home(EngineSettings(tmp_path / "home")):
        yield tmp_path / "home"


def told(minute: int, level_m: float, **more: Any) -> Message:
    at = START + timedelta(minutes=minute)
    readings = [{"tank": "S7/1", "at": at.isoformat(), "level_m": level_m, "temp_c": 28.0}]
    given = {"organisation": LOCAL, "kind": READINGS, **more}
    body = {"place": "S7", "readings": readings}
    return Message(MessageId(f"k-{minute}"), given["kind"], at, at, given["organisation"], "scada", body)


def _all(count: int, found: list[Any]) -> list[Any]:
    return found if len(found) == count else []


def until(what: Callable[[], Any]) -> Any:
    end = time.monotonic() + PATIENCE_S
    while not (found := what()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


async def _written(address: str, *values: bytes) -> None:
    async with AIOKafkaProducer(bootstrap_servers=address) as producer:
        for each in values:
            await producer.send_and_wait("scada.tanks", each)


async def _read(address: str, count: int) -> list[Any]:
    async with AIOKafkaConsumer(
        "petroverse.readings", bootstrap_servers=address, group_id="somebody", auto_offset_reset="earliest"
    ) as consumer:
        async with asyncio.timeout(PATIENCE_S):
            return [await consumer.getone() for _ in range(count)]


def test_readings_go_out_and_come_in_and_what_is_none_is_set_aside(home: Path, kafka: str):
    asyncio.run(_written(kafka, to_bytes(told(1, 1.3))))
    settings = {"kafka_servers": kafka, "kafka_topics": "scada.tanks"}
    roles = {role: running_role(role, home, settings=settings) for role in ("api", "watch", "bridge")}
    with roles["api"] as api, roles["watch"], roles["bridge"] as bridge:
        api.ask("PUT", "/api/network", json=NETWORK, headers={"If-Match": '"0"'}).raise_for_status()
        latest = until(lambda: api.ask("GET", "/api/tanks/latest").json()["tanks"])
        assert latest[0]["level_m"] == 1.3, bridge.said()
        bad = [to_bytes(told(2, 1.4, organisation="tema")), to_bytes(told(3, 1.4, kind="alarm_command/1")), b"\0"]
        asyncio.run(_written(kafka, *bad, to_bytes(told(4, 1.5))))
        assert until(lambda: api.ask("GET", "/api/tanks/latest").json()["tanks"][0]["level_m"] == 1.5)
        aside = until(lambda: _all(len(bad), api.ask("GET", "/api/readings/set-aside").json()["messages"]))
        assert {each["id"].rpartition("/")[0].rpartition("/")[0] for each in aside} == {"kafka scada.tanks"}
        records = asyncio.run(_read(kafka, 2))
    found = {dict(each.headers)["petroverse-id"]: from_bytes(each.value) for each in records}
    assert found == {b"local/k-1": told(1, 1.3), b"local/k-4": told(4, 1.5)}


@pytest.mark.parametrize(
    ("setting", "given"),
    [
        ("kafka_servers", {}),
        ("kafka_prefix", {"kafka_servers": "k:9092", "kafka_prefix": ""}),
        ("kafka_topics", {"kafka_servers": "k:9092", "kafka_topics": "a, petroverse.readings"}),
        ("kafka_tls", {"kafka_servers": "k:9092", "kafka_user": "bridge"}),
        ("kafka_", {"kafka_servers": "k:9092", "kafka_tls": "/nonexistent/ca.pem"}),
    ],
)
def test_settings_that_cannot_be_are_named(tmp_path: Path, setting: str, given: dict[str, str]):
    class Platform:
        settings = Settings(home=tmp_path, **given)

    with pytest.raises(KafkaNotSetUp) as fault, bridging(Platform()):
        pass
    assert setting in str(fault.value.where)
