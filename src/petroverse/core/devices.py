"""Devices in the field: the gauges that are asked, and the meters that count what a nozzle or a loading arm gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType

from petroverse.core.errors import InputRefused
from petroverse.core.places import PlaceId
from petroverse.core.tanks import TankId

__all__ = ["DeviceNotValid", "Gauge", "GaugeId", "Meter", "MeterId"]

GaugeId = NewType("GaugeId", str)
MeterId = NewType("MeterId", str)


class DeviceNotValid(InputRefused):
    """A gauge without an address, or a meter without a name."""


@dataclass(frozen=True, slots=True)
class Meter:
    """A totaliser: it counts the litres that went through one nozzle or loading arm, and never runs back.

    Attributes:
        id: Unique in its network.
        place: Where it stands.
        tank: What it draws from.

    Raises:
        DeviceNotValid: It has no id.
    """

    id: MeterId
    place: PlaceId
    tank: TankId

    def __post_init__(self) -> None:
        if not self.id:
            raise DeviceNotValid("a meter has no id", where="id", fix="name it, such as STATION-7/N2")


@dataclass(frozen=True, slots=True)
class Gauge:
    """One automatic tank gauge, and how to speak with it.

    Attributes:
        id: Unique in its network.
        place: Where it stands.
        protocol: Which block of ``gauges`` speaks with it, such as ``veeder_root``.
        address: Where it answers, such as ``10.0.0.7:4001``; what a protocol takes, it says itself.
        tanks: The gauge's own name of each tank (its number) → the tank of the network.
        meters: The gauge's own name of each meter → the meter of the network.
        options: What else the protocol asks for, by name; no secret stands here, but the name of one in the vault.

    Raises:
        DeviceNotValid: It lacks an id, a protocol or an address.
    """

    id: GaugeId
    place: PlaceId
    protocol: str
    address: str
    tanks: Mapping[str, TankId] = field(default_factory=dict)
    meters: Mapping[str, MeterId] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in (("id", self.id), ("protocol", self.protocol), ("address", self.address)):
            if not value:
                raise DeviceNotValid(f"gauge {self.id!r} has no {name}", where=name, fix="give it")
