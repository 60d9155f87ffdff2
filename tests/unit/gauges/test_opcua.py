"""OPC UA: what a server tells is read with its source's time and status; whatever comes is readings or named faults."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gauge_peers import world
from gauge_peers.opcua import ServerPeer
from petroverse.core.readings import SiteReadings
from petroverse.gauges import (
    FrameNotValid,
    GaugeSettingsRefused,
    GaugeSilent,
    Pace,
    QuestionRefused,
    Surroundings,
    follow,
)
from petroverse.gauges.opcua import OpcuaGauge, device_map, read_opcua_map
from petroverse.gauges.opcua.nodes import NodeValue, Tanks

AT = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)
QUICK = Surroundings(timeout_s=5.0)
MAP = """
[[tanks]]
tank = "1"
[tanks.measures]
level = { at = "ns=2;s=L1", unit = "mm" }
temperature = { at = "ns=2;s=T1", unit = "°C" }
[[tanks]]
tank = "2"
[tanks.measures]
level = { at = "ns=2;s=L2", unit = "m" }
"""


def told(node: str, value: object, *, later_s: float = 0, is_good: bool = True) -> NodeValue:
    return NodeValue(f"ns=2;s={node}", AT + timedelta(seconds=later_s), value, is_good)


def test_a_tank_s_readings_are_of_the_times_of_its_values():
    tanks = Tanks(read_opcua_map(MAP))
    readings, faults = tanks.take([told("L1", 1000.0), told("T1", 29.5), told("L2", 2.0)])
    assert [(each.tank, each.level_m, each.temp_c) for each in readings] == [("1", 1.0, 29.5), ("2", 2.0, None)]
    readings, faults = tanks.take([told("L1", 1300.0, later_s=2), told("L1", 1200.0, later_s=1)])
    assert [(each.level_m, each.temp_c, (each.at - AT).seconds) for each in readings] == [
        (1.2, 29.5, 1),
        (1.3, 29.5, 2),
    ]
    assert faults == []


def test_a_value_whose_status_is_not_good_is_a_gap():
    readings, faults = Tanks(read_opcua_map(MAP)).take([told("L1", 1000.0, is_good=False)])
    assert [(each.level_m, each.quality) for each in readings] == [(None, "gap")]
    assert faults == []


@pytest.mark.parametrize("value", ["high", True, b"x", [1.0], float("nan"), object(), 10**400])
def test_a_value_that_is_no_number_is_a_fault_and_a_gap(value):
    readings, (fault,) = Tanks(read_opcua_map(MAP)).take([told("L1", value), told("L2", 1.0)])
    assert {each.tank: each.quality for each in readings} == {"1": "gap", "2": "good"}
    assert "ns=2;s=L1" in str(fault)


values = st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.binary() | st.lists(st.floats())
stamps = st.datetimes(timezones=st.just(UTC))
nodes = st.sampled_from(["ns=2;s=L1", "ns=2;s=T1", "ns=2;s=L2", "ns=2;s=other"])


@given(st.lists(st.lists(st.builds(NodeValue, nodes, stamps, values, st.booleans()), max_size=6), max_size=4))
def test_whatever_a_server_tells_is_readings_or_named_faults(batches):
    tanks = Tanks(read_opcua_map(MAP))
    for each in batches:
        readings, faults = tanks.take(each)
        assert all(type(fault) is FrameNotValid for fault in faults)
        assert all(reading.at.year >= 2000 for reading in readings)


@pytest.mark.parametrize(
    ("rules", "where"),
    [
        ("tanks = []", "map.tanks"),
        (MAP.replace('tank = "2"', 'tank = "1"'), "map.tanks"),
        (MAP.replace('tank = "2"', 'tank = ""'), "map.tanks[2].tank"),
        (MAP.replace("ns=2;s=T1", "T1"), "map.tanks[1].measures.temperature.at"),
        (MAP.replace("ns=2;s=T1", "ns=99999;s=T1"), "map.tanks[1].measures.temperature.at"),
        (MAP.replace('unit = "m"', 'unit = "L"'), "map.tanks[2].measures.level.unit"),
    ],
)
def test_the_key_at_fault_is_named(rules, where):
    with pytest.raises(GaugeSettingsRefused) as refused:
        read_opcua_map(rules)
    assert refused.value.where == where


@pytest.mark.parametrize(
    ("change", "where"),
    [({"address": "10.0.0.7:4840"}, "address"), ({"address": "opc.tcp://10.0.0.7"}, "address")]
    + [({"options": {"map": MAP, "every_ms": each}}, "every_ms") for each in ("0", "soon", "-1", "3600001")],
)
def test_settings_that_cannot_be_are_refused_by_name(change, where):
    gauge = replace(ServerPeer.gauge_at("opc.tcp://10.0.0.7:4840"), **change)
    with pytest.raises(GaugeSettingsRefused) as refused:
        OpcuaGauge(gauge, QUICK)
    assert refused.value.where == where


def test_a_node_that_the_server_does_not_have_is_a_fault_and_a_gap_and_the_others_are_read(tmp_path: Path):
    async def run() -> list[SiteReadings | FrameNotValid]:
        peer = ServerPeer(tmp_path)
        gauge = await peer.start(world())
        options = {**gauge.options, "map": device_map("1", "2", "3").replace("s=Tank.2.Level", "s=Tank.2.Height")}
        heard: list[SiteReadings | FrameNotValid] = []
        link = OpcuaGauge(replace(gauge, options=options), QUICK)
        async with asyncio.timeout(20), aclosing(link.readings()) as readings:
            async for each in readings:
                heard.append(each)
                tanks = {one.tank: one for site in heard if isinstance(site, SiteReadings) for one in site.readings}
                if len(tanks) == 3 and tanks["S7/1"].is_good:
                    break
        await peer.stop()
        assert tanks["S7/2"].quality == "gap"
        return heard

    heard = asyncio.run(run())
    assert any(isinstance(each, FrameNotValid) and "Tank.2.Height" in str(each) for each in heard)


@pytest.mark.parametrize("old", ["s=Tank", "urn:petroverse:device"])
def test_a_server_that_has_none_of_the_nodes_refuses(tmp_path: Path, old: str):
    async def run() -> None:
        peer = ServerPeer(tmp_path)
        gauge = await peer.start(world())
        options = {**gauge.options, "map": device_map("1").replace(old, "s=other")}
        try:
            with pytest.raises(QuestionRefused):
                await anext(OpcuaGauge(replace(gauge, options=options), QUICK).readings())
        finally:
            await peer.stop()

    asyncio.run(run())


def test_closing_ends_what_is_listened_to(tmp_path: Path):
    async def run() -> None:
        peer = ServerPeer(tmp_path)
        link = OpcuaGauge(await peer.start(world()), QUICK)
        heard = [each async for each in _closed_at_the_first(link)]
        await peer.stop()
        assert len(heard) == 1

    asyncio.run(run())


async def _closed_at_the_first(link: OpcuaGauge):
    async with asyncio.timeout(20):
        async for each in link.readings():
            yield each
            await link.close()


def test_without_its_extra_the_fault_says_what_to_install():
    program = (
        "import sys; sys.modules['asyncua'] = None\n"
        "from petroverse.gauges import ProtocolNotKnown, driver_of\n"
        "try: driver_of('opcua')\n"
        "except ProtocolNotKnown as fault: print(fault)\n"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "petroverse[opcua]" in said.stdout


def test_a_server_that_falls_silent_behind_an_open_connection_is_told_and_heard_again(tmp_path: Path):
    async def run() -> None:
        peer = ServerPeer(tmp_path)
        gauge = await peer.start(world())
        is_frozen = False
        port = int(gauge.address.split(":")[2].partition("/")[0])

        async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while piece := await reader.read(65536):
                if not is_frozen:
                    writer.write(piece)
            writer.close()

        async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            there = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(pass_on(reader, there[1]), pass_on(there[0], writer))

        between = await asyncio.start_server(met, "127.0.0.1", 0)
        address = gauge.address.replace(str(port), str(between.sockets[0].getsockname()[1]))
        link = OpcuaGauge(replace(gauge, address=address), replace(QUICK, timeout_s=2.0))
        async with asyncio.timeout(30), aclosing(follow(link, Pace(first_wait_s=0.05))) as told:
            assert isinstance(await anext(told), SiteReadings)
            is_frozen = True
            while isinstance(each := await anext(told), SiteReadings):
                pass
            assert isinstance(each, GaugeSilent)
            is_frozen = False
            while not isinstance(await anext(told), SiteReadings):
                pass
        between.close()
        await peer.stop()
        await asyncio.sleep(0.05)

    asyncio.run(run())
