"""Pages become editions and rows of the dataset ``volume``: months and years are kept, sums of months only checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import fsum, isnan
from typing import Final, TypeVar

import numpy as np

from petroverse.core.country import CountryPack
from petroverse.core.facts import Edition, FactTable, PrintedTotal
from petroverse.core.products import PRODUCTS
from petroverse.core.times import Grain, Known, Span, month_span
from petroverse.sources.workbooks.cells import Cell, a1, column_letters, is_number
from petroverse.sources.workbooks.headings import clean, match_region
from petroverse.sources.workbooks.volume.names import SHORT_NAME, CompanyNames
from petroverse.sources.workbooks.volume.pages import Page
from petroverse.sources.workbooks.volume.tables import Column

Value = TypeVar("Value")

_MONTHS: Final = 12

__all__ = ["Volumes", "kept_pages", "last_day_with_figures", "published_months"]


def kept_pages(pages: Sequence[Page]) -> list[Page]:
    """The pages whose figures become facts: months, tables of months, and years of which the file has no twelve months.

    Of two pages for the same slot the one that says it is revised is kept, else the first. A page without any figure
    but 0 is of a period that is not published yet; a year that is the sum of the months before it in the file is a sum
    to date.
    """
    filled = sorted((page for page in pages if page.volume.filled.any()), key=lambda page: not page.is_revised)
    months: dict[tuple[str, int | None], dict[int, Page]] = {}
    for page in filled:
        if page.period.is_month:
            months.setdefault((page.series, page.period.year), {}).setdefault(page.period.first, page)
    kept: dict[object, Page] = {}
    for page in filled:
        kind, year = page.volume.table.entity_kind, page.period.year
        if year is None or kind == "year":
            continue
        of_year = months.get((page.series, year), {})
        is_whole_year = page.period.is_year and len(of_year) < _MONTHS and not _is_sum_to_date(page, of_year)
        if kind == "month" or page.period.is_month or is_whole_year:
            kept.setdefault((page.series, kind == "month", page.span), page)
    return list(kept.values())


def _is_sum_to_date(page: Page, months: Mapping[int, Page]) -> bool:
    sums: dict[str, float] = {}
    for month in months.values():
        for product, volume in _by_product(month).items():
            sums[product] = sums.get(product, 0.0) + volume
    own = _by_product(page)
    wanted = {product for product in (*sums, *own) if sums.get(product) or own.get(product)}
    return bool(months) and all(abs(sums.get(each, 0.0) - own.get(each, 0.0)) < 1.0 for each in wanted)


def _by_product(page: Page) -> dict[str, float]:
    sums: dict[str, float] = {}
    for at, column in enumerate(page.volume.table.columns):
        sums.setdefault(column.product, fsum(page.volume.filled[at].tolist()))
    return sums


def published_months(page: Page) -> list[tuple[int, int, int]]:
    """For a table of months: row (counted within the table), year and month of each row that holds a figure.

    Rows of zeros after the last month with a figure are of months that are not published yet.
    """
    products = page.volume.filled[: len(page.volume.table.columns)]
    last = max(np.flatnonzero(products.any(axis=0)).tolist(), default=-1)
    found = []
    for at, month in enumerate(page.months[: last + 1]):
        if month and any(is_number(column[at]) for column in page.volume.cells):
            year = month[0] if page.has_labelled_years and month[0] else page.period.year
            found.append((at, year or 1, month[1]))
    return found


def last_day_with_figures(pages: Iterable[Page]) -> date:
    """The first day after the last period for which the pages hold figures."""
    ends = []
    for page in pages:
        year = page.period.year
        if page.volume.table.entity_kind == "month" and year:
            ends += [month_span(of_year, month).end for _, of_year, month in published_months(page)]
        elif year:
            ends.append(page.span.end)
    return max(ends, default=date.min)


@dataclass(slots=True)
class Volumes:
    """Collects editions and their rows, column by column.

    Attributes:
        pack: The country whose names and factors apply.
        known: When the file became known.
    """

    pack: CountryPack
    known: Known
    editions: list[Edition] = field(default_factory=list)
    _names: CompanyNames = field(init=False)
    _columns: dict[str, list[object]] = field(init=False)
    _edition: list[int] = field(default_factory=list)
    _cell: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._names = CompanyNames(self.pack, without={SHORT_NAME})
        wanted = ("source", "grain", "month", "product", "company", "company_printed", "region", "depot", "place")
        self._columns = {name: [] for name in (*wanted, "volume", "unit", "units_per_tonne")}

    def add(self, page: Page) -> None:
        """Takes in one page."""
        if page.volume.table.entity_kind == "month":
            self._add_months(page)
        else:
            self._add_entities(page)

    def table(self) -> FactTable:
        """All rows taken in."""
        return FactTable("volume", self._columns, self._edition, self._cell)

    def _add_entities(self, page: Page) -> None:
        table, grain = page.volume.table, _grain(page)
        at = self._new_edition(page, grain, page.span, _totals(page))
        columns = self._label_columns(page)
        numbers = [str(row + 1) for row in table.rows]
        taken: set[str] = set()
        for column, cells in zip(table.columns, page.volume.cells, strict=False):
            if column.product in taken:
                continue
            taken.add(column.product)
            letters = column_letters(column.index)
            kept = [_is_fact(cell) for cell in cells] if page.volume.has_texts else None
            if kept is None:
                self._append(page, column, grain, page.span.start, (cells, columns))
                self._cell += [letters + number for number in numbers]
            else:
                chosen = {name: _only(values, kept) for name, values in columns.items()}
                self._append(page, column, grain, page.span.start, (_only(cells, kept), chosen))
                self._cell += [letters + number for number in _only(numbers, kept)]
        self._edition += [at] * (len(self._cell) - len(self._edition))

    def _add_months(self, page: Page) -> None:
        table = page.volume.table
        for at, year, month in published_months(page):
            span = month_span(year, month)
            edition = self._new_edition(page, "month", span, tuple(_month_totals(page, at)))
            for column, cells in zip(table.columns, page.volume.cells, strict=False):
                if _is_fact(cells[at]):
                    self._append(page, column, "month", span.start, ((cells[at],), _NO_LABELS))
                    self._cell.append(a1(table.rows[at], column.index))
                    self._edition.append(edition)

    def _new_edition(self, page: Page, grain: Grain, span: Span, totals: tuple[PrintedTotal, ...]) -> int:
        self.editions.append(Edition("volume", page.series, grain, span, self.known, page.sheet.name, totals))
        return len(self.editions) - 1

    def _append(
        self,
        page: Page,
        column: Column,
        grain: str,
        start: date,
        rows: tuple[Sequence[Cell], Mapping[str, Sequence[object]]],
    ) -> None:
        cells, labels = rows
        count = len(cells)
        into = self._columns
        constants = {
            "source": page.series,
            "grain": grain,
            "month": start,
            "product": column.product,
            "place": None,
            "unit": PRODUCTS[column.product].unit if column.product in PRODUCTS else "L",
            "units_per_tonne": page.factors.get(column.product) or self.pack.units_per_tonne(column.product, start),
        }
        for name, value in constants.items():
            into[name] += [value] * count
        for name in ("company", "company_printed", "region", "depot"):
            into[name] += labels[name] if name in labels else [None] * count
        into["volume"] += cells

    def _label_columns(self, page: Page) -> dict[str, Sequence[object]]:
        labels = [str(label) for label in page.volume.labels]
        if page.series == "regional":
            return {"region": [match_region(label, self.pack) or clean(label) for label in labels]}
        if page.series == "depot":
            return {"depot": [clean(label) for label in labels]}
        start = page.span.start
        return {"company": [self._names.company(label, start) for label in labels], "company_printed": labels}


_NO_LABELS: Mapping[str, Sequence[object]] = {}


def _grain(page: Page) -> Grain:
    return "month" if page.period.is_month else "year"


def _is_fact(cell: Cell) -> bool:
    return cell is None or is_number(cell)


def _only(values: Sequence[Value], kept: Sequence[bool]) -> list[Value]:
    return [value for value, is_kept in zip(values, kept, strict=True) if is_kept]


def _totals(page: Page) -> tuple[PrintedTotal, ...]:
    return tuple(_column_totals(page))


def _column_totals(page: Page) -> Iterator[PrintedTotal]:
    table = page.volume.table
    row = table.header if table.total is None else table.total
    for at, column in enumerate(table.columns):
        summed = fsum(page.volume.filled[at].tolist())
        printed = float(page.volume.total[at])
        yield PrintedTotal(column.product, "", summed, None if isnan(printed) else printed, a1(row, column.index))


def _month_totals(page: Page, at: int) -> Iterator[PrintedTotal]:
    table = page.volume.table
    for column, cells in zip(table.columns, page.volume.cells, strict=False):
        cell = cells[at]
        printed = float(cell) if is_number(cell) else None
        whole = "" if table.total is None else a1(table.total, column.index)
        yield PrintedTotal(column.product, "", printed or 0.0, printed, a1(table.rows[at], column.index), whole)
