"""What is odd about a publisher's sheets without being wrong: habits that a report names, so that nobody wonders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from petroverse.sources.sample.country import IMPORTERS, MARKETERS, Company, Renaming
from petroverse.sources.sample.truth import PlantedFault
from petroverse.sources.sample.volume_books import PerformanceBook

__all__ = ["book_habits", "company_habits", "sheet_name_habit"]

_MONTHS: Final = 12


def sheet_name_habit(file: str, sheets: Sequence[str]) -> Iterator[PlantedFault]:
    """Names with blanks around them."""
    odd = [each for each in sheets if each != each.strip()]
    if odd:
        seen = " | ".join(repr(each) for each in odd)
        yield PlantedFault(file, "(several)", "", "sheet_name_blanks", seen, "names without outer blanks")


def book_habits(file: str, book: PerformanceBook) -> Iterator[PlantedFault]:
    """Sums of months beside the months, blanks around sheet names, a column of names without a heading."""
    sheets = [each.sheet for each in book.pages]
    sums = sheets[_MONTHS:]
    if sums:
        seen = f"{', '.join(each.strip() for each in sums)} beside {_MONTHS} months"
        where = f"({len(sums)} of {len(sheets)})"
        yield PlantedFault(file, where, "", "sum_sheets_in_file", seen, f"{_MONTHS} months")
    yield from sheet_name_habit(file, sheets)
    if not book.who:
        where = f"(all {len(sheets)})"
        yield PlantedFault(file, where, book.heading_cell(-1), "heading_empty", "(blank)", "Region")


def company_habits(file: str, book: PerformanceBook) -> Iterator[PlantedFault]:
    """A company named like a total row, two companies with almost one name, and names that gave way to others."""
    first = book.pages[0]
    rows = {name.strip(): row for row, name in enumerate(first.names)}
    for name, row in rows.items():
        if name.startswith("TOTAL"):
            note = "first month sheet; same trap on every sheet of the file"
            cell = book.name_cell(row)
            expected = "a company, not a total row"
            yield PlantedFault(file, first.sheet, cell, "company_named_total", first.names[row], expected, note)
    alike = [row for name, row in rows.items() if name in ("BL PETROLEUM LIMITED", "BN PETROLEUM LIMITED")]
    if len(alike) > 1:
        cells = ";".join(book.name_cell(row) for row in alike)
        seen = "; ".join(first.names[row] for row in alike)
        yield PlantedFault(file, first.sheet, cells, "two_companies_alike", seen, "two companies", "never merged")
    for company in (*MARKETERS, *IMPORTERS):
        for renaming in company.renames:
            yield from _renamed(file, book, company, renaming)


def _renamed(file: str, book: PerformanceBook, company: Company, renaming: Renaming) -> Iterator[PlantedFault]:
    if renaming.kind == "settled":
        return
    pages = [page for page in book.pages[:_MONTHS] if renaming.name in page.names]
    is_new = renaming.kind != "renamed" or str(renaming.since[0]) in file
    if pages and is_new:
        cell = book.name_cell(pages[0].names.index(renaming.name))
        rule = "name_variant" if renaming.kind == "spelling" else "company_renamed"
        expected = company.name if renaming.kind == "renamed" else company.renames[-1].name
        yield PlantedFault(file, pages[0].sheet, cell, rule, renaming.name, expected)
