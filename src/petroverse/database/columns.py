"""Adds many rows in one statement, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from petroverse.core.roles import UnitOfWork

__all__ = ["add_rows"]

_BATCH: Final = 5000


def add_rows(unit: UnitOfWork, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None:
    """Adds rows; a few statements for thousands of them.

    Args:
        unit: The transaction.
        table: Its name.
        columns: Column name → PostgreSQL type, in the order of the values in a row.
        rows: The rows.
    """
    names = ", ".join(columns)
    arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
    statement = f"insert into {table} ({names}) select * from unnest({arrays})"
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        unit.rows(statement, [[_plain(value) for value in column] for column in zip(*batch, strict=True)])


def _plain(value: object) -> object:
    """Text without the zero character, which PostgreSQL cannot keep; other values as they are."""
    return value.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
