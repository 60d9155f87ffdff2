"""Saved views: a person keeps the address of a page, for itself or for everybody in the organisation."""

from __future__ import annotations

import re
import secrets
from dataclasses import asdict
from typing import Any, Final

from petroverse.core.errors import InputRefused
from petroverse.core.rights import Right
from petroverse.database import SavedView, delete_view, list_views, save_view
from petroverse.workflows.stores import Reader, Stores, acting_organisation

__all__ = ["SHARING", "ViewRefused", "forget_view", "keep_view", "views_list"]

SHARING: Final = Right.EXPORT
"""What it takes to put something before everybody in the organisation, or to change what stands there."""

_PATH: Final = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\ud800-\udfff]{0,3999}")
_NAME: Final = re.compile(r"[^\x00-\x1f\ud800-\udfff]{1,120}")


class ViewRefused(InputRefused):
    """A saved view has no name, or leads nowhere on this platform."""


def keep_view(stores: Stores, reader: Reader, name: str, path: str, *, is_shared: bool = False) -> dict[str, Any]:
    """Saves a view of the reader's, instead of the one of the same name.

    Args:
        stores: Where.
        reader: Who.
        name: What it is called.
        path: The page with its query string, such as ``/market?from=2024-01``.
        is_shared: Whether everybody in the organisation is to see it.

    Raises:
        ViewRefused: The name or the path is none.
        RightMissing: The reader may read, and not put anything before others.
    """
    reader.must(SHARING if is_shared else Right.READ)
    if not _NAME.fullmatch(name.strip()):
        raise ViewRefused("a saved view needs a name", where="name", fix="1 to 120 characters")
    if not _PATH.fullmatch(path):
        what = f"{path!r:.80} leads to no page of this platform"
        raise ViewRefused(what, where="path", fix="begin it with one slash, such as /market?from=2024-01")
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        return _told(save_view(uow, secrets.token_hex(6), name.strip(), path, is_shared=is_shared), reader)


def views_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """The reader's own views and shared ones, by name."""
    reader.must(Right.READ)
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as uow:
        return [_told(each, reader) for each in list_views(uow)]


def forget_view(stores: Stores, reader: Reader, view_id: str) -> None:
    """Deletes a view: of the reader's own, or any shared one for admins of the organisation.

    Raises:
        RowNotFound: There is none that the reader may delete.
    """
    reader.must(Right.READ)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        delete_view(uow, view_id, of_anybody=Right.ADMINISTER in reader.rights)


def _told(view: SavedView, reader: Reader) -> dict[str, Any]:
    may_delete = view.person == reader.person or Right.ADMINISTER in reader.rights
    return {**asdict(view), "may_delete": may_delete}
