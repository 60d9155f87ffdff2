"""Places: where product lies, is loaded or is sold, with region and coordinates."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal, NewType, get_args

from petroverse.core.companies import CompanyId
from petroverse.core.errors import InputRefused

__all__ = ["PLACE_KINDS", "Coordinates", "Place", "PlaceId", "PlaceKind", "PlaceNotValid", "distance_km"]

PlaceId = NewType("PlaceId", str)

PlaceKind = Literal["terminal", "depot", "station", "customer", "border"]
"""Where ships discharge, where trucks load, where motorists buy, who uses bulk (a mine), where exports leave."""

PLACE_KINDS: Final[tuple[PlaceKind, ...]] = get_args(PlaceKind)

_EARTH_RADIUS_KM: Final = 6371.0088  # mean radius, IUGG 1980


class PlaceNotValid(InputRefused):
    """A place with an impossible position, an empty name or an unknown kind."""


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point on the earth, WGS 84.

    Attributes:
        latitude: Degrees north, -90 to 90.
        longitude: Degrees east, -180 to 180.

    Raises:
        PlaceNotValid: A value is outside its range or no number.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not -90 <= self.latitude <= 90:
            raise PlaceNotValid(f"latitude {self.latitude} is not on earth", where="latitude", fix="give -90 to 90")
        if not -180 <= self.longitude <= 180:
            raise PlaceNotValid(
                f"longitude {self.longitude} is not on earth", where="longitude", fix="give -180 to 180"
            )


@dataclass(frozen=True, slots=True)
class Place:
    """One terminal, depot, station, customer or border post.

    Attributes:
        id: Unique in its network.
        name: What a person reads.
        kind: See ``PlaceKind``.
        region: The region's name in the country pack; empty when unknown.
        coordinates: Where it lies; None when unknown.
        company: Who runs it; None when unknown.

    Raises:
        PlaceNotValid: The id or name is empty, or the kind unknown.
    """

    id: PlaceId
    name: str
    kind: PlaceKind
    region: str = ""
    coordinates: Coordinates | None = None
    company: CompanyId | None = None

    def __post_init__(self) -> None:
        if not self.id or not self.name.strip():
            raise PlaceNotValid(f"a place needs an id and a name, not {self.id!r}, {self.name!r}", fix="give both")
        if self.kind not in PLACE_KINDS:
            raise PlaceNotValid(
                f"place {self.id} has the kind {self.kind!r}", where="kind", fix=f"one of {', '.join(PLACE_KINDS)}"
            )


def distance_km(one: Coordinates, other: Coordinates) -> float:
    """The great-circle distance between two points, within 0.6 % of the true one.

    Source: haversine formula, R. W. Sinnott, Sky and Telescope 68 (1984) 159.

    Example:
        >>> round(distance_km(Coordinates(0, 0), Coordinates(0, 1)), 1)
        111.2
    """
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half_lat = (lat2 - lat1) / 2
    half_lon = math.radians(other.longitude - one.longitude) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))
