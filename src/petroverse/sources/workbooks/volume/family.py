"""The family of volume tables: performance of marketers, importers and depots, national and regional supply."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import numpy as np

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding, IgnoredRange, SourceReading
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.headings import match_product, says
from petroverse.sources.workbooks.known import known
from petroverse.sources.workbooks.verdicts import UnknownLayout
from petroverse.sources.workbooks.volume.checks import contradicts_itself, findings_of, region_findings
from petroverse.sources.workbooks.volume.facts import Volumes, kept_pages, last_day_with_figures
from petroverse.sources.workbooks.volume.pages import Page, pages_of
from petroverse.sources.workbooks.volume.tables import Column, Table, find_tables

__all__ = ["VolumeFamily"]

HEAD_ROWS: Final = 40
SHEETS_LOOKED_AT: Final = 3
NAMES: Final = {
    "omc": "omc_performance",
    "bidec": "bidec_performance",
    "depot": "depot_performance",
    "national": "national_supply",
    "regional": "regional_supply",
}


class VolumeFamily:
    """Reads every workbook of volumes, whoever's they are; a reading says which kind it was."""

    name = "volume"

    def recognise(self, book: Book, pack: CountryPack) -> float:
        """How surely these are volumes: their titles say so, their headings are products, they count in litres."""
        sheets = [sheet for sheet in book.visible if sheet.rows][:SHEETS_LOOKED_AT]
        heads = [cell for sheet in sheets for row in sheet.rows[:10] for cell in row if isinstance(cell, str)]
        if any(says(text, "title.not_volume", pack) for text in heads):
            return 0.0
        is_titled = any(says(text, "title.volume", pack) for text in heads)
        tables = [table for sheet in sheets for table in find_tables(sheet.rows[:HEAD_ROWS], pack)]
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
        pages, without = pages_of(book, pack)
        believed, left = _believable(pages, without, pack)
        kept = kept_pages(believed)
        if not kept:
            raise _no_pages(book, pages)
        family = NAMES[kept[0].series]
        volumes = Volumes(pack, known(book, last_day_with_figures(kept), family, pack, now))
        for page in kept:
            volumes.add(page)
        findings = (*findings_of(book, believed, kept, pack), *region_findings(book, pages, pack), *left)
        ignored = tuple(IgnoredRange(sheet.name, "", "no table of volumes on this sheet") for sheet in without)
        editions = tuple(volumes.editions)
        return SourceReading("read", "", pack.name, family, editions, (volumes.table(),), findings, ignored)


def _believable(pages: list[Page], without: list[Sheet], pack: CountryPack) -> tuple[list[Page], list[Finding]]:
    """Leaves out the pages whose litres their own tonnes contradict, with the finding that says so."""
    believed, left = [], []
    for page in pages:
        if contradicts_itself(page, pack):
            litres = float(np.nansum(page.volume.products))
            seen = (
                f"litres (header row {page.volume.table.header + 1}) that the tonnes below contradict in every product"
            )
            note = "one of the two tables has the wrong headings; a person must say which, nothing is taken in"
            left.append(
                Finding("no_litres_table", "blocks", page.sheet.name, "", seen, "litres, tonnes, shares", note, litres)
            )
        else:
            believed.append(page)
    for sheet in without:
        if find_tables(sheet.rows, pack):
            note = "no litres to take in"
            left.append(Finding("no_litres_table", "blocks", sheet.name, "", "tonnes or shares only", "litres", note))
    return believed, left


def _headings(tables: list[Table]) -> tuple[list[tuple[Column, ...]], list[tuple[Column, ...]]]:
    return [table.columns for table in tables], [table.unknown for table in tables]


def _products_stand_in_rows(sheets: list[Sheet], pack: CountryPack) -> bool:
    firsts = [
        next((cell for cell in row if cell is not None), None) for sheet in sheets for row in sheet.rows[:HEAD_ROWS]
    ]
    return sum(match_product(cell, pack) is not None for cell in firsts) >= 3


def _no_pages(book: Book, pages: list[Page]) -> UnknownLayout:
    names = ", ".join(repr(page.sheet.name) for page in pages[:4])
    if any(page.period.year for page in pages):
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
    return UnknownLayout(
        "no table of litres with products side by side was found",
        where=book.name,
        fix="put the products in one heading row, or import it with a mapping file (import table)",
    )
