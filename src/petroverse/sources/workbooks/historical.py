"""The long history of price windows: one row a window, products side by side, the parts of a price under each.

Headings take two or three rows: the product over the columns that belong to it, the part of the price, the unit. The
first column that holds days is where a row's day stands; what follows the last of them is notes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from petroverse.core.country import CountryPack, window_start
from petroverse.core.facts import Edition, Finding, IgnoredRange, SourceReading
from petroverse.core.times import Span
from petroverse.sources.workbooks import hidden
from petroverse.sources.workbooks.announced import announced
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import Cell, Row, a1
from petroverse.sources.workbooks.components import component_of, role_of
from petroverse.sources.workbooks.headings import clean, plain, says
from petroverse.sources.workbooks.marks import read_marks
from petroverse.sources.workbooks.price_table import product_and_grade
from petroverse.sources.workbooks.price_units import PriceUnit, price_unit
from petroverse.sources.workbooks.rows import FactRows
from petroverse.sources.workbooks.sheet_faults import formula_errors, wide_sheet
from petroverse.sources.workbooks.titles import empty_first_sheets, find_title
from petroverse.sources.workbooks.verdicts import UnknownLayout
from petroverse.sources.workbooks.windows import window_from

__all__ = ["HistoricalPrices"]

FEWEST_DAYS: Final = 5
_SERIES: Final = "historical"


@dataclass(frozen=True, slots=True)
class _Column:
    """One column under its product. Columns count from 0.

    Attributes:
        column: Where it stands.
        product: Code of the product above it.
        component: Code of the part.
        printed: The part as printed.
        role: What the part is.
        position: Its place among the product's parts, from 1.
        unit: What it is printed in.
        is_final: Whether it is the last price of its product: what the buyer pays.
    """

    column: int
    product: str
    component: str
    printed: str
    role: str
    position: int
    unit: PriceUnit
    is_final: bool


@dataclass(slots=True)
class _Layout:
    """How one sheet is laid out; rows and columns count from 0."""

    day_column: int
    days: dict[int, date]
    heading_rows: range
    columns: tuple[_Column, ...] = ()
    rate_column: int | None = None
    rate_unit: str = ""
    rate_printed: str = ""
    old_unit: PriceUnit | None = None
    skipped: dict[int, str] = field(default_factory=dict)


class HistoricalPrices:
    """Reads the history of windows, one edition a sheet and dataset."""

    name = "historical"

    def recognise(self, book: Book, pack: CountryPack) -> float:
        """How surely a sheet is titled as the historical trend of prices."""
        return 0.9 if any(find_title(each, "title.historical", pack) for each in book.visible) else 0.0

    def read(self, book: Book, pack: CountryPack, now: datetime) -> SourceReading:
        """Every part, price and exchange rate of every window.

        Raises:
            UnknownLayout: No sheet has a column of days under headings of products.
        """
        reading = _Reading(book, pack, now)
        for sheet in book.visible:
            reading.take(sheet)
        if not reading.editions:
            what = "no sheet has a column of days under headings of products"
            raise UnknownLayout(what, where=book.name, fix="look whether its headings are pictures; report the file")
        return reading.done()


class _Reading:
    """Gathers what the sheets of one workbook say."""

    def __init__(self, book: Book, pack: CountryPack, now: datetime) -> None:
        self._book, self._pack, self._now, self._name = book, pack, now, "historical"
        self._rows = {name: FactRows(name) for name in ("price_component", "price", "indicator")}
        self._findings: list[Finding] = list(empty_first_sheets(book))
        self._ignored: list[IgnoredRange] = []
        self.editions: list[Edition] = []

    def take(self, sheet: Sheet) -> None:
        """Takes in one sheet, if it is a history."""
        marks = read_marks(self._book.content, sheet.name, fonts=False)
        shown = hidden.without_hidden(sheet, marks)
        layout = _layout(shown, self._pack)
        self._findings += hidden.hidden_rows(sheet, marks)
        self._findings += hidden.hidden_columns(sheet, marks)
        self._findings += wide_sheet(sheet)
        if layout is None or not layout.columns:
            return
        self._findings += formula_errors(shown, "(blank)")
        self._findings += _heading_faults(shown, layout, self._pack)
        self._findings += _unknown(shown, layout, self._pack)
        self._findings += _day_faults(shown, layout, self._now)
        self._ignored += _left_out(shown, layout)
        editions = self._editions(layout, shown.name)
        for at, day in layout.days.items():
            if at not in layout.skipped:
                self._take_row(shown.rows[at], at, day, layout, editions)

    def _editions(self, layout: _Layout, sheet: str) -> dict[str, int]:
        days = [day for at, day in layout.days.items() if at not in layout.skipped]
        span = Span(min(days), window_from(max(days), self._pack.window_days).end)
        last = Span(max(days), span.end)
        known = announced(self._book.modified, last, self._name, self._pack, self._now)
        numbers = {}
        for name in self._rows:
            if name == "indicator" and layout.rate_column is None:
                continue
            numbers[name] = len(self.editions)
            self.editions.append(Edition(name, _SERIES, "row", span, known, sheet))
        return numbers

    def _take_row(self, row: Row, at: int, day: date, layout: _Layout, editions: dict[str, int]) -> None:
        shared = {"day": day, "window": window_start(day, self._pack.window_days)}
        for each in layout.columns:
            value = _number(row[each.column])
            if value is None:
                continue
            unit = _unit_on(day, each.unit, layout, self._pack)
            cell = a1(at, each.column)
            self._rows["price_component"].add(
                editions["price_component"],
                cell,
                **shared,
                product=each.product,
                component=each.component,
                component_printed=each.printed,
                role=each.role,
                position=each.position,
                value=value,
                unit=unit.printed,
            )
            if each.is_final:
                self._rows["price"].add(
                    editions["price"],
                    cell,
                    **shared,
                    kind="national" if unit.major.startswith(_moneys(layout, self._pack)) else "export",
                    product=each.product,
                    price=unit.to_major(value),
                    printed=repr(value),
                    unit=unit.major,
                    standing="good",
                )
        rate = _number(row[layout.rate_column]) if layout.rate_column is not None else None
        if rate is not None and layout.rate_column is not None:
            self._rows["indicator"].add(
                editions["indicator"],
                a1(at, layout.rate_column),
                **shared,
                indicator="fx_usd",
                indicator_printed=layout.rate_printed,
                value=rate,
                unit=layout.rate_unit,
            )

    def done(self) -> SourceReading:
        """The reading; the whole workbook became known when its latest window did."""
        found = tuple(self._findings)
        tables = tuple(each.table() for each in self._rows.values() if len(each))
        ignored = (*hidden.ignored_as_hidden(self._book, found), *self._ignored)
        latest = max(self.editions, key=lambda edition: edition.span.end).known
        editions = tuple(replace(each, known=latest) for each in self.editions)
        return SourceReading("read", "", self._pack.name, self._name, editions, tables, found, ignored)


def _layout(sheet: Sheet, pack: CountryPack) -> _Layout | None:
    days: dict[int, dict[int, date]] = defaultdict(dict)
    for at, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            day = _day(cell)
            if day:
                days[column][at] = day
    day_columns = [each for each in sorted(days) if len(days[each]) >= FEWEST_DAYS]
    if not day_columns:
        return None
    first = min(days[day_columns[0]])
    group_rows = [
        at for at in range(first) if any(is_known for _, is_known in _products(sheet.rows[at], pack).values())
    ]
    if not group_rows:
        return None
    layout = _Layout(day_columns[0], days[day_columns[0]], range(group_rows[-1], first))
    _find_rate(sheet.rows, layout, pack)
    layout.columns = tuple(_columns(sheet.rows, layout, pack))
    layout.old_unit = _old_unit(sheet.rows[: group_rows[-1]], pack)
    return layout


def _products(row: Sequence[Cell], pack: CountryPack) -> dict[int, tuple[str, bool]]:
    """Column → code of what a row's text names as a product, and whether the pack knows it."""
    named = ((column, product_and_grade(cell, pack)) for column, cell in enumerate(row) if isinstance(cell, str))
    return {column: (product, is_known) for column, (product, _, is_known) in named}


