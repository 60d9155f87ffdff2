"""Storage capacities of depots by product: a heading row of depots and products, regions and zones named once.

A workbook may print the same table again in tonnes; the table in cubic metres is taken in where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import fsum
from typing import TypeGuard

from petroverse.core.country import CountryPack
from petroverse.core.facts import Edition, Finding, IgnoredRange, PrintedTotal, SourceReading
from petroverse.core.products import PRODUCTS
from petroverse.core.times import Span, next_month
from petroverse.sources.workbooks import hidden
from petroverse.sources.workbooks.announced import announced
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import Cell, a1
from petroverse.sources.workbooks.days import day_in, month_in
from petroverse.sources.workbooks.figures import number_of
from petroverse.sources.workbooks.headings import clean, match_region, plain, says
from petroverse.sources.workbooks.marks import read_marks
from petroverse.sources.workbooks.price_table import slug
from petroverse.sources.workbooks.rows import FactRows
from petroverse.sources.workbooks.sheet_faults import formula_errors
from petroverse.sources.workbooks.titles import empty_first_sheets, find_title
from petroverse.sources.workbooks.verdicts import UnknownLayout

__all__ = ["StorageCapacities"]

FEWEST_PRODUCTS = 2
_OF_DEPOT = "depot."


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of capacities; rows and columns count from 0.

    Attributes:
        heading_row: Row of the headings.
        end: The row after its last.
        depot_column: Column of the depots.
        columns: Column → product code.
        known: Columns whose heading the pack knows.
        unit: ``m3`` or ``t``.
        weighed: Columns of products sold by weight in tonnes, where the same text names both units.
    """

    heading_row: int
    end: int
    depot_column: int
    columns: dict[int, str]
    known: frozenset[int]
    unit: str
    weighed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Depot:
    """One depot's row, from 0, with the region and zone it stands under."""

    row: int
    region: str | None
    zone: str | None
    printed: str
    name: str


class StorageCapacities:
    """Reads storage capacities of depots."""

    name = "storage"

    def recognise(self, book: Book, pack: CountryPack) -> float:
        """How surely a sheet is titled as storage capacities."""
        return 0.9 if any(find_title(each, "title.storage", pack) for each in book.visible) else 0.0

    def read(self, book: Book, pack: CountryPack, now: datetime) -> SourceReading:
        """Every capacity of every titled sheet, one edition a sheet.

        Raises:
            UnknownLayout: No titled sheet has a heading row of depots and products, or nothing names its month.
        """
        editions: list[Edition] = []
        findings: list[Finding] = list(empty_first_sheets(book))
        ignored: list[IgnoredRange] = []
        rows = FactRows("storage_capacity")
        for sheet in book.visible:
            marks = read_marks(book.content, sheet.name, fonts=False)
            shown = hidden.without_hidden(sheet, marks)
            tables = _tables(shown, pack) if find_title(sheet, "title.storage", pack) else []
            day = _day(shown)
            if not tables or day is None:
                continue
            chosen = next((each for each in tables if each.unit == "m3"), tables[0])
            span = Span(day, day + timedelta(days=1))
            known = announced(book.modified, span, self.name, pack, now)
            depots = list(_depots(shown, chosen, pack))
            totals = _totals(shown, chosen, depots, pack)
            for depot in depots:
                _add(rows, shown, chosen, depot, (len(editions), day))
            editions.append(Edition("storage_capacity", "storage", "day", span, known, sheet.name, totals))
            ignored += [_again(each, shown) for each in tables if each is not chosen]
            findings += _unknown(shown, chosen)
            findings += _differing(totals, shown.name)
            findings += hidden.hidden_rows(sheet, marks)
            findings += hidden.hidden_columns(sheet, marks)
            findings += formula_errors(shown, "a number")
        if not editions:
            what = "no sheet has both a month and a heading row of depots and products"
            raise UnknownLayout(what, where=book.name, fix="look whether its headings are pictures; report the file")
        done = tuple(findings)
        left_out = (*hidden.ignored_as_hidden(book, done), *ignored)
        return SourceReading("read", "", pack.name, self.name, tuple(editions), (rows.table(),), done, left_out)


def _day(sheet: Sheet) -> date | None:
    """The day that a title names; of a month its last; else what the sheet's name says."""
    texts = [cell for row in sheet.rows[:5] for cell in row if isinstance(cell, str)]
    for text in (*texts, sheet.name):
        day = day_in(text)
        month = month_in(text)
        if day or month:
            return day or (next_month(month) - timedelta(days=1) if month else None)
    return None


def _tables(sheet: Sheet, pack: CountryPack) -> list[_Table]:
    heads = [at for at in range(len(sheet.rows)) if _depot_column(sheet, at, pack) is not None]
    found = []
    for at, end in zip(heads, [*heads[1:], len(sheet.rows)], strict=False):
        depot = _depot_column(sheet, at, pack) or 0
        named = [(col, cell) for col, cell in enumerate(sheet.rows[at]) if col > depot and isinstance(cell, str)]
        products = [(col, cell) for col, cell in named if plain(cell) not in pack.words.get("total_column", ())]
        known = frozenset(col for col, cell in products if _product(cell, pack)[1])
        if len(known) >= FEWEST_PRODUCTS:
            columns = {col: _product(cell, pack)[0] for col, cell in products}
            unit, has_both = _unit(sheet, at, pack)
            by_weight = frozenset(col for col, code in columns.items() if has_both and _is_weighed(code))
            found.append(_Table(at, end, depot, columns, known, unit, by_weight))
    return found


