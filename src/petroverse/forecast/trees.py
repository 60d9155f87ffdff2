"""One model of all series: boosted trees over what the last months, the year before and the parent did.

What is predicted is the change of a month's logarithm, its days and season taken out, against the level of the last
three months, measured in the series' own swings; so a large company teaches a small one. Its word comes with its
reasons: ``pred_contrib`` splits each prediction exactly (TreeSHAP) into what each group of features added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from petroverse.forecast.calendar_effect import day_effect, weekday_weights
from petroverse.forecast.forecaster import Z80, Z95, Outlook
from petroverse.forecast.series import Floats, History, Panel, SeriesKey
from petroverse.forecast.working_days import coarsest, logarithms, shrunk_season

__all__ = ["Trees"]

NAME = "Trees"
BACK = 12
"""Months that a row looks back."""

GROUPS = {
    "last months": (0, 4),
    "half year and year before": (4, 8),
    "the whole it is part of": (8, 10),
    "season": (10, 11),
    "size and steadiness": (11, 13),
    "months ahead": (13, 14),
}
"""Columns of a row by what a reader calls them."""

COLUMNS = 14

LEAST_ROWS = 400
"""Fewer rows than this teach a tree nothing."""

MOST_CHANGE = 5.0
"""Changes of more than so many swings are beginnings and ends; they are held to it."""

SWING_MONTHS, LEAST_SWING = 24, 0.03
"""A swing is told by two years; a series that never moves still may by 3 %."""

SETTINGS: dict[str, Any] = {
    "objective": "regression_l1",
    "learning_rate": 0.05,
    "num_leaves": 15,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "num_threads": 1,
    "deterministic": True,
    "force_col_wise": True,
    "seed": 7,
    "verbosity": -1,
}
ROUNDS = 150


@dataclass(frozen=True, eq=False)
class _Freed:
    """A series without its days and season, and both over the past and the months ahead.

    ``swing`` is the usual change from month to month over the two years up to each month: what a row is measured in.
    """

    values: Floats
    swing: Floats
    days: Floats
    season: Floats
    whole: Floats | None


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees over all series of a panel; has nothing to say where all series together are too short."""

    @property
    def name(self) -> str:
        """How it is called."""
        return NAME

    def outlooks(self, panel: Panel, horizon: int) -> Mapping[SeriesKey, Outlook]:
        """Its word on every series of more than a year."""
        freed = _freed(panel, horizon)
        rows = [_taught(each, horizon) for each in freed.values()]
        features = np.vstack([each[0] for each in rows]) if rows else np.empty((0, COLUMNS))
        if len(features) < LEAST_ROWS:
            return {}
        targets = np.concatenate([each[1] for each in rows])
        model = _fitted(features, targets)
        spread = _spread(model, features, targets, horizon)
        return {key: _told(model, each, spread, panel.histories[key]) for key, each in freed.items()}


def _freed(panel: Panel, horizon: int) -> dict[SeriesKey, _Freed]:
    weights = weekday_weights(coarsest(panel))
    alone = {key: _alone(each, horizon, weights) for key, each in panel.histories.items() if len(each.values) > BACK}
    return {key: _with_whole(each, alone.get(panel.parents.get(key, ()))) for key, each in alone.items()}


def _alone(history: History, horizon: int, weights: Floats) -> _Freed:
    values = logarithms(history.filled)
    count = len(values) + horizon
    days = day_effect(history.first_month, count, weights)
    shape = shrunk_season(values - days[: len(values)], history.first_month.month)
    season = shape[(np.arange(count) + history.first_month.month - 1) % 12]
    free = values - (days + season)[: len(values)]
    return _Freed(free, _swing(free), days, season, None)


def _swing(values: Floats) -> Floats:
    squares = np.r_[0.0, np.cumsum(np.diff(values) ** 2)]
    months = np.arange(len(values))
    since = np.maximum(0, months - SWING_MONTHS)
    mean = (squares - squares[since]) / np.maximum(1, months - since)
    return np.asarray(np.sqrt(np.maximum(mean, LEAST_SWING**2)), dtype=np.float64)


def _with_whole(one: _Freed, parent: _Freed | None) -> _Freed:
    if parent is None:
        return one
    whole = np.full(len(one.values), parent.values[0])
    count = min(len(whole), len(parent.values))
    whole[-count:] = parent.values[-count:]
    return replace(one, whole=whole)


def _row(one: _Freed, now: int, ahead: int) -> list[float]:
    """What is known at the end of month ``now`` (an index), for so many months ahead."""
    back = one.values[now - BACK + 1 : now + 1]
    level, swing = back[-3:].mean(), one.swing[now]
    whole = one.whole[now - BACK + 1 : now + 1] if one.whole is not None else back
    changes = [
        *(back[-3:] - level),
        back[-1] - back[-6:].mean(),
        level - back[-6:].mean(),
        level - back.mean(),
        back[-6:].mean() - back[:6].mean(),
        back[0] - level,
        whole[-3:].mean() - whole[-6:].mean(),
        whole[-3:].mean() - whole.mean(),
        one.season[now + ahead] - one.season[now],
    ]
    return [*(each / swing for each in changes), level, swing, float(ahead)]


def _taught(one: _Freed, horizon: int) -> tuple[Floats, Floats]:
    """All pairs of a past month and a month ahead of it that is known."""
    months = len(one.values)
    pairs = [
        (now, ahead) for now in range(BACK - 1, months - 1) for ahead in range(1, min(horizon, months - 1 - now) + 1)
    ]
    if not pairs:
        return np.empty((0, COLUMNS)), np.empty(0)
    features = np.array([_row(one, now, ahead) for now, ahead in pairs])
    targets = [
        (one.values[now + ahead] - one.values[now - 2 : now + 1].mean()) / one.swing[now] for now, ahead in pairs
    ]
    return features, np.clip(np.array(targets), -MOST_CHANGE, MOST_CHANGE)


def _fitted(features: Floats, targets: Floats) -> Any:  # noqa: ANN401 - the library's own type
    import lightgbm

    return lightgbm.train(SETTINGS, lightgbm.Dataset(features, targets), ROUNDS)


def _spread(model: Any, features: Floats, targets: Floats, horizon: int) -> Floats:  # noqa: ANN401 - as above
    left = targets - np.asarray(model.predict(features, num_threads=1))
    ahead = features[:, -1]
    return np.array(
        [float(np.std(left[ahead == each])) if (ahead == each).any() else 1.0 for each in range(1, horizon + 1)]
    )


def _told(model: Any, one: _Freed, spread: Floats, history: History) -> Outlook:  # noqa: ANN401 - as above
    now, horizon = len(one.values) - 1, len(spread)
    rows = np.array([_row(one, now, ahead) for ahead in range(1, horizon + 1)])
    parts = np.asarray(model.predict(rows, pred_contrib=True, num_threads=1)) * one.swing[now]
    back_again = one.values[-3:].mean() + (one.days + one.season)[now + 1 : now + 1 + horizon]
    mean = parts.sum(axis=1) + back_again
    most = 3.0 * float(history.filled[-12:].max())
    told = [np.minimum(np.exp(mean + each * spread * one.swing[now]), most) for each in (0.0, -Z80, Z80, -Z95, Z95)]
    drivers = {name: parts[:, first:last].sum(axis=1) for name, (first, last) in GROUPS.items()}
    return Outlook.told(told, drivers)
