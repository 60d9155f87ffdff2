"""What the country is said to have used: national and regional by month, and two part-year files revised later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from petroverse.core.products import product
from petroverse.sources.sample.country import PRODUCTS, REGIONS, SPLIT_FROM, TOWER_DIESEL_SPLIT_YEAR, YEARS, factor
from petroverse.sources.sample.market import Market
from petroverse.sources.sample.performance import Publication, published_after
from petroverse.sources.sample.quirks import book_habits, sheet_name_habit
from petroverse.sources.sample.truth import ControlTotal, PlantedFault, Restatement
from petroverse.sources.sample.volume_books import SAMPLE_MARK, Page, PerformanceBook, new_workbook, periods

__all__ = [
    "NationalBook",
    "differences",
    "national_books",
    "national_faults",
    "national_totals",
    "regional_publications",
    "restatements",
    "revised_market",
    "write_national",
]

Whole = NDArray[np.int64]
_CODES: Final = tuple(each.code for each in PRODUCTS)
_REVISED_YEAR: Final = 2025
_MONTHS_KNOWN: Final = 6
_NOT_YET_REPORTED: Final = (6, "Lakes", "premix")
_REVISIONS: Final = ((4, "Harbour Coast", "gasoil", 54_000), (4, "Harbour Coast", "gasoil_cellsite", -54_000))
"""Month, region, product, and what the earlier file prints above the later one."""


@dataclass(frozen=True, slots=True)
class NationalBook:
    """One workbook of national supply.

    Attributes:
        file: Its path below the folder.
        sheet: Its one sheet.
        year: The year of all twelve rows.
        volumes: (n_months, n_products); months after the last are left blank.
        published: When.
    """

    file: str
    sheet: str
    year: int
    volumes: Whole
    published: datetime


def revised_market(market: Market) -> Whole:
    """The regional volumes of the revised year as its first half was first published: (6, n_regions, n_products)."""
    start = YEARS.index(_REVISED_YEAR) * 12
    early = market.regional[start : start + _MONTHS_KNOWN].copy()
    names = [each.name for each in REGIONS]
    for month, region, code, more in _REVISIONS:
        early[month - 1, names.index(region), _CODES.index(code)] += more
    month, region, code = _NOT_YET_REPORTED
    early[month - 1, names.index(region), _CODES.index(code)] = 0
    return np.asarray(early, dtype=np.int64)


def national_books(market: Market) -> list[NationalBook]:
    """The part-year file and one file a year."""
    books = [
        NationalBook(
            f"national/sample-national-supply-{year}.xlsx",
            f"Jan-Dec {year}{' ' * (year == YEARS[0])}",
            year,
            market.national[index * 12 : index * 12 + 12],
            published_after(year, 12, 20),
        )
        for index, year in enumerate(YEARS)
    ]
    early = NationalBook(
        f"national/sample-national-supply-{_REVISED_YEAR}-jan-jun.xlsx",
        f"Jan-Jun {_REVISED_YEAR}",
        _REVISED_YEAR,
        np.asarray(revised_market(market).sum(axis=1), dtype=np.int64),
        published_after(_REVISED_YEAR, _MONTHS_KNOWN, 20),
    )
    return [*books, early]


def national_totals(market: Market) -> list[ControlTotal]:
    """Control totals of the year files."""
    return [
        ControlTotal("national", year, "", code, int(amount), product(code).unit, 12)
        for index, year in enumerate(YEARS)
        for code, amount in zip(_CODES, market.national[index * 12 : index * 12 + 12].sum(axis=0), strict=True)
    ]


def national_faults(book: NationalBook) -> list[PlantedFault]:
    """The rows of months that were not yet published, and blanks around the sheet's name."""
    known = len(book.volumes)
    habits = list(sheet_name_habit(book.file, [book.sheet]))
    if known == 12:
        return habits
    last = 1 + len(_CODES)
    cells = f"{xl_rowcol_to_cell(3 + known, 2)}:{xl_rowcol_to_cell(14, last)}"
    seen = f"{(12 - known) * len(_CODES)} blank cells"
    note = "months not yet published; printed TOTAL is year to date"
    return [*habits, PlantedFault(book.file, book.sheet, cells, "blank_future_months", seen, "no fact", note)]


