"""Words that stand where a title names its month and that no pack knows: perhaps a month in another language.

A title with a year and without a month is of the whole year only if nothing in it can be a month's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.sources.workbooks.headings import plain

__all__ = ["unknown_month"]

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:\d{1,2}(?!\d))?|\d+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONTH_NUMBER: Final = re.compile(r"0[1-9]|1[0-2]")
_SHORTEST: Final = 3
"""A month's name has so many letters, or fewer that are not of the English alphabet."""


def unknown_month(sheet_name: str, titles: Sequence[str], pack: CountryPack) -> str | None:
    """The first word in a month's place that the pack does not know; None where there is none.

    A month's place is beside the year, anywhere in the sheet's name, and a line that is one word.

    Args:
        sheet_name: The sheet's name.
        titles: The texts above its table, none of which names a month.
        pack: The country.
    """
    known, passed = _known(pack), set(pack.words.get("title.year", ()))
    words = chain(_words(sheet_name), *(_in_months_place(text, passed) for text in titles))
    return next((word for word in words if not _is_known(word, known)), None)


def _in_months_place(text: str, passed: set[str]) -> Iterator[str]:
    tokens = [each for each in _TOKEN.findall(plain(text)) if each not in passed]
    words = list(filter(_is_word, tokens))
    if len(words) == 1:
        yield from words
    for at in (at for at, token in enumerate(tokens) if _YEAR.fullmatch(token)):
        before, after = list(filter(_may_be_month, tokens[:at])), list(filter(_may_be_month, tokens[at + 1 :]))
        yield from (*before[-1:], *after[:1])


def _words(text: str) -> Iterator[str]:
    return filter(_is_word, _TOKEN.findall(plain(text)))


def _is_word(token: str) -> bool:
    return not token.isdigit() and (len(token) >= _SHORTEST or not token.isalpha() or not token.isascii())


def _may_be_month(token: str) -> bool:
    return _is_word(token) or _MONTH_NUMBER.fullmatch(token) is not None


def _is_known(word: str, known: set[str]) -> bool:
    name = word.rstrip("0123456789")
    return word in known or (len(name) >= _SHORTEST and name in known)


def _known(pack: CountryPack) -> set[str]:
    """Every word that a pack spells out, whatever it is for."""
    names = (plain(each) for each in (pack.country, pack.publisher))
    phrases = chain(names, pack.product_spellings, pack.region_spellings, *pack.words.values())
    return {word for phrase in phrases for word in phrase.split() if not word.isdigit()}
