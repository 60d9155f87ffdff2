"""One event and one horizon: boosted trees learned month after month, each scored on months it had not seen.

     months    ├── learn ──┤├─ warn ─┤├─ warn ─┤├─ warn ─┤ now
     refit 1                 ▲ told before it happened, kept as the record
     refit 2     ├──── learn ────┤
     now           ├──────── learn ─────────┤  corrected by what came of the warnings in the record

A row of learning is a name at a month's end; its outcome must have been known when the model was learned. The odds of
the trees and of the recency rule are put together by a sigmoid (Platt 1999) fitted to the earlier warnings whose
outcome was known by then, drawn towards a first belief until there are enough of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from petroverse.core.errors import InputRefused
from petroverse.forecast.lapse_features import FEATURES, features
from petroverse.forecast.lapse_liftings import Claims, Floats, Liftings, at_risk, halves, lapses

__all__ = ["EVENTS", "Learned", "TooShortToWarn", "Walk", "walk"]

EVENTS: Final[Mapping[str, Callable[[Floats, int, int], Claims]]] = {"lapses": lapses, "halves": halves}
"""Event → who it happens to within so many months after a month."""

_FIRST: Final = 11  # a year of history tells levels and pauses
_LEARNED_FROM: Final = 12  # months of outcomes before the first warning
_REFIT: Final = 6  # months
_EVENTS_LEAST: Final = 20
_ROWS_MOST: Final = 60_000
_ROUNDS: Final = 100
_TREES: Final = {
    "objective": "binary",
    "num_leaves": 7,
    "learning_rate": 0.05,
    "min_data_in_leaf": 60,
    "lambda_l2": 10.0,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}
_WAYS: Final = {
    **dict.fromkeys(("months_silent", "longest_pause_12", "products_lost"), 1),
    **dict.fromkeys(("active_of_3", "active_of_6", "active_of_12", "last_to_usual", "quarter_to_half"), -1),
}
"""Which way a feature may move the odds, where sense says so: a longer silence never makes a lapse less likely."""

_BELIEF: Final = {"lapses": (0.6, 0.4, 0.0), "halves": (1.0, 0.0, 0.0)}
"""First belief in the odds of the trees, those of the recency rule (which knows nothing of size), and a shift."""

_BELIEF_WEIGHT: Final = 500.0  # of the ridge that draws towards the first belief
_RULE_WEIGHT: Final = 5.0  # names and months at the usual rate, added to each class of recency
_CLASSES: Final = 28  # 0 to 3 silent months × 0 to 6 months with a lifting
_CHANCE: Final = (1e-4, 1 - 1e-4)
_SILENT, _ACTIVE_6 = FEATURES.index("months_silent"), FEATURES.index("active_of_6")

Seen = tuple[NDArray[np.intp], Floats]
"""Who is at risk at a month's end, and the features of each."""


class TooShortToWarn(InputRefused):
    """The history is too short, or it happened too seldom, for a warning to be learned."""


@dataclass(frozen=True, eq=False)
class Learned:
    """A model as it was learned at one time.

    Attributes:
        booster: The LightGBM model.
        recency: How often it had happened to names of each class of recency.
        base: How often to all.
        weights: Of the odds of the trees, of the odds of the recency rule, and a shift.
    """

    booster: Any
    recency: Floats
    base: float
    weights: Floats

    def chance(self, rows: Floats) -> Floats:
        """Probabilities of rows of features."""
        return _sigmoid(self.odds(rows) @ self.weights)

    def rule(self, rows: Floats) -> Floats:
        """What the recency rule says instead."""
        return np.asarray(self.recency[_recency(rows)])

    def odds(self, rows: Floats) -> Floats:
        """Rows × 3: logarithms of the odds by the trees and by the rule, and ones."""
        trees = np.asarray(self.booster.predict(rows))
        return np.column_stack([_logit(trees), _logit(self.rule(rows)), np.ones(len(rows))])

    def shares(self, rows: Floats) -> Floats:
        """Rows × features: what each adds to the logarithm of the odds, exactly (TreeSHAP, Lundberg 2018).

        What the recency rule adds beside the usual rate stands with the silent months.
        """
        shares = np.asarray(self.booster.predict(rows, pred_contrib=True))[:, :-1] * self.weights[0]
        shares[:, _SILENT] += self.weights[1] * (_logit(self.rule(rows)) - _logit(np.array([self.base])))
        return np.asarray(shares)


@dataclass(frozen=True, eq=False)
class Walk:
    """Warnings told before it happened, and the model that stands now.

    Attributes:
        now: Learned from everything known.
        month: Of each warning told before (its place in the months).
        chance: Its probability.
        rule: What the recency rule said instead: how often it had happened after as many silent months and as many
            months with a lifting among the last six.
        steady: How often it had happened to all, as known then.
        is_lifting: Whether the name lifted in that very month.
        happened: What came of it.
    """

    now: Learned
    month: NDArray[np.intp]
    chance: Floats
    rule: Floats
    steady: Floats
    is_lifting: Claims
    happened: Claims


