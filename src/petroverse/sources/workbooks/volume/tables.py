"""The tables of a sheet, found by what their cells say: a header row is a row whose cells name products.

Several tables stand one under another (litres, tonnes, shares, conversion factors), each with its own header row, its
own order of products and its own total row. Position, year and number of columns are never taken for granted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.sources.workbooks.cells import Cell, Row, is_number
from petroverse.sources.workbooks.headings import match_product, match_region, plain, says
from petroverse.sources.workbooks.volume.numerals import figure
from petroverse.sources.workbooks.volume.periods import label_month
from petroverse.sources.workbooks.volume.table_rows import EntityKind, Place, is_total, is_year, rows_below
from petroverse.sources.workbooks.volume.units import TableKind, Unit, unit_of

__all__ = ["FACTORS", "Column", "EntityKind", "Table", "find_headings", "find_tables", "is_total"]

MIN_PRODUCTS: Final = 3
SAMPLE_ROWS: Final = 12
_WIDE_ENOUGH: Final = 0.6
FACTORS: Final = (500.0, 2500.0)
"""Litres (or kg) in a tonne lie between these for every product of the trade."""


@dataclass(frozen=True, slots=True)
class Column:
    """One product column: where it stands, what it counts, and its heading exactly as printed."""

    index: int
    product: str
    heading: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet; every row and column counts from 0.

    Attributes:
        kind: Volumes, tonnes, shares or factors.
        unit: What it counts in; None where no text says so (then ``kind`` was judged by the figures).
        unit_at: The cell of the text that names the unit.
        header: The header row (the last one of two).
        columns: Product columns, left to right.
        unknown: Headings that no spelling matches, with their columns.
        sums: Columns that sum the products.
        entity: The column of company, region or month.
        entity_kind: What stands in it.
        number: The column of running numbers, or None.
        rows: Rows with figures, totals left out.
        total: The row of the printed total, or None.
        memo: Rows with figures below the total, such as amounts outside it.
        texts: What stands above the header row, top to bottom.
        subtotals: Rows within the table that sum rows above them.
        nameless: Rows with figures and without a name.
    """

    kind: TableKind
    unit: Unit | None
    unit_at: tuple[int, int] | None
    header: int
    columns: tuple[Column, ...]
    unknown: tuple[Column, ...]
    sums: tuple[int, ...]
    entity: int
    entity_kind: EntityKind
    number: int | None
    rows: tuple[int, ...]
    total: int | None
    memo: tuple[int, ...]
    texts: tuple[str, ...]
    subtotals: tuple[int, ...] = ()
    nameless: tuple[int, ...] = ()

    def column(self, product: str) -> Column | None:
        """The column of a product, or None."""
        return next((each for each in self.columns if each.product == product), None)

    def values(self, grid: Sequence[Row], column: int) -> list[Cell]:
        """The figures of one column, in the order of ``rows``."""
        return [grid[row][column] for row in self.rows]


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    columns: tuple[Column, ...]
    unknown: tuple[Column, ...]
    sums: tuple[int, ...]


def find_tables(grid: Sequence[Row], pack: CountryPack) -> list[Table]:
    """Every table of a sheet, top to bottom."""
    tables: list[Table] = []
    above = at = 0
    while at < len(grid):
        header = _header_at(grid, at, pack)
        at = at + 1 if header is None else header.row + 1
        table = _table(grid, header, above, pack) if header else None
        if header and table:
            tables.append(_judged(grid, table, tables))
            above = at = max((header.row, *table.rows[-1:], *table.memo[-1:], *table.subtotals, table.total or 0)) + 1
    return tables


def find_headings(grid: Sequence[Row], pack: CountryPack) -> list[int]:
    """Every row, from 0, whose cells name products as a heading does, whatever stands below it."""
    return [at for at in range(len(grid)) if _header_at(grid, at, pack)]


def _header_at(grid: Sequence[Row], row: int, pack: CountryPack) -> _Header | None:
    cells = grid[row]
    if str not in map(type, cells[1:]):
        return None
    single = _header(row, [cell if isinstance(cell, str) else None for cell in cells], pack)
    paired = _header(row + 1, _joined(cells, grid[row + 1]), pack) if _may_pair(grid, row, single) else None
    return paired if paired and (not single or len(paired.columns) > len(single.columns)) else single


