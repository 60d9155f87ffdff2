"""Shares against the tonnes they are shares of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from petroverse.core.facts import Finding
from petroverse.sources.workbooks.cells import a1
from petroverse.sources.workbooks.headings import plain
from petroverse.sources.workbooks.volume.checks.printing import number_text
from petroverse.sources.workbooks.volume.pages import Block, Figures, Page

__all__ = ["share_findings"]

SHARE: Final = 1e-6
CELL: Final = 1e-4
"""Shares closer than this are the same."""
ANOTHER_TOTAL: Final = 0.02
"""Shares of one column that are all off by the same small ratio were taken of another total."""
TOTAL: Final = 5e-4
"""A table of shares in tenths of a percent cannot show less."""
SHIFTED_FROM: Final = 0.4
"""Where more of the rows are off than this, whole rows stand in the wrong place."""


def share_findings(page: Page) -> Iterator[Finding]:
    """Share totals that are not 1, and shares that are not tonnes over total."""
    share, tonnes = page.share, page.tonnes
    if share is None or tonnes is None:
        return
    scale = 100.0 if np.nanmax(np.append(share.total, 0.0)) > 50.0 else 1.0
    share = replace(share, filled=share.filled / scale, total=share.total / scale)
    if _agree(share, tonnes):
        return
    columns = [(at, other) for at in range(len(share.indexes)) if (other := _column_of(share, at, tonnes)) is not None]
    yield from _totals(page, share, tonnes, columns)
    yield from _cells(page, share, tonnes, columns)


def _agree(share: Figures, tonnes: Figures) -> bool:
    """Whether both tables have the same rows and columns, and every share and every total of shares is right."""
    products = [column.product for column in share.table.columns]
    same_columns = products == [column.product for column in tonnes.table.columns]
    if not same_columns or share.labels != tonnes.labels or len(share.indexes) != len(tonnes.indexes):
        return False
    sold = tonnes.filled.sum(axis=1)
    expected = tonnes.filled / np.where(sold > 0, sold, 1.0)[:, None]
    totals = np.where(np.isnan(share.total), np.sign(sold), share.total)
    is_right = np.abs(share.filled - expected) <= CELL
    is_right_total = np.abs(totals - np.sign(sold)) <= SHARE
    is_summed = np.abs(share.filled.sum(axis=1) - np.sign(sold)) <= TOTAL
    return bool(is_right.all() and is_right_total.all() and is_summed.all())


def _column_of(share: Figures, at: int, tonnes: Figures) -> int | None:
    count = len(share.table.columns)
    if at >= count:
        return len(tonnes.table.columns) if tonnes.table.sums else None
    product = share.table.columns[at].product
    if sum(column.product == product for column in share.table.columns) > 1:
        return at if count == len(tonnes.table.columns) else None  # two headings alike: their order tells them apart
    same = [other for other, column in enumerate(tonnes.table.columns) if column.product == product]
    return same[0] if len(same) == 1 else None


def _name(share: Figures, at: int) -> str:
    return share.table.columns[at].product if at < len(share.table.columns) else "all products"


def _totals(page: Page, share: Figures, tonnes: Figures, columns: list[tuple[int, int]]) -> Iterator[Finding]:
    if share.table.total is None:
        return
    for at, other in columns:
        sold = float(tonnes.filled[other].sum())
        printed, summed = float(share.total[at]), float(share.filled[at].sum())
        if np.isnan(printed):
            continue
        if abs(printed - summed) > TOTAL:
            expected, why = f"{summed:.6f}", "the printed share total is not the sum of the shares above"
        elif sold > 0 and abs(printed - 1) > SHARE:
            expected, why = "1", "the shares do not add up to 1"
        else:
            continue
        cell = a1(share.table.total, share.indexes[at])
        note = f"{why} ({_name(share, at)})"
        yield Finding("share_total_mismatch", "look", page.sheet.name, cell, number_text(printed), expected, note)


def _cells(page: Page, share: Figures, tonnes: Figures, columns: list[tuple[int, int]]) -> Iterator[Finding]:
    order = list(range(len(share.labels)))
    if share.labels != tonnes.labels:
        rows_of = {plain(str(label)): row for row, label in enumerate(tonnes.labels)}
        order = [rows_of.get(plain(str(label)), -1) for label in share.labels]
    known = [row for row, other in enumerate(order) if other >= 0]
    off: list[tuple[int, int, float]] = []
    for at, other in columns[: len(share.table.columns)]:
        of_tonnes = tonnes.filled[other]
        total = of_tonnes.sum()
        if total <= 0:
            continue
        expected = of_tonnes[[order[row] for row in known]] / total
        printed = share.filled[at][known]
        off += [(at, known[row], float(expected[row])) for row in _off(printed, expected)]
    if not off:
        return
    rows = {row for _, row, _ in off}
    if len(rows) > SHIFTED_FROM * int((share.filled > 0).any(axis=0).sum()):
        yield _shifted(page, share)
        return
    for at, row, expected_share in off:
        cell = a1(share.table.rows[row], share.indexes[at])
        seen = number_text(float(share.filled[at, row]))
        note = f"the share of {_name(share, at)} is typed and does not equal tonnes over total"
        yield Finding("share_mismatch", "look", page.sheet.name, cell, seen, f"{expected_share:.6f}", note)


def _off(printed: Block, expected: Block) -> list[int]:
    both = (printed > 0) & (expected > 0)
    if both.any():
        ratio = float(np.median(printed[both] / expected[both]))
        if abs(ratio - 1) < ANOTHER_TOTAL:
            expected = expected * ratio
    return [int(row) for row in np.flatnonzero(np.abs(printed - expected) > CELL)]


def _shifted(page: Page, share: Figures) -> Finding:
    first, last = share.table.rows[0], share.table.rows[-1]
    cell = f"{a1(first, share.table.entity)}:{a1(last, max(share.indexes))}"
    note = "the shares belong to other rows than those they stand on"
    return Finding(
        "share_rows_shifted", "look", page.sheet.name, cell, "shares of other rows", "the row of the same name", note
    )
