"""What a TLS console tells in its four reports, in its own units and by its own clock, before anything is converted.

Sources: Veeder-Root, Serial Interface Manual for the TLS-300 and TLS-350, 576013-635, functions 201, 202, 205 and 902;
the same functions in 577013-950 for the TLS-450.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

__all__ = [
    "ALARMS",
    "Answer",
    "Deliveries",
    "Delivery",
    "Form",
    "Inventory",
    "InventoryLine",
    "Report",
    "Revision",
    "Status",
    "StatusLine",
    "TankDeliveries",
]

Report = Literal["201", "202", "205", "902"]
"""In-tank inventory, deliveries, in-tank status, software revision: the only functions that are spoken here."""

Form = Literal["computer", "display"]
"""Packed with a checksum, or the text of the console's printer without one."""

ALARMS: Final[dict[int, str]] = {
    1: "SETUP DATA WARNING",
    2: "LEAK ALARM",
    3: "HIGH WATER ALARM",
    4: "OVERFILL ALARM",
    5: "LOW PRODUCT ALARM",
    6: "SUDDEN LOSS ALARM",
    7: "HIGH PRODUCT ALARM",
    8: "INVALID FUEL LEVEL",
    9: "PROBE OUT",
    10: "HIGH WATER WARNING",
    11: "DELIVERY NEEDED",
    12: "MAX PRODUCT ALARM",
    13: "GROSS TEST FAIL",
    14: "PERIODIC TEST FAIL",
    15: "ANNUAL TEST FAIL",
    16: "PERIODIC TEST NEEDED WARNING",
    17: "ANNUAL TEST NEEDED WARNING",
    18: "PERIODIC TEST NEEDED ALARM",
    19: "ANNUAL TEST NEEDED ALARM",
    20: "LEAK TEST ACTIVE",
    27: "COLD TEMP WARNING",
}
"""Alarm type of report 205 → its name; another type is named by its number, as ``ALARM 42``."""


@dataclass(frozen=True, slots=True)
class InventoryLine:
    """One tank of report 201, in the console's units; None where it has no data.

    Attributes:
        tank: Its number, 1 to 99.
        volume: Observed.
        tc_volume: Corrected to the console's base temperature.
        ullage: What still fits.
        height: Of product and water.
        water: Height of the water.
        temperature: Of the product.
        water_volume: Of the water; the display form does not tell it.
        label: What people call the product; the computer form does not tell it.
        product_code: One character; the display form does not tell it.
        status: Bits: 1 a delivery is in progress, 2 a leak test, 4 the height is invalid; the display form has none.
    """

    tank: int
    volume: float | None = None
    tc_volume: float | None = None
    ullage: float | None = None
    height: float | None = None
    water: float | None = None
    temperature: float | None = None
    water_volume: float | None = None
    label: str = ""
    product_code: str = " "
    status: int = 0


@dataclass(frozen=True, slots=True)
class Inventory:
    """Report 201: what stands in each tank, and the console's clock, without a zone and to the minute."""

    at: datetime
    lines: tuple[InventoryLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery of report 202, in the console's units and by its clock; None where it has no data."""

    started_at: datetime
    ended_at: datetime
    start_volume: float | None = None
    start_tc_volume: float | None = None
    start_water: float | None = None
    start_temperature: float | None = None
    end_volume: float | None = None
    end_tc_volume: float | None = None
    end_water: float | None = None
    end_temperature: float | None = None
    start_height: float | None = None
    end_height: float | None = None


@dataclass(frozen=True, slots=True)
class TankDeliveries:
    """The deliveries of one tank, in the console's order: latest first."""

    tank: int
    deliveries: tuple[Delivery, ...] = ()
    label: str = ""
    product_code: str = " "


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Report 202."""

    at: datetime
    tanks: tuple[TankDeliveries, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusLine:
    """What stands against one tank: names of ``ALARMS``, none when it is normal."""

    tank: int
    alarms: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """Report 205: what stands against each tank."""

    at: datetime
    lines: tuple[StatusLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """Report 902: the number of the software, such as 346327-102-B, and when it was made, such as 12.02.24.10.05."""

    at: datetime
    software: str
    created: str = ""


Answer = Inventory | Deliveries | Status | Revision
