"""The network of Kestria: terminals, depots, stations, tanks, trucks and roads, as one object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from petroverse.core.companies import Company, CompanyId
from petroverse.core.network import Network, NetworkNotValid, Route, RouteId, Truck, TruckId
from petroverse.core.places import Coordinates, Place, PlaceId, PlaceKind, distance_km
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId, VerticalCylinder
from petroverse.sources.sample.country import DEPOTS, Depot

__all__ = ["STATIONS", "Station", "kestria_network", "supplier_of"]

TERMINAL: Final = "PORT ALMA OIL TERMINAL"
INLAND: Final = "CENTRAL RESERVE - MILLBRIDGE"
_WINDING: Final = 1.3
"""Road kilometres for one in a straight line."""
_SPEED_KM_H: Final = 45.0

_AT: Final = {
    "PORT ALMA": (4.62, 31.08),
    "ALMA AIRPORT": (4.71, 31.15),
    "REEDHAVEN": (4.35, 30.22),
    "MILLBRIDGE": (5.90, 30.84),
    "TARN": (7.44, 31.52),
}
"""Degrees north and east of the towns, in an ocean where nobody lives."""


@dataclass(frozen=True, slots=True)
class Station:
    """A filling station: its name, region, place, who runs it, and what it sells on a usual day, litres."""

    name: str
    region: str
    at: tuple[float, float]
    company: str
    gasoline_l: float
    gasoil_l: float


STATIONS: Final = (
    Station("PORT ALMA QUAY", "Harbour Coast", (4.64, 31.06), "TOTAL TIDE FUELS LIMITED", 9_800, 7_200),
    Station("ALMA RING ROAD", "Harbour Coast", (4.69, 31.12), "ALDER ROAD FUELS LIMITED", 12_400, 8_900),
    Station("ALMA NORTH GATE", "Harbour Coast", (4.78, 31.10), "PEREGRINE FUELS LIMITED", 8_600, 6_100),
    Station("REEDHAVEN MARKET", "Lower Delta", (4.36, 30.25), "SEABRIGHT ENERGY PLC", 7_300, 5_900),
    Station("REEDHAVEN FERRY", "Lower Delta", (4.31, 30.19), "KITESWAY ENERGY PLC", 5_400, 4_800),
    Station("SLUICE CROSSING", "Upper Delta", (5.02, 30.31), "TOTAL TIDE FUELS LIMITED", 4_900, 5_300),
    Station("MILLBRIDGE CENTRE", "Midlands", (5.91, 30.86), "WINDROSE PETROLEUM LIMITED", 8_100, 8_400),
    Station("MILLBRIDGE SOUTH", "Midlands", (5.84, 30.82), "NORTHWAY PETROLEUM LIMITED", 6_200, 6_600),
    Station("GRANGE JUNCTION", "Midlands", (5.66, 31.02), "YARROW ENERGY LIMITED", 4_300, 5_700),
    Station("LAKEHEAD", "Lakes", (6.31, 30.20), "ALDER ROAD FUELS LIMITED", 5_100, 4_600),
)


def supplier_of(station: Station) -> str:
    """The depot that serves a station: the inland one for the middle of the country, else the port."""
    return INLAND if station.region in ("Midlands", "Lakes") else TERMINAL


def kestria_network() -> Network:
    """The network that the sample's movements happen on."""
    companies = sorted({each.company for each in STATIONS})
    places = (*(_depot_place(each) for each in DEPOTS), *(_station_place(each) for each in STATIONS))
    return Network(
        places=places,
        companies=(
            *(Company(CompanyId(name), name, "omc") for name in companies),
            Company(CompanyId("SAMPLE HAULAGE"), "SAMPLE HAULAGE", "carrier"),
        ),
        tanks=(*_depot_tanks(), *_station_tanks()),
        trucks=tuple(_truck(number) for number in range(1, 9)),
        routes=_routes(places),
    )


def _depot_place(depot: Depot) -> Place:
    latitude, longitude = _AT[depot.zone]
    kind: PlaceKind = "terminal" if depot.zone in ("PORT ALMA", "REEDHAVEN") else "depot"
    return Place(PlaceId(depot.name), depot.name, kind, depot.region, Coordinates(latitude, longitude))


def _station_place(station: Station) -> Place:
    return Place(
        PlaceId(station.name),
        station.name,
        "station",
        station.region,
        Coordinates(*station.at),
        CompanyId(station.company),
    )


def _depot_tanks() -> tuple[Tank, ...]:
    tanks = []
    for depot in DEPOTS:
        for code, capacity in depot.tanks_m3:
            litres = capacity * 1000.0
            diameter = (4 * capacity / 3.1416 / 14) ** 0.5
            tank = TankId(f"{depot.name}/{code}")
            shape = VerticalCylinder(round(diameter, 2), 14.0)
            tanks.append(Tank(tank, PlaceId(depot.name), code, shape, litres, litres * 0.95, litres * 0.03))
    return tuple(tanks)


def _station_tanks() -> tuple[Tank, ...]:
    return tuple(
        Tank(
            TankId(f"{station.name}/{code}"),
            PlaceId(station.name),
            code,
            HorizontalCylinder(2.8, 9.75),
            60_000.0,
            57_000.0,
            1_500.0,
        )
        for station in STATIONS
        for code in ("gasoline", "gasoil")
    )


def _truck(number: int) -> Truck:
    compartments = (9_000.0, 9_000.0, 9_000.0) if number % 2 else (9_000.0, 6_000.0, 6_000.0, 6_000.0)
    return Truck(TruckId(f"SMP-{number:03d}"), compartments, CompanyId("SAMPLE HAULAGE"))


def _routes(places: tuple[Place, ...]) -> tuple[Route, ...]:
    where = {each.id: each for each in places}
    pairs = [(TERMINAL, INLAND), *((supplier_of(each), each.name) for each in STATIONS)]
    return tuple(_route(where[PlaceId(origin)], where[PlaceId(end)]) for origin, end in pairs)


def _route(origin: Place, end: Place) -> Route:
    if origin.coordinates is None or end.coordinates is None:
        raise NetworkNotValid(f"{origin.id} or {end.id} has no coordinates", fix="place it on the map")
    km = max(1.0, round(distance_km(origin.coordinates, end.coordinates) * _WINDING, 1))
    return Route(RouteId(f"{origin.id} - {end.id}"), origin.id, end.id, km, round(km / _SPEED_KM_H + 0.2, 2))