def _groups(rows: Sequence[Row], layout: _Layout, pack: CountryPack) -> dict[int, tuple[str, bool]]:
    """The products' first columns: every text of the group row right of the days and the exchange rate."""
    left = max(layout.day_column, layout.rate_column or 0)
    products = _products(rows[layout.heading_rows[0]], pack)
    return {column: each for column, each in products.items() if column > left}


def _columns(rows: Sequence[Row], layout: _Layout, pack: CountryPack) -> Iterator[_Column]:
    products = {column: code for column, (code, _) in _groups(rows, layout, pack).items()}
    starts = sorted(products)
    for start, end in zip(starts, [*starts[1:], len(rows[layout.heading_rows[0]])], strict=True):
        found: list[tuple[int, str, str, str, PriceUnit]] = []
        for column in range(start, end):
            texts = [rows[at][column] for at in layout.heading_rows[1:]]
            unit = next((unit for text in texts if isinstance(text, str) and (unit := price_unit(text, pack))), None)
            printed = next((text for text in texts if isinstance(text, str) and not price_unit(text, pack)), None)
            if unit is None or printed is None or says(printed, "price.change", pack):
                continue
            component, _ = component_of(printed, pack)
            role = role_of(component, printed, len(found) + 1, pack)
            found.append((column, component, printed, role, unit))
        final = max((at for at, each in enumerate(found) if each[3] == "total"), default=-1)
        for at, (column, component, printed, role, unit) in enumerate(found):
            yield _Column(column, products[start], component, printed, role, at + 1, unit, at == final)


