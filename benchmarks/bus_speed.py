"""Messages over the bus: the embedded server that syncs each to the disk, the bus in memory, and bare appends + fsync.

One message is a station's ten tanks. Prints messages a second in batches, p50 and p99 of one acknowledgement, and for
the buses p50 and p99 from the call of ``publish`` to the message in a consumer's hands, with ratios to the bare file.
``--quick`` takes ten seconds. Exits with 1 when the server stores fewer than 1,000 messages a second, or when p99 from
call to consumer is over 10 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from petroverse.bus import Bus, MemoryBus, NatsBus, ServerSettings, open_server
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageId, to_bytes

AT_ONCE = 400
PER_SECOND, HEARD_MS = 1000.0, 10.0
AT = datetime(2024, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Line:
    """What one of them did: messages a second, and times in ms."""

    name: str
    per_second: float
    acknowledged: tuple[float, float]
    heard: tuple[float, float] | None = None


def station(number: int) -> Message:
    """What a station of ten tanks says at once."""
    place = f"STATION-{number % 400}"
    tanks = [
        {"tank": f"{place}/{tank}", "at": AT.isoformat(), "level_m": 1.2345 + tank, "temp_c": 29.5, "water_m": 0.012,
         "quality": "good"}
        for tank in range(10)
    ]  # fmt: skip
    body = {"place": place, "readings": tanks, "n": number}
    return Message(MessageId(f"m-{number}"), "readings/1", AT, AT, OrganisationId("oda"), place, body)


def percentiles(times: list[float]) -> tuple[float, float]:
    """p50 and p99, ms."""
    ordered = sorted(times)
    return ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.99)] * 1000


async def timed(act: Callable[[], Awaitable[object]]) -> float:
    """How long it took, s."""
    began = time.perf_counter()
    await act()
    return time.perf_counter() - began


async def of_bus(name: str, bus: Bus, count: int) -> Line:
    """Batches, then one after the other, then one after the other with somebody who listens."""
    batches = [[station(first + each) for each in range(AT_ONCE)] for first in range(0, count, AT_ONCE)]
    took = sum([await timed(lambda batch=batch: bus.publish(*batch)) for batch in batches])
    singles = [station(count + each) for each in range(count // 8)]
    acknowledged = [await timed(lambda one=one: bus.publish(one)) for one in singles]
    consumer = await bus.consumer("watch", since=datetime.now(UTC))
    heard = []
    for each in range(count // 8):
        listening = asyncio.create_task(consumer.fetch(10, wait_s=5))
        await asyncio.sleep(0.002)
        began = time.perf_counter()
        told = asyncio.create_task(bus.publish(station(2 * count + each)))
        got = await listening
        heard.append(time.perf_counter() - began)
        assert len(got) == 1
        await told
        await consumer.acknowledge(*got)
    return Line(name, len(batches) * AT_ONCE / took, percentiles(acknowledged), percentiles(heard))


def appended(folder: Path, count: int) -> list[float]:
    """The limit: the same bytes appended, and each synced before the next; how long each took, s."""
    printed = [to_bytes(station(each)) for each in range(count // 8)]
    times = []
    with (folder / "log").open("ab", buffering=0) as log:
        for each in printed:
            began = time.perf_counter()
            log.write(each)
            os.fdatasync(log.fileno())
            times.append(time.perf_counter() - began)
    return times


def measured(count: int) -> list[Line]:
    """The three in one run."""

    async def on_server(server) -> Line:
        bus = NatsBus(server.address)
        try:
            return await of_bus("JetStream, synced", bus, count)
        finally:
            await bus.close()

    with tempfile.TemporaryDirectory(prefix="pv-bench-") as place:
        folder = Path(place)
        times = appended(folder, count)
        with open_server(ServerSettings(folder / "bus", b"a key of this run".ljust(32))) as server:
            synced = asyncio.run(on_server(server))
        times += appended(folder, count)  # before and after: a disk is not as fast at one moment as at another
    file = Line("a file, each append synced", len(times) / sum(times), percentiles(times))
    return [file, synced, asyncio.run(of_bus("memory", MemoryBus(), count))]


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    lines = measured(4_000 if parser.parse_args().quick else 20_000)
    limit, server = lines[0], lines[1]
    print(f"one message has {len(to_bytes(station(0)))} bytes; batches of {AT_ONCE}")
    print(f"{'':28}{'messages/s':>11}{'ratio':>7}   {'ack p50':>8}{'p99':>8}   {'heard p50':>9}{'p99':>8}")
    for each in lines:
        heard = f"{each.heard[0]:7.2f}ms{each.heard[1]:6.2f}ms" if each.heard else ""
        print(
            f"{each.name:28}{each.per_second:11,.0f}{each.per_second / limit.per_second:7.2f}"
            f"   {each.acknowledged[0]:6.2f}ms{each.acknowledged[1]:6.2f}ms   {heard}"
        )
    print(f"target: the server at least {PER_SECOND:,.0f} messages/s, heard within {HEARD_MS:g} ms at p99")
    assert server.heard is not None
    return int(server.per_second < PER_SECOND or server.heard[1] > HEARD_MS)


if __name__ == "__main__":
    sys.exit(main())
