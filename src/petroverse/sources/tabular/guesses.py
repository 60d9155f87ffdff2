"""What the cells of a column look like: how its dates and numbers are written, what unit its heading names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from petroverse.sources.tabular.mapping import NumberRule
from petroverse.sources.tabular.units import UNIT_WORDS

__all__ = ["DATE_FORMATS", "date_formats", "number_marks", "unit_in"]

DATE_FORMATS: Final = (
    "",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%Y%m%d",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%y",
    "%b %Y",
    "%b-%Y",
    "%B %Y",
    "%m/%Y",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
)
"""Ways of writing dates that are tried, ISO first."""

_ENGLISH: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?|[+-]?\d*\.\d+")
_EUROPEAN: Final = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?|[+-]?\d*,\d+")
_SPACED: Final = re.compile(r"[+-]?\d{1,3}( \d{3})+([.,]\d+)?")
_WHOLE: Final = re.compile(r"[+-]?\d+")


def date_formats(texts: Iterable[str]) -> list[str]:
    """The formats under which every text is a date; several where they cannot be told apart.

    Example:
        >>> date_formats(["03/04/2024", "25/04/2024"])
        ['%d/%m/%Y']
    """
    words = list(texts)
    return [form for form in DATE_FORMATS if words and all(_fits(word, form) for word in words)]


def _fits(word: str, form: str) -> bool:
    try:
        if form:
            datetime.strptime(word, form)  # noqa: DTZ007  only its form is asked
        else:
            datetime.fromisoformat(f"{word}-01" if re.fullmatch(r"\d{4}-\d{2}", word) else word)
    except ValueError:
        return False
    return not (form == "" and word.isdigit())


def number_marks(texts: Iterable[str]) -> list[NumberRule]:
    """The marks under which every text is a number; several where it may be either, none where one is no number.

    Example:
        >>> number_marks(["1.234,5", "17"])
        [NumberRule(decimal=',', thousands='.')]
    """
    words = [each for each in texts if not _WHOLE.fullmatch(each)]
    found = []
    if all(_ENGLISH.fullmatch(each) for each in words):
        found.append(NumberRule(".", "," if any("," in each for each in words) else ""))
    if words and all(_EUROPEAN.fullmatch(each) for each in words):
        found.append(NumberRule(",", "." if any("." in each for each in words) else ""))
    if words and all(_SPACED.fullmatch(each) for each in words):
        found.append(NumberRule("," if any("," in each for each in words) else ".", " "))
    return found


def unit_in(heading: str) -> str:
    """The unit that a heading names; empty where it names none, or several.

    Example:
        >>> unit_in("Volume (thousand litres)"), unit_in("Qty")
        ('thousand litres', '')
    """
    text = f" {re.sub(r'[^a-z0-9³]+', ' ', heading.lower())} "
    found = [word for word in UNIT_WORDS if f" {word} " in text]
    longest = [word for word in found if not any(word != other and f" {word} " in f" {other} " for other in found)]
    return longest[0] if len({UNIT_WORDS[each] for each in longest}) == 1 else ""