def _may_pair(grid: Sequence[Row], row: int, single: _Header | None) -> bool:
    if row + 1 >= len(grid) or (single and not single.unknown and len(single.columns) > len(grid[row]) // 2):
        return False
    texts = [cell for cell in grid[row] if isinstance(cell, str)]
    below = grid[row + 1]
    has_numbers = any(figure(cell) is not None for cell in below)
    return len(texts) >= 2 and not has_numbers and any(isinstance(cell, str) for cell in below)


def _joined(top: Row, bottom: Row) -> list[str | None]:
    joined: list[str | None] = []
    group = ""
    for upper, lower in zip(top, bottom, strict=True):
        group = upper if isinstance(upper, str) else (group if isinstance(lower, str) else "")
        below = lower if isinstance(lower, str) else ""
        text = f"{group} {below}" if below else (upper if isinstance(upper, str) else "")
        joined.append(text or None)
    return joined


def _header(row: int, texts: Sequence[str | None], pack: CountryPack) -> _Header | None:
    columns, unknown, sums = [], [], []
    entity_words = {word for key in ("number", "entity", "region", "month", "year") for word in pack.words.get(key, ())}
    for index, text in enumerate(texts):
        if text is None or not text.strip():
            continue
        product = match_product(text, pack)
        if product:
            columns.append(Column(index, product, text))
        elif columns and plain(text) in pack.words.get("total_column", ()):
            sums.append(index)
        elif columns and plain(text) not in entity_words and not _is_of_shares(text, pack):
            unknown.append(Column(index, "", text))
    if not columns or len(unknown) > len(columns):
        return None
    if len(columns) < MIN_PRODUCTS and not _names_entity(texts[: columns[0].index], pack):
        return None
    return _Header(row, tuple(columns), tuple(unknown), tuple(sums))


def _is_of_shares(text: str, pack: CountryPack) -> bool:
    unit = unit_of(text, pack)
    return unit is not None and unit.kind == "share"


def _names_entity(texts: Sequence[str | None], pack: CountryPack) -> bool:
    """Whether a heading left of the products says what the rows are; then one product is enough."""
    words = [word for key in ("entity", "region", "month") for word in pack.words.get(key, ())]
    return any(text is not None and plain(text) in words for text in texts)


def _table(grid: Sequence[Row], header: _Header, above: int, pack: CountryPack) -> Table | None:
    sample = range(header.row + 1, min(header.row + 1 + SAMPLE_ROWS, len(grid)))
    if _is_factor(grid, header.row, header.columns[0].index, pack):
        return _factor_table(grid, header)
    entity = _entity_column(grid, header, sample, pack)
    if entity is None:
        return None
    unit, unit_at = _unit_of_table(grid, above, header.row, pack)
    kind = _entity_kind(grid, entity, sample, pack)
    number = _number_column(grid, header, entity, sample, pack)
    columns = tuple(each.index for each in header.columns)
    below = rows_below(Place(grid, pack, header.row, columns, entity, kind, number))
    texts = tuple(cell for row in grid[above : header.row] for cell in row if isinstance(cell, str))
    if not below.rows:
        return None
    named = unit.kind if unit else "volume"
    return Table(
        named, unit, unit_at, header.row, header.columns, header.unknown, header.sums, entity, kind, number,
        tuple(below.rows), below.total, below.memo, texts, tuple(below.subtotals), tuple(below.nameless),
    )  # fmt: skip


def _factor_table(grid: Sequence[Row], header: _Header) -> Table:
    wanted = [each.index for each in header.columns]
    rows = []
    for at in range(header.row + 1, len(grid)):
        if not any(is_number(cell := grid[at][index]) and FACTORS[0] <= float(cell) <= FACTORS[1] for index in wanted):
            break
        rows.append(at)
    entity = max(header.columns[0].index - 1, 0)
    return Table(
        "factor", Unit("factor"), None, header.row, header.columns, (), (), entity, "company", None,
        tuple(rows), None, (), (),
    )  # fmt: skip


def _entity_column(grid: Sequence[Row], header: _Header, sample: range, pack: CountryPack) -> int | None:
    left = range(header.columns[0].index - 1, -1, -1)
    wanted = [word for key in ("entity", "region", "month", "year") for word in pack.words.get(key, ())]
    for column in left:
        heading = grid[header.row][column]
        if isinstance(heading, str) and plain(heading) in wanted:
            return column
    for column in left:
        cells = [grid[row][column] for row in sample]
        if sum(cell is not None for cell in cells) * 2 >= min(len(cells), 2):
            return column
    return left[0] if left else None


def _number_column(grid: Sequence[Row], header: _Header, entity: int, sample: range, pack: CountryPack) -> int | None:
    for column in range(entity - 1, -1, -1):
        heading = grid[header.row][column]
        if isinstance(heading, str) and plain(heading) in pack.words.get("number", ()):
            return column
        if sum(figure(grid[row][column]) is not None for row in sample) * 2 >= len(sample):
            return column
    return None


def _entity_kind(grid: Sequence[Row], entity: int, sample: range, pack: CountryPack) -> EntityKind:
    cells = [cell for row in sample if (cell := grid[row][entity]) is not None and not is_total(cell, pack)]
    enough = max(1, len(cells) * _WIDE_ENOUGH)
    if sum(label_month(cell, pack.words) is not None for cell in cells) >= enough:
        return "month"
    if sum(is_year(cell) for cell in cells) >= enough:
        return "year"
    if sum(match_region(cell, pack) is not None for cell in cells) >= enough:
        return "region"
    return "company"


def _unit_of_table(
    grid: Sequence[Row], above: int, header: int, pack: CountryPack
) -> tuple[Unit | None, tuple[int, int] | None]:
    for row in range(header, above - 1, -1):
        for column, cell in enumerate(grid[row]):
            if isinstance(cell, str) and not (row == header and match_product(cell, pack)):
                unit = unit_of(cell, pack)
                if unit is not None and not (row == header and unit.kind == "share" and column):
                    return unit, (row, column)
    return _unit_row(grid, header + 1, pack)


def _unit_row(grid: Sequence[Row], row: int, pack: CountryPack) -> tuple[Unit | None, tuple[int, int] | None]:
    """The unit named under each heading, where a row of units stands below the products."""
    cells = grid[row] if row < len(grid) else []
    texts = [(column, cell) for column, cell in enumerate(cells) if isinstance(cell, str)]
    if len(texts) < MIN_PRODUCTS or any(figure(cell) is not None for cell in cells):
        return None, None
    unit = unit_of(" ".join(text for _, text in texts), pack)
    return unit, (row, texts[0][0]) if unit else None


def _is_factor(grid: Sequence[Row], header: int, first: int, pack: CountryPack) -> bool:
    labels = [cell for row in grid[header : header + 2] for cell in row[:first]]
    if any(says(cell, "unit.factor", pack) for cell in labels):
        return True
    below = grid[header + 1] if header + 1 < len(grid) else []
    figures = [float(cell) for cell in below[first:] if is_number(cell)]
    is_unnamed = all(cell is None for cell in below[:first])
    return is_unnamed and bool(figures) and all(FACTORS[0] <= each <= FACTORS[1] for each in figures)


def _judged(grid: Sequence[Row], table: Table, before: Sequence[Table]) -> Table:
    """Where no text names the unit, the figures do: shares are at most 1, tonnes are litres by a factor."""
    if table.unit is not None:
        return table
    figures = [float(cell) for row in table.rows for each in table.columns if is_number(cell := grid[row][each.index])]
    largest = max((abs(each) for each in figures), default=0.0)
    if before and 0 < largest <= 1.000001:
        return replace(table, kind="share")
    litres = next((each for each in before if each.kind == "volume"), None)
    if litres is not None and any(each.kind == "tonnes" for each in before):
        return replace(table, kind="share")
    return replace(table, kind="tonnes") if litres is not None else table
