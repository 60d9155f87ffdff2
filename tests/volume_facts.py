"""Publications of volumes for tests: as a reader would give them, without any workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from petroverse.core.facts import Edition, FactTable, SourceReading
from petroverse.core.products import PRODUCTS
from petroverse.core.times import Known, Span, month_span, year_span

__all__ = ["FACTORS", "Figure", "Publication", "Table", "instant", "reading"]

FACTORS = {code: 1000.0 if each.unit == "kg" else 1250.0 for code, each in PRODUCTS.items()}
"""Litres or kilograms in a tonne, invented."""


def instant(year: int, month: int = 1, day: int = 1) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


@dataclass(frozen=True)
class Figure:
    """One cell; None is blank."""

    product: str
    volume: float | None
    company: str | None = None
    region: str | None = None


@dataclass(frozen=True)
class Table:
    """One published table."""

    source: str
    grain: str
    start: date
    figures: tuple[Figure, ...]

    @property
    def span(self) -> Span:
        return year_span(self.start.year) if self.grain == "year" else month_span(self.start.year, self.start.month)


@dataclass(frozen=True)
class Publication:
    """One file."""

    name: str
    known: datetime
    tables: tuple[Table, ...]


def reading(publication: Publication) -> SourceReading:
    editions = tuple(
        Edition("volume", each.source, each.grain, each.span, Known(publication.known, "stated"), f"Sheet {number}")
        for number, each in enumerate(publication.tables)
    )
    rows = [(number, table, each) for number, table in enumerate(publication.tables) for each in table.figures]
    columns = {
        "source": [table.source for _, table, _ in rows],
        "grain": [table.grain for _, table, _ in rows],
        "month": [table.start for _, table, _ in rows],
        "product": [each.product for _, _, each in rows],
        "company": [each.company for _, _, each in rows],
        "company_printed": [each.company for _, _, each in rows],
        "region": [each.region for _, _, each in rows],
        "depot": _none(rows),
        "place": _none(rows),
        "volume": [each.volume for _, _, each in rows],
        "unit": [PRODUCTS[each.product].unit for _, _, each in rows],
        "units_per_tonne": [FACTORS[each.product] for _, _, each in rows],
    }
    table = FactTable("volume", columns, [number for number, _, _ in rows], [f"D{at}" for at, _ in enumerate(rows)])
    return SourceReading("read", editions=editions, tables=(table,) if rows else ())


def _none(rows: Sequence[object]) -> list[None]:
    return [None] * len(rows)
