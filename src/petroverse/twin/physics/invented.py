"""An invented network: depots, stations, tanks, meters, gauges, trucks and roads, of no country and nobody's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from petroverse.core.companies import Company, CompanyId
from petroverse.core.devices import Gauge, GaugeId, Meter, MeterId
from petroverse.core.errors import InputRefused
from petroverse.core.network import Network, Route, RouteId, Truck, TruckId
from petroverse.core.places import Coordinates, Place, PlaceId, distance_km
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId, VerticalCylinder

__all__ = ["INVENTED_REGIONS", "Bounds", "NetworkNotInvented", "invented_network"]


class NetworkNotInvented(InputRefused):
    """Fewer than one station or region was asked for, or bounds that enclose nothing."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box on the map, degrees; places are put into it by chance.

    Raises:
        NetworkNotInvented: It encloses nothing.
    """

    south: float
    west: float
    north: float
    east: float

    def __post_init__(self) -> None:
        if not (self.south < self.north and self.west < self.east):
            raise NetworkNotInvented(f"bounds {self} enclose nothing", fix="give south < north and west < east")


INVENTED_REGIONS: Final[Mapping[str, Bounds]] = {
    "Coast": Bounds(-41.0, -121.0, -40.0, -119.0),
    "Plain": Bounds(-40.0, -121.0, -39.0, -119.0),
    "Hills": Bounds(-39.0, -121.0, -38.0, -119.0),
}
"""Regions in an ocean where nobody lives."""

_SIZES: Final = ((2.0, 5.0), (2.4, 5.1), (2.5, 6.2), (2.5, 9.4))
"""Diameter and length, metres, of lying tanks near the usual 15, 23, 30 and 45 m3."""

_TRUCKS: Final = ((9000.0, 9000.0, 9000.0, 9000.0), (6000.0, 9000.0, 9000.0, 9000.0), (5000.0, 4500.0, 4500.0, 4500.0))
_PRODUCTS: Final = (("gasoline", "gasoil"), ("gasoline", "gasoil", "kerosene"), ("gasoline", "gasoline", "gasoil"),
    ("gasoline", "gasoline", "gasoil", "kerosene"), ("gasoline", "gasoil", "gasoil", "kerosene"))  # fmt: skip
_PROTOCOLS: Final = ("veeder_root", "modbus", "mqtt")
_STATIONS_PER_DEPOT: Final = 60
_STATIONS_PER_TRUCK: Final = 4
_SAFE_SHARE: Final = 0.95
_DEAD_SHARE: Final = 0.03
_WINDING: Final = 1.3
_SPEED_KM_H: Final = 45.0
"""Invented, but for the safe fill: a drop must stop at 95 % of a tank's capacity (US 40 CFR 280.20(c))."""

_FIRST = ("Ash", "Birch", "Cedar", "Drift", "Elder", "Fern", "Gale", "Heron", "Iron", "Juniper", "Kite", "Linden",
    "Marl", "North", "Osprey", "Pine", "Quarry", "Rowan", "Salt", "Thorn", "Vale", "Willow")  # fmt: skip
_SECOND = ("bridge", "bury", "cross", "dale", "field", "ford", "gate", "haven", "hill", "mere", "moor", "port",
    "ridge", "side", "stead", "wick")  # fmt: skip
_OWNERS: Final = tuple(
    Company(CompanyId(f"sim-{word.lower()}"), f"{word} Fuels (simulated)", "omc")
    for word in ("Example", "Sample", "Invented", "Imaginary")
)
_CARRIER: Final = Company(CompanyId("sim-haulage"), "Example Haulage (simulated)", "carrier")


def invented_network(stations: int, seed: int, regions: Mapping[str, Bounds] = INVENTED_REGIONS) -> Network:
    """A plausible network, the same for the same seed.

    A station has two to four tanks and four to eight meters; of two tanks of one product at a station, one alone has
    meters: they share their lines. Each depot and station has one gauge, by turns of each protocol, at an address
    that cannot exist (RFC 2606): whoever starts its device gives it the device's own.

    Args:
        stations: How many, 1 or more.
        seed: Where everything lies and how large it is.
        regions: Name → where its places may lie.

    Raises:
        NetworkNotInvented: There is no station or no region to invent.

    Example:
        >>> made = invented_network(3, seed=7)
        >>> len(made.places_of("station")), made == invented_network(3, seed=7)
        (3, True)
    """
    if stations < 1 or not regions:
        raise NetworkNotInvented(f"{stations} stations in {len(regions)} regions", fix="give one or more of each")
    rng = np.random.default_rng(seed)
    depots = _depots(max(1, round(stations / _STATIONS_PER_DEPOT)), regions, rng)
    outlets = _stations(stations, regions, rng)
    tanks = tuple(tank for place in outlets for tank in _tanks(place, rng))
    standing = {place.id: [each for each in tanks if each.place == place.id] for place in outlets}
    meters = tuple(meter for place in outlets for meter in _meters(standing[place.id], rng))
    of_depots = tuple(tank for place in depots for tank in _depot_tanks(place, stations / len(depots)))
    return Network(
        places=(*depots, *outlets),
        companies=(*_OWNERS, _CARRIER),
        tanks=(*of_depots, *tanks),
        trucks=_trucks(stations, rng),
        routes=_routes(depots, outlets),
        meters=meters,
        gauges=_gauges((*depots, *outlets), (*of_depots, *tanks), meters),
    )


