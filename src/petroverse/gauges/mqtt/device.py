"""A device that is none: it publishes the tanks of a made-up site to a real broker, as a station's controller does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Final

from petroverse.core.devices import Gauge
from petroverse.core.errors import InputRefused, Unavailable
from petroverse.gauges.mqtt.broker import Connection, broker_of, connected
from petroverse.gauges.roles import Surroundings
from petroverse.gauges.shown import ShownTank, Standing, World

__all__ = ["DEVICE_MAP", "MqttDevice"]

DEVICE_MAP: Final = """
[[topics]]
filter = "sites/+/tanks"
time = { at = "/at" }
rows = "/tanks"
tank = "/tank"
[topics.measures]
level = { at = "/level_mm", unit = "mm" }
temperature = { at = "/temperature_c", unit = "°C" }
water = { at = "/water_mm", unit = "mm" }
volume = { at = "/volume_l", unit = "L" }
"""
"""The map by which what the device publishes is read; where a broker serves many sites, name the site in its filter."""


class MqttDevice:
    """One device, which publishes all tanks of its world in one payload with QoS 1.

    Args:
        world: What it shows.
        gauge: Whose address and options say where the broker is; its map is not looked at.
        around: Opens the broker's password.
        is_retained: Whether the broker is to keep the last payload for whoever comes later.
    """

    def __init__(self, world: World, gauge: Gauge, around: Surroundings, *, is_retained: bool = True) -> None:
        self._world = world
        self._address = gauge.address
        self._topic = f"sites/{gauge.place}/tanks"
        self._broker = broker_of(gauge)
        self._around = around
        self._is_retained = is_retained

    async def serve(self, every_s: float) -> Standing:
        """Publishes again and again, and connects again when the connection breaks.

        Args:
            every_s: From one time to the next, seconds.

        Raises:
            GaugeSilent: There is no broker at first.
            QuestionRefused: It does not let the device in.
        """
        async with self.connected() as connection:
            await self.tell(connection)
        going = asyncio.create_task(self._go_on(every_s))

        def close() -> None:
            going.cancel()

        return Standing(self._address, close)

    @asynccontextmanager
    async def connected(self) -> AsyncGenerator[Connection, None]:
        """A connection of its own to the broker; see ``connected``."""
        client_id = f"{self._broker.client_id}-device"
        async with connected(self._broker, self._around, is_kept=False, client_id=client_id) as connection:
            yield connection

    async def tell(self, connection: Connection) -> None:
        """Publishes what is shown now; returns when the broker has it."""
        shown = self._world()
        rows = [_row(each) for each in shown.tanks]
        payload = json.dumps({"at": shown.at.isoformat(), "tanks": rows}, allow_nan=False).encode()
        await connection.publish(self._topic, payload, qos=1, is_retained=self._is_retained)

    async def _go_on(self, every_s: float) -> None:
        while True:
            with suppress(Unavailable, InputRefused):
                async with self.connected() as connection:
                    while True:
                        await self.tell(connection)
                        await asyncio.sleep(every_s)
            await asyncio.sleep(every_s)


def _row(tank: ShownTank) -> dict[str, str | float | None]:
    return {
        "tank": tank.name,
        "level_mm": _mm(tank.level_m),
        "temperature_c": tank.temp_c,
        "water_mm": _mm(tank.water_m),
        "volume_l": tank.volume_l,
    }


def _mm(height_m: float | None) -> float | None:
    return None if height_m is None else height_m * 1000
