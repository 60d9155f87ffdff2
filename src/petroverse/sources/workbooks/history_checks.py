"""What is wrong with a history of price windows: days that cannot be, windows printed twice, heads that contradict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.sources.workbooks.book import Sheet
from petroverse.sources.workbooks.cells import Row, a1
from petroverse.sources.workbooks.components import component_of
from petroverse.sources.workbooks.figures import number_of
from petroverse.sources.workbooks.headings import clean
from petroverse.sources.workbooks.history_layout import HistoryLayout, product_groups
from petroverse.sources.workbooks.price_units import price_unit

__all__ = ["day_faults", "heading_faults", "unknown_heads"]


def heading_faults(sheet: Sheet, layout: HistoryLayout, pack: CountryPack) -> Iterator[Finding]:
    """A title that counts in another money than the headings below it."""
    heads = {each.unit.printed.partition("/")[0] for each in layout.columns}
    unit_row = next((at for at in reversed(layout.heading_rows) if _unit_texts(sheet.rows[at], pack)), None)
    for at, row in enumerate(sheet.rows[: layout.heading_rows[0]]):
        for column, cell in enumerate(row):
            unit = price_unit(cell, pack) if isinstance(cell, str) else None
            if isinstance(cell, str) and unit and unit_row is not None and unit.printed.partition("/")[0] not in heads:
                expected = f"{_unit_texts(sheet.rows[unit_row], pack)[-1]} (row {unit_row + 1})"
                note = "the title and the column heads count in different money"
                yield Finding("unit_heading_mixed", "look", sheet.name, a1(at, column), cell, expected, note)
                return


def unknown_heads(sheet: Sheet, layout: HistoryLayout, pack: CountryPack) -> Iterator[Finding]:
    """Products and parts that the pack does not know; kept under codes made of their words."""
    for column, (code, is_known) in product_groups(sheet.rows, layout, pack).items():
        if not is_known:
            cell, seen = a1(layout.heading_rows[0], column), clean(str(sheet.rows[layout.heading_rows[0]][column]))
            note = f"kept as {code}; add the spelling to the country pack"
            yield Finding("unknown_product", "look", sheet.name, cell, seen, "a product of the pack", note)
    for each in layout.columns:
        if not component_of(each.printed, pack)[1]:
            cell, note = a1(layout.heading_rows[-1], each.column), f"kept as {each.component}, taken for a {each.role}"
            seen = clean(each.printed)
            yield Finding("unknown_component", "look", sheet.name, cell, seen, "a component of the pack", note)


def _unit_texts(row: Row, pack: CountryPack) -> list[str]:
    return [cell for cell in row if isinstance(cell, str) and price_unit(cell, pack)]


def day_faults(sheet: Sheet, layout: HistoryLayout, now: datetime) -> Iterator[Finding]:
    """Days that cannot be, and windows that stand twice; both mark their row to be left out where it adds nothing."""
    rows = sorted(layout.days)
    seen: dict[date, int] = {}
    for before, at in zip([None, *rows], rows, strict=False):
        day = layout.days[at]
        cell = a1(at, layout.day_column)
        if day.year > now.year + 1 or day.year < 1900:
            layout.skipped[at] = "its day cannot be"
            previous = layout.days[before] if before is not None else None
            expected = _likely(day, previous)
            yield Finding("date_typo", "blocks", sheet.name, cell, day.isoformat(), expected, f"year {day.year}")
        elif day in seen:
            first = seen[day]
            if _same(sheet.rows[first], sheet.rows[at], layout):
                layout.skipped[at] = "the same window and figures as the row above"
            cells = f"{a1(first, layout.day_column)};{cell}"
            note = "the same window twice"
            yield Finding("duplicate_date", "look", sheet.name, cells, f"{day}; {day}", "one row", note)
        seen.setdefault(day, at)


def _likely(day: date, previous: date | None) -> str:
    """The day meant by one with an impossible year: the same day of the year after the row above."""
    if previous is None:
        return "a day of this century"
    year = previous.year if (day.month, day.day) > (previous.month, previous.day) else previous.year + 1
    return f"{year}-{day.month:02d}-{day.day:02d}"


def _same(one: Row, other: Row, layout: HistoryLayout) -> bool:
    pairs = ((number_of(one[each.column]), number_of(other[each.column])) for each in layout.columns)
    return all(a == b or (a is not None and b is not None and abs(a - b) < 1e-6) for a, b in pairs)
