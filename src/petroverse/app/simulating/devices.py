"""The devices of a simulated network: which gauge stands where, and one emulated device that answers for each.

Stations have by turns a console (TLS over TCP) with a forecourt controller (Modbus TCP) for its meters, a Modbus device
for both, and a device of one's own that publishes to the bus by MQTT. In the network that is saved their addresses are
such as cannot exist (RFC 2606): a device lives on a free port of this machine while it is simulated, and no longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count, cycle
from typing import Final

from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.network import Network
from petroverse.gauges import Shown, Standing
from petroverse.gauges.modbus import ModbusDevice, register_map
from petroverse.gauges.veeder_root import TlsDevice

__all__ = ["OWN", "Devices", "furnished"]

OWN: Final = "mqtt"
"""The protocol of a device of one's own, which publishes messages to the bus and is not asked."""

_TURNS: Final = ("veeder_root", "modbus", OWN)
_A_TANK, _A_METER = 8, 4
"""Registers of each. They lie without a gap, so that one question reads all at one instant of a world in a hurry."""

_TANK: Final = """
[[tanks]]
name = "{name}"
level = {{ register = {at}, unit = "mm" }}
temperature = {{ register = {temperature}, unit = "°C" }}
water = {{ register = {water}, unit = "mm" }}
volume = {{ register = {volume}, unit = "L" }}
"""
_METER: Final = """
[[meters]]
name = "{name}"
total = {{ register = {at}, type = "float64", unit = "L" }}
"""


def furnished(network: Network) -> Network:
    """An invented network with gauges that can be emulated; a depot has a console.

    Example:
        >>> from petroverse.twin import invented_network
        >>> [(each.id, each.protocol) for each in furnished(invented_network(2, seed=7)).gauges]
        [('G-D1', 'veeder_root'), ('G-S001', 'veeder_root'), ('F-S001', 'modbus'), ('G-S002', 'modbus')]
    """
    turns = cycle(_TURNS)
    depots = {each.id for each in network.places_of("depot")}
    gauges: list[Gauge] = []
    for each in network.gauges:
        gauges += _furnished(each, _TURNS[0] if each.place in depots else next(turns))
    return replace(network, gauges=tuple(gauges))


def _furnished(gauge: Gauge, protocol: str) -> Iterable[Gauge]:
    if protocol == OWN:
        yield replace(gauge, protocol=OWN)
    elif protocol == "modbus":
        yield replace(gauge, protocol="modbus")
    else:
        yield replace(gauge, protocol=protocol, meters={})
        if gauge.meters:
            yield replace(gauge, id=GaugeId(f"F-{gauge.place}"), protocol="modbus", tanks={})


def _options(gauge: Gauge) -> dict[str, str]:
    """How the device of a gauge is spoken with."""
    return {"map": _map(gauge)} if gauge.protocol == "modbus" else {"units": "metric"}


def _map(gauge: Gauge) -> str:
    meters_from = _A_TANK * len(gauge.tanks)
    of_tanks = [
        _TANK.format(name=name, at=at, temperature=at + 2, water=at + 4, volume=at + 6)
        for at, name in zip(count(0, _A_TANK), gauge.tanks)
    ]
    of_meters = [_METER.format(name=name, at=at) for at, name in zip(count(meters_from, _A_METER), gauge.meters)]
    return "".join((of_tanks or ["tanks = []\n"]) + of_meters)


@dataclass(slots=True)
class _Device:
    """One device: where it last answered, and how it is taken away while it does."""

    gauge: Gauge
    standing: Standing | None = None
    port: int = 0


class Devices:
    """The emulated devices of every gauge that is asked.

    Args:
        network: As ``furnished`` gave it.
        shown: What the device of a gauge shows now; None when it is silent.
    """

    def __init__(self, network: Network, shown: Callable[[GaugeId], Shown | None]) -> None:
        self._shown = shown
        self._network = network
        self._devices = [
            _Device(replace(each, options=_options(each))) for each in network.gauges if each.protocol != OWN
        ]

    async def serve(self) -> Network:
        """Starts them, and gives the network with the gauges at the devices' own addresses."""
        for each in self._devices:
            await self._start(each)
        gauges = tuple(replace(each.gauge, address=f"127.0.0.1:{each.port}") for each in self._devices)
        return replace(self._network, gauges=gauges)

    async def keep(self) -> None:
        """Takes away those that are silent now, and starts those that are so no longer, where they were."""
        for each in self._devices:
            is_silent = self._shown(each.gauge.id) is None
            if is_silent and each.standing:
                each.standing.close()
                each.standing = None
            elif not is_silent and not each.standing:
                await self._start(each)

    def close(self) -> None:
        """Takes all of them away."""
        for each in self._devices:
            if each.standing:
                each.standing.close()

    async def _start(self, device: _Device) -> None:
        gauge = device.gauge

        def world() -> Shown:
            shown = self._shown(gauge.id)
            if shown is None:
                raise ConnectionAbortedError("the device is silent")  # it is taken away at the next look
            return shown

        if gauge.protocol == "modbus":
            speaker = ModbusDevice(world, register_map(gauge.options["map"]))
            device.standing = await speaker.serve(device.port)
        else:
            console = TlsDevice(world, units=gauge.options["units"], site=("SIMULATED",))
            device.standing = await console.serve(device.port)
        device.port = int(device.standing.address.rpartition(":")[2])
