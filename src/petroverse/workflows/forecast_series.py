"""The past as the semantic model answers it, made into the trees of series that a forecast is made for: one a unit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from petroverse.workflows.forecast_asked import ForecastRefused

if TYPE_CHECKING:
    from petroverse.forecast import Break, Series, SeriesKey, SeriesSet

__all__ = ["levels_of", "pasts_of", "trees_of"]

_NEVER_SUMMED: Final = ("source", "organisation", "product", "product_group", "unit")
"""What splits a total that would mean nothing, or count a litre twice: every level of a tree is split by these."""


def levels_of(dimensions: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The levels of a tree of series, the coarsest first: companies add up to the market of a product, say.

    Example:
        >>> levels_of(("product", "company"))
        (('product',), ('product', 'company'))
        >>> levels_of(("region",))
        ((), ('region',))
    """
    kept = tuple(each for each in dimensions if each in _NEVER_SUMMED)
    split = [each for each in dimensions if each not in _NEVER_SUMMED]
    return tuple((*kept, *split[:count]) for count in range(len(split) + 1))


def trees_of(
    rows: Iterable[Mapping[str, Any]],
    dimensions: Sequence[str],
    known_at: datetime,
    breaks: Iterable[Mapping[str, Any]],
) -> dict[str, SeriesSet]:
    """The trees by their unit.

    A month for which nothing is said of a series is missing there; the series all end with the last month of any.

    Args:
        rows: With ``month``, the dimensions, ``volume`` and ``unit``.
        dimensions: What the question is split by.
        known_at: When the newest fact was made known.
        breaks: Definitions that change, as the answer tells them.

    Raises:
        ForecastRefused: There is no row with a figure.
    """
    from petroverse.forecast import Series, SeriesSet, series_key

    told: dict[str, dict[SeriesKey, dict[int, float]]] = {}
    for row in rows:
        if row["volume"] is not None:
            key = series_key(**{name: str(row[name]) for name in dimensions if row[name] is not None})
            if len(key) == len(dimensions):
                told.setdefault(str(row["unit"]), {}).setdefault(key, {})[_index(str(row["month"]))] = float(
                    row["volume"]
                )
    if not told:
        raise ForecastRefused("no month is known to forecast from", where="filter", fix="widen the filters")
    changes = list(breaks)
    trees = {}
    for unit, by_key in sorted(told.items()):
        last = max(max(months) for months in by_key.values())
        series = [
            Series(key, _month(min(months)), _values(months, last), unit, known_at, _breaks(key, changes))
            for key, months in sorted(by_key.items())
        ]
        trees[unit] = SeriesSet.of(series, levels_of(dimensions))
    return trees


def pasts_of(trees: Mapping[str, SeriesSet]) -> dict[str, list[dict[str, Any]]]:
    """The past of every series as JSON values, by the unit of its tree; a missing month is None."""
    return {unit: [_past(each) for each in tree.series.values()] for unit, tree in trees.items()}


def _past(series: Series) -> dict[str, Any]:
    values = [None if math.isnan(each) else round(each) for each in series.values.tolist()]
    return {"key": dict(series.key), "first_month": f"{series.first_month:%Y-%m}", "values": values}


def _values(months: Mapping[int, float], last: int) -> Any:  # noqa: ANN401 - an array of numbers
    import numpy as np

    first = min(months)
    values = np.full(last - first + 1, np.nan)
    for month, volume in months.items():
        values[month - first] = volume
    return values


def _breaks(key: SeriesKey, changes: Sequence[Mapping[str, Any]]) -> tuple[Break, ...]:
    from petroverse.forecast import Break

    product = dict(key).get("product")
    touched = [each for each in changes if product in (None, each["product"], each["inside"])]
    return tuple(Break(date.fromisoformat(each["since"]).replace(day=1), each["note"]) for each in touched)


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)
