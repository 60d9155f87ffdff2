"""Labels of rows: months with a wrong day or as text, numbers that are missing, regions that are not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.sources.workbooks.cells import a1, is_number, span_a1
from petroverse.sources.workbooks.headings import clean, match_region
from petroverse.sources.workbooks.volume.pages import Figures, Page

__all__ = ["label_findings"]


def label_findings(page: Page, pack: CountryPack) -> Iterator[Finding]:
    """Labels that need a look."""
    kind = page.volume.table.entity_kind
    if kind == "month":
        yield from _months(page)
    elif kind == "region":
        yield from _unknown_regions(page, pack)
    yield from _missing_numbers(page)
    if kind in {"company", "region"}:
        yield from _twice(page)


def _twice(page: Page) -> Iterator[Finding]:
    first: dict[str, int] = {}
    if len({str(label).strip().upper() for label in page.volume.labels}) == len(page.volume.labels):
        return
    for row, label in zip(page.volume.table.rows, page.volume.labels, strict=True):
        name = clean(str(label)).upper()
        if name in first:
            cell = f"{a1(first[name], page.volume.table.entity)};{a1(row, page.volume.table.entity)}"
            note = "one name on two rows; both are taken in"
            yield Finding("name_twice", "look", page.sheet.name, cell, str(label), "one row a name", note)
        first.setdefault(name, row)


def _months(page: Page) -> Iterator[Finding]:
    tables = [each for each in (page.volume, page.tonnes) if each is not None]
    wrong_day = [each for each in tables if any(isinstance(label, date) and label.day != 1 for label in each.labels)]
    if wrong_day:
        days = [label for label in wrong_day[0].labels if isinstance(label, date)]
        seen = f"{days[0]:%Y-%m-%d} ... {days[-1]:%Y-%m-%d}"
        yield _label_finding("month_label_wrong_day", page, wrong_day, seen, "the first day of each month")
    as_text = [each for each in tables if any(isinstance(label, str) for label in each.labels)]
    if as_text:
        seen = f"{as_text[0].labels[0]!r} ... {as_text[0].labels[-1]!r}"
        yield _label_finding("month_label_text", page, as_text, seen, "a date")


def _label_finding(rule: str, page: Page, tables: list[Figures], seen: str, expected: str) -> Finding:
    ranges = [
        span_a1([(each.table.rows[0], each.table.entity), (each.table.rows[-1], each.table.entity)]) for each in tables
    ]
    return Finding(rule, "look", page.sheet.name, ";".join(ranges), seen, expected, "only year and month are believed")


def _unknown_regions(page: Page, pack: CountryPack) -> Iterator[Finding]:
    for row, label in zip(page.volume.table.rows, page.volume.labels, strict=True):
        if match_region(label, pack) is None:
            cell = a1(row, page.volume.table.entity)
            note = "taken in under the printed name; add the spelling to the country pack"
            yield Finding("unknown_region", "look", page.sheet.name, cell, str(label), "a region of the pack", note)


def _missing_numbers(page: Page) -> Iterator[Finding]:
    column = page.volume.table.number
    if column is None or page.volume.table.entity_kind != "company":
        return
    numbers = [page.sheet.rows[row][column] for row in page.volume.table.rows]
    missing = [row for row, number in zip(page.volume.table.rows, numbers, strict=True) if not is_number(number)]
    if len(missing) * 2 > len(numbers):
        return
    for row in missing:
        note = f"{page.sheet.rows[row][page.volume.table.entity]}: a row without a number is no total row by that alone"
        yield Finding("missing_number", "look", page.sheet.name, a1(row, column), "(blank)", "a running number", note)
