"""Flows: litres on their way into or out of tanks, each steady from one instant to another.

Between two instants every tank moves along a straight line, so what flowed in a step is the sum of its overlaps, and
two halves of a step give what the whole gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from petroverse.twin.physics.plant import Floats, Indices

__all__ = ["CAUSES", "COMES_IN", "Cause", "Flows", "cause_number"]

Cause = Literal["delivery", "receipt", "sale", "loading", "vapour", "leak", "theft", "line_break"]
"""Why product comes in (a truck drops, a depot is supplied) or goes out (sold through meters, loaded into trucks,
evaporated, leaked, stolen, run out of a broken line)."""

CAUSES: Final[tuple[Cause, ...]] = get_args(Cause)
COMES_IN: Final = (True, True, False, False, False, False, False, False)
"""Whether product of that cause comes in."""


def cause_number(cause: Cause) -> int:
    """Its row in arrays of causes."""
    return CAUSES.index(cause)


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """Columns of one length, a row for each flow.

    Attributes:
        tank: Which tank, by its place in the plant.
        meter: Which meter counts it; -1 where none does.
        cause: By ``cause_number``.
        start_s: When it starts, seconds of the world.
        end_s: When it ends.
        rate_l_s: Observed litres a second where a meter counts it, else standard ones; 0 or more.
        warms_c_l: By how much a standard litre of it warms its tank, °C; 0 for what goes out.
    """

    tank: Indices
    meter: Indices
    cause: Indices
    start_s: Floats
    end_s: Floats
    rate_l_s: Floats
    warms_c_l: Floats

    @classmethod
    def none(cls) -> Flows:
        """No flow at all."""
        whole, real = np.zeros(0, dtype=np.intp), np.zeros(0)
        return cls(whole, whole, whole, real, real, real, real)

    @classmethod
    def of(cls, tank: Indices, cause: Cause, span_s: tuple[float, float], std_l: Floats) -> Flows:
        """Unmetered flows of so many standard litres, one a tank, all over one span of seconds."""
        start, end = span_s
        size = tank.size
        return cls(
            tank=tank,
            meter=np.full(size, -1, dtype=np.intp),
            cause=np.full(size, cause_number(cause), dtype=np.intp),
            start_s=np.full(size, start),
            end_s=np.full(size, end),
            rate_l_s=std_l / (end - start),
            warms_c_l=np.zeros(size),
        )

    def overlap_s(self, from_s: float, until_s: float) -> Floats:
        """For how many seconds of a span each flows."""
        return np.asarray(np.maximum(np.minimum(self.end_s, until_s) - np.maximum(self.start_s, from_s), 0.0))

    def after(self, at_s: float) -> Flows:
        """Those that have not ended."""
        is_left = self.end_s > at_s
        return self if is_left.all() else Flows(*(each[is_left] for each in self._columns()))

    def __add__(self, other: Flows) -> Flows:
        """Both."""
        return Flows(*map(np.concatenate, zip(self._columns(), other._columns(), strict=True)))

    def _columns(self) -> tuple[NDArray[Any], ...]:
        return self.tank, self.meter, self.cause, self.start_s, self.end_s, self.rate_l_s, self.warms_c_l
