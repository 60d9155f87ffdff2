"""How PostgreSQL does with archiving its log, as it counts itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from petroverse.core.roles import UnitOfWork

__all__ = ["LogArchive", "log_archive"]


@dataclass(frozen=True, slots=True)
class LogArchive:
    """The state of archiving.

    Attributes:
        is_on: Whether the running engine archives at all.
        archived: Segments that were archived since it counts.
        last_at: When the last one was; None where none was.
        failed: Tries that failed.
        is_failing: Whether the last try failed.
    """

    is_on: bool
    archived: int
    last_at: datetime | None
    failed: int
    is_failing: bool


def log_archive(unit: UnitOfWork) -> LogArchive:
    """The state of archiving now."""
    row = unit.rows(
        "select current_setting('archive_mode') <> 'off' as is_on, archived_count, last_archived_time, failed_count, "
        "coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as is_failing "
        "from pg_stat_archiver"
    )[0]
    return LogArchive(
        row["is_on"], row["archived_count"], row["last_archived_time"], row["failed_count"], row["is_failing"]
    )
