"""What is wrong with a table of prices, by comparing it with itself. Nothing is changed; every suspicion is a finding.

A price is held against the median of its own column. Real spreads between companies stay within a fifth of it, so that
half or double is already no price; a hundredfold or a hundredth is the minor unit among the major or the reverse.
"""

from __future__ import annotations

import itertools
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding, Severity
from petroverse.sources.workbooks.cells import Cell, a1, is_number
from petroverse.sources.workbooks.headings import clean
from petroverse.sources.workbooks.price_table import PriceCell, PriceColumn, PriceTable

__all__ = [
    "colour_revisions",
    "company_repeats",
    "excess_decimals",
    "hidden_rows",
    "no_prices",
    "notes_in_table",
    "number_repeats",
    "place",
    "suspicious_prices",
    "texts_in_prices",
    "units_in_doubt",
    "unknown_products",
]

LOWEST_RATIO: Final = 0.5
HIGHEST_RATIO: Final = 2.0
HUNDREDFOLD: Final = (50.0, 200.0)
ENOUGH_FOR_MEDIAN: Final = 3


def place(cell: PriceCell) -> str:
    """The cell's name, such as ``D17``."""
    return a1(cell.row.row, cell.column.column)


def suspicious_prices(table: PriceTable, sheet: str, pack: CountryPack) -> Iterator[tuple[PriceCell, Finding]]:
    """Each price that cannot be meant as printed, with its finding; hidden rows too, since they are evidence."""
    for column in table.columns:
        priced = [each for each in table.cells if each.column is column and each.price is not None]
        middle = _middle(column, priced, pack)
        if middle is None:
            continue
        for each in priced:
            finding = _suspicion(each, middle, sheet)
            if finding:
                yield each, finding


def _middle(column: PriceColumn, priced: Sequence[PriceCell], pack: CountryPack) -> float | None:
    """The median of a column; of one or two prices that which the pack finds plausible, a slip undone."""
    prices = [each.price for each in priced if each.price is not None]
    if len(prices) >= ENOUGH_FOR_MEDIAN:
        return statistics.median(prices)
    known = pack.price_ranges.get(column.grade) or pack.price_ranges.get(column.product)
    if not prices or known is None or column.unit is None:
        return None
    low, high = (each * column.unit.parts for each in known)
    scaled = [price * factor for factor in (1.0, 0.01, 100.0, 0.1, 10.0) for price in prices]
    return next((each for each in scaled if low <= each <= high), (low + high) / 2)


def _suspicion(cell: PriceCell, middle: float, sheet: str) -> Finding | None:
    ratio = (cell.price or 0.0) / middle
    if LOWEST_RATIO <= ratio <= HIGHEST_RATIO:
        return None
    is_minor = bool(cell.column.unit and cell.column.unit.is_minor)
    about = f"{cell.row.company.strip()}, {clean(cell.column.heading)}, the column's median is {middle:.2f}"
    hidden = "; the row is hidden" if cell.row.is_hidden else ""
    low, high = HUNDREDFOLD
    price = cell.price or 0.0
    rule, expected, why = "implausible_price", f"near {middle:.2f}", "a decimal point, a digit, or a part of the price"
    if low <= ratio <= high and not is_minor:
        rule, expected, why = "unit_slip_pesewa", f"{price / 100:.10g}", "hundredths among whole units of currency"
    elif low <= 1 / ratio <= high if ratio > 0 else False:
        expected, why = f"{price * 100:.10g}", "whole units of currency among hundredths"
    elif 5 <= ratio <= 20 or 5 <= 1 / ratio <= 20 if ratio > 0 else False:
        expected = f"perhaps {price / 10 if ratio > 1 else price * 10:.10g}"
    note = f"{about}: {why}{hidden}; kept as printed, left out of averages"
    return Finding(rule, "look", sheet, place(cell), cell.text, expected, note)


