"""Single figures that cannot be, or hardly can: fractions, texts, negatives, errors, copies, slips of a thousand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import numpy as np

from petroverse.core.facts import Finding, Severity
from petroverse.sources.workbooks.cells import a1, is_number
from petroverse.sources.workbooks.volume.checks.printing import NAMED_ALONE, cells_text, number_text
from petroverse.sources.workbooks.volume.pages import Page

__all__ = ["value_findings"]

COPY_FROM: Final = 3_000_000.0
"""Litres from which two equal neighbours are worth a look; smaller volumes are sold in equal lots."""
THOUSAND: Final = 1000.0
STEADY: Final = 5.0


def value_findings(page: Page) -> Iterator[Finding]:
    """Figures of the table of volumes that need a look."""
    yield from _fractions(page)
    yield from _negatives(page)
    yield from _texts(page)
    if page.volume.table.entity_kind == "month":
        yield from _copies(page)
        yield from _slips(page)


def _at(page: Page, column: int, row: int) -> tuple[int, int]:
    return page.volume.table.rows[row], page.volume.table.columns[column].index


def _fractions(page: Page) -> Iterator[Finding]:
    block = page.volume.products
    figures = page.volume.filled[: len(block)]
    where = np.argwhere(np.abs(figures - np.rint(figures)) > 1e-6).tolist()
    note = "allocated, not measured; kept as printed"
    if len(where) > NAMED_ALONE:
        cells = [_at(page, column, row) for column, row in where]
        seen = f"{len(cells)} cells"
        yield Finding("fractional_litres", "look", page.sheet.name, cells_text(cells), seen, "whole litres", note)
        return
    for column, row in where:
        seen = number_text(float(block[column, row]))
        cell = a1(*_at(page, column, row))
        yield Finding("fractional_litres", "look", page.sheet.name, cell, seen, "whole litres", "kept as printed")


def _negatives(page: Page) -> Iterator[Finding]:
    for column, row in np.argwhere(page.volume.filled[: len(page.volume.table.columns)] < 0).tolist():
        figure = float(page.volume.block[column, row])
        cell = a1(*_at(page, column, row))
        note = "taken in as printed; a correction of an earlier month, or a slip"
        seen = number_text(figure)
        yield Finding("negative_volume", "look", page.sheet.name, cell, seen, "0 or more", note, abs(figure))


def _texts(page: Page) -> Iterator[Finding]:
    """Figures printed as text: taken in where the text is a number, else kept out."""
    if not page.volume.has_texts:
        return
    grid = page.sheet.rows
    for at, column in enumerate(page.volume.table.columns):
        printed = page.volume.table.values(grid, column.index)
        for row, cell in enumerate(printed):
            if cell is None or is_number(cell):
                continue
            is_read = is_number(page.volume.cells[at][row])
            note = "a number held as text; taken in as the number" if is_read else "no number; not taken in"
            name = a1(*_at(page, at, row))
            severity: Severity = "look" if is_read else "blocks"
            yield Finding("text_in_number", severity, page.sheet.name, name, str(cell), "a number", note)


def _copies(page: Page) -> Iterator[Finding]:
    table = page.volume.table
    block = page.volume.filled[: len(table.columns)]
    note = "two equal figures side by side are rare; perhaps one was copied"
    for column, row in np.argwhere((block[:, 1:] == block[:, :-1]) & (block[:, 1:] >= COPY_FROM)).tolist():
        yield _copy(page, [_at(page, column, row), _at(page, column, row + 1)], float(block[column, row]), note)
    for row in range(block.shape[1]):
        for one, other in combinations(range(len(table.columns)), 2):
            if block[one, row] == block[other, row] >= COPY_FROM:
                yield _copy(page, [_at(page, one, row), _at(page, other, row)], float(block[one, row]), note)


def _copy(page: Page, cells: list[tuple[int, int]], figure: float, note: str) -> Finding:
    seen = f"{number_text(figure)}; {number_text(figure)}"
    expected, cell = "perhaps two different figures", cells_text(cells)
    return Finding("probable_copy_error", "look", page.sheet.name, cell, seen, expected, note, figure)


def _slips(page: Page) -> Iterator[Finding]:
    """A month whose figure is a thousandth of what every other month of a steady series holds."""
    for column, figures in enumerate(page.volume.filled[: len(page.volume.table.columns)]):
        sold = figures[figures > 0]
        usual = sold[sold > np.max(sold, initial=0.0) / STEADY**2]
        if len(usual) < len(sold) / 2 or len(usual) < STEADY:
            continue
        for row in np.flatnonzero((figures > 0) & (figures * THOUSAND <= usual.max() * 2)).tolist():
            meant = float(figures[row]) * THOUSAND
            if usual.min() / 2 <= meant and figures[row] < usual.min() / 100:
                seen, expected = number_text(float(figures[row])), f"about {number_text(meant)}"
                note = "a thousandth of the other months; taken in as printed"
                cell = a1(*_at(page, column, row))
                yield Finding("unit_slip_thousand", "look", page.sheet.name, cell, seen, expected, note, meant)
