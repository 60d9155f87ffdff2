"""How a history of price windows is laid out: where its days, products, parts and exchange rate stand.

Headings take two or three rows: the product over the columns that belong to it, the part of the price, the unit. The
first column that holds days is where a row's day stands; what follows the last of them is notes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.sources.workbooks.book import Sheet
from petroverse.sources.workbooks.cells import Cell, Row
from petroverse.sources.workbooks.components import component_of, role_of
from petroverse.sources.workbooks.figures import day_of
from petroverse.sources.workbooks.headings import clean, plain, says
from petroverse.sources.workbooks.price_table import product_and_grade
from petroverse.sources.workbooks.price_units import PriceUnit, money_code, price_unit

__all__ = [
    "HistoryColumn",
    "HistoryLayout",
    "currencies",
    "history_layout",
    "product_groups",
    "rate_unit_on",
    "unit_on",
]

FEWEST_DAYS: Final = 5


@dataclass(frozen=True, slots=True)
class HistoryColumn:
    """One column under its product. Columns count from 0.

    Attributes:
        column: Where it stands.
        product: Code of the product above it.
        component: Code of the part.
        printed: The part as printed.
        role: What the part is.
        position: Its place among the product's parts, from 1.
        unit: What it is printed in.
        is_final: Whether it is the last price of its product: what the buyer pays.
    """

    column: int
    product: str
    component: str
    printed: str
    role: str
    position: int
    unit: PriceUnit
    is_final: bool


@dataclass(slots=True)
class HistoryLayout:
    """How one sheet is laid out; rows and columns count from 0."""

    day_column: int
    days: dict[int, date]
    heading_rows: range
    columns: tuple[HistoryColumn, ...] = ()
    rate_column: int | None = None
    rate_unit: str = ""
    rate_printed: str = ""
    old_unit: PriceUnit | None = None
    skipped: dict[int, str] = field(default_factory=dict)


def history_layout(sheet: Sheet, pack: CountryPack) -> HistoryLayout | None:
    """How a sheet is laid out; None where it has no column of days under headings of products."""
    days: dict[int, dict[int, date]] = defaultdict(dict)
    for at, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            day = day_of(cell)
            if day:
                days[column][at] = day
    day_columns = [each for each in sorted(days) if len(days[each]) >= FEWEST_DAYS]
    if not day_columns:
        return None
    first = min(days[day_columns[0]])
    group_rows = [
        at for at in range(first) if any(is_known for _, is_known in _products(sheet.rows[at], pack).values())
    ]
    if not group_rows:
        return None
    layout = HistoryLayout(day_columns[0], days[day_columns[0]], range(group_rows[-1], first))
    _find_rate(sheet.rows, layout, pack)
    layout.columns = tuple(_columns(sheet.rows, layout, pack))
    layout.old_unit = _old_unit(sheet.rows[: group_rows[-1]], pack)
    return layout


def _products(row: Sequence[Cell], pack: CountryPack) -> dict[int, tuple[str, bool]]:
    """Column → code of what a row's text names as a product, and whether the pack knows it."""
    named = ((column, product_and_grade(cell, pack)) for column, cell in enumerate(row) if isinstance(cell, str))
    return {column: (product, is_known) for column, (product, _, is_known) in named}


def product_groups(rows: Sequence[Row], layout: HistoryLayout, pack: CountryPack) -> dict[int, tuple[str, bool]]:
    """The products' first columns: every text of the group row right of the days and the exchange rate."""
    left = max(layout.day_column, layout.rate_column or 0)
    products = _products(rows[layout.heading_rows[0]], pack)
    return {column: each for column, each in products.items() if column > left}


def _columns(rows: Sequence[Row], layout: HistoryLayout, pack: CountryPack) -> Iterator[HistoryColumn]:
    products = {column: code for column, (code, _) in product_groups(rows, layout, pack).items()}
    starts = sorted(products)
    for start, end in zip(starts, [*starts[1:], len(rows[layout.heading_rows[0]])], strict=True):
        found: list[tuple[int, str, str, str, PriceUnit]] = []
        for column in range(start, end):
            texts = [rows[at][column] for at in layout.heading_rows[1:]]
            unit = next((unit for text in texts if isinstance(text, str) and (unit := price_unit(text, pack))), None)
            printed = next((text for text in texts if isinstance(text, str) and not price_unit(text, pack)), None)
            if unit is None or printed is None or says(printed, "price.change", pack):
                continue
            component, _ = component_of(printed, pack)
            role = role_of(component, printed, len(found) + 1, pack)
            found.append((column, component, printed, role, unit))
        final = max((at for at, each in enumerate(found) if each[3] == "total"), default=-1)
        for at, (column, component, printed, role, unit) in enumerate(found):
            yield HistoryColumn(column, products[start], component, printed, role, at + 1, unit, at == final)


def _find_rate(rows: Sequence[Row], layout: HistoryLayout, pack: CountryPack) -> None:
    for at in layout.heading_rows:
        for column, cell in enumerate(rows[at]):
            if isinstance(cell, str) and plain(cell) in pack.words.get("indicator.fx_usd", ()):
                below = [rows[each][column] for each in layout.heading_rows if each > at]
                layout.rate_column, layout.rate_printed = column, cell
                layout.rate_unit = next((clean(each) for each in below if isinstance(each, str)), "")
                return


def _old_unit(titles: Sequence[Row], pack: CountryPack) -> PriceUnit | None:
    """The currency in which the sheet says it counts before the present one, where it names one."""
    code = next(iter(pack.words.get("unit.old_currency_code", ())), None)
    names = any(says(cell, "unit.old_currency", pack) for row in titles for cell in row)
    return PriceUnit(f"{code}/L", f"{code}/L", 1) if code and names else None


def rate_unit_on(day: date, layout: HistoryLayout, pack: CountryPack) -> str:
    """The unit of the exchange rate on a day, such as ``GHp/USc``; as printed where its words are not known."""
    sides = [money_code(each, pack) for each in layout.rate_unit.split("/")]
    if len(sides) != 2 or sides[0] is None or sides[1] is None:
        return layout.rate_unit
    (printed, major, parts), (bought, _, _) = sides[0], sides[1]
    paid = unit_on(day, PriceUnit(f"{printed}/L", f"{major}/L", parts), layout, pack)
    return f"{paid.printed.partition('/')[0]}/{bought}"


def unit_on(day: date, unit: PriceUnit, layout: HistoryLayout, pack: CountryPack) -> PriceUnit:
    """The unit of a price of a day: before the present currency was there, the old one, for the same quantity."""
    since = next(iter(pack.words.get("unit.currency_since", ())), "")
    if layout.old_unit is None or not since or day >= date.fromisoformat(since.replace(" ", "-")):
        return unit
    code, quantity = layout.old_unit.major.partition("/")[0], unit.major.partition("/")[2]
    return PriceUnit(f"{code}/{quantity}", f"{code}/{quantity}", 1)


def currencies(layout: HistoryLayout, pack: CountryPack) -> tuple[str, ...]:
    """Codes of the country's own money, present and former."""
    old = (layout.old_unit.major.partition("/")[0],) if layout.old_unit else ()
    return (pack.currency, *old)
