"""Events of the trade, from cargo to nozzle; ``core.movement_rows`` writes each as a row of a dataset and reads it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from petroverse.core.errors import InputRefused
from petroverse.core.money import Money
from petroverse.core.places import Coordinates
from petroverse.core.products import PRODUCTS, CountUnit

__all__ = [
    "EVENTS",
    "Cargo",
    "Delivery",
    "Discharge",
    "Event",
    "EventNotValid",
    "Loading",
    "Quantity",
    "Sale",
    "TaxEntry",
    "TrackPoint",
    "Waybill",
    "not_valid",
]


class EventNotValid(InputRefused):
    """A field of an event is missing, cannot be, or does not belong to its kind."""


def not_valid(field: str, value: object, cure: str) -> EventNotValid:
    """The refusal of one field: which, what stood there, and what to write instead."""
    seen = "is blank" if value is None or value == "" else f"is {value!r}"
    return EventNotValid(f"{field} {seen}", where=f"field {field}", fix=cure)


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much of one product moved.

    Attributes:
        product: Canonical product code.
        observed: Volume at the temperature measured, in the product's unit; None when not stated.
        standard: Volume at 15 °C (kilograms for LPG); None when not stated. One of the two must be.
        temp_c: Temperature of the product; None when not measured.
        density_kg_m3: Density at 15 °C; None when not measured.

    Raises:
        EventNotValid: The product is unknown, both volumes are missing, or a number is negative or not finite.
    """

    product: str
    observed: float | None = None
    standard: float | None = None
    temp_c: float | None = None
    density_kg_m3: float | None = None

    def __post_init__(self) -> None:
        if self.product not in PRODUCTS:
            raise not_valid("product", self.product, f"write one of {', '.join(PRODUCTS)}")
        if self.observed is None and self.standard is None:
            raise not_valid("standard_volume", None, "state the observed or the standard volume")
        for field, value in (("observed_volume", self.observed), ("standard_volume", self.standard)):
            if value is not None and not (math.isfinite(value) and value >= 0):
                raise not_valid(field, value, "give zero or more; a return is an event of its own")
        if self.temp_c is not None and not -273.15 < self.temp_c < math.inf:
            raise not_valid("temp_c", self.temp_c, "give °C")
        if self.density_kg_m3 is not None and not 0 < self.density_kg_m3 < math.inf:
            raise not_valid("density_kg_m3", self.density_kg_m3, "give kg/m3 at 15 °C, such as 745")

    @property
    def unit(self) -> CountUnit:
        """What the product is counted in: litres or kilograms."""
        return PRODUCTS[self.product].unit


@dataclass(frozen=True, slots=True)
class Cargo:
    """A ship's parcel for one terminal, by its bill of lading."""

    reference: str
    at: datetime
    quantity: Quantity
    place_to: str
    company: str
    carrier: str


@dataclass(frozen=True, slots=True)
class Discharge:
    """Product pumped from a ship into a terminal's tanks."""

    reference: str
    at: datetime
    quantity: Quantity
    place_to: str
    company: str
    carrier: str


@dataclass(frozen=True, slots=True)
class Loading:
    """A truck filled at a depot's rack: a lifting."""

    reference: str
    at: datetime
    quantity: Quantity
    place_from: str
    company: str
    carrier: str
    place_to: str | None = None


@dataclass(frozen=True, slots=True)
class Waybill:
    """The paper that travels with a truck: what, from where, to where."""

    reference: str
    at: datetime
    quantity: Quantity
    place_from: str
    place_to: str
    company: str
    carrier: str


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """Where a truck was seen."""

    reference: str
    at: datetime
    carrier: str
    coordinates: Coordinates


@dataclass(frozen=True, slots=True)
class Delivery:
    """Product dropped from a truck into an outlet's or customer's tank."""

    reference: str
    at: datetime
    quantity: Quantity
    place_to: str
    company: str
    carrier: str | None = None
    place_from: str | None = None


@dataclass(frozen=True, slots=True)
class Sale:
    """Product sold out of an outlet, one nozzle's or one day's."""

    reference: str
    at: datetime
    quantity: Quantity
    place_from: str
    company: str | None = None
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class TaxEntry:
    """Duty and levies declared for a quantity."""

    reference: str
    at: datetime
    quantity: Quantity
    amount: Money
    company: str
    place_from: str | None = None


Event = Cargo | Discharge | Loading | Waybill | TrackPoint | Delivery | Sale | TaxEntry
"""Anything that the ``movement`` dataset holds."""

EVENTS: Final[dict[str, type[Event]]] = {
    "cargo": Cargo,
    "discharge": Discharge,
    "loading": Loading,
    "waybill": Waybill,
    "track_point": TrackPoint,
    "delivery": Delivery,
    "sale": Sale,
    "tax_entry": TaxEntry,
}
"""The kinds by the code that the ``event`` column holds."""