def _find_rate(rows: Sequence[Row], layout: _Layout, pack: CountryPack) -> None:
    for at in layout.heading_rows:
        for column, cell in enumerate(rows[at]):
            if isinstance(cell, str) and plain(cell) in pack.words.get("indicator.fx_usd", ()):
                below = [rows[each][column] for each in layout.heading_rows if each > at]
                layout.rate_column, layout.rate_printed = column, cell
                layout.rate_unit = next((clean(each) for each in below if isinstance(each, str)), "")
                return


def _old_unit(titles: Sequence[Row], pack: CountryPack) -> PriceUnit | None:
    """The currency in which the sheet says it counts before the present one, where it names one."""
    code = next(iter(pack.words.get("unit.old_currency_code", ())), None)
    names = any(says(cell, "unit.old_currency", pack) for row in titles for cell in row)
    return PriceUnit(f"{code}/L", f"{code}/L", 1) if code and names else None


def _unit_on(day: date, unit: PriceUnit, layout: _Layout, pack: CountryPack) -> PriceUnit:
    """The unit of a price of a day: before the present currency was there, the old one, for the same quantity."""
    since = next(iter(pack.words.get("unit.currency_since", ())), "")
    if layout.old_unit is None or not since or day >= date.fromisoformat(since.replace(" ", "-")):
        return unit
    code, quantity = layout.old_unit.major.partition("/")[0], unit.major.partition("/")[2]
    return PriceUnit(f"{code}/{quantity}", f"{code}/{quantity}", 1)


def _moneys(layout: _Layout, pack: CountryPack) -> tuple[str, ...]:
    old = (layout.old_unit.major.partition("/")[0],) if layout.old_unit else ()
    return (pack.currency, *old)


