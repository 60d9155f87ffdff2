"""A page: one table of volumes with its period, series, factors, and the tables of tonnes and shares beneath it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from petroverse.core.country import CountryPack
from petroverse.core.products import PRODUCTS
from petroverse.core.times import Span, month_span, year_span
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import Cell, is_number
from petroverse.sources.workbooks.headings import clean, plain, says
from petroverse.sources.workbooks.verdicts import UnknownLayout
from petroverse.sources.workbooks.volume.numerals import figure
from petroverse.sources.workbooks.volume.periods import Period, label_month, parse_period
from petroverse.sources.workbooks.volume.tables import Table, find_tables

__all__ = ["Figures", "Page", "pages_of"]

Block: TypeAlias = NDArray[np.float64]
COMPANY_SERIES: Final = ("omc", "bidec", "depot")


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one table.

    Attributes:
        table: Where they stand.
        indexes: Their columns: the products, then the columns that sum them.
        cells: For each of these columns its cells as printed, in the order of the table's rows.
        block: The same as numbers, (n_columns, n_rows); a blank or a text is NaN.
        filled: The same with 0 for NaN.
        labels: The label of each row as printed.
        total: The printed total of each column, (n_columns,); NaN where none.
        has_texts: Whether a figure is printed as text, so that the sheet must be looked at again.
    """

    table: Table
    indexes: tuple[int, ...]
    cells: tuple[tuple[Cell, ...], ...]
    block: Block
    filled: Block
    labels: tuple[Cell, ...]
    total: Block
    has_texts: bool = False

    @property
    def products(self) -> Block:
        """The product columns alone, (n_products, n_rows)."""
        return self.block[: len(self.table.columns)]


@dataclass(frozen=True, slots=True)
class Page:
    """One table of volumes and what stands with it.

    Attributes:
        sheet: The sheet it stands on.
        series: ``omc``, ``bidec``, ``depot``, ``national`` or ``regional``.
        period: The months it speaks for; for a table of months, those of its year.
        title_period: What the title says, where it names months; None else.
        volume: The litres.
        tonnes: The same in tonnes, or None.
        share: The shares, or None.
        factors: Printed conversion factor by product, litres (kg) per tonne.
        factor_table: Where the factors stand, or None.
        titles: The texts above it, top to bottom; those above the sheet's first table where it has none of its own.
        is_revised: Whether they or the sheet's name say that it is revised.
        months: Year and month that each label names in a table of months; () for other tables.
    """

    sheet: Sheet
    series: str
    period: Period
    title_period: Period | None
    volume: Figures
    tonnes: Figures | None
    share: Figures | None
    factors: Mapping[str, float]
    factor_table: Table | None
    titles: tuple[str, ...] = ()
    is_revised: bool = False
    months: tuple[tuple[int | None, int] | None, ...] = ()

    @property
    def has_labelled_years(self) -> bool:
        """Whether the labels of a table of months name several years, so that they and not the title tell the year."""
        return len(_years(self.months)) > 1

    @property
    def span(self) -> Span:
        """The days of its period; of the whole year unless it is one month."""
        year = self.period.year or 1
        return month_span(year, self.period.first) if self.period.is_month else year_span(year)


def pages_of(book: Book, pack: CountryPack) -> tuple[list[Page], list[Sheet]]:
    """Every page of a workbook, and the visible sheets that hold none.

    Raises:
        UnknownLayout: A table of companies does not say whose it is.
    """
    pages: list[Page] = []
    without: list[Sheet] = []
    for sheet in book.visible:
        tables = find_tables(sheet.rows, pack)
        found = list(_pages(book, sheet, tables, pack))
        pages += found
        if not found:
            without.append(sheet)
    return _with_years(pages, book, pack), without


