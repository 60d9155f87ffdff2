"""The platform asks the gauges of a saved network by itself, and notices when the network changes."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from engines import forgotten_home
from petroverse.database import EngineSettings
from petroverse.gauges import Shown, ShownTank
from petroverse.gauges.veeder_root import TlsDevice
from platform_process import Running, running_up

PATIENCE_S = 40.0
PLACE = {"id": "S7", "name": "Seven", "kind": "station"}
TANK = {
    "id": "S7/1", "place": "S7", "product": "gasoline", "capacity_l": 29900, "safe_fill_l": 28400,
    "dead_stock_l": 1000, "strapping": {"kind": "horizontal_cylinder", "diameter_m": 2.5, "length_m": 6.1},
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    with forgotten_home(EngineSettings(tmp_path / "home")):
        yield tmp_path / "home"


@contextmanager
def console(level_m: float) -> Iterator[str]:
    """A console that shows one height, at the address that it gives."""

    def shown() -> Shown:
        return Shown(datetime.now(UTC), (ShownTank("1", level_m=level_m, temp_c=20.0, water_m=0.0, volume_l=1e4),))

    stop, found = threading.Event(), queue.Queue[str]()

    async def stand() -> None:
        standing = await TlsDevice(shown, units="metric").serve()
        found.put(standing.address)
        await asyncio.to_thread(stop.wait)
        standing.close()

    hand = threading.Thread(target=lambda: asyncio.run(stand()))
    hand.start()
    try:
        yield found.get(timeout=PATIENCE_S)
    finally:
        stop.set()
        hand.join()


def save(up: Running, address: str, version: int) -> None:
    gauge = {"id": "G7", "place": "S7", "protocol": "veeder_root", "address": address, "tanks": {"1": "S7/1"},
             "options": {"units": "metric"}}  # fmt: skip
    whole = {"places": [PLACE], "tanks": [TANK], "gauges": [gauge]}
    up.ask("PUT", "/api/network", json=whole, headers={"If-Match": f'"{version}"'}).raise_for_status()


def until(what: Callable[[], Any]) -> Any:
    """What it gives as soon as that is anything."""
    end = time.monotonic() + PATIENCE_S
    while not (found := what()) and time.monotonic() < end:
        time.sleep(0.2)
    return found


def level_m(up: Running) -> float | None:
    tanks = up.ask("GET", "/api/tanks/latest").json()["tanks"]
    return tanks[0]["level_m"] if tanks else None


def test_a_saved_gauge_is_read_and_one_that_moved_is_read_where_it_is_now(home: Path):
    with running_up(home, "--empty") as up, console(1.25) as first, console(1.75) as second:
        save(up, first, version=0)
        assert until(lambda: level_m(up)) == 1.25
        save(up, second, version=1)
        assert until(lambda: level_m(up) == 1.75)
