"""Writes performance workbooks: months, quarters, halves and the year of one source, three stacked tables a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

import numpy as np
import xlsxwriter
from numpy.typing import NDArray
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

__all__ = ["SAMPLE_MARK", "Page", "PerformanceBook", "new_workbook", "periods", "write_performance"]

SAMPLE_MARK: Final = "SAMPLE - SIMULATED"
"""Stands in the title of every table."""

_MONTHS: Final = ("Jan", "Feb", "March", "April", "May", "June", "July", "August", "Sept", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: the rows of one span.

    Attributes:
        sheet: Its name, outer blanks included.
        period: The span as the title says it.
        names: The company or depot on each row.
        volumes: (n_rows, n_products), litres or kg.
        blanks: Rows and columns that are left empty though the value is 0.
        tonnes_slips: Product column → what the printed tonnes total is too low by.
        share_slips: Row and column → what the printed share is too high by.
    """

    sheet: str
    period: str
    names: tuple[str, ...]
    volumes: NDArray[np.int64]
    blanks: frozenset[tuple[int, int]] = frozenset()
    tonnes_slips: Mapping[int, float] = field(default_factory=dict)
    share_slips: Mapping[tuple[int, int], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PerformanceBook:
    """One workbook of one source and year.

    Attributes:
        title: Such as ``OMC PERFORMANCE STATISTICS``.
        who: Heading of the name column.
        headings: Product headings, in column order.
        factors: Units per tonne, in column order.
        pages: Its sheets in order.
        published: Written into the file's properties.
        total: The word on the total row.
        is_numbered: Whether a running number stands before the names.
        letterhead: Lines above the title of the litres table.
    """

    title: str
    who: str
    headings: tuple[str, ...]
    factors: tuple[float, ...]
    pages: tuple[Page, ...]
    published: datetime
    total: str = "TOTAL "
    is_numbered: bool = True
    letterhead: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The column of the first product, counted from 0."""
        return 2 if self.is_numbered else 1

    def cell(self, row: int, column: int) -> str:
        """The cell of the litres table at a row among the names (their count: the total row) and product column."""
        return str(xl_rowcol_to_cell(len(self.letterhead) + 3 + row, self.first + column))

    def name_cell(self, row: int) -> str:
        """The cell of a name in the litres table."""
        return self.cell(row, -1)

    def heading_cell(self, column: int) -> str:
        """The cell of a product's heading in the litres table."""
        return self.cell(-1, column)

    def tonnes_total_cell(self, page: Page, column: int) -> str:
        """The cell of the tonnes table's total row; one column more than there are products: all products."""
        return self.cell(2 * len(page.names) + 9, column)

    def share_total_cell(self, page: Page, column: int) -> str:
        """The cell of the share table's total row."""
        return self.share_cell(page, len(page.names), column)

    def share_cell(self, page: Page, row: int, column: int) -> str:
        """The cell of the share table at a row among the names."""
        return self.cell(2 * len(page.names) + 15 + row, column)


def periods(year: int) -> list[tuple[str, str, tuple[int, ...]]]:
    """Sheet name, words of the title, and months (1 to 12) of each of the nineteen sheets of a year."""
    single = [
        (f"{_MONTHS[m - 1]}-{year}{' ' * (m in (8, 9))}", f"{date(year, m, 1):%B %Y}".upper(), (m,))
        for m in range(1, 13)
    ]
    quarters = [(f"Q{q}-{year}", f"Q{q} {year}", tuple(range(3 * q - 2, 3 * q + 1))) for q in range(1, 5)]
    halves = [(f"H{h}-{year}{' ' * (h == 1)}", f"H{h} {year}", tuple(range(6 * h - 5, 6 * h + 1))) for h in (1, 2)]
    whole = [(f"Jan-Dec {year}  ", f"JANUARY - DECEMBER {year}", tuple(range(1, 13)))]
    return single + quarters + halves + whole


def new_workbook(path: Path, published: datetime, subject: str) -> xlsxwriter.Workbook:
    """A workbook whose properties say that it is simulated and when it was published."""
    book = xlsxwriter.Workbook(str(path))
    naive = published.replace(tzinfo=None)
    book.set_properties({"title": f"{SAMPLE_MARK}: {subject}", "author": "PetroVerse sample", "created": naive})
    return book


def write_performance(path: Path, book: PerformanceBook) -> None:
    """Writes the workbook; the litres table comes first, then factors, tonnes and shares."""
    workbook = new_workbook(path, book.published, book.title)
    for page in book.pages:
        _write_page(workbook.add_worksheet(page.sheet), book, page)
    workbook.close()


def _write_page(sheet: Worksheet, book: PerformanceBook, page: Page) -> None:
    sheet.write_column(0, 0, book.letterhead)
    after_litres = _write_litres(sheet, len(book.letterhead), book, page)
    _write_factors(sheet, after_litres + 2, book)
    tonnes = page.volumes / np.array(book.factors)
    full = np.column_stack([tonnes, tonnes.sum(axis=1)])
    after_tonnes = _write_tonnes(sheet, after_litres + 5, book, page, full)
    _write_shares(sheet, after_tonnes + 2, book, page, full)


def _write_litres(sheet: Worksheet, top: int, book: PerformanceBook, page: Page) -> int:
    _write_head(sheet, top, book, page, "UNIT: All Products in Litres except Bottled Gas in Kg")
    last = _write_rows(sheet, top + 3, book, page, page.volumes.tolist(), blanks=page.blanks)
    return _write_total(sheet, last, book, page.volumes.sum(axis=0).tolist())


def _write_tonnes(sheet: Worksheet, top: int, book: PerformanceBook, page: Page, tonnes: NDArray[np.float64]) -> int:
    _write_head(sheet, top, book, page, "UNIT: Metric Tonnes (MT)", "ALL PRODUCTS")
    last = _write_rows(sheet, top + 3, book, page, tonnes.tolist())
    totals = tonnes.sum(axis=0)
    for column, slip in page.tonnes_slips.items():
        totals[column] -= slip
    return _write_total(sheet, last, book, totals.tolist())


def _write_shares(sheet: Worksheet, top: int, book: PerformanceBook, page: Page, tonnes: NDArray[np.float64]) -> int:
    _write_head(sheet, top, book, page, "UNIT: Percentage (%)", "ALL PRODUCTS")
    totals = tonnes.sum(axis=0)
    shares = np.divide(tonnes, totals, out=np.zeros_like(tonnes), where=totals > 0)
    for place, slip in page.share_slips.items():
        shares[place] += slip
    last = _write_rows(sheet, top + 3, book, page, shares.tolist())
    return _write_total(sheet, last, book, shares.sum(axis=0).tolist())


def _write_head(sheet: Worksheet, top: int, book: PerformanceBook, page: Page, unit: str, *more: str) -> None:
    sheet.write_string(top, 0, f"{book.title} ({page.period}) - {SAMPLE_MARK}")
    sheet.write_string(top + 1, 0, unit)
    names = ["NO.", book.who] if book.is_numbered else [book.who]
    for column, text in enumerate([*names, *book.headings, *more]):
        if text:
            sheet.write_string(top + 2, column, text)


def _write_rows(
    sheet: Worksheet,
    top: int,
    book: PerformanceBook,
    page: Page,
    values: Sequence[Sequence[float]],
    *,
    blanks: frozenset[tuple[int, int]] = frozenset(),
) -> int:
    for number, (name, line) in enumerate(zip(page.names, values, strict=True)):
        if book.is_numbered:
            sheet.write_number(top + number, 0, number + 1)
        sheet.write_string(top + number, book.first - 1, name)
        for column, value in enumerate(line):
            if (number, column) not in blanks:
                sheet.write_number(top + number, book.first + column, value)
    return top + len(page.names)


def _write_total(sheet: Worksheet, row: int, book: PerformanceBook, totals: Sequence[float]) -> int:
    sheet.write_string(row, book.first - 1, book.total)
    for column, value in enumerate(totals):
        sheet.write_number(row, book.first + column, value)
    return row + 1


def _write_factors(sheet: Worksheet, row: int, book: PerformanceBook) -> None:
    sheet.merge_range(row, book.first - 1, row + 1, book.first - 1, "Conversion Factor (CF)")
    sheet.write_row(row, book.first, book.headings)
    sheet.write_row(row + 1, book.first, book.factors)
