"""Roles that blocks below the workflows are given, so that they need not import each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from petroverse.core.grants import OrganisationId, PersonId

__all__ = ["Migrations", "UnitOfWork"]


@dataclass(frozen=True, slots=True)
class Migrations:
    """The numbered schema steps (``0001_title.sql`` …) of one block that keeps rows in PostgreSQL.

    Attributes:
        block: The block's name; numbers count within it.
        folder: Where its .sql files lie.
    """

    block: str
    folder: Path


class UnitOfWork(Protocol):
    """One transaction on PostgreSQL, the one commit point; given by ``database``, committed when its block ends.

    Everything that must become visible together goes through one of these: records, registered lake files, jobs, the
    outbox. Row-level security is in force for ``organisation``.
    """

    organisation: OrganisationId
    person: PersonId
    at: datetime
    """The instant that everything in this unit is recorded at (``recorded_at``)."""

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Runs one statement (``%s`` placeholders) and gives its rows, each by column name; [] if it has none."""
        ...

    def many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Runs one statement once for each parameter row, batched."""
        ...

    def record(self, kind: str, body: Mapping[str, Any]) -> int:
        """Appends one line to the organisation's hash-chained records and gives its number in the chain."""
        ...
