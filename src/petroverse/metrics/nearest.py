"""The word that somebody may have meant: for faults and warnings about names that nothing has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

__all__ = ["one_of", "probably_meant"]

_ALIKE: Final = 0.6
_MOST: Final = 3


def probably_meant(word: str, known: Iterable[str]) -> list[str]:
    """The few known words nearest to one that is not known: those that hold it first, then those spelled alike.

    Example:
        >>> probably_meant("volum", ["volume", "rank"]), probably_meant("Vivo", ["GOIL PLC", "VIVO ENERGY GHANA"])
        (['volume'], ['VIVO ENERGY GHANA'])
    """
    by_low = {each.casefold(): each for each in sorted(known)}
    low = word.casefold().strip()
    holding = [name for each, name in by_low.items() if low and low in each]
    alike = [by_low[each] for each in get_close_matches(low, by_low, n=_MOST, cutoff=_ALIKE)]
    return list(dict.fromkeys([*holding, *alike]))[:_MOST]


def one_of(word: str, known: Iterable[str], meanings: Mapping[str, str] | None = None) -> str:
    """What to do about an unknown word: the one that was probably meant, and all there are.

    Args:
        word: The word.
        known: The words there are.
        meanings: Other words for some of them.

    Example:
        >>> one_of("volum", ["volume", "rank"])
        "did you mean 'volume'? one of volume, rank"
    """
    listed = list(known)
    other = (meanings or {}).get(word.casefold().strip().replace(" ", "_").replace("-", "_"))
    meant = [other] if other else probably_meant(word, listed)
    asked = f"did you mean {meant[0]!r}? " if meant else ""
    return f"{asked}one of {', '.join(listed)}"
