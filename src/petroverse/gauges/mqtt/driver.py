"""Listens to a foreign broker as a client, and reads what devices publish there as a map says; publishes nothing."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from typing import Final

import aiomqtt

from petroverse.core.devices import Gauge
from petroverse.core.readings import Reading, SiteReadings
from petroverse.core.tanks import TankId
from petroverse.gauges.faults import FrameNotValid, GaugeSettingsRefused, GaugeSilent
from petroverse.gauges.mqtt.broker import BROKER_OPTIONS, Connection, broker_of, connected
from petroverse.gauges.mqtt.payloads import Told, read_mqtt_map, read_payload
from petroverse.gauges.mqtt.topics import plain_filter
from petroverse.gauges.naming import as_found, at_site
from petroverse.gauges.roles import Found, Surroundings

__all__ = ["OPTIONS", "MqttGauge"]

OPTIONS: Final[Mapping[str, str]] = {
    "map": "Which topics tell of which tank, and where in a payload its values stand, as TOML.",
    **BROKER_OPTIONS,
}


class MqttGauge:
    """A broker that tells of tanks in JSON; a ``SubscribedGauge``.

    A message is acknowledged once the next is asked for, and the broker keeps for us what comes with QoS 1 while we
    are away; so what was not handed on comes again.

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
        self._map = read_mqtt_map(gauge.options["map"])
        self._newest: dict[TankId, datetime] = {}
        self._connection: Connection | None = None
        self._is_closed = False

    async def readings(self) -> AsyncGenerator[SiteReadings | FrameNotValid, None]:
        """What comes; see ``SubscribedGauge``."""
        self._is_closed = False
        try:
            async with connected(self._broker, self._around, is_kept=True) as connection:
                self._connection = connection
                async with aclosing(self._heard(connection)) as heard:
                    async for message, told in heard:
                        for fault in told.faults:
                            yield fault
                        if (site := self._site(message, told)).readings:
                            yield site
        except GaugeSilent:
            if not self._is_closed:
                raise

    async def discover(self) -> Found:
        """Listens as long as the time limit allows; see ``SubscribedGauge``.

        Raises:
            FrameNotValid: Something came, and nothing of it could be read.
        """
        readings: list[Reading] = []
        faults: list[FrameNotValid] = []
        off_s: float | None = None
        broker = replace(self._broker, client_id=f"{self._broker.client_id}-look")
        async with connected(broker, self._around, is_kept=False) as connection:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._around.timeout_s), aclosing(self._heard(connection)) as heard:
                    async for message, told in heard:
                        readings += told.readings
                        faults += told.faults
                        if told.has_own_time and told.readings and not message.retain:
                            off_s = (told.readings[-1].at - self._around.clock.now()).total_seconds()
        if faults and not readings:
            raise faults[0]
        return Found("MQTT", tanks=as_found(readings), clock_off_s=off_s)

    async def close(self) -> None:
        """Ends the connection; see ``SubscribedGauge``."""
        self._is_closed = True
        connection, self._connection = self._connection, None
        if connection:
            await connection.close()

    async def _heard(self, connection: Connection) -> AsyncGenerator[tuple[aiomqtt.Message, Told], None]:
        await connection.subscribe(*(plain_filter(each.filter) for each in self._map.topics))
        left_out = 0
        async with aclosing(connection.messages()) as messages:
            async for message in messages:
                told = self._read(message)
                if connection.left_out > left_out:
                    told = replace(told, faults=(*told.faults, _left_out(connection.left_out - left_out)))
                    left_out = connection.left_out
                yield message, told

    def _read(self, message: aiomqtt.Message) -> Told:
        payload = message.payload if isinstance(message.payload, bytes | bytearray) else b""
        return read_payload(self._map, str(message.topic), bytes(payload), self._around.clock.now())

    def _site(self, message: aiomqtt.Message, told: Told) -> SiteReadings:
        site = at_site(self._gauge, told.readings)
        if message.retain:
            fresh = (each for each in site.readings if told.has_own_time and self._is_new(each))
            site = replace(site, readings=tuple(fresh))
        for each in site.readings:
            self._newest[each.tank] = max(each.at, self._newest.get(each.tank, each.at))
        return site

    def _is_new(self, kept: Reading) -> bool:
        """Whether a retained payload tells what was not told before, by its own time."""
        newest = self._newest.get(kept.tank)
        return newest is None or kept.at > newest


def _left_out(count: int) -> FrameNotValid:
    what = f"{count} messages came faster than they were taken, and were left out"
    return FrameNotValid(what, where="broker", fix="let devices publish with QoS 1, and less often")
