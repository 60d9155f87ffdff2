"""A console that is none: it speaks the real protocol from a made-up world, on loopback or on a pseudo-terminal.

It listens on this machine alone, on a port that it is given or a free one, and knows no set command: the world changes
by itself.
"""

from __future__ import annotations

import asyncio
import os
import re
import tty
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import Final

from petroverse.core.units import convert
from petroverse.gauges.shown import Shown, ShownDrop, ShownTank, Standing, World
from petroverse.gauges.veeder_root import codec
from petroverse.gauges.veeder_root.frames import SOH, UNKNOWN
from petroverse.gauges.veeder_root.reports import (
    Answer,
    Deliveries,
    Delivery,
    Inventory,
    InventoryLine,
    Revision,
    Status,
    StatusLine,
    TankDeliveries,
)
from petroverse.gauges.veeder_root.settings import UNITS

__all__ = ["TlsDevice"]

_COMMAND: Final = re.compile(r"([Ii])(201|202|205|902)([0-9]{2})")
_MADE: Final = "00.01.01.00.00"
_REMEMBERED: Final = 10
"""Deliveries that a console remembers of each tank."""


class TlsDevice:
    """One console.

    Args:
        world: What it shows; tanks are named by their number, 1 to 99.
        units: As the option of the gauge: us or metric.
        zone: Of its clock.
        security: The code that it asks for; with a wrong one it is silent.
        site: The lines of the site's name.
    """

    def __init__(
        self,
        world: World,
        *,
        units: str = "us",
        zone: tzinfo = UTC,
        security: str = "",
        site: tuple[str, ...] = (),
    ) -> None:
        self._world = world
        self._units = UNITS[units]
        self._zone = zone
        self._security = security
        self._site = site

    def answer(self, asked: str) -> bytes:
        """What it answers to a command, such as ``i20100``; without its security code."""
        told = _COMMAND.fullmatch(asked)
        if not told:
            return UNKNOWN
        letter, report, number = told.groups()
        shown, tank = self._world(), int(number)
        answer = {"201": self._inventory, "202": self._deliveries, "205": self._status, "902": self._revision}[report](
            shown, [each for each in shown.tanks if tank in (0, int(each.name))]
        )
        return codec.printed("computer" if letter == "i" else "display", answer, tank, self._site)

    async def serve(self, port: int = 0) -> Standing:
        """Listens on 127.0.0.1.

        Args:
            port: Where; 0 for a free one.
        """
        writers: set[asyncio.StreamWriter] = set()

        async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writers.add(writer)
            try:
                await self._talk(reader, writer.write)
            except (OSError, EOFError, asyncio.CancelledError):
                pass  # whoever asked has gone, or the device is taken away
            finally:
                writers.discard(writer)
                writer.transport.abort()

        server = await asyncio.start_server(met, "127.0.0.1", port)

        def close() -> None:
            server.close()
            for writer in tuple(writers):
                writer.transport.abort()

        host, bound = server.sockets[0].getsockname()
        return Standing(f"{host}:{bound}", close)

    async def serve_line(self) -> Standing:
        """Answers on a pseudo-terminal, whose path is the address of a serial line."""
        ours, theirs = os.openpty()
        tty.setraw(theirs)
        path = os.ttyname(theirs)
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader()
        coming, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(os.dup(ours), "rb", buffering=0)
        )
        going, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(ours, "wb", buffering=0))
        talk = asyncio.create_task(self._talk(reader, going.write))

        def close() -> None:
            talk.cancel()
            coming.close()
            going.abort()
            os.close(theirs)

        return Standing(path, close)

    async def _talk(self, reader: asyncio.StreamReader, send: Callable[[bytes], object]) -> None:
        length = len(self._security) + 6
        while byte := await reader.read(1):
            if byte != SOH:
                continue
            asked = (await reader.readexactly(length)).decode("latin-1")
            if asked.startswith(self._security):
                send(self.answer(asked.removeprefix(self._security)))

    def _inventory(self, shown: Shown, tanks: list[ShownTank]) -> Answer:
        return Inventory(self._stamp(shown.at), tuple(self._line(each) for each in tanks))

    def _line(self, tank: ShownTank) -> InventoryLine:
        units = self._units
        return InventoryLine(
            int(tank.name),
            _told(tank.volume_l, "L", units.volume),
            _told(tank.standard_volume_l, "L", units.volume),
            _told(tank.room_l, "L", units.volume),
            _told(tank.level_m, "m", units.length),
            _told(tank.water_m, "m", units.length),
            _told(tank.temp_c, "°C", units.temperature),
            _told(tank.water_volume_l, "L", units.volume),
            label=tank.label[:16],
            status=int(tank.is_delivering),
        )

    def _deliveries(self, shown: Shown, tanks: list[ShownTank]) -> Answer:
        of = (
            TankDeliveries(
                int(tank.name),
                tuple(self._delivery(each) for each in reversed(shown.drops) if each.tank == tank.name)[:_REMEMBERED],
                tank.label[:22],
            )
            for tank in tanks
        )
        return Deliveries(self._stamp(shown.at), tuple(of))

    def _delivery(self, drop: ShownDrop) -> Delivery:
        units = self._units
        temperature = _told(drop.temp_c, "°C", units.temperature)
        water = _told(drop.water_m, "m", units.length)
        return Delivery(
            self._stamp(drop.started_at),
            self._stamp(drop.ended_at),
            start_volume=_told(drop.before_l, "L", units.volume),
            start_tc_volume=_told(drop.before_standard_l, "L", units.volume),
            start_water=water,
            start_temperature=temperature,
            end_volume=_told(drop.after_l, "L", units.volume),
            end_tc_volume=_told(drop.after_standard_l, "L", units.volume),
            end_water=water,
            end_temperature=temperature,
            start_height=_told(drop.before_m, "m", units.length),
            end_height=_told(drop.after_m, "m", units.length),
        )

    def _status(self, shown: Shown, tanks: list[ShownTank]) -> Answer:
        lines = (
            StatusLine(
                int(tank.name), tuple(alarm for name, alarm in shown.alarms if name == tank.name), tank.label[:24]
            )
            for tank in tanks
        )
        return Status(self._stamp(shown.at), tuple(lines))

    def _revision(self, shown: Shown, _tanks: list[ShownTank]) -> Answer:
        return Revision(self._stamp(shown.at), shown.revision, _MADE)

    def _stamp(self, at: datetime) -> datetime:
        return at.astimezone(self._zone).replace(tzinfo=None, second=0, microsecond=0)


def _told(value: float | None, ours: str, theirs: str) -> float | None:
    return None if value is None else convert(value, ours, theirs)
