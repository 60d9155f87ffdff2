"""How surprising a figure is: robust scales of its own past, and a tail that does not trust them too far.

Sources: median absolute deviation times 1.4826 (consistent with the standard deviation of a normal distribution,
Rousseeuw and Croux 1993); the tail of Student's t with three degrees of freedom in closed form (heavy, so that a dozen
quiet years do not make everything a sensation); Benjamini and Yekutieli 2001 for many tests that depend on each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Values", "discoveries", "is_fresh", "spread", "surprise_of"]

Values = NDArray[np.float64]

_TO_SIGMA: Final = 1.4826
_MOST: Final = 4.0
_ROOT3: Final = math.sqrt(3.0)


def spread(values: Values) -> float:
    """The robust standard deviation of values, NaN left out; 0 where nothing varies or nothing is there.

    Example:
        >>> round(spread(np.array([1.0, 2.0, 3.0, 4.0, 100.0])), 4)
        1.4826
    """
    known = values[np.isfinite(values)]
    return float(_TO_SIGMA * np.median(np.abs(known - np.median(known)))) if known.size else 0.0


def surprise_of(deviations: float) -> float:
    """Minus the decimal logarithm of the chance to be so many robust deviations off, either way; 0 to 4.

    Example:
        >>> round(surprise_of(0.0), 3), round(surprise_of(3.182), 3)
        (0.0, 1.301)
    """
    x = abs(deviations) / _ROOT3
    tail = 1.0 - 2.0 / math.pi * (x / (1.0 + x * x) + math.atan(x))
    return min(-math.log10(max(tail, 10**-_MOST)), _MOST)


def is_fresh(sizes: Values, *, least: float, before: int = 6, part: float = 0.67) -> bool:
    """Whether the last of these is news: it is large, and nothing nearly as large the same way came just before.

    Args:
        sizes: Signed sizes, month by month; NaN where there is none.
        least: From when on one is large.
        before: How many months before count.
        part: From which part of the last one on an earlier one is nearly as large.

    Example:
        >>> is_fresh(np.array([0.0, 0.1, 3.0]), least=2.0), is_fresh(np.array([0.0, 2.5, 3.0]), least=2.0)
        (True, False)
    """
    last = sizes[-1]
    if not np.isfinite(last) or abs(last) < least:
        return False
    earlier = np.nan_to_num(sizes[-1 - before : -1]) * np.sign(last)
    return not bool((earlier >= max(part * abs(last), least)).any())


def discoveries(chances: Sequence[float], rate: float) -> tuple[bool, ...]:
    """Which of many tests stand, so that at most this part of those that do is chance, however they depend.

    Example:
        >>> discoveries([0.0001, 0.04, 0.9], 0.05)
        (True, False, False)
    """
    count = len(chances)
    harmonic = sum(1.0 / place for place in range(1, count + 1))
    order = sorted(range(count), key=chances.__getitem__)
    passed = [place for place, at in enumerate(order, 1) if chances[at] <= rate * place / (count * harmonic)]
    last = max(passed, default=0)
    standing = set(order[:last])
    return tuple(at in standing for at in range(count))
