"""Figures and days out of cells; whatever is neither gives None."""

from __future__ import annotations

from datetime import date, datetime

from petroverse.sources.workbooks.cells import Cell

__all__ = ["day_of", "number_of"]


def number_of(cell: Cell) -> float | None:
    """The number that a cell holds; None for texts, blanks, days, yes and no.

    Example:
        >>> number_of(14), number_of("14"), number_of(True)
        (14.0, None, None)
    """
    return float(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


def day_of(cell: Cell) -> date | None:
    """The day that a cell holds; None for all else.

    Example:
        >>> day_of(datetime(2024, 3, 16, 12)), day_of("16 March")
        (datetime.date(2024, 3, 16), None)
    """
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None
