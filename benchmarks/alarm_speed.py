"""How long after the stream has acknowledged a message its alarm is decided, and committed, while sites tell.

400 stations of ten tanks, one message a station with its ten readings, all rules on; water that comes and goes raises
or clears 1 % of the readings. A process of its own publishes at a fixed rate to the embedded bus, each batch on the
disk before the next; the watch takes from it as the role ``watch`` does and commits to the embedded PostgreSQL.
Printed: what was offered and taken a second; p50 and p99 from the stream's own stamp of a message to its decision and
to the commit of its batch; the processor time of each part. At the end every message that was acknowledged is counted
in the history. ``watch_speed.py`` has the step beside the same rules as plain functions, which is the limit.

Run: ``python benchmarks/alarm_speed.py [--seconds 60] [--readings 2000]``; ``--seconds 300 --readings 10000`` is the
target, with p99 10 ms to the decision and 50 ms to the commit on two cores that do nothing else. Exits with 1 when a
message is lost; the times are told beside the target and judged by whoever knows what else the machine did.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from watch_speed import RULES, network

from petroverse.alarms import rules_to_plain
from petroverse.blobs import FolderBlobs
from petroverse.bus import NatsBus, ServerSettings, open_server, subjects
from petroverse.core.devices import MeterId
from petroverse.core.grants import LOCAL
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.places import PlaceId
from petroverse.core.readings import READINGS, MeterReading, Reading, SiteReadings, to_body
from petroverse.core.tanks import TankId
from petroverse.database import (
    MIGRATIONS,
    Database,
    EngineSettings,
    forget_engine,
    open_engine,
    save_alarm_rule,
    save_network,
)
from petroverse.lake import Lake
from petroverse.workflows import OWNER, Arrived, Stores, Watcher

STATIONS, TANKS, AT_ONCE = 400, 10, 250
DECIDED_MS, COMMITTED_MS = 10.0, 50.0
SECRET = b"a key of this run".ljust(32)
PLACES = [PlaceId(f"S{number}") for number in range(STATIONS)]


@dataclass
class Seen:
    """What the watch did: times in ms from the stream's stamp, and how many messages it took."""

    decided: list[float] = field(default_factory=list)
    committed: list[float] = field(default_factory=list)
    taken: int = 0


