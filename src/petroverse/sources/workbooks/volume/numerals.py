"""Figures in the cells of tables of volumes: numbers, and texts that every reader takes for a number."""

from __future__ import annotations

import re
from typing import Final

from petroverse.sources.workbooks.cells import Cell, is_number

__all__ = ["figure", "is_figure", "is_wording"]

_SEPARATORS: Final = re.compile("[,\\s\u00a0\u2009\u202f'\u2019]")
_NUMBER: Final = re.compile(
    "(?P<minus>[-\u2212(])?\\s*(?P<digits>\\d{1,3}(?:[,\\s\u00a0\u2009\u202f'\u2019]\\d{3})+|\\d+)(?P<rest>\\.\\d+)?\\)?"
)
_DASHES: Final = frozenset({"-", "\u2013", "\u2014", "--"})


def figure(cell: Cell) -> float | None:
    """The number that a cell holds or prints as a text; None where it is no number.

    Thousands may be set apart by commas, blanks or apostrophes; brackets are a minus.

    Example:
        >>> figure("1,234.5"), figure("1 234 567"), figure("(250)"), figure(7), figure("-"), figure("1,23")
        (1234.5, 1234567.0, -250.0, 7.0, None, None)
    """
    if type(cell) is float:
        return cell
    if is_number(cell):
        return float(cell)
    found = _NUMBER.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if found is None:
        return None
    size = float(_SEPARATORS.sub("", found["digits"]) + (found["rest"] or ""))
    return -size if found["minus"] else size


def is_figure(cell: Cell) -> bool:
    """Whether a cell stands for a figure: a number, a text that is one, an error, or a dash for nothing."""
    if isinstance(cell, str):
        bare = cell.strip()
        return bare in _DASHES or bare.startswith("#") or figure(cell) is not None
    return cell is not None


def is_wording(cell: Cell) -> bool:
    """Whether a cell holds words, such as a heading does."""
    return isinstance(cell, str) and bool(cell.strip()) and not is_figure(cell)