def company_repeats(table: PriceTable, sheet: str) -> Iterator[Finding]:
    """The same company in two rows: at two prices, at one, or under a name that differs only by blanks and case."""
    for rule, rows in _repeated_rows(table):
        names = {each.row.company.strip() for each in rows[0] + rows[-1]}
        about = " / ".join(sorted(names))
        pairs = [pair for pair in zip(*rows, strict=True) if sum(each.price is not None for each in pair) > 1]
        differing = [pair for pair in pairs if len({each.price for each in pair if each.price is not None}) > 1]
        for pair in differing:
            priced = [each for each in pair if each.price is not None]
            cells = ";".join(place(each) for each in priced)
            seen = "; ".join(each.text for each in priced)
            hidden = [str(each.row.row + 1) for each in priced if each.row.is_hidden]
            note = f"{about}, {clean(pair[0].column.heading)}" + (
                f"; hidden: row {', '.join(hidden)}" if hidden else ""
            )
            yield Finding(rule, "look", sheet, cells, seen, "one price", note)
        if pairs and not differing and rule == "duplicate_company_two_prices":
            cells = ";".join(a1(each[0].row.row, table.company_column) for each in rows)
            seen = "; ".join(each[0].row.company for each in rows)
            yield Finding("duplicate_company_same_price", "look", sheet, cells, seen, "one row", "same prices")


def _repeated_rows(table: PriceTable) -> Iterator[tuple[str, list[list[PriceCell]]]]:
    by_row: dict[int, list[PriceCell]] = defaultdict(list)
    for each in table.cells:
        by_row[each.row.row].append(each)
    exact: dict[str, list[list[PriceCell]]] = defaultdict(list)
    for row in by_row.values():
        exact[clean(row[0].row.company).casefold()].append(row)
    yield from (("duplicate_company_two_prices", rows) for rows in exact.values() if len(rows) > 1)
    loose: dict[str, list[list[PriceCell]]] = defaultdict(list)
    for name, rows in exact.items():
        loose["".join(letter for letter in name if letter.isalnum())].append(rows[0])
    yield from (("probable_duplicate_company", rows) for rows in loose.values() if len(rows) > 1)


def number_repeats(table: PriceTable, sheet: str) -> Iterator[Finding]:
    """A running number that stands on two rows in a row; it is no key."""
    if table.number_column is None:
        return
    shown = [each for each in table.rows if not each.is_hidden]
    for before, after in itertools.pairwise(shown):
        if is_number(before.number) and before.number == after.number:
            cells = f"{a1(before.row, table.number_column)};{a1(after.row, table.number_column)}"
            first = f"{before.number:g}"
            note = "running number twice: not a key"
            yield Finding("numbering_repeat", "look", sheet, cells, f"{first}; {first}", f"{first} and the next", note)


def no_prices(table: PriceTable, sheet: str, columns: Sequence[PriceColumn]) -> Iterator[Finding]:
    """How the table writes that a product is not sold, one finding a table: zeros, dashes, blanks."""
    wanted = {each.column for each in columns}
    kinds = Counter(each.kind for each in table.cells if each.column.column in wanted)
    if not columns or not kinds["zero"] + kinds["dash"]:
        return
    first, last = columns[0].column, columns[-1].column
    cells = f"{a1(table.rows[0].row, first)}:{a1(table.rows[-1].row, last)}"
    seen = f"{kinds['zero']} zeros, {kinds['dash']} dashes, {kinds['blank']} blanks"
    note = "zero, dash and blank all mean not sold; none is a price of 0"
    yield Finding("blank_vs_zero", "look", sheet, cells, seen, "not sold (no price)", note)


def texts_in_prices(table: PriceTable, sheet: str) -> Iterator[Finding]:
    """A text where a price belongs."""
    for each in table.cells:
        if each.kind != "text":
            continue
        note = f"{each.row.company.strip()}, {clean(each.column.heading)}"
        expected = "a number" if each.price is not None else "(no price)"
        severity: Severity = "look" if each.price is not None else "blocks"
        yield Finding("text_in_number", severity, sheet, place(each), each.text, expected, note)


