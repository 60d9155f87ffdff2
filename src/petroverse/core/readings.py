"""Readings of tank gauges and meters, each with a quality, for bad data is data; and what a whole site told at once.

A site's readings travel as one message: ``to_body`` and ``from_body`` are print and parse of its body.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Final, Literal, TypeVar, get_args

from petroverse.core.devices import MeterId
from petroverse.core.errors import InputRefused
from petroverse.core.places import PlaceId
from petroverse.core.tanks import TankId

__all__ = [
    "QUALITIES",
    "READINGS",
    "Drop",
    "MeterReading",
    "Quality",
    "Reading",
    "ReadingNotValid",
    "SiteReadings",
    "from_body",
    "to_body",
]

READINGS: Final = "readings/1"
"""The kind of a message whose body is a site's readings."""

Quality = Literal["good", "stuck", "spike", "gap", "out_of_range", "water"]
"""Why a reading may not be trusted: it repeats, it jumps, nothing came, it cannot be, or water stands too high."""

QUALITIES: Final[tuple[Quality, ...]] = get_args(Quality)

_LONGEST_ID: Final = 128

Row = TypeVar("Row")


class ReadingNotValid(InputRefused):
    """A reading without an instant, with a quality that does not exist, or with a number that is none."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a gauge saw in one tank at one instant.

    Attributes:
        tank: The tank.
        at: When, zoned; kept as UTC.
        level_m: Height of product and water, metres; None when the gauge gave none.
        temp_c: Product temperature; None when not measured.
        water_m: Height of water at the bottom, metres; None when not measured.
        quality: See ``Quality``; a value outside the tank is marked, not refused.
        gauge_volume_l: The observed volume that the gauge itself made of the height, by its own chart; None when it
            told none. It is kept beside ours, and what they differ by tells of a wrong chart.

    Raises:
        ReadingNotValid: The instant has no zone, the quality is unknown, or a number is not finite.
    """

    tank: TankId
    at: datetime
    level_m: float | None
    temp_c: float | None = None
    water_m: float | None = None
    quality: Quality = "good"
    gauge_volume_l: float | None = None

    def __post_init__(self) -> None:
        if self.quality not in QUALITIES:
            raise ReadingNotValid(
                f"{self.quality!r} is not a quality", where="quality", fix=f"one of {', '.join(QUALITIES)}"
            )
        _check_numbers(self, "level_m", "temp_c", "water_m", "gauge_volume_l")
        object.__setattr__(self, "at", _utc(self.at))

    @property
    def is_good(self) -> bool:
        """Whether the values may be used as they are."""
        return self.quality == "good"


@dataclass(frozen=True, slots=True)
class MeterReading:
    """What a totaliser stood at.

    Attributes:
        meter: The meter.
        at: When, zoned; kept as UTC.
        total_l: Litres that it has counted since it was made or last set back; 0 or more.

    Raises:
        ReadingNotValid: The instant has no zone, or the total is negative or not finite.
    """

    meter: MeterId
    at: datetime
    total_l: float

    def __post_init__(self) -> None:
        _check_numbers(self, "total_l")
        if self.total_l < 0:
            raise ReadingNotValid(f"a total of {self.total_l} L", where="total_l", fix="give 0 or more")
        object.__setattr__(self, "at", _utc(self.at))


@dataclass(frozen=True, slots=True)
class Drop:
    """A delivery as the gauge itself found it: a truck dropped into a tank.

    Attributes:
        tank: The tank.
        started_at: When the level began to rise, zoned; kept as UTC.
        ended_at: When it had ended, not before it started.
        before_l: Observed volume before.
        after_l: Observed volume after; what pumps sold meanwhile is not in it.

    Raises:
        ReadingNotValid: An instant has no zone, it ends before it starts, or a volume is not finite.
    """

    tank: TankId
    started_at: datetime
    ended_at: datetime
    before_l: float
    after_l: float

    def __post_init__(self) -> None:
        _check_numbers(self, "before_l", "after_l")
        for name in ("started_at", "ended_at"):
            object.__setattr__(self, name, _utc(getattr(self, name)))
        if self.ended_at < self.started_at:
            raise ReadingNotValid("a drop ends before it starts", where="ended_at", fix="check the gauge's clock")


@dataclass(frozen=True, slots=True)
class SiteReadings:
    """What one site told at once.

    Attributes:
        place: The depot or station.
        readings: Of its tanks, in the gauge's order.
        meters: Of its meters.
        drops: Deliveries that its gauge found.
    """

    place: PlaceId
    readings: tuple[Reading, ...] = ()
    meters: tuple[MeterReading, ...] = ()
    drops: tuple[Drop, ...] = ()