def _somewhere(regions: Mapping[str, Bounds], number: int, rng: np.random.Generator) -> tuple[str, Coordinates]:
    region = list(regions)[number % len(regions)]
    box = regions[region]
    where = Coordinates(round(rng.uniform(box.south, box.north), 5), round(rng.uniform(box.west, box.east), 5))
    return region, where


def _depots(count: int, regions: Mapping[str, Bounds], rng: np.random.Generator) -> tuple[Place, ...]:
    made = []
    for number in range(count):
        region, where = _somewhere(regions, number, rng)
        made.append(
            Place(PlaceId(f"D{number + 1}"), f"{region} depot {number + 1} (simulated)", "depot", region, where)
        )
    return tuple(made)


def _stations(count: int, regions: Mapping[str, Bounds], rng: np.random.Generator) -> tuple[Place, ...]:
    names = [f"{first}{second}" for second in _SECOND for first in _FIRST]
    order, made = rng.permutation(len(names)), []
    for number in range(count):
        region, where = _somewhere(regions, number, rng)
        again = f" {number // len(names) + 1}" if number >= len(names) else ""
        name = f"{names[order[number % len(names)]]}{again} (simulated)"
        owner = _OWNERS[int(rng.integers(len(_OWNERS)))].id
        made.append(Place(PlaceId(f"S{number + 1:03d}"), name, "station", region, where, owner))
    return tuple(made)


def _tanks(place: Place, rng: np.random.Generator) -> tuple[Tank, ...]:
    products = _PRODUCTS[int(rng.integers(len(_PRODUCTS)))]
    sizes = {each: _SIZES[int(rng.integers(len(_SIZES)))] for each in dict.fromkeys(products)}
    return tuple(_tank(f"{place.id}/T{n}", place, product, sizes[product]) for n, product in enumerate(products, 1))


def _tank(name: str, place: Place, product: str, size: tuple[float, float]) -> Tank:
    diameter, length = size
    full = float(np.floor(np.pi / 4 * diameter**2 * length * 1000))
    shape = HorizontalCylinder(diameter, length)
    return Tank(TankId(name), place.id, product, shape, full, round(full * _SAFE_SHARE), round(full * _DEAD_SHARE))


def _depot_tanks(place: Place, stations: float) -> tuple[Tank, ...]:
    height = 12.0
    wanted = {"gasoline": 40.0, "gasoil": 40.0, "kerosene": 15.0}
    made = []
    for product, m3_a_station in wanted.items():
        diameter = round(float(np.sqrt(4 * max(300.0, m3_a_station * stations) / np.pi / height)), 2)
        full = float(np.floor(np.pi / 4 * diameter**2 * height * 1000))
        shape = VerticalCylinder(diameter, height)
        tank = TankId(f"{place.id}/{product}")
        made.append(Tank(tank, place.id, product, shape, full, round(full * _SAFE_SHARE), round(full * _DEAD_SHARE)))
    return tuple(made)


def _meters(tanks: list[Tank], rng: np.random.Generator) -> tuple[Meter, ...]:
    """Four to eight, by turns of each product; the first tank of a product has them all."""
    first = list({tank.product: tank for tank in reversed(tanks)}.values())[::-1]
    drawn = sorted((first[n % len(first)] for n in range(int(rng.integers(4, 9)))), key=tanks.index)
    return tuple(Meter(MeterId(f"{tank.place}/N{n}"), tank.place, tank.id) for n, tank in enumerate(drawn, 1))


def _trucks(stations: int, rng: np.random.Generator) -> tuple[Truck, ...]:
    count = 1 + -(-stations // _STATIONS_PER_TRUCK)
    kinds = rng.integers(len(_TRUCKS), size=count)
    return tuple(Truck(TruckId(f"SIM-{n:03d}"), _TRUCKS[kind], _CARRIER.id) for n, kind in enumerate(kinds.tolist(), 1))


def _routes(depots: tuple[Place, ...], outlets: tuple[Place, ...]) -> tuple[Route, ...]:
    made = []
    for depot in depots:
        for place in outlets:
            km = _WINDING * max(1.0, distance_km(_where(depot), _where(place)))
            way = RouteId(f"{depot.id}-{place.id}")
            made.append(Route(way, depot.id, place.id, round(km, 1), round(0.25 + km / _SPEED_KM_H, 2)))
    return tuple(made)


def _where(place: Place) -> Coordinates:
    assert place.coordinates is not None
    return place.coordinates


def _gauges(places: tuple[Place, ...], tanks: tuple[Tank, ...], meters: tuple[Meter, ...]) -> tuple[Gauge, ...]:
    tanks_at: dict[PlaceId, list[TankId]] = {}
    meters_at: dict[PlaceId, list[MeterId]] = {}
    for tank in tanks:
        tanks_at.setdefault(tank.place, []).append(tank.id)
    for meter in meters:
        meters_at.setdefault(meter.place, []).append(meter.id)
    return tuple(
        Gauge(
            id=GaugeId(f"G-{place.id}"),
            place=place.id,
            protocol=_PROTOCOLS[number % len(_PROTOCOLS)],
            address=f"{place.id.lower()}.gauges.invalid:1",
            tanks={str(n): each for n, each in enumerate(tanks_at[place.id], 1)},
            meters={str(n): each for n, each in enumerate(meters_at.get(place.id, ()), 1)},
        )
        for number, place in enumerate(places)
    )
