"""What the history of readings answers: the latest state of tanks, and a tank over time in as many points as wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from petroverse.core.errors import InputRefused
from petroverse.core.readings import QUALITIES, Drop, MeterReading
from petroverse.core.roles import UnitOfWork
from petroverse.database.rollups import GRAINS

__all__ = [
    "Grain",
    "LatestReading",
    "Series",
    "SpanEmpty",
    "latest_state",
    "newest_reading_at",
    "read_drops",
    "read_meters",
    "read_series",
    "sampled_meters",
    "tells_anything",
]

Grain = Literal["reading", "minute", "hour", "day", "days"]
"""How fine a series is; ``days`` are several at a time."""

_SHORT: Final = timedelta(days=2)

POINTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("level_m", "level_min_m", "level_max_m", "level_first_m", "level_last_m"), "level_m"),
    **dict.fromkeys(
        ("volume_l", "volume_min_l", "volume_max_l", "volume_first_l", "volume_last_l"), "observed_volume_l"
    ),
}
"""A series' figures, each with what it is of a single reading."""


class SpanEmpty(InputRefused):
    """A span that ends before it begins, or no points wanted."""


@dataclass(frozen=True, slots=True)
class LatestReading:
    """What was told last of a tank.

    Attributes:
        tank: The tank.
        place: The site that told it.
        at: When the gauge saw it, UTC.
        level_m: Height of product and water, metres.
        temp_c: Product temperature.
        water_m: Height of water, metres.
        gauge_volume_l: The gauge's own observed litres.
        observed_volume_l: Ours, by the strapping.
        standard_volume_l: At 15 °C.
        quality: Whether it may be used.
        known_at: When it was told, UTC.
    """

    tank: str
    place: str
    at: datetime
    level_m: float | None
    temp_c: float | None
    water_m: float | None
    gauge_volume_l: float | None
    observed_volume_l: float | None
    standard_volume_l: float | None
    quality: str
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Series:
    """A tank over time.

    Attributes:
        grain: How fine it is.
        points: In order of time. Each has ``at`` (of a bucket: its start, UTC), the ``readings`` in it, how many of
            each quality, and of good readings the figures of ``POINTS``: mean, least, greatest, first and last level
            and observed volume; None where there is none. A single reading has its own, whatever its quality.
    """

    grain: Grain
    points: tuple[Mapping[str, Any], ...]


_LATEST: Final = ", ".join(LatestReading.__dataclass_fields__)


def latest_state(
    unit: UnitOfWork,
    tanks: Sequence[str] | None = None,
    *,
    place: str = "",
    after: str = "",
    limit: int | None = None,
    since: datetime | None = None,
) -> tuple[LatestReading, ...]:
    """The latest reading of each tank, by the tank's id.

    Args:
        unit: The transaction to read in.
        tanks: Of these, and of all tanks of a site called so; of all where None.
        place: Only what this site told; every one where empty.
        after: Only of tanks whose id comes later.
        limit: At most so many; all where None.
        since: Only what was taken in later than this.
    """
    named = None if tanks is None else list(tanks)
    rows = unit.rows(
        f"select {_LATEST} from latest_readings where organisation = app_organisation() "
        "and (%s::text[] is null or tank = any(%s::text[]) or place = any(%s::text[])) and %s in ('', place) "
        "and tank collate \"C\" > %s and recorded_at > coalesce(%s, '-infinity'::timestamptz) "
        'order by tank collate "C" limit %s',
        [named, named, named, place, after, since, limit],
    )
    for row in rows:
        row["at"], row["known_at"] = row["at"].astimezone(UTC), row["known_at"].astimezone(UTC)
    return tuple(LatestReading(**row) for row in rows)


def newest_reading_at(unit: UnitOfWork) -> datetime | None:
    """When a gauge saw something last, by its own clock, UTC; None where none told anything."""
    row = unit.rows("select max(at) as at from latest_readings where organisation = app_organisation()")[0]
    return row["at"].astimezone(UTC) if row["at"] else None