def walk(lifted: Liftings, event: str, within: int, *, seed: int = 0) -> Walk:
    """Learns an event from the past as it was known, month after month.

    Args:
        lifted: Everything known.
        event: One of ``EVENTS``.
        within: Months.
        seed: Of the trees' draws.

    Raises:
        TooShortToWarn: There are too few months or too few outcomes.
    """
    last = len(lifted.months) - 1
    begin, end = _FIRST + _LEARNED_FROM + within - 1, last - within
    if end < begin:
        raise TooShortToWarn(f"{last + 1} months of liftings", fix=f"give {begin + within + 1} months or more")
    seen = {month: _seen(lifted, month) for month in range(_FIRST, end + 1)}
    outcome = {month: EVENTS[event](lifted.total, month, within)[seen[month][0]] for month in seen}
    told: list[list[Any]] = []
    odds: dict[int, Floats] = {}
    for refit in range(begin, end + 1, _REFIT):
        known = range(_FIRST, refit - within + 1)
        learned = _learned(seen, outcome, known, _BELIEF[event], odds, seed=seed)
        for month in range(refit, min(refit + _REFIT, end + 1)):
            rows = seen[month][1]
            odds[month] = learned.odds(rows)
            months, steady = np.full(len(rows), month), np.full(len(rows), learned.base)
            told.append([months, learned.chance(rows), learned.rule(rows), steady, rows[:, _SILENT] == 0])
    now = _learned(seen, outcome, range(_FIRST, end + 1), _BELIEF[event], odds, seed=seed)
    happened = np.concatenate([outcome[month] for month in odds])
    month_of, chance, rule, steady, is_lifting = (np.concatenate(part) for part in zip(*told, strict=True))
    return Walk(now, month_of, chance, rule, steady, is_lifting, happened)


def _seen(lifted: Liftings, month: int) -> Seen:
    who = np.flatnonzero(at_risk(lifted.total, month))
    return who, features(lifted, month)[who]


def _learned(
    seen: Mapping[int, Seen],
    outcome: Mapping[int, Claims],
    months: range,
    belief: tuple[float, ...],
    odds: Mapping[int, Floats],
    *,
    seed: int,
) -> Learned:
    import lightgbm

    count = sum(len(outcome[month]) for month in months)
    taken = months[:: max(1, -(-count // _ROWS_MOST))]
    rows, happened = np.vstack([seen[at][1] for at in taken]), np.concatenate([outcome[at] for at in taken])
    if not _EVENTS_LEAST <= happened.sum() <= len(happened) - _EVENTS_LEAST:
        raise TooShortToWarn(
            f"by {months[-1] + 1} months it had happened {happened.sum()} times in {len(happened)} cases",
            fix=f"give a history in which it happens, and does not, {_EVENTS_LEAST} times or more by then",
        )
    ways = [_WAYS.get(name, 0) for name in FEATURES]
    settings = {**_TREES, "monotone_constraints": ways, "seed": seed}
    booster = lightgbm.train(settings, lightgbm.Dataset(rows, happened.astype(float)), num_boost_round=_ROUNDS)
    weights = _weights([(told, outcome[month]) for month, told in odds.items() if month in months], np.array(belief))
    return Learned(booster, *_rates(rows, happened), weights)


def _rates(rows: Floats, happened: Claims) -> tuple[Floats, float]:
    base, classes = float(happened.mean()), _recency(rows)
    events = np.bincount(classes, happened, minlength=_CLASSES) + _RULE_WEIGHT * base
    return np.asarray(events / (np.bincount(classes, minlength=_CLASSES) + _RULE_WEIGHT)), base


def _recency(rows: Floats) -> NDArray[np.intp]:
    """A class for each number of silent months and of months with a lifting in the last six."""
    return np.asarray(rows[:, _SILENT] * 7 + np.round(6 * rows[:, _ACTIVE_6]), dtype=np.intp)


def _weights(told: Sequence[tuple[Floats, Claims]], belief: Floats) -> Floats:
    """By Newton's steps on the likelihood with a ridge; who starts with no belief in the rule keeps to the trees."""
    if not told:
        return belief
    odds, happened = (np.concatenate(part) for part in zip(*told, strict=True))
    odds = odds * [1.0, float(belief[1] > 0), 1.0]
    at = belief
    for _ in range(25):
        chance = _sigmoid(odds @ at)
        gradient = odds.T @ (chance - happened) + _BELIEF_WEIGHT * (at - belief)
        bend = (odds.T * (chance * (1 - chance))) @ odds + _BELIEF_WEIGHT * np.eye(len(belief))
        at = at - np.linalg.solve(bend, gradient)
    return np.asarray(np.maximum(at, [0.1, 0.0, -np.inf]))


def _sigmoid(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)))


def _logit(chance: Floats) -> Floats:
    kept = np.clip(chance, *_CHANCE)
    return np.asarray(np.log(kept / (1 - kept)))
