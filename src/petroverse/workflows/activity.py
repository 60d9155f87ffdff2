"""Activity: what happened in an organisation, line by line, as its records hold it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from petroverse.core.rights import Right
from petroverse.database import RecordsFilter, find_records
from petroverse.workflows.stores import Reader, Stores, acting_organisation

__all__ = ["ActivityWanted", "activity_list"]


@dataclass(frozen=True, slots=True)
class ActivityWanted:
    """Which lines.

    Attributes:
        kind: Of this kind, such as ``import`` or ``signed_in``; empty for all.
        person: Done by this person; empty for all.
        since: At this instant or later; None from the first on.
        until: Before this instant; None up to the last.
        before: Only lines with a smaller number; None from the last one on.
        limit: At most so many, the newest first.
    """

    kind: str = ""
    person: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    limit: int = 100


def activity_list(stores: Stores, reader: Reader, wanted: ActivityWanted) -> list[dict[str, Any]]:
    """What happened in the reader's organisation, the newest first: number, when, who, what, and in which words.

    What was done may speak of any row: who may see some rows only sees the own deeds alone.
    """
    reader.must(Right.ADMINISTER)
    whose = reader.person if reader.is_limited else wanted.person
    if wanted.person not in ("", whose):
        return []
    chosen = RecordsFilter(wanted.kind, whose, wanted.since, wanted.until, wanted.before)
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as uow:
        found = find_records(uow, chosen, limit=wanted.limit)
    return [
        {
            "number": each.number, "at": each.at.isoformat(), "person": each.person, "kind": each.kind,
            "told": dict(each.body), "hash": each.hash.hex(),
        }
        for each in found
    ]  # fmt: skip
