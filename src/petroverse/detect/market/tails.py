"""How unlikely a residual is: a heavy tail, because markets are more restless than the normal law."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["MAD_TO_SD", "chi_square_tail", "heavy_tail", "surprise"]

MAD_TO_SD: Final = 1.4826
"""Standard deviation of a normal law by its median absolute deviation: 1 / 0.6745."""

_FAR: Final = 60.0
"""From here on the closed form loses its digits, and the leading term of the tail is exact to 1 %."""


def heavy_tail(z: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Probability of a residual at least so large, either way, under Student's t with 4 degrees of freedom; 0 to 1.

    Source: closed form of the t distribution for 4 degrees of freedom (Abramowitz and Stegun, 26.7.4); its leading
    term 6 / z⁴ far out. NaN gives 1: what is not known is no surprise.

    Example:
        >>> [round(float(heavy_tail(each)), 4) for each in (0, 2.776, 8.610)]
        [1.0, 0.05, 0.001]
    """
    size = np.abs(np.nan_to_num(np.asarray(z, dtype=float), nan=0.0, posinf=1e9, neginf=-1e9))
    near = np.minimum(size, _FAR)
    sine = near / np.sqrt(4 + near**2)
    inside = 1 - 1.5 * sine * (1 - sine**2 / 3)
    return np.asarray(np.where(size > _FAR, 6.0 / np.maximum(size, _FAR) ** 4, np.clip(inside, 0.0, 1.0)))


def chi_square_tail(statistic: float, degrees: int) -> float:
    """Probability of a chi-square statistic at least so large, 0 to 1.

    Source: E. B. Wilson and M. M. Hilferty, The distribution of chi-square, PNAS 17 (1931), 684–688.

    Example:
        >>> round(chi_square_tail(16.919, 9), 3)
        0.05
    """
    spread = 2 / (9 * degrees)
    normal = ((max(statistic, 0.0) / degrees) ** (1 / 3) - (1 - spread)) / math.sqrt(spread)
    return 0.5 * math.erfc(normal / math.sqrt(2))


def surprise(probability: float) -> float:
    """Digits of a probability: 3 is one in a thousand; at most 12."""
    return min(-math.log10(max(probability, 1e-12)), 12.0)
