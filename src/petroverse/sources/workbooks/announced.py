"""When a price or laboratory document became known: these may be published some days before they come into force."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.core.times import Known, Span
from petroverse.sources.workbooks.days import file_day, file_year

__all__ = ["announced", "file_name_findings", "file_year_findings"]

LEAD_DAYS: Final = 20
LATEST_DAYS: Final = 500
"""A file saved longer after its period than this was only opened and saved again."""


def announced(modified: datetime | None, span: Span, family: str, pack: CountryPack, now: datetime) -> Known:
    """When a document about some days became known.

    Args:
        modified: When it was last saved, UTC; believed from ``LEAD_DAYS`` before the days to ``LATEST_DAYS`` after.
        span: The days it speaks for.
        family: Whose publication lag of the pack applies otherwise.
        pack: The country.
        now: The present instant; nothing can be known after it.
    """
    earliest = _midnight(span.start) - timedelta(days=LEAD_DAYS)
    latest = min(_midnight(span.end) + timedelta(days=LATEST_DAYS), now)
    if modified is not None and earliest <= modified <= latest:
        return Known(modified, "stated")
    lag = timedelta(days=pack.publication_lag_days.get(family, 0))
    return Known(min(_midnight(span.start) + lag, now), "inferred")


def file_name_findings(name: str, sheet: str, cell: str, title: str, days: Span) -> tuple[Finding, ...]:
    """Where the file's name and the title name other days; the title decides."""
    named = file_day(name)
    if named is None:
        return ()
    year, month, day = named
    if (month, day) == (days.start.month, days.start.day) and year in (None, days.start.year):
        return ()
    seen = " ".join(title.split())
    expected = f"{f'{year}-' if year else ''}{month:02d}-{day:02d} (file name)"
    note = f"taken as {days.start.isoformat()} by the title; one of the two was not updated: ask the publisher"
    return (Finding("title_date_differs", "look", sheet, cell, seen, expected, note),)


def file_year_findings(name: str, days: Span) -> tuple[Finding, ...]:
    """Where a file's name gives another year, or a number that is none, after its month; the title decides."""
    year = file_year(name)
    if year in (None, days.start.year, days.end.year):
        return ()
    note = "date from the title, not from the file name"
    return (Finding("file_name_year_wrong", "look", "", "", name.rpartition("/")[2], str(days.start.year), note),)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
