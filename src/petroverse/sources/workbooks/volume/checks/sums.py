"""Quarters, halves and years against the months of the same workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final, TypeAlias

import numpy as np

from petroverse.core.facts import Finding
from petroverse.sources.workbooks.cells import a1, is_number
from petroverse.sources.workbooks.headings import plain
from petroverse.sources.workbooks.volume.checks.printing import number_text
from petroverse.sources.workbooks.volume.pages import Page

__all__ = ["sum_findings"]

LITRE: Final = 0.5
RELATIVE: Final = 1e-9
Months: TypeAlias = Mapping[tuple[str, int | None, int], Page]


@dataclass(frozen=True, slots=True)
class _Sum:
    """What the months add up to for one product of a sum sheet."""

    product: str
    column: int
    expected: float
    printed: float


def sum_findings(pages: Sequence[Page], kept: Sequence[Page]) -> Iterator[Finding]:
    """Sum sheets that are not the sum of the months, by product, and the row that explains it."""
    months = {(page.series, page.period.year, page.period.first): page for page in kept if page.period.is_month}
    tables = {page.period.year: page for page in kept if page.volume.table.entity_kind == "month"}
    for page in pages:
        kind = page.volume.table.entity_kind
        if kind == "year":
            yield from _year_table(page, tables)
        elif kind != "month" and not page.period.is_month and page.period.has_months:
            wanted = [months.get((page.series, page.period.year, month)) for month in page.period.months]
            found = [each for each in wanted if each is not None]
            if len(found) == len(wanted):
                yield from _sum_sheet(page, found)


def _sum_sheet(page: Page, months: Sequence[Page]) -> Iterator[Finding]:
    for each in _sums(page, months):
        difference = each.printed - each.expected
        if abs(difference) <= LITRE + RELATIVE * abs(each.expected):
            continue
        row = page.volume.table.total if page.volume.table.total is not None else page.volume.table.header
        note = f"sum sheet against the month sheets, {each.product}: difference {number_text(difference)}"
        cell = a1(row, each.column)
        seen, expected = number_text(each.printed), number_text(each.expected)
        yield Finding("sum_sheet_mismatch", "look", page.sheet.name, cell, seen, expected, note, abs(difference))
        yield from _explaining_rows(page, months, each, difference)


def _sums(page: Page, months: Sequence[Page]) -> Iterator[_Sum]:
    by_product: dict[str, list[float]] = {}
    for month in months:
        for at, column in enumerate(month.volume.table.columns):
            by_product.setdefault(column.product, []).append(float(month.volume.filled[at].sum()))
    for at, column in enumerate(page.volume.table.columns):
        printed = float(page.volume.total[at])
        own = float(page.volume.filled[at].sum()) if np.isnan(printed) else printed
        yield _Sum(column.product, column.index, fsum(by_product.get(column.product, [])), own)


def _explaining_rows(page: Page, months: Sequence[Page], total: _Sum, difference: float) -> Iterator[Finding]:
    sold: dict[str, float] = {}
    for month in months:
        at = next((at for at, each in enumerate(month.volume.table.columns) if each.product == total.product), None)
        if at is None:
            continue
        for label, cell in zip(month.volume.labels, month.volume.cells[at], strict=True):
            sold[plain(str(label))] = sold.get(plain(str(label)), 0.0) + (float(cell) if is_number(cell) else 0.0)
    at = next(at for at, each in enumerate(page.volume.table.columns) if each.product == total.product)
    for row, label, cell in zip(page.volume.table.rows, page.volume.labels, page.volume.cells[at], strict=True):
        printed = float(cell) if is_number(cell) else 0.0
        expected = sold.get(plain(str(label)))
        if expected is not None and abs(printed - expected - difference) <= LITRE:
            note = f"{label}: its months add up to another figure"
            where = a1(row, total.column)
            seen, wanted = number_text(printed), number_text(expected)
            yield Finding("sum_sheet_mismatch", "look", page.sheet.name, where, seen, wanted, note, abs(difference))


def _year_table(page: Page, tables: Mapping[int | None, Page]) -> Iterator[Finding]:
    for row, label in enumerate(page.volume.labels):
        months = tables.get(int(label)) if is_number(label) else None
        if months is None:
            continue
        sums = {
            column.product: float(np.nansum(months.volume.block[at]))
            for at, column in enumerate(months.volume.table.columns)
        }
        for at, column in enumerate(page.volume.table.columns):
            printed = float(page.volume.filled[at, row])
            expected = sums.get(column.product, 0.0)
            if abs(printed - expected) > LITRE + RELATIVE * abs(expected):
                cell = a1(page.volume.table.rows[row], column.index)
                note = f"year table against the months of {months.sheet.name.strip()}, {column.product}"
                seen, wanted = number_text(printed), number_text(expected)
                yield Finding(
                    "sum_sheet_mismatch", "look", page.sheet.name, cell, seen, wanted, note, abs(printed - expected)
                )
