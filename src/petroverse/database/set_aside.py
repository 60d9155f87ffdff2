"""Messages that nothing could be made of: kept as they came, with the reason, for whoever has to put it right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from petroverse.core.roles import UnitOfWork

__all__ = ["AsideMessage", "list_set_aside"]


@dataclass(frozen=True, slots=True)
class AsideMessage:
    """One of them.

    Attributes:
        id: What it calls itself; of one that does not, a name made of what it says.
        reason: What is wrong with it.
        content: The message as it came, at most its first 2,000 characters.
        recorded_at: When it was set aside, UTC.
    """

    id: str
    reason: str
    content: str
    recorded_at: datetime


def list_set_aside(unit: UnitOfWork, *, limit: int = 100) -> tuple[AsideMessage, ...]:
    """The last that were set aside, the newest first."""
    rows = unit.rows(
        "select id, reason, left(content, 2000) as content, recorded_at from set_aside_messages "
        "where organisation = app_organisation() order by recorded_at desc, id limit %s",
        [limit],
    )
    return tuple(AsideMessage(**{**row, "recorded_at": row["recorded_at"].astimezone(UTC)}) for row in rows)