def _depot_column(sheet: Sheet, at: int, pack: CountryPack) -> int | None:
    names = pack.words.get("storage.depot", ())
    row = sheet.rows[at]
    return next((column for column, cell in enumerate(row) if isinstance(cell, str) and plain(cell) in names), None)


def _product(heading: str, pack: CountryPack) -> tuple[str, bool]:
    """The product's code and whether the pack knows it; crude oil and such are known and no product of the trade."""
    code = pack.product_spellings.get(plain(heading))
    return (code, True) if code else (slug(heading), plain(heading) in pack.words.get("storage.other", ()))


def _unit(sheet: Sheet, heading_row: int, pack: CountryPack) -> tuple[str, bool]:
    """The unit that the nearest text above a heading names (else cubic metres), and whether it names tonnes too."""
    for row in reversed(sheet.rows[:heading_row]):
        for cell in row:
            if says(cell, "unit.cubic_metres", pack):
                return "m3", says(cell, "unit.tonnes", pack)
            if says(cell, "unit.tonnes", pack):
                return "t", False
    return "m3", False


def _is_weighed(code: str) -> bool:
    return code in PRODUCTS and PRODUCTS[code].unit == "kg"


def _depots(sheet: Sheet, table: _Table, pack: CountryPack) -> Iterator[_Depot]:
    """The depots of a table; a region or zone named once holds until the next."""
    before: dict[int, str] = {}
    for at in range(table.heading_row + 1, _total_row(sheet, table, pack)):
        row = sheet.rows[at]
        before |= {column: cell for column, cell in enumerate(row[: table.depot_column]) if _is_text(cell)}
        depot = row[table.depot_column]
        if _is_text(depot):
            places = [before[column] for column in sorted(before)]
            region = next((found for place in places if (found := match_region(place, pack))), None)
            zone = clean(places[-1]) if len(places) > 1 else None
            yield _Depot(at, region or (clean(places[0]) if places else None), zone, depot, _name(depot, pack))


def _name(printed: str, pack: CountryPack) -> str:
    """A depot's name without marks; as the pack says that other publications write it, where it does."""
    name = clean(printed.replace("*", " "))
    own = (key for key, words in pack.words.items() if key.startswith(_OF_DEPOT) and plain(name) in words)
    return next(own, name).removeprefix(_OF_DEPOT)


def _is_text(cell: Cell) -> TypeGuard[str]:
    return isinstance(cell, str) and bool(cell.strip())


def _total_row(sheet: Sheet, table: _Table, pack: CountryPack) -> int:
    """The row of the printed totals, or the row after the table's last where it has none."""
    rows = range(table.heading_row + 1, table.end)
    heads = (at for at in rows if any(_is_total(cell, pack) for cell in sheet.rows[at][: table.depot_column + 1]))
    return next(heads, table.end)


def _add(rows: FactRows, sheet: Sheet, table: _Table, depot: _Depot, edition: tuple[int, date]) -> None:
    number, day = edition
    for column, product in table.columns.items():
        capacity = number_of(sheet.rows[depot.row][column])
        if capacity is not None:
            rows.add(
                number,
                a1(depot.row, column),
                day=day,
                region=depot.region,
                zone=depot.zone,
                depot=depot.name,
                depot_printed=depot.printed,
                product=product,
                capacity=capacity,
                unit="t" if column in table.weighed else table.unit,
            )


def _is_total(cell: Cell, pack: CountryPack) -> bool:
    first = plain(cell).partition(" ")[0] if isinstance(cell, str) else ""
    return bool(first) and (first in pack.words.get("total", ()) or plain(str(cell)) in pack.words.get("total", ()))


def _totals(sheet: Sheet, table: _Table, depots: Sequence[_Depot], pack: CountryPack) -> tuple[PrintedTotal, ...]:
    at = _total_row(sheet, table, pack)
    if at == table.end:
        return ()
    found = []
    for column, product in table.columns.items():
        capacities = (number_of(sheet.rows[depot.row][column]) for depot in depots)
        summed = fsum(each for each in capacities if each is not None)
        found.append(PrintedTotal(product, "", summed, number_of(sheet.rows[at][column]), a1(at, column)))
    return tuple(found)


def _differing(totals: tuple[PrintedTotal, ...], sheet: str) -> Iterator[Finding]:
    for each in totals:
        if each.printed is not None and abs(each.printed - each.summed) > 0.5:
            seen, expected = f"{each.printed:.10g}", f"{each.summed:.10g}"
            note = f"{each.product}: the printed total is not the sum of the depots"
            yield Finding("total_mismatch", "look", sheet, each.cell, seen, expected, note)


def _unknown(sheet: Sheet, table: _Table) -> Iterator[Finding]:
    for column, product in table.columns.items():
        if column not in table.known:
            cell, seen = a1(table.heading_row, column), clean(str(sheet.rows[table.heading_row][column]))
            note = f"kept as {product}; add the spelling to the country pack"
            yield Finding("unknown_product", "look", sheet.name, cell, seen, "a product of the pack", note)


def _again(table: _Table, sheet: Sheet) -> IgnoredRange:
    return IgnoredRange(sheet.name, f"{table.heading_row + 1}:{table.end}", f"the same depots again, in {table.unit}")
