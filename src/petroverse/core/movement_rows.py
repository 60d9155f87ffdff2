"""Each event as one row of the ``movement`` dataset, and back.

``to_row`` and ``from_row`` are print and parse: an event written and read again is the same event. What a row lacks
or has wrong is refused by field, value and cure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, Final, TypeVar

from petroverse.core.catalogue import dataset, provenance
from petroverse.core.events import EVENTS, Event, Quantity, not_valid
from petroverse.core.money import Money, money
from petroverse.core.places import Coordinates

__all__ = ["from_row", "to_row"]

_CODES: Final = {kind: code for code, kind in EVENTS.items()}
_COLUMNS: Final = tuple(column.name for column in dataset("movement").columns)
_PROVENANCE: Final = frozenset(column.name for column in provenance())
_EXACT_DIGITS: Final = 15  # decimals of this length survive the column's binary float

Value = TypeVar("Value")


def to_row(event: Event, zone: tzinfo) -> dict[str, object]:
    """The event as one row of ``movement``: every column of the catalogue, None where it does not apply.

    Args:
        event: Its instant zoned; its amount of at most 15 significant digits.
        zone: The country's time zone, which decides the day.

    Raises:
        EventNotValid: The instant has no zone, the reference is empty, or the amount has too many digits.
    """
    row: dict[str, object] = dict.fromkeys(_COLUMNS)
    if event.at.tzinfo is None:
        raise not_valid("at", event.at, "add a time zone")
    if not event.reference:
        raise not_valid("reference", event.reference, "give the event's own number")
    row |= {"event": _CODES[type(event)], "at": event.at.astimezone(UTC), "day": event.at.astimezone(zone).date()}
    for each in fields(event):
        if each.name != "at":
            row |= _cells(each.name, getattr(event, each.name))
    return row


def _cells(field: str, value: object) -> dict[str, object]:
    if isinstance(value, Quantity):
        return {
            "product": value.product,
            "observed_volume": value.observed,
            "standard_volume": value.standard,
            "unit": value.unit,
            "temp_c": value.temp_c,
            "density_kg_m3": value.density_kg_m3,
        }
    if isinstance(value, Money):
        if len(value.amount.as_tuple().digits) > _EXACT_DIGITS:
            raise not_valid("amount", value.amount, f"round it to {_EXACT_DIGITS} significant digits")
        return {"amount": float(value.amount), "currency": value.currency}
    if isinstance(value, Coordinates):
        return {"latitude": value.latitude, "longitude": value.longitude}
    return {field: value}


def from_row(row: Mapping[str, object]) -> Event:
    """Reads one row of ``movement``; columns may be absent, numbers and instants may be text.

    Args:
        row: Column → value. ``day`` is not read into the event, but must be within a day of ``at``; columns of
            provenance are passed over.

    Raises:
        EventNotValid: The kind is unknown, a needed column is blank, a value cannot be, or a column is filled that
            this kind of event does not have.

    Example:
        >>> event = from_row({"event": "sale", "reference": "R1", "at": "2024-03-01T10:00:00Z", "product": "gasoline",
        ...                   "standard_volume": 40.0, "place_from": "Station 7"})
        >>> event.quantity.unit
        'L'
    """
    code = str(row.get("event") or "")
    if code not in EVENTS:
        raise not_valid("event", row.get("event"), f"write one of {', '.join(EVENTS)}")
    kind = EVENTS[code]
    given = {name: value for name, value in row.items() if value not in (None, "") and name not in _PROVENANCE}
    strange = set(given) - _columns_of(kind)
    if strange:
        name = min(strange)
        raise not_valid(name, given[name], f"a {code} has no such column; leave it blank")
    at = _instant(given)
    _check_day(given, at)
    needed = {each.name for each in fields(kind) if each.default is not None}
    read = {each.name: _READERS[each.name](given, each.name in needed) for each in fields(kind) if each.name != "at"}
    return kind(at=at, **read)


def _columns_of(kind: type[Event]) -> set[str]:
    columns = {"event", "at", "day"}
    for each in fields(kind):
        columns |= _WIDE.get(each.name, {each.name})
    return columns


_WIDE: Final[dict[str, set[str]]] = {
    "quantity": {"product", "observed_volume", "standard_volume", "unit", "temp_c", "density_kg_m3"},
    "amount": {"amount", "currency"},
    "coordinates": {"latitude", "longitude"},
}


def _instant(row: Mapping[str, object]) -> datetime:
    value = row.get("at")
    cure = "write an instant with its zone, such as 2024-03-01T10:00:00Z"
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value or ""))
    except ValueError:
        raise not_valid("at", value, cure) from None
    if at.tzinfo is None:
        raise not_valid("at", value, cure)
    return at.astimezone(UTC)


def _check_day(row: Mapping[str, object], at: datetime) -> None:
    value = row.get("day")
    if value is None:
        return
    try:
        day = value if type(value) is date else date.fromisoformat(str(value)[:10])
    except ValueError:
        raise not_valid("day", value, "write it as 2024-03-01") from None
    if abs(day - at.date()) > timedelta(days=1):
        raise not_valid("day", value, f"it lies more than a day from {at.isoformat()}; correct one of the two")


def _number(row: Mapping[str, object], column: str) -> float | None:
    value = row.get(column)
    if value is None:
        return None
    try:
        number = float(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise not_valid(column, value, "write a plain number, such as 1234.5")
    return number


def _needed(value: Value | None, column: str) -> Value:
    if value is None:
        raise not_valid(column, None, "this kind of event needs it")
    return value


def _text(column: str) -> Callable[[Mapping[str, object], bool], str | None]:
    def read(row: Mapping[str, object], is_needed: bool) -> str | None:
        value = str(row[column]) if column in row else None
        return _needed(value, column) if is_needed else value

    return read


def _quantity(row: Mapping[str, object], is_needed: bool) -> Quantity:  # noqa: ARG001 - every kind that has it needs it
    quantity = Quantity(
        product=str(row.get("product") or ""),
        observed=_number(row, "observed_volume"),
        standard=_number(row, "standard_volume"),
        temp_c=_number(row, "temp_c"),
        density_kg_m3=_number(row, "density_kg_m3"),
    )
    if row.get("unit", quantity.unit) != quantity.unit:
        raise not_valid("unit", row["unit"], f"{quantity.product} is counted in {quantity.unit}; convert it first")
    return quantity


def _amount(row: Mapping[str, object], is_needed: bool) -> Money | None:
    number = _number(row, "amount")
    if number is None and not is_needed:
        if "currency" in row:
            raise not_valid("amount", None, "give the amount, or leave the currency blank")
        return None
    return money(_needed(number, "amount"), str(_needed(row.get("currency"), "currency")))


def _coordinates(row: Mapping[str, object], is_needed: bool) -> Coordinates:  # noqa: ARG001
    latitude, longitude = _number(row, "latitude"), _number(row, "longitude")
    return Coordinates(_needed(latitude, "latitude"), _needed(longitude, "longitude"))


_READERS: Final[dict[str, Callable[[Mapping[str, object], bool], Any]]] = {
    "quantity": _quantity,
    "amount": _amount,
    "coordinates": _coordinates,
    **{name: _text(name) for name in ("reference", "place_from", "place_to", "company", "carrier")},
}
