"""Names that are probably one member's: one ends where another begins, with as much of the same products.

Nothing is merged for anybody by this: it keeps a new name from being told as a new company, its growth as growth, and
the old name's end as a loss. Whoever knows better accepts or refuses the merger among the companies' names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from petroverse.insight.odds import Values

__all__ = ["Succession", "successions"]

_FORMS: Final = frozenset({"LTD", "LIMITED", "CO", "COMPANY", "PLC", "INC", "LLC", "THE"})
_COMMON: Final = 0.03
_NEAR: Final = 3
_HALF_YEAR: Final = 6
_NAMED: Final = (0.2, 5.0)
_UNNAMED: Final = (0.6, 1.6)
_SAME_MIX: Final = 0.97
_WEIGHTY: Final = 0.003

Succession = Mapping[int, int]
"""Member → the one that goes on under another name, by their places."""


def successions(names: Sequence[str], parts: Values) -> Succession:
    """Which names end where another begins.

    Args:
        names: The members.
        parts: Tonnes, (members, products, months).
    """
    tonnes = parts.sum(axis=1)
    months = tonnes.shape[1]
    begins = [int(met[0]) if (met := np.flatnonzero(row > 0)).size else months for row in tonnes]
    ends = [int(met[-1]) if (met := np.flatnonzero(row > 0)).size else -1 for row in tonnes]
    words = _words(names)
    whole = max(float(tonnes.sum()) / max(months, 1), 1e-9)
    found: dict[int, int] = {}
    for old in sorted(range(len(names)), key=lambda each: -tonnes[each].sum()):
        if not 0 <= ends[old] < months - 1:
            continue
        following = [
            new
            for new in range(len(names))
            if new != old
            and new not in found.values()
            and ends[old] - 1 <= begins[new] <= ends[old] + _NEAR
            and ends[new] > ends[old]
            and begins[new] > 0
        ]
        likely = {new: _likeness(parts[old], parts[new], words[old] & words[new], whole) for new in following}
        best = max(likely, key=likely.__getitem__, default=-1)
        if best >= 0 and likely[best] > 0:
            found[old] = best
    return found


def _likeness(old: Values, new: Values, shared: frozenset[str], whole: float) -> float:
    """How much one goes on as the other, 0 where it does not."""
    last = int(np.flatnonzero(old.sum(axis=0))[-1])
    first = int(np.flatnonzero(new.sum(axis=0))[0])
    before = old[:, max(last - _HALF_YEAR, 0) : last].mean(axis=1) if last else old[:, last]
    after = new[:, first + 1 : first + 1 + _HALF_YEAR]
    after = after.mean(axis=1) if after.size else new[:, first]
    if not before.sum() or not after.sum():
        return 0.0
    ratio = float(after.sum() / before.sum())
    mix = float(before @ after / (np.linalg.norm(before) * np.linalg.norm(after)))
    low, high = _NAMED if shared else _UNNAMED
    if not low <= ratio <= high:
        return 0.0
    if not shared and (mix < _SAME_MIX or before.sum() < _WEIGHTY * whole):
        return 0.0
    return mix + len(shared)


def _words(names: Sequence[str]) -> list[frozenset[str]]:
    """What tells each name from others: words that few have, legal forms left out."""
    said = [frozenset(re.findall(r"[A-Z0-9]+", name.upper().replace("&", " AND "))) - _FORMS for name in names]
    counts = Counter(word for each in said for word in each)
    most = max(_COMMON * len(names), 3)
    return [frozenset(word for word in each if counts[word] <= most and len(word) > 1) for each in said]
