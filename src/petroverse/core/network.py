"""The network: places, tanks, meters, gauges, trucks and routes as one object, checked when it is made.

The scene draws it, the twin moves it, the simulator makes a market from it, the decision engine acts on it. It is
plain data: ``to_plain`` and ``from_plain`` carry it through JSON, TOML or a database column and back unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any, Final, NewType, TypeVar

from petroverse.core.companies import Company, CompanyId
from petroverse.core.devices import Gauge, Meter
from petroverse.core.errors import InputRefused, NotFound
from petroverse.core.places import Coordinates, Place, PlaceId, PlaceKind
from petroverse.core.tanks import HorizontalCylinder, Strapping, StrappingTable, Tank, TankId, VerticalCylinder

__all__ = ["Network", "NetworkNotValid", "Route", "RouteId", "Truck", "TruckId", "from_plain", "to_plain"]

TruckId = NewType("TruckId", str)
RouteId = NewType("RouteId", str)
Id = TypeVar("Id", bound=Hashable)
Row = TypeVar("Row")


class NetworkNotValid(InputRefused):
    """A network that contradicts itself: an id met twice, a tank at no place, a route to nowhere."""


@dataclass(frozen=True, slots=True)
class Truck:
    """A bulk road vehicle (BRV).

    Attributes:
        id: Its number plate or fleet number; unique in its network.
        compartments_l: Capacity of each compartment, litres, front to back; each carries one product at a time.
        carrier: Who owns it; None when unknown.

    Raises:
        NetworkNotValid: It has no compartment, or one without room.
    """

    id: TruckId
    compartments_l: tuple[float, ...]
    carrier: CompanyId | None = None

    def __post_init__(self) -> None:
        if not self.compartments_l or not all(each > 0 for each in self.compartments_l):
            raise NetworkNotValid(
                f"truck {self.id} has the compartments {self.compartments_l}",
                where="compartments_l",
                fix="give each compartment's litres, above zero",
            )

    @property
    def capacity_l(self) -> float:
        """What it carries when every compartment is full, litres."""
        return sum(self.compartments_l)


@dataclass(frozen=True, slots=True)
class Route:
    """A road from one place to another, one way.

    Attributes:
        id: Unique in its network.
        origin: Where trucks start.
        destination: Where they arrive; not the origin.
        length_km: Road length, above zero.
        drive_h: Usual driving time, hours, above zero.

    Raises:
        NetworkNotValid: It leads back to its origin, or has no length or time.
    """

    id: RouteId
    origin: PlaceId
    destination: PlaceId
    length_km: float
    drive_h: float

    def __post_init__(self) -> None:
        if self.origin == self.destination:
            raise NetworkNotValid(f"route {self.id} leads from {self.origin} to itself", fix="name two places")
        if not (self.length_km > 0 and self.drive_h > 0):
            raise NetworkNotValid(
                f"route {self.id} is {self.length_km} km and {self.drive_h} h long", fix="give both above zero"
            )


@dataclass(frozen=True)
class Network:
    """Everything that stands and moves, each id met once and each reference leading somewhere.

    Raises:
        NetworkNotValid: An id is met twice, or something refers to a place or company that is not here.

    Example:
        >>> depot = Place(PlaceId("D1"), "North depot", "depot")
        >>> Network(places=(depot,)).place(PlaceId("D1")).name
        'North depot'
    """

    places: tuple[Place, ...] = ()
    companies: tuple[Company, ...] = ()
    tanks: tuple[Tank, ...] = ()
    trucks: tuple[Truck, ...] = ()
    routes: tuple[Route, ...] = ()
    meters: tuple[Meter, ...] = ()
    gauges: tuple[Gauge, ...] = ()

    def __post_init__(self) -> None:
        places = _unique("place", (each.id for each in self.places))
        companies = _unique("company", (each.id for each in self.companies))
        tanks = _unique("tank", (each.id for each in self.tanks))
        meters = _unique("meter", (each.id for each in self.meters))
        _unique("truck", (each.id for each in self.trucks))
        _unique("route", (each.id for each in self.routes))
        _unique("gauge", (each.id for each in self.gauges))
        for place in self.places:
            _known(f"place {place.id}", "company", place.company, companies)
        for tank in self.tanks:
            _known(f"tank {tank.id}", "place", tank.place, places)
        for truck in self.trucks:
            _known(f"truck {truck.id}", "carrier", truck.carrier, companies)
        for route in self.routes:
            _known(f"route {route.id}", "origin", route.origin, places)
            _known(f"route {route.id}", "destination", route.destination, places)
        for meter in self.meters:
            _known(f"meter {meter.id}", "place", meter.place, places)
            _known(f"meter {meter.id}", "tank", meter.tank, tanks)
        for gauge in self.gauges:
            _known(f"gauge {gauge.id}", "place", gauge.place, places)
            for tank_id in gauge.tanks.values():
                _known(f"gauge {gauge.id}", "tanks", tank_id, tanks)
            for meter_id in gauge.meters.values():
                _known(f"gauge {gauge.id}", "meters", meter_id, meters)

    def place(self, id: PlaceId) -> Place:  # noqa: A002 - the trade's word for it
        """The place with this id.

        Raises:
            NotFound: There is none.
        """
        return _found("place", self._places, id)

    def tank(self, id: TankId) -> Tank:  # noqa: A002
        """The tank with this id.

        Raises:
            NotFound: There is none.
        """
        return _found("tank", self._tanks, id)

    def places_of(self, kind: PlaceKind) -> tuple[Place, ...]:
        """The places of one kind, in the network's order."""
        return tuple(each for each in self.places if each.kind == kind)

    def tanks_at(self, place: PlaceId) -> tuple[Tank, ...]:
        """The tanks at one place, in the network's order."""
        return self._tanks_at.get(place, ())

    def meters_at(self, place: PlaceId) -> tuple[Meter, ...]:
        """The meters at one place, in the network's order."""
        return self._meters_at.get(place, ())

    def routes_from(self, place: PlaceId) -> tuple[Route, ...]:
        """The routes that start at one place, in the network's order."""
        return self._routes_from.get(place, ())

    @cached_property
    def _places(self) -> dict[PlaceId, Place]:
        return {each.id: each for each in self.places}

    @cached_property
    def _tanks(self) -> dict[TankId, Tank]:
        return {each.id: each for each in self.tanks}

    @cached_property
    def _tanks_at(self) -> dict[PlaceId, tuple[Tank, ...]]:
        return _grouped(self.tanks, lambda tank: tank.place)

    @cached_property
    def _meters_at(self) -> dict[PlaceId, tuple[Meter, ...]]:
        return _grouped(self.meters, lambda meter: meter.place)

    @cached_property
    def _routes_from(self) -> dict[PlaceId, tuple[Route, ...]]:
        return _grouped(self.routes, lambda route: route.origin)


