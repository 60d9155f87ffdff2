"""What every gauge's driver must do, whatever protocol it speaks, against a device that is really there."""

from __future__ import annotations

import asyncio
import contextlib
import time
import tracemalloc
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from gauge_peers import AT, Clock, Peer, modbus, mqtt, opcua, sparkplug, veeder_root, world
from gauge_peers.veeder_root import SECURITY
from petroverse.core.devices import Gauge
from petroverse.core.errors import InputRefused, Unavailable
from petroverse.core.readings import SiteReadings
from petroverse.gauges import (
    FrameNotValid,
    GaugeSettingsRefused,
    GaugeSilent,
    Pace,
    ShownTank,
    Surroundings,
    follow,
    open_gauge,
)

PEERS = {**veeder_root.PEERS, **modbus.PEERS, **mqtt.PEERS, **opcua.PEERS, **sparkplug.PEERS}
WAIT_S = 0.6
SOON_S = 15.0
BOUND_S = WAIT_S + 4.0
"""What the limit allows, and a machine that others keep busy."""
AROUND = Surroundings(clock=Clock(), secret_of=lambda _: SECURITY, timeout_s=WAIT_S)
PACE = Pace(every_s=0.01, first_wait_s=0.02, longest_wait_s=0.1)

Told = SiteReadings | Unavailable | InputRefused


@pytest.fixture(params=PEERS)
def peer(request, tmp_path) -> Peer:
    return PEERS[request.param](tmp_path)


@contextlib.asynccontextmanager
async def followed(gauge: Gauge) -> AsyncIterator[AsyncGenerator[Told, None]]:
    told = follow(open_gauge(gauge, AROUND), PACE)
    try:
        async with asyncio.timeout(SOON_S):
            yield told
    finally:
        await told.aclose()


async def readings(told: AsyncGenerator[Told, None]) -> SiteReadings:
    """The next readings, whatever faults come before."""
    return await anext(each async for each in told if isinstance(each, SiteReadings))


async def fault(told: AsyncGenerator[Told, None]) -> Unavailable | InputRefused:
    """The next fault, whatever readings come before."""
    return await anext(each async for each in told if not isinstance(each, SiteReadings))


def of_tank(site: SiteReadings, name: str):
    return next(each for each in site.readings if each.tank == f"S7/{name}")


def test_it_reads_what_the_device_shows_in_metres_litres_and_degrees(peer):
    shown = world()

    async def read() -> SiteReadings:
        async with followed(await peer.start(shown)) as told:
            site = await readings(told)
        await peer.stop()
        return site

    site = asyncio.run(read())
    assert site.place == "S7"
    assert [each.tank for each in site.readings] == ["S7/1", "S7/2", "S7/3"]
    assert {each.at for each in site.readings} == {AT}
    for tank in shown.shown.tanks[:2]:
        told = of_tank(site, tank.name)
        assert told.level_m == pytest.approx(tank.level_m, abs=peer.level_m)
        assert told.water_m == pytest.approx(tank.water_m, abs=peer.level_m)
        assert told.temp_c == pytest.approx(tank.temp_c, abs=0.01)
        assert told.gauge_volume_l == pytest.approx(tank.volume_l, abs=peer.volume_l)
    assert of_tank(site, "2").is_good


def test_a_tank_that_tells_nothing_is_a_gap_and_not_a_zero(peer):
    async def read() -> SiteReadings:
        async with followed(await peer.start(world())) as told:
            site = await readings(told)
        await peer.stop()
        return site

    missing = of_tank(asyncio.run(read()), "3")
    assert (missing.level_m, missing.temp_c, missing.gauge_volume_l, missing.quality) == (None, None, None, "gap")


def test_meters_and_deliveries_come_with_it_where_the_protocol_has_them(peer):
    shown = world()

    async def read() -> tuple[SiteReadings, SiteReadings]:
        async with followed(await peer.start(shown)) as told:
            first = await readings(told)
            shown.shown = replace(
                shown.shown, tanks=(replace(shown.shown.tanks[0], level_m=1.0), *shown.shown.tanks[1:])
            )
            after = await readings(told)
        await peer.stop()
        return first, after

    first, after = asyncio.run(read())
    if peer.has_meters:
        assert {each.meter: each.total_l for each in first.meters} == {"S7/N1": 123_456.0, "S7/N2": 0.0}
    if peer.has_drops:
        (drop,), (told,) = shown.shown.drops, first.drops
        assert (told.tank, told.started_at, told.ended_at) == ("S7/2", drop.started_at, drop.ended_at)
        assert told.before_l == pytest.approx(drop.before_l, abs=peer.volume_l)
        assert told.after_l == pytest.approx(drop.after_l, abs=peer.volume_l)
        assert after.drops == ()


