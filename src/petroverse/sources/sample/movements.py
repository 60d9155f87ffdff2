"""One month of movements on the network, day by day: ships in, trucks out, pumps running, tanks dipped each night.

Two things go wrong on purpose, and no record speaks of them; only the dips do: product leaves the terminal before
anybody entered it for tax, and a truck drops less than its papers say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final

import numpy as np

from petroverse.core.network import Network, Truck
from petroverse.core.places import PlaceId
from petroverse.core.units import ObservedVolume
from petroverse.measurement.volume_correction import commodity_of, standard_volume
from petroverse.sources.sample.country import IMPORTERS
from petroverse.sources.sample.kestria import INLAND, STATIONS, TERMINAL, Station, supplier_of
from petroverse.sources.sample.truth import PlantedLoss

__all__ = ["EVENT_COLUMNS", "Movements", "simulate_movements"]

EVENT_COLUMNS: Final = ("cargo", "discharge", "loading", "waybill", "delivery", "sale", "tax_entry")
_FIRST: Final = date(2025, 12, 1)
_DAYS: Final = 31
_OFFSET_H: Final = 3
"""Kestria's clocks are three hours before UTC."""

_PRODUCTS: Final = ("gasoline", "gasoil")
_DENSITY: Final = {"gasoline": 745.0, "gasoil": 840.0}
_TAX_KOR_PER_L: Final = {"gasoline": 0.90, "gasoil": 0.90}
_CARGO_L: Final = {"gasoline": 2_600_000.0, "gasoil": 2_400_000.0}
_CARGO_DAYS: Final = {"gasoline": (4, 14, 24), "gasoil": (2, 12, 22)}
_LOST: Final = (17, "gasoil", 36_000.0)
_SHORT: Final = ("SLUICE CROSSING", "gasoline", 10, 850.0)
"""Station, product, the first delivery on or after this day, and the litres that never reached the tank."""

Row = dict[str, object]


@dataclass
class Movements:
    """What was recorded, by kind of event, and what truly happened.

    Attributes:
        rng: Where chance comes from.
        trucks: Those that carry.
        events: Kind → rows, each column of the catalogue's ``movement`` that the kind has; ``at`` in UTC.
        dips: Rows of ``stock``: closing of each place, product and day.
        losses: What no record speaks of.
        stock: True litres in each place and product, now.
    """

    rng: np.random.Generator
    trucks: tuple[Truck, ...]
    events: dict[str, list[Row]] = field(default_factory=lambda: {kind: [] for kind in EVENT_COLUMNS})
    dips: list[Row] = field(default_factory=list)
    losses: list[PlantedLoss] = field(default_factory=list)
    stock: dict[tuple[str, str], float] = field(default_factory=dict)


def simulate_movements(rng: np.random.Generator, network: Network) -> Movements:
    """Runs the month on a network.

    Args:
        rng: Where chance comes from.
        network: Must hold the terminal, the inland depot, the stations, their tanks and trucks.
    """
    made = Movements(rng, network.trucks)
    places = [TERMINAL, INLAND, *(each.name for each in STATIONS)]
    for place in places:
        for tank in network.tanks_at(PlaceId(place)):
            if tank.product in _PRODUCTS:
                share = rng.uniform(0.5, 0.8)
                most = 1_500_000.0 if place in (TERMINAL, INLAND) else tank.safe_fill_l
                made.stock[place, tank.product] = round(min(tank.safe_fill_l, most) * share)
    _dip(made, _FIRST - timedelta(days=1))
    for step in range(_DAYS):
        day = _FIRST + timedelta(days=step)
        _ships(made, day)
        _transfers(made, day)
        for station in STATIONS:
            _serve(made, day, station)
        _lose(made, day)
        _dip(made, day)
    return made


@cache
def _ratio(product: str, temp_c: float) -> float:
    """Standard litres in one observed litre, by API MPMS 11.1."""
    return standard_volume(ObservedVolume(1.0), _DENSITY[product], temp_c, commodity_of(product)).litres


def _quantity(rng: np.random.Generator, product: str, standard_l: float) -> Row:
    temp_c = round(float(rng.uniform(26.0, 31.0)), 1)
    return {
        "product": product,
        "observed_volume": round(standard_l / _ratio(product, temp_c), 1),
        "standard_volume": standard_l,
        "temp_c": temp_c,
        "density_kg_m3": _DENSITY[product],
    }


def _at(day: date, hour: float) -> datetime:
    local = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=round(hour * 60))
    return local - timedelta(hours=_OFFSET_H)


