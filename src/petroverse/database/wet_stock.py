"""What a month of wet stock is reckoned from, thinned out where it is kept, and months as they were reckoned.

moments(unit, tank, since, until, every)    of each quarter of an hour one reading, however many there are
totals_at(unit, meters, instants)           what meters stood at at just these instants
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from psycopg.types.json import Json

from petroverse.core.roles import UnitOfWork

__all__ = ["KeptMonth", "Moment", "TotalAround", "keep_month", "kept_months", "moments", "stock_stamps", "totals_at"]

_REACH: Final = timedelta(hours=1)
"""A total further away than this from an instant says nothing of it: what was sold in between is not known."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of a tank.

    Attributes:
        at: When, UTC.
        level_m: Height.
        temp_c: Temperature; None when not measured.
    """

    at: datetime
    level_m: float
    temp_c: float | None


@dataclass(frozen=True, slots=True)
class TotalAround:
    """What a meter told last by an instant, and first from then on; None where it told nothing within an hour.

    Attributes:
        at: The instant, UTC.
        meter: Which.
        before_at: When it told the one, UTC.
        before_l: Its total then.
        after_at: When it told the other, UTC; the same where it told at the very instant.
        after_l: Its total then.
    """

    at: datetime
    meter: str
    before_at: datetime | None
    before_l: float | None
    after_at: datetime | None
    after_l: float | None


@dataclass(frozen=True, slots=True)
class KeptMonth:
    """A site's month as it was reckoned.

    Attributes:
        place: The site.
        stamp: What it was reckoned from.
        body: The result, as JSON values.
        reckoned_at: When.
    """

    place: str
    stamp: str
    body: Mapping[str, Any]
    reckoned_at: datetime


_MOMENTS: Final = """
    select one.at, one.level_m, one.temp_c
    from (select %s::text as tank, %s::timestamptz as since, %s::timestamptz as until, %s::interval as every) as w,
    generate_series(w.since, w.until - interval '1 microsecond', w.every) as slot,
    lateral (select at, level_m, temp_c from readings
        where organisation = app_organisation() and tank = w.tank
          and at >= slot and at < least(slot + w.every, w.until)
          and quality in ('good', 'water') and level_m is not null
        order by at limit 1) as one
    order by one.at"""


def moments(unit: UnitOfWork, tank: str, since: datetime, until: datetime, every: timedelta) -> tuple[Moment, ...]:
    """The first usable reading of each so long, from an instant on until before another one; in order of time.

    However many readings there are, the index is asked once for each stretch.
    """
    rows = unit.rows(_MOMENTS, [tank, since, until, every])
    return tuple(Moment(row["at"].astimezone(UTC), row["level_m"], row["temp_c"]) for row in rows)


_TOTALS: Final = """
    select t.at, m.meter, b.at as before_at, b.total_l as before_l,
        case when b.at = t.at then b.at else a.at end as after_at,
        case when b.at = t.at then b.total_l else a.total_l end as after_l
    from unnest(%s::timestamptz[]) as t (at)
    cross join unnest(%s::text[]) with ordinality as m (meter, number)
    cross join (select %s::interval as reach) as w
    left join lateral (select at, total_l from meter_readings
        where organisation = app_organisation() and meter = m.meter and at <= t.at and at > t.at - w.reach
        order by at desc limit 1) as b on true
    left join lateral (select at, total_l from meter_readings
        where b.at is distinct from t.at
          and organisation = app_organisation() and meter = m.meter and at > t.at and at < t.at + w.reach
        order by at limit 1) as a on true
    order by m.number, t.at"""


def totals_at(unit: UnitOfWork, meters: Sequence[str], instants: Sequence[datetime]) -> tuple[TotalAround, ...]:
    """What each meter stood at around each instant; each meter by itself, in order of time."""
    if not (meters and instants):
        return ()
    rows = unit.rows(_TOTALS, [list(instants), list(meters), _REACH])
    zoned = ("at", "before_at", "after_at")
    return tuple(
        TotalAround(**{**row, **{name: row[name] and row[name].astimezone(UTC) for name in zoned}}) for row in rows
    )


def stock_stamps(unit: UnitOfWork, tanks: Sequence[str], since: datetime, until: datetime) -> dict[str, str]:
    """Of each tank a word that is another one once readings came or changed in the days from one instant to another.

    A site tells its meters together with its tanks, so the tanks' readings speak for both. Papers count too.
    """
    rows = unit.rows(
        "select tank, sum(readings)::text || '/' || sum(good)::text || '/' || sum(level_sum_um)::text as stamp "
        "from day_rollups where organisation = app_organisation() and tank = any(%s) "
        "and at >= date_trunc('day', %s::timestamptz, 'UTC') and at < %s group by tank",
        [list(tanks), since, until],
    )
    papers = unit.rows(
        "select tank, count(*)::text || '/' || max(changed_at)::text as stamp from waybills "
        "where organisation = app_organisation() and tank = any(%s) and delivered_at >= %s and delivered_at < %s "
        "group by tank",
        [list(tanks), since, until],
    )
    stamps = {row["tank"]: row["stamp"] for row in rows}
    return {**stamps, **{row["tank"]: f"{stamps.get(row['tank'])} {row['stamp']}" for row in papers}}


def keep_month(unit: UnitOfWork, month: date, kept: KeptMonth) -> None:
    """Keeps a site's month in the place of what was kept of it."""
    unit.rows(
        "insert into wet_stock_months (organisation, place, month, stamp, body, reckoned_at) "
        "values (app_organisation(), %s, %s, %s, %s, %s) on conflict (organisation, month, place) do update "
        "set stamp = excluded.stamp, body = excluded.body, reckoned_at = excluded.reckoned_at",
        [kept.place, month, kept.stamp, Json(dict(kept.body)), kept.reckoned_at],
    )


def kept_months(unit: UnitOfWork, month: date, places: Sequence[str]) -> dict[str, KeptMonth]:
    """What is kept of a month, by site."""
    rows = unit.rows(
        "select place, stamp, body, reckoned_at from wet_stock_months "
        "where organisation = app_organisation() and month = %s and place = any(%s)",
        [month, list(places)],
    )
    return {row["place"]: KeptMonth(**{**row, "reckoned_at": row["reckoned_at"].astimezone(UTC)}) for row in rows}