def differences(market: Market) -> list[PlantedFault]:
    """Where companies' files count tower diesel inside auto diesel and the nation does not: on the national totals."""
    found = []
    for index, year in enumerate(YEARS):
        if year >= TOWER_DIESEL_SPLIT_YEAR:
            continue
        book = national_books(market)[index]
        sums = dict(zip(_CODES, book.volumes.sum(axis=0).tolist(), strict=True))
        tower = sums["gasoil_cellsite"]
        for code, theirs in (("gasoil", sums["gasoil"] + tower), ("gasoil_cellsite", 0)):
            cell = str(xl_rowcol_to_cell(15, 2 + _CODES.index(code)))
            note = f"omc counts gasoil_cellsite inside gasoil before {TOWER_DIESEL_SPLIT_YEAR}"
            seen = str(sums[code])
            found.append(PlantedFault(book.file, book.sheet, cell, "cross_source_mismatch", seen, str(theirs), note))
    return found


def write_national(path: Path, book: NationalBook) -> None:
    """Writes the litres table, the factors and the tonnes table; everything starts in column B."""
    workbook = new_workbook(path, book.published, "NATIONAL SUPPLY")
    sheet = workbook.add_worksheet(book.sheet)
    day = workbook.add_format({"num_format": "mmm-yy"})
    factors = [factor(each, book.year) for each in PRODUCTS]
    headings = [each.headings[YEARS.index(book.year)] for each in PRODUCTS]
    sheet.write_string(0, 1, f"NATIONAL DOMESTIC SUPPLY {book.year} - {SAMPLE_MARK}")
    sheet.write_string(1, 7, "All Products are in Litres except Bottled Gas which is in Kg")
    _write_months(sheet, 2, ["Month", *headings], book, book.volumes.astype(float), day=day)
    sheet.merge_range(17, 1, 18, 1, "Conversion Factor (CF)")
    sheet.write_row(17, 2, headings)
    sheet.write_row(18, 2, factors)
    sheet.write_string(20, 7, "All Products are in metric tonnes (MT)")
    tonnes = book.volumes / np.array(factors)
    _write_months(
        sheet, 21, ["Month", *headings, "Total"], book, np.column_stack([tonnes, tonnes.sum(axis=1)]), day=day
    )
    workbook.close()


def _write_months(
    sheet: Worksheet, top: int, header: Sequence[str], book: NationalBook, values: NDArray[np.float64], *, day: object
) -> None:
    sheet.write_row(top, 1, header)
    for month in range(12):
        sheet.write_datetime(top + 1 + month, 1, datetime(book.year, month + 1, 1), day)  # noqa: DTZ001  a cell's date
        if month < len(values):
            sheet.write_row(top + 1 + month, 2, values[month].tolist())
    sheet.write_string(top + 13, 1, "TOTAL")
    sheet.write_row(top + 13, 2, values.sum(axis=0).tolist())


def regional_publications(market: Market) -> list[Publication]:
    """The part-year file and one file a year; six regions until 2024, nine from 2025."""
    books = []
    for index, year in enumerate(YEARS):
        volumes = market.regional[index * 12 : index * 12 + 12]
        made = _regional(f"regional/sample-regional-supply-{year}.xlsx", year, volumes)
        books.append(replace(made, totals=tuple(_regional_totals(year, volumes))))
    early = _regional(
        f"regional/sample-regional-supply-{_REVISED_YEAR}-jan-jun.xlsx", _REVISED_YEAR, revised_market(market)
    )
    return [*books, _with_blank(early)]


def _regional(file: str, year: int, volumes: Whole) -> Publication:
    names, rows = _at_level(year, volumes)
    known = len(volumes)
    spans = [each for each in periods(year) if each[2][-1] <= known and (known == 12 or len(each[2]) == 1)]
    is_new = year >= SPLIT_FROM
    book = PerformanceBook(
        title="REGIONAL PETROLEUM PRODUCTS SUPPLY",
        who="REGION" if is_new else "",
        headings=tuple(each.headings[YEARS.index(year)] for each in PRODUCTS),
        factors=tuple(factor(each, year) for each in PRODUCTS),
        pages=tuple(
            Page(sheet, words, names, np.asarray(rows[[m - 1 for m in months]].sum(axis=0), dtype=np.int64))
            for sheet, words, months in spans
        ),
        published=published_after(year, known, 20),
        total="TOTAL " if is_new else "Grand Total",
        is_numbered=is_new,
        letterhead=("FUEL BOARD OF KESTRIA", "STATISTICS UNIT") if is_new else (),
    )
    return Publication(file, book, (), tuple(book_habits(file, book)))