def to_body(site: SiteReadings) -> dict[str, Any]:
    """A site's readings as the body of a ``READINGS`` message: JSON values, what is None left out.

    Example:
        >>> at = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)
        >>> site = SiteReadings(PlaceId("S7"), (Reading(TankId("S7/1"), at, 1.25, temp_c=29.5),))
        >>> to_body(site)["readings"]
        [{'tank': 'S7/1', 'at': '2024-03-01T06:30:00+00:00', 'level_m': 1.25, 'temp_c': 29.5, 'quality': 'good'}]
        >>> from_body(to_body(site)) == site
        True
    """
    body: dict[str, Any] = {"place": site.place}
    for name in _ROWS:
        if rows := getattr(site, name):
            body[name] = [_plain(each) for each in rows]
    return body


def from_body(body: Mapping[str, Any]) -> SiteReadings:
    """Reads what ``to_body`` wrote.

    Raises:
        ReadingNotValid: Says which row has what wrong with it.
    """
    place = body.get("place")
    unknown = set(body) - {"place", *_ROWS}
    if unknown or not (isinstance(place, str) and place):
        fix = f"give place, and rows of {', '.join(_ROWS)}"
        raise ReadingNotValid(f"a site's readings have {sorted(body)}", where="body", fix=fix)
    rows = {name: _rows(kind, name, body.get(name, [])) for name, kind in _ROWS.items()}
    return SiteReadings(place=PlaceId(place), **rows)  # type: ignore[arg-type]  # each name has its kind, by _ROWS


_ROWS: Final[Mapping[str, type[Reading | MeterReading | Drop]]] = {
    "readings": Reading,
    "meters": MeterReading,
    "drops": Drop,
}

_NAMES: Final[Mapping[type, Mapping[str, None]]] = {
    kind: dict.fromkeys(each.name for each in fields(kind)) for kind in _ROWS.values()
}
"""The fields of each kind of row, in their order."""

_INSTANTS: Final[Mapping[type, tuple[str, ...]]] = {
    kind: tuple(name for name in names if name.endswith("at")) for kind, names in _NAMES.items()
}


def _plain(row: Reading | MeterReading | Drop) -> dict[str, Any]:
    told = {name: value for name in _NAMES[type(row)] if (value := getattr(row, name)) is not None}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in told.items()}


def _rows(kind: type[Row], name: str, rows: object) -> tuple[Row, ...]:
    if not isinstance(rows, list):
        raise ReadingNotValid(f"{name} is no list", where=name, fix="give a list of rows")
    return tuple(_row(kind, f"{name} row {number}", each) for number, each in enumerate(rows, 1))


def _row(kind: type[Row], where: str, row: object) -> Row:
    names = _NAMES[kind]
    if not isinstance(row, dict) or not row.keys() <= names.keys():
        raise ReadingNotValid(f"a row is {str(row)[:80]}", where=where, fix=f"give {', '.join(names)}")
    whose = row.get("tank", row.get("meter"))
    if not (isinstance(whose, str) and 0 < len(whose) <= _LONGEST_ID):
        raise ReadingNotValid(f"a row is of {str(whose)[:80]!r}", where=where, fix="name its tank or meter")
    try:
        stamps = {name: datetime.fromisoformat(row[name]) for name in _INSTANTS[kind] if name in row}
        blank = _BLANK if kind is Reading else {}
        return kind(**{**blank, **row, **stamps})
    except ReadingNotValid as fault:
        raise ReadingNotValid(fault.what, where=f"{where}, {fault.where}", fix=fault.fix) from None
    except (TypeError, ValueError) as fault:
        raise ReadingNotValid(f"a row is not whole: {fault}", where=where, fix=f"give {', '.join(names)}") from fault


_BLANK: Final = {"level_m": None}


def _utc(at: datetime) -> datetime:
    if at.tzinfo is UTC:
        return at
    if at.tzinfo is None:
        raise ReadingNotValid(f"{at.isoformat()} has no time zone", where="at", fix="add one, such as Z")
    return at.astimezone(UTC)


def _check_numbers(row: object, *names: str) -> None:
    for name in names:
        value = getattr(row, name)
        if value is None or (type(value) is float and math.isfinite(value)):
            continue
        is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not is_number:
            raise ReadingNotValid(f"{value!r} is no number", where=name, fix="give a finite number, or leave it out")
