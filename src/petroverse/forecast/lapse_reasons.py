"""Why a warning is as loud as it is, in the trade's words: what each side of the liftings adds, exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from petroverse.forecast.lapse_features import FEATURES
from petroverse.forecast.lapse_liftings import Floats

__all__ = ["SIDES", "Reason", "reasons"]

SIDES: Final[Mapping[str, tuple[str, ...]]] = {
    "pauses": ("months_silent", "active_of_3", "active_of_6", "active_of_12", "longest_pause_12", "lapses_before"),
    "level": ("last_to_usual", "quarter_to_half", "half_to_year", "to_year_ago", "to_peak", "trend_6"),
    "steadiness": ("swing_12",),
    "place": ("share_rank", "share_change"),
    "products": ("products_sold", "products_lost", "main_product_part"),
    "age": ("months_since_first",),
    "market": ("market_change",),
}
"""Features that speak of one thing are told as one reason."""

_LAST: Final = "last_to_usual"
_LEAST: Final = 0.1  # of the logarithm of the odds: less than a tenth more or less likely is no reason


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that makes it likelier or less likely.

    Attributes:
        about: One of ``SIDES``.
        words: What was seen.
        times: By how much it multiplies the odds, beside a name of which nothing is known; above 1 it is likelier.
    """

    about: str
    words: str
    times: float


def reasons(row: Floats, shares: Floats, most: int = 4) -> tuple[Reason, ...]:
    """The weightiest reasons first.

    Args:
        row: Features of one name.
        shares: What each adds to the logarithm of the odds.
        most: How many reasons at most.
    """
    found = []
    for about, names in _sides(row).items():
        parts = {name: float(shares[FEATURES.index(name)]) for name in names}
        whole = sum(parts.values())
        if abs(whole) >= _LEAST:
            told = max(parts, key=lambda name: parts[name] * np.sign(whole))
            words = _words(told, float(row[FEATURES.index(told)]))
            found.append(Reason(about, words, float(np.exp(whole))))
    return tuple(sorted(found, key=lambda each: -abs(np.log(each.times)))[:most])


def _sides(row: Floats) -> Mapping[str, tuple[str, ...]]:
    """A last month without a lifting is a pause, and no level."""
    if not np.isnan(row[FEATURES.index(_LAST)]):
        return SIDES
    level = tuple(name for name in SIDES["level"] if name != _LAST)
    return {**SIDES, "pauses": (*SIDES["pauses"], _LAST), "level": level}


def _words(name: str, value: float) -> str:
    if np.isnan(value):
        return _UNKNOWN[name]
    if name in _CHANGES:
        return f"{_CHANGES[name]} {_change(np.exp(value) - 1)}"
    if name in _PARTS:
        return _PARTS[name].format(100 * value)
    if name == "trend_6":
        return f"liftings {_moved(np.exp(value) - 1)} a month over the last six months"
    return _COUNTS[name](value)


def _change(part: float) -> str:
    if abs(part) < 0.02:
        return "is where it was"
    return f"is {abs(part):.0%} {'below' if part < 0 else 'above'} it"


def _moved(part: float) -> str:
    return "hold" if abs(part) < 0.01 else f"{'fall' if part < 0 else 'rise'} by about {abs(part):.0%}"


def _months(count: float) -> str:
    return "1 month" if count == 1 else f"{count:.0f} months"


_CHANGES: Final = {
    "last_to_usual": "beside its mean month of the half-year, the last month",
    "quarter_to_half": "beside its mean month of the half-year, the last quarter",
    "half_to_year": "beside its mean month of the year, the last half-year",
    "to_year_ago": "beside the same months a year before, the last quarter",
    "to_peak": "beside its best quarter of two years, the last quarter",
    "share_change": "beside its share of the market a quarter before, the share now",
    "market_change": "beside the same months a year before, the whole market's last quarter",
}
_PARTS: Final = {
    "swing_12": "its months differ by {:.0f} % of their mean",
    "share_rank": "larger than {:.0f} % of those that lift",
    "main_product_part": "{:.0f} % of its liftings are one product",
}
_COUNTS: Final[Mapping[str, Callable[[float], str]]] = {
    "active_of_3": lambda part: f"lifted in {round(3 * part)} months of 3",
    "active_of_6": lambda part: f"lifted in {round(6 * part)} months of 6",
    "active_of_12": lambda part: f"lifted in {round(12 * part)} months of 12",
    "months_silent": lambda count: f"lifted nothing for {_months(count)}" if count else "lifted in the last month",
    "longest_pause_12": lambda count: (
        f"its longest pause in a year was {_months(count)}" if count else "no pause in the last year"
    ),
    "lapses_before": lambda count: (
        f"it came back {count:.0f} times after a lapse" if count else "it never came back after a lapse"
    ),
    "products_sold": lambda count: "lifts one product" if count == 1 else f"lifts {count:.0f} products",
    "products_lost": lambda count: (
        f"stopped lifting {count:.0f} of its products" if count else "lifts every product it lifted in the year"
    ),
    "months_since_first": lambda count: f"began {_months(count)} ago",
}
_UNKNOWN: Final = {
    **dict.fromkeys(FEATURES, "nothing to compare with"),
    "months_since_first": "was there before the first month known",
    "last_to_usual": "lifted nothing in the last month",
    "to_year_ago": "lifted nothing in the same months a year before",
    "half_to_year": "lifted nothing a year ago",
    "market_change": "the market's year before is not known",
}
