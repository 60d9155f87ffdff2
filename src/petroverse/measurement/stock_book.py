"""The stock book: events of the trade folded into one balance per place, product and day.

A discharge and a delivery bring product into their place, a loading and a sale take it out. A cargo, a waybill, a
track point and a tax entry move nothing by themselves: they are held against the balance, never added to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import NamedTuple

from petroverse.core.events import Delivery, Discharge, Event, Loading, Quantity, Sale
from petroverse.core.units import ObservedVolume
from petroverse.measurement.reconciliation import BalanceNotPossible, balance
from petroverse.measurement.volume_correction import commodity_of, standard_volume

__all__ = ["BookBalance", "BookKey", "Moved", "book_balances", "moved_by_key", "standard_quantity"]


class BookKey(NamedTuple):
    """What one balance is for."""

    place: str
    product: str
    day: date


@dataclass(frozen=True, slots=True)
class Moved:
    """What came in and went out in one day, standard litres (kilograms for LPG)."""

    received: float = 0.0
    issued: float = 0.0


@dataclass(frozen=True, slots=True)
class BookBalance:
    """The balance of one place, product and day, standard litres (kilograms for LPG).

    Attributes:
        opening: Yesterday's measured closing, else yesterday's book.
        received: What came in.
        issued: What went out.
        closing_book: opening + received − issued.
        closing_measured: What was measured; None where nobody did.
        variance: closing_measured − closing_book; None where nobody measured. Negative: product is missing.
    """

    opening: float
    received: float
    issued: float
    closing_book: float
    closing_measured: float | None
    variance: float | None


def standard_quantity(quantity: Quantity) -> float:
    """The standard volume of a quantity (its mass for LPG), corrected from the observed one where it must be.

    Raises:
        BalanceNotPossible: Only an observed volume is known, without its temperature or density.
        OutsideLimits: Temperature or density lies outside what API MPMS 11.1 covers.
    """
    if quantity.standard is not None:
        return quantity.standard
    observed = quantity.observed or 0.0
    if quantity.unit == "kg" or observed == 0:
        return observed
    if quantity.temp_c is None or quantity.density_kg_m3 is None:
        raise BalanceNotPossible(
            f"{observed} observed litres of {quantity.product} without temperature and density",
            fix="give the standard volume, or both of them",
        )
    commodity = commodity_of(quantity.product)
    return standard_volume(ObservedVolume(observed), quantity.density_kg_m3, quantity.temp_c, commodity).litres


def moved_by_key(events: Iterable[Event], zone: tzinfo) -> dict[BookKey, Moved]:
    """What each place received and issued of each product on each day of the country's time zone.

    Raises:
        BalanceNotPossible: A quantity cannot be brought to standard volume.
    """
    moved: dict[BookKey, Moved] = {}
    for event in events:
        if isinstance(event, Discharge | Delivery):
            key = BookKey(event.place_to, event.quantity.product, event.at.astimezone(zone).date())
            more = Moved(received=standard_quantity(event.quantity))
        elif isinstance(event, Loading | Sale):
            key = BookKey(event.place_from, event.quantity.product, event.at.astimezone(zone).date())
            more = Moved(issued=standard_quantity(event.quantity))
        else:
            continue
        before = moved.get(key, Moved())
        moved[key] = Moved(before.received + more.received, before.issued + more.issued)
    return moved


def book_balances(
    openings: Mapping[tuple[str, str], float], moved: Mapping[BookKey, Moved], measured: Mapping[BookKey, float]
) -> dict[BookKey, BookBalance]:
    """The balance of every place, product and day on which something moved or was measured, each chained to the last.

    Args:
        openings: (place, product) → stock before its first day; 0 where it is not given.
        moved: As ``moved_by_key`` gives it.
        measured: Closing stock where somebody measured.

    Returns:
        Balances in order of place, product and day.

    Raises:
        BalanceNotPossible: A movement is negative or not finite.

    Example:
        >>> day = BookKey("Depot 1", "gasoil", date(2024, 3, 1))
        >>> book_balances({("Depot 1", "gasoil"): 100.0}, {day: Moved(50.0, 30.0)}, {day: 119.0})[day].variance
        -1.0
    """
    stock = dict(openings)
    balances: dict[BookKey, BookBalance] = {}
    for key in sorted({*moved, *measured}):
        row, closing = moved.get(key, Moved()), measured.get(key)
        opening = stock.get((key.place, key.product), 0.0)
        book = float(balance(opening, row.received, row.issued, 0.0).closing_book)
        variance = None if closing is None else closing - book
        balances[key] = BookBalance(opening, row.received, row.issued, book, closing, variance)
        stock[key.place, key.product] = book if closing is None else closing
    return balances
