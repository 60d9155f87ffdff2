"""How many false alarms a month may bring, and what people's verdicts make of that.

A kind of finding that is tested m times in a month and told below a probability p brings m·p false findings a month on
average, whatever the tests have to do with each other. So p is the kind's part of the budget by m.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["FAMILIES", "FARTHEST", "Threshold", "Verdicts", "thresholds"]

FAMILIES: Final[Mapping[str, tuple[str, float]]] = {
    "level": ("course", 0.5),
    "share": ("course", 0.5),
    "mix": ("course", 0.5),
    "unit_slip": ("course", 0.5),
    "shift": ("shift", 0.2),
    "price_move": ("price_move", 0.1),
    "copied_prices": ("copied_prices", 0.05),
    "copied_month": ("copied_month", 0.05),
    "repeated_block": ("repeated_block", 0.05),
    "last_digits": ("last_digits", 0.05),
}
"""Kind → the tests that it shares its budget with, and their part of it. Kinds that are certain need none."""

FARTHEST: Final = 4.0
"""Verdicts make a kind at most so many times stricter, or looser; the whole budget stands either way."""

_BELIEF: Final = 2.0
"""As many verdicts of each sort are taken as given before any: one dismissal alone changes little."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What people said of the findings of one kind."""

    confirmed: int = 0
    dismissed: int = 0

    @property
    def factor(self) -> float:
        """What the kind's part of the budget is multiplied by, 1/4 to 4.

        Example:
            >>> Verdicts().factor, round(Verdicts(dismissed=6).factor, 2), round(Verdicts(confirmed=2).factor, 2)
            (1.0, 0.25, 2.0)
        """
        ratio = (self.confirmed + _BELIEF) / (self.dismissed + _BELIEF)
        return min(max(ratio, 1 / FARTHEST), FARTHEST)


@dataclass(frozen=True, slots=True)
class Threshold:
    """Below which probability a kind is told, and why."""

    probability: float
    tests_a_month: float
    why: str


def thresholds(
    tests_a_month: Mapping[str, float], budget: float, verdicts: Mapping[str, Verdicts]
) -> dict[str, Threshold]:
    """Each family's threshold; together they keep the budget.

    Args:
        tests_a_month: Family → how often it is tested in a month.
        budget: False findings a month, above 0.
        verdicts: Family → what people said.
    """
    parts = dict(FAMILIES.values())
    weighed = {name: part * verdicts.get(name, Verdicts()).factor for name, part in parts.items()}
    too_much = max(sum(weighed.values()), 1.0)
    found = {}
    for name, weight in weighed.items():
        tests = max(tests_a_month.get(name, 0.0), 1.0)
        share = budget * weight / too_much
        said = verdicts.get(name, Verdicts())
        why = f"{share:.2g} of {budget:g} false findings a month over {tests:.0f} tests"
        if said != Verdicts():
            why += f", after {said.confirmed} confirmed and {said.dismissed} dismissed (× {said.factor:.2g})"
        found[name] = Threshold(min(share / tests, 0.05), tests, why)
    return found
