"""Adds many rows in one statement, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from petroverse.core.roles import UnitOfWork

__all__ = ["add_rows", "storable_text"]

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
        unit.rows(statement, [[_storable(value) for value in column] for column in zip(*batch, strict=True)])


def storable_text(text: str) -> str:
    """Text as PostgreSQL can keep it: it knows no zero character and no half of a surrogate pair."""
    return text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")


def _storable(value: object) -> object:
    return storable_text(value) if isinstance(value, str) else value
