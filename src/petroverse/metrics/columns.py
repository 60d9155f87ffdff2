"""Columns of the engine as people write them, and rows of such columns as JSON; whole columns at a time, for speed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from types import NoneType
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petroverse.metrics.periods import period_label

__all__ = ["exact", "labelled", "listed", "rows_as_json"]

_DECIMALS: Final = 6
"""Sums are rounded here: below it only the binary fractions of the workbooks differ."""

_EXACT_BELOW: Final = 2.0**53
"""Every whole number below this is a float of its own."""


def listed(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column, None where one is missing.

    Example:
        >>> listed(pa.chunked_array([pa.array(["a", None, "a"]).dictionary_encode()]))
        ['a', None, 'a']
    """
    if pa.types.is_dictionary(column.type):  # whose nulls to_numpy() may miss
        column = column.cast(column.type.value_type)
    if pa.types.is_decimal(column.type) or pa.types.is_boolean(column.type):
        return list(column.to_pylist())
    if not column.null_count or not (pa.types.is_floating(column.type) or pa.types.is_integer(column.type)):
        return list(column.to_numpy().tolist())  # many times faster than to_pylist()
    return _with_gaps(listed(column.fill_null(0)), column)


def labelled(time: str, column: pa.ChunkedArray) -> list[Any]:
    """The periods of a time dimension, from their first days."""
    days = listed(column)
    labels = {each: period_label(time, each) if isinstance(each, date) else each for each in set(days)}
    return [labels[each] for each in days]


def exact(column: pa.ChunkedArray) -> list[Any]:
    """Sums without the dust of binary fractions, as whole numbers where they are.

    Example:
        >>> exact(pa.chunked_array([[1.0, 0.1 + 0.2, None]]))
        [1, 0.3, None]
    """
    if pa.types.is_floating(column.type):
        values = column.fill_null(0).to_numpy()
        if bool(((values == np.trunc(values)) & (np.abs(values) < _EXACT_BELOW)).all()):
            return _with_gaps(values.astype(np.int64).tolist(), column)
    return [each if each is None else _exact(each) for each in listed(column)]


def rows_as_json(columns: Mapping[str, Sequence[Any]]) -> str:
    """The rows of equally long columns as a JSON list of objects.

    Example:
        >>> rows_as_json({"year": [2023, 2024], "unit": ["L", None]})
        '[{"year": 2023, "unit": "L"}, {"year": 2024, "unit": null}]'
    """
    row = ", ".join(f"{_text(name).replace('%', '%%')}: %s" for name in columns)
    return "[" + ", ".join(map(f"{{{row}}}".__mod__, zip(*map(_tokens, columns.values()), strict=True))) + "]"


def _with_gaps(values: list[Any], column: pa.ChunkedArray) -> list[Any]:
    """The values, None where the column has none."""
    for each in pc.indices_nonzero(column.is_null()).to_pylist() if column.null_count else ():
        values[each] = None
    return values


def _tokens(values: Sequence[Any]) -> Sequence[str]:
    kinds = set(map(type, values)) - {NoneType}
    if kinds <= {str}:
        told = {each: _text(each) for each in set(values)}
        return [told[each] for each in values]
    if kinds <= {int, float, bool}:
        return _text(values)[1:-1].split(", ")
    return [_text(each) for each in values]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _exact(value: float) -> int | float:
    rounded = round(value, _DECIMALS)
    whole = int(rounded)
    return whole if rounded == whole else rounded
