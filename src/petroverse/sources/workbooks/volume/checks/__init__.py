"""What a workbook of volumes says against itself: totals, tonnes, shares, sums of months, labels and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.sources.workbooks.book import Book
from petroverse.sources.workbooks.volume.checks.blanks import blank_findings
from petroverse.sources.workbooks.volume.checks.companies import company_findings, region_findings
from petroverse.sources.workbooks.volume.checks.headings import heading_findings
from petroverse.sources.workbooks.volume.checks.labels import label_findings
from petroverse.sources.workbooks.volume.checks.layout import layout_findings
from petroverse.sources.workbooks.volume.checks.periods import period_findings
from petroverse.sources.workbooks.volume.checks.shares import share_findings
from petroverse.sources.workbooks.volume.checks.sums import sum_findings
from petroverse.sources.workbooks.volume.checks.tonnes import contradicts_itself, tonne_findings
from petroverse.sources.workbooks.volume.checks.totals import total_findings
from petroverse.sources.workbooks.volume.checks.values import value_findings
from petroverse.sources.workbooks.volume.pages import Page

__all__ = ["contradicts_itself", "findings_of", "region_findings"]


def findings_of(book: Book, pages: Sequence[Page], kept: Sequence[Page], pack: CountryPack) -> Iterator[Finding]:
    """Every finding of one workbook.

    Args:
        book: The workbook.
        pages: All its pages, sums of months included.
        kept: Those whose figures become facts.
        pack: The country.
    """
    yield from layout_findings(book, pages, kept)
    for page in pages:
        yield from blank_findings(page)
        yield from value_findings(page)
        yield from total_findings(page, is_kept=any(page is each for each in kept))
        yield from tonne_findings(page, pack)
        yield from share_findings(page)
        yield from label_findings(page, pack)
    yield from heading_findings(book, pages, kept, pack)
    yield from sum_findings(pages, kept)
    yield from period_findings(pages, kept, pack)
    yield from company_findings(kept, pack)
