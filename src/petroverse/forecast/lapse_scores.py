"""How good warnings were: ranks, squared errors, what the loudest tenth caught, and what came of each loudness."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from petroverse.forecast.lapse_liftings import Claims, Floats

__all__ = ["BANDS", "Band", "Scores", "auc", "bands", "scores"]

BANDS: Final = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)
"""Edges between which warnings are counted together."""

_TENTH: Final = 0.1


@dataclass(frozen=True, slots=True)
class Scores:
    """What a set of warnings was worth.

    Attributes:
        auc: The chance that one to whom it happened had been warned louder than one to whom it did not; 0.5 is worth
            nothing. NaN where it happened to all or to none.
        brier: Mean squared error of the probability; smaller is better.
        lift_10: How much more often it happened to the loudest tenth of each month than to all.
        caught_10: Which part of all to whom it happened was among the loudest tenth.
    """

    auc: float
    brier: float
    lift_10: float
    caught_10: float


@dataclass(frozen=True, slots=True)
class Band:
    """What came of the warnings between two probabilities: of so many, to so many it happened."""

    low: float
    high: float
    cases: int
    events: int


def scores(chance: Floats, happened: Claims, month: ArrayLike) -> Scores:
    """Scores warnings of many months; the loudest tenth is taken month by month.

    Args:
        chance: Probabilities.
        happened: Whether it did.
        month: Of each warning.
    """
    months = np.asarray(month)
    loud = np.zeros(len(chance), bool)
    for each in np.unique(months):
        at = np.flatnonzero(months == each)
        order = at[np.argsort(-chance[at], kind="stable")]
        loud[order[: max(1, round(_TENTH * len(order)))]] = True
    rate = float(happened.mean())
    if not rate:
        return Scores(float("nan"), float((chance**2).mean()), float("nan"), float("nan"))
    brier = float(((chance - happened) ** 2).mean())
    lift = float(happened[loud].mean()) / rate
    return Scores(auc(chance, happened), brier, lift, float(happened[loud].sum() / happened.sum()))


def auc(chance: Floats, happened: Claims) -> float:
    """The area under the receiver's curve from ranks, ties counting half (Mann and Whitney 1947).

    Example:
        >>> auc(np.array([0.1, 0.2, 0.3]), np.array([False, True, True]))
        1.0
    """
    yes = int(happened.sum())
    no = len(happened) - yes
    if not yes or not no:
        return float("nan")
    _, place, count = np.unique(chance, return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - (count - 1) / 2
    return float((middle[place][happened].sum() - yes * (yes + 1) / 2) / (yes * no))


def bands(chance: Floats, happened: Claims) -> tuple[Band, ...]:
    """What came of warnings of each loudness."""
    place = np.clip(np.searchsorted(BANDS, chance, side="right") - 1, 0, len(BANDS) - 2)
    edges = enumerate(pairwise(BANDS))
    return tuple(
        Band(low, high, int((place == at).sum()), int(happened[place == at].sum())) for at, (low, high) in edges
    )
