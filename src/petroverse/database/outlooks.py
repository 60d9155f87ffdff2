"""When each tank runs dry if nothing comes, as whoever watches it knows; kept for pages, and made anew by watching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from petroverse.core.roles import UnitOfWork

__all__ = ["TankOutlook", "read_outlooks", "save_outlooks"]


@dataclass(frozen=True, slots=True)
class TankOutlook:
    """What is foretold of one tank.

    Attributes:
        tank: Which.
        place: Its site.
        as_of: The reading that it was worked out from, UTC.
        days_of_cover: How many days the product lasts at the expected sales; None where that cannot be told yet, or is
            beyond 60 days. All that follows is None then, too.
        dry_at: When it runs down to its dead stock.
        earliest_at: From when on that may be, at 90 %.
        latest_at: Until when it will have been, at 90 %; None where that lies beyond 60 days.
    """

    tank: str
    place: str
    as_of: datetime
    days_of_cover: float | None = None
    dry_at: datetime | None = None
    earliest_at: datetime | None = None
    latest_at: datetime | None = None


_NAMES = tuple(each.name for each in fields(TankOutlook))


def save_outlooks(unit: UnitOfWork, outlooks: Sequence[TankOutlook]) -> None:
    """Writes what is foretold of these tanks; what was foretold of a later reading stays."""
    if not outlooks:
        return
    columns = [[getattr(each, name) for each in outlooks] for name in _NAMES]
    kinds = ("text", "text", "timestamptz", "float8", "timestamptz", "timestamptz", "timestamptz")
    changes = ", ".join(f"{name} = excluded.{name}" for name in _NAMES if name != "tank")
    unit.rows(
        f"insert into tank_outlooks (organisation, {', '.join(_NAMES)}) "
        f"select app_organisation(), * from unnest({', '.join(f'%s::{kind}[]' for kind in kinds)}) order by 2 "
        f"on conflict (organisation, tank) do update set {changes} where tank_outlooks.as_of <= excluded.as_of",
        columns,
    )


def read_outlooks(unit: UnitOfWork, tanks: Sequence[str] | None = None) -> dict[str, TankOutlook]:
    """What is foretold of these tanks, by the tank; of all where None."""
    rows = unit.rows(
        f"select {', '.join(_NAMES)} from tank_outlooks where organisation = app_organisation() "
        "and (%s::text[] is null or tank = any(%s::text[]))",
        [tanks and list(tanks), tanks and list(tanks)],
    )
    plain = [{name: _in_utc(value) for name, value in row.items()} for row in rows]
    return {str(row["tank"]): TankOutlook(**row) for row in plain}


def _in_utc(value: Any) -> Any:  # noqa: ANN401 - a column's value
    return value.astimezone(UTC) if isinstance(value, datetime) else value
