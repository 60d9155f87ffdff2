"""A gateway that was cut off hands over what it kept: until the hub's database has all of it, in messages a second.

The same days of a station of four tanks, asked every ten seconds, signed and handed over in one run twice: in parcels,
as the platform does it, and with each message by itself in the stream, which syncs the disk for each. A watch, as a
process of its own, takes them in. ``--quick`` takes two hours of messages, the default a day. Exits with 1 where a week
of a station would take more than five minutes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from petroverse.app import Platform, Settings, open_platform
from petroverse.app.bus import kept_running
from petroverse.core.grants import OrganisationId
from petroverse.core.handovers import Handover, to_bytes
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import from_plain
from petroverse.core.parcels import unpacked
from petroverse.core.readings import READINGS
from petroverse.database import EngineSettings, forget_engine, save_network
from petroverse.edge import Journal
from petroverse.vault import make_gateway_key, public_half, public_key_text, sign
from petroverse.workflows import (
    OWNER,
    Organisation,
    Publish,
    add_organisation,
    admit_gateway,
    owner_reader,
    take_handover,
)

TANKS, EVERY_S, AT_ONCE = 4, 10, 500
WEEK = 7 * 24 * 3600 // EVERY_S
TARGET_S = 300.0
NETWORK: dict[str, Any] = {
    "places": [{"id": "S7", "name": "Seven", "kind": "station"}],
    "tanks": [
        {"id": f"S7/{number}", "place": "S7", "product": "gasoline", "capacity_l": 29900, "safe_fill_l": 28400,
         "dead_stock_l": 1000, "density15_kg_m3": 745,
         "strapping": {"kind": "horizontal_cylinder", "diameter_m": 2.5, "length_m": 6.1}}
        for number in range(TANKS)
    ],
}  # fmt: skip


def told(owner: OrganisationId, number: int, start: datetime) -> Message:
    """What the gauge told at one of its times: a tank that is drawn down, a millimetre a minute."""
    at = start + timedelta(seconds=EVERY_S * number)
    level_m = 2.0 - number % 6000 / 6000
    readings = [
        {"tank": f"S7/{each}", "at": at.isoformat(), "level_m": round(level_m, 4), "temp_c": 28.0}
        for each in range(TANKS)
    ]
    body = {"place": "S7", "readings": readings}
    return Message(MessageId(f"g7-{number}"), READINGS, at, at, owner, "s7", body)


def handed_over(platform: Platform, folder: Path, owner: OrganisationId, count: int, publish: Publish) -> float:
    """Seconds from the first handover to the last message in the database; each gateway has a journal of its own."""
    reader, start = owner_reader(owner), datetime.now(UTC).replace(microsecond=0) - timedelta(days=8)
    add_organisation(platform.stores, owner_reader(), Organisation(owner, owner))
    with platform.stores.database.unit_of_work(owner, OWNER) as unit:
        save_network(unit, from_plain(NETWORK), version=0)
    key = make_gateway_key(folder / f"{owner}.key")
    admit_gateway(platform.stores, reader, "s7", place="S7", public_key=public_key_text(public_half(key)))
    journal = Journal(folder / f"{owner}.sqlite")
    with journal.change():
        for number in range(count):
            journal.add(told(owner, number, start), start)
    began = time.perf_counter()
    while True:
        waiting = journal.next_waiting(AT_ONCE, 2 << 20)
        asks = journal.handed(2000)
        if not (waiting or asks):
            break
        messages = tuple((each.id, each.printed.decode()) for each in waiting)
        envelope = sign(key, to_bytes(Handover(owner, "s7", messages, asks)))
        answer = take_handover(platform.stores, owner, "s7", envelope, publish=publish)
        with journal.change():
            journal.settle(handed=answer["handed"], kept=answer["kept"], refused={})
        if not waiting:
            time.sleep(0.1)
    took_s = time.perf_counter() - began
    journal.close()
    return took_s


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    count = (2 if parser.parse_args().quick else 24) * 3600 // EVERY_S
    with tempfile.TemporaryDirectory(prefix="pv-bench-") as name:
        folder = Path(name)
        settings = Settings(home=folder / "home")
        command = [sys.executable, "-m", "petroverse", "run", "watch", "--home", str(settings.home)]
        try:
            with open_platform(settings) as platform, kept_running(platform.bus):
                watch = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
                try:
                    assert watch.stdout is not None
                    assert watch.stdout.readline().startswith("Ready:")

                    def each_by_itself(messages: Sequence[Message]) -> None:
                        platform.bus.publish([one for each in messages for one in unpacked(each)])

                    ways = {"alone": each_by_itself, "packed": platform.bus.publish}
                    took_s = {
                        name: handed_over(platform, folder, OrganisationId(name), count, publish)
                        for name, publish in ways.items()
                    }
                finally:
                    watch.terminate()
                    watch.wait()
        finally:
            forget_engine(EngineSettings(settings.home))
    rates = {name: count / took for name, took in took_s.items()}
    week_s = WEEK / rates["packed"]
    print(
        f"{count:,} messages of {TANKS} tanks, handed over and committed: {rates['packed']:,.0f} messages/s in parcels,"
        f" {rates['alone']:,.0f}/s each by itself, {rates['packed'] / rates['alone']:.1f} times; a week of a station in"
        f" {week_s:.0f} s (target {TARGET_S:.0f}); the machine's load is {os.getloadavg()[0]:.1f} on"
        f" {os.cpu_count()} processors"
    )
    return 1 if week_s > TARGET_S else 0


if __name__ == "__main__":
    sys.exit(main())
