"""The bus as a platform has it: started by whoever needs it, never by looking, kept running, its passwords for good."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bus_worlds import ODA, mqtt, numbers, taken, told
from petroverse.app.bus import PlatformBus, kept_running
from petroverse.app.home import Home
from petroverse.app.serving import AddressNotSafe
from petroverse.app.settings import Settings
from petroverse.bus import BusDevice, BusUnreachable
from petroverse.core.messages import to_bytes

DEVICE = BusDevice(ODA, "gauge-7")


def bus_of(folder: Path, **settings: object) -> PlatformBus:
    folder.mkdir(exist_ok=True)
    return PlatformBus(Settings(home=folder, **settings), Home(folder))


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PlatformBus]:
    made = bus_of(tmp_path / "home")
    yield made
    made.stop()


def test_looking_at_it_starts_nothing_and_makes_nothing(bus: PlatformBus, tmp_path: Path):
    assert bus.state()["status"] == "not running"
    assert not bus.is_started
    assert list((tmp_path / "home").iterdir()) == []


def test_the_first_use_starts_it_and_another_look_sees_it_run(bus: PlatformBus, tmp_path: Path):
    async def story():
        link = bus.connect()
        await link.publish(told(1))
        await link.consumer("watch")
        await link.close()

    asyncio.run(story())
    bus.check()
    seen = bus_of(tmp_path / "home").state()
    assert (seen["status"], seen["provider"]) == ("ok", "embedded")
    assert seen["groups"] == {"watch": {"unseen": 1, "unacknowledged": 0, "moved_at": None}}


def test_devices_of_other_machines_are_not_met_in_the_clear(tmp_path: Path):
    with pytest.raises(AddressNotSafe):
        bus_of(tmp_path / "home", mqtt_host="0.0.0.0").server()


def test_one_at_a_url_is_used_and_nothing_is_started_here(bus: PlatformBus, tmp_path: Path):
    address = bus.server().address()
    url = address.urls[0].replace("//", f"//{address.user}:{address.password}@")
    away = bus_of(tmp_path / "away", bus_url=f"nats://127.0.0.1:1, {url}")
    with kept_running(away):
        away.check()
        assert away.server() is None
        assert away.state()["status"] == "ok"
        assert address.password not in str(away.state())
    assert list((tmp_path / "away").iterdir()) == []


def test_one_that_does_not_answer_is_told(tmp_path: Path):
    away = bus_of(tmp_path / "away", bus_url="nats://127.0.0.1:1")
    with pytest.raises(BusUnreachable):
        away.check()
    told_of = away.state()
    assert told_of["status"] == "unhealthy"
    assert told_of["fix"]


def test_while_it_is_kept_running_it_survives_a_kill_and_carries_what_devices_send(bus: PlatformBus, tmp_path: Path):
    async def send(number: int):
        async with mqtt(bus.server(), DEVICE) as client:
            await client.publish("readings/oda/gauge-7", to_bytes(told(number)), qos=1)

    async def heard(number: int) -> bool:
        """Whether it comes; what was acknowledged just before a kill may come once more before it."""
        link = bus.connect()
        consumer, got = await link.consumer("watch"), []
        while number not in got and len(got) < 3:
            got += numbers(await taken(consumer, 1))
        await link.close()
        return number in got

    with kept_running(bus):
        bus.server().admit([DEVICE])
        asyncio.run(send(1))
        assert asyncio.run(heard(1))
        os.kill(int((tmp_path / "home" / "bus" / "server.pid").read_text()), signal.SIGKILL)
        until = time.monotonic() + 10
        while bus.state()["status"] != "ok" and time.monotonic() < until:
            time.sleep(0.05)
        asyncio.run(send(2))
        assert asyncio.run(heard(2))
    assert bus.is_started


def test_passwords_stay_when_the_homes_key_is_changed(bus: PlatformBus, tmp_path: Path):
    from petroverse.vault import HomeKeys

    before = bus.server().login_of(DEVICE)
    HomeKeys(tmp_path / "home" / "keys" / "home.key").add()
    bus.stop()
    assert bus.server().login_of(DEVICE) == before