def test_it_follows_the_device_as_it_changes(peer):
    shown = world()

    async def watch() -> list[float | None]:
        levels: list[float | None] = []
        async with followed(await peer.start(shown)) as told:
            for level_m in (1.2, 1.1, 1.0):
                shown.shown = replace(shown.shown, tanks=(ShownTank("1", level_m=level_m), *shown.shown.tanks[1:]))
                while not levels or levels[-1] != pytest.approx(level_m, abs=peer.level_m):
                    levels.append(of_tank(await readings(told), "1").level_m)
        await peer.stop()
        return levels

    levels = asyncio.run(watch())
    assert levels == sorted(levels, reverse=True)


def test_after_the_device_was_away_it_is_read_again(peer):
    async def outlive() -> tuple[Told, float, SiteReadings]:
        shown = world()
        async with followed(await peer.start(shown)) as told:
            await readings(told)
            await peer.stop()
            began = time.monotonic()
            away = await fault(told)
            took_s = time.monotonic() - began
            await peer.start(shown)
            back = await readings(told)
        await peer.stop()
        return away, took_s, back

    away, took_s, back = asyncio.run(outlive())
    assert isinstance(away, GaugeSilent)
    assert took_s < BOUND_S
    assert of_tank(back, "2").is_good


@pytest.mark.parametrize("how", ["mute", "garbage", "endless", "drip", "huge"])
def test_a_hostile_peer_costs_a_named_fault_and_neither_time_nor_memory(peer, how):
    if how not in peer.attacks:
        pytest.skip("this peer cannot attack so")

    async def suffer() -> tuple[Told, float, int, SiteReadings]:
        async with followed(await peer.attack(how)) as told:
            tracemalloc.start()
            began = time.monotonic()
            named = await fault(told)
            took_s = time.monotonic() - began
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            await peer.stop()
            await peer.start(world())
            after = await readings(told)
        await peer.stop()
        return named, took_s, most, after

    named, took_s, most, after = asyncio.run(suffer())
    assert isinstance(named, GaugeSilent if how == "mute" else (FrameNotValid, GaugeSilent))
    assert str(named)
    assert took_s < BOUND_S
    assert most < 12_000_000
    assert of_tank(after, "2").is_good


def test_a_look_finds_what_the_device_has(peer):
    async def look():
        link = open_gauge(replace(await peer.start(world()), tanks={}, meters={}), AROUND)
        found = await link.discover()
        await link.close()
        await peer.stop()
        return found

    found = asyncio.run(look())
    assert found.make
    assert [each.name for each in found.tanks] == ["1", "2", "3"]
    assert found.tanks[0].level_m == pytest.approx(1.25, abs=peer.level_m)
    assert found.tanks[2].level_m is None
    if peer.has_meters:
        assert {each.name: each.total_l for each in found.meters} == {"N1": 123_456.0, "N2": 0.0}
    if peer.has_drops:
        assert found.drops == 1


def test_nothing_that_it_says_would_change_a_device(peer):
    async def use() -> list[str]:
        gauge = await peer.start(world())
        async with followed(gauge) as told:
            await readings(told)
        link = open_gauge(gauge, AROUND)
        await link.discover()
        await link.close()
        await peer.stop()
        return peer.told_to_change()

    assert asyncio.run(use()) == []


def test_an_option_that_its_protocol_does_not_take_is_refused_by_name(peer):
    async def gauge() -> Gauge:
        gauge = await peer.start(world())
        await peer.stop()
        return gauge

    known = asyncio.run(gauge())
    with pytest.raises(GaugeSettingsRefused, match="colour"):
        open_gauge(replace(known, options={**known.options, "colour": "red"}), AROUND)


def test_readings_that_stop_being_listened_to_leave_no_connection(peer):
    async def leave() -> int:
        before = len(asyncio.all_tasks())
        async with followed(await peer.start(world())) as told:
            await readings(told)
        await peer.stop()
        await asyncio.sleep(0.05)
        return len(asyncio.all_tasks()) - before

    assert asyncio.run(leave()) == 0


def test_time_is_the_device_s_own(peer):
    shown = world()
    shown.shown = replace(shown.shown, at=AT - timedelta(hours=2))

    async def read() -> SiteReadings:
        async with followed(await peer.start(shown)) as told:
            site = await readings(told)
        await peer.stop()
        return site

    assert {each.at for each in asyncio.run(read()).readings} <= {AT - timedelta(hours=2), AT}
