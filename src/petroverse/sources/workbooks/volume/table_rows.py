"""The rows below a heading: names with figures, sums among them, and where the table ends.

A total is told by its label (the pack's words and nothing else), or by its figures: a row that is the sum of the rows
above it in every column is no company, whatever it is called. A company whose name begins with the word for total has
a running number, or figures that are nobody's sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Literal

from petroverse.core.country import CountryPack
from petroverse.sources.workbooks.cells import Cell, Row, is_number
from petroverse.sources.workbooks.headings import match_region, plain, says
from petroverse.sources.workbooks.volume.numerals import figure, is_figure, is_wording
from petroverse.sources.workbooks.volume.periods import label_month, parse_period
from petroverse.sources.workbooks.volume.units import unit_of

__all__ = ["EntityKind", "Place", "RowsBelow", "is_total", "is_year", "rows_below"]

EntityKind = Literal["company", "region", "month", "year"]
Role = Literal["data", "total", "subtotal", "nameless", "nothing"]
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SAME: Final = 1e-6
"""Sums of floats are the same within this, of their size."""
_NEAR: Final = 12
"""A table that goes on below a sum of its first rows does so within so many rows."""
_ENOUGH: Final = 2
"""So many rows and so many columns must bear a sum out before figures alone make a row a total."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands. Rows and columns count from 0.

    Attributes:
        grid: The rows of its sheet.
        pack: The country.
        header: The heading row (the last one of two).
        columns: The product columns.
        entity: The column of names.
        kind: What is named there.
        number: The column of running numbers, or None.
    """

    grid: Sequence[Row]
    pack: CountryPack
    header: int
    columns: tuple[int, ...]
    entity: int
    kind: EntityKind
    number: int | None


@dataclass(slots=True)
class RowsBelow:
    """What stands below a heading.

    Attributes:
        rows: Rows of names with figures.
        total: The row of the printed total, or None.
        memo: Rows with figures below the total, outside it.
        subtotals: Rows within the table that sum rows above them.
        nameless: Rows with figures and without a name.
    """

    rows: list[int] = field(default_factory=list)
    total: int | None = None
    memo: tuple[int, ...] = ()
    subtotals: list[int] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)


def rows_below(place: Place) -> RowsBelow:
    """Tells the rows of the table below a heading apart."""
    below = RowsBelow()
    for at in _block(place, below):
        role = _role(at, place, below)
        if role == "data":
            if below.total is not None and below.rows:
                if not _goes_on(at, place, below):
                    break
                below.subtotals.append(below.total)
                below.total = None
            below.rows.append(at)
        elif role == "nameless":
            below.nameless.append(at)
        elif role == "subtotal":
            below.subtotals.append(at)
        elif role == "total":
            if below.total is not None and below.rows:
                break
            below.total = at
    if below.total is not None and below.rows and below.total > below.rows[-1]:
        below.memo = _below_total(below.total, place)
    return below


def is_total(cell: Cell, pack: CountryPack) -> bool:
    """Whether a label is that of a total row: one of the pack's words and nothing else, never a name beginning so."""
    return isinstance(cell, str) and plain(cell) in pack.words.get("total", ())


def is_year(cell: Cell) -> bool:
    """Whether a label is a number, or a year held as text."""
    return is_number(cell) or (isinstance(cell, str) and _YEAR.fullmatch(cell.strip()) is not None)


def _block(place: Place, below: RowsBelow) -> Iterator[int]:
    """The rows down to the next table: its heading, or the conversion factors."""
    grid, pack = place.grid, place.pack
    head = [plain(str(grid[place.header][column])) for column in place.columns]
    for at in range(place.header + 1, len(grid)):
        cells = grid[at]
        has_begun = bool(below.rows) or below.total is not None
        if _is_numbered(cells, place):
            yield at
        elif not _is_heading(cells, place):
            if has_begun and _says_factor(cells[: place.columns[0]], pack):
                return
            yield at
        elif has_begun and not _is_repeated(at, head, place, below):
            return


def _is_numbered(cells: Row, place: Place) -> bool:
    """Whether a row has a name beside a running number, as most have."""
    return place.number is not None and isinstance(cells[place.entity], str) and figure(cells[place.number]) is not None


def _is_heading(cells: Row, place: Place) -> bool:
    """Whether a row without a running number has words where figures belong."""
    if any(type(cells[column]) is float for column in place.columns):
        return False
    wording = sum(is_wording(cells[column]) for column in place.columns)
    if not wording or any(is_figure(cells[column]) and not _is_dash(cells[column]) for column in place.columns):
        return False
    return wording >= _ENOUGH or any(isinstance(cell, str) and cell.strip() for cell in cells[: place.columns[0]])


def _is_dash(cell: Cell) -> bool:
    return isinstance(cell, str) and figure(cell) is None


def _says_factor(cells: Sequence[Cell], pack: CountryPack) -> bool:
    return any(says(cell, "unit.factor", pack) for cell in cells)


def _is_repeated(at: int, head: list[str], place: Place, below: RowsBelow) -> bool:
    """Whether a heading is that of the same table again, as on a new page: no total yet, no new title, new names."""
    grid, pack = place.grid, place.pack
    if below.total is not None or [plain(str(grid[at][column])) for column in place.columns] != head:
        return False
    last = below.rows[-1] if below.rows else place.header
    texts = [cell for row in grid[last + 1 : at] for cell in row if isinstance(cell, str)]
    if any(unit_of(text, pack) or parse_period(text, pack.words) for text in texts):
        return False
    taken = {plain(str(grid[row][place.entity])) for row in below.rows}
    names = (grid[row][place.entity] for row in range(at + 1, len(grid)))
    return plain(str(next((name for name in names if name is not None), ""))) not in taken


