"""Months and years of one series: which of them a total of whole years reads.

Where all twelve months of a year are known they are read; else the year's own edition; else the months there are. A
month counts as known when its edition has a cell that is not blank. What is finer than a year reads months alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

__all__ = ["Claim", "counted_in_year"]

Claim = tuple[int, str, str, date, int]
"""Edition number, series, grain, first day, and cells that are not blank."""

_MONTHS = 12


def counted_in_year(claims: Iterable[Claim]) -> frozenset[int]:
    """The numbers of the editions that a total of whole years reads.

    Args:
        claims: The winning editions; those that are neither of a month nor of a year always count.

    Example:
        >>> counted_in_year([(1, "omc", "year", date(2018, 1, 1), 9), (2, "omc", "month", date(2018, 1, 1), 9)])
        frozenset({1})
    """
    of_year: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    always = set()
    for each in claims:
        number, series, grain, start, _ = each
        if grain in {"month", "year"}:
            of_year[series, start.year].append(each)
        else:
            always.add(number)
    return frozenset(always.union(*(_counted(group) for group in of_year.values())))


def _counted(group: Sequence[Claim]) -> set[int]:
    years = {number for number, _, grain, _, cells in group if grain == "year" and cells}
    months = {number for number, _, grain, _, _ in group if grain == "month"}
    known = {start for _, _, grain, start, cells in group if grain == "month" and cells}
    return months if len(known) == _MONTHS or not years else years
