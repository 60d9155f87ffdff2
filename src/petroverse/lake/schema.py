"""The catalogue's datasets as Arrow schemas: the types that every file of the lake has."""

from __future__ import annotations

from functools import cache
from typing import Final

import pyarrow as pa

from petroverse.core.catalogue import Column, ColumnType, dataset, provenance

__all__ = ["arrow_schema", "day_column", "has_company", "measure_column", "query_columns"]

_ARROW: Final[dict[ColumnType, pa.DataType]] = {
    "code": pa.string(),
    "text": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "real": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
}

_ASKED_COLUMNS: Final = frozenset({"units_per_tonne", "limit_low", "limit_high", "position", "printed"})
"""Printed columns that a measure computes with, or that a question may be split by."""


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The schema of one dataset's table: its own columns, then the provenance columns.

    Args:
        name: The catalogue's dataset.

    Raises:
        NotFound: The catalogue has no such dataset.

    Example:
        >>> arrow_schema("volume").field("volume").type
        DataType(double)
    """
    return pa.schema([_field(each) for each in (*dataset(name).columns, *provenance())])


@cache
def query_columns(name: str) -> tuple[str, ...]:
    """The columns that queries read: everything but what is only kept as it was printed."""
    return tuple(each.name for each in dataset(name).columns if each.role != "printed" or each.name in _ASKED_COLUMNS)


@cache
def measure_column(name: str) -> str:
    """The column that holds the dataset's figure; a row where it is missing is a blank cell."""
    own = dataset(name)
    return next(each.name for each in own.columns if each.role == "measure")


@cache
def day_column(name: str) -> str:
    """The column with the day that a row of the dataset speaks for, or its first."""
    return next(each.name for each in dataset(name).columns if each.role == "time" and each.type == "date")


@cache
def has_company(name: str) -> bool:
    """Whether rows of the dataset are of companies."""
    return any(each.name == "company" for each in dataset(name).columns)


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, _ARROW[column.type], nullable=column.nullable)
