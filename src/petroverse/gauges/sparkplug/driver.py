"""Listens to one Sparkplug edge node at a broker. The one thing that it says is: be born again; it sets nothing."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import Final

import aiomqtt

from petroverse.core.devices import Gauge
from petroverse.core.readings import Reading, SiteReadings
from petroverse.gauges.faults import FrameNotValid, GaugeSettingsRefused, GaugeSilent
from petroverse.gauges.mqtt import BROKER_OPTIONS, Connection, broker_of, connected
from petroverse.gauges.naming import as_found, at_site
from petroverse.gauges.roles import Found, Surroundings
from petroverse.gauges.sparkplug.nodes import KINDS, NODE, EdgeNode, Heard
from petroverse.gauges.sparkplug.payloads import BOOLEAN, Metric, Payload, milliseconds, parsed, printed
from petroverse.gauges.sparkplug.tanks import Tanks, read_sparkplug_map

__all__ = ["NAMESPACE", "OPTIONS", "REBIRTH", "SparkplugGauge"]

OPTIONS: Final[Mapping[str, str]] = {
    "map": "Which metrics tell of which tank, as TOML.",
    "group": "Sparkplug group of the edge node.",
    "node": "Name of the edge node.",
    **BROKER_OPTIONS,
}

NAMESPACE: Final = "spBv1.0"
"""The first level of every topic of Sparkplug B."""

REBIRTH: Final = "Node Control/Rebirth"
"""The metric by which an edge node is asked to tell again what it has (Sparkplug 3.0.0, section 6.4.19)."""

_ANSWERED_S: Final = 0.5
_ASK_AGAIN_S: Final = 5.0
_NOT_IN_NAMES: Final = frozenset("+#/")


class SparkplugGauge:
    """An edge node behind a broker; a ``SubscribedGauge``.

    Args:
        gauge: As the network has it.
        around: Clock, secrets and time limit.

    Raises:
        GaugeSettingsRefused: Its address, an option or its map cannot be.
    """

    def __init__(self, gauge: Gauge, around: Surroundings) -> None:
        if not gauge.options.get("map"):
            raise GaugeSettingsRefused("there is no map", where="map", fix="add one; see the guide")
        self._gauge = gauge
        self._around = around
        self._broker = broker_of(gauge)
        self._map = read_sparkplug_map(gauge.options["map"])
        self._group, self._node = (_level(gauge, each) for each in ("group", "node"))
        self._connection: Connection | None = None
        self._is_closed = False

    async def readings(self) -> AsyncGenerator[SiteReadings | FrameNotValid, None]:
        """What comes; see ``SubscribedGauge``. A tank whose device or node has gone is told as a gap."""
        self._is_closed = False
        try:
            async with connected(self._broker, self._around, is_kept=False) as connection:
                self._connection = connection
                async with aclosing(self._heard(connection)) as heard:
                    async for readings, faults in heard:
                        for fault in faults:
                            yield fault
                        if (site := at_site(self._gauge, readings)).readings:
                            yield site
        except GaugeSilent:
            if not self._is_closed:
                raise

    async def discover(self) -> Found:
        """Asks for a rebirth and listens as long as the time limit allows; see ``SubscribedGauge``.

        Raises:
            FrameNotValid: Something came, and nothing of it could be read.
        """
        told: list[Reading] = []
        wrong: list[FrameNotValid] = []
        off_s: float | None = None
        broker = replace(self._broker, client_id=f"{self._broker.client_id}-look")
        async with connected(broker, self._around, is_kept=False) as connection:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._around.timeout_s), aclosing(self._heard(connection)) as heard:
                    async for readings, faults in heard:
                        told += readings
                        wrong += faults
                        if readings:
                            off_s = (readings[-1].at - self._around.clock.now()).total_seconds()
        if wrong and not told:
            raise wrong[0]
        return Found("Sparkplug B", tanks=as_found(told), clock_off_s=off_s)

    async def close(self) -> None:
        """Ends the connection; see ``SubscribedGauge``."""
        self._is_closed = True
        connection, self._connection = self._connection, None
        if connection:
            await connection.close()

    async def _heard(self, connection: Connection) -> AsyncGenerator[tuple[list[Reading], list[FrameNotValid]], None]:
        """What each message tells, from nothing known on; a rebirth is asked for at first and whenever it is needed."""
        edge, tanks = EdgeNode(), Tanks(self._map)
        next_s = asyncio.get_running_loop().time() + _ANSWERED_S
        own = f"{NAMESPACE}/{self._group}/+/{self._node}"
        await connection.subscribe(own, f"{own}/+")
        await self._ask(connection)
        async with aclosing(connection.messages()) as messages:
            async for message in messages:
                now = self._around.clock.now()
                heard = self._hear(edge, message)
                now_s = asyncio.get_running_loop().time()
                if heard.needs_rebirth and now_s >= next_s:
                    next_s = now_s + _ASK_AGAIN_S
                    await self._ask(connection)
                yield tanks.take(heard, now)

    def _hear(self, edge: EdgeNode, message: aiomqtt.Message) -> Heard:
        levels = str(message.topic).split("/")
        kind, device = levels[2] if len(levels) in (4, 5) else "", levels[4:]
        if kind not in KINDS or kind.startswith("D") != bool(device) or message.retain:
            return Heard()
        payload = message.payload if isinstance(message.payload, bytes | bytearray) else b""
        try:
            told = parsed(bytes(payload))
        except FrameNotValid as fault:
            where = f"topic {str(message.topic)[:200]}"
            return Heard(fault=FrameNotValid(fault.what, where=where, fix=fault.fix))
        return edge.hear(kind, device[0] if device else NODE, told, self._around.clock.now())

    async def _ask(self, connection: Connection) -> None:
        at_ms = milliseconds(self._around.clock.now())
        again = Payload(at_ms, None, (Metric(REBIRTH, None, at_ms, BOOLEAN, value=True),))
        await connection.publish(f"{NAMESPACE}/{self._group}/NCMD/{self._node}", printed(again))


def _level(gauge: Gauge, name: str) -> str:
    level = gauge.options.get(name, "")
    if not level or not level.isprintable() or set(level) & _NOT_IN_NAMES:
        what = f"option {name} is {level!r}" if level else f"option {name} is not given"
        raise GaugeSettingsRefused(what, where=name, fix="give one level of a topic, without / + or #")
    return level
