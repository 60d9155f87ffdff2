"""What papers say was brought into tanks; what found tanks say is worked out from readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from petroverse.core.roles import UnitOfWork

__all__ = ["StoredWaybill", "delete_waybill", "list_waybills", "save_waybills"]


@dataclass(frozen=True, slots=True)
class StoredWaybill:
    """One line of a waybill: what was brought into one tank.

    Attributes:
        number: Of the paper; a paper has a line for each tank.
        place: The site.
        tank: Into which tank.
        product: Canonical product code.
        delivered_at: When the truck dropped it, UTC.
        loaded_at: When it was loaded, UTC; None where the paper does not say.
        truck: Its number plate; empty where it does not say.
        place_from: Where it was loaded; empty where it does not say.
        observed_l: Litres at the temperature measured; None where it does not say.
        standard_l: Litres at 15 °C; None where it does not say.
        temp_c: Temperature when it was measured.
        density15_kg_m3: Density at 15 °C.
        changed_at: When it was entered.
        changed_by: By whom.
    """

    number: str
    place: str
    tank: str
    product: str
    delivered_at: datetime
    loaded_at: datetime | None
    truck: str
    place_from: str
    observed_l: float | None
    standard_l: float | None
    temp_c: float | None
    density15_kg_m3: float | None
    changed_at: datetime
    changed_by: str


_NAMES = [each.name for each in fields(StoredWaybill)]
_KEY = ("number", "tank")


def save_waybills(unit: UnitOfWork, lines: Sequence[StoredWaybill]) -> None:
    """Keeps lines of waybills; one of the same number and tank is replaced, and the record keeps what it said."""
    names, marks = ", ".join(_NAMES), ", ".join(["%s"] * len(_NAMES))
    update = ", ".join(f"{name} = excluded.{name}" for name in _NAMES if name not in _KEY)
    unit.many(
        f"insert into waybills (organisation, {names}) values (app_organisation(), {marks}) "
        f"on conflict (organisation, number, tank) do update set {update}",
        [[getattr(each, name) for name in _NAMES] for each in lines],
    )
    for each in lines:
        unit.record("waybill", {name: _plain(getattr(each, name)) for name in _NAMES[:-2]})


def list_waybills(
    unit: UnitOfWork, places: Sequence[str], since: datetime, until: datetime
) -> tuple[StoredWaybill, ...]:
    """Lines whose delivery lies from an instant on and before another one, in order of time."""
    rows = unit.rows(
        f"select {', '.join(_NAMES)} from waybills where organisation = app_organisation() and place = any(%s) "
        "and delivered_at >= %s and delivered_at < %s order by delivered_at, number, tank",
        [list(places), since, until],
    )
    for row in rows:
        zoned = ("delivered_at", "loaded_at", "changed_at")
        row.update({name: row[name] and row[name].astimezone(UTC) for name in zoned})
    return tuple(StoredWaybill(**row) for row in rows)


def delete_waybill(unit: UnitOfWork, number: str, tank: str) -> bool:
    """Takes a line out that was entered wrongly; gives whether there was one. The record keeps what it said."""
    found = unit.rows(
        "delete from waybills where organisation = app_organisation() and number = %s and tank = %s returning number",
        [number, tank],
    )
    if found:
        unit.record("waybill deleted", {"number": number, "tank": tank})
    return bool(found)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
