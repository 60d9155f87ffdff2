"""What a review of alarms and the trial of a rule read: what was told over weeks, and what a tank told in that time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from petroverse.core.devices import MeterId
from petroverse.core.places import PlaceId
from petroverse.core.readings import MeterReading, Reading, SiteReadings
from petroverse.core.roles import UnitOfWork
from petroverse.core.tanks import TankId

__all__ = ["MOST_LINES", "reading_counts", "reviewed_lines", "tank_past"]

MOST_LINES: Final = 200_000
"""More lines than this are no review of a position that people sit at."""

_WORDS: Final = ("raised", "returned", "withdrawn", "shelved", "by_design", "out_of_service")
_AT_ONCE: Final = timedelta(days=2)
_FOUND: Final = frozenset({"spike", "stuck", "water"})
"""Qualities that watching found in a reading that was told as good: it is judged anew."""


def reviewed_lines(unit: UnitOfWork, since: datetime, until: datetime) -> list[dict[str, Any]]:
    """What began, ended or was kept quiet, in any order: ``word``, ``rule``, ``subject``, ``place``, ``at`` and so on.

    Args:
        unit: The transaction to read in.
        since: The first instant, zoned.
        until: The end, which does not belong to it.

    Returns:
        The newest ``MOST_LINES`` at most.
    """
    rows = unit.rows(
        "select word, rule, subject, place, at, priority, person, body -> 'quiet_by' as quiet_by, "
        "coalesce(body ->> 'second', '') as second from alarm_events "
        "where organisation = %s and word = any(%s) and at >= %s and at < %s order by at desc limit %s",
        [unit.organisation, list(_WORDS), since, until, MOST_LINES],
    )
    return [{**row, "at": row["at"].astimezone(UTC), "quiet_by": tuple(row["quiet_by"] or ())} for row in rows]


def reading_counts(unit: UnitOfWork, tanks: Sequence[str], since: datetime) -> dict[str, int]:
    """How many readings each of these tanks has since a day, by tank; those without any are left out."""
    rows = unit.rows(
        "select tank, sum(readings)::bigint as readings from day_rollups where organisation = app_organisation() "
        "and tank = any(%s::text[]) and at >= date_trunc('day', %s::timestamptz, 'UTC') group by tank",
        [list(tanks), since],
    )
    return {row["tank"]: int(row["readings"]) for row in rows}


def tank_past(
    unit: UnitOfWork, place: str, tank: str, meters: Sequence[str], span: tuple[datetime, datetime]
) -> Iterator[SiteReadings]:
    """What a tank and its meters told, in the order of time; two days at a time are read.

    Args:
        unit: The transaction to read in; it must stay open meanwhile.
        place: Its site.
        tank: The tank.
        meters: That draw from it.
        span: The first instant and the end, which does not belong to it.
    """
    since, until = span
    while since < until:
        end = min(since + _AT_ONCE, until)
        totals = unit.rows(
            "select meter, at, total_l from meter_readings where organisation = app_organisation() "
            "and meter = any(%s::text[]) and at >= %s and at < %s order by at, meter",
            [list(meters), since, end],
        )
        levels = unit.rows(
            "select at, level_m, temp_c, water_m, quality, gauge_volume_l from readings "
            "where organisation = app_organisation() and tank = %s and at >= %s and at < %s order by at",
            [tank, since, end],
        )
        yield from _in_order(PlaceId(place), tank, totals, levels)
        since = end


def _in_order(
    place: PlaceId, tank: str, totals: list[dict[str, Any]], levels: list[dict[str, Any]]
) -> Iterator[SiteReadings]:
    """Each reading with the totals that came with it or before it."""
    waiting = [MeterReading(MeterId(row["meter"]), row["at"], row["total_l"]) for row in reversed(totals)]
    for row in levels:
        quality = "good" if row["quality"] in _FOUND else row["quality"]
        reading = Reading(tank=TankId(tank), **{**row, "quality": quality})
        told: list[MeterReading] = []
        while waiting and waiting[-1].at <= reading.at:
            told.append(waiting.pop())
        yield SiteReadings(place, (reading,), tuple(told))
