"""Tables of prices by company: found by their headings, whatever row or column they begin in.

A table begins at a row that names a company column and two or more products with a price; it ends at the next such row
or at the end of the sheet. Rows and columns that the publisher hides are kept apart by a flag and never become facts.
"""

from __future__ import annotations

import itertools
import re
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
    """

    column: int
    heading: str
    product: str
    grade: str
    unit: PriceUnit | None
    is_hidden: bool
    is_known: bool


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
    """

    heading_row: int
    number_column: int | None
    company_column: int
    columns: tuple[PriceColumn, ...]
    rows: tuple[PriceRow, ...] = ()
    notes: tuple[int, ...] = ()
    cells: tuple[PriceCell, ...] = ()


def find_price_tables(sheet: Sheet, marks: Marks, pack: CountryPack) -> tuple[PriceTable, ...]:
    """Every table of prices by company on a sheet, from the top."""
    heads = [found for at in range(len(sheet.rows)) if (found := _head(sheet.rows, at, marks, pack))]
    ends = itertools.chain((each.heading_row for each in heads[1:]), [len(sheet.rows)])
    return tuple(_filled(each, sheet.rows, end, marks, pack) for each, end in zip(heads, ends, strict=False))


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


def _head(rows: Sequence[Row], at: int, marks: Marks, pack: CountryPack) -> PriceTable | None:
    names = pack.words.get("price.company", ())
    company = next((col for col, cell in enumerate(rows[at]) if isinstance(cell, str) and plain(cell) in names), None)
    if company is None:
        return None
    columns = tuple(_columns(rows, at, company, marks, pack))
    if sum(each.is_known for each in columns) < 2:
        return None
    numbers = pack.words.get("number", ())
    number = next((col for col in range(company) if plain(str(rows[at][col] or "")) in numbers), None)
    return PriceTable(at, number, company, columns)


def _columns(rows: Sequence[Row], at: int, company: int, marks: Marks, pack: CountryPack) -> Iterator[PriceColumn]:
    shared = next((found for row in rows[:at] for cell in row if (found := _unit(cell, pack))), None)
    for column in range(company + 1, len(rows[at])):
        heading = rows[at][column]
        if not isinstance(heading, str) or not heading.strip():
            continue
        below = rows[at + 1][column] if at + 1 < len(rows) and rows[at + 1][company] is None else None
        unit = _unit(heading, pack) or _unit(below, pack)
        product, grade, is_known = product_and_grade(heading, pack)
        if unit or is_known:
            is_hidden = column + 1 in marks.hidden_columns
            yield PriceColumn(column, heading, product, grade, unit or shared, is_hidden, is_known)


def _unit(cell: Cell, pack: CountryPack) -> PriceUnit | None:
    return price_unit(cell, pack) if isinstance(cell, str) else None


def _filled(table: PriceTable, rows: Sequence[Row], end: int, marks: Marks, pack: CountryPack) -> PriceTable:
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


def _is_sum(company: str, number: Cell, pack: CountryPack) -> bool:
    """Whether a row is a total or an average; a company may be called Total, but then it has a running number."""
    return number is None and plain(company) in {*pack.words.get("total", ()), *pack.words.get("average", ())}


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