def _at_level(year: int, volumes: Whole) -> tuple[tuple[str, ...], Whole]:
    """Region names as printed in a year, in order, with (n_months, n_regions, n_products)."""
    now = [each.name if year >= SPLIT_FROM else each.parent for each in REGIONS]
    names = tuple(sorted(set(now)))
    grouped = np.zeros((volumes.shape[0], len(names), volumes.shape[2]), dtype=np.int64)
    for row, name in enumerate(now):
        grouped[:, names.index(name)] += volumes[:, row]
    return names, grouped


def _regional_totals(year: int, volumes: Whole) -> list[ControlTotal]:
    names, rows = _at_level(year, volumes)
    sums = rows.sum(axis=0)
    return [
        ControlTotal("regional", year, name, code, int(sums[row, column]), product(code).unit, 12)
        for row, name in enumerate(names)
        for column, code in enumerate(_CODES)
    ]


def _with_blank(made: Publication) -> Publication:
    month, region, code = _NOT_YET_REPORTED
    page = made.book.pages[month - 1]
    row, column = page.names.index(region), _CODES.index(code)
    fault = PlantedFault(
        made.file,
        page.sheet,
        made.book.cell(row, column),
        "blank_vs_zero",
        "1 blank cells in the litres table",
        "missing, not 0",
        "not yet reported; the year file has it",
    )
    changed = replace(page, blanks=frozenset({(row, column)}))
    pages = (*made.book.pages[: month - 1], changed, *made.book.pages[month:])
    return replace(made, book=replace(made.book, pages=pages), faults=(*made.faults, fault))


def restatements(market: Market) -> list[Restatement]:
    """Every cell of the part-year files that the year files print otherwise."""
    early = revised_market(market)
    start = YEARS.index(_REVISED_YEAR) * 12
    late = np.asarray(market.regional[start : start + _MONTHS_KNOWN], dtype=np.int64)
    found = _regional_restatements(early, late)
    return found + _national_restatements(early.sum(axis=1), late.sum(axis=1))


def _regional_restatements(early: Whole, late: Whole) -> list[Restatement]:
    names, before = _at_level(_REVISED_YEAR, early)
    _, after = _at_level(_REVISED_YEAR, late)
    before = np.concatenate([before, before.sum(axis=1, keepdims=True)], axis=1)
    after = np.concatenate([after, after.sum(axis=1, keepdims=True)], axis=1)
    file = f"regional/sample-regional-supply-{_REVISED_YEAR}"
    found = []
    for month, row, column in np.argwhere(before != after).tolist():
        sheet = periods(_REVISED_YEAR)[month][0]
        cell = str(xl_rowcol_to_cell(5 + row, 2 + column))
        region = names[row] if row < len(names) else "TOTAL"
        is_blank = (month + 1, region, _CODES[column]) == _NOT_YET_REPORTED
        found.append(
            Restatement(
                f"{file}-jan-jun.xlsx",
                sheet,
                cell,
                f"{file}.xlsx",
                sheet,
                cell,
                f"{date(_REVISED_YEAR, month + 1, 1):%Y-%m}",
                region,
                _CODES[column],
                None if is_blank else int(before[month, row, column]),
                int(after[month, row, column]),
                "blank_to_value" if is_blank else "value",
            )
        )
    return found


def _national_restatements(before: Whole, after: Whole) -> list[Restatement]:
    file = f"national/sample-national-supply-{_REVISED_YEAR}"
    return [
        Restatement(
            f"{file}-jan-jun.xlsx",
            f"Jan-Jun {_REVISED_YEAR}",
            str(xl_rowcol_to_cell(3 + month, 2 + column)),
            f"{file}.xlsx",
            f"Jan-Dec {_REVISED_YEAR}",
            str(xl_rowcol_to_cell(3 + month, 2 + column)),
            f"{date(_REVISED_YEAR, month + 1, 1):%Y-%m}",
            "",
            _CODES[column],
            int(before[month, column]),
            int(after[month, column]),
            "value",
        )
        for month, column in np.argwhere(before != after).tolist()
    ]
