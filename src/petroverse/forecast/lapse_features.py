"""What a month's end tells of a company's liftings, as numbers; each looks back only.

Quantities enter as ratios to the company itself or to the market, so that a model learned on large and small companies,
in tonnes or barrels, speaks of any.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from petroverse.forecast.lapse_liftings import Claims, Floats, Liftings

__all__ = ["FEATURES", "features"]

FEATURES: Final = (
    "months_silent",
    "active_of_3",
    "active_of_6",
    "active_of_12",
    "longest_pause_12",
    "lapses_before",
    "months_since_first",
    "last_to_usual",
    "quarter_to_half",
    "half_to_year",
    "to_year_ago",
    "to_peak",
    "trend_6",
    "swing_12",
    "share_rank",
    "share_change",
    "products_sold",
    "products_lost",
    "main_product_part",
    "market_change",
)
"""In the order of the columns that ``features`` gives."""

_YEAR: Final = 12
_FLOOR: Final = 0.02  # a fall to less than a fiftieth counts as one to a fiftieth
_MOST: Final = 50.0


def features(lifted: Liftings, month: int) -> Floats:
    """Names × features at the end of a month (counted from 0); NaN where the history is too short to tell."""
    seen = lifted.total[:, : month + 1]
    columns = [*_pauses(seen), *_levels(seen), *_market(seen), *_products(lifted.by_product[:, :, : month + 1])]
    return np.column_stack([*columns, np.full(len(seen), _market_change(seen))])


def _pauses(seen: Floats) -> list[Floats]:
    active = seen > 0
    months = seen.shape[1]
    ever = active.any(axis=1)
    last = months - 1 - np.argmax(active[:, ::-1], axis=1)
    first = np.argmax(active, axis=1)
    age = np.where(ever, months - first, 0).astype(float)
    silent = np.where(ever, months - 1 - last, months).astype(float)
    parts = [_part(active, age, of) for of in (3, 6, _YEAR)]
    age = np.where(first == 0, np.nan, age)  # it began before the first month there is
    return [silent, *parts, _longest_pause(active[:, -_YEAR:], age), _lapses_before(active), age]


def _part(active: Claims, age: Floats, of: int) -> Floats:
    """Months with a lifting, as a part of the last so many or of those since the first lifting."""
    return np.asarray(active[:, -of:].sum(axis=1) / np.maximum(1, np.minimum(min(of, active.shape[1]), age)))


def _longest_pause(active: Claims, age: Floats) -> Floats:
    pause = np.zeros(len(active))
    longest = np.zeros(len(active))
    for at in range(active.shape[1]):
        existed = ~(age < active.shape[1] - at)
        pause = np.where(active[:, at] | ~existed, 0, pause + 1)
        longest = np.maximum(longest, pause)
    return longest


def _lapses_before(active: Claims) -> Floats:
    """How often it came back after three silent months or more."""
    times, pause, begun = np.zeros(len(active)), np.zeros(len(active)), np.zeros(len(active), bool)
    for at in range(active.shape[1]):
        times += active[:, at] & begun & (pause >= 3)
        pause = np.where(active[:, at], 0, pause + 1)
        begun |= active[:, at]
    return times


def _levels(seen: Floats) -> list[Floats]:
    year, half, quarter = (_mean(seen, of) for of in (_YEAR, 6, 3))
    ago = _year_ago(seen)
    rolled = np.lib.stride_tricks.sliding_window_view(seen, 3, axis=1).mean(axis=2) if seen.shape[1] >= 3 else seen
    peak = rolled[:, -24:].max(axis=1)
    last = seen[:, -6:]
    slopes = _slope(np.log(_FLOOR + last / np.maximum(half, 1e-12)[:, None]))
    swing = seen[:, -_YEAR:].std(axis=1) / np.maximum(year, 1e-12)
    last_month = np.where(seen[:, -1] > 0, seen[:, -1], np.nan)  # silence is told by the pauses
    pairs = ((last_month, half), (quarter, half), (half, year), (quarter, ago), (quarter, peak))
    return [*(_ratio(*pair) for pair in pairs), slopes, swing]


def _mean(seen: Floats, of: int) -> Floats:
    return np.asarray(seen[:, -of:].mean(axis=1))


def _year_ago(seen: Floats) -> Floats:
    """The mean of the same three months a year before; NaN where that was before the first month."""
    if seen.shape[1] < _YEAR + 3:
        return np.full(len(seen), np.nan)
    return np.asarray(seen[:, -_YEAR - 3 : -_YEAR].mean(axis=1))


def _ratio(new: Floats, old: Floats) -> Floats:
    """The logarithm of a change, NaN where there was nothing before."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(old > 0, np.log(np.clip(new / old, _FLOOR, _MOST)), np.nan)


def _slope(rows: Floats) -> Floats:
    at = np.arange(rows.shape[1]) - (rows.shape[1] - 1) / 2
    return np.asarray(rows @ at / max(1.0, float(at @ at)))


def _market(seen: Floats) -> list[Floats]:
    half, before = _mean(seen, 6), _mean(seen[:, :-3], 6) if seen.shape[1] > 3 else _mean(seen, 6)
    rank = half.argsort(kind="stable").argsort(kind="stable") / max(1, len(half) - 1)
    active = (half > 0).sum() / max(1, len(half))
    inside = np.where(half > 0, 1 - (1 - rank) / max(active, 1e-12), 0.0)  # 0 the smallest that lifts, 1 the largest
    quarter = _mean(seen, 3)
    return [inside, _ratio(quarter, before) - _ratio(quarter.sum(keepdims=True), before.sum(keepdims=True))]


def _products(by_product: Floats) -> list[Floats]:
    now, year = by_product[:, :, -3:].sum(axis=2), by_product[:, :, -_YEAR:].sum(axis=2)
    sold = (now > 0).sum(axis=0).astype(float)
    lost = ((year > 0.05 * year.sum(axis=0)) & (now <= 0)).sum(axis=0).astype(float)
    main = year.max(axis=0) / np.maximum(year.sum(axis=0), 1e-12)
    return [sold, lost, main]


def _market_change(seen: Floats) -> float:
    whole = seen.sum(axis=0, keepdims=True)
    return float(_ratio(_mean(whole, 3), _year_ago(whole))[0])
