"""Shares: an organisation lets another read its facts, all or of some datasets, until it ends that.

What is shared is enforced by row-level security on the lake's registry; a reader sees nothing else of the owner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound

__all__ = ["Share", "end_share", "list_shares", "share_with"]


@dataclass(frozen=True, slots=True)
class Share:
    """One organisation's facts, read by another.

    Attributes:
        number: Its number.
        organisation: Whose facts.
        reader: Who reads them.
        datasets: Which datasets; None for all.
        since: From when on, UTC.
        made_by: Who shared them.
        ended_at: When it ended, UTC; None while in force.
        ended_by: Who ended it.
    """

    number: int
    organisation: OrganisationId
    reader: OrganisationId
    datasets: frozenset[str] | None
    since: datetime
    made_by: str
    ended_at: datetime | None
    ended_by: str | None


def share_with(unit: UnitOfWork, reader: OrganisationId, datasets: Sequence[str] = ()) -> int:
    """Lets another organisation read facts of the unit's, instead of what it was let read before, with a record.

    Args:
        unit: The transaction.
        reader: Who may read.
        datasets: Which of the catalogue's datasets; all where empty, those to come too.

    Raises:
        RowNotFound: There is no such organisation.
        RowRefused: It is the same organisation, or ``public`` or ``sample``, which nobody shares with.
    """
    _end(unit, reader)
    found = unit.rows(
        "insert into shares (organisation, reader, datasets, since, made_by) values (%s, %s, %s, %s, %s) "
        "returning number",
        [unit.organisation, reader, sorted(set(datasets)) or None, unit.at, unit.person],
    )
    unit.record("shared", {"reader": reader, "datasets": sorted(set(datasets)) or None})
    return int(found[0]["number"])


def end_share(unit: UnitOfWork, reader: OrganisationId) -> None:
    """Ends what the unit's organisation shares with another, with a record.

    Raises:
        RowNotFound: Nothing is shared with it.
    """
    if not _end(unit, reader):
        raise RowNotFound(f"{unit.organisation} shares nothing with {reader}", fix="see the list of shares")
    unit.record("share_ended", {"reader": reader})


def list_shares(unit: UnitOfWork) -> tuple[Share, ...]:
    """What the unit's organisation shares and what others share with it, ended ones too, the newest first."""
    rows = unit.rows(
        "select number, organisation, reader, datasets, since, made_by, ended_at, ended_by from shares "
        "order by number desc"
    )
    return tuple(map(_share, rows))


def _end(unit: UnitOfWork, reader: OrganisationId) -> bool:
    found = unit.rows(
        "update shares set ended_at = %s, ended_by = %s where organisation = %s and reader = %s "
        "and ended_at is null returning number",
        [unit.at, unit.person, unit.organisation, reader],
    )
    return bool(found)


def _share(row: Mapping[str, Any]) -> Share:
    datasets = None if row["datasets"] is None else frozenset(row["datasets"])
    ended = row["ended_at"] and row["ended_at"].astimezone(UTC)
    return Share(**{**row, "datasets": datasets, "since": row["since"].astimezone(UTC), "ended_at": ended})
