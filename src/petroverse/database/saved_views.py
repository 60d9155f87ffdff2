"""Saved views: addresses of pages that a person wants to see again, the person's own or shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound

__all__ = ["SavedView", "delete_view", "list_views", "save_view"]

_COLUMNS: Final = "id, person, name, path, is_shared, made_at"


@dataclass(frozen=True, slots=True)
class SavedView:
    """One saved view.

    Attributes:
        id: Its id.
        person: Whose it is.
        name: What it is called; a person has each name once.
        path: The page with its query string.
        is_shared: Whether everybody in the organisation sees it.
        made_at: When it was saved last, UTC.
    """

    id: str
    person: str
    name: str
    path: str
    is_shared: bool
    made_at: datetime


def save_view(unit: UnitOfWork, fresh_id: str, name: str, path: str, *, is_shared: bool) -> SavedView:
    """Saves a view of the unit's person, instead of the one of the same name, with a record.

    Args:
        unit: The transaction.
        fresh_id: Its id where the person has none of this name.
        name: What it is called.
        path: The page with its query string.
        is_shared: Whether everybody in the organisation is to see it.

    Raises:
        RowRefused: The name is empty or too long, or the path leads elsewhere.
    """
    found = unit.rows(
        f"insert into saved_views (organisation, {_COLUMNS}) values (%s, %s, %s, %s, %s, %s, %s) "
        "on conflict (organisation, person, name) do update set path = excluded.path, is_shared = excluded.is_shared, "
        f"made_at = excluded.made_at returning {_COLUMNS}",
        [unit.organisation, fresh_id, unit.person, name, path, is_shared, unit.at],
    )
    view = _view(found[0])
    unit.record("view_saved", {"id": view.id, "is_shared": is_shared})
    return view


def list_views(unit: UnitOfWork) -> tuple[SavedView, ...]:
    """The person's own views and shared ones, by name."""
    rows = unit.rows(
        f"select {_COLUMNS} from saved_views where organisation = %s order by lower(name), id", [unit.organisation]
    )
    return tuple(map(_view, rows))


def delete_view(unit: UnitOfWork, view_id: str, *, of_anybody: bool = False) -> None:
    """Deletes a view of the unit's person, with a record.

    Args:
        unit: The transaction.
        view_id: Its id.
        of_anybody: A shared one of somebody else too.

    Raises:
        RowNotFound: There is none that the person may delete.
    """
    gone = unit.rows(
        "delete from saved_views where organisation = %s and id = %s and (person = %s or %s) returning id",
        [unit.organisation, view_id, unit.person, of_anybody],
    )
    if not gone:
        raise RowNotFound(f"you have no saved view {view_id!r}", fix="see the list of saved views")
    unit.record("view_deleted", {"id": view_id})


def _view(row: Mapping[str, Any]) -> SavedView:
    return SavedView(**{**row, "made_at": row["made_at"].astimezone(UTC)})
