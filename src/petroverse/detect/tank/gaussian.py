"""A linear model with Gaussian noise and Gaussian priors, its variances found by restricted likelihood; numpy alone.

    y = X θ + e      θ ~ N(prior mean, prior variance)      e ~ N(0, R(variances))

A parameter with a wide prior is a fixed effect, one with a narrow prior a nuisance whose uncertainty goes into that of
all others: what cannot be told apart comes out with large variances and a correlation near −1, never as a guess.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

__all__ = ["Fit", "best_variances", "fitted", "t_quantile"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """What the rows say.

    Attributes:
        mean: Posterior means, (p,).
        covariance: Posterior covariance, (p, p).
        likelihood: Log of the marginal likelihood, less a constant.
        rest: Whitened residuals, (blocks × n,): independent and of variance 1 where the model holds.
    """

    mean: Floats
    covariance: Floats
    likelihood: float
    rest: Floats


def fitted(columns: Floats, seen: Floats, noise: Floats, prior: tuple[Floats, Floats]) -> Fit:
    """The posterior of a linear model.

    Args:
        columns: X, (blocks, n, p).
        seen: y, (blocks, n).
        noise: R, (blocks, n, n), positive definite; rows of two blocks have no noise in common.
        prior: Means (p,) and covariance (p, p) of the parameters.

    Source: Rasmussen, Williams, Gaussian Processes for Machine Learning (2006), section 2.1 and eq. 2.30.
    """
    mean, covariance = prior
    root = np.linalg.cholesky(noise)
    joined = np.concatenate((columns, (seen - columns @ mean)[..., None]), axis=-1)
    white = np.linalg.solve(root, joined).reshape(-1, mean.size + 1)
    design, rest = white[:, :-1], white[:, -1]
    spread = np.linalg.cholesky(covariance)
    scaled = design @ spread
    inner = np.eye(mean.size) + scaled.T @ scaled
    weights = np.linalg.solve(inner, scaled.T @ rest)
    left = rest - scaled @ weights
    logdet = 2.0 * float(np.log(np.diagonal(root, axis1=-2, axis2=-1)).sum()) + float(np.linalg.slogdet(inner)[1])
    likelihood = -0.5 * (float(rest @ left) + logdet)
    posterior = spread @ np.linalg.inv(inner) @ spread.T
    return Fit(mean + spread @ weights, posterior, likelihood, left)


def best_variances(likelihood: Callable[[Floats], float], start: Floats, factor: float, rounds: int) -> Floats:
    """Standard deviations at which the likelihood is greatest, one after the other on a grid that grows finer.

    Args:
        likelihood: Of standard deviations.
        start: Where the search starts, all above zero.
        factor: How far the first steps go, above 1.
        rounds: How often the step is halved, in logarithms.
    """
    best, height, step = np.log(start), likelihood(start), math.log(factor)
    for _ in range(rounds):
        for which in range(start.size):
            best, height = _climbed(likelihood, best, height, which, step)
        step /= 2.0
    return np.exp(best)


def _climbed(
    likelihood: Callable[[Floats], float], best: Floats, height: float, which: int, step: float
) -> tuple[Floats, float]:
    for sign in (1.0, -1.0):
        for _ in range(4):
            tried = best.copy()
            tried[which] += sign * step
            found = likelihood(np.exp(tried))
            if found <= height:
                break
            best, height = tried, found
    return best, height


def t_quantile(probability: float, freedom: float) -> float:
    """Student's t quantile, to 0.1 % for 5 and more degrees of freedom between 0.001 and 0.999.

    Source: Abramowitz, Stegun, Handbook of Mathematical Functions (1964), 26.7.5.

    Example:
        >>> round(t_quantile(0.975, 10), 3)
        2.228
    """
    x, n = NormalDist().inv_cdf(probability), freedom
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + sum(term / n**power for power, term in enumerate(terms, 1))
