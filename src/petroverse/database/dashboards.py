"""Dashboards with all their versions: every save is a line, and a deleted one comes back whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from psycopg.types.json import Json

from petroverse.core.dashboards import Dashboard, changes_between, dashboard_from_json, dashboard_to_json
from petroverse.core.errors import Conflict
from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound

__all__ = [
    "DashboardVersion",
    "StoredDashboard",
    "VersionDiffers",
    "add_dashboard",
    "dashboard_versions",
    "delete_dashboard",
    "get_dashboard",
    "list_dashboards",
    "save_dashboard",
    "undelete_dashboard",
]

_SELECT: Final = """
    select d.id, d.person, d.version as newest, d.made_at, d.deleted_at, d.deleted_by,
           v.version, {content} as content, json_array_length(v.content->'panels') as panel_count,
           v.note, v.restored_from, v.changed_at, v.changed_by
    from dashboards d join dashboard_versions v
      on v.organisation = d.organisation and v.dashboard = d.id where d.organisation = %s"""
_READ: Final = _SELECT.format(content="v.content")
_LISTED: Final = _SELECT.format(
    content="json_build_object('name', v.content->'name', 'description', v.content->'description', "
    "'is_shared', v.content->'is_shared')"
)


class VersionDiffers(Conflict):
    """Somebody else saved a dashboard since it was opened."""


@dataclass(frozen=True, slots=True)
class DashboardVersion:
    """One version of a dashboard.

    Attributes:
        version: Its number, from 1.
        content: What it says.
        note: Why it was saved; may be empty.
        restored_from: The version that it brought back; None where it brought none back.
        changed_at: When it was saved, UTC.
        changed_by: Who saved it.
    """

    version: int
    content: Dashboard
    note: str
    restored_from: int | None
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class StoredDashboard:
    """A dashboard at one of its versions.

    Attributes:
        id: Its id, the same for ever.
        person: Whose it is.
        newest: The number of its newest version.
        made_at: When it was made, UTC.
        deleted_at: When it was deleted, UTC; None while it is there.
        deleted_by: Who deleted it.
        panel_count: How many panels the version has.
        at: The version.
    """

    id: str
    person: str
    newest: int
    made_at: datetime
    deleted_at: datetime | None
    deleted_by: str | None
    panel_count: int
    at: DashboardVersion


def add_dashboard(unit: UnitOfWork, dashboard_id: str, content: Dashboard, note: str = "") -> StoredDashboard:
    """Makes a dashboard of the unit's person, with a record.

    Raises:
        AlreadyThere: The organisation has one with this id, deleted ones and other people's too.
    """
    unit.rows(
        "insert into dashboards (organisation, id, person, is_shared, version, made_at) values (%s, %s, %s, %s, 1, %s)",
        [unit.organisation, dashboard_id, unit.person, content.is_shared, unit.at],
    )
    return _saved(unit, dashboard_id, 1, content, note=note, restored_from=None)


def save_dashboard(
    unit: UnitOfWork,
    dashboard_id: str,
    content: Dashboard,
    *,
    version: int,
    note: str = "",
    restored_from: int | None = None,
) -> StoredDashboard:
    """Saves the next version of a dashboard, with a record.

    Args:
        unit: The transaction.
        dashboard_id: Which.
        content: What it says from now on.
        version: The version that this one was made from.
        note: Why.
        restored_from: The version that it brings back.

    Raises:
        RowNotFound: The person sees none with this id.
        VersionDiffers: It is not the newest any more; the fault says what changed since.
    """
    locked = unit.rows(
        "select version from dashboards where organisation = %s and id = %s and deleted_at is null for update",
        [unit.organisation, dashboard_id],
    )
    if not locked:
        raise _unknown(dashboard_id)
    if locked[0]["version"] != version:
        raise _differs(unit, dashboard_id, version)
    unit.rows(
        "update dashboards set version = %s, is_shared = %s where organisation = %s and id = %s",
        [version + 1, content.is_shared, unit.organisation, dashboard_id],
    )
    return _saved(unit, dashboard_id, version + 1, content, note=note, restored_from=restored_from)


def get_dashboard(
    unit: UnitOfWork, dashboard_id: str, version: int | None = None, *, is_deleted: bool = False
) -> StoredDashboard:
    """One dashboard as its newest version says, or an older one.

    Raises:
        RowNotFound: The person sees none with this id and version that is there, or that was deleted.
    """
    rows = unit.rows(
        f"{_READ} and d.id = %s and v.version = coalesce(%s, d.version) and (d.deleted_at is not null) = %s",
        [unit.organisation, dashboard_id, version, is_deleted],
    )
    if not rows:
        raise _unknown(dashboard_id if version is None else f"{dashboard_id} in version {version}")
    return _stored(rows[0])


def list_dashboards(unit: UnitOfWork, *, is_deleted: bool = False) -> tuple[StoredDashboard, ...]:
    """Every dashboard that the person sees, by name, without its panels; those that are there, or deleted ones."""
    rows = unit.rows(
        f"{_LISTED} and v.version = d.version and (d.deleted_at is not null) = %s "
        "order by lower(v.content->>'name'), d.id",
        [unit.organisation, is_deleted],
    )
    return tuple(map(_stored, rows))


def dashboard_versions(
    unit: UnitOfWork, dashboard_id: str, *, before: int | None = None, limit: int = 1000
) -> tuple[DashboardVersion, ...]:
    """Versions of a dashboard, the newest first.

    Args:
        unit: The transaction.
        dashboard_id: Which.
        before: Only older ones than this; the newest too if None.
        limit: At most so many.

    Raises:
        RowNotFound: The person sees none with this id, or none that is older.
    """
    rows = unit.rows(
        f"{_READ} and d.id = %s and v.version < coalesce(%s::bigint, d.version + 1) order by v.version desc limit %s",
        [unit.organisation, dashboard_id, before, limit],
    )
    if not rows:
        raise _unknown(dashboard_id)
    return tuple(_stored(each).at for each in rows)


def delete_dashboard(unit: UnitOfWork, dashboard_id: str) -> None:
    """Deletes a dashboard, with a record; it keeps its versions and can be brought back.

    Raises:
        RowNotFound: The person sees none with this id.
    """
    _mark(unit, dashboard_id, "deleted_at is null", [unit.at, unit.person])
    unit.record("dashboard_deleted", {"id": dashboard_id})


def undelete_dashboard(unit: UnitOfWork, dashboard_id: str) -> StoredDashboard:
    """Brings a deleted dashboard back as it was, with a record.

    Raises:
        RowNotFound: The person sees no deleted one with this id.
    """
    _mark(unit, dashboard_id, "deleted_at is not null", [None, None])
    unit.record("dashboard_undeleted", {"id": dashboard_id})
    return get_dashboard(unit, dashboard_id)


def _mark(unit: UnitOfWork, dashboard_id: str, condition: str, deleted: list[object]) -> None:
    found = unit.rows(
        "update dashboards set deleted_at = %s, deleted_by = %s "
        f"where organisation = %s and id = %s and {condition} returning id",
        [*deleted, unit.organisation, dashboard_id],
    )
    if not found:
        raise _unknown(dashboard_id)


def _saved(
    unit: UnitOfWork, dashboard_id: str, version: int, content: Dashboard, *, note: str, restored_from: int | None
) -> StoredDashboard:
    unit.rows(
        "insert into dashboard_versions "
        "(organisation, dashboard, version, content, note, restored_from, changed_at, changed_by) "
        "values (%s, %s, %s, %s, %s, %s, %s, %s)",
        [
            unit.organisation, dashboard_id, version, Json(dashboard_to_json(content)), note, restored_from,
            unit.at, unit.person,
        ],
    )  # fmt: skip
    # The records are read by admins too: what is one person's own is not named there.
    told = {"id": dashboard_id, "version": version, "name": content.name if content.is_shared else ""}
    unit.record("dashboard_saved", told | ({"restored_from": restored_from} if restored_from else {}))
    return get_dashboard(unit, dashboard_id)


def _differs(unit: UnitOfWork, dashboard_id: str, version: int) -> VersionDiffers:
    newest = get_dashboard(unit, dashboard_id)
    fix = "open it anew, and make your changes there"
    try:
        opened = get_dashboard(unit, dashboard_id, version)
    except RowNotFound:
        return VersionDiffers(f"it has no version {version}; {newest.newest} is the newest", fix=fix)
    changes = changes_between(opened.at.content, newest.at.content)
    told = ", ".join(f"{each.what.replace('_', ' ')} {each.title!r}" for each in changes[:5]) or "nothing that is left"
    more = f" and {len(changes) - 5} more" if len(changes) > 5 else ""
    what = f"{newest.at.changed_by} saved version {newest.newest} since you opened version {version}: {told}{more}"
    return VersionDiffers(what, where=f"dashboard {dashboard_id}", fix=fix)


def _unknown(dashboard_id: str) -> RowNotFound:
    return RowNotFound(f"there is no dashboard {dashboard_id}", fix="see the list of dashboards")


def _stored(row: Mapping[str, Any]) -> StoredDashboard:
    content = dashboard_from_json(row["content"])
    at = DashboardVersion(
        row["version"], content, row["note"], row["restored_from"], row["changed_at"].astimezone(UTC), row["changed_by"]
    )
    deleted_at = row["deleted_at"] and row["deleted_at"].astimezone(UTC)
    made_at = row["made_at"].astimezone(UTC)
    told = {name: row[name] for name in ("id", "person", "newest", "deleted_by", "panel_count")}
    return StoredDashboard(**told, made_at=made_at, deleted_at=deleted_at, at=at)
