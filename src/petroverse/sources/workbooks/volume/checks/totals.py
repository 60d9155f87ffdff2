"""Printed totals against the sums of the rows above them, litre by litre and tonne by tonne."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

import numpy as np

from petroverse.core.facts import Finding
from petroverse.sources.workbooks.cells import a1, is_number
from petroverse.sources.workbooks.volume.checks.printing import cells_text, number_text
from petroverse.sources.workbooks.volume.numerals import figure
from petroverse.sources.workbooks.volume.pages import Figures, Page

__all__ = ["total_findings"]

LITRE = 0.5
TONNE = 0.01
RELATIVE = 1e-9


def total_findings(page: Page, *, is_kept: bool) -> Iterator[Finding]:
    """Totals that are not the sum of their rows, and amounts printed below a total."""
    for at, summed, printed in _off(page.volume, LITRE):
        yield _mismatch("total_mismatch", page, page.volume, [(at, summed, printed)])
    if page.tonnes is not None:
        off = _off(page.tonnes, TONNE)
        if off:
            yield _mismatch("tonnes_total_mismatch", page, page.tonnes, off)
    if is_kept:
        yield from _below_total(page)
        yield from _within(page)


def _off(figures: Figures, tolerance: float) -> list[tuple[int, float, float]]:
    found = []
    sums = figures.filled.sum(axis=1)
    limit = tolerance + RELATIVE * np.abs(sums)
    for at in np.flatnonzero(np.abs(sums - figures.total) > limit).tolist():
        exact = fsum(figures.filled[at].tolist())
        if abs(exact - float(figures.total[at])) > tolerance:
            found.append((at, exact, float(figures.total[at])))
    return found


def _mismatch(rule: str, page: Page, figures: Figures, off: list[tuple[int, float, float]]) -> Finding:
    row = figures.table.total or 0
    columns = [figures.indexes[at] for at, _, _ in off]
    cell = a1(row, columns[0]) if len(off) == 1 else f"{a1(row, min(columns))}:{a1(row, max(columns))}"
    _, summed, printed = max(off, key=lambda each: abs(each[1] - each[2]))
    note = "the printed total is not the sum of the rows above it; the rows are taken in"
    seen, expected = number_text(printed), number_text(summed)
    return Finding(rule, "look", page.sheet.name, cell, seen, expected, note, abs(summed - printed))


def _below_total(page: Page) -> Iterator[Finding]:
    table, rows = page.volume.table, page.sheet.rows
    for row in table.memo:
        cells = [(row, each.index) for each in table.columns if is_number(rows[row][each.index])]
        figures = [float(figure) for _, index in cells if is_number(figure := rows[row][index])]
        if any(figures):
            label = rows[row][table.entity]
            note = "it stands below the total and outside it; not taken in"
            seen = f"{label}: {', '.join(number_text(each) for each in figures)}"
            expected = "a row within the total"
            cell, litres = cells_text(cells), sum(figures)
            yield Finding("amount_below_total", "blocks", page.sheet.name, cell, seen, expected, note, litres)


def _within(page: Page) -> Iterator[Finding]:
    """Sums among the rows, which would count twice, and figures that no name stands beside."""
    table, rows = page.volume.table, page.sheet.rows
    first, last = table.columns[0].index, table.columns[-1].index
    for row in table.subtotals:
        label = next((cell for cell in rows[row][:first] if isinstance(cell, str)), "(blank)")
        note = "the sum of rows above it; checked by its figures, not taken in"
        cells = f"{a1(row, first)}:{a1(row, last)}"
        yield Finding("subtotal_row", "look", page.sheet.name, cells, label, "rows of names", note)
    for row in table.nameless:
        litres = sum(number for column in table.columns if (number := figure(rows[row][column.index])))
        note = "figures beside no name; not taken in"
        cells = f"{a1(row, first)}:{a1(row, last)}"
        yield Finding("nameless_row", "blocks", page.sheet.name, cells, "(no name)", "a name", note, litres)
