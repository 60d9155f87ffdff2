"""The family of volume tables: performance of marketers, importers and depots, national and regional supply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding, IgnoredRange, SourceReading
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import Row
from petroverse.sources.workbooks.headings import match_product, says
from petroverse.sources.workbooks.hidden import ignored_as_hidden, shown_only
from petroverse.sources.workbooks.known import known
from petroverse.sources.workbooks.verdicts import UnknownLayout
from petroverse.sources.workbooks.volume.checks import findings_of, region_findings
from petroverse.sources.workbooks.volume.doubts import believable
from petroverse.sources.workbooks.volume.facts import Volumes, kept_pages, last_day_with_figures
from petroverse.sources.workbooks.volume.pages import Page, pages_of
from petroverse.sources.workbooks.volume.tables import Column, Table, find_tables
from petroverse.sources.workbooks.volume.units import TableKind, unit_of

__all__ = ["VolumeFamily"]

HEAD_ROWS: Final = 40
TITLE_ROWS: Final = 10
SHEETS_LOOKED_AT: Final = 3
NAMES: Final = {
    "omc": "omc_performance",
    "bidec": "bidec_performance",
    "depot": "depot_performance",
    "national": "national_supply",
    "regional": "regional_supply",
}
_KINDS: Final[Mapping[TableKind, str]] = {
    "volume": "litres",
    "tonnes": "tonnes",
    "share": "shares",
    "factor": "conversion factors",
    "foreign": "a unit that is not read",
}


class VolumeFamily:
    """Reads every workbook of volumes, whoever's they are; a reading says which kind it was."""

    name = "volume"

    def recognise(self, book: Book, pack: CountryPack) -> float:
        """How surely these are volumes: their titles say so, their headings are products, they count in litres."""
        sheets = [sheet for sheet in book.visible if sheet.rows][:SHEETS_LOOKED_AT]
        found = [(sheet, find_tables(sheet.rows[:HEAD_ROWS], pack)) for sheet in sheets]
        heads = [
            cell for sheet, tables in found for row in _head(sheet, tables) for cell in row if isinstance(cell, str)
        ]
        if any(says(text, "title.not_volume", pack) for text in heads):
            return 0.0
        is_titled = any(says(text, "title.volume", pack) for text in heads)
        tables = [table for _, those in found for table in those]
        if tables:
            known, unknown = (sum(len(each) for each in group) for group in _headings(tables))
            counts_litres = any(table.unit and table.unit.kind == "volume" for table in tables)
            sureness = (0.95 if is_titled else 0.7) if counts_litres else (0.8 if is_titled else 0.3)
            return sureness * known / (known + unknown)
        return 0.5 if is_titled and _products_stand_in_rows(sheets, pack) else 0.0

    def read(self, book: Book, pack: CountryPack, now: datetime) -> SourceReading:
        """Everything that the workbook says.

        Raises:
            UnknownLayout: There is no table of litres that can be followed, or no period is named.
        """
        book, hidden = shown_only(book)
        pages, without = pages_of(book, pack)
        believed, left = believable(pages, without, pack, now)
        kept = kept_pages(believed)
        if not kept:
            raise _no_pages(book, pages, left, pack)
        family = NAMES[kept[0].series]
        volumes = Volumes(pack, known(book, last_day_with_figures(kept), family, pack, now))
        for page in kept:
            volumes.add(page)
        findings = (*findings_of(book, believed, kept, pack), *region_findings(book, pages, pack), *left, *hidden)
        unread = [IgnoredRange(sheet.name, "", "no table of volumes on this sheet") for sheet in without]
        ignored = (*unread, *ignored_as_hidden(book, hidden))
        editions = tuple(volumes.editions)
        return SourceReading("read", "", pack.name, family, editions, (volumes.table(),), findings, ignored)


def _head(sheet: Sheet, tables: list[Table]) -> list[Row]:
    """The rows above a sheet's first table, in which its title stands."""
    return sheet.rows[: min(tables[0].header, TITLE_ROWS) if tables else TITLE_ROWS]


def _headings(tables: list[Table]) -> tuple[list[tuple[Column, ...]], list[tuple[Column, ...]]]:
    return [table.columns for table in tables], [table.unknown for table in tables]


def _products_stand_in_rows(sheets: list[Sheet], pack: CountryPack) -> bool:
    firsts = [
        next((cell for cell in row if cell is not None), None) for sheet in sheets for row in sheet.rows[:HEAD_ROWS]
    ]
    return sum(match_product(cell, pack) is not None for cell in firsts) >= 3


def _no_pages(book: Book, pages: list[Page], left: list[Finding], pack: CountryPack) -> UnknownLayout:
    names = ", ".join(repr(page.sheet.name) for page in pages[:4])
    if pages and left:
        return UnknownLayout(
            f"nothing in it can be believed: {left[0].seen} on sheet {left[0].sheet!r}",
            where=book.name,
            fix=left[0].note,
        )
    if pages and not any(page.volume.filled.any() for page in pages):
        what = f"none of its tables holds a figure (sheets {names})"
        return UnknownLayout(
            what, where=book.name, fix="open it in a spreadsheet program and save it, so that it calculates"
        )
    if pages and all(page.volume.table.entity_kind == "year" for page in pages):
        rows = pages[0].volume.table.rows
        return UnknownLayout(
            f"its only table has one row a year (rows {rows[0] + 1} to {rows[-1] + 1} of sheet {names}), and a row is "
            "kept only where it is a month, or a company, depot or region of the year that the title names",
            where=book.name,
            fix='import it with a mapping file that says grain = "year" (import table)',
        )
    if any(page.period.year and page.period.has_months for page in pages):
        return UnknownLayout(
            f"its tables are sums of several months, or contradict themselves (sheets {names}), and only months and "
            "whole years are kept",
            where=book.name,
            fix="import the file that holds the single months",
        )
    if pages:
        return UnknownLayout(
            f"none of its tables says which month or year it is of (sheets {names})",
            where=book.name,
            fix="name the period in the title or the sheet's name",
        )
    return _no_litres(book, pack) or UnknownLayout(
        "no table of litres with products side by side was found",
        where=book.name,
        fix="put the products in one heading row, or import it with a mapping file (import table)",
    )


def _no_litres(book: Book, pack: CountryPack) -> UnknownLayout | None:
    """What the tables of a workbook count in, where none is of litres; None where it has no table."""
    found = ((sheet, table) for sheet in book.visible for table in find_tables(sheet.rows, pack))
    sheet, table = next(found, (None, None))
    if sheet is None or table is None:
        return None
    where = f"heading row {table.header + 1} of sheet {sheet.name!r}"
    units = [unit.kind for text in table.texts if (unit := unit_of(text, pack))]
    if "volume" in units and table.kind == "tonnes":
        what = f"above {where} stand tonnes and litres side by side, the tonnes first"
        return UnknownLayout(what, where=book.name, fix="put the litres in a table of their own, or left of the tonnes")
    what = f"the table under {where} is of {_KINDS[table.kind]}, and none is of litres"
    return UnknownLayout(what, where=book.name, fix="import the file that has litres, or write the unit that is meant")
