"""The period that a title, sheet name or label speaks of: quarter and half first, then two months, then one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from petroverse.sources.workbooks.cells import Cell

__all__ = ["Period", "label_month", "parse_period"]

_MONTHS: Final = (
    *("JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE"),
    *("JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"),
)
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")
_MONTH_KEYS: Final = tuple(f"month.{name.lower()}" for name in _MONTHS)
_NO_WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
_ORDINAL: Final = {"FIRST": 1, "SECOND": 2, "THIRD": 3, "FOURTH": 4}
_ALIKE: Final = 0.82
_EARLIEST, _LATEST = 1950, 2100
_MONTHS_OF_YEAR: Final = 12
_KNOWN_BY: Final = re.compile(r"\bAS (?:AT|OF|ON)\b")
"""What follows says when a table was drawn up, if months stand before it."""
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_NUMBERED: Final = (
    re.compile(rf"(?<![A-Z\d])(?<!\d[-./]){_YEAR}[-./](?P<month>\d\d?)(?!\d)"),
    re.compile(rf"(?<![A-Z\d])(?<!\d[-./])(?P<month>\d\d?)[-./]{_YEAR}(?!\d)"),
    re.compile(rf"(?<![A-Z\d])\d\d?[-./](?P<month>\d\d?)[-./]{_YEAR}(?!\d)"),
    re.compile(rf"(?<![A-Z\d]){_YEAR}(?P<month>0[1-9]|1[0-2])(?!\d)"),
)
_BARE_MONTH: Final = re.compile(r"M(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Period:
    """Months of one year, from ``first`` to ``last``.

    Attributes:
        year: The year, or None where the text names none.
        first: First month, 1 to 12; 0 where the text names no month.
        last: Last month, 1 to 12; 0 where the text names no month.
    """

    year: int | None
    first: int = 0
    last: int = 0

    @property
    def has_months(self) -> bool:
        """Whether the text names months."""
        return self.first > 0

    @property
    def is_month(self) -> bool:
        """Whether it is a single month."""
        return self.first > 0 and self.first == self.last

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return (self.first, self.last) == (1, 12)

    @property
    def months(self) -> range:
        """The months it covers."""
        return range(self.first, self.last + 1) if self.first else range(0)


def parse_period(text: str, words: Mapping[str, tuple[str, ...]] = _NO_WORDS) -> Period | None:
    """The period that a text names, or None where it names neither a month nor a year.

    Args:
        text: A title, a sheet's name or a label.
        words: A country pack's words: those of ``month.january`` to ``month.december`` count beside the English names.

    Example:
        >>> parse_period("H1-2024  "), parse_period("JAN - JUN 2025"), parse_period("August 19")
        (Period(year=2024, first=1, last=6), Period(year=2025, first=1, last=6), Period(year=2019, first=8, last=8))
        >>> parse_period("2017"), parse_period("NATIONAL DOMESTIC SUPPLY_2024"), parse_period("Sheet1")
        (Period(year=2017, first=0, last=0), Period(year=2024, first=0, last=0), None)
        >>> parse_period("2025-07"), parse_period("01/07/2025 - 31/07/2025"), parse_period("JULY 2025 (as at 5 May)")
        (Period(year=2025, first=7, last=7), Period(year=2025, first=7, last=7), Period(year=2025, first=7, last=7))
        >>> parse_period("Juillet 2025", {"month.july": ("JUILLET", "JUIL")})
        Period(year=2025, first=7, last=7)
    """
    return _parsed(text, tuple(words.get(key, ()) for key in _MONTH_KEYS))


@lru_cache(1 << 14)
def _parsed(text: str, named: tuple[tuple[str, ...], ...]) -> Period | None:
    upper = unicodedata.normalize("NFKC", text).upper()
    known_by = _KNOWN_BY.search(upper)
    if known_by and known_by.start() and (period := _parsed(upper[: known_by.start()], named)) and period.has_months:
        return period
    tokens = _TOKEN.findall(upper)
    months = [(at, month) for at, token in enumerate(tokens) if (month := _named(token, named) or _month(token))]
    part = _part_of_year(tokens)
    if not months and not part and (numbered := _numbered_months(upper)):
        return numbered
    year = _year(tokens, months[-1][0] if months else None, has_part=part is not None)
    if part:
        return Period(year, *part)
    if months:
        return Period(year, months[0][1], months[-1][1]) if months[0][1] <= months[-1][1] else Period(year)
    return Period(year) if year else None


def label_month(cell: Cell, words: Mapping[str, tuple[str, ...]] = _NO_WORDS) -> tuple[int | None, int] | None:
    """Year (None where not named) and month of a row label; the day of a date is not believed.

    Args:
        cell: The label.
        words: A country pack's words, as for ``parse_period``.

    Example:
        >>> label_month(date(2010, 2, 11)), label_month("January "), label_month("TOTAL")
        ((2010, 2), (None, 1), None)
        >>> label_month("2025-07"), label_month(7), label_month(202507), label_month(2025)
        ((2025, 7), (None, 7), (2025, 7), None)
    """
    if isinstance(cell, date):
        return cell.year, cell.month
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _month_of_number(cell)
    if not isinstance(cell, str):
        return None
    found = parse_period(cell, words)
    return (found.year, found.first) if found and found.is_month else None


def _numbered_months(text: str) -> Period | None:
    """The months that a text without any month's name writes as numbers: ``2025-07``, ``07/2025``, ``31/07/2025``."""
    found = [(int(year), int(month)) for pattern in _NUMBERED for year, month in _year_months(pattern, text)]
    years = {year for year, month in found if 1 <= month <= _MONTHS_OF_YEAR}
    months = [month for _, month in found if 1 <= month <= _MONTHS_OF_YEAR]
    if len(years) != 1:
        bare = _BARE_MONTH.fullmatch(text.strip())
        return Period(None, int(bare[1]), int(bare[1])) if bare else None
    return Period(years.pop(), min(months), max(months))


