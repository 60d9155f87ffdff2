"""Texts as publishers write them, made comparable, and the product or region that they name.

Spellings belong to the country pack. A text is compared after blanks, stars and case are evened out; the most
particular spelling wins, so that ``Gasoil (Mines)`` is not taken for gasoil.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.sources.workbooks.cells import Cell

__all__ = ["clean", "match_product", "match_region", "named", "plain", "says"]

_BLANKS: Final = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_SHORT: Final = 4
"""A short form of a region's name has at most so many letters."""
_MARKS: Final = re.compile(r"(?:[^\w&+%/]|_)+")


def clean(text: str) -> str:
    """A text with single blanks and no outer ones; case as printed.

    Example:
        >>> clean("  JO &  JU ENERGY LIMITED ")
        'JO & JU ENERGY LIMITED'
    """
    return _BLANKS.sub(" ", text).strip()


def plain(text: str) -> str:
    """A text for comparison: upper case, every mark a blank, single blanks.

    Example:
        >>> plain(" Gasoil             (Cell Site)"), plain("**LPG"), plain("GASOIL -Power Plant")
        ('GASOIL CELL SITE', 'LPG', 'GASOIL POWER PLANT')
    """
    return _plain(text)


@cache
def _plain(text: str) -> str:
    return _MARKS.sub(" ", unicodedata.normalize("NFKC", text).upper().replace("%", " % ")).strip()


def named(cell: Cell, spellings: Mapping[str, str]) -> str | None:
    """What a cell names, by exact spelling after ``plain``; None where it names nothing known."""
    return spellings.get(plain(cell)) if isinstance(cell, str) else None


def match_product(cell: Cell, pack: CountryPack) -> str | None:
    """The product code that a heading names; None where the pack does not know it.

    Units in brackets are looked past (``ATK (Lts)``); nothing else is guessed.
    """
    if not isinstance(cell, str):
        return None
    found = named(cell, pack.product_spellings)
    return found or _without_unit(plain(cell), pack) or _said_twice(cell, pack)


def _said_twice(heading: str, pack: CountryPack) -> str | None:
    """The product that a heading names both before and within its brackets, such as ``Kerosene (DPK)``."""
    before, bracket, within = heading.partition("(")
    codes = {pack.product_spellings.get(plain(each)) for each in (before, within)}
    return codes.pop() if bracket and len(codes) == 1 else None


def _without_unit(bare: str, pack: CountryPack) -> str | None:
    for unit in pack.words.get("unit_suffix", ()):
        if bare.endswith(f" {unit}"):
            return pack.product_spellings.get(bare.removesuffix(f" {unit}"))
    return None


def match_region(cell: Cell, pack: CountryPack) -> str | None:
    """The region that a text names; the word for *region* and a short form in brackets beside it are looked past."""
    if not isinstance(cell, str):
        return None
    found = pack.region_spellings.get(plain(cell))
    if found:
        return found
    before, _, short = cell.partition("(")
    name = before if len(plain(short)) <= _SHORT else cell
    words = [word for word in plain(name).split() if word not in pack.words.get("region", ())]
    return pack.region_spellings.get(" ".join(words))


def says(cell: Cell, key: str, pack: CountryPack) -> bool:
    """Whether a text contains one of the pack's words or phrases for a key, as whole words.

    Example:
        ``says("PERFORMANCE OF OMCS, JAN 2024", "title.omc", pack)``
    """
    return isinstance(cell, str) and _contains(cell, pack.words.get(key, ()))


@lru_cache(1 << 16)
def _contains(text: str, phrases: tuple[str, ...]) -> bool:
    padded = f" {plain(text)} "
    return any(f" {phrase} " in padded for phrase in phrases)