def _heading_faults(sheet: Sheet, layout: _Layout, pack: CountryPack) -> Iterator[Finding]:
    """A title that counts in another money than the headings below it."""
    heads = {each.unit.printed.partition("/")[0] for each in layout.columns}
    unit_row = next((at for at in reversed(layout.heading_rows) if _unit_texts(sheet.rows[at], pack)), None)
    for at, row in enumerate(sheet.rows[: layout.heading_rows[0]]):
        for column, cell in enumerate(row):
            unit = price_unit(cell, pack) if isinstance(cell, str) else None
            if isinstance(cell, str) and unit and unit_row is not None and unit.printed.partition("/")[0] not in heads:
                expected = f"{_unit_texts(sheet.rows[unit_row], pack)[-1]} (row {unit_row + 1})"
                note = "the title and the column heads count in different money"
                yield Finding("unit_heading_mixed", "look", sheet.name, a1(at, column), cell, expected, note)
                return


def _unknown(sheet: Sheet, layout: _Layout, pack: CountryPack) -> Iterator[Finding]:
    """Products and parts that the pack does not know; kept under codes made of their words."""
    for column, (code, is_known) in _groups(sheet.rows, layout, pack).items():
        if not is_known:
            cell, seen = a1(layout.heading_rows[0], column), clean(str(sheet.rows[layout.heading_rows[0]][column]))
            note = f"kept as {code}; add the spelling to the country pack"
            yield Finding("unknown_product", "look", sheet.name, cell, seen, "a product of the pack", note)
    for each in layout.columns:
        if not component_of(each.printed, pack)[1]:
            cell, note = a1(layout.heading_rows[-1], each.column), f"kept as {each.component}, taken for a {each.role}"
            seen = clean(each.printed)
            yield Finding("unknown_component", "look", sheet.name, cell, seen, "a component of the pack", note)


def _unit_texts(row: Row, pack: CountryPack) -> list[str]:
    return [cell for cell in row if isinstance(cell, str) and price_unit(cell, pack)]


def _day_faults(sheet: Sheet, layout: _Layout, now: datetime) -> Iterator[Finding]:
    """Days that cannot be, and windows that stand twice; both mark their row to be left out where it adds nothing."""
    rows = sorted(layout.days)
    seen: dict[date, int] = {}
    for before, at in zip([None, *rows], rows, strict=False):
        day = layout.days[at]
        cell = a1(at, layout.day_column)
        if day.year > now.year + 1 or day.year < 1900:
            layout.skipped[at] = "its day cannot be"
            previous = layout.days[before] if before is not None else None
            expected = _likely(day, previous)
            yield Finding("date_typo", "blocks", sheet.name, cell, day.isoformat(), expected, f"year {day.year}")
        elif day in seen:
            first = seen[day]
            if _same(sheet.rows[first], sheet.rows[at], layout):
                layout.skipped[at] = "the same window and figures as the row above"
            cells = f"{a1(first, layout.day_column)};{cell}"
            note = "the same window twice"
            yield Finding("duplicate_date", "look", sheet.name, cells, f"{day}; {day}", "one row", note)
        seen.setdefault(day, at)


def _likely(day: date, previous: date | None) -> str:
    """The day meant by one with an impossible year: the same day of the year after the row above."""
    if previous is None:
        return "a day of this century"
    year = previous.year if (day.month, day.day) > (previous.month, previous.day) else previous.year + 1
    return f"{year}-{day.month:02d}-{day.day:02d}"


def _same(one: Row, other: Row, layout: _Layout) -> bool:
    pairs = ((_number(one[each.column]), _number(other[each.column])) for each in layout.columns)
    return all(a == b or (a is not None and b is not None and abs(a - b) < 1e-6) for a, b in pairs)


def _left_out(sheet: Sheet, layout: _Layout) -> Iterator[IgnoredRange]:
    width = max(each.column for each in layout.columns)
    for at, reason in layout.skipped.items():
        yield IgnoredRange(sheet.name, f"{a1(at, layout.day_column)}:{a1(at, width)}", reason)
    last = max(layout.days)
    filled = [at for at in range(last + 1, len(sheet.rows)) if any(cell is not None for cell in sheet.rows[at])]
    if filled:
        cells = f"{filled[0] + 1}:{filled[-1] + 1}"
        yield IgnoredRange(sheet.name, cells, "notes and undated levies after the series; dated build-ups carry them")


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None