def _year_months(pattern: re.Pattern[str], text: str) -> list[tuple[str, str]]:
    return [(each["year"], each["month"]) for each in pattern.finditer(text)]


def _month_of_number(cell: float) -> tuple[int | None, int] | None:
    """A month's number, alone (7) or behind its year (202507)."""
    if not float(cell).is_integer():
        return None
    year, month = divmod(int(cell), 100)
    if 1 <= month <= _MONTHS_OF_YEAR and (year == 0 or _EARLIEST <= year < _LATEST):
        return year or None, month
    return None


def _named(token: str, named: tuple[tuple[str, ...], ...]) -> int:
    """The month that a country pack spells so; 0 where none is."""
    return next((month for month, spellings in enumerate(named, 1) if token in spellings), 0)


@cache
def _month(token: str) -> int:
    if len(token) < 3 or not token.isalpha():
        return 0
    for number, name in enumerate(_MONTHS, 1):
        if name.startswith(token):
            return number
    if len(token) < 5:
        return 0
    alike = [(SequenceMatcher(None, token, name).ratio(), number) for number, name in enumerate(_MONTHS, 1)]
    ratio, number = max(alike)
    return number if ratio >= _ALIKE else 0


def _part_of_year(tokens: list[str]) -> tuple[int, int] | None:
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else ""
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        number = _ordinal(tokens, at)
        if token in {"Q", "QTR", "QUARTER"} and (quarter := _digit(after, 4) or number or _digit(before, 4)):
            return 3 * quarter - 2, 3 * quarter
        if token in {"H", "HALF"} and (half := _digit(after, 2) or number or _digit(before, 2)):
            return 6 * half - 5, 6 * half
    return None


def _ordinal(tokens: list[str], at: int) -> int:
    before = tokens[at - 1] if at else ""
    if before in {"ST", "ND", "RD", "TH"} and at > 1:
        return _digit(tokens[at - 2], 4)
    return _ORDINAL.get(before, 0)


def _digit(token: str, most: int) -> int:
    return int(token) if len(token) == 1 and token.isdigit() and 1 <= int(token) <= most else 0


def _year(tokens: list[str], last_month_at: int | None, *, has_part: bool) -> int | None:
    years = {int(token) for token in tokens if len(token) == 4 and token.isdigit()}
    years = {year for year in years if _EARLIEST <= year < _LATEST}
    if len(years) == 1:
        return years.pop()
    if years:
        return None
    short = [token for token in tokens[(last_month_at or 0) :] if len(token) == 2 and token.isdigit()]
    if short and (last_month_at is not None or has_part):
        return 2000 + int(short[-1])
    return None