def _add(made: Movements, kind: str, at: datetime, quantity: Row, **more: object) -> str:
    reference = f"{kind[0].upper()}{'X' if kind == 'delivery' else ''}-{len(made.events[kind]) + 1:05d}"
    made.events[kind].append({"event": kind, "reference": reference, "at": at, **quantity, **more})
    return reference


def _ships(made: Movements, day: date) -> None:
    for product in _PRODUCTS:
        if day.day in _CARGO_DAYS[product]:
            volume = round(_CARGO_L[product] * float(made.rng.uniform(0.95, 1.05)), -2)
            owner = IMPORTERS[int(made.rng.integers(0, 3))].name
            vessel = f"MT SAMPLE {['TERN', 'PUFFIN', 'GANNET'][day.day % 3]}"
            quantity = _quantity(made.rng, product, volume)
            shared = {"place_to": TERMINAL, "company": owner, "carrier": vessel}
            _add(made, "cargo", _at(day, 4), quantity, **shared)
            _add(made, "discharge", _at(day, 16), _quantity(made.rng, product, volume), **shared)
            made.stock[TERMINAL, product] += volume


def _transfers(made: Movements, day: date) -> None:
    """Two trucks of each product a day go from the port to the inland depot; duty is not yet due."""
    for product in _PRODUCTS:
        for trip in range(2):
            truck = made.trucks[(day.day + trip) % len(made.trucks)]
            owner = IMPORTERS[trip].name
            _haul(made, (TERMINAL, INLAND), product, _at(day, 6 + trip), truck, owner=owner)


def _haul(made: Movements, way: tuple[str, str], product: str, at: datetime, truck: Truck, *, owner: str) -> Row:
    origin, end = way
    volume = truck.capacity_l
    quantity = _quantity(made.rng, product, volume)
    shared = {"company": owner, "carrier": str(truck.id)}
    _add(made, "loading", at, quantity, place_from=origin, place_to=end, **shared)
    _add(made, "waybill", at + timedelta(minutes=20), quantity, place_from=origin, place_to=end, **shared)
    arrived = at + timedelta(hours=4)
    _add(made, "delivery", arrived, _quantity(made.rng, product, volume), place_from=origin, place_to=end, **shared)
    made.stock[origin, product] -= volume
    made.stock[end, product] += volume
    return made.events["delivery"][-1]


def _serve(made: Movements, day: date, station: Station) -> None:
    weekday = 1.12 if day.weekday() in (4, 5) else 0.97
    for product, usual in (("gasoline", station.gasoline_l), ("gasoil", station.gasoil_l)):
        key = (station.name, product)
        if made.stock[key] < 2.2 * usual:
            _replenish(made, day, station, product)
        wish = round(usual * weekday * float(made.rng.lognormal(0, 0.1)), 1)
        sold = min(wish, max(0.0, made.stock[key] - 1_500.0))
        _add(
            made,
            "sale",
            _at(day, 21),
            _quantity(made.rng, product, sold),
            place_from=station.name,
            company=station.company,
        )
        made.stock[key] -= sold


def _replenish(made: Movements, day: date, station: Station, product: str) -> None:
    origin = supplier_of(station)
    truck = made.trucks[int(made.rng.integers(0, len(made.trucks)))]
    delivery = _haul(made, (origin, station.name), product, _at(day, 8), truck, owner=station.company)
    loaded = made.events["loading"][-1]
    quantity = {
        key: loaded[key] for key in ("product", "observed_volume", "standard_volume", "temp_c", "density_kg_m3")
    }
    amount = round(truck.capacity_l * _TAX_KOR_PER_L[product], 2)
    more = {"company": station.company, "place_from": origin, "amount": amount, "currency": "KOR"}
    _add(made, "tax_entry", _at(day, 9), quantity, **more)
    where, what, from_day, litres = _SHORT
    is_first = not any(each.kind == "short_delivery" for each in made.losses)
    if is_first and (station.name, product) == (where, what) and day.day >= from_day:
        made.stock[where, what] -= litres
        made.losses.append(
            PlantedLoss("short_delivery", str(delivery["reference"]), where, what, day.isoformat(), litres)
        )


def _lose(made: Movements, day: date) -> None:
    on, product, litres = _LOST
    if day.day == on:
        made.stock[TERMINAL, product] -= litres
        made.losses.append(PlantedLoss("lost_before_tax", "", TERMINAL, product, day.isoformat(), litres))


def _dip(made: Movements, day: date) -> None:
    for (place, product), litres in made.stock.items():
        noise = 60.0 if place in (TERMINAL, INLAND) else 9.0
        closing = max(0, round(litres + float(made.rng.normal(0, noise))))
        made.dips.append({"day": day, "place": place, "product": product, "closing": closing})
