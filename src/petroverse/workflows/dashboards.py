"""Dashboards: panels that a person keeps, alone or shared; every save is a version, and nothing is lost.

A dashboard holds questions and no figures: whoever opens it asks them under the own rights.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, replace
from itertools import zip_longest
from typing import Any, Final

from petroverse.core.dashboards import (
    Dashboard,
    DashboardRefused,
    changes_between,
    dashboard_from_json,
    dashboard_to_json,
)
from petroverse.core.errors import NotAllowed
from petroverse.core.rights import Right
from petroverse.database import (
    DashboardVersion,
    StoredDashboard,
    add_dashboard,
    dashboard_versions,
    delete_dashboard,
    get_dashboard,
    list_dashboards,
    save_dashboard,
    undelete_dashboard,
)
from petroverse.workflows.panels import checked_panels, checked_scope
from petroverse.workflows.saved_views import SHARING
from petroverse.workflows.stores import Reader, Stores, acting_organisation

__all__ = [
    "bring_dashboard_back",
    "change_dashboard",
    "dashboard_versions_list",
    "dashboards_list",
    "make_dashboard",
    "one_dashboard",
    "remove_dashboard",
    "restore_dashboard",
]

_LONGEST_NOTE: Final = 300


def make_dashboard(
    stores: Stores, reader: Reader, raw: Mapping[str, Any], *, dashboard_id: str = "", note: str = ""
) -> dict[str, Any]:
    """Makes a dashboard of the reader's.

    Args:
        stores: Where.
        reader: Who.
        raw: See ``petroverse.core.dashboards.dashboard_from_json``.
        dashboard_id: Its id where it comes from elsewhere; empty for a fresh one.
        note: Why it is saved.

    Raises:
        DashboardRefused: It is not written as one is.
        QueryRefused: A panel's question can never be asked.
        RightMissing: It is to be shared, and the reader may not.
        AlreadyThere: The organisation has one with this id.
    """
    content = _checked(stores, dashboard_from_json(raw))
    reader.must(SHARING if content.is_shared else Right.READ)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        return _told(add_dashboard(uow, dashboard_id or secrets.token_hex(6), content, _note(note)), reader)


def change_dashboard(
    stores: Stores, reader: Reader, dashboard_id: str, raw: Mapping[str, Any], *, version: int, note: str = ""
) -> dict[str, Any]:
    """Saves the next version of a dashboard.

    Args:
        stores: Where.
        reader: Who.
        dashboard_id: Which.
        raw: All that it says from now on.
        version: The version that the change was made from.
        note: Why.

    Raises:
        RowNotFound: The reader sees no such dashboard.
        VersionDiffers: Somebody saved it meanwhile.
        DashboardRefused, QueryRefused, RightMissing: As ``make_dashboard``.
    """
    content = _checked(stores, dashboard_from_json(raw))
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        _must_change(reader, get_dashboard(uow, dashboard_id), content)
        return _told(save_dashboard(uow, dashboard_id, content, version=version, note=_note(note)), reader)


def restore_dashboard(stores: Stores, reader: Reader, dashboard_id: str, version: int) -> dict[str, Any]:
    """Saves what an older version said as the next version; who sees the dashboard stays as it is.

    Raises:
        RowNotFound: The reader sees no such dashboard or version.
        RightMissing: The reader may not change it.
    """
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        newest = get_dashboard(uow, dashboard_id)
        older = get_dashboard(uow, dashboard_id, version)
        content = replace(older.at.content, is_shared=newest.at.content.is_shared)
        _must_change(reader, newest, content)
        saved = save_dashboard(uow, dashboard_id, content, version=newest.newest, restored_from=version)
        return _told(saved, reader)


def one_dashboard(stores: Stores, reader: Reader, dashboard_id: str, version: int | None = None) -> dict[str, Any]:
    """One dashboard, whole, as its newest version says or an older one.

    Raises:
        RowNotFound: The reader sees no such dashboard or version.
    """
    reader.must(Right.READ)
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as uow:
        return _told(get_dashboard(uow, dashboard_id, version), reader)


def dashboards_list(stores: Stores, reader: Reader, *, is_deleted: bool = False) -> list[dict[str, Any]]:
    """Every dashboard that the reader sees, by name, without its panels; or every deleted one."""
    reader.must(Right.READ)
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as uow:
        return [_line(each, reader) for each in list_dashboards(uow, is_deleted=is_deleted)]


def dashboard_versions_list(
    stores: Stores, reader: Reader, dashboard_id: str, *, before: int | None = None, limit: int = 100
) -> dict[str, Any]:
    """``versions``, the newest first: who saved it, when, why, and what changed; and ``before`` for the next page.

    Raises:
        RowNotFound: The reader sees no such dashboard.
    """
    reader.must(Right.READ)
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as uow:
        found = dashboard_versions(uow, dashboard_id, before=before, limit=limit + 1)
    shown = found[:limit]
    told = [_version(each, older) for each, older in zip_longest(shown, found[1 : limit + 1])]
    return {"versions": told, "before": shown[-1].version if len(found) > limit else None}


def remove_dashboard(stores: Stores, reader: Reader, dashboard_id: str) -> None:
    """Deletes a dashboard; ``bring_dashboard_back`` undoes that.

    Raises:
        RowNotFound: The reader sees no such dashboard.
        RightMissing: The reader may not change it.
    """
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        _must_change(reader, get_dashboard(uow, dashboard_id))
        delete_dashboard(uow, dashboard_id)


def bring_dashboard_back(stores: Stores, reader: Reader, dashboard_id: str) -> dict[str, Any]:
    """Brings a deleted dashboard back, whole.

    Raises:
        RowNotFound: The reader sees no such deleted dashboard.
        RightMissing: The reader may not change it.
    """
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        _must_change(reader, get_dashboard(uow, dashboard_id, is_deleted=True))
        return _told(undelete_dashboard(uow, dashboard_id), reader)


def _checked(stores: Stores, content: Dashboard) -> Dashboard:
    return replace(content, panels=checked_panels(stores, content.panels), filters=checked_scope(content.filters))


def _must_change(reader: Reader, stored: StoredDashboard, content: Dashboard | None = None) -> None:
    was_shared = stored.at.content.is_shared if stored.at.version == stored.newest else True
    is_shared = content.is_shared if content else was_shared
    reader.must(SHARING if was_shared or is_shared else Right.READ)
    if was_shared and not is_shared and stored.person != reader.person:
        what = f"{stored.person} made this dashboard for all, and you would take it from them and from yourself"
        raise NotAllowed(what, where=f"dashboard {stored.id}", fix="duplicate it, and change your own")


def _note(note: str) -> str:
    if len(note) > _LONGEST_NOTE or not note.isprintable():
        raise DashboardRefused(
            "the note is too long or no text", where="note", fix=f"at most {_LONGEST_NOTE} characters"
        )
    return note.strip()


def _told(stored: StoredDashboard, reader: Reader) -> dict[str, Any]:
    return {**_line(stored, reader), **dashboard_to_json(stored.at.content)}


def _line(stored: StoredDashboard, reader: Reader) -> dict[str, Any]:
    at, content = stored.at, stored.at.content
    of = {"id": stored.id, "owner": stored.person, "made_at": stored.made_at, "deleted_at": stored.deleted_at}
    said = {"name": content.name, "description": content.description, "is_shared": content.is_shared}
    saved = {"version": at.version, "newest": stored.newest, "changed_at": at.changed_at, "changed_by": at.changed_by}
    may_change = SHARING in reader.rights or not content.is_shared
    return {**of, **said, **saved, "panel_count": stored.panel_count, "may_change": may_change}


def _version(at: DashboardVersion, before: DashboardVersion | None) -> dict[str, Any]:
    told = {each: getattr(at, each) for each in ("version", "changed_at", "changed_by", "note", "restored_from")}
    changes = changes_between(before.content, at.content) if before else ()
    return {**told, "name": at.content.name, "changes": [asdict(each) for each in changes]}
