"""A second, slower way to answer questions about volumes: plain Python over plain lists, no SQL, no registry."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from petroverse.core.products import PRODUCTS
from volume_facts import FACTORS, Figure, Publication, Table

__all__ = ["Asked", "Fact", "Mixed", "answer", "facts_read", "groups"]


class Mixed(Exception):
    """Litres and kilograms would be added."""


@dataclass(frozen=True)
class Fact:
    """One figure with its table."""

    table: Table
    figure: Figure


@dataclass(frozen=True)
class Asked:
    """A question in plain words."""

    source: str
    dimensions: tuple[str, ...]
    products: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    as_of: datetime | None = None


def facts_read(publications: Sequence[Publication], asked: Asked, *, finer: bool) -> list[Fact]:
    """The figures that count: later known tables replace earlier ones whole; months or the year's table."""
    best: dict[tuple[str, date], tuple[tuple[datetime, int, int], Table]] = {}
    for order, each in enumerate(publications):
        if asked.as_of is not None and each.known > asked.as_of:
            continue
        for table in each.tables:
            claim = (each.known, _days(each), order)
            slot = (table.grain, table.start)
            if table.source == asked.source and (slot not in best or best[slot][0] < claim):
                best[slot] = (claim, table)
    tables = [table for _, table in best.values()]
    read = [each for each in tables if each.grain == "month"] if finer else _of_years(tables)
    return [Fact(table, figure) for table in read for figure in table.figures]


def answer(facts: Iterable[Fact], asked: Asked, measure: Callable[[list[Fact]], object]) -> dict[tuple, object]:
    return {key: measure(group) for key, group in groups(facts, asked).items()}


def groups(facts: Iterable[Fact], asked: Asked) -> dict[tuple, list[Fact]]:
    found: dict[tuple, list[Fact]] = defaultdict(list)
    for each in facts:
        if asked.products and each.figure.product not in asked.products:
            continue
        if (asked.first and each.table.start < asked.first) or (asked.last and each.table.start > asked.last):
            continue
        found[tuple(_value(name, each) for name in asked.dimensions)].append(each)
    return dict(found)


def volume(finest_is_month: bool) -> Callable[[list[Fact]], float | None]:
    def total(group: list[Fact]) -> float | None:
        if len({PRODUCTS[each.figure.product].unit for each in group}) > 1:
            raise Mixed
        values = [each.figure.volume for each in group if each.figure.volume is not None]
        return None if finest_is_month and not values else math.fsum(values)

    return total


def tonnes(group: list[Fact]) -> float:
    values = [each for each in group if each.figure.volume is not None]
    return math.fsum(each.figure.volume / FACTORS[each.figure.product] for each in values)


def cells(group: list[Fact]) -> int:
    return sum(each.figure.volume is not None for each in group)


def companies_active(group: list[Fact]) -> int:
    return len({each.figure.company for each in group if each.figure.company and (each.figure.volume or 0) > 0})


def by_company(group: list[Fact]) -> Mapping[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for each in group:
        sums[str(each.figure.company)] += each.figure.volume or 0
    return {name: total for name, total in sums.items() if total > 0}


def hhi(group: list[Fact]) -> float | None:
    sums = by_company(group)
    whole = sum(sums.values())
    return sum((each / whole) ** 2 for each in sums.values()) * 10_000 if sums else None


def top_3_share(group: list[Fact]) -> float | None:
    sums = sorted(by_company(group).values(), reverse=True)
    return sum(sums[:3]) / sum(sums) if sums else None


def _of_years(tables: Sequence[Table]) -> list[Table]:
    read = []
    for year in {each.start.year for each in tables}:
        months = [each for each in tables if each.start.year == year and each.grain == "month"]
        years = [each for each in tables if each.start.year == year and each.grain == "year" and _has_cells(each)]
        known = [each for each in months if _has_cells(each)]
        read += months if len(known) == 12 or not years else years
    return read


def _has_cells(table: Table) -> bool:
    return any(each.volume is not None for each in table.figures)


def _days(publication: Publication) -> int:
    spans = [each.span for each in publication.tables]
    return (max(each.end for each in spans) - min(each.start for each in spans)).days


def _value(name: str, fact: Fact) -> object:
    start = fact.table.start
    if name == "year":
        return start.year
    if name == "half":
        return f"{start.year}-H{(start.month + 5) // 6}"
    if name == "quarter":
        return f"{start.year}-Q{(start.month + 2) // 3}"
    if name == "month":
        return f"{start.year}-{start.month:02d}"
    if name == "product_group":
        return PRODUCTS[fact.figure.product].group
    if name == "unit":
        return PRODUCTS[fact.figure.product].unit
    return getattr(fact.figure, name)
