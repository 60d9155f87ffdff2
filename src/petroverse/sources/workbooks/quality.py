"""Weekly laboratory summaries: for each product a block of headings, the specification's limits, one row a sample.

Averages are printed too; they are no samples, and are only held against ours. A colour such as ``L1.0`` is a class of
the ASTM scale, a label and no number; ``<0.05`` lies below what the laboratory can tell. Both are kept as printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from petroverse.core.country import CountryPack
from petroverse.core.facts import Edition, Finding, SourceReading
from petroverse.core.times import Span
from petroverse.sources.workbooks import hidden
from petroverse.sources.workbooks import quality_checks as checks
from petroverse.sources.workbooks.announced import announced, file_name_findings
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import a1
from petroverse.sources.workbooks.days import day_in, span_in
from petroverse.sources.workbooks.headings import clean
from petroverse.sources.workbooks.marks import read_marks
from petroverse.sources.workbooks.quality_blocks import QualityBlock, quality_blocks
from petroverse.sources.workbooks.rows import FactRows, edition_number
from petroverse.sources.workbooks.sheet_faults import formula_errors
from petroverse.sources.workbooks.titles import Title, dated_title, empty_first_sheets, find_title, undated_findings
from petroverse.sources.workbooks.verdicts import UnknownLayout

__all__ = ["QualitySummaries"]


class QualitySummaries:
    """Reads weekly laboratory summaries."""

    name = "quality"

    def recognise(self, book: Book, pack: CountryPack) -> float:
        """How surely a sheet is titled as quality of products."""
        return 0.9 if any(find_title(each, "title.quality", pack) for each in book.visible) else 0.0

    def read(self, book: Book, pack: CountryPack, now: datetime) -> SourceReading:
        """Every result of every sample, one edition a sheet.

        Raises:
            UnknownLayout: No titled sheet has blocks of samples, or its title names no days.
        """
        editions: list[Edition] = []
        findings: list[Finding] = list(empty_first_sheets(book))
        rows = FactRows("quality")
        for sheet in book.visible:
            marks = read_marks(book.content, sheet.name, fonts=False)
            shown = hidden.without_hidden(sheet, marks)
            title = dated_title(shown, "title.quality", pack, book.name)
            week = _week(title, book) if title else None
            if title is None or week is None:
                continue
            known = announced(book.modified, week, self.name, pack, now)
            number = edition_number(editions, Edition("quality", "quality", "week", week, known, sheet.name))
            findings += undated_findings(title, sheet.name)
            for block in quality_blocks(shown, pack):
                _add(rows, block, week, number)
                findings += checks.averages_differ(block, sheet.name)
                findings += checks.unknown_parameters(block, sheet.name)
            findings += file_name_findings(book.name, sheet.name, title.cell, title.text, week)
            findings += _sheet_findings(sheet)
            findings += hidden.hidden_rows(sheet, marks)
            findings += hidden.hidden_columns(sheet, marks)
        if not len(rows):
            what = "no sheet has both days in its title and rows of samples under headings"
            raise UnknownLayout(what, where=book.name, fix="look whether its headings are pictures; report the file")
        done = tuple(findings)
        ignored = hidden.ignored_as_hidden(book, done)
        return SourceReading("read", "", pack.name, self.name, tuple(editions), (rows.table(),), done, ignored)


def _week(title: Title, book: Book) -> Span | None:
    """The days in the title; without a year, of the year in which the workbook was saved; of one day, its week."""
    year = book.modified.year if book.modified else ""
    day = day_in(title.text)
    spans = (span_in(title.text), span_in(f"{title.text} {year}"))
    return next((each for each in spans if each), Span(day, day + timedelta(days=7)) if day else None)


def _sheet_findings(sheet: Sheet) -> Iterator[Finding]:
    yield from checks.labels(sheet)
    yield from checks.numbers_as_text(sheet)
    yield from checks.below_detection(sheet)
    yield from formula_errors(sheet, "(no average)")


def _add(rows: FactRows, block: QualityBlock, week: Span, edition: int) -> None:
    for sample in block.samples:
        for parameter in block.parameters:
            printed = sample.printed.get(parameter.column)
            if printed is None:
                continue
            low, high = parameter.limits.of(sample.grade)
            value = sample.values.get(parameter.column)
            rows.add(
                edition,
                a1(sample.row, parameter.column),
                week=week.start,
                until=week.end - timedelta(days=1),
                product=block.product,
                grade=sample.grade or None,
                sample=clean(sample.name),
                parameter=parameter.code,
                parameter_printed=parameter.heading,
                value=value,
                printed=printed,
                unit=parameter.unit or None,
                limit_low=low,
                limit_high=high,
                is_within=_is_within(value, low, high),
            )


def _is_within(value: float | None, low: float | None, high: float | None) -> bool | None:
    if value is None or (low is None and high is None):
        return None
    return (low is None or value >= low) and (high is None or value <= high)