def figures_of(sheet: Sheet, table: Table) -> Figures:
    """The figures of one table of a sheet."""
    indexes = (*(each.index for each in table.columns), *table.sums)
    wanted = itemgetter(*indexes, table.entity)
    *columns, labels = zip(*(wanted(sheet.rows[row]) for row in table.rows), strict=True)
    cells = tuple(columns)
    has_texts = any(str in map(type, column) for column in cells)
    if has_texts:
        cells = tuple(_read_numbers(column) for column in cells)
    total = sheet.rows[table.total] if table.total is not None else None
    totals = np.array([_printed(total[index]) if total else np.nan for index in indexes], dtype=float)
    block = _block(cells)
    filled = np.where(np.isnan(block), 0.0, block)
    return Figures(table, indexes, cells, block, filled, labels, totals, has_texts)


def _pages(book: Book, sheet: Sheet, tables: Sequence[Table], pack: CountryPack) -> Iterator[Page]:
    starts = [at for at, table in enumerate(tables) if table.kind == "volume"]
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(tables)
        group = tables[start:end]
        titles = group[0].texts or (tables[0].texts if tables else ())
        by_kind = {table.kind: table for table in reversed(group)}
        factors = by_kind.get("factor")
        title_period = _title_period(titles, sheet, group[0], pack)
        months = _label_months(sheet, group[0], pack)
        yield Page(
            sheet,
            _series(book, sheet, group[0], titles, pack),
            _period(_name_first(sheet, title_period, pack, is_only=len(starts) == 1), group[0], _years(months)),
            title_period,
            _scaled(figures_of(sheet, group[0])),
            figures_of(sheet, by_kind["tonnes"]) if "tonnes" in by_kind else None,
            figures_of(sheet, by_kind["share"]) if "share" in by_kind else None,
            _factors(sheet, factors, group[0]) if factors else {},
            factors,
            titles,
            any(says(text, "revised", pack) for text in (sheet.name, *titles)),
            months,
        )


