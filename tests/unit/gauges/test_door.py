"""The door of the gauges: how a gauge is opened, followed through faults, and marked on the way."""

from __future__ import annotations

import asyncio
import os
import tty
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.errors import InputRefused, Unavailable
from petroverse.core.places import PlaceId
from petroverse.core.readings import Reading, SiteReadings
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.gauges import (
    PROTOCOLS,
    Found,
    FrameNotValid,
    GaugeSettingsRefused,
    GaugeSilent,
    Pace,
    ProtocolNotKnown,
    Surroundings,
    bounds_of,
    driver_of,
    follow,
    open_gauge,
)

AT = datetime(2026, 3, 1, tzinfo=UTC)
TANK = Tank(TankId("S7/1"), PlaceId("S7"), "gasoline", HorizontalCylinder(2.5, 10.0), 49_000.0, 45_000.0)


def site(level_m: float) -> SiteReadings:
    return SiteReadings(PlaceId("S7"), (Reading(TANK.id, AT, level_m),))


@dataclass
class Scripted:
    """A polled gauge that answers as it was told beforehand, and counts its closings."""

    script: list[SiteReadings | Exception]
    closed: int = 0

    async def read(self) -> SiteReadings:
        each = self.script.pop(0)
        if isinstance(each, Exception):
            raise each
        return each

    async def discover(self) -> Found:
        return Found("scripted")

    async def close(self) -> None:
        self.closed += 1


@dataclass
class Teller:
    """A gauge that tells by itself, in spells that each end with a fault."""

    spells: list[list[SiteReadings]]
    closed: int = 0

    async def readings(self) -> AsyncGenerator[SiteReadings, None]:
        for each in self.spells.pop(0):
            yield each
        raise GaugeSilent("it broke")

    async def discover(self) -> Found:
        return Found("teller")

    async def close(self) -> None:
        self.closed += 1


@dataclass
class Waits:
    """Sleeps that take no time and are kept."""

    kept: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.kept.append(seconds)


def heard(link, count: int, waits: Waits, **more) -> list:
    async def run() -> list:
        told = follow(link, Pace(every_s=10.0, chance=lambda: 1.0, sleep=waits.sleep), **more)
        found = [await anext(told) for _ in range(count)]
        await told.aclose()
        return found

    return asyncio.run(run())


def test_faults_wait_longer_each_time_and_readings_set_it_back():
    silent, garbled = GaugeSilent("silent"), FrameNotValid("garbled")
    link, waits = Scripted([silent, garbled, silent, site(1.0), site(1.1), silent, site(1.2)]), Waits()
    found = heard(link, 7, waits)
    assert found == [silent, garbled, silent, site(1.0), site(1.1), silent, site(1.2)]
    assert waits.kept == [1.0, 2.0, 4.0, 10.0, 10.0, 1.0]
    assert link.closed == 5  # after each fault, and at the end


def test_a_gauge_that_tells_by_itself_is_followed_in_the_same_way():
    link, waits = Teller([[site(1.0), site(1.1)], [], [site(1.2)]]), Waits()
    found = heard(link, 5, waits)
    assert [each if isinstance(each, SiteReadings) else type(each) for each in found] == [
        site(1.0), site(1.1), GaugeSilent, GaugeSilent, site(1.2),
    ]  # fmt: skip
    assert waits.kept == [1.0, 2.0]


def test_a_fault_of_ours_is_not_taken_for_one_of_the_gauge():
    with pytest.raises(ZeroDivisionError):
        heard(Scripted([ZeroDivisionError()]), 1, Waits())


@given(st.floats(0.001, 10), st.floats(1, 1000), st.integers(1, 10_000), st.floats(0, 1))
def test_no_wait_is_longer_than_the_longest_or_shorter_than_half_the_first(first_s, longest_s, faults, chance):
    first_s = min(first_s, longest_s)
    wait_s = Pace(first_wait_s=first_s, longest_wait_s=longest_s, chance=lambda: chance).wait_s(faults)
    assert first_s / 2 <= wait_s <= longest_s


def test_what_is_followed_with_bounds_is_marked():
    link = Scripted([site(1.0), site(9.9), site(2.0), site(1.0)])
    found = heard(link, 4, Waits(), bounds={TANK.id: bounds_of(TANK)})
    assert [each.readings[0].quality for each in found] == ["good", "out_of_range", "spike", "good"]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_protocol_says_how_its_address_and_options_are_written(protocol):
    driver = driver_of(protocol)
    assert driver.ADDRESS.endswith(".")
    assert driver.OPTIONS
    assert all(name.isidentifier() and what.endswith(".") for name, what in driver.OPTIONS.items())


def test_a_protocol_that_nobody_speaks_is_named_with_those_that_are():
    with pytest.raises(ProtocolNotKnown, match="carrier_pigeon") as refused:
        open_gauge(Gauge(GaugeId("g"), PlaceId("p"), "carrier_pigeon", "x"), Surroundings())
    assert "veeder_root" in refused.value.fix


def test_a_secret_is_not_guessed_where_there_is_no_vault():
    with pytest.raises(GaugeSettingsRefused, match="no vault"):
        Surroundings().secret_of("code")


def test_faults_say_whether_to_try_again():
    assert issubclass(GaugeSilent, Unavailable)
    assert all(issubclass(each, InputRefused) for each in (FrameNotValid, GaugeSettingsRefused))


NOISE = {"mute": b"", "begun": b"\x01", "endless": b"A" * 200_000, "garbage": b"\x01i20100&&0000\x03" * 3}


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE)
def test_a_serial_line_full_of_noise_is_a_named_fault_in_time(noise):
    async def ask() -> Exception:
        ours, theirs = os.openpty()
        tty.setraw(theirs)
        os.set_blocking(ours, False)

        async def make_noise() -> None:
            left = noise
            await asyncio.sleep(0.05)
            while left:
                try:
                    left = left[os.write(ours, left) :]
                except BlockingIOError:
                    await asyncio.sleep(0.001)

        told = Gauge(GaugeId("g"), PlaceId("p"), "veeder_root", os.ttyname(theirs), options={"units": "us"})
        noisy = asyncio.create_task(make_noise())
        link = open_gauge(told, Surroundings(timeout_s=0.5))
        try:
            await link.discover()
        except (Unavailable, InputRefused) as fault:
            return fault
        finally:
            noisy.cancel()
            os.close(ours)
            os.close(theirs)
        raise AssertionError("noise was read")

    assert isinstance(asyncio.run(ask()), (GaugeSilent, FrameNotValid))
