"""What marketers, importers and depots are said to have lifted: one workbook a source and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.core.products import product
from petroverse.sources.sample.country import (
    DEPOTS,
    IMPORTERS,
    MARKETERS,
    PRODUCTS,
    TOWER_DIESEL_SPLIT_YEAR,
    YEARS,
    Company,
    SampleProduct,
    factor,
)
from petroverse.sources.sample.market import Market
from petroverse.sources.sample.quirks import book_habits, company_habits
from petroverse.sources.sample.truth import ControlTotal, PlantedFault
from petroverse.sources.sample.volume_books import Page, PerformanceBook, periods

__all__ = ["Publication", "columns_of", "performance_publications", "published_after"]

Whole = NDArray[np.int64]
_CODES: Final = tuple(each.code for each in PRODUCTS)
_TITLES: Final = {
    "omc": "OMC PERFORMANCE STATISTICS",
    "bidec": "BIDEC PERFORMANCE STATISTICS",
    "depot": "DEPOT PERFORMANCE STATISTICS",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """One workbook to write, with what is true of it."""

    file: str
    book: PerformanceBook
    totals: tuple[ControlTotal, ...]
    faults: tuple[PlantedFault, ...] = ()


def published_after(year: int, month: int, day: int) -> datetime:
    """Ten in the morning, UTC, of a day of the month after the one given."""
    return datetime(year + month // 12, month % 12 + 1, day, 10, tzinfo=UTC)


def columns_of(source: str, year: int) -> tuple[int, ...]:
    """The products (as indices) that a source prints in a year; tower diesel comes to companies' files in 2024."""
    has_tower = source not in ("omc", "bidec") or year >= TOWER_DIESEL_SPLIT_YEAR
    return tuple(index for index, code in enumerate(_CODES) if has_tower or code != "gasoil_cellsite")


def performance_publications(market: Market) -> list[Publication]:
    """All nine performance workbooks, with the faults planted in them."""
    return [_plant(source, year, _publication(source, year, market)) for source in _TITLES for year in YEARS]


def _publication(source: str, year: int, market: Market) -> Publication:
    companies = _companies(source, year)
    columns = columns_of(source, year)
    volumes = _volumes(source, market, companies, columns)
    pages = tuple(
        Page(sheet, words, _names(companies, date(year, months[-1], 1)), _span(volumes, year, months))
        for sheet, words, months in periods(year)
    )
    headings = tuple(PRODUCTS[index].headings[YEARS.index(year)] for index in columns)
    book = PerformanceBook(
        title=_TITLES[source],
        who="DEPOT" if source == "depot" else "COMPANY",
        headings=headings,
        factors=tuple(factor(PRODUCTS[index], year) for index in columns),
        pages=pages,
        published=published_after(year, 12, 25),
    )
    totals = tuple(_totals(source, year, columns, _span(volumes, year, tuple(range(1, 13)))))
    return Publication(f"{source}/sample-{source}-performance-{year}.xlsx", book, totals)


def _companies(source: str, year: int) -> Sequence[Company]:
    if source == "depot":
        return sorted((Company(each.name, each.weight) for each in DEPOTS), key=lambda each: each.name)
    everyone = MARKETERS if source == "omc" else IMPORTERS
    return [each for each in everyone if each.since <= (year, 12) and each.until >= (year, 1)]


def _volumes(source: str, market: Market, companies: Sequence[Company], columns: Sequence[int]) -> Whole:
    if source == "depot":
        everyone, volumes = [each.name for each in DEPOTS], market.lifted
    elif source == "omc":
        everyone, volumes = [each.name for each in MARKETERS], market.marketed
    else:
        everyone, volumes = [each.name for each in IMPORTERS], market.imported
    rows = [everyone.index(each.name) for each in companies]
    printed = volumes[:, rows, :].copy()
    if len(columns) < len(PRODUCTS):
        printed[:, :, _CODES.index("gasoil")] += printed[:, :, _CODES.index("gasoil_cellsite")]
    return np.asarray(printed[:, :, list(columns)], dtype=np.int64)


def _span(volumes: Whole, year: int, months: Sequence[int]) -> Whole:
    start = YEARS.index(year) * 12
    return np.asarray(volumes[[start + month - 1 for month in months]].sum(axis=0), dtype=np.int64)


def _names(companies: Sequence[Company], month: date) -> tuple[str, ...]:
    return tuple(each.printed(month) for each in companies)


def _totals(source: str, year: int, columns: Sequence[int], volumes: Whole) -> list[ControlTotal]:
    sums = volumes.sum(axis=0).tolist()
    cells = 12 * volumes.shape[0]
    return [
        ControlTotal(source, year, "", _CODES[index], amount, product(_CODES[index]).unit, cells)
        for index, amount in zip(columns, sums, strict=True)
    ]


