"""Headings: missing, wrong, unlike from table to table, or naming products that the pack does not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.core.products import PRODUCTS
from petroverse.sources.workbooks.book import Book
from petroverse.sources.workbooks.cells import a1, is_number, span_a1
from petroverse.sources.workbooks.headings import clean, plain
from petroverse.sources.workbooks.volume.checks.printing import number_text, sheets_text
from petroverse.sources.workbooks.volume.pages import Figures, Page

__all__ = ["heading_findings"]


def heading_findings(book: Book, pages: Sequence[Page], kept: Sequence[Page], pack: CountryPack) -> Iterator[Finding]:
    """Findings about heading rows and the texts above them."""
    yield from _empty(book, pages, pack)
    yield from _variants(pages)
    yield from _unit_texts(kept)
    for page in pages:
        yield from _unlike_share(page, pack)
        yield from _wrong(page, pack)
        yield from _zero(page)
    for page in kept:
        yield from _unknown(page)
        yield from _twice(page)


def _empty(book: Book, pages: Sequence[Page], pack: CountryPack) -> Iterator[Finding]:
    empty: dict[tuple[str, str], list[str]] = defaultdict(list)
    for page in pages:
        table = page.volume.table
        for column, expected in ((table.number, "NO."), (table.entity, table.entity_kind.capitalize())):
            if column is not None and not _is_headed(page, column, pack):
                empty[a1(table.header, column), expected].append(page.sheet.name)
    for (cell, expected), names in empty.items():
        sheet = sheets_text(list(dict.fromkeys(names)), len(book.visible))
        yield Finding("heading_empty", "look", sheet, cell, "(blank)", expected, "judged by what stands below it")


def _is_headed(page: Page, column: int, pack: CountryPack) -> bool:
    """Whether a column has a heading, perhaps in the upper one of two rows."""
    header, rows = page.volume.table.header, page.sheet.rows
    above = rows[header - 1][column] if header else None
    words = [word for key in ("number", "entity", "region", "month") for word in pack.words.get(key, ())]
    return rows[header][column] is not None or (isinstance(above, str) and plain(above) in words)


def _variants(pages: Sequence[Page]) -> Iterator[Finding]:
    by_series: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in pages:
        if page.volume.table.entity_kind == "company":
            by_series[page.series, str(page.period.year)].append(page)
    for group in by_series.values():
        variants = {tuple(clean(column.heading) for column in page.volume.table.columns) for page in group}
        if len(variants) > 1:
            table = group[0].volume.table
            cell = span_a1([(table.header, table.columns[0].index), (table.header, table.columns[-1].index)])
            months = {
                tuple(clean(column.heading) for column in page.volume.table.columns)
                for page in group
                if page.period.is_month
            }
            seen = f"{len(variants)} variants of the litres headings in one file ({len(months)} among the months)"
            yield Finding(
                "heading_variants", "look", group[0].sheet.name, cell, seen, "one", "mapped by name, not by place"
            )


def _unit_texts(kept: Sequence[Page]) -> Iterator[Finding]:
    for page in kept:
        unit, at = page.volume.table.unit, page.volume.table.unit_at
        if unit is None or at is None:
            cell = a1(page.volume.table.header, page.volume.table.columns[0].index)
            note = "taken for litres (kg for LPG) by the size of the figures"
            yield Finding("unit_heading_missing", "look", page.sheet.name, cell, "(no unit)", "litres, LPG in kg", note)
            continue
        seen = clean(str(page.sheet.rows[at[0]][at[1]]))
        has_kg = any(
            PRODUCTS[column.product].unit == "kg" for column in page.volume.table.columns if column.product in PRODUCTS
        )
        if has_kg and not unit.says_kilograms:
            note = "the LPG columns are in kg although the heading says litres only"
            yield Finding("unit_heading_incomplete", "look", page.sheet.name, a1(*at), seen, "litres, LPG in kg", note)
        if unit.litres != 1.0 or unit.kilograms != 1.0:
            note = "figures are multiplied to litres and kg"
            expected = f"litres x {unit.litres:g}, kg x {unit.kilograms:g}"
            yield Finding("unit_scaled", "look", page.sheet.name, a1(*at), seen, expected, note)


def _unlike_share(page: Page, pack: CountryPack) -> Iterator[Finding]:
    share = page.share
    if share is None:
        return
    here = {column.product: column.heading for column in page.volume.table.columns}
    other = [
        column
        for column in share.table.columns
        if column.product in here and _is_unlike(column.heading, here[column.product], pack)
    ]
    if other:
        cells = [(share.table.header, column.index) for column in other]
        seen = "; ".join(column.heading for column in other)
        expected = "; ".join(here[column.product] for column in other)
        note = "the share table spells its headings differently"
        yield Finding("heading_differs_between_tables", "look", page.sheet.name, span_a1(cells), seen, expected, note)


def _is_unlike(heading: str, other: str, pack: CountryPack) -> bool:
    return heading != other and _bare(heading, pack) != _bare(other, pack)


def _bare(heading: str, pack: CountryPack) -> str:
    text = "".join(heading.upper().split())
    for suffix in pack.words.get("unit_suffix", ()):
        text = text.removesuffix(f"({suffix})")
    return text


def _wrong(page: Page, pack: CountryPack) -> Iterator[Finding]:
    for figures in _tables(page):
        heading = page.sheet.rows[figures.table.header][figures.table.entity]
        is_of_names = isinstance(heading, str) and plain(heading) in pack.words.get("entity", ())
        if figures.table.entity_kind == "month" and is_of_names:
            cell = a1(figures.table.header, figures.table.entity)
            yield Finding(
                "heading_wrong", "look", page.sheet.name, cell, str(heading), "Month", "judged by what stands below it"
            )


def _zero(page: Page) -> Iterator[Finding]:
    for figures in _tables(page):
        row = page.sheet.rows[figures.table.header]
        for index in range(figures.table.columns[0].index, figures.table.columns[-1].index):
            if is_number(row[index]):
                seen = number_text(row[index])
                note = "the heading is a number; the column is not read"
                yield Finding(
                    "heading_zero", "look", page.sheet.name, a1(figures.table.header, index), seen, "a product", note
                )


def _tables(page: Page) -> list[Figures]:
    return [each for each in (page.volume, page.tonnes, page.share) if each is not None]


def _unknown(page: Page) -> Iterator[Finding]:
    table = page.volume.table
    for column in table.unknown:
        figures = [float(cell) for row in table.rows if is_number(cell := page.sheet.rows[row][column.index])]
        cell = span_a1([(table.rows[0], column.index), (table.rows[-1], column.index)])
        note = "its figures are not taken in; add the spelling to the country pack"
        seen = f"{column.heading} ({a1(table.header, column.index)})"
        yield Finding(
            "unknown_product", "blocks", page.sheet.name, cell, seen, "a product of the pack", note, sum(figures)
        )


def _twice(page: Page) -> Iterator[Finding]:
    seen: set[str] = set()
    for at, column in enumerate(page.volume.table.columns):
        if column.product in seen:
            cell = a1(page.volume.table.header, column.index)
            litres = float(np.nansum(page.volume.block[at]))
            note = f"a second column for {column.product}; only the first is taken in"
            yield Finding(
                "product_twice", "blocks", page.sheet.name, cell, column.heading, "one column a product", note, litres
            )
        seen.add(column.product)
