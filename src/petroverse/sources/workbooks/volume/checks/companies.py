"""Names of companies and regions: renamed, spelled in several ways, alike but two, beginning like a total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.sources.workbooks.book import Book
from petroverse.sources.workbooks.cells import a1
from petroverse.sources.workbooks.headings import clean, match_region, plain
from petroverse.sources.workbooks.volume.checks.printing import sheets_text
from petroverse.sources.workbooks.volume.names import FORM, SHORT_NAME, CompanyNames
from petroverse.sources.workbooks.volume.pages import Page

__all__ = ["company_findings", "region_findings"]

Place: TypeAlias = tuple[Page, str, str]
"""The page, cell and exact text of a name where it stands first."""


def company_findings(kept: Sequence[Page], pack: CountryPack) -> Iterator[Finding]:
    """Findings about names, each once a file."""
    companies = [page for page in kept if page.series in {"omc", "bidec"}]
    first = _first_places(companies)
    yield from _named_total(first, pack)
    yield from _variants(first, pack)
    yield from _renamed(first, pack)
    yield from _alike(first, pack)


def _first_places(pages: Sequence[Page]) -> dict[str, Place]:
    """Name as printed, blanks evened out → where it stands first."""
    first: dict[str, Place] = {}
    for page in pages:
        for row, label in zip(page.volume.table.rows, page.volume.labels, strict=True):
            text = str(label)
            name = clean(text).upper()
            if name not in first:
                first[name] = (page, a1(row, page.volume.table.entity), text)
    return first


def _named_total(first: dict[str, Place], pack: CountryPack) -> Iterator[Finding]:
    totals = tuple(word for word in pack.words.get("total", ()) if " " not in word)
    for name, (page, cell, text) in first.items():
        if name.startswith(totals):
            note = "a name that begins with the word for total; no total row"
            yield Finding(
                "company_named_total", "look", page.sheet.name, cell, text, "a company, not a total row", note
            )


def _variants(first: dict[str, Place], pack: CountryPack) -> Iterator[Finding]:
    names = CompanyNames(pack, without={SHORT_NAME, FORM})
    for page, cell, text in first.values():
        alias = names.alias(text)
        if alias is not None and alias.since is None and not names.has_note(text):
            note = "the same company spelled differently elsewhere; a person may accept or undo the merge"
            yield Finding("name_variant", "look", page.sheet.name, cell, repr(text), alias.company, note)


def _renamed(first: dict[str, Place], pack: CountryPack) -> Iterator[Finding]:
    names = CompanyNames(pack, without={SHORT_NAME, FORM})
    for page, cell, text in first.values():
        if names.has_note(text):
            note = f"a note of a former name, first seen in {page.period.year}-{page.period.first:02d}"
            yield Finding("company_renamed", "look", page.sheet.name, cell, text, names.without_note(text), note)
    for alias in pack.aliases:
        if alias.since is None:
            continue
        place = first.get(clean(alias.company).upper())
        if place is None:
            continue
        page, cell, text = place
        if page.span.start == alias.since:
            note = f"renamed {alias.since:%Y-%m}; earlier facts keep the former name"
            yield Finding("company_renamed", "look", page.sheet.name, cell, text, alias.alias, note)


def _alike(first: dict[str, Place], pack: CountryPack) -> Iterator[Finding]:
    for one, other in pack.never_merge:
        here, there = first.get(clean(one).upper()), first.get(clean(other).upper())
        if here and there and here[0] is there[0]:
            seen = f"{here[2]}; {there[2]}"
            note = "two companies; never merged"
            yield Finding(
                "two_companies_alike", "look", here[0].sheet.name, f"{here[1]};{there[1]}", seen, "two companies", note
            )


def region_findings(book: Book, pages: Sequence[Page], pack: CountryPack) -> Iterator[Finding]:
    """Regions that the sheets of one workbook spell in several ways."""
    spellings: dict[str, set[str]] = defaultdict(set)
    sheets: dict[str, None] = {}
    for page in pages:
        if page.series == "regional":
            sheets[page.sheet.name] = None
            for label in page.volume.labels:
                spellings[match_region(label, pack) or plain(str(label))].add(str(label))
    texts = sum(len(each) for each in spellings.values())
    if texts > len(spellings):
        examples = next(", ".join(sorted(each)) for each in spellings.values() if len(each) > 1)
        sheet = sheets_text(list(sheets), len(book.visible))
        yield Finding("region_spelling", "look", sheet, "", f"{texts} texts", f"{len(spellings)} regions", examples)
