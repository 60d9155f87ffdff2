"""A Sparkplug edge node at a real broker: a gap in its order is answered by asking for a rebirth, its death is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

import pytest

from gauge_brokers import BROKERS, Running, broker
from gauge_peers import AT, MovingWorld, world
from gauge_peers.mqtt import TANKS
from gauge_peers.sparkplug import OPTIONS
from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.places import PlaceId
from petroverse.core.readings import SiteReadings
from petroverse.gauges import FrameNotValid, GaugeSettingsRefused, Surroundings
from petroverse.gauges.mqtt import broker_of, connected
from petroverse.gauges.sparkplug import SparkplugDevice, SparkplugGauge
from petroverse.gauges.sparkplug.payloads import Metric, Payload, milliseconds, printed

AROUND = Surroundings(timeout_s=3.0)
Told = SiteReadings | FrameNotValid


@pytest.fixture(params=BROKERS)
def running(request: pytest.FixtureRequest, tmp_path: Path):
    with broker(request.param, tmp_path / "broker") as one:
        yield one


def gauge_at(address: str, **options: str) -> Gauge:
    return Gauge(GaugeId("g7"), PlaceId("S7"), "sparkplug", address, TANKS, options={**OPTIONS, **options})


async def until_good(told: AsyncGenerator[Told, None]) -> SiteReadings:
    return await anext(
        each async for each in told if isinstance(each, SiteReadings) and any(one.is_good for one in each.readings)
    )


def test_the_death_of_the_node_makes_gaps_of_its_tanks(running: Running):
    async def run() -> SiteReadings:
        gauge = gauge_at(running.address)
        standing = await SparkplugDevice(world(), gauge, AROUND).serve(0.05)
        async with asyncio.timeout(15), aclosing(SparkplugGauge(gauge, AROUND).readings()) as told:
            await until_good(told)
            standing.close()
            async for each in told:
                assert isinstance(each, SiteReadings)
                if all(one.quality == "gap" for one in each.readings):
                    return each
        raise AssertionError

    assert [each.tank for each in asyncio.run(run()).readings] == ["S7/1", "S7/2", "S7/3"]


def test_a_message_out_of_order_is_told_and_the_node_is_born_again(running: Running):
    async def run() -> tuple[list[Told], SiteReadings]:
        gauge, shown = gauge_at(running.address), world()
        standing = await SparkplugDevice(shown, gauge, AROUND).serve(0.05)
        heard: list[Told] = []
        async with asyncio.timeout(20), aclosing(SparkplugGauge(gauge, AROUND).readings()) as told:
            await until_good(told)
            await asyncio.sleep(0.6)
            async with connected(broker_of(gauge), AROUND, is_kept=False, client_id="stranger") as there:
                strange = Payload(milliseconds(AT), 77, (Metric("", 1, value=9.0),))
                await there.publish("spBv1.0/depots/DDATA/tema/atg", printed(strange))
                await there.publish("spBv1.0/depots/DDATA/tema/atg", b"\xff" * 9)
            async for each in told:
                heard.append(each)
                if isinstance(each, SiteReadings) and any("message 77" in str(one) for one in heard):
                    break
        standing.close()
        await asyncio.sleep(0.05)
        return heard, heard[-1]

    heard, born = asyncio.run(run())
    assert [type(each) for each in heard].count(FrameNotValid) == 2
    assert born.readings[0].level_m == pytest.approx(1.25)
    assert not any(one.level_m == pytest.approx(0.009) for one in born.readings)


@pytest.mark.parametrize("shown", [world()])
def test_a_tank_that_is_added_is_born_with_the_others(running: Running, shown: MovingWorld):
    async def run() -> None:
        gauge = gauge_at(running.address)
        device = SparkplugDevice(shown, gauge, AROUND)
        whole = shown.shown
        shown.shown = type(whole)(AT, whole.tanks[:1])
        standing = await device.serve(0.05)
        async with asyncio.timeout(15), aclosing(SparkplugGauge(gauge, AROUND).readings()) as told:
            assert [each.tank for each in (await until_good(told)).readings] == ["S7/1"]
            shown.shown = whole
            while len((await until_good(told)).readings) < 3:
                pass
        standing.close()
        await asyncio.sleep(0.05)

    asyncio.run(run())


@pytest.mark.parametrize("name", ["group", "node"])
@pytest.mark.parametrize("level", ["", "a/b", "+", "#"])
def test_a_name_that_is_no_level_of_a_topic_is_refused(name: str, level: str):
    with pytest.raises(GaugeSettingsRefused) as refused:
        SparkplugGauge(gauge_at("127.0.0.1:1883", **{name: level}), AROUND)
    assert refused.value.where == name
