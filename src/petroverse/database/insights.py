"""What is worth knowing of an organisation's facts, as it was found last, and which facts were looked through.

insight_stamp(unit)            a word for the facts as they are: another word once they change
save_insights(unit, found, …)  what one look found; what it looked for and did not find is gone
list_insights(unit, wanted)    what is known and not gone, newest month first
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from psycopg.types.json import Json

from petroverse.core.errors import NotFound
from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork

__all__ = [
    "InsightsWanted",
    "StoredInsight",
    "find_insight",
    "insight_looks",
    "insight_stamp",
    "list_insights",
    "save_insights",
]


@dataclass(frozen=True, slots=True)
class StoredInsight:
    """One insight as it is kept.

    Attributes:
        organisation: Of whose facts.
        id: What it is of which month.
        month: The month's first day.
        body: The insight, as JSON values.
        found_at: When it was found first, UTC.
        changed_at: When its figures changed last, UTC.
    """

    organisation: OrganisationId
    id: str
    month: date
    body: Mapping[str, Any]
    found_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class InsightsWanted:
    """Which insights.

    Attributes:
        owners: Of whose facts.
        since: Of this month or a later one; None for all.
        until: Of a month before this day; None for all.
        found_since: Found first at this instant or later; None for all.
    """

    owners: Sequence[OrganisationId]
    since: date | None = None
    until: date | None = None
    found_since: datetime | None = None


_SELECT = "select organisation, id, month, body, found_at, changed_at from insights where gone_at is null"


def insight_stamp(unit: UnitOfWork) -> str:
    """A word for the organisation's facts as they are; empty where it has none."""
    return str(unit.rows("select insight_stamp() as stamp")[0]["stamp"])


def insight_looks(unit: UnitOfWork) -> tuple[str, datetime] | None:
    """The stamp of the facts that were looked through last, and when; None where nobody looked."""
    rows = unit.rows("select stamp, looked_at from insight_looks where organisation = app_organisation()")
    return (str(rows[0]["stamp"]), rows[0]["looked_at"].astimezone(UTC)) if rows else None


def save_insights(unit: UnitOfWork, found: Mapping[str, tuple[date, Mapping[str, Any]]], stamp: str) -> dict[str, int]:
    """Keeps what one look found; whatever else is kept is gone.

    Args:
        unit: The transaction.
        found: Id → the month and the insight as JSON values.
        stamp: Which facts were looked through.

    Returns:
        How many are ``new``, ``changed`` and ``gone``.
    """
    before = {
        row["id"]: row
        for row in unit.rows(
            "select id, body, gone_at from insights where organisation = app_organisation() for update"
        )
    }
    fresh = [each for each in found if each not in before]
    changed = [each for each in found if each in before and before[each]["body"] != found[each][1]]
    back = [each for each in found if each in before and before[each]["gone_at"] is not None]
    gone = [each for each, row in before.items() if each not in found and row["gone_at"] is None]
    for each in {*fresh, *changed, *back}:
        month, body = found[each]
        unit.rows(
            "insert into insights (organisation, id, month, body, found_at, changed_at) "
            "values (app_organisation(), %s, %s, %s, %s, %s) on conflict (organisation, id) do update "
            "set body = excluded.body, changed_at = excluded.changed_at, gone_at = null",
            [each, month, Json(dict(body)), unit.at, unit.at],
        )
    unit.rows(
        "update insights set gone_at = %s where organisation = app_organisation() and id = any(%s)", [unit.at, gone]
    )
    unit.rows(
        "insert into insight_looks (organisation, stamp, looked_at) values (app_organisation(), %s, %s) "
        "on conflict (organisation) do update set stamp = excluded.stamp, looked_at = excluded.looked_at",
        [stamp, unit.at],
    )
    return {"new": len(fresh), "changed": len({*changed, *back}), "gone": len(gone)}


def list_insights(unit: UnitOfWork, wanted: InsightsWanted) -> list[StoredInsight]:
    """What is known and not gone, newest month first; only what the organisation of the unit may see."""
    rows = unit.rows(
        f"{_SELECT} and organisation = any(%s) and (%s::date is null or month >= %s) "
        "and (%s::date is null or month < %s) and (%s::timestamptz is null or found_at >= %s) "
        "order by month desc, id",
        [
            list(wanted.owners),
            *(2 * [wanted.since]),
            *(2 * [wanted.until]),
            *(2 * [wanted.found_since]),
        ],
    )
    return [_stored(row) for row in rows]


def find_insight(unit: UnitOfWork, insight_id: str, owners: Sequence[OrganisationId]) -> StoredInsight:
    """One insight.

    Raises:
        NotFound: There is none of this id, or no longer.
    """
    rows = unit.rows(f"{_SELECT} and id = %s and organisation = any(%s) limit 1", [insight_id, list(owners)])
    if not rows:
        raise NotFound(f"no insight has the id {insight_id!r}", where="insight", fix="see the list of insights")
    return _stored(rows[0])


def _stored(row: Mapping[str, Any]) -> StoredInsight:
    zoned = {name: row[name].astimezone(UTC) for name in ("found_at", "changed_at")}
    return StoredInsight(**{**row, **zoned, "organisation": OrganisationId(row["organisation"])})
