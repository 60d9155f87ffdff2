"""Monthly series, the tree they form, and what of them is known at an origin.

A value is the sum of one month in the series' unit; NaN is missing, 0 is zero. A ``Panel`` holds copies of the months
before its origin, so that no forecaster can look into the future, even by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

import numpy as np

from petroverse.core.errors import InputRefused
from petroverse.forecast.breaks import Floats, joined

__all__ = [
    "Break",
    "Floats",
    "History",
    "Panel",
    "Series",
    "SeriesKey",
    "SeriesNotValid",
    "SeriesSet",
    "month_after",
    "months_between",
    "series_key",
]

SeriesKey = tuple[tuple[str, str], ...]
"""Sorted pairs of dimension and value; the empty key is the whole of a unit."""


class SeriesNotValid(InputRefused):
    """A set of series that is no tree: two units in one sum, a first month that is no first of a month, a key twice."""


def series_key(**dimensions: str) -> SeriesKey:
    """The key of a series.

    Example:
        >>> series_key(product="gasoline", company="A")
        (('company', 'A'), ('product', 'gasoline'))
    """
    return tuple(sorted(dimensions.items()))


def month_after(month: date, count: int = 1) -> date:
    """The first of the month so many months later (or earlier, where the count is negative).

    Example:
        >>> month_after(date(2024, 11, 1), 3)
        datetime.date(2025, 2, 1)
    """
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def months_between(first: date, last: date) -> int:
    """How many months the second lies after the first."""
    return (last.year - first.year) * 12 + last.month - first.month


@dataclass(frozen=True, slots=True)
class Break:
    """A month from which on the same name counts something else.

    Args:
        month: The first month of the new meaning.
        reason: In words that a reader is shown: "cell sites are told apart from here".
    """

    month: date
    reason: str


@dataclass(frozen=True, eq=False)
class Series:
    """One series of a market as it was known at a time.

    Args:
        key: Whose volume of what.
        first_month: The month of the first value, as its first day.
        values: One sum a month; NaN where nothing is known, 0 where nothing moved.
        unit: ``L``, ``kg`` …; never mixed within a tree.
        known_at: The values were read by what was known then.
        breaks: Where the definition changed.
    """

    key: SeriesKey
    first_month: date
    values: Floats
    unit: str
    known_at: datetime
    breaks: tuple[Break, ...] = ()

    @property
    def next_month(self) -> date:
        """The month after the last value."""
        return month_after(self.first_month, len(self.values))

    def before(self, origin: date) -> History | None:
        """What is known before a month, from the first month in which something moved; None where nothing did.

        What lies before a definition break is brought to the level of what lies after it.
        """
        known = np.array(self.values[: max(0, months_between(self.first_month, origin))], dtype=float)
        moved = np.flatnonzero(np.nan_to_num(known) > 0)
        if not len(moved):
            return None
        breaks = tuple(each for each in self.breaks if each.month < origin)
        at = [months_between(self.first_month, each.month) for each in breaks]
        values = joined(known, at)[moved[0] :]
        return History(self.key, month_after(self.first_month, int(moved[0])), values, self.unit, breaks)


@dataclass(frozen=True, eq=False)
class History:
    """The months of a series before an origin: a copy that begins with the first month in which something moved."""

    key: SeriesKey
    first_month: date
    values: Floats
    unit: str
    breaks: tuple[Break, ...] = ()

    @property
    def origin(self) -> date:
        """The month after the last value: the first that is forecast."""
        return month_after(self.first_month, len(self.values))

    @cached_property
    def filled(self) -> Floats:
        """The values with missing months taken as zero moved: what is not published is rarely sold."""
        return np.nan_to_num(self.values)


@dataclass(frozen=True, eq=False)
class Panel:
    """All histories at one origin, and who adds up to whom."""

    origin: date
    histories: Mapping[SeriesKey, History]
    parents: Mapping[SeriesKey, SeriesKey] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class SeriesSet:
    """Series that add up: each level has more dimensions than the one before.

    Example:
        >>> from datetime import UTC
        >>> known = datetime(2024, 3, 5, tzinfo=UTC)
        >>> def of(company: str, *litres: float) -> Series:
        ...     return Series(series_key(company=company), date(2024, 1, 1), np.array(litres), "L", known)
        >>> market = SeriesSet.of([of("A", 1.0, 2.0), of("B", 3.0, 4.0)], [(), ("company",)])
        >>> market.series[()].values
        array([4., 6.])
        >>> market.parent_of(series_key(company="A"))
        ()
    """

    series: Mapping[SeriesKey, Series]
    levels: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, series: Sequence[Series], levels: Sequence[Sequence[str]]) -> SeriesSet:
        """Makes the tree; a parent that is not among the series is the sum of its children.

        A parent that is given may begin earlier than its children.

        Args:
            series: The finest level at least, all of one unit.
            levels: Dimensions of each level, the coarsest first; each holds those of the one before.

        Raises:
            SeriesNotValid: Units differ, a key stands twice, or a first month is not the first of a month.
        """
        _check(series)
        held = {each.key: each for each in series}
        ordered = tuple(tuple(sorted(level)) for level in levels)
        for finer, level in reversed(list(zip(ordered[1:], ordered, strict=False))):
            children = [each for each in held.values() if _dimensions(each.key) == finer]
            for parent, of in _by_parent(children, level).items():
                held.setdefault(parent, _summed(parent, of))
        return cls({key: each for key, each in held.items() if _dimensions(key) in ordered}, ordered)

    @property
    def keys(self) -> tuple[SeriesKey, ...]:
        """All keys, the coarsest level first, each level in order."""
        return tuple(sorted(self.series, key=lambda key: (len(key), key)))

    @property
    def next_month(self) -> date:
        """The month after the last that any series knows."""
        return max(each.next_month for each in self.series.values())

    @property
    def known_at(self) -> datetime:
        """The latest time by which a value of the set was known."""
        return max(each.known_at for each in self.series.values())

    def level_of(self, key: SeriesKey) -> int:
        """Which level a key stands on; 0 is the coarsest."""
        return self.levels.index(_dimensions(key))

    def parent_of(self, key: SeriesKey) -> SeriesKey | None:
        """The key that this one is a part of; None at the coarsest level."""
        level = self.level_of(key)
        return None if level == 0 else _part(key, self.levels[level - 1])

    def at(self, origin: date) -> Panel:
        """What is known before an origin."""
        known = {key: history for key in self.keys if (history := self.series[key].before(origin)) is not None}
        ending = {key: each for key, each in known.items() if each.origin == origin}
        parents = {key: parent for key in ending if (parent := self.parent_of(key)) in ending and parent is not None}
        return Panel(origin, ending, parents)


def _dimensions(key: SeriesKey) -> tuple[str, ...]:
    return tuple(name for name, _ in key)


def _part(key: SeriesKey, level: Sequence[str]) -> SeriesKey:
    return tuple(pair for pair in key if pair[0] in level)


def _by_parent(children: Sequence[Series], level: Sequence[str]) -> dict[SeriesKey, list[Series]]:
    grouped: dict[SeriesKey, list[Series]] = {}
    for child in children:
        grouped.setdefault(_part(child.key, level), []).append(child)
    return grouped


def _summed(key: SeriesKey, children: Sequence[Series]) -> Series:
    first = min(each.first_month for each in children)
    count = months_between(first, max(each.next_month for each in children))
    rows = np.full((len(children), count), np.nan)
    for row, each in zip(rows, children, strict=True):
        start = months_between(first, each.first_month)
        row[start : start + len(each.values)] = each.values
    total = np.where(np.isnan(rows).all(axis=0), np.nan, np.nansum(rows, axis=0))
    return Series(key, first, total, children[0].unit, max(each.known_at for each in children))


def _check(series: Sequence[Series]) -> None:
    units = sorted({each.unit for each in series})
    if len(units) != 1:
        raise SeriesNotValid(f"a tree has one unit, this has {units or 'no series'}", fix="make one set a unit")
    if len({each.key for each in series}) != len(series):
        raise SeriesNotValid("a key stands twice in the set")
    odd = [each for each in series if each.first_month.day != 1]
    if odd:
        raise SeriesNotValid(f"{odd[0].first_month} is not the first of a month")
