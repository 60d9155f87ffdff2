"""Days and spans of days as titles and file names print them: ``AS AT 12TH APRIL 2024``, ``1st - 15th June 2023``.

Month names are read in English, whole or cut to three letters or more; a day may stand before or after its month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from petroverse.core.times import Span

__all__ = ["day_in", "days_in", "file_day", "file_year", "month_in", "span_in"]

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NAME: Final = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?P<rest>[a-z]*)"
_DAY: Final = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_GAP: Final = r"[\s,._-]*"
_DAY_FIRST: Final = re.compile(rf"(?<!\d){_DAY}(?:\s+of)?{_GAP}{_NAME}(?:{_GAP}{_YEAR}(?!\d))?")
_MONTH_FIRST: Final = re.compile(rf"(?<![a-z]){_NAME}{_GAP}{_DAY}(?![\d])(?:{_GAP}{_YEAR}(?!\d))?")
_BARE_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})(?:\s?(?:st|nd|rd|th))?\s*(?:-|–|—|to)\s*$")
_MONTH_YEAR: Final = re.compile(rf"(?<![a-z]){_NAME}{_GAP}{_YEAR}(?!\d)")
_NAMED_YEAR: Final = re.compile(rf"(?<![a-z]){_NAME}{_GAP}(?P<year>\d{{3,4}})(?!\d)")
_IN_FIGURES: Final = (
    re.compile(r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)[-./](?P<month>\d\d?)[-./](?P<day>\d\d?)(?![\d])"),
    re.compile(r"(?<![\d/.-])(?P<day>\d\d?)[-./](?P<month>\d\d?)[-./](?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<![\d/.-])(?P<day>\d\d?)-(?P<month>[a-z]{3})-(?P<year>\d\d)(?![\d/.-])"),
)
_ISO: Final = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-_.](\d{1,2})[-_.](\d{1,2})(?!\d)")


def days_in(text: str) -> list[date]:
    """Every day that a text names, in its order; a day without a year takes the year of the next that has one.

    Example:
        >>> days_in("(27th April - 11th May 2024 Averages)")
        [datetime.date(2024, 4, 27), datetime.date(2024, 5, 11)]
    """
    found = list(_parts(text))
    days: list[date] = []
    year = next((each[2] for each in reversed(found) if each[2]), None)
    following: date | None = None
    for day, month, own_year in reversed(found):
        known_year = own_year or year
        if known_year is None:
            continue
        made = _date(known_year, month, day)
        if made and not own_year and following and made > following:
            made = _date(known_year - 1, month, day)
        if made:
            days.insert(0, made)
            following, year = made, made.year
    return days


def day_in(text: str) -> date | None:
    """The first day that a text names, with its year; None where it names none.

    Example:
        >>> day_in("EX-PUMP PRICES OF OMCs/LPGMCs AS AT 12TH APRIL 2024")
        datetime.date(2024, 4, 12)
        >>> day_in("EX-PUMP PRICES AS AT 12/03/2026")
        datetime.date(2026, 3, 12)
    """
    return next(iter(days_in(text)), None)


def span_in(text: str) -> Span | None:
    """The days from the first to the last that a text names, both in it; None unless it names two.

    Example:
        >>> span_in("INDICATIVE EX-PUMP PRICES* (16th - 28th February 2022)")
        Span(start=datetime.date(2022, 2, 16), end=datetime.date(2022, 3, 1))
    """
    days = days_in(text)
    if len(days) < 2 or days[-1] < days[0]:
        return None
    return Span(days[0], days[-1] + timedelta(days=1))


def month_in(text: str) -> date | None:
    """The first day of the month that a text names with its year; None where it names none.

    Example:
        >>> month_in("June 2022")
        datetime.date(2022, 6, 1)
    """
    for found in _MONTH_YEAR.finditer(text.lower()):
        month = _month(found)
        if month:
            return date(int(found["year"]), month, 1)
    return None


def file_day(name: str) -> tuple[int | None, int, int] | None:
    """Year (None where the name says none), month and day that a file's name says; None where it says none.

    Example:
        >>> file_day("ex-pump-2024-04-12.xlsx"), file_day("quality-indicators-aug-17-23-undated.xlsx")
        ((2024, 4, 12), (None, 8, 17))
    """
    stem = name.rpartition("/")[2].rpartition(".")[0].lower()
    iso = _ISO.search(stem)
    if iso and _date(int(iso[1]), int(iso[2]), int(iso[3])):
        return int(iso[1]), int(iso[2]), int(iso[3])
    found = next(_parts(stem), None)
    return (found[2], found[1], found[0]) if found and _date(found[2] or 2000, found[1], found[0]) else None


def file_year(name: str) -> int | None:
    """The number of three or four digits after a month's name in a file's name: its year, or a slip of one.

    Example:
        >>> file_year("Indicative-Prices-1st-15th-November-107.xlsx"), file_year("omc-2024.xlsx")
        (107, None)
    """
    for found in _NAMED_YEAR.finditer(name.rpartition("/")[2].lower()):
        if _month(found):
            return int(found["year"])
    return None


def _parts(text: str) -> Iterator[tuple[int, int, int | None]]:
    """Day, month and year (where said) of each day in a text."""
    low = _in_words(text.lower())
    found = [each for pattern in (_DAY_FIRST, _MONTH_FIRST) for each in pattern.finditer(low) if _month(each)]
    end = -1
    for each in sorted(found, key=lambda match: (match.start(), -match.end())):
        if each.start() < end:
            continue
        end = each.end()
        year = int(each["year"]) if each["year"] else None
        before = _BARE_DAY.search(low[: each.start()])
        if before and each.re is _DAY_FIRST:
            yield int(before[1]), _month(each), year
        yield int(each["day"]), _month(each), year


def _in_words(text: str) -> str:
    """A text whose days in figures alone (``2026-03-12``, ``12/03/2026``, ``12-Mar-26``) name their month."""
    for pattern in _IN_FIGURES:
        text = pattern.sub(_in_word, text)
    return text


def _in_word(found: re.Match[str]) -> str:
    day, month, year = int(found["day"]), found["month"], found["year"]
    if month.isdigit() and not 1 <= int(month) <= len(_MONTHS):
        return found[0]
    name = _MONTHS[int(month) - 1] if month.isdigit() else month
    return f"{day} {name} {year if len(year) == 4 else f'20{year}'}"


def _month(found: re.Match[str]) -> int:
    """The month's number; 0 where the letters are of another word."""
    written = found["month"] + found["rest"]
    return next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(written)), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
