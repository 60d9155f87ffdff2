"""Rollups of readings by the minute, the hour and the day (UTC): the SQL that keeps them right in the unit of work.

New readings are added to what is there; where a reading was corrected, its buckets are worked out again from all of
their readings. Figures are of good readings alone, counts are of every quality. Sums are whole micrometres and
millilitres, so a bucket is the same in whatever order its readings came.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final

from petroverse.core.readings import QUALITIES
from petroverse.core.roles import UnitOfWork

__all__ = ["GRAINS", "merge_sql", "rework", "roll_sql"]

GRAINS: Final = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
"""Each rollup with its width, the finest first."""

_LEVEL: Final = "quality = 'good' and abs(level_m) < 1e6"
_VOLUME: Final = f"{_LEVEL} and abs(observed_volume_l) < 1e10"
_FIRST: Final = "(array_agg({0} order by at) filter (where {1}))[1]"
_LAST: Final = "(array_agg({0} order by at desc) filter (where {1}))[1]"
_COUNTED: Final = ("readings", *QUALITIES, "level_count", "level_sum_um", "volume_count", "volume_sum_ml")
_FIGURES: Final[dict[str, str]] = {
    "readings": "count(*)",
    **{each: f"count(*) filter (where quality = '{each}')" for each in QUALITIES},
    "level_count": f"count(*) filter (where {_LEVEL})",
    "level_sum_um": f"coalesce(sum(round(level_m * 1e6)::bigint) filter (where {_LEVEL}), 0)",
    "level_min_m": f"min(level_m) filter (where {_LEVEL})",
    "level_max_m": f"max(level_m) filter (where {_LEVEL})",
    "level_first_m": _FIRST.format("level_m", _LEVEL),
    "level_last_m": _LAST.format("level_m", _LEVEL),
    "volume_count": f"count(*) filter (where {_VOLUME})",
    "volume_sum_ml": f"coalesce(sum(round(observed_volume_l * 1e3)::bigint) filter (where {_VOLUME}), 0)",
    "volume_min_l": f"min(observed_volume_l) filter (where {_VOLUME})",
    "volume_max_l": f"max(observed_volume_l) filter (where {_VOLUME})",
    "volume_first_l": _FIRST.format("observed_volume_l", _LEVEL),
    "volume_last_l": _LAST.format("observed_volume_l", _LEVEL),
    "first_at": f"min(at) filter (where {_LEVEL})",
    "last_at": f"max(at) filter (where {_LEVEL})",
}
_KEY: Final = "(organisation, tank, at)"
_COLUMNS: Final = f"(organisation, tank, at, {', '.join(_FIGURES)})"


def _merged(name: str) -> str:
    if name in _COUNTED:
        return f"{name} = r.{name} + excluded.{name}"
    if name.endswith(("_first_m", "_first_l")):
        is_earlier = "r.first_at is null or excluded.first_at < r.first_at"
        return f"{name} = case when {is_earlier} then excluded.{name} else r.{name} end"
    if name.endswith(("_last_m", "_last_l")):
        is_later = "r.last_at is null or excluded.last_at > r.last_at"
        return f"{name} = case when {is_later} then excluded.{name} else r.{name} end"
    pick = "least" if "min" in name or name == "first_at" else "greatest"
    return f"{name} = {pick}(r.{name}, excluded.{name})"


def _rolled(grain: str, readings: str) -> str:
    """The buckets of some readings; ``app_organisation()`` is the unit's."""
    figures = ", ".join(_FIGURES.values())
    bucket = f"date_trunc('{grain}', at, 'UTC')"
    return f"select app_organisation(), tank, {bucket}, {figures} from {readings} group by 2, 3 order by 2, 3"


def roll_sql(grain: str, readings: str) -> str:
    """The statement that makes the buckets of one grain from nothing, of all of these readings."""
    return f"insert into {grain}_rollups {_COLUMNS} {_rolled(grain, readings)}"


def merge_sql(fresh: str) -> str:
    """Parts of a ``with`` statement that add readings to every rollup.

    Args:
        fresh: The part that holds the readings, each of which no bucket counts yet.
    """
    merged = ", ".join(map(_merged, _FIGURES))
    return ", ".join(
        f"to_{grain} as (insert into {grain}_rollups as r {_COLUMNS} {_rolled(grain, fresh)} "
        f"on conflict {_KEY} do update set {merged})"
        for grain in GRAINS
    )


def rework(unit: UnitOfWork, corrected: Collection[tuple[str, datetime]]) -> None:
    """Works the buckets of corrected readings out again.

    The buckets are locked first, so that whoever is adding to one has finished, or waits and adds to what we write.

    Args:
        unit: The transaction.
        corrected: Tank and instant of each corrected reading.
    """
    values = ", ".join(f"{name} = excluded.{name}" for name in _FIGURES)
    for grain, width in GRAINS.items():
        keys = sorted({(tank, _floor(at, width)) for tank, at in corrected})
        buckets: list[Any] = [list(each) for each in zip(*keys, strict=True)]
        ends = [at + width for at in buckets[1]]
        unit.rows(
            f"select 1 from {grain}_rollups r, unnest(%s::text[], %s::timestamptz[]) as k (tank, at) "
            "where r.organisation = app_organisation() and r.tank = k.tank and r.at = k.at "
            "order by r.tank, r.at for update of r",
            buckets,
        )
        inside = (
            "(select each.* from unnest(%s::text[], %s::timestamptz[], %s::timestamptz[]) as k (tank, since, until), "
            "lateral (select * from readings where organisation = app_organisation() and readings.tank = k.tank "
            "and readings.at >= k.since and readings.at < k.until) as each) as inside"
        )
        unit.rows(
            f"insert into {grain}_rollups {_COLUMNS} {_rolled(grain, inside)} "
            f"on conflict {_KEY} do update set {values}",
            [*buckets, ends],
        )


def _floor(at: datetime, width: timedelta) -> datetime:
    start = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return start + (at - start) // width * width
