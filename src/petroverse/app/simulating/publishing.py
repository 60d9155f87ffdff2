"""Devices of one's own that are simulated: each signs in to the bus by MQTT and publishes what its gauge sees."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from petroverse.app.simulating.devices import OWN
from petroverse.app.simulating.live_world import LiveWorld
from petroverse.app.tls import authority_of
from petroverse.bus import BusDevice, DeviceLogin
from petroverse.core.devices import Gauge
from petroverse.core.errors import PetroVerseError
from petroverse.core.grants import SAMPLE
from petroverse.core.messages import to_bytes
from petroverse.edge import messages_of
from petroverse.gauges import Pace, Surroundings
from petroverse.gauges.mqtt import Connection, broker_of, connected
from petroverse.twin import SIMULATED

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["Publisher", "let_in"]

_KEPT_AS: Final = "device"


@dataclass(frozen=True, slots=True)
class Publisher:
    """One device of one's own.

    Attributes:
        gauge: Whose readings it publishes; at the bus.
        login: How it signs in.
        live: The world.
        told: Hears of each message that the bus has.
    """

    gauge: Gauge
    login: DeviceLogin
    live: LiveWorld
    told: Callable[[], None]

    async def publish(self, pace: Pace) -> None:
        """Publishes again and again, and connects again when the connection breaks; ends when it is cancelled."""
        around = Surroundings(secret_of=lambda _name: self.login.password)
        faults = 0
        while True:
            with contextlib.suppress(PetroVerseError):
                async with connected(
                    broker_of(self.gauge), around, is_kept=False, client_id=self.login.user
                ) as connection:
                    faults = 0
                    while True:
                        await self._tell(connection)
                        await asyncio.sleep(pace.every_s)
            faults += 1
            await asyncio.sleep(pace.wait_s(faults))

    async def _tell(self, connection: Connection) -> None:
        site = self.live.told(self.gauge)
        if site is None:
            return
        source = f"{SIMULATED}{self.gauge.id}"
        for each in messages_of(self.gauge, site, SAMPLE, self.live.now(), source=source):
            await connection.publish(self.login.topic, to_bytes(each), qos=1)
            self.told()


@contextlib.contextmanager
def let_in(platform: Platform, live: LiveWorld, told: Callable[[], None]) -> Iterator[list[Publisher]]:
    """Lets the network's devices of one's own publish to the home's bus while the block runs.

    Args:
        platform: Whose bus; where it is at a URL, nobody is let in.
        live: The world.
        told: See ``Publisher``.
    """
    server = platform.bus.server()
    gauges = [each for each in live.world.plant.network.gauges if each.protocol == OWN]
    if server is None or not gauges:
        yield []
        return
    devices = {each.id: BusDevice(SAMPLE, f"{SIMULATED}{each.id}") for each in gauges}
    others = [each for each in server.devices if each not in devices.values()]
    server.admit([*others, *devices.values()])
    logins = {each: server.login_of(device) for each, device in devices.items()}
    at = f"{platform.settings.mqtt_host}:{server.ports.mqtt}"
    try:
        yield [
            Publisher(_at_the_bus(platform, each, at, logins[each.id]), logins[each.id], live, told) for each in gauges
        ]
    finally:
        server.admit([each for each in server.devices if each not in devices.values()])


def _at_the_bus(platform: Platform, gauge: Gauge, address: str, login: DeviceLogin) -> Gauge:
    """The gauge with how the bus is spoken with: over TLS where the platform has it."""
    options = {"username": login.user, "password_secret": _KEPT_AS}
    if not platform.settings.is_tls:
        options["tls"] = "off"
    elif platform.settings.tls:
        options["authority"] = authority_of(platform.home).read_text("utf-8")
    return replace(gauge, address=address, options=options)
