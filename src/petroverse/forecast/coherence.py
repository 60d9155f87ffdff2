"""Forecasts that add up: children's to their parent's, by a projection that knows how many parts each has."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from petroverse.forecast.series import Floats, SeriesKey, SeriesSet

__all__ = ["coherent", "summing_matrix"]


def summing_matrix(series_set: SeriesSet, keys: Sequence[SeriesKey]) -> Floats:
    """A row a series, a column a leaf: 1 where the leaf is a part of the series.

    A series that has no children among the keys is a leaf, at whatever level it stands.
    """
    at = {key: row for row, key in enumerate(keys)}
    parents = {key: parent for key in keys if (parent := series_set.parent_of(key)) in at}
    leaves = [key for key in keys if key not in set(parents.values())]
    matrix = np.zeros((len(keys), len(leaves)))
    for column, leaf in enumerate(leaves):
        key: SeriesKey | None = leaf
        while key is not None:
            matrix[at[key], column] = 1.0
            key = parents.get(key)
    return matrix


def coherent(means: Floats, matrix: Floats) -> Floats:
    """The nearest forecasts that add up, none below zero.

    Weighted least squares with the number of leaves below a series as its variance ("WLS, structural scaling":
    Athanasopoulos, Hyndman, Kourentzes & Petropoulos 2017). What falls below zero is lifted to zero at the leaves
    before they are added up again.

    Args:
        means: A row a series, a column a month ahead; no NaN.
        matrix: As ``summing_matrix`` gives it.

    Example:
        >>> coherent(np.array([[10.0], [4.0], [4.0]]), np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0]])).ravel().round(2)
        array([9., 4.5, 4.5])
    """
    weight = 1.0 / matrix.sum(axis=1)
    weighted = matrix.T * weight
    leaves = np.linalg.solve(weighted @ matrix, weighted @ means)
    return np.asarray(matrix @ np.maximum(leaves, 0.0), dtype=np.float64)
