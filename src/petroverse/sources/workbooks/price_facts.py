"""Facts of the ``price`` dataset out of a table of prices by company."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from petroverse.core.country import CountryPack, window_start
from petroverse.sources.workbooks.price_checks import place
from petroverse.sources.workbooks.price_table import PriceCell, PriceTable
from petroverse.sources.workbooks.rows import FactRows
from petroverse.sources.workbooks.volume.names import CompanyNames

__all__ = ["PriceContext", "add_prices"]


@dataclass(frozen=True, slots=True)
class PriceContext:
    """What all prices of one table share.

    Attributes:
        kind: The catalogue's kind of price, such as ``ex_pump``.
        day: The day they are of, or come into force.
        edition: Index into the reading's editions.
        red_cells: Cells that are marked as revised; None where the document does not mark revisions.
    """

    kind: str
    day: date
    edition: int
    red_cells: frozenset[str] | None


def add_prices(
    rows: FactRows, table: PriceTable, context: PriceContext, suspects: frozenset[PriceCell], pack: CountryPack
) -> None:
    """Adds every shown cell of a table, in the currency's major unit; what is not sold has no price."""
    window = window_start(context.day, pack.window_days)
    names = CompanyNames(pack)
    companies = {row.company: names.company(row.company, context.day) for row in table.rows if not row.is_hidden}
    doubtful = {place(each) for each in suspects}
    for each in table.cells:
        if each.row.is_hidden or each.column.is_hidden or each.column.unit is None:
            continue
        cell = place(each)
        rows.add(
            context.edition,
            cell,
            kind=context.kind,
            day=context.day,
            window=window,
            product=each.column.product,
            grade=each.column.grade or None,
            company=companies[each.row.company],
            company_printed=each.row.company,
            price=None if each.price is None else each.column.unit.to_major(each.price),
            printed=each.text or None,
            unit=each.column.unit.major,
            is_revised=None if context.red_cells is None else cell in context.red_cells,
            standing="suspect" if cell in doubtful else "good",
        )
