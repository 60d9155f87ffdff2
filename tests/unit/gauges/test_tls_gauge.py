"""The TLS driver against a console on loopback: whose clock, which qualities, deliveries once, old and odd consoles."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest

from gauge_peers import AT, MovingWorld, world
from petroverse.core.devices import Gauge, GaugeId, MeterId
from petroverse.core.places import PlaceId
from petroverse.core.readings import SiteReadings
from petroverse.core.tanks import TankId
from petroverse.gauges import FrameNotValid, GaugeSettingsRefused, GaugeSilent, ShownDrop, Surroundings, open_gauge
from petroverse.gauges.veeder_root import TlsDevice, TlsGauge
from petroverse.gauges.veeder_root.frames import UNKNOWN

Result = TypeVar("Result")


class MovingClock:
    """Ours; tests move it."""

    def __init__(self, at: datetime = AT) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def gauge(address: str, **options: str) -> Gauge:
    tanks = {each: TankId(f"S7/{each}") for each in ("1", "2", "3")}
    return Gauge(GaugeId("g7"), PlaceId("S7"), "veeder_root", address, tanks, options={"units": "us"} | options)


def beside(
    device: TlsDevice, use: Callable[[TlsGauge], Awaitable[Result]], ours: MovingClock | None = None, **options: str
) -> Result:
    """What comes of using a link to a device while it answers."""

    async def run() -> Result:
        standing = await device.serve()
        link = open_gauge(gauge(standing.address, **options), Surroundings(ours or MovingClock(), timeout_s=1.0))
        try:
            return await use(link)
        finally:
            await link.close()
            standing.close()

    return asyncio.run(run())


async def one(link: TlsGauge) -> SiteReadings:
    return await link.read()


def moved(**changes: Any) -> MovingWorld:
    shown = world()
    shown.shown = replace(shown.shown, **changes)
    return shown


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, 0),
        (27, 27),
        (59, 59),
        (60, 0),
        (-1, 0),
        (-7200, 0),
        (7200, 0),
    ],
)
def test_our_clock_is_finer_within_the_minute_that_the_console_tells_and_gives_way_outside(seconds, told):
    ours = MovingClock(AT + timedelta(seconds=seconds))
    site = beside(TlsDevice(world()), one, ours)
    assert site.readings[0].at == AT + timedelta(seconds=told)


def test_a_clock_that_is_known_to_be_wrong_is_set_right_in_readings_and_deliveries():
    off = timedelta(hours=5, minutes=3)
    ours = MovingClock(AT + off)
    site = beside(TlsDevice(world()), one, ours, clock="ours")
    (drop,), (shown,) = site.drops, world().shown.drops
    assert site.readings[0].at == AT + off
    assert (drop.started_at, drop.ended_at) == (shown.started_at + off, shown.ended_at + off)


def test_a_look_tells_how_far_the_clock_is_off():
    async def look(link: TlsGauge) -> float | None:
        return (await link.discover()).clock_off_s

    assert beside(TlsDevice(world()), look, MovingClock(AT + timedelta(seconds=40))) == 0
    assert beside(TlsDevice(world()), look, MovingClock(AT - timedelta(minutes=7))) == 420


@pytest.mark.parametrize("hour", [5, 6])
def test_the_hour_that_a_zone_has_twice_is_the_one_nearer_to_now(hour):
    zone = ZoneInfo("America/New_York")  # 2026-11-01: 01:30 is 05:30 and 06:30 UTC
    at = datetime(2026, 11, 1, hour, 30, tzinfo=UTC)
    site = beside(TlsDevice(moved(at=at), zone=zone), one, MovingClock(at + timedelta(seconds=90)), zone=zone.key)
    assert site.readings[0].at == at


@pytest.mark.parametrize(
    ("alarm", "quality"),
    [
        ("PROBE OUT", "gap"),
        ("INVALID FUEL LEVEL", "out_of_range"),
        ("HIGH WATER ALARM", "water"),
        ("HIGH WATER WARNING", "water"),
        ("DELIVERY NEEDED", "good"),
        ("ALARM 42", "good"),
    ],
)
def test_what_a_console_complains_of_is_the_reading_s_quality(alarm, quality):
    device = TlsDevice(moved(alarms=(("2", "LOW PRODUCT ALARM"), ("2", alarm))))
    assert beside(device, one).readings[1].quality == quality
    assert beside(device, one, status="no").readings[1].quality == "good"


def test_deliveries_are_asked_for_when_due_and_told_once():
    shown, clock = world(), MovingClock()

    async def watch(link: TlsGauge) -> list[int]:
        counts = [len((await link.read()).drops)]
        began = AT + timedelta(minutes=1)
        more = ShownDrop("1", began, began + timedelta(minutes=9), 1_000.0, 9_000.0, 0.2, 1.1, 30.0)
        shown.shown = replace(shown.shown, drops=(*shown.shown.drops, more))
        for seconds in (10, 299, 300, 700):
            clock.at = AT + timedelta(seconds=seconds)
            counts.append(len((await link.read()).drops))
        return counts

    assert beside(TlsDevice(shown), watch, clock) == [1, 0, 0, 1, 0]
    assert beside(TlsDevice(shown), one, deliveries_every_s="0").drops == ()


class Odd(TlsDevice):
    """A console that answers some reports otherwise."""

    answers: dict[str, bytes]
    asked: list[str]

    def answer(self, asked: str) -> bytes:
        self.asked.append(asked)
        return self.answers.get(asked[1:4]) or super().answer(asked)


def odd(kind: type[Odd] = Odd, **answers: bytes) -> Odd:
    device = kind(world())
    device.answers, device.asked = {name.removeprefix("r"): answer for name, answer in answers.items()}, []
    return device


def test_a_console_that_does_not_know_the_status_is_asked_once_and_read_without():
    device = odd(r205=UNKNOWN, r902=UNKNOWN)

    async def twice(link: TlsGauge) -> tuple[SiteReadings, SiteReadings, str]:
        return await link.read(), await link.read(), (await link.discover()).revision

    first, _, revision = beside(device, twice)
    assert first.readings[0].quality == "good"
    assert [each for each in device.asked if "205" in each] == ["i20500"]
    assert revision == ""


def test_a_console_that_does_not_know_deliveries_is_read_without():
    device = odd(r202=UNKNOWN)

    async def twice(link: TlsGauge) -> list[tuple]:
        return [(await link.read()).drops for _ in range(2)]

    assert beside(device, twice) == [(), ()]
    assert [each for each in device.asked if "202" in each] == ["i20201"]


def test_a_delivery_is_not_lost_when_the_next_tank_s_answer_is_spoilt():
    spoilt = {"i20203": b"\x01i20203&&0000\x03"}

    class Once(Odd):
        def answer(self, asked: str) -> bytes:
            return spoilt.pop(asked, None) or super().answer(asked)

    async def again(link: TlsGauge) -> SiteReadings:
        with pytest.raises(FrameNotValid):
            await link.read()
        return await link.read()

    assert [each.tank for each in beside(odd(Once), again).drops] == ["S7/2"]


def test_an_answer_to_another_question_ends_the_connection():
    with pytest.raises(FrameNotValid, match="answers"):
        beside(odd(r205=TlsDevice(world()).answer("i20100")), one)


def test_a_display_form_whose_dates_nobody_can_read_costs_a_look_its_labels_alone():
    class Slashes(TlsDevice):
        def answer(self, asked: str) -> bytes:
            return super().answer(asked).replace(b"MAR  1, 2026  6:30 AM", b"03/01/2026 06:30")

    async def look(link: TlsGauge) -> list[tuple[str, str]]:
        return [(each.name, each.label) for each in (await link.discover()).tanks]

    assert beside(Slashes(world()), look) == [("1", ""), ("2", ""), ("3", "")]


def test_a_wrong_code_is_silence_and_the_fault_says_where_to_look():
    around = Surroundings(MovingClock(), secret_of=lambda name: {"code": "ZZZZZZ"}[name], timeout_s=0.3)

    async def ask() -> None:
        standing = await TlsDevice(world(), security="A1b2C3").serve()
        try:
            await open_gauge(gauge(standing.address, security="code"), around).read()
        finally:
            standing.close()

    with pytest.raises(GaugeSilent, match="security code"):
        asyncio.run(ask())


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"address": "10.0.0.7"}, "address"),
        ({"address": "10.0.0.7:0"}, "address"),
        ({"address": "10.0.0.7:70000"}, "address"),
        ({"address": "http://10.0.0.7:4001"}, "address"),
        ({"tanks": {"0": TankId("a")}}, "tanks"),
        ({"tanks": {"100": TankId("a")}}, "tanks"),
        ({"tanks": {"01": TankId("a")}}, "tanks"),
        ({"tanks": {"²": TankId("a")}}, "tanks"),
        ({"meters": {"1": MeterId("a")}}, "meters"),
        ({"options": {}}, "units"),
        ({"options": {"units": "imperial"}}, "units"),
        ({"options": {"units": "us", "zone": "Africa/Nowhere"}}, "zone"),
        ({"options": {"units": "us", "zone": "../../etc/passwd"}}, "zone"),
        ({"options": {"units": "us", "clock": "sun"}}, "clock"),
        ({"options": {"units": "us", "form": "paper"}}, "form"),
        ({"options": {"units": "us", "line": "9600"}}, "line"),
        ({"options": {"units": "us", "line": "12345 8N1"}}, "line"),
        ({"options": {"units": "us", "deliveries_every_s": "-1"}}, "deliveries_every_s"),
        ({"options": {"units": "us", "security": "code"}}, "options"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_when_it_is_opened(changes, where):
    with pytest.raises(GaugeSettingsRefused) as refused:
        open_gauge(replace(gauge("10.0.0.7:4001"), **changes), Surroundings())
    assert refused.value.where == where
    assert refused.value.fix


@pytest.mark.parametrize(
    "code", ["S60201", "s60201", "IS0030", "I20100", "i20199", "12345", "1234567", "12 456", "ÄÖÜßäö"]
)
def test_a_security_code_that_reads_as_a_command_or_is_none_is_refused_without_being_told(code):
    with pytest.raises(GaugeSettingsRefused) as refused:
        open_gauge(gauge("10.0.0.7:4001", security="code"), Surroundings(secret_of=lambda _: code))
    assert code not in str(refused.value)


def test_a_device_stands_on_this_machine_alone_and_never_on_the_port_of_real_consoles_by_itself():
    async def addresses() -> list[str]:
        standing = [await TlsDevice(world()).serve() for _ in range(5)]
        for each in standing:
            each.close()
        return [each.address for each in standing]

    for address in asyncio.run(addresses()):
        assert address.startswith("127.0.0.1:")
        assert not address.endswith(":10001")


@pytest.mark.parametrize("asked", ["S60201", "s60201", "IS0030", "I20200;S", "i99900", "", "i201AB", "i2010²"])
def test_a_device_takes_no_command_that_it_does_not_know(asked):
    shown = world()
    before = shown.shown
    assert TlsDevice(shown).answer(asked) == UNKNOWN
    assert shown.shown == before


def test_a_device_outlives_noise_and_answers_the_question_after_it():
    async def talk() -> bytes:
        standing = await TlsDevice(world()).serve()
        host, port = standing.address.split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET / HTTP/1.1\r\n\r\n" + bytes(range(2, 256)) * 50 + b"\x01i20100")
        answer = await asyncio.wait_for(reader.readuntil(b"\x03"), 5)
        writer.close()
        standing.close()
        return answer

    assert asyncio.run(talk()).startswith(b"\x01i201002603010630")
