"""A country pack: what is particular to one country, as data that core types read. No country is in the core.

A pack is a folder of TOML files beside a reader or given by the user:

    pack.toml       name, publisher, currency, time zone, pricing windows, decimal and thousands marks, lag by family
    products.toml   spellings of products, most particular first; conversion factors by date; definition breaks
    regions.toml    regions by level of their history ("10" until 2018, "16" from 2019), parents, tiles, spellings
    companies.toml  aliases and renames with dates; pairs that are never merged
    prices.toml     spellings of price components, levies and margins as dated rows, plausible ranges
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

__all__ = [
    "CompanyAlias",
    "CountryPack",
    "DefinitionBreak",
    "Factor",
    "Region",
    "RegionLevel",
    "placed_regions",
    "window_start",
]


@dataclass(frozen=True, slots=True)
class Factor:
    """Litres (or kg) of a product in one tonne, from a day on (until the next row of the same product)."""

    product: str
    since: date
    units_per_tonne: float


@dataclass(frozen=True, slots=True)
class DefinitionBreak:
    """A series that changes its meaning, not its trade: ``product`` was inside ``inside`` before ``since``."""

    source: str
    product: str
    inside: str
    since: date
    note: str


@dataclass(frozen=True, slots=True)
class Region:
    """One region at one level of the country's division.

    Attributes:
        name: What a person reads.
        level: The level's name.
        parent: The region of the coarsest level that it lies in; itself where it is one, or was never changed.
        code: A short public code of it, such as ISO 3166-2; empty where it has none.
        row: Where its tile lies on a map of tiles, from the top, 0 first; None where the pack does not say.
        column: And from the left.
    """

    name: str
    level: str
    parent: str
    code: str = ""
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class RegionLevel:
    """One state of the country's division, named such as ``10`` or ``16``, in force from ``since``."""

    name: str
    since: date


@dataclass(frozen=True, slots=True)
class CompanyAlias:
    """One name stands for another company's name, from ``since`` (None: always) and reversibly."""

    alias: str
    company: str
    since: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CountryPack:
    """Everything that is particular to one country.

    Attributes:
        name: The pack's code, such as ``npa_ghana``.
        publisher: Who publishes, as a person reads it.
        country: The country's name.
        currency: ISO 4217 code; ``minor_unit`` is the hundredth as printed (``GHp``).
        time_zone: IANA name.
        window_days: Days of the month on which a pricing window starts, ascending; () where there are none.
        is_simulated: Whether the country is made up.
        publication_lag_days: Family of document → usual days from the period's end to its publication.
        product_spellings: Printed spelling, upper case and one blank between words → canonical product or grade code.
        factors: Conversion factors by date.
        breaks: Known changes of definition.
        region_levels: Coarsest and oldest first.
        regions: Every region of every level.
        region_spellings: Printed spelling, upper case and one blank → region name.
        aliases: Company names that stand for another.
        never_merge: Pairs of company names that look alike and are two companies.
        component_spellings: Printed price component, upper case → canonical component code.
        component_roles: Canonical component → price, tax, levy, margin, adjustment or total.
        price_ranges: Product or grade → lowest and highest plausible price in the major currency unit.
        words: Key such as ``title.omc`` → words and phrases that its publications print for it, upper case.
        borders: Region of the coarsest level → the countries that it borders on by land, by ISO 3166-1 code.
        product_uses: Product → the special use that it is meant for, and taxed or subsidised for, in words.
    """

    name: str
    publisher: str
    country: str
    currency: str
    minor_unit: str
    time_zone: str
    window_days: tuple[int, ...]
    is_simulated: bool
    publication_lag_days: Mapping[str, int]
    product_spellings: Mapping[str, str]
    factors: tuple[Factor, ...]
    breaks: tuple[DefinitionBreak, ...]
    region_levels: tuple[RegionLevel, ...]
    regions: tuple[Region, ...]
    region_spellings: Mapping[str, str]
    aliases: tuple[CompanyAlias, ...]
    never_merge: tuple[tuple[str, str], ...]
    component_spellings: Mapping[str, str]
    component_roles: Mapping[str, str]
    price_ranges: Mapping[str, tuple[float, float]]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    borders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    product_uses: Mapping[str, str] = field(default_factory=dict)

    def units_per_tonne(self, product: str, on: date) -> float | None:
        """The factor in force for a product on a day; None where the pack has none."""
        rows = [each for each in self.factors if each.product == product and each.since <= on]
        return max(rows, key=lambda each: each.since).units_per_tonne if rows else None


def window_start(day: date, window_days: tuple[int, ...]) -> date | None:
    """The first day of the pricing window that a day lies in; None where the country has no windows.

    Example:
        >>> window_start(date(2024, 3, 20), (1, 16))
        datetime.date(2024, 3, 16)
        >>> window_start(date(2024, 3, 2), (5, 20))
        datetime.date(2024, 2, 20)
    """
    if not window_days:
        return None
    earlier = [each for each in window_days if each <= day.day]
    if earlier:
        return day.replace(day=max(earlier))
    return (day.replace(day=1) - timedelta(days=1)).replace(day=max(window_days))


def placed_regions(regions: Sequence[Region]) -> tuple[Region, ...]:
    """The same regions, each with a tile: as their pack places them, or by name in an even grid, level by level.

    A level whose tiles are not all placed is placed anew, so that no two tiles meet.

    Example:
        >>> coast, hills = placed_regions([Region("Hills", "2", "Hills"), Region("Coast", "2", "Coast")])[::-1]
        >>> (coast.row, coast.column), (hills.row, hills.column)
        ((0, 0), (0, 1))
    """
    unplaced = {each.level for each in regions if each.row is None or each.column is None}
    by_name = {level: sorted(each.name for each in regions if each.level == level) for level in unplaced}
    return tuple(_in_grid(each, by_name[each.level]) if each.level in unplaced else each for each in regions)


def _in_grid(region: Region, names: Sequence[str]) -> Region:
    row, column = divmod(names.index(region.name), math.isqrt(len(names) - 1) + 1)
    return replace(region, row=row, column=column)
