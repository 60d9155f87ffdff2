"""Consoles: over TCP in both forms and both systems of units, with a security code, and on a serial line."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from gauge_peers import Attack, hostile
from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.places import PlaceId
from petroverse.core.tanks import TankId
from petroverse.gauges import Standing, World
from petroverse.gauges.veeder_root import TlsDevice

SECURITY = "A1b2C3"
_REPORT = re.compile(r"[iI](201|202|205|902)\d\d")


class Console(TlsDevice):
    """A device that keeps what it was asked."""

    asked: list[str]

    def answer(self, asked: str) -> bytes:
        self.asked.append(asked)
        return super().answer(asked)


class ConsolePeer:
    """A console over TCP."""

    attacks: tuple[Attack, ...] = ("mute", "garbage", "endless", "drip", "huge")
    has_meters = False
    has_drops = True

    def __init__(self, form: str, units: str, *, security: str = "", zone: str = "UTC") -> None:
        rounds = form == "display"
        self.level_m = 0.0002 if rounds else 1e-6
        self.volume_l = 2.0 if rounds else 0.01
        self._options = {"form": form, "units": units, "zone": zone} | ({"security": "code"} if security else {})
        self._made = {"units": units, "security": security, "zone": ZoneInfo(zone), "site": ("NORTH STATION", "ACCRA")}
        self._asked: list[str] = []
        self._standing: Standing | None = None
        self._hostile = contextlib.AsyncExitStack()
        self._port = 0

    async def start(self, world: World) -> Gauge:
        device = Console(world, **self._made)
        device.asked = self._asked
        self._standing = await self._serve(device)
        return self._gauge(self._standing.address)

    async def attack(self, how: Attack) -> Gauge:
        address = await self._hostile.enter_async_context(hostile(how, self._port))
        self._port = int(address.rpartition(":")[2])
        return self._gauge(address)

    async def stop(self) -> None:
        if self._standing:
            self._standing.close()
            self._standing = None
        await self._hostile.aclose()

    def told_to_change(self) -> list[str]:
        return [each for each in self._asked if not _REPORT.fullmatch(each)]

    async def _serve(self, device: Console) -> Standing:
        standing = await device.serve(self._port)
        self._port = int(standing.address.rpartition(":")[2])
        return standing

    def _gauge(self, address: str) -> Gauge:
        tanks = {each: TankId(f"S7/{each}") for each in ("1", "2", "3")}
        return Gauge(GaugeId("g7"), PlaceId("S7"), "veeder_root", address, tanks, options=self._options)


class SerialPeer(ConsolePeer):
    """A console on a pseudo-terminal, behind a path that stays the same."""

    attacks = ()

    def __init__(self, folder: Path) -> None:
        super().__init__("computer", "us")
        self._path = folder / "console"

    async def _serve(self, device: Console) -> Standing:
        standing = await device.serve_line()
        self._path.unlink(missing_ok=True)
        self._path.symlink_to(standing.address)
        return Standing(str(self._path), standing.close)


PEERS: dict[str, Callable[[Path], ConsolePeer]] = {
    "veeder_root computer us": lambda _: ConsolePeer("computer", "us"),
    "veeder_root computer metric, code, zone": lambda _: ConsolePeer(
        "computer", "metric", security=SECURITY, zone="America/New_York"
    ),
    "veeder_root display us": lambda _: ConsolePeer("display", "us"),
    "veeder_root display metric": lambda _: ConsolePeer("display", "metric"),
    "veeder_root serial": SerialPeer,
}
