"""Gathering, against devices that are really there: a dead one, a network that changes, the same readings again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.errors import PetroVerseError
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import Drop, Reading, SiteReadings, from_body
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.edge import Gathering, messages_of
from petroverse.gauges import GaugeSilent, Pace, Shown, ShownTank, Standing, Surroundings
from petroverse.gauges.veeder_root import TlsDevice

AT = datetime(2025, 3, 3, 6, tzinfo=UTC)
ODA = OrganisationId("oda")
SOON_S = 15.0
SHOWN = Shown(AT, (ShownTank("1", level_m=1.2, temp_c=20.0, water_m=0.0, volume_l=12000.0),))
PACE = Pace(every_s=0.02, first_wait_s=0.02, longest_wait_s=0.1)


class Clock:
    """It stands still, so that what is told again is the same."""

    def now(self) -> datetime:
        return AT


AROUND = Surroundings(clock=Clock(), timeout_s=0.5)


def network(*addresses: str) -> Network:
    """A station with one tank and one console for each address."""
    names = [f"S{number}" for number in range(1, len(addresses) + 1)]
    shape = HorizontalCylinder(2.4, 5.1)
    return Network(
        places=tuple(Place(PlaceId(each), each, "station") for each in names),
        tanks=tuple(Tank(TankId(f"{each}/1"), PlaceId(each), "gasoline", shape, 23_000, 21_850) for each in names),
        gauges=tuple(map(console, names, addresses)),
    )


def console(name: str, address: str) -> Gauge:
    options = {"units": "metric"}
    return Gauge(GaugeId(f"g-{name}"), PlaceId(name), "veeder_root", address, {"1": TankId(f"{name}/1")}, {}, options)


class Heard:
    """Takes messages and faults, and waits for them."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.faults: list[tuple[str, PetroVerseError | None]] = []
        self.gathering = Gathering(ODA, self.tell, say=self.say, pace=PACE, around=lambda _gauge: AROUND)

    async def tell(self, message: Message) -> None:
        self.messages.append(message)

    def say(self, gauge: GaugeId, fault: PetroVerseError | None) -> None:
        self.faults.append((gauge, fault))

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(SOON_S):
            while not is_so():
                await asyncio.sleep(0.01)

    def count(self, place: str) -> int:
        return sum(each.body["place"] == place for each in self.messages)


def gathered(use: Callable[[Heard, list[Standing]], Awaitable[None]], devices: int) -> Heard:
    """What is heard while a function uses a gatherer beside so many consoles that answer."""

    async def run() -> Heard:
        heard = Heard()
        standing = [await TlsDevice(lambda: SHOWN, units="metric").serve() for _ in range(devices)]
        try:
            await use(heard, standing)
        finally:
            await heard.gathering.close()
            for each in standing:
                each.close()
        assert not heard.gathering.gauges
        return heard

    return asyncio.run(run())


def test_a_gauge_that_is_dead_or_speaks_no_protocol_delays_no_other():
    async def use(heard: Heard, standing: list[Standing]) -> None:
        whole = network(standing[0].address, "127.0.0.1:9", standing[1].address, "1.2.3.4:5")
        odd = replace(whole.gauges[3], protocol="semaphore")
        await heard.gathering.use(replace(whole, gauges=(*whole.gauges[:3], odd)))
        await heard.until(lambda: heard.count("S1") > 5 and heard.count("S3") > 5)

    heard = gathered(use, devices=2)
    assert not heard.count("S2")
    assert not heard.count("S4")
    assert {gauge: type(fault).__name__ for gauge, fault in heard.faults} == {
        "g-S2": "GaugeSilent",
        "g-S4": "ProtocolNotKnown",
    }
    assert {each.source for each in heard.messages} == {"g-S1", "g-S3"}


def test_a_gauge_that_dies_and_comes_back_is_told_of_once_each():
    async def use(heard: Heard, standing: list[Standing]) -> None:
        await heard.gathering.use(network(standing[0].address))
        await heard.until(lambda: heard.count("S1") > 2)
        port = int(standing[0].address.rpartition(":")[2])
        standing.pop().close()
        await heard.until(lambda: bool(heard.faults))
        standing.append(await TlsDevice(lambda: SHOWN, units="metric").serve(port))
        await heard.until(lambda: ("g-S1", None) in heard.faults)

    heard = gathered(use, devices=1)
    assert isinstance(heard.faults[0][1], GaugeSilent)
    assert heard.faults.count(("g-S1", None)) == 1


def test_a_change_of_the_network_begins_only_what_changed_anew():
    async def use(heard: Heard, standing: list[Standing]) -> None:
        first = network(*(each.address for each in standing))
        await heard.gathering.use(first)
        before = asyncio.all_tasks()
        elsewhere = replace(first.gauges[1], address="127.0.0.1:9")
        larger = replace(first.tanks[2], capacity_l=24_000.0)
        tanks = (*first.tanks[:2], larger, first.tanks[3])
        await heard.gathering.use(replace(first, tanks=tanks, gauges=(first.gauges[0], elsewhere, first.gauges[2])))
        begun = [each.get_name() for each in asyncio.all_tasks() - before]
        names = {each for each in begun if each.startswith("gauge ")}
        assert names == {"gauge g-S2", "gauge g-S3"}
        assert set(heard.gathering.gauges) == {"g-S1", "g-S2", "g-S3"}
        assert "gauge g-S4" not in {each.get_name() for each in asyncio.all_tasks()}

    gathered(use, devices=4)


def test_the_same_readings_are_the_same_message_whoever_asks_again():
    async def use(heard: Heard, standing: list[Standing]) -> None:
        whole = network(standing[0].address)
        for _ in range(2):
            await heard.gathering.use(whole)
            count = len(heard.messages)
            await heard.until(lambda since=count: len(heard.messages) > since + 2)
            await heard.gathering.close()

    heard = gathered(use, devices=1)
    assert len(heard.messages) > 5
    assert len({each.id for each in heard.messages}) == 1
    assert from_body(heard.messages[0].body).readings[0].level_m == 1.2


@given(
    st.lists(st.tuples(st.integers(0, 9), st.floats(0.1, 2.0)), min_size=1, max_size=4),
    st.integers(0, 3),
    st.sampled_from(["good", "spike", "stuck"]),
)
def test_what_a_message_is_known_by_is_its_gauge_its_instants_and_its_values(
    rows: list[tuple[int, float]], drops: int, quality: str
):
    gauge = console("S1", "h:1")
    readings = tuple(
        Reading(TankId(f"S1/{n}"), AT + timedelta(seconds=second), level) for n, (second, level) in enumerate(rows)
    )
    found = tuple(Drop(TankId("S1/0"), AT - timedelta(hours=n + 1), AT, 1.0, 2.0) for n in range(drops))
    site = SiteReadings(PlaceId("S1"), readings, drops=found)
    ids = [each.id for each in messages_of(gauge, site, ODA, AT)]
    assert len(set(ids)) == 1 + drops
    judged = replace(site, readings=tuple(replace(each, quality=quality) for each in readings))
    later = messages_of(gauge, judged, ODA, AT + timedelta(hours=1), source="sim:1")
    assert [each.id for each in later] == ids
    first = replace(readings[0], level_m=(readings[0].level_m or 0) + 0.001)
    other = replace(site, readings=(first, *readings[1:]))
    assert next(messages_of(gauge, other, ODA, AT)).id != ids[0]
    assert next(messages_of(replace(gauge, id=GaugeId("g-2")), site, ODA, AT)).id != ids[0]