def excess_decimals(table: PriceTable, sheet: str, decimals: int) -> Iterator[Finding]:
    """Prices printed with more decimals than money has, one finding a table at the first of them."""
    scale = 10**decimals
    found = [each for each in table.cells if each.price and abs(each.price * scale - round(each.price * scale)) > 1e-6]
    if found:
        seen = f"{len(found)} prices with more than {decimals} decimals, first {found[0].text}"
        note = f"kept as printed, shown with {decimals}"
        yield Finding("excess_decimals", "look", sheet, f"{place(found[0])} ...", seen, f"{decimals} decimals", note)


def colour_revisions(table: PriceTable, sheet: str, red_cells: frozenset[str]) -> Iterator[Finding]:
    """Prices marked by red font as changed that day, one finding a table at the first of them."""
    found = [each for each in table.cells if each.kind != "blank" and place(each) in red_cells]
    if found:
        companies = len({each.row.row for each in found})
        seen = f"{len(found)} price cells in red, {companies} companies"
        note = "red font is the only mark of a revision"
        yield Finding("colour_revision", "look", sheet, f"{place(found[0])} ...", seen, "revised that day", note)


def hidden_rows(table: PriceTable, sheet: str, last_column: int) -> Iterator[Finding]:
    """Each company row that the publisher does not show; nothing of it becomes a fact."""
    first = table.number_column if table.number_column is not None else table.company_column
    for each in table.rows:
        if each.is_hidden:
            cells = f"{a1(each.row, first)}:{a1(each.row, last_column)}"
            note = "superseded rows are hidden: evidence, never published"
            yield Finding(
                "hidden_row", "blocks", sheet, cells, each.company.strip(), "not shown by the publisher", note
            )


def notes_in_table(table: PriceTable, sheet: str, texts: Mapping[tuple[int, int], str]) -> Iterator[Finding]:
    """A foot note that fills price columns too, and so looks like a company."""
    shown = [each for each in table.columns if not each.is_hidden]
    for at in table.notes:
        if shown and any((at, each.column) in texts for each in shown):
            cells = f"{a1(at, table.company_column)}:{a1(at, shown[-1].column)}"
            seen = texts.get((at, table.company_column), "")
            yield Finding("note_row_in_table", "look", sheet, cells, seen, "foot note, not a company")


def unknown_products(table: PriceTable, sheet: str) -> Iterator[Finding]:
    """Price columns whose heading the pack does not know; kept under a code made of the heading."""
    for each in table.columns:
        if not each.is_known:
            cell = a1(table.heading_row, each.column)
            note = f"kept as {each.grade or each.product}; add the spelling to the country pack"
            yield Finding("unknown_product", "look", sheet, cell, clean(each.heading), "a product of the pack", note)


def units_in_doubt(table: PriceTable, sheet: str, heads: Sequence[Cell]) -> Iterator[Finding]:
    """Columns whose unit no text says, and columns of figures that say neither a product nor a unit.

    Args:
        table: The table.
        sheet: The sheet's name.
        heads: The cells of its heading row.
    """
    for each in table.columns:
        cell = a1(table.heading_row, each.column)
        if each.is_judged and each.unit is not None:
            note = f"taken for {each.unit.printed} by the size of its prices"
            yield Finding("unit_heading_missing", "look", sheet, cell, clean(each.heading), "a unit of price", note)
        elif each.unit is None and not each.is_hidden:
            note = "no unit is said and the prices do not tell it; nothing of the column is taken in"
            yield Finding("unit_unknown", "blocks", sheet, cell, clean(each.heading), "a unit of price", note)
    for column in table.unread:
        cell, seen = a1(table.heading_row, column), clean(str(heads[column]))
        note = "figures under a heading that names no price; not taken in"
        yield Finding("unknown_product", "blocks", sheet, cell, seen, "a product and its unit", note)
