"""Simulated devices: each gauge's driver tells what the world shows, and what is silent is gone until it speaks."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from petroverse.app.simulating.devices import OWN, Devices, furnished
from petroverse.app.simulating.incidents import KINDS, IncidentUnknown, incident_called
from petroverse.app.simulating.live_world import LiveWorld
from petroverse.app.simulating.notes import Notes, NothingSimulated, SimulationRuns
from petroverse.core.readings import SiteReadings
from petroverse.gauges import Surroundings, open_gauge
from petroverse.gauges.modbus.registers import register_map, runs_of
from petroverse.twin import SilentGauge, invented_network, start

AT = datetime(2025, 3, 3, tzinfo=UTC)
NETWORK = furnished(invented_network(12, seed=3))


def live() -> LiveWorld:
    made = LiveWorld(start(NETWORK, AT, seed=3))
    made.move(AT + timedelta(hours=8))
    return made


async def read(world: LiveWorld, devices: Devices) -> dict[str, SiteReadings]:
    found = {}
    for gauge in (await devices.serve()).gauges:
        link = open_gauge(gauge, Surroundings(clock=world, timeout_s=5.0))
        found[gauge.id] = await link.read()
        await link.close()
    return found


def test_what_a_gateway_reads_is_what_the_world_shows():
    world = live()
    devices = Devices(NETWORK, world.shown)

    async def run() -> dict[str, SiteReadings]:
        try:
            return await read(world, devices)
        finally:
            devices.close()

    found = asyncio.run(run())
    assert set(found) == {each.id for each in NETWORK.gauges if each.protocol != OWN}
    for gauge in NETWORK.gauges:
        if gauge.protocol == OWN:
            continue
        told, read_back = world.told(gauge), found[gauge.id]
        assert told is not None
        levels = {each.tank: each.level_m for each in told.readings}
        assert {each.tank: each.level_m for each in read_back.readings} == pytest.approx(levels, abs=1e-4)
        totals = {each.meter: each.total_l for each in told.meters}
        assert {each.meter: each.total_l for each in read_back.meters} == pytest.approx(totals)
        assert all(each.at == world.now() for each in read_back.readings)


def test_one_question_reads_all_of_a_modbus_device():
    async def run() -> list[int]:
        devices = Devices(NETWORK, live().shown)
        try:
            gauges = (await devices.serve()).gauges
        finally:
            devices.close()
        maps = [register_map(each.options["map"]) for each in gauges if each.protocol == "modbus"]
        return [len(runs_of(each.registers)) for each in maps]

    assert set(asyncio.run(run())) == {1}


def test_a_silent_device_is_taken_away_and_comes_back_where_it_was():
    world = live()
    gauge = next(each.id for each in NETWORK.gauges if each.protocol == "modbus")
    world.harm(SilentGauge(gauge, world.now() + timedelta(hours=1), world.now() + timedelta(hours=2)))

    async def run() -> list[bool]:
        devices, open_now = Devices(NETWORK, world.shown), []
        try:
            address = next(each.address for each in (await devices.serve()).gauges if each.id == gauge)
            for _ in range(3):
                await devices.keep()
                open_now.append(await _answers(address))
                world.move(world.now() + timedelta(minutes=70))
        finally:
            devices.close()
        return open_now

    assert asyncio.run(run()) == [True, False, True]


async def _answers(address: str) -> bool:
    host, _, port = address.rpartition(":")
    try:
        _, writer = await asyncio.open_connection(host, int(port))
    except ConnectionRefusedError:
        return False
    writer.close()
    return True


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_incident_can_happen_at_a_station_and_its_truth_is_told(kind: str):
    world = live()
    at = world.now() + timedelta(minutes=5)
    world.harm(incident_called(kind, "S002", NETWORK, at, np.random.default_rng(1)))
    world.move(at + timedelta(minutes=1))
    (truth,) = world.truth()
    assert (truth["kind"], truth["place"], truth["is_simulated"]) == (kind, "S002", True)
    assert truth["state"] == "going on"


def test_what_is_told_twice_is_one_delivery():
    world, gauge = live(), NETWORK.gauges[1]
    world.move(AT + timedelta(days=6))
    first, again = world.told(gauge), world.told(gauge)
    assert first is not None
    assert again is not None
    assert first.drops
    assert not again.drops


def test_an_incident_of_nothing_is_refused():
    rng = np.random.default_rng(1)
    with pytest.raises(IncidentUnknown, match="leek"):
        incident_called("leek", "S001", NETWORK, AT, rng)
    with pytest.raises(IncidentUnknown, match="S999"):
        incident_called("leak", "S999", NETWORK, AT, rng)


def test_one_simulation_runs_at_a_time_and_hears_what_it_is_asked(tmp_path):
    notes = Notes(tmp_path)
    with pytest.raises(NothingSimulated):
        notes.ask("leak", "S001")
    with notes.held():
        assert notes.is_running()
        with pytest.raises(SimulationRuns), notes.held():
            pass
        notes.ask("leak", "S001")
        notes.ask("theft", "S002/T1")
        asked, upto = notes.asked(0)
        assert asked == [("leak", "S001"), ("theft", "S002/T1")]
        assert notes.asked(upto) == ([], upto)
    assert not notes.is_running()
