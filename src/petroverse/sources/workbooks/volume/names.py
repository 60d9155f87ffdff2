"""Company names: the printed name, the company it stands for, and merges that are proposed to a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from petroverse.core.country import CompanyAlias, CountryPack
from petroverse.sources.workbooks.headings import clean, plain

__all__ = ["FORM", "SHORT_NAME", "CompanyNames", "MergeProposal", "propose_merges"]

SHORT_NAME: Final = "short name"
"""Reason of an alias that only price publications use."""
FORM: Final = "form"
"""Reason of an alias that differs in the words for the company's form alone, which is nothing to report."""


class CompanyNames:
    """The companies that printed names stand for, by a pack's aliases; only what a person wrote down is merged.

    Args:
        pack: The country whose aliases apply.
        without: Reasons whose aliases do not apply here.
    """

    def __init__(self, pack: CountryPack, *, without: Collection[str] = ()) -> None:
        aliases = [each for each in pack.aliases if each.reason not in without]
        self._aliases = {_key(each.alias): each for each in aliases}
        self._formerly = pack.words.get("formerly", ())

    def company(self, printed: str, on: date) -> str:
        """The company that a printed name stands for on a day: notes of a former name are left off, aliases applied."""
        name = self.without_note(printed)
        for _ in range(len(self._aliases) + 1):
            alias = self._aliases.get(_key(name))
            if alias is None or alias.company == name or (alias.since is not None and on < alias.since):
                return name
            name = alias.company
        return name

    def alias(self, printed: str) -> CompanyAlias | None:
        """The alias that the pack has for a printed name, or None."""
        return self._aliases.get(_key(printed)) or self._aliases.get(_key(self.without_note(printed)))

    def has_note(self, printed: str) -> bool:
        """Whether the name carries a note in brackets of what the company was called before."""
        return self.without_note(printed) != clean(printed)

    def without_note(self, printed: str) -> str:
        """The name without a note of a former name.

        Example:
            ``JO & JU ENERGY LIMITED (Formally Jo & Ju Oil Company Limited)`` → ``JO & JU ENERGY LIMITED``
        """
        name = clean(printed)
        before, bracket, note = name.partition("(")
        said = f" {plain(note)} "
        is_note = bracket and any(f" {word} " in said for word in self._formerly)
        return before.strip() if is_note else name


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two names that may be one company; a person decides.

    Attributes:
        name: The one name.
        other: The other, as printed.
        confidence: 0 to 1; 1 where only blanks, marks or the words for the company's form differ, or where the pack
            knows of a renaming, before which facts stand under the former name.
        reason: Why they look alike.
    """

    name: str
    other: str
    confidence: float
    reason: str


def propose_merges(names: Iterable[str], pack: CountryPack, *, at_least: float = 0.9) -> list[MergeProposal]:
    """Pairs of names that look like one company or were one after the other, surest first; nothing is merged.

    Args:
        names: Company names as printed.
        pack: The country: its words for a company's form, and the pairs that are never merged.
        at_least: Lowest confidence to propose, 0 to 1.

    Example:
        ``propose_merges(["OIL SPACE LTD", "OIL-SPACE LIMITED"], pack)`` proposes the pair with confidence 1.
    """
    from rapidfuzz import fuzz, process

    distinct = sorted({clean(each) for each in names})
    cores = [_core(each, pack.words.get("company_form", ())) for each in distinct]
    never = {frozenset(map(_key, pair)) for pair in pack.never_merge}
    scores = process.cdist(cores, cores, scorer=fuzz.ratio, score_cutoff=at_least * 100)
    found = list(_renamings(distinct, pack))
    known = {frozenset((each.name, each.other)) for each in found}
    for one in range(len(distinct)):
        for other in range(one + 1, len(distinct)):
            score = float(scores[one][other]) / 100
            names = frozenset((distinct[one], distinct[other]))
            if score < at_least or names in known or _differs_by_initials(cores[one], cores[other]):
                continue
            reason = "the same but for blanks, marks or the form" if score == 1 else "spelled alike"
            found.append(MergeProposal(distinct[one], distinct[other], round(score, 3), reason))
    proposed = [each for each in found if frozenset((_key(each.name), _key(each.other))) not in never]
    return sorted(proposed, key=lambda each: (-each.confidence, each.name))


def _renamings(names: Iterable[str], pack: CountryPack) -> Iterator[MergeProposal]:
    held = {_key(each): each for each in names}
    for alias in pack.aliases:
        name, other = held.get(_key(alias.alias)), held.get(_key(alias.company))
        if alias.since is not None and name and other:
            reason = f"renamed from {alias.since:%Y-%m} on; the time before stands under the former name"
            yield MergeProposal(name, other, 1.0, reason)


def _differs_by_initials(one: str, other: str) -> bool:
    """Whether the names differ in a word of one or two letters: initials tell companies apart (BF and BG)."""
    first, second = one.split(), other.split()
    if len(first) != len(second):
        return False
    return any(a != b and len(a) <= 2 and len(b) <= 2 for a, b in zip(first, second, strict=True))


def _core(name: str, forms: tuple[str, ...]) -> str:
    bare = plain(name.partition("(")[0]) or plain(name)
    words = [word for word in bare.split() if word not in forms]
    return " ".join(words) or bare


@cache
def _key(name: str) -> str:
    return clean(name).upper()