def _found(kind: str, known: Mapping[Id, Row], id: Id) -> Row:  # noqa: A002
    try:
        return known[id]
    except KeyError:
        raise NotFound(f"no {kind} has the id {id!r}", fix=f"ask the network for its {kind}s") from None


def _grouped(rows: Iterable[Row], key: Callable[[Row], Id]) -> dict[Id, tuple[Row, ...]]:
    groups: dict[Id, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {each: tuple(members) for each, members in groups.items()}


def _unique(kind: str, ids: Iterable[Hashable]) -> set[Hashable]:
    seen: set[Hashable] = set()
    for each in ids:
        if each in seen:
            raise NetworkNotValid(f"the {kind} id {each!r} is met twice", fix=f"give each {kind} its own id")
        seen.add(each)
    return seen


def _known(whose: str, field: str, id: Hashable, known: set[Hashable]) -> None:  # noqa: A002
    if id is not None and id not in known:
        raise NetworkNotValid(
            f"{whose} refers to {id!r}, which is not in the network", where=field, fix="add it, or mend the reference"
        )


_SHAPES: Final[dict[str, type[HorizontalCylinder | VerticalCylinder]]] = {
    "horizontal_cylinder": HorizontalCylinder,
    "vertical_cylinder": VerticalCylinder,
}


def to_plain(network: Network) -> dict[str, Any]:
    """The network as dicts, lists, texts and numbers; ``from_plain`` gives the same network back."""
    plain = asdict(network)
    for tank, mapped in zip(network.tanks, plain["tanks"], strict=True):
        mapped["strapping"] = _strapping_to_plain(tank.strapping)
    return {kind: list(rows) for kind, rows in plain.items()}


def from_plain(plain: Mapping[str, Any]) -> Network:
    """Reads a network that ``to_plain`` (or a person, in TOML or JSON) wrote.

    Raises:
        NetworkNotValid: A key is missing or unknown, or the network contradicts itself.
    """
    kinds = [each.name for each in fields(Network)]
    if unknown := set(plain) - set(kinds):
        raise NetworkNotValid(f"a network has no {sorted(unknown)}", fix=", ".join(kinds))
    try:
        return Network(
            places=tuple(_place(each) for each in plain.get("places", ())),
            companies=tuple(Company(**each) for each in plain.get("companies", ())),
            tanks=tuple(
                Tank(**{**each, "strapping": _strapping(each["strapping"])}) for each in plain.get("tanks", ())
            ),
            trucks=tuple(
                Truck(**{**each, "compartments_l": tuple(each["compartments_l"])}) for each in plain.get("trucks", ())
            ),
            routes=tuple(Route(**each) for each in plain.get("routes", ())),
            meters=tuple(Meter(**each) for each in plain.get("meters", ())),
            gauges=tuple(Gauge(**each) for each in plain.get("gauges", ())),
        )
    except (KeyError, TypeError) as fault:
        raise NetworkNotValid(f"a row has a missing or unknown key: {fault}", fix="see core.network") from fault


def _place(row: Mapping[str, Any]) -> Place:
    where = row.get("coordinates")
    return Place(**{**row, "coordinates": Coordinates(**where) if where else None})


def _strapping_to_plain(strapping: Strapping) -> dict[str, Any]:
    if isinstance(strapping, StrappingTable):
        return {"kind": "table", "level_m": list(strapping.level_m), "volume_l": list(strapping.volume_l)}
    kind = next(name for name, shape in _SHAPES.items() if isinstance(strapping, shape))
    return {"kind": kind, **asdict(strapping)}


def _strapping(row: Mapping[str, Any]) -> Strapping:
    sizes: dict[str, Sequence[float] | float] = {key: value for key, value in row.items() if key != "kind"}
    if row["kind"] == "table":
        return StrappingTable(level_m=tuple(row["level_m"]), volume_l=tuple(row["volume_l"]))
    if row["kind"] not in _SHAPES:
        raise NetworkNotValid(f"{row['kind']!r} is no strapping", where="kind", fix=f"table, {', '.join(_SHAPES)}")
    return _SHAPES[row["kind"]](**sizes)  # type: ignore[arg-type]
