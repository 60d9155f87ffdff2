"""The linear model against slower ways, and the t quantile against printed tables."""

from __future__ import annotations

import numpy as np
import pytest

from petroverse.detect.tank.gaussian import best_variances, fitted, t_quantile


@pytest.mark.parametrize(
    ("probability", "freedom", "printed"),
    [(0.975, 5, 2.5706), (0.975, 10, 2.2281), (0.995, 10, 3.1693), (0.995, 30, 2.7500), (0.95, 60, 1.6706)],
)
def test_t_quantiles_are_those_of_the_tables(probability, freedom, printed):
    """Printed: Abramowitz and Stegun, table 26.10."""
    assert t_quantile(probability, freedom) == pytest.approx(printed, rel=2e-3)


def a_problem(seed: int):
    dice = np.random.default_rng(seed)
    columns, seen = dice.normal(size=(3, 6, 4)), dice.normal(size=(3, 6))
    half = dice.normal(size=(3, 6, 6))
    noise = half @ half.transpose(0, 2, 1) + np.eye(6)
    mean, spread = dice.normal(size=4), dice.normal(size=(4, 4))
    return columns, seen, noise, (mean, spread @ spread.T + np.eye(4))


@pytest.mark.parametrize("seed", range(5))
def test_the_posterior_is_that_of_one_great_gaussian(seed):
    """Slowly: write all rows as one vector, its covariance whole, and condition on it."""
    columns, seen, noise, (mean, covariance) = a_problem(seed)
    x, y = columns.reshape(18, 4), seen.reshape(18)
    whole = np.zeros((18, 18))
    for block in range(3):
        whole[6 * block : 6 * block + 6, 6 * block : 6 * block + 6] = noise[block]
    total = whole + x @ covariance @ x.T
    gain = covariance @ x.T @ np.linalg.inv(total)
    found = fitted(columns, seen, noise, (mean, covariance))
    assert found.mean == pytest.approx(mean + gain @ (y - x @ mean))
    assert found.covariance == pytest.approx(covariance - gain @ x @ covariance)
    rest = y - x @ mean
    slow = -0.5 * (rest @ np.linalg.solve(total, rest) + np.linalg.slogdet(total)[1])
    assert found.likelihood == pytest.approx(slow)


def test_the_best_variances_are_found():
    dice = np.random.default_rng(1)
    small, large = dice.normal(0.0, 0.3, 4000), dice.normal(0.0, 5.0, 4000)

    def likelihood(sds):
        return float(
            -sum(
                (each**2).sum() / (2 * sd**2) + each.size * np.log(sd)
                for each, sd in zip((small, large), sds, strict=True)
            )
        )

    found = best_variances(likelihood, np.array([1.0, 1.0]), 3.0, 6)
    assert found == pytest.approx([0.3, 5.0], rel=0.05)
