"""A foreign broker is listened to: through its restarts, its garbage and our own absence, and nothing is told twice."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gauge_brokers import BROKERS, PASSWORD, USER, Running, broker
from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.errors import InputRefused, Unavailable
from petroverse.core.places import PlaceId
from petroverse.core.readings import SiteReadings
from petroverse.core.tanks import TankId
from petroverse.gauges import (
    FrameNotValid,
    GaugeSettingsRefused,
    GaugeSilent,
    Pace,
    QuestionRefused,
    Shown,
    ShownTank,
    SubscribedGauge,
    Surroundings,
    follow,
)
from petroverse.gauges.mqtt import DEVICE_MAP, MqttDevice, MqttGauge, broker_of, connected

AT = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)
MAP = """
[[topics]]
filter = "tanks/{tank}/state"
time = { at = "/at" }
[topics.measures]
level = { at = "/level_mm", unit = "mm" }
"""
QUICK = Surroundings(timeout_s=3.0, secret_of={"broker": PASSWORD}.__getitem__)
PACE = Pace(first_wait_s=0.05, longest_wait_s=0.2)


@dataclass
class Site:
    """A made-up site, moved by hand."""

    at: datetime = AT
    levels: dict[str, float | None] = field(default_factory=lambda: {"1": 1.25, "2": 2.5})

    def __call__(self) -> Shown:
        return Shown(self.at, tuple(ShownTank(name, level_m=level, temp_c=29.5) for name, level in self.levels.items()))

    def later(self, **levels: float | None) -> None:
        self.at += timedelta(seconds=10)
        self.levels |= {name.removeprefix("t"): level for name, level in levels.items()}


def gauge_at(address: str, **options: str) -> Gauge:
    tanks = {"1": TankId("S7/1"), "2": TankId("S7/2")}
    options = {"map": MAP, "tls": "off", **options}
    return Gauge(GaugeId("S7/g"), PlaceId("S7"), "mqtt", address, tanks=tanks, options=options)


@pytest.fixture(params=BROKERS)
def running(request: pytest.FixtureRequest, tmp_path: Path):
    with broker(request.param, tmp_path / "broker") as one:
        yield one


async def publish(gauge: Gauge, *told: tuple[str, object], is_retained: bool = False) -> None:
    async with connected(broker_of(gauge), QUICK, is_kept=False, client_id="somebody") as there:
        for topic, payload in told:
            printed = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
            await there.publish(topic, printed, qos=1, is_retained=is_retained)


async def take(link: SubscribedGauge, count: int) -> list[SiteReadings | FrameNotValid]:
    """The first so many that a link tells; the connection is closed after it."""
    told = []
    async with asyncio.timeout(10), aclosing(link.readings()) as readings:
        async for each in readings:
            told.append(each)
            if len(told) == count:
                break
    return told


def level(told: object) -> float | None:
    assert isinstance(told, SiteReadings), told
    (reading,) = told.readings
    return None if reading.level_m is None else round(reading.level_m, 6)


def state(minute: int, level_mm: float) -> dict[str, object]:
    return {"at": (AT + timedelta(minutes=minute)).isoformat(), "level_mm": level_mm}


def test_what_a_device_shows_is_read_under_the_ids_of_the_network(running: Running):
    async def run() -> None:
        gauge = gauge_at(running.address, map=DEVICE_MAP)
        device = MqttDevice(Site(), gauge, QUICK)
        async with device.connected() as there:
            await device.tell(there)
        (told,) = await take(MqttGauge(gauge, QUICK), 1)
        assert isinstance(told, SiteReadings)
        assert told.place == "S7"
        one, two = told.readings
        assert (one.tank, one.at, one.level_m) == ("S7/1", AT, pytest.approx(1.25))
        assert (two.tank, two.temp_c) == ("S7/2", 29.5)

    asyncio.run(run())


def test_a_restart_of_the_broker_is_a_fault_and_then_readings_again(running: Running):
    async def run() -> None:
        gauge = gauge_at(running.address, map=DEVICE_MAP)
        site = Site(levels={"1": 1.0})
        standing = await MqttDevice(site, gauge, QUICK).serve(0.05)
        told: list[SiteReadings | Unavailable | InputRefused] = []
        async with asyncio.timeout(20), aclosing(follow(MqttGauge(gauge, QUICK), PACE)) as following:
            async for each in following:
                told.append(each)
                if len(told) == 1:
                    running.stop()
                    site.later(t1=2.0)
                    running.start()
                if isinstance(each, SiteReadings) and level(each) == 2.0:
                    break
        standing.close()
        assert any(isinstance(each, GaugeSilent) for each in told)

    asyncio.run(run())


def test_what_comes_while_we_are_away_is_told_when_we_are_back(running: Running):
    async def run() -> None:
        gauge = gauge_at(running.address)
        link = MqttGauge(gauge, QUICK)
        taking = asyncio.create_task(take(link, 1))
        while not taking.done():
            await publish(gauge, ("tanks/1/state", state(0, 1000)))
            await asyncio.sleep(0.05)
        for minute in (1, 2, 3):
            await publish(gauge, ("tanks/1/state", state(minute, 1000 + minute)))
        missing, heard = {1.001, 1.002, 1.003}, set()
        async with asyncio.timeout(10), aclosing(link.readings()) as readings:
            async for each in readings:
                heard.add(level(each))
                if missing <= heard:
                    break

    asyncio.run(run())


def test_what_was_not_handed_on_comes_again(running: Running):
    async def run() -> None:
        gauge = gauge_at(running.address)
        link = MqttGauge(gauge, QUICK)
        taking = asyncio.create_task(take(link, 1))  # ends before it asks for the next, as one that is killed
        while not taking.done():
            await publish(gauge, ("tanks/1/state", state(0, 1000)))
            await asyncio.sleep(0.05)
        assert level((await take(link, 1))[0]) == 1.0

    asyncio.run(run())


def test_garbage_is_told_in_its_place_and_keeps_nobody_waiting(running: Running):
    async def run() -> None:
        gauge = gauge_at(running.address)
        taking = asyncio.create_task(take(MqttGauge(gauge, QUICK), 4))
        await asyncio.sleep(0.5)
        told = (("tanks/1/state", b"{"), ("tanks/9/state", state(0, 1)), ("tanks/1/state", state(0, 1000)))
        await publish(gauge, *told, ("tanks/2/state", b"\xff"), ("tanks/2/state", {"at": 7}))
        kinds = [type(each) for each in await taking]
        assert kinds == [FrameNotValid, SiteReadings, FrameNotValid, FrameNotValid]

    asyncio.run(run())


def test_a_retained_reading_is_new_once_by_its_own_time(running: Running):
    async def run() -> None:
        gauge = gauge_at(running.address)
        link = MqttGauge(gauge, QUICK)
        await publish(gauge, ("tanks/1/state", state(5, 1500)), is_retained=True)
        assert level((await take(link, 1))[0]) == 1.5
        link_again = take(link, 2)  # the broker gives the retained one again, and it is none
        taking = asyncio.create_task(link_again)
        await asyncio.sleep(0.5)
        await publish(gauge, ("tanks/1/state", state(3, 1300)))  # late, and not retained: a reading
        await publish(gauge, ("tanks/1/state", state(6, 1600)), is_retained=True)
        assert [level(each) for each in await taking][-2:] == [1.3, 1.6]

    asyncio.run(run())


def test_without_a_time_of_its_own_a_retained_reading_is_none(running: Running):
    async def run() -> None:
        gauge = gauge_at(running.address, map=MAP.replace('time = { at = "/at" }', ""))
        await publish(gauge, ("tanks/1/state", state(5, 1500)), is_retained=True)
        taking = asyncio.create_task(take(MqttGauge(gauge, QUICK), 1))
        await asyncio.sleep(0.5)
        await publish(gauge, ("tanks/1/state", state(6, 1600)))
        assert level((await taking)[0]) == 1.6

    asyncio.run(run())


def test_a_look_finds_every_tank_and_takes_no_reading_away(running: Running):
    async def run() -> None:
        gauge = replace(gauge_at(running.address), tanks={})
        await publish(gauge, ("tanks/1/state", state(0, 1250)), ("tanks/9/state", state(0, 90)), is_retained=True)
        found = await MqttGauge(gauge, replace(QUICK, timeout_s=1.0)).discover()
        assert [(each.name, each.level_m) for each in found.tanks] == [("1", 1.25), ("9", 0.09)]
        assert await take(MqttGauge(gauge_at(running.address), QUICK), 1)

    asyncio.run(run())


def test_a_look_at_garbage_says_what_is_wrong(running: Running):
    async def run() -> None:
        gauge = gauge_at(running.address)
        await publish(gauge, ("tanks/1/state", {"level_mm": 1}), is_retained=True)
        with pytest.raises(FrameNotValid, match="nothing stands at /at"):
            await MqttGauge(gauge, replace(QUICK, timeout_s=1.0)).discover()

    asyncio.run(run())


def test_closing_ends_what_is_listened_to(running: Running):
    async def run() -> None:
        link = MqttGauge(gauge_at(running.address), QUICK)
        taking = asyncio.create_task(take(link, 1))
        await asyncio.sleep(0.5)
        await link.close()
        await link.close()
        assert await taking == []

    asyncio.run(run())


@pytest.mark.skipif("mosquitto" not in BROKERS, reason="no broker here speaks MQTT 5")
def test_a_broker_is_listened_to_in_version_5(tmp_path: Path):
    async def run(address: str) -> None:
        gauge = gauge_at(address, version="5")
        link = MqttGauge(gauge, QUICK)
        await publish(gauge, ("tanks/1/state", state(0, 1250)), is_retained=True)
        assert level((await take(link, 1))[0]) == 1.25
        await publish(gauge, ("tanks/1/state", state(1, 1300)))
        assert level((await take(link, 1))[-1]) in (1.25, 1.3)

    with broker("mosquitto", tmp_path) as one:
        asyncio.run(run(one.address))


@pytest.mark.parametrize("kind", BROKERS)
def test_a_broker_with_a_certificate_and_a_password_lets_in_who_has_it(kind: str, tmp_path: Path):
    async def run(there: Running) -> None:
        sign_in = {"tls": "on", "authority": there.authority, "username": USER, "password_secret": "broker"}
        gauge = gauge_at(there.address, **sign_in)
        await publish(gauge, ("tanks/1/state", state(0, 1250)), is_retained=True)
        assert level((await take(MqttGauge(gauge, QUICK), 1))[0]) == 1.25
        wrong = replace(QUICK, secret_of=lambda name: "something else")
        with pytest.raises(QuestionRefused, match="does not let us in"):
            await take(MqttGauge(gauge, wrong), 1)
        with pytest.raises(GaugeSilent, match=r"(?i)certificate"):
            await take(MqttGauge(gauge_at(there.address, **sign_in | {"authority": ""}), QUICK), 1)

    with broker(kind, tmp_path / "broker", has_password=True, has_tls=True) as one:
        asyncio.run(run(one))


def test_a_port_that_nobody_listens_on_is_silent():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(GaugeSilent):
            asyncio.run(take(MqttGauge(gauge_at(address), QUICK), 1))


@pytest.mark.parametrize("answer", [b"", b"\x20\x02\x00\x01", b"\xff" * 64, b"\x20\xff\xff\xff\x7f" + b"x" * 64])
def test_a_peer_that_is_no_broker_is_silent_in_time(answer: bytes):
    async def run() -> None:
        async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(answer)
            await reader.read()
            writer.close()

        server = await asyncio.start_server(met, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        began = asyncio.get_running_loop().time()
        with pytest.raises(GaugeSilent):
            await take(MqttGauge(gauge_at(f"127.0.0.1:{port}"), replace(QUICK, timeout_s=0.5)), 1)
        assert asyncio.get_running_loop().time() - began < 5
        server.close()
        await asyncio.sleep(0.05)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("address", "options", "where"),
    [
        ("broker.example", {}, "address"),
        ("broker.example:0", {}, "address"),
        ("user:word@broker.example:1883", {}, "address"),
        ("broker.example:1883", {"map": ""}, "map"),
        ("broker.example:1883", {"map": "x = 1"}, "map.x"),
        ("broker.example:1883", {"tls": "maybe"}, "tls"),
        ("broker.example:1883", {"version": "3"}, "version"),
        ("broker.example:8883", {"tls": "on", "authority": "none"}, "authority"),
    ],
)
def test_settings_that_cannot_be_are_refused_by_name(address, options, where):
    with pytest.raises(GaugeSettingsRefused) as refused:
        MqttGauge(gauge_at(address, **options), QUICK)
    assert refused.value.where == where


def test_what_comes_faster_than_it_is_taken_is_left_out_counted_and_told(running: Running):
    async def run() -> str:
        gauge = gauge_at(running.address)
        await publish(gauge, ("tanks/1/state", state(0, 1000)), is_retained=True)
        async with asyncio.timeout(60), aclosing(MqttGauge(gauge, QUICK).readings()) as readings:
            await anext(readings)
            async with connected(broker_of(gauge), QUICK, is_kept=False, client_id="flood") as there:
                for number in range(10_500):
                    await there.publish("tanks/2/state", b"%d" % number)
                    if number % 100 == 0:
                        await asyncio.sleep(0)
            await asyncio.sleep(1)
            async for each in readings:
                if isinstance(each, FrameNotValid) and "left out" in str(each):
                    return each.what
        raise AssertionError

    told = asyncio.run(run())
    assert 1 <= int(told.split()[0]) <= 10_500
