"""Rows that are alike: a number for each row, and which of them come again or contradict each other."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from petroverse.sources.tabular.cells import Bools
from petroverse.sources.tabular.frame import Frame

__all__ = ["Codes", "clashing", "repeated", "row_codes"]

Codes: TypeAlias = NDArray[np.int64]


def row_codes(frame: Frame, names: tuple[str, ...]) -> Codes:
    """A number for each row, alike for rows that are alike in these columns."""
    codes = np.zeros(frame.size, dtype=np.int64)
    for name in names:
        encoded = frame.columns[name].dictionary_encode(null_encoding="encode")
        width = max(len(encoded.dictionary), 1)
        if width == 1:
            continue
        codes = codes * width + np.asarray(encoded.indices.to_numpy(), dtype=np.int64)
        codes = np.asarray(pa.array(codes).dictionary_encode().indices.to_numpy(), dtype=np.int64)
    return codes


def repeated(codes: Codes, kept: Bools) -> Bools:
    """Kept rows that are like one before them."""
    rows = np.flatnonzero(kept)
    _, first = np.unique(codes[rows], return_index=True)
    again = np.zeros(len(codes), np.bool_)
    again[np.delete(rows, first)] = True
    return again


def clashing(keys: Codes, whole: Codes, kept: Bools) -> Bools:
    """Kept rows whose key stands on rows that differ."""
    rows = np.flatnonzero(kept)
    pairs = np.unique(np.stack([keys[rows], whole[rows]]), axis=1)
    seen, count = np.unique(pairs[0], return_counts=True)
    clash = np.zeros(len(keys), np.bool_)
    clash[rows] = np.isin(keys[rows], seen[count > 1])
    return clash
