"""World prices and exchange rates of a pricing window: ``Petroleum Price Indicators (As of 5th September, 2023)``.

Each column is one window and says which days it averages; an estimate of the coming window is replaced by its final
figures when those are published, since both speak for the same window.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from petroverse.core.country import CountryPack, window_start
from petroverse.core.facts import Edition, Finding, SourceReading
from petroverse.core.times import Span
from petroverse.sources.workbooks import hidden
from petroverse.sources.workbooks.announced import announced
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import Row, a1
from petroverse.sources.workbooks.days import day_in, days_in, span_in
from petroverse.sources.workbooks.headings import clean, plain, says
from petroverse.sources.workbooks.marks import read_marks
from petroverse.sources.workbooks.price_table import slug
from petroverse.sources.workbooks.rows import FactRows
from petroverse.sources.workbooks.sheet_faults import formula_errors
from petroverse.sources.workbooks.titles import empty_first_sheets, find_title
from petroverse.sources.workbooks.verdicts import UnknownLayout
from petroverse.sources.workbooks.windows import window_from

__all__ = ["Indicators", "indicator_of"]

_BRACKETS: Final = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of averages; rows and columns count from 0."""

    row: int
    column: int
    heading: str
    start: date
    averaged: Span | None


class Indicators:
    """Reads the price indicators of a window."""

    name = "indicators"

    def recognise(self, book: Book, pack: CountryPack) -> float:
        """How surely a sheet is titled as price indicators."""
        return 0.9 if any(find_title(each, "title.indicators", pack) for each in book.visible) else 0.0

    def read(self, book: Book, pack: CountryPack, now: datetime) -> SourceReading:
        """Every indicator of every window, one edition a window.

        Raises:
            UnknownLayout: No titled sheet has a row of headings that say from which day they are in force.
        """
        editions: list[Edition] = []
        findings: list[Finding] = list(empty_first_sheets(book))
        rows = FactRows("indicator")
        for sheet in book.visible:
            if not find_title(sheet, "title.indicators", pack):
                continue
            marks = read_marks(book.content, sheet.name, fonts=False)
            shown = hidden.without_hidden(sheet, marks)
            for column in _window_columns(shown, pack):
                span = window_from(column.start, pack.window_days)
                known = announced(book.modified, span, self.name, pack, now)
                editions.append(Edition("indicator", "indicators", "window", span, known, sheet.name))
                findings += _add(rows, shown, column, len(editions) - 1, pack)
            findings += hidden.hidden_rows(sheet, marks)
            findings += hidden.hidden_columns(sheet, marks)
            findings += formula_errors(shown, "a number")
        if not editions:
            what = "no sheet has columns that say from which day they are in force"
            raise UnknownLayout(what, where=book.name, fix="look whether its headings are pictures; report the file")
        done = tuple(findings)
        ignored = hidden.ignored_as_hidden(book, done)
        return SourceReading("read", "", pack.name, self.name, tuple(editions), (rows.table(),), done, ignored)


def indicator_of(label: str, pack: CountryPack) -> tuple[str, str, bool]:
    """Code and unit that a label names, and whether the pack knows it; an unknown one gets a code made of its words.

    A pair of currencies is given as how much of the second buys one of the first: ``USD/GHS`` printed over 11.4 means
    11.4 GHS for one USD, and the unit is ``GHS/USD``.
    """
    brackets = _BRACKETS.findall(label)
    unit = clean(brackets[-1]) if brackets and "/" in brackets[-1] else ""
    name = plain(label.replace(f"({brackets[-1]})", "") if unit else label)
    keys = (key for key, words in pack.words.items() if key.startswith("indicator.") and name in words)
    code = next(keys, "").removeprefix("indicator.")
    first, _, second = (part.strip() for part in unit.partition("/"))
    if pack.currency in (first, second) and second != first:
        unit = f"{second}/{first}" if second == pack.currency else f"{first}/{second}"
    quantities = (("per.barrel", "bbl"), ("per.tonne", "t"), ("per.litre", "L"), ("per.kg", "kg"))
    named = next((short for key, short in quantities if plain(second) in pack.words.get(key, ())), None)
    return code or slug(name), f"{first}/{named}" if named else unit, bool(code)


def _window_columns(sheet: Sheet, pack: CountryPack) -> tuple[_Column, ...]:
    """The columns of the row that names the most windows."""
    rows = (tuple(_columns_of(row, at, pack)) for at, row in enumerate(sheet.rows))
    return max(rows, key=len, default=())


def _columns_of(row: Row, at: int, pack: CountryPack) -> Iterator[_Column]:
    for column, cell in enumerate(row):
        if not isinstance(cell, str) or says(cell, "title.indicators", pack):
            continue
        bracket = _BRACKETS.search(cell)
        start = day_in(cell[: bracket.start()] if bracket else cell)
        year = days_in(cell)[-1].year if days_in(cell) else None
        if start is None and bracket and year:
            start = day_in(f"{cell[: bracket.start()]} {year}")
        if start is not None:
            yield _Column(at, column, cell, start, span_in(bracket[1]) if bracket else None)


def _add(rows: FactRows, sheet: Sheet, column: _Column, edition: int, pack: CountryPack) -> Iterator[Finding]:
    if says(column.heading, "price.estimate", pack):
        cell, note = a1(column.row, column.column), "replaced once the final figures of the window are published"
        yield Finding("estimate", "look", sheet.name, cell, clean(column.heading), "final figures", note)
    for at in range(column.row + 1, len(sheet.rows)):
        row = sheet.rows[at]
        label = next((each for each in row[: column.column] if isinstance(each, str) and each.strip()), None)
        value = row[column.column] if column.column < len(row) else None
        if label is None or not isinstance(value, (int, float)) or isinstance(value, bool):
            continue
        code, unit, is_known = indicator_of(label, pack)
        averaged = column.averaged
        rows.add(
            edition,
            a1(at, column.column),
            day=averaged.start if averaged else column.start,
            until=averaged.end - timedelta(days=1) if averaged else None,
            window=window_start(column.start, pack.window_days),
            indicator=code,
            indicator_printed=label,
            value=float(value),
            unit=unit,
        )
        if not is_known:
            cell, note = a1(at, column.column), f"kept as {code}; add the spelling to the country pack"
            yield Finding("unknown_indicator", "look", sheet.name, cell, clean(label), "an indicator of the pack", note)