def _read_numbers(column: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Numbers that a sheet holds as text (``1,234.5``) as numbers; other texts stay as they are."""
    if str not in set(map(type, column)):
        return column
    return tuple(cell if (number := figure(cell)) is None else number for cell in column)


def _printed(cell: Cell) -> float:
    number = figure(cell)
    return np.nan if number is None else number


def _scaled(figures: Figures) -> Figures:
    unit = figures.table.unit
    if unit is None or (unit.litres == 1.0 and unit.kilograms == 1.0):
        return figures
    codes = [each.product for each in figures.table.columns]
    by_product = [unit.kilograms if _is_kg(code) else unit.litres for code in codes]
    scales = np.array(by_product + [unit.litres] * len(figures.table.sums))
    cells = tuple(
        tuple(float(cell) * scale if is_number(cell) else cell for cell in column)
        for column, scale in zip(figures.cells, scales.tolist(), strict=True)
    )
    block, filled = figures.block * scales[:, None], figures.filled * scales[:, None]
    return replace(figures, cells=cells, block=block, filled=filled, total=figures.total * scales)


def _is_kg(code: str) -> bool:
    return code in PRODUCTS and PRODUCTS[code].unit == "kg"


def _block(cells: tuple[tuple[Cell, ...], ...]) -> Block:
    raw: Any = cells
    try:
        return np.array(raw, dtype=float)
    except (ValueError, TypeError):
        return np.array([[_number(cell) for cell in column] for column in cells], dtype=float)


def _number(cell: Cell) -> float:
    return float(cell) if is_number(cell) else np.nan


def _factors(sheet: Sheet, table: Table, volume: Table) -> dict[str, float]:
    if not table.rows:
        return {}
    row = sheet.rows[table.rows[-1]]
    codes = [each.product for each in table.columns]
    places = {each.index: each.product for each in volume.columns}
    is_aligned = sum(places.get(each.index) == each.product for each in table.columns) * 2 > len(table.columns)
    factors: dict[str, float] = {}
    for column in table.columns:
        code = column.product
        if is_aligned and (codes.count(code) > 1 or volume.column(code) is None):
            code = places.get(column.index, code)
        if is_number(row[column.index]):
            factors.setdefault(code, _number(row[column.index]))
    return factors


def _series(book: Book, sheet: Sheet, table: Table, titles: Sequence[str], pack: CountryPack) -> str:
    if table.entity_kind == "region":
        return "regional"
    if table.entity_kind in {"month", "year"}:
        return "national"
    for said in _sayings(book, sheet, titles):
        hits = {series: _hits(said, pack.words.get(f"title.{series}", ())) for series in COMPANY_SERIES}
        most = max(hits.values())
        if most and list(hits.values()).count(most) == 1:
            return max(hits, key=lambda series: hits[series])
    what = "the table of companies does not say whether it is of marketers, importers or depots"
    fix = "put it in the title, or import it with a mapping file"
    raise UnknownLayout(what, where=f"{book.name}, sheet {sheet.name!r}", fix=fix)


def _sayings(book: Book, sheet: Sheet, titles: Sequence[str]) -> Iterator[Sequence[str]]:
    """Texts that may say whose a table is, the most telling first."""
    yield titles
    yield [book.title, *(each.name for each in book.visible)]
    yield [cell for row in sheet.rows for cell in row[:3] if isinstance(cell, str)]
    yield [book.name]


def _hits(texts: Sequence[str], phrases: Sequence[str]) -> int:
    padded = [f" {plain(text)} " for text in texts]
    return sum(f" {phrase} " in text for text in padded for phrase in phrases)


def _title_period(titles: Sequence[str], sheet: Sheet, table: Table, pack: CountryPack) -> Period | None:
    found = [period for text in titles if (period := parse_period(clean(text), pack.words))]
    with_months = [each for each in found if each.has_months]
    if with_months or found:
        return (with_months or found)[0]
    for row in sheet.rows[max(0, table.header - 4) : table.header + 1]:
        for cell in row:
            if isinstance(cell, date):
                return Period(cell.year, cell.month, cell.month)
            if is_number(cell) and 1950 <= _number(cell) < 2100 and _number(cell).is_integer():
                return Period(int(_number(cell)))
    return None


def _name_first(sheet: Sheet, title: Period | None, pack: CountryPack, *, is_only: bool) -> list[Period]:
    """What a sheet's name and a table's title speak of: the name first, unless several tables stand on the sheet."""
    name = parse_period(clean(sheet.name), pack.words)
    return [each for each in ((name, title) if is_only else (title, name)) if each]


def _period(said: Sequence[Period], table: Table, labelled: set[int]) -> Period:
    year = next((each.year for each in said if each.year), None)
    if table.entity_kind == "month":
        return Period(min(labelled) if len(labelled) > 1 or (labelled and not year) else year, 1, 12)
    months = next((each for each in said if each.has_months), None)
    if months is None:
        return Period(year, 1, 12) if year else Period(None)
    return Period(months.year or year, months.first, months.last)


def _label_months(sheet: Sheet, table: Table, pack: CountryPack) -> tuple[tuple[int | None, int] | None, ...]:
    if table.entity_kind != "month":
        return ()
    return tuple(label_month(sheet.rows[row][table.entity], pack.words) for row in table.rows)


def _years(months: Sequence[tuple[int | None, int] | None]) -> set[int]:
    """The years that the labels of a table of months name."""
    return {month[0] for month in months if month and month[0]}


def _with_years(pages: list[Page], book: Book, pack: CountryPack) -> list[Page]:
    """Gives pages that name a month without a year the one year that the others, or the file, name."""
    years = {page.period.year for page in pages if page.period.year}
    named = parse_period(clean(book.name.rpartition("/")[2]), pack.words)
    year = years.pop() if len(years) == 1 else (named.year if named and not years else None)
    if year is None:
        return pages
    return [page if page.period.year else replace(page, period=replace(page.period, year=year)) for page in pages]