def _plant(source: str, year: int, made: Publication) -> Publication:
    made = replace(made, faults=(*book_habits(made.file, made.book), *company_habits(made.file, made.book)))
    if source in ("omc", "bidec") and year == TOWER_DIESEL_SPLIT_YEAR:
        made = _with_break(made, year)
    if (source, year) == ("bidec", 2023):
        made = _with_blank(made)
    if (source, year) == ("omc", 2024):
        made = _with_share_slip(made)
    if (source, year) == ("depot", 2023):
        made = _with_tonnes_slip(made)
    if (source, year) == ("depot", 2024):
        made = _with_half_year_slip(made)
    return made


def _with_fault(made: Publication, fault: PlantedFault, page: int = 0, changed: Page | None = None) -> Publication:
    pages = made.book.pages
    if changed:
        pages = (*pages[:page], changed, *pages[page + 1 :])
    return replace(made, book=replace(made.book, pages=pages), faults=(*made.faults, fault))


def _with_break(made: Publication, year: int) -> Publication:
    column = made.book.headings.index(_heading("gasoil_cellsite", year))
    fault = PlantedFault(
        made.file,
        made.book.pages[0].sheet,
        made.book.heading_cell(column),
        "definition_break",
        made.book.headings[column],
        f"series break at {year}-01",
        f"gasoil_cellsite is inside gasoil before {year} in this source",
    )
    return _with_fault(made, fault)


def _heading(code: str, year: int) -> str:
    found: SampleProduct = PRODUCTS[_CODES.index(code)]
    return found.headings[YEARS.index(year)]


def _with_blank(made: Publication) -> Publication:
    page = made.book.pages[2]
    row, column = (int(each[0]) for each in np.nonzero(page.volumes == 0))
    fault = PlantedFault(
        made.file,
        page.sheet,
        made.book.cell(row, column),
        "blank_vs_zero",
        "1 blank cells in the litres table",
        "missing, not 0",
        "other cells of the table print 0; totals count a blank as 0",
    )
    blank = replace(page, blanks=frozenset({(row, column)}))
    code = _CODES[columns_of("bidec", 2023)[column]]
    totals = tuple(replace(each, rows=each.rows - (each.product == code)) for each in made.totals)
    return replace(_with_fault(made, fault, 2, blank), totals=totals)


def _with_share_slip(made: Publication) -> Publication:
    page = made.book.pages[4]
    row, slip = int(page.volumes[:, 0].argmax()), 0.004
    fault = PlantedFault(
        made.file,
        page.sheet,
        made.book.share_total_cell(page, 0),
        "share_total_mismatch",
        f"{1 + slip:.3f}",
        "1",
        f"the share of {page.names[row]} was typed",
    )
    made = _with_fault(made, fault, 4, replace(page, share_slips={(row, 0): slip}))
    tonnes = page.volumes[:, 0] / made.book.factors[0]
    true = float(tonnes[row] / tonnes.sum())
    typed = PlantedFault(
        made.file,
        page.sheet,
        made.book.share_cell(page, row, 0),
        "share_mismatch",
        f"{true + slip:.6f}",
        f"{true:.6f}",
        f"the share of {page.names[row]} was typed",
    )
    return _with_fault(made, typed)


def _with_tonnes_slip(made: Publication) -> Publication:
    page = made.book.pages[0]
    column, slip = len(made.book.headings), 3775.25
    true = float((page.volumes / np.array(made.book.factors)).sum())
    fault = PlantedFault(
        made.file,
        page.sheet,
        made.book.tonnes_total_cell(page, column),
        "tonnes_total_mismatch",
        f"{true - slip:.4f}",
        f"{true:.4f}",
        "printed TOTAL is not the sum of the rows above",
    )
    return _with_fault(made, fault, 0, replace(page, tonnes_slips={column: slip}))


def _with_half_year_slip(made: Publication) -> Publication:
    """The sheet of the second half books 750,000 L of one depot's diesel as motor spirit."""
    index = next(number for number, page in enumerate(made.book.pages) if page.sheet.startswith("H2"))
    page, moved = made.book.pages[index], 750_000
    row = page.names.index("PORT ALMA OIL TERMINAL")
    volumes = page.volumes.copy()
    volumes[row, _CODES.index("gasoline")] += moved
    volumes[row, _CODES.index("gasoil")] -= moved
    changed = replace(page, volumes=volumes)
    for code, sign in (("gasoline", 1), ("gasoil", -1)):
        column = _CODES.index(code)
        note = f"sum sheet against the month sheets, {code}: difference {sign * moved}"
        sums = int(volumes[:, column].sum()), int(page.volumes[:, column].sum())
        of_depot = int(volumes[row, column]), int(page.volumes[row, column])
        for place, (seen, expected) in ((len(page.names), sums), (row, of_depot)):
            cell = made.book.cell(place, column)
            rule = "sum_sheet_mismatch"
            fault = PlantedFault(made.file, page.sheet, cell, rule, str(seen), str(expected), note)
            made = _with_fault(made, fault, index, changed)
    return made
