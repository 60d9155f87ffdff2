"""Tables of prices by company: found by their headings, whatever row or column they begin in.

A table begins at a row that names a company column and two or more products with a price; it ends at the next such row
or at the end of the sheet. Rows and columns that the publisher hides are kept apart by a flag and never become facts.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from petroverse.core.country import CountryPack
from petroverse.core.products import GRADES, PRODUCTS
from petroverse.sources.workbooks.book import Sheet
from petroverse.sources.workbooks.cells import Cell, Row, is_number
from petroverse.sources.workbooks.headings import clean, plain
from petroverse.sources.workbooks.marks import Marks
from petroverse.sources.workbooks.price_units import PriceUnit, price_unit, without_unit

__all__ = ["PriceCell", "PriceColumn", "PriceRow", "PriceTable", "find_price_tables", "product_and_grade", "slug"]

DASHES: Final = frozenset({"-", "–", "—", "--", "- -"})
_GRADE: Final = re.compile(r"\bRON ?(\d\d)\b")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_HEADING_ROWS: Final = 2
"""Headings may go on in so many rows below."""
_ENOUGH_FIGURES: Final = 3

Printed = Literal["price", "zero", "dash", "blank", "text"]


@dataclass(frozen=True, slots=True)
class PriceColumn:
    """One column of prices. Columns count from 0.

    Attributes:
        column: Where it stands.
        heading: As printed.
        product: Canonical code, or a code made of the heading where the pack does not know it.
        grade: Grade code, or empty.
        unit: What it is printed in; None where heading and titles say nothing.
        is_hidden: Whether the publisher does not show it.
        is_known: Whether the pack knows the heading.
        is_judged: Whether the unit is judged by the size of the prices, since no text says it.
    """

    column: int
    heading: str
    product: str
    grade: str
    unit: PriceUnit | None
    is_hidden: bool
    is_known: bool
    is_judged: bool = False


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One company's row. Rows count from 0."""

    row: int
    company: str
    number: Cell
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class PriceCell:
    """One cell of a table: what stands there and the price it means, in the unit printed."""

    row: PriceRow
    column: PriceColumn
    kind: Printed
    price: float | None
    text: str


@dataclass(frozen=True, slots=True)
class PriceTable:
    """One table of prices.

    Attributes:
        heading_row: Row of the headings, from 0.
        number_column: Column of the running number; None where there is none.
        company_column: Column of the companies.
        columns: Price columns in order, hidden ones too.
        rows: Company rows in order, hidden ones too.
        notes: Rows that hold a note, from 0.
        cells: Every cell of every row and column.
        unread: Columns with figures under a heading that names neither a product nor a unit of price.
    """

    heading_row: int
    number_column: int | None
    company_column: int
    columns: tuple[PriceColumn, ...]
    rows: tuple[PriceRow, ...] = ()
    notes: tuple[int, ...] = ()
    cells: tuple[PriceCell, ...] = ()
    unread: tuple[int, ...] = ()


def find_price_tables(sheet: Sheet, marks: Marks, pack: CountryPack) -> tuple[PriceTable, ...]:
    """Every table of prices by company on a sheet, from the top."""
    heads = [found for at in range(len(sheet.rows)) for found in _heads(sheet.rows, at, marks, pack)]
    starts = sorted({each.heading_row for each in heads})
    ends = dict(itertools.zip_longest(starts, starts[1:], fillvalue=len(sheet.rows)))
    return tuple(_filled(each, sheet.rows, ends[each.heading_row], marks, pack) for each in heads)


def product_and_grade(heading: str, pack: CountryPack) -> tuple[str, str, bool]:
    """Product and grade (or empty) that a price heading names, and whether the pack knows it.

    A grade that the pack does not know is kept by its octane number; an unknown product by a code made of its words.
    """
    name = plain(without_unit(heading, pack))
    code = pack.product_spellings.get(name, "")
    if code in GRADES:
        return GRADES[code], code, True
    if code in PRODUCTS:
        return code, "", True
    octane = _GRADE.search(name)
    return ("gasoline", f"gasoline_{octane[1]}", False) if octane else (slug(name), "", False)


def slug(text: str) -> str:
    """A code made of a text, for what no spelling of the pack names.

    Example:
        >>> slug("Cost of Blue Dye*")
        'cost_of_blue_dye'
    """
    return "_".join(re.findall(r"[a-z0-9]+", text.lower()))


def _heads(rows: Sequence[Row], at: int, marks: Marks, pack: CountryPack) -> Iterator[PriceTable]:
    """The tables whose headings stand on one row: mostly one, sometimes two side by side."""
    names = pack.words.get("price.company", ())
    companies = [col for col, cell in enumerate(rows[at]) if isinstance(cell, str) and plain(cell) in names]
    for company, stop in itertools.zip_longest(companies, companies[1:], fillvalue=len(rows[at])):
        columns = tuple(_columns(rows, at, (company, stop), marks, pack))
        if sum(each.is_known for each in columns) < min(2, 3 - len(companies)):
            continue
        numbers = pack.words.get("number", ())
        before = range(company - 1, -1, -1)
        number = next((col for col in before if plain(str(rows[at][col] or "")) in numbers), None)
        yield PriceTable(at, number, company, columns)


