"""Tables of volumes that cannot be believed as what they seem: nothing of them is taken in, and a finding says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.core.times import month_span
from petroverse.sources.workbooks.book import Sheet
from petroverse.sources.workbooks.cells import is_number
from petroverse.sources.workbooks.headings import clean, plain
from petroverse.sources.workbooks.volume.checks import contradicts_itself
from petroverse.sources.workbooks.volume.facts import published_months
from petroverse.sources.workbooks.volume.pages import Page
from petroverse.sources.workbooks.volume.periods import parse_period
from petroverse.sources.workbooks.volume.tables import FACTORS, find_headings, find_tables
from petroverse.sources.workbooks.volume.unknown_months import unknown_month

__all__ = ["believable"]


def believable(
    pages: Sequence[Page], without: Sequence[Sheet], pack: CountryPack, now: datetime
) -> tuple[list[Page], list[Finding]]:
    """The pages whose figures may become facts, and a finding for each page or sheet that is left out.

    Args:
        pages: Every page of a workbook.
        without: Its visible sheets that hold no page.
        pack: The country.
        now: The present instant; nothing is published of a time to come.
    """
    left = [(page, _doubt(page, pages, pack, now)) for page in pages]
    findings = [doubt for _, doubt in left if doubt]
    return [page for page, doubt in left if doubt is None], [*findings, *_sheets_without(without, pack)]


def _doubt(page: Page, pages: Sequence[Page], pack: CountryPack, now: datetime) -> Finding | None:
    litres = float(np.nansum(page.volume.products))
    for rule, seen, expected, note in _doubts(page, pages, pack, now):
        return Finding(rule, "blocks", page.sheet.name, "", seen, expected, note, litres)
    return None


def _doubts(page: Page, pages: Sequence[Page], pack: CountryPack, now: datetime) -> Iterator[tuple[str, str, str, str]]:
    table = page.volume.table
    if _has_sections_without_units(page, pack):
        headers = f"header rows {table.header + 1} and {page.tonnes.table.header + 1}" if page.tonnes else ""
        seen = f"two tables ({headers}) and no text above either that says what it counts in"
        note = "write the unit above each table, and its month where they are of two; nothing is taken in"
        yield "unit_heading_missing", seen, "litres or tonnes above each table", note
    elif contradicts_itself(page, pack):
        seen = f"litres (header row {table.header + 1}) that the tonnes below contradict in every product"
        note = "one of the two tables has the wrong headings; a person must say which, nothing is taken in"
        yield "no_litres_table", seen, "litres, tonnes, shares", note
    if table.entity_kind == "month":
        yield from _doubts_of_months(page, pages, pack)
    yield from _doubts_of_columns(page, pack)
    yield from _unknown_month(page, pack)
    yield from _not_over(page, now)


def _has_sections_without_units(page: Page, pack: CountryPack) -> bool:
    """Whether a second table without a unit is neither the first one in tonnes nor of the same names."""
    if page.tonnes is None or page.tonnes.table.unit or page.volume.table.unit:
        return False
    is_of_others = not set(page.volume.labels) & set(page.tonnes.labels)
    tonnes = max(float(np.nansum(page.tonnes.products)), 1e-9)
    is_in_tonnes = FACTORS[0] <= float(np.nansum(page.volume.products)) / tonnes <= FACTORS[1]
    return is_of_others or not is_in_tonnes or contradicts_itself(page, pack)


def _doubts_of_months(page: Page, pages: Sequence[Page], pack: CountryPack) -> Iterator[tuple[str, str, str, str]]:
    months = Counter((year, month) for _, year, month in published_months(page))
    twice = [f"{year if year > 1 else '?'}-{month:02d}" for (year, month), count in months.items() if count > 1]
    if twice:
        note = "two rows for one month, perhaps of two years; name the year in each label"
        yield "months_twice", f"{', '.join(twice[:3])} twice", "one row a month", note
    if not _is_national(page, pack):
        about = next(iter(page.volume.table.texts), page.sheet.name)
        note = "months of one company, region or stage are not the national supply; import it with a mapping file"
        yield "not_national", " ".join(about.split()), "national supply", note
    same = [each for each in pages if each.volume.table.entity_kind == "month" and each.period == page.period]
    if len({each.sheet.name for each in same}) > 1 and not _says_national(page, pack) and _differ(same):
        note = "several tables of months for one year, and none says that it is the national one"
        yield "not_national", f"{len(same)} tables of {page.period.year}", "one national table a year", note


def _doubts_of_columns(page: Page, pack: CountryPack) -> Iterator[tuple[str, str, str, str]]:
    """Columns of figures that no heading explains, and two periods side by side."""
    table, rows = page.volume.table, page.sheet.rows
    indexes = [column.index for column in table.columns]
    bare = [
        at
        for at in range(indexes[0], indexes[-1] + 2)
        if at < len(rows[table.header])
        and rows[table.header][at] is None
        and any(is_number(rows[row][at]) for row in table.rows)
    ]
    if len(bare) * 2 > len(indexes):
        note = "no heading says what they are of, perhaps of another year; put product and year in one heading"
        seen = f"{len(bare)} columns of figures without a heading"
        yield "columns_without_heading", seen, "one heading a column", note
    is_doubled = len({column.product for column in table.columns}) * 2 <= len(table.columns)
    above = rows[max(0, table.header - 3) : table.header] if is_doubled else []
    for row in above:
        periods = {period for cell in row if isinstance(cell, str) and (period := parse_period(cell, pack.words))}
        if len(periods) > 1:
            note = "two periods side by side; give each a table of its own"
            yield "periods_side_by_side", f"{len(periods)} periods above one table", "one period a table", note


def _unknown_month(page: Page, pack: CountryPack) -> Iterator[tuple[str, str, str, str]]:
    """A year without a month that the pack knows, beside a word that may be one."""
    said = (parse_period(clean(text), pack.words) for text in (page.sheet.name, *page.titles))
    if page.volume.table.entity_kind in {"month", "year"} or any(each and each.has_months for each in said):
        return
    word = unknown_month(page.sheet.name, page.titles, pack)
    if word:
        note = (
            f"{word!r} may be a month's name, so this is not taken for the whole year: add the spelling to the pack's "
            '[words] under its month ("month.july"), or under "title.year" if it is no month, and import again'
        )
        yield "month_unknown", f"{word!r} where the month stands", "a month's name that the pack knows", note


def _differ(pages: Sequence[Page]) -> bool:
    return len({round(float(page.volume.filled.sum())) for page in pages}) > 1


def _says_national(page: Page, pack: CountryPack) -> bool:
    return _has(_about(page), pack.words.get("title.national", ()))


def _is_national(page: Page, pack: CountryPack) -> bool:
    """Whether nothing above the table or in the sheet's name says that it is of a part of the country's supply."""
    others = [word for key in ("omc", "bidec", "depot", "regional") for word in pack.words.get(f"title.{key}", ())]
    parts = [*others, *pack.region_spellings, *pack.words.get("company_name_end", ())]
    return _says_national(page, pack) or not _has(_about(page), parts)


def _about(page: Page) -> str:
    texts = [text for text in page.volume.table.texts if plain(text)]
    return " | ".join(f" {plain(text)} " for text in (*texts, page.sheet.name))


def _has(text: str, phrases: Sequence[str]) -> bool:
    return any(f" {phrase} " in text for phrase in phrases)


def _not_over(page: Page, now: datetime) -> Iterator[tuple[str, str, str, str]]:
    """A period that has not begun, and a whole year that is not over."""
    if page.period.year is None:
        return
    if page.volume.table.entity_kind == "month":
        starts = [month_span(year, month).start for _, year, month in published_months(page)]
        is_to_come = any(start > now.date() for start in starts)
    else:
        is_to_come = page.span.start > now.date() or (page.period.is_year and page.span.end > now.date())
    if is_to_come:
        seen = f"{page.period.year}" + (f"-{page.period.first:02d}" if page.period.is_month else "")
        note = "figures of a time that is not over; name the months that they are of"
        yield "period_not_over", seen, f"before {now:%Y-%m-%d}", note


def _sheets_without(without: Sequence[Sheet], pack: CountryPack) -> Iterator[Finding]:
    """Sheets that name products and give no page of litres."""
    for sheet in without:
        tables = find_tables(sheet.rows, pack)
        if tables:
            is_foreign = any(table.kind == "foreign" for table in tables)
            seen = "a unit that is not read" if is_foreign else "tonnes or shares only"
            yield Finding("no_litres_table", "blocks", sheet.name, "", seen, "litres", "no litres to take in")
        elif find_headings(sheet.rows, pack):
            note = "no row below the headings could be followed; nothing of the sheet is taken in"
            yield Finding("no_litres_table", "blocks", sheet.name, "", "headings without rows", "litres", note)