def tells_anything(
    unit: UnitOfWork, tanks: Sequence[str], meters: Sequence[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Which of these tanks and meters have readings."""
    of_tanks = unit.rows(
        "select tank from latest_readings where organisation = app_organisation() and tank = any(%s::text[])",
        [list(tanks)],
    )
    of_meters = unit.rows(
        "select m as meter from unnest(%s::text[]) as m where exists "
        "(select 1 from meter_readings r where r.organisation = app_organisation() and r.meter = m)",
        [list(meters)],
    )
    return frozenset(row["tank"] for row in of_tanks), frozenset(row["meter"] for row in of_meters)


def read_series(unit: UnitOfWork, tank: str, since: datetime, until: datetime, *, most_points: int = 1000) -> Series:
    """A tank from an instant on, until before another one: single readings where they are few, else buckets.

    Args:
        unit: The transaction to read in.
        tank: Which.
        since: The first instant, zoned; a bucket is in where it has begun by then.
        until: The end, zoned.
        most_points: At most so many points.

    Raises:
        SpanEmpty: The span holds no time, or no points are wanted.
    """
    if until <= since or most_points < 1:
        raise SpanEmpty(f"nothing lies between {since} and {until}", where="until", fix="give a later end")
    if _count(unit, tank, since, until) <= most_points:
        return Series("reading", _points(unit, _SINGLE, [tank, since, until]))
    for grain, width in GRAINS.items():
        if (until - since) / width + 2 <= most_points:
            return Series(grain, _points(unit, _BUCKETS[grain], [tank, since, until]))  # type: ignore[arg-type]
    days = int((until - since) / timedelta(days=1) / max(most_points - 1, 1)) + 1
    return Series("days", _points(unit, _DAYS, [timedelta(days=days), since, tank, since, until]))


def _count(unit: UnitOfWork, tank: str, since: datetime, until: datetime) -> int:
    """How many readings lie in the hours, or in the days of a longer span, that it touches: no fewer than in it."""
    grain = "hour" if until - since <= _SHORT else "day"
    found = unit.rows(
        f"select coalesce(sum(readings), 0)::bigint as readings from {grain}_rollups "
        "where organisation = app_organisation() and tank = %s "
        f"and at >= date_trunc('{grain}', %s::timestamptz, 'UTC') and at < %s",
        [tank, since, until],
    )
    return int(found[0]["readings"])


def read_meters(unit: UnitOfWork, meters: Sequence[str], since: datetime, until: datetime) -> tuple[MeterReading, ...]:
    """What meters stood at from an instant on, until before another one: each meter by itself, in order of time."""
    rows = unit.rows(
        "select meter, at, total_l from meter_readings where organisation = app_organisation() "
        "and meter = any(%s::text[]) and at >= %s and at < %s order by meter, at",
        [list(meters), since, until],
    )
    return tuple(MeterReading(**row) for row in rows)


def sampled_meters(
    unit: UnitOfWork, meters: Sequence[str], since: datetime, until: datetime, width: timedelta
) -> tuple[MeterReading, ...]:
    """As ``read_meters``, of each stretch of time so wide the last one only."""
    rows = unit.rows(
        "select distinct on (meter, part) meter, at, total_l from (select meter, at, total_l, "
        "date_bin(%s, at, %s) as part from meter_readings where organisation = app_organisation() "
        "and meter = any(%s::text[]) and at >= %s and at < %s) as told order by meter, part, at desc",
        [width, since, list(meters), since, until],
    )
    return tuple(MeterReading(**row) for row in rows)


def read_drops(unit: UnitOfWork, tanks: Sequence[str], since: datetime, until: datetime) -> tuple[Drop, ...]:
    """Deliveries, told by gauges or found by the watch, that began from an instant on, until before another one."""
    rows = unit.rows(
        "select tank, started_at, ended_at, before_l, after_l from drops where organisation = app_organisation() "
        "and tank = any(%s::text[]) and started_at >= %s and started_at < %s order by started_at, tank",
        [list(tanks), since, until],
    )
    return tuple(Drop(**row) for row in rows)


_QUALITY_COUNTS: Final = ", ".join(f"(quality = '{each}')::int as {each}" for each in QUALITIES)
_SINGLE: Final = (
    "select at, 1 as readings, temp_c, water_m, standard_volume_l, "
    f"{_QUALITY_COUNTS}, {', '.join(f'{of} as {name}' for name, of in POINTS.items())} "
    "from readings where organisation = app_organisation() and tank = %s and at >= %s and at < %s order by at"
)
_MEANS: Final = (
    "level_sum_um / 1e6 / nullif(level_count, 0) as level_m, volume_sum_ml / 1e3 / nullif(volume_count, 0) as volume_l"
)
_MEANT: Final = ("level_m", "volume_l")
_AS_THEY_ARE: Final = ", ".join(("readings", *QUALITIES, *(each for each in POINTS if each not in _MEANT)))
_BUCKETS: Final = {
    grain: f"select at, {_MEANS}, {_AS_THEY_ARE} from {grain}_rollups where organisation = app_organisation() "
    f"and tank = %s and at >= date_trunc('{grain}', %s::timestamptz, 'UTC') and at < %s order by at"
    for grain in GRAINS
}
_SUMS: Final = ", ".join(f"sum({each})::bigint as {each}" for each in ("readings", *QUALITIES))
_END: Final = "(array_agg({0} order by at {1}) filter (where first_at is not null))[1] as {0}"
_ENDS: Final = ", ".join(
    _END.format(f"{which}_{end}_{unit}", order)
    for which, unit in (("level", "m"), ("volume", "l"))
    for end, order in (("first", "asc"), ("last", "desc"))
)
_DAYS: Final = (
    "select date_bin(%s, at, date_trunc('day', %s::timestamptz, 'UTC')) as at, "
    f"{_SUMS}, sum(level_sum_um) / 1e6 / nullif(sum(level_count), 0) as level_m, "
    "sum(volume_sum_ml) / 1e3 / nullif(sum(volume_count), 0) as volume_l, min(level_min_m) as level_min_m, "
    "max(level_max_m) as level_max_m, min(volume_min_l) as volume_min_l, max(volume_max_l) as volume_max_l, "
    f"{_ENDS} from day_rollups where organisation = app_organisation() and tank = %s "
    "and at >= date_trunc('day', %s::timestamptz, 'UTC') and at < %s group by 1 order by 1"
)


def _points(unit: UnitOfWork, statement: str, values: Sequence[Any]) -> tuple[Mapping[str, Any], ...]:
    rows = unit.rows(statement, values)
    for row in rows:
        row["at"] = row["at"].astimezone(UTC)
        row |= {name: None if row[name] is None else float(row[name]) for name in _MEANT}
    return tuple(rows)
