"""What an emulated device shows: the state of a made-up site, from which each protocol's ``device`` speaks.

A device asks its ``World`` at every question, so whoever moves the world moves what the gauge says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

__all__ = ["Shown", "ShownDrop", "ShownMeter", "ShownTank", "Standing", "World"]


@dataclass(frozen=True, slots=True)
class ShownTank:
    """One tank as its probe sees it.

    Attributes:
        name: The gauge's own name, the key of ``Gauge.tanks``; a number where the protocol numbers tanks.
        label: What people call it.
        level_m: Height of product and water; None when the probe is out.
        temp_c: Product temperature; None when it is not measured.
        water_m: Height of water; None when it is not measured.
        volume_l: Observed volume by the gauge's chart; None when the probe is out.
        standard_volume_l: The same at the gauge's base temperature; None when it does not correct.
        room_l: What still fits.
        water_volume_l: Volume of the water.
        is_delivering: Whether a truck drops into it now.
    """

    name: str
    label: str = ""
    level_m: float | None = None
    temp_c: float | None = None
    water_m: float | None = None
    volume_l: float | None = None
    standard_volume_l: float | None = None
    room_l: float | None = None
    water_volume_l: float | None = None
    is_delivering: bool = False


@dataclass(frozen=True, slots=True)
class ShownMeter:
    """One totaliser: the gauge's own name, and the litres that it has counted."""

    name: str
    total_l: float


@dataclass(frozen=True, slots=True)
class ShownDrop:
    """One delivery that the gauge remembers.

    Attributes:
        tank: The gauge's own name of the tank.
        started_at: Zoned.
        ended_at: Zoned.
        before_l: Observed volume before.
        after_l: Observed volume after.
        before_m: Height before.
        after_m: Height after.
        temp_c: Product temperature, taken as the same before and after.
        water_m: Height of water, taken as the same; None when it is not measured.
        before_standard_l: Volume before at the gauge's base temperature; None when it does not correct.
        after_standard_l: The same after.
    """

    tank: str
    started_at: datetime
    ended_at: datetime
    before_l: float
    after_l: float
    before_m: float
    after_m: float
    temp_c: float
    water_m: float | None = None
    before_standard_l: float | None = None
    after_standard_l: float | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that a device can be asked, at one instant.

    Attributes:
        at: The device's own time, zoned.
        tanks: In order.
        meters: In order.
        drops: Oldest first.
        alarms: The gauge's own name of a tank → what it complains of, in the protocol's own words.
        revision: Of its software.
    """

    at: datetime
    tanks: tuple[ShownTank, ...] = ()
    meters: tuple[ShownMeter, ...] = ()
    drops: tuple[ShownDrop, ...] = ()
    alarms: tuple[tuple[str, str], ...] = ()
    revision: str = "1.0"


World = Callable[[], Shown]
"""Gives what the device shows now; raises ``ConnectionError`` while it is silent."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A device that answers: at which address, and how it is taken away, connections and all."""

    address: str
    close: Callable[[], None]
