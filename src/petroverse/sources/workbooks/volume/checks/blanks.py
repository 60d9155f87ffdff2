"""Blank is not zero: blank cells among figures, and months that are not published yet."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from petroverse.core.facts import Finding
from petroverse.sources.workbooks.cells import span_a1
from petroverse.sources.workbooks.volume.checks.printing import cells_text
from petroverse.sources.workbooks.volume.pages import Page

__all__ = ["blank_findings"]


def blank_findings(page: Page) -> Iterator[Finding]:
    """Blank cells of the table of volumes."""
    block = page.volume.products
    is_blank = np.isnan(block)
    is_unpublished = _is_unpublished(page, is_blank)
    if not is_blank.any() and not is_unpublished.any():
        return
    rows, columns = page.volume.table.rows, page.volume.table.columns
    inside = [
        (rows[row], columns[column].index)
        for column, row in np.argwhere(is_blank & ~is_unpublished).tolist()
        if page.volume.cells[column][row] is None
    ]
    if inside:
        seen = f"{len(inside)} blank cells in the litres table"
        note = "a blank is kept as missing; totals count it as 0"
        yield Finding("blank_vs_zero", "look", page.sheet.name, cells_text(inside), seen, "missing, not 0", note)
    if is_unpublished.any():
        yield from _unpublished(page, is_unpublished.tolist())


def _is_unpublished(page: Page, is_blank: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Rows of months without a figure, and those of zeros after the last month with one; all rows of an empty page."""
    is_filled: NDArray[np.bool_] = np.logical_or.reduce(page.volume.filled[: len(is_blank)] != 0, axis=0)
    if page.volume.table.entity_kind != "month":
        return np.full(is_filled.shape, not is_filled.any())
    last = max(np.flatnonzero(is_filled).tolist(), default=-1)
    is_after: NDArray[np.bool_] = np.arange(len(is_filled)) > last
    has_nothing: NDArray[np.bool_] = np.logical_and.reduce(is_blank, axis=0) | is_after
    return has_nothing


def _unpublished(page: Page, is_unpublished: list[bool]) -> Iterator[Finding]:
    last = max((at for at, blank in enumerate(is_unpublished) if not blank), default=-1)
    for rule, wanted, note in (
        ("blank_future_months", range(last + 1, len(is_unpublished)), "months not yet published"),
        ("blank_month", range(last), "a month within the year without any figure"),
    ):
        rows = [page.volume.table.rows[at] for at in wanted if is_unpublished[at]]
        cells = [(row, column.index) for row in rows for column in page.volume.table.columns]
        if cells:
            seen = f"{len(cells)} {_blank_or_zero(page, rows)} cells"
            yield Finding(
                rule, "look", page.sheet.name, span_a1(cells), seen, "no fact", f"{note}; nothing is taken in"
            )


def _blank_or_zero(page: Page, rows: list[int]) -> str:
    held = [page.sheet.rows[row][column.index] for row in rows for column in page.volume.table.columns]
    return "blank" if all(cell is None for cell in held) else "blank or zero"
