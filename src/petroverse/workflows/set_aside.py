"""What sites sent and nothing could be made of, for whoever may see all of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from petroverse.core.rights import Right, Role
from petroverse.database import list_set_aside
from petroverse.workflows.stores import Reader, Stores, site_organisation

__all__ = ["messages_set_aside"]


def messages_set_aside(stores: Stores, reader: Reader, *, limit: int = 100) -> list[dict[str, Any]]:
    """The last messages that were set aside, the newest first: ``id``, ``reason``, ``content``, ``recorded_at``.

    Args:
        stores: Where.
        reader: Who asks.
        limit: At most so many.

    Raises:
        RightMissing, RowsLimited: The reader may not see all sites.
    """
    reader.must(Right.READ)
    reader.must_see_all("messages of sites")
    if reader.role is Role.REGULATOR:
        return []
    with stores.database.reading(site_organisation(stores, reader), reader.person) as unit:
        return [asdict(each) for each in list_set_aside(unit, limit=limit)]
