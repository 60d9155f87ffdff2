"""Periods: titles that name another than the sheet, tables that fit no month or year, series that change meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.core.times import next_month
from petroverse.sources.workbooks.cells import a1
from petroverse.sources.workbooks.volume.pages import Page
from petroverse.sources.workbooks.volume.periods import Period

__all__ = ["period_findings"]


def period_findings(pages: Sequence[Page], kept: Sequence[Page], pack: CountryPack) -> Iterator[Finding]:
    """Findings about what each page speaks for."""
    for page in pages:
        yield from _title(page)
    yield from _left_out(pages, kept)
    yield from _breaks(kept, pack)


def _title(page: Page) -> Iterator[Finding]:
    title, period = page.title_period, page.period
    if title is None or page.volume.table.entity_kind in {"month", "year"}:
        return
    is_other_year = title.year is not None and title.year != period.year
    is_other_month = title.has_months and (title.first, title.last) != (period.first, period.last)
    if is_other_year or is_other_month:
        note = "the sheet's name is believed"
        seen, expected = _text(title), _text(period)
        yield Finding("title_period_differs", "look", page.sheet.name, "", seen, expected, note)


def _text(period: Period) -> str:
    months = f" {period.first:02d}" if period.is_month else f" {period.first:02d}-{period.last:02d}"
    return f"{period.year or '?'}{months if period.has_months else ''}"


def _left_out(pages: Sequence[Page], kept: Sequence[Page]) -> Iterator[Finding]:
    slots = {(page.series, page.span, page.volume.table.entity_kind): page for page in kept}
    months = {(page.series, page.period.year, page.period.first) for page in kept if page.period.is_month}
    for page in pages:
        if any(page is each for each in kept) or page.volume.table.entity_kind == "year":
            continue
        litres = float(np.nansum(page.volume.products))
        if page.period.year is None or not page.period.has_months:
            note, expected = "no month or year is named; nothing is taken in", "a month or a year"
            yield Finding("period_unknown", "blocks", page.sheet.name, "", "no period", expected, note, litres)
        elif page.period.is_month or (
            page.period.is_year and (page.series, page.span, page.volume.table.entity_kind) in slots
        ):
            other = slots.get((page.series, page.span, page.volume.table.entity_kind))
            says = " and says that it is revised" if other and other.is_revised and not page.is_revised else ""
            note = f"another table of this workbook speaks for the same period{says}; only that is taken in"
            yield Finding(
                "period_twice", "blocks", page.sheet.name, "", _text(page.period), "one table a period", note, litres
            )
        elif page.period.is_year or not page.volume.filled.any():
            continue
        elif any((page.series, page.period.year, month) not in months for month in page.period.months):
            note = "a sum of months whose months are not all in the file; only months and years are taken in"
            yield Finding("period_not_kept", "blocks", page.sheet.name, "", _text(page.period), "months", note, litres)


def _breaks(kept: Sequence[Page], pack: CountryPack) -> Iterator[Finding]:
    for each in pack.breaks:
        for page in kept:
            span, column = page.span, page.volume.table.column(each.product)
            starts = page.series == each.source and span.start == each.since
            if starts and column is not None and (page.period.is_month or span.end != next_month(span.start)):
                cell = a1(page.volume.table.header, column.index)
                expected = f"series break at {each.since:%Y-%m}"
                yield Finding("definition_break", "look", page.sheet.name, cell, column.heading, expected, each.note)
                break
