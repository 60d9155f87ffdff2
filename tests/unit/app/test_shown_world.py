"""An emulated gauge shows the simulated world: a driver that reads it through the real protocol tells what was seen."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from petroverse.app.shown_world import shown
from petroverse.gauges import Surroundings, open_gauge
from petroverse.gauges.veeder_root import TlsDevice
from petroverse.twin import GaugeErrors, Instruments, SilentGauge, invented_network, seen, start, step

MONDAY = datetime(2025, 3, 3, tzinfo=UTC)
NETWORK = invented_network(3, seed=5)
GAUGE = next(each for each in NETWORK.gauges if each.place == "S002")
SURE = Instruments(GaugeErrors(dropout_share=0.0))


def test_what_is_shown_is_what_is_seen_under_the_gauge_s_own_names():
    world, _ = step(start(NETWORK, MONDAY, 9), MONDAY + timedelta(days=3))
    site, device = seen(world, GAUGE.id, SURE), shown(world, GAUGE.id, SURE)
    assert [GAUGE.tanks[each.name] for each in device.tanks] == [each.tank for each in site.readings]
    assert [each.level_m for each in device.tanks] == [each.level_m for each in site.readings]
    assert [each.total_l for each in device.meters] == [each.total_l for each in site.meters]
    assert [each.before_l for each in device.drops] == [each.before_l for each in site.drops]
    assert all(each.after_m > each.before_m for each in device.drops)
    assert all(each.label.startswith("SIM") for each in device.tanks)
    assert device.revision == "SIMULATED"


def test_a_tank_shows_that_a_truck_drops_into_it_while_one_does():
    world = start(NETWORK, MONDAY, 9)
    while not any(each.dropping_since_s is not None for each in world.trips):
        world, _ = step(world, world.at + timedelta(minutes=2))
    trip = next(each for each in world.trips if each.dropping_since_s is not None)
    filling = {world.plant.tanks[each].id for each in world.plant.pools[trip.loads[0].pool].tanks}
    gauge = next(each for each in NETWORK.gauges if each.place == trip.place)
    found = {gauge.tanks[each.name] for each in shown(world, gauge.id, SURE).tanks if each.is_delivering}
    assert found == filling


def test_a_silent_gauge_shows_nothing_and_a_missing_tank_no_number():
    silent = SilentGauge(GAUGE.id, MONDAY + timedelta(hours=1))
    world, _ = step(start(NETWORK, MONDAY, 9, incidents=(silent,)), MONDAY + timedelta(hours=2))
    assert shown(world, GAUGE.id) is None
    never = Instruments(GaugeErrors(dropout_share=1.0))
    quiet, _ = step(start(NETWORK, MONDAY, 9), MONDAY + timedelta(hours=2))
    assert {each.level_m for each in shown(quiet, GAUGE.id, never).tanks} == {None}


def test_a_driver_reads_the_world_through_the_real_protocol():
    world, _ = step(start(NETWORK, MONDAY, 9), MONDAY + timedelta(days=2))
    device = TlsDevice(lambda: shown(world, GAUGE.id, SURE), units="metric")

    async def read():
        standing = await device.serve()
        asked = replace(GAUGE, protocol="veeder_root", address=standing.address, meters={}, options={"units": "metric"})
        link = open_gauge(asked, Surroundings())
        try:
            return await link.read()
        finally:
            await link.close()
            standing.close()

    told, true = asyncio.run(read()), seen(world, GAUGE.id, SURE)
    assert [each.tank for each in told.readings] == [each.tank for each in true.readings]
    for got, meant in zip(told.readings, true.readings, strict=True):
        assert got.level_m == pytest.approx(meant.level_m, abs=1e-4)
        assert got.gauge_volume_l == pytest.approx(meant.gauge_volume_l, abs=1.0)
        assert got.temp_c == pytest.approx(meant.temp_c, abs=0.1)
