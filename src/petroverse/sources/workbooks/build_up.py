"""Price build-ups: the parts of a price from the refinery gate to the pump, by product, from a day on.

Two publications have this shape: the build-ups of products whose price is set (with export prices and the levies on
exports below), and the templates in which marketers compute their own price. A block begins at a row of two or more
products; every row below it that names a part belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from petroverse.core.country import CountryPack, window_start
from petroverse.core.facts import Edition, Finding, PrintedTotal, SourceReading
from petroverse.sources.workbooks import hidden
from petroverse.sources.workbooks.announced import announced, file_name_findings
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import a1
from petroverse.sources.workbooks.components import Part, component_of, role_of, sum_findings
from petroverse.sources.workbooks.days import day_in
from petroverse.sources.workbooks.figures import number_of
from petroverse.sources.workbooks.headings import clean, says
from petroverse.sources.workbooks.marks import Marks, read_marks
from petroverse.sources.workbooks.price_table import product_and_grade
from petroverse.sources.workbooks.price_units import PriceUnit, price_unit
from petroverse.sources.workbooks.rows import FactRows, edition_number
from petroverse.sources.workbooks.titles import Title, dated_title, empty_first_sheets, find_title, undated_findings
from petroverse.sources.workbooks.verdicts import UnknownLayout
from petroverse.sources.workbooks.windows import window_from

__all__ = ["BuildUps", "ComponentBlock", "component_blocks"]

UNIT_ROWS_ABOVE = 2


@dataclass(frozen=True, slots=True)
class ComponentColumn:
    """One product of a block. Columns count from 0."""

    column: int
    heading: str
    product: str
    unit: PriceUnit | None
    is_known: bool


@dataclass(slots=True)
class ComponentBlock:
    """One block: its heading row from 0, its products, and for each column the parts from the top."""

    heading_row: int
    columns: tuple[ComponentColumn, ...]
    parts: dict[int, list[Part]] = field(default_factory=dict)


class BuildUps:
    """Reads build-ups and computation templates."""

    name = "build_up"

    def recognise(self, book: Book, pack: CountryPack) -> float:
        """How surely a sheet is titled as a build-up from a day on."""
        titles = [title for each in book.visible if (title := find_title(each, "title.build_up", pack))]
        return 0.95 if any(day_in(each.text) for each in titles) else 0.6 if titles else 0.0

    def read(self, book: Book, pack: CountryPack, now: datetime) -> SourceReading:
        """Every part of every product, one edition a sheet, and the maximum prices that come of them.

        Raises:
            UnknownLayout: No titled sheet has a row of products with parts below it, or its title names no day.
        """
        reading = _Reading(book, pack, now)
        for sheet in book.visible:
            marks = read_marks(book.content, sheet.name, fonts=False)
            title = dated_title(hidden.without_hidden(sheet, marks), "title.build_up", pack, book.name)
            starts = list(_dated(hidden.without_hidden(sheet, marks), title, pack)) if title else []
            ends = (*(later.row for later, _ in starts[1:]), len(sheet.rows))
            for (own, day), end in zip(starts, ends, strict=False):
                reading.take(sheet, marks, own, day, end)
        if not reading.editions:
            what = "no sheet has both a day in its title and a row of products with the parts of a price below"
            raise UnknownLayout(what, where=book.name, fix="look whether its headings are pictures; report the file")
        return reading.done()


def _dated(sheet: Sheet, title: Title, pack: CountryPack) -> Iterator[tuple[Title, date]]:
    """Every title of a build-up on a sheet with the day it names, from the first one down."""
    day = day_in(title.text)
    if day:
        yield title, day
    row = title.row
    while found := find_title(sheet, "title.build_up", pack, from_row=row + 1):
        row, later = found.row, day_in(found.text)
        if later and later != day:
            day = later
            yield found, later


def component_blocks(
    sheet: Sheet, pack: CountryPack, *, from_row: int = 0, to_row: int | None = None
) -> tuple[ComponentBlock, ...]:
    """Every block of parts by product on a sheet, from a row (from 0) on, to before another."""
    blocks: list[ComponentBlock] = []
    for at in range(from_row, len(sheet.rows) if to_row is None else to_row):
        columns = _columns(sheet, at, pack)
        if columns:
            blocks.append(ComponentBlock(at, columns))
        elif blocks:
            _add_parts(blocks[-1], sheet, at, pack)
    return tuple(each for each in blocks if each.parts)


def _columns(sheet: Sheet, at: int, pack: CountryPack) -> tuple[ComponentColumn, ...]:
    row = sheet.rows[at]
    texts = [(column, cell) for column, cell in enumerate(row) if isinstance(cell, str) and cell.strip()]
    named = [(column, cell, *product_and_grade(cell, pack)) for column, cell in texts]
    if sum(each[4] for each in named) < 2:
        return ()
    shared = _unit_above(sheet, at, pack)
    found = []
    for column, cell, product, _, is_known in named:
        unit = price_unit(cell, pack)
        if is_known or unit:
            below = sheet.rows[at + 1][column] if at + 1 < len(sheet.rows) else None
            under = price_unit(below, pack) if isinstance(below, str) else None
            found.append(ComponentColumn(column, cell, product, unit or under or shared, is_known))
    return tuple(found)


def _unit_above(sheet: Sheet, at: int, pack: CountryPack) -> PriceUnit | None:
    above = sheet.rows[max(0, at - UNIT_ROWS_ABOVE) : at + 1]
    units = (price_unit(cell, pack) for row in reversed(above) for cell in row if isinstance(cell, str))
    return next((each for each in units if each), None)


def _add_parts(block: ComponentBlock, sheet: Sheet, at: int, pack: CountryPack) -> None:
    row = sheet.rows[at]
    first = block.columns[0].column
    label = next((cell for cell in row[:first] if isinstance(cell, str) and cell.strip()), None)
    if label is None or says(label, "price.note", pack):
        return
    component, is_known = component_of(label, pack)
    values = {each.column: number_of(row[each.column]) for each in block.columns if each.column < len(row)}
    if not is_known and all(value is None for value in values.values()):
        return
    for column, value in values.items():
        parts = block.parts.setdefault(column, [])
        role = role_of(component, label, len(parts) + 1, pack)
        parts.append(Part(component, label, role, value, a1(at, column), is_known))


class _Reading:
    """Gathers what the sheets of one workbook say."""

    def __init__(self, book: Book, pack: CountryPack, now: datetime) -> None:
        self._book, self._pack, self._now = book, pack, now
        self._parts, self._prices = FactRows("price_component"), FactRows("price")
        self._findings = list(empty_first_sheets(book))
        self.editions: list[Edition] = []

    def take(self, sheet: Sheet, marks: Marks, title: Title, day: date, end: int) -> None:
        """Takes in what stands below one title, to before the row ``end``."""
        pack, book = self._pack, self._book
        blocks = component_blocks(hidden.without_hidden(sheet, marks), pack, from_row=title.row + 1, to_row=end)
        if not blocks:
            return
        span = window_from(day, pack.window_days)
        known = announced(book.modified, span, "build_up", pack, self._now)
        is_template = says(title.text, "title.template", pack)
        series = "ex_pump_template" if is_template else "build_up"
        totals = tuple(total for block in blocks for total in _figures(block))
        built = Edition("price_component", series, "window", span, known, sheet.name, totals)
        edition = edition_number(self.editions, built)
        for block in blocks:
            self._take_block(block, edition, day, sheet.name)
        maxima = [] if is_template else [pair for block in blocks for pair in _maxima(block)]
        for column, part in maxima:
            priced = Edition("price", "build_up", "window", span, known, sheet.name)
            self._take_maximum(column, part, edition_number(self.editions, priced), day)
        self._findings += undated_findings(title, sheet.name)
        self._findings += file_name_findings(book.name, sheet.name, title.cell, title.text, span)
        self._findings += hidden.hidden_rows(sheet, marks)
        self._findings += hidden.hidden_columns(sheet, marks)

    def _take_block(self, block: ComponentBlock, edition: int, day: date, sheet: str) -> None:
        window = window_start(day, self._pack.window_days)
        for column in block.columns:
            if column.unit is None:
                continue
            for position, part in enumerate(block.parts[column.column], 1):
                self._parts.add(
                    edition,
                    part.cell,
                    day=day,
                    window=window,
                    product=column.product,
                    component=part.component,
                    component_printed=part.printed,
                    role=part.role,
                    position=position,
                    value=part.value,
                    unit=column.unit.printed,
                )
        self._findings += sum_findings({each.product: block.parts[each.column] for each in block.columns}, sheet)
        self._findings += _unknown(block, sheet)

    def _take_maximum(self, column: ComponentColumn, part: Part, edition: int, day: date) -> None:
        if column.unit is None or part.value is None:
            return
        self._prices.add(
            edition,
            part.cell,
            kind="maximum",
            day=day,
            window=window_start(day, self._pack.window_days),
            product=column.product,
            price=column.unit.to_major(part.value),
            printed=repr(part.value),
            unit=column.unit.major,
            standing="good",
        )

    def done(self) -> SourceReading:
        """The reading."""
        tables = tuple(each.table() for each in (self._parts, self._prices) if len(each))
        found = tuple(self._findings)
        ignored = hidden.ignored_as_hidden(self._book, found)
        return SourceReading("read", "", self._pack.name, "build_up", tuple(self.editions), tables, found, ignored)


def _maxima(block: ComponentBlock) -> Iterator[tuple[ComponentColumn, Part]]:
    for column in block.columns:
        for part in block.parts[column.column]:
            if part.component == "maximum_price" and part.value is not None:
                yield column, part


def _figures(block: ComponentBlock) -> Iterator[PrintedTotal]:
    """Every printed part as a figure of its edition, so that versions can be compared without reading them again."""
    for column in block.columns:
        for part in block.parts[column.column]:
            if part.value is not None:
                name = f"{column.product}/{part.component}"
                yield PrintedTotal(name, "", part.value, None, part.cell)


def _unknown(block: ComponentBlock, sheet: str) -> Iterator[Finding]:
    first = block.parts[block.columns[0].column]
    for part in first:
        if not part.is_known:
            note = f"kept as {part.component}, taken for a {part.role}; add the spelling to the country pack"
            expected = "a component of the pack"
            yield Finding("unknown_component", "look", sheet, part.cell, clean(part.printed), expected, note)
    for column in block.columns:
        if not column.is_known:
            cell, note = a1(block.heading_row, column.column), f"kept as {column.product}; add it to the country pack"
            seen = clean(column.heading)
            yield Finding("unknown_product", "look", sheet, cell, seen, "a product of the pack", note)
