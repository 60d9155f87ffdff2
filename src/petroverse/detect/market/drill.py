"""The smallest node that explains a finding: what the whole country shows is told of the region or company it is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from petroverse.detect.market.finding import Finding, Signal

__all__ = ["explained"]

_MOST: Final = 0.7
"""Nodes explain an excess where together they have at least this part of it, in its own direction."""

_FEW: Final = 3
_COURSE: Final = ("level", "share")


def explained(findings: Sequence[Finding], signals: Sequence[Signal]) -> list[Finding]:
    """The findings, each told of the smallest node that explains it.

    A finding of the whole country that one region's or company's own finding explains is told with that one; where a
    few nodes explain it together, it names them.
    """
    parts = [each for each in signals if each.kind in _COURSE and (each.node.region or each.node.company)]
    kept, folded = [], {}
    for finding in findings:
        nodes = _nodes(finding.signal, parts) if _is_whole(finding.signal) else []
        own = next((each for each in findings if len(nodes) == 1 and _is_of(each.signal, nodes[0])), None)
        if own:
            folded[own.signal.key] = f"the whole country's {finding.signal.kind}"
        else:
            said = tuple(f"{each.node.words}: {each.excess:+,.0f} {each.unit}" for each in nodes)
            kept.append(replace(finding, made_of=said))
    return [
        replace(each, also=(*each.also, folded[each.signal.key])) if each.signal.key in folded else each
        for each in kept
    ]


def _is_whole(signal: Signal) -> bool:
    return signal.kind in ("level", "mix") and not (signal.node.region or signal.node.company)


def _is_of(signal: Signal, part: Signal) -> bool:
    return (signal.node, signal.until) == (part.node, part.until) and signal.kind in ("level", "share", "mix")


def _nodes(whole: Signal, parts: Sequence[Signal]) -> list[Signal]:
    """The fewest nodes of one source that have most of a whole's excess; none where no few do."""
    best: list[Signal] = []
    for source in ("regional", "omc"):
        same = [
            each
            for each in parts
            if (each.node.source, each.node.product, each.until) == (source, whole.node.product, whole.until)
            and each.excess * whole.excess > 0
        ]
        same.sort(key=lambda each: -abs(each.excess))
        reached = 0.0
        for count, each in enumerate(same[:_FEW], start=1):
            reached += each.excess
            if abs(reached) >= _MOST * abs(whole.excess):
                best = same[:count] if not best or count < len(best) else best
                break
    return best