def _role(at: int, place: Place, below: RowsBelow) -> Role:
    cells, pack = place.grid[at], place.pack
    label = cells[place.entity]
    is_numbered = place.number is not None and figure(cells[place.number]) is not None
    if place.kind == "company" and is_numbered and isinstance(label, str) and not is_total(label, pack):
        return "data"
    if place.kind in {"month", "year"}:
        return _dated_role(cells, label, place)
    has_figures = any(is_figure(cells[column]) for column in place.columns)
    text = label if isinstance(label, str) and label.strip() else _text_beside(cells, place)
    if not has_figures:
        return _bare_role(label, text, pack, is_numbered=is_numbered)
    if place.kind == "region" and match_region(label, pack) is not None:
        return "data"
    return _summing_role(at, text, place, below, is_numbered=is_numbered)


def _bare_role(label: Cell, text: str | None, pack: CountryPack, *, is_numbered: bool) -> Role:
    """The role of a row without figures: a company that sold nothing, or a total that nobody worked out."""
    if is_numbered and isinstance(label, str) and label.strip():
        return "data"
    return "total" if is_total(text, pack) else "nothing"


def _summing_role(at: int, text: str | None, place: Place, below: RowsBelow, *, is_numbered: bool) -> Role:
    """The role of a row with figures: a name's, or a sum's by its label or by the figures themselves."""
    pack = place.pack
    words = set(plain(text).split()) if text else set()
    is_part = bool(words & set(pack.words.get("subtotal", ())))
    if not is_numbered and not is_part and is_total(text, pack) and not below.subtotals:
        return "total"
    says_total = bool(words & set(pack.words.get("total", ())))
    since = max((each for each in below.subtotals), default=-1)
    after = [row for row in below.rows if row > since]
    sums_all = _is_sum(at, below.rows, place)
    sums_part = len(after) < len(below.rows) and _is_sum(at, after, place)
    if not is_numbered or is_total(text, pack):
        if sums_part or (is_part and not sums_all):
            return "subtotal"
        if sums_all:
            return "subtotal" if is_part else "total"
    if not is_numbered and (is_total(text, pack) or (says_total and place.kind == "region")):
        return "total"
    if not is_numbered and says_total and place.number is not None and _dominates(at, below.rows, place):
        return "total"
    return "data" if text and isinstance(place.grid[at][place.entity], str) else "nameless"


def _dated_role(cells: Row, label: Cell, place: Place) -> Role:
    if place.kind == "month" and label_month(label, place.pack.words) is not None:
        return "data"
    if place.kind == "year" and is_year(label):
        return "data" if any(is_figure(cells[column]) for column in place.columns) else "nothing"
    text = label if isinstance(label, str) else _text_beside(cells, place)
    words = set(plain(text).split()) if text else set()
    return "total" if words & set(place.pack.words.get("total", ())) else "nothing"


def _text_beside(cells: Row, place: Place) -> str | None:
    """The first text left of the products, where the column of names is blank."""
    return next((cell for cell in cells[: place.columns[0]] if isinstance(cell, str) and cell.strip()), None)


def _goes_on(at: int, place: Place, below: RowsBelow) -> bool:
    """Whether a row below a total belongs to the table still: a new name with a number, or one of the regions."""
    grid = place.grid
    name = plain(str(grid[at][place.entity]))
    is_new = all(plain(str(grid[row][place.entity])) != name for row in below.rows)
    if below.total is None or at - below.total > _NEAR or not is_new:
        return False
    if place.kind == "region":
        return match_region(grid[at][place.entity], place.pack) is not None
    return place.kind == "company" and place.number is not None and figure(grid[at][place.number]) is not None


def _is_sum(at: int, rows: Sequence[int], place: Place) -> bool:
    """Whether a row is the sum of others in every column, borne out by enough rows and columns."""
    if len(rows) < _ENOUGH:
        return False
    grid, borne = place.grid, 0
    for column in place.columns:
        own = figure(grid[at][column]) or 0.0
        summed = sum(figure(grid[row][column]) or 0.0 for row in rows)
        if abs(own - summed) > _SAME * max(abs(summed), 1e-3):
            return False
        borne += own != 0.0
    filled = (row for row in rows if any(figure(grid[row][column]) for column in place.columns))
    return borne >= min(_ENOUGH, len(place.columns)) and len(list(islice(filled, _ENOUGH))) == _ENOUGH


def _dominates(at: int, rows: Sequence[int], place: Place) -> bool:
    """Whether a row is at least as large as every row above it, in every column."""
    if len(rows) < _ENOUGH:
        return False
    grid = place.grid
    return all(
        (figure(grid[at][column]) or 0.0) >= max(figure(grid[row][column]) or 0.0 for row in rows)
        for column in place.columns
    )


def _below_total(total: int, place: Place) -> tuple[int, ...]:
    """Rows with figures right below a total, such as amounts outside it and a grand total."""
    grid, memo = place.grid, []
    for at in range(total + 1, len(grid)):
        if grid[at][place.entity] is None or not any(is_number(grid[at][column]) for column in place.columns):
            break
        memo.append(at)
    return tuple(memo)