class World:
    """Stations whose tanks stand, but for their gauges' noise, water and sales."""

    def __init__(self) -> None:
        self._chance, self._wet, self._told = random.Random(7), dict[str, set[int]](), 0

    def message(self) -> Message:
        """What the next station tells now."""
        number, chance = self._told, self._chance
        place, at = PLACES[number % STATIONS], datetime.now(UTC)
        self._told += 1
        wet = self._wet.setdefault(place, set())
        if chance.random() < 0.1:
            wet ^= {chance.randrange(TANKS)}
        readings = tuple(
            Reading(TankId(f"{place}/{tank}"), at, 1.5 + chance.gauss(0, 0.0003), 29.5, 0.08 if tank in wet else 0.01,
                    gauge_volume_l=9e3)
            for tank in range(TANKS)
        )  # fmt: skip
        meters = (MeterReading(MeterId(f"{place}/N0"), at, float(number // STATIONS)),)
        body = to_body(SiteReadings(place, readings, meters))
        return Message(MessageId(f"{place}-{number}"), READINGS, at, at, LOCAL, "gauge", body)


async def generate(folder: Path, seconds: float, per_second: float) -> None:
    """Publishes at a rate; prints how many were acknowledged, and the processor time that it took."""
    world, sent = World(), 0
    with open_server(ServerSettings(folder, SECRET)) as server:
        bus = NatsBus(server.address)
        began = time.perf_counter()
        while (now := time.perf_counter() - began) < seconds:
            due = min(int(now * per_second) - sent, AT_ONCE)
            if due <= 0:
                await asyncio.sleep(0.002)
                continue
            await bus.publish(*(world.message() for _ in range(due)))
            sent += due
        await bus.close()
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(sent, used.ru_utime + used.ru_stime, flush=True)


def decided_watcher(seen: Seen) -> type[Watcher]:
    """A watcher that notes when each of its steps is done."""

    class Noting(Watcher):
        def _acted_on(self, unit, of, batch, arrived):
            super()._acted_on(unit, of, batch, arrived)
            seen.decided.append((datetime.now(UTC) - arrived.stored_at).total_seconds() * 1e3)

    return Noting


async def watch(stores: Stores, bus: NatsBus, seen: Seen, generator: subprocess.Popen[str]) -> None:
    """Takes messages as the role does, until the generator has ended and nothing is left."""
    watcher = decided_watcher(seen)(stores)
    consumer = await bus.consumer("watch", subjects("readings"))
    ticked = time.monotonic()
    while True:
        is_over = generator.poll() is not None
        deliveries = await consumer.fetch(AT_ONCE, wait_s=0.5)
        if not deliveries and is_over:
            return
        if deliveries:
            arrived = [Arrived(each.message, each.stored_at) for each in deliveries]
            await asyncio.to_thread(watcher.take, arrived)
            now = datetime.now(UTC)
            seen.committed += [(now - each.stored_at).total_seconds() * 1e3 for each in arrived]
            seen.taken += len(arrived)
            await consumer.acknowledge(*deliveries)
        if time.monotonic() - ticked > 15:
            ticked = time.monotonic()
            await asyncio.to_thread(watcher.tick, datetime.now(UTC))


def prepared(database: Database) -> None:
    """The network and its rules."""
    nets = [network(place) for place in PLACES]
    whole = Network(
        places=tuple(each for net in nets for each in net.places),
        tanks=tuple(each for net in nets for each in net.tanks),
        meters=tuple(each for net in nets for each in net.meters),
    )
    with database.unit_of_work(LOCAL, OWNER) as unit:
        save_network(unit, whole, version=0)
        for body in rules_to_plain(RULES):
            save_alarm_rule(unit, body["name"], "", body)


def percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def shown(name: str, times: list[float], target_ms: float) -> None:
    p50, p99 = percentile(times, 0.5), percentile(times, 0.99)
    print(f"stream acknowledged → {name:10} p50 {p50:8.1f} ms   p99 {p99:8.1f} ms   target p99 {target_ms:g} ms")


def measured(folder: Path, seconds: float, readings: float) -> bool:
    """Runs it; whether every acknowledged message is in the history."""
    settings, seen = EngineSettings(folder / "home"), Seen()
    engine = open_engine(settings)
    try:
        with Database(engine.url) as database, open_server(ServerSettings(folder / "bus", SECRET)) as server:
            database.migrate([MIGRATIONS])
            prepared(database)
            stores = Stores(database, Lake(str(folder / "lake")), FolderBlobs(folder / "blobs"))
            asks = ["--generate", str(folder / "bus"), "--seconds", str(seconds), "--readings", str(readings)]
            before, began = time.process_time(), time.perf_counter()
            with subprocess.Popen([sys.executable, __file__, *asks], stdout=subprocess.PIPE, text=True) as generator:
                asyncio.run(_watched(stores, NatsBus(server.address), seen, generator))
                assert generator.stdout is not None
                sent, used_s = generator.stdout.read().split()
            took, own_s = time.perf_counter() - began, time.process_time() - before
            with database.reading(LOCAL, OWNER) as unit:
                kept = unit.rows("select count(*) as n from taken_messages where id not like %s", ["%~"])[0]["n"]
                events = unit.rows("select count(*) as n from alarm_events")[0]["n"]
    finally:
        engine.stop()
        forget_engine(settings)
    told = int(sent)
    rate, taken_rate, share = told * TANKS / seconds, seen.taken * TANKS / took, own_s / took
    each_ms = own_s / max(seen.taken, 1) * 1e3
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {STATIONS} stations, {STATIONS * TANKS:,} tanks")
    print(f"offered {rate:8,.0f} readings/s for {seconds:g} s; taken {taken_rate:8,.0f} readings/s")
    shown("decided", seen.decided, DECIDED_MS)
    shown("committed", seen.committed, COMMITTED_MS)
    print(f"of a core: generator {float(used_s) / took:.0%}, watch {share:.0%} ({each_ms:.2f} ms a message)")
    print(f"{events:,} lines of alarms; acknowledged {told:,}, in history {kept:,}; peak memory {_peak_mb():.0f} MB")
    return kept == told


async def _watched(stores: Stores, bus: NatsBus, seen: Seen, generator: subprocess.Popen[str]) -> None:
    try:
        await watch(stores, bus, seen, generator)
    finally:
        await bus.close()


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--readings", type=float, default=2000.0, help="a second")
    parser.add_argument("--generate", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.generate:
        asyncio.run(generate(asked.generate, asked.seconds, asked.readings / TANKS))
        return 0
    with tempfile.TemporaryDirectory(prefix="pv-bench-") as place:
        return int(not measured(Path(place), asked.seconds, asked.readings))


if __name__ == "__main__":
    sys.exit(main())