def _columns(
    rows: Sequence[Row], at: int, within: tuple[int, int], marks: Marks, pack: CountryPack
) -> Iterator[PriceColumn]:
    company, stop = within
    shared = next((found for row in rows[:at] for cell in row if (found := _unit(cell, pack))), None)
    below = [row for row in rows[at + 1 : at + 1 + _HEADING_ROWS] if _is_heading_too(row, within)]
    group = ""
    for column in range(company + 1, stop):
        top = rows[at][column]
        lower = [row[column] for row in below if isinstance(row[column], str)]
        group = top if isinstance(top, str) and top.strip() else (group if lower else "")
        names = [cell for cell in lower if isinstance(cell, str) and not _unit(cell, pack)]
        heading = " ".join([group, *names]) if names else (top if isinstance(top, str) else "")
        if not heading.strip():
            continue
        unit = _unit(heading, pack) or next((found for cell in lower if (found := _unit(cell, pack))), None)
        product, grade, is_known = product_and_grade(heading, pack)
        if unit or is_known:
            is_hidden = column + 1 in marks.hidden_columns
            yield PriceColumn(column, heading, product, grade, unit or shared, is_hidden, is_known)


def _is_heading_too(row: Row, within: tuple[int, int]) -> bool:
    """Whether a row below the headings has more of them: no company, no figure, several texts."""
    company, stop = within
    cells = row[company + 1 : stop]
    has_figures = any(is_number(cell) for cell in (*row[: company + 1], *cells))
    return row[company] is None and not has_figures and any(isinstance(cell, str) for cell in cells)


def _unit(cell: Cell, pack: CountryPack) -> PriceUnit | None:
    return price_unit(cell, pack) if isinstance(cell, str) else None


def _filled(table: PriceTable, rows: Sequence[Row], end: int, marks: Marks, pack: CountryPack) -> PriceTable:
    columns = tuple(_judged(each, rows[table.heading_row + 1 : end], pack) for each in table.columns)
    table = replace(table, columns=columns, unread=tuple(_unread(table, rows, end)))
    found, notes, cells = [], [], []
    for at in range(table.heading_row + 1, end):
        company = rows[at][table.company_column]
        if not isinstance(company, str) or not company.strip():
            continue
        if plain(company).partition(" ")[0] in pack.words.get("price.note", ()):
            notes.append(at)
            continue
        number = rows[at][table.number_column] if table.number_column is not None else None
        row = PriceRow(at, company, number, at + 1 in marks.hidden_rows)
        read = [_cell(row, column, rows[at][column.column]) for column in table.columns]
        if _is_sum(company, number, pack) or not (is_number(number) or any(each.kind != "blank" for each in read)):
            continue
        found.append(row)
        cells.extend(read)
    return replace(table, rows=tuple(found), notes=tuple(notes), cells=tuple(cells))


def _judged(column: PriceColumn, rows: Sequence[Row], pack: CountryPack) -> PriceColumn:
    """A column whose unit no text says, with the one that makes its prices plausible; None of none does."""
    likely = pack.price_ranges.get(column.grade) or pack.price_ranges.get(column.product)
    prices = [float(cell) for row in rows if is_number(cell := row[column.column]) and cell]
    if column.unit is not None or likely is None or not prices or column.product not in PRODUCTS:
        return column
    middle, per = statistics.median(prices), PRODUCTS[column.product].unit
    for printed, parts in ((pack.currency, 1), (pack.minor_unit, 100)):
        if likely[0] <= middle / parts <= likely[1]:
            unit = PriceUnit(f"{printed}/{per}", f"{pack.currency}/{per}", parts)
            return replace(column, unit=unit, is_judged=True)
    return column


def _unread(table: PriceTable, rows: Sequence[Row], end: int) -> Iterator[int]:
    """Columns between or right beside the prices that hold figures under a heading which says no price."""
    taken = {each.column for each in table.columns}
    last = max(taken, default=table.company_column)
    for column in range(table.company_column + 1, min(last + 2, len(rows[table.heading_row]))):
        heading = rows[table.heading_row][column]
        if column not in taken and isinstance(heading, str) and heading.strip():
            figures = sum(is_number(rows[at][column]) for at in range(table.heading_row + 1, end))
            if figures >= _ENOUGH_FIGURES:
                yield column


def _is_sum(company: str, number: Cell, pack: CountryPack) -> bool:
    """Whether a row is a total or an average; a company may be called Total, but then it has a running number."""
    words = set(plain(company).split())
    return number is None and (
        plain(company) in pack.words.get("total", ()) or bool(words & set(pack.words.get("average", ())))
    )


def _cell(row: PriceRow, column: PriceColumn, cell: Cell) -> PriceCell:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return PriceCell(row, column, "blank", None, "")
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        value = float(cell)
        return PriceCell(row, column, "price" if value else "zero", value or None, repr(cell))
    text = clean(str(cell))
    if text in DASHES:
        return PriceCell(row, column, "dash", None, text)
    price = float(text) if _NUMBER.fullmatch(text) else None
    return PriceCell(row, column, "text", price or None, text)
