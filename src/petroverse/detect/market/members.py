"""The detectors, behind one protocol: features of past months in, probability of each present one out.

Robust   the largest residual, under a heavy tail; it decides
Ecod     how far out a month lies by the empirical tails of every feature
Forest   how few cuts set a month apart (isolation forest)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from petroverse.detect.market.tails import heavy_tail

__all__ = ["MEMBERS", "Ecod", "Forest", "Member", "Robust", "opinions", "together"]

_TAIL_SHARE: Final = 0.1
"""Beyond this share of the past the tail of a score is continued as a power law (Hill's estimator)."""


class Member(Protocol):
    """Says how unlikely a month is, from what months were like before."""

    @property
    def name(self) -> str:
        """Its name on lists."""
        ...

    def probabilities(self, past: NDArray[np.float64], now: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability of each row of ``now`` where nothing is wrong.

        Args:
            past: Features of earlier months in standard deviations, shape (n_past, n_features), no NaN.
            now: Of the months to be judged, shape (n_now, n_features).
        """
        ...


@dataclass(frozen=True, slots=True)
class Robust:
    """The residual farthest out, under Student's t with 4 degrees of freedom; each feature is a look of its own."""

    name: str = "robust"

    def probabilities(self, past: NDArray[np.float64], now: NDArray[np.float64]) -> NDArray[np.float64]:
        """See ``Member``."""
        del past  # the residuals are scaled by their own past already
        return np.asarray(np.minimum(1.0, heavy_tail(np.abs(now).max(axis=1)) * now.shape[1]))


@dataclass(frozen=True, slots=True)
class Ecod:
    """Empirical cumulative distributions: the sum over features of the surprise of the more surprising tail.

    Source: Z. Li, Y. Zhao, X. Hu, N. Botta, C. Ionescu, G. Chen, ECOD: unsupervised outlier detection using empirical
    cumulative distribution functions, IEEE TKDE 35 (2023), 12181–12193.
    """

    name: str = "ecod"

    def probabilities(self, past: NDArray[np.float64], now: NDArray[np.float64]) -> NDArray[np.float64]:
        """See ``Member``."""
        if not len(past):
            return np.ones(len(now))
        ordered = np.sort(past, axis=0)
        return _beyond(_ecod(ordered, past), _ecod(ordered, now))


@dataclass(frozen=True, slots=True)
class Forest:
    """Isolation forest, as scikit-learn grows it.

    Source: F. T. Liu, K. M. Ting, Z.-H. Zhou, Isolation forest, ICDM 2008, 413–422.

    Attributes:
        seed: Of its chance: the same facts give the same forest.
    """

    seed: int = 0
    trees: int = 100
    name: str = "forest"

    def probabilities(self, past: NDArray[np.float64], now: NDArray[np.float64]) -> NDArray[np.float64]:
        """See ``Member``."""
        if len(past) < 2 * past.shape[1] or not len(now):
            return np.ones(len(now))
        from sklearn.ensemble import IsolationForest  # heavy: a gateway never needs it

        grown = IsolationForest(n_estimators=self.trees, random_state=self.seed, n_jobs=1).fit(past)
        return _beyond(-grown.score_samples(past), -grown.score_samples(now))


MEMBERS: Final[tuple[Member, ...]] = (Robust(), Ecod())
"""Those that judge every node and month: a forest takes a tenth of a second for each group of siblings and month."""

_WEIGHTS: Final = {"robust": 0.8, "ecod": 0.2}
"""Parts of the logarithm of the common probability; benchmarks/anomaly_trial.py shows what each does alone."""


def opinions(
    members: Sequence[Member], past: NDArray[np.float64], now: NDArray[np.float64]
) -> dict[str, NDArray[np.float64]]:
    """What each member says of each row of ``now``, by its name."""
    return {each.name: each.probabilities(past, now) for each in members}


def together(told: Mapping[str, float]) -> float:
    """One probability of the members': their weighted geometric mean.

    Example:
        >>> round(together({"robust": 1e-5, "ecod": 1e-5}), 7)
        1e-05
    """
    weights = {name: _WEIGHTS.get(name, 0.2) for name in told}
    total = sum(weights.values())
    return float(np.exp(sum(weights[name] * np.log(max(told[name], 1e-300)) for name in told) / total))


def _ecod(ordered: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.float64]:
    count = len(ordered)
    features = range(ordered.shape[1])
    at_most = [np.searchsorted(ordered[:, at], rows[:, at], side="right") for at in features]
    at_least = [count - np.searchsorted(ordered[:, at], rows[:, at], side="left") for at in features]
    rare = [np.minimum(low, high) for low, high in zip(at_most, at_least, strict=True)]
    return np.asarray(-np.log((np.array(rare) + 1) / (count + 1)).sum(axis=0))


def _beyond(past: NDArray[np.float64], now: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probability of a score at least so high, by the scores of the past; beyond them by a power law.

    Source: B. M. Hill, A simple general approach to inference about the tail of a distribution, Annals of Statistics
    3 (1975), 1163–1174.
    """
    ordered = np.sort(past)
    count = len(ordered)
    share = (count - np.searchsorted(ordered, now, side="left") + 1) / (count + 1)
    edge = float(np.quantile(ordered, 1 - _TAIL_SHARE))
    beyond = ordered[ordered > edge]
    if edge <= 0 or len(beyond) < 5:
        return np.asarray(share)
    steepness = 1 / max(float(np.log(beyond / edge).mean()), 1e-6)
    far = _TAIL_SHARE * (np.maximum(now, edge) / edge) ** -steepness
    return np.where(now > edge, np.minimum(share, far), share)
