"""What companies lifted, month by month, as one array; the question that a lapse warning answers is put here.

    lifted = liftings(rows)                      # (month, company, product, quantity), one unit
    lifted.total[company, month], lifted.by_product[product, company, month]

A month in which nobody lifted was not published and is not there: months are counted as published. In a month that is
there, a company that is not named lifted nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.core.errors import InputRefused

__all__ = [
    "HALVING_MONTHS",
    "SILENT_MONTHS",
    "Liftings",
    "LiftingsNotUsable",
    "at_risk",
    "halves",
    "lapses",
    "liftings",
]

Floats = NDArray[np.float64]
Claims = NDArray[np.bool_]

SILENT_MONTHS: Final = 3
"""So many months in a row without a lifting are a lapse; shorter pauses are common and mostly end by themselves."""

HALVING_MONTHS: Final = 6
"""What a company used to lift is its mean over so many months."""


class LiftingsNotUsable(InputRefused):
    """There are no months, or a quantity is negative or no number."""


@dataclass(frozen=True, eq=False)
class Liftings:
    """What was lifted: products × names × months, all in one unit, zero where nothing was.

    Attributes:
        months: The first day of each published month, ascending.
        names: Companies, outlets or whoever lifts.
        products: Canonical products; one empty code where they are not told apart.
        by_product: Quantities, never negative.
    """

    months: tuple[date, ...]
    names: tuple[str, ...]
    products: tuple[str, ...]
    by_product: Floats

    @cached_property
    def total(self) -> Floats:
        """Names × months, all products together."""
        return np.asarray(self.by_product.sum(axis=0))

    def until(self, months: int) -> Liftings:
        """The first so many months."""
        return Liftings(self.months[:months], self.names, self.products, self.by_product[:, :, :months])


def liftings(rows: Iterable[tuple[date, str, str, float]]) -> Liftings:
    """Puts rows of month, name, product and quantity into one array; rows of one cell add.

    Args:
        rows: Quantities in one unit, such as tonnes; litres and kilograms do not add. NaN says that the cell was
            blank and counts as nothing lifted.

    Raises:
        LiftingsNotUsable: There are none, or a quantity is negative or endless.

    Example:
        >>> lifted = liftings([(date(2024, 1, 1), "OLD OIL", "gasoil", 20.0), (date(2024, 2, 1), "NEW OIL", "", 5.0)])
        >>> lifted.total.tolist()
        [[0.0, 5.0], [20.0, 0.0]]
    """
    cells = [(month.replace(day=1), name, product, quantity) for month, name, product, quantity in rows if quantity]
    cells = [cell for cell in cells if not np.isnan(cell[3])]
    if not cells:
        raise LiftingsNotUsable("no month of liftings", fix="import volumes by month and company first")
    for month, name, _, quantity in cells:
        if not 0 < quantity < np.inf:
            raise LiftingsNotUsable(f"{quantity} lifted by {name} in {month:%Y-%m}", fix="give zero or more")
    months = {each: at for at, each in enumerate(sorted({cell[0] for cell in cells}))}
    names = {each: at for at, each in enumerate(sorted({cell[1] for cell in cells}))}
    products = {each: at for at, each in enumerate(sorted({cell[2] for cell in cells}))}
    held = np.zeros((len(products), len(names), len(months)))
    for month, name, product, quantity in cells:
        held[products[product], names[name], months[month]] += quantity
    return Liftings(tuple(months), tuple(names), tuple(products), held)


def at_risk(lifted: Floats, month: int) -> Claims:
    """Who can lapse after a month (counted from 0): who lifted in it or in the two before."""
    return np.asarray((lifted[:, max(0, month - SILENT_MONTHS + 1) : month + 1] > 0).any(axis=1))


def lapses(lifted: Floats, month: int, within: int) -> Claims:
    """Who has, at the end of one of the next so many months, lifted nothing for three months in a row."""
    silent: Claims = lifted[:, month - SILENT_MONTHS + 2 : month + within + 1] <= 0
    runs = [silent[:, at : at + SILENT_MONTHS].all(axis=1) for at in range(silent.shape[1] - SILENT_MONTHS + 1)]
    return np.asarray(np.any(runs, axis=0))


def halves(lifted: Floats, month: int, within: int) -> Claims:
    """Who lifts in the next so many months, a month, at most half of what it did in the six before."""
    before = lifted[:, month - HALVING_MONTHS + 1 : month + 1].mean(axis=1)
    return np.asarray(lifted[:, month + 1 : month + within + 1].mean(axis=1) <= before / 2)
