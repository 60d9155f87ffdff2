"""Which few of many are told: by surprise, by what is at stake, by who listens; lesser ones are folded in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from petroverse.insight.insight import Audience, Candidate

__all__ = ["Ranked", "ranked"]

_OF_A_KIND: Final = 2
_MOST: Final = 10
_LEAST: Final = 0.14
_FLOOR: Final = 0.002
_SAME: Final = ("year", "turn", "record", "unusual")
"""Kinds that say the same of a series in other words."""

_HOLDS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(_SAME, _SAME),
    "lead": ("share", "lead"),
    "share": ("share",),
    "concentration": ("concentration",),
    "correlation": ("correlation",),
    "disagreement": ("disagreement",),
}
"""What a kind takes in, where it is of the same series or of a part of it, and goes the same way."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One that is told, with what it takes in.

    Attributes:
        found: What it is.
        scores: By audience.
        folded: What it takes in.
    """

    found: Candidate
    scores: Mapping[Audience, float]
    folded: tuple[Candidate, ...] = ()


def ranked(
    candidates: Sequence[Candidate], weights: Mapping[str, Mapping[Audience, float]], whole_tonnes: float
) -> tuple[Ranked, ...]:
    """The few that are told, the most worth first.

    Args:
        candidates: All of one month.
        weights: Kind → audience → how much it is worth to them.
        whole_tonnes: What the whole market has in the month, in tonnes; for all products alike, whatever they cost.
    """
    scored = [(each, _scores(each, weights[each.kind], whole_tonnes)) for each in candidates]
    ordered = sorted(scored, key=lambda each: (-max(each[1].values()), each[0].about.key, each[0].kind))
    heads: list[tuple[Candidate, Mapping[Audience, float], list[Candidate]]] = []
    for found, by_audience in sorted(ordered, key=lambda each: -_breadth(each[0])):
        holder = next((own for head, _, own in heads if _takes_in(head, found)), None)
        if holder is None:
            heads.append((found, by_audience, []))
        else:
            holder.append(found)
    told: list[Ranked] = []
    for found, scores, own in sorted(heads, key=lambda each: -max(each[1].values())):
        of_kind = sum(each.found.kind == found.kind and each.found.about.source == found.about.source for each in told)
        if of_kind < _OF_A_KIND and max(scores.values()) >= _LEAST and len(told) < _MOST:
            told.append(Ranked(found, scores, tuple(sorted(own, key=lambda each: -each.tonnes))))
    return tuple(told)


def _scores(found: Candidate, weights: Mapping[Audience, float], whole_tonnes: float) -> dict[Audience, float]:
    part = min(max(found.tonnes / max(whole_tonnes, 1e-9), _FLOOR), 1.0)
    return {audience: round(float(found.surprise * part**0.5 * weight), 4) for audience, weight in weights.items()}


def _breadth(found: Candidate) -> int:
    """Wider ones first, so that they take narrower ones in; of one series, the kind that says most."""
    kind = len(_SAME) - _SAME.index(found.kind) if found.kind in _SAME else (1 if found.kind == "lead" else 0)
    return 100 * (not found.about.products) + 10 * (not found.about.member) + kind


def _takes_in(head: Candidate, found: Candidate) -> bool:
    return found.kind in _HOLDS.get(head.kind, ()) and head.way == found.way and head.about.holds(found.about)
