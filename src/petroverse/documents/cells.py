"""Whole columns as documents write them; see ``values`` for what holds of each value."""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["is_text", "neutral_column"]

_RISKY_START: Final = r"\A[=+\-@\t\r]"


def neutral_column(column: pa.Array) -> pa.Array:
    """A column of texts, each as ``neutral`` gives it.

    Example:
        >>> neutral_column(pa.array(["=1+1", None, "a"])).to_pylist()
        ["'=1+1", None, 'a']
    """
    if pa.types.is_dictionary(column.type):
        return neutral_column(column.dictionary).take(column.indices)
    risky = pc.match_substring_regex(column, _RISKY_START)
    return pc.if_else(risky, pc.binary_join_element_wise("'", column, ""), column)


def is_text(kind: pa.DataType) -> bool:
    """Whether a column of this type holds texts."""
    return bool(pa.types.is_string(kind.value_type if pa.types.is_dictionary(kind) else kind))
