"""When a workbook's publisher made it known: its own date where it states a believable one, else the usual lag."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from petroverse.core.country import CountryPack
from petroverse.core.times import Known
from petroverse.sources.workbooks.book import Book

__all__ = ["known"]

DEFAULT_LAG_DAYS = 30


def known(book: Book, end: date, family: str, pack: CountryPack, now: datetime, *, stated: date | None = None) -> Known:
    """When the figures of a workbook became known.

    Args:
        book: The workbook; the date it was last saved is believed if it is not before ``end`` nor after ``now``.
        end: The first day after the last period with figures in it.
        family: Whose publication lag of the pack applies when nothing is stated.
        pack: The country.
        now: The present instant.
        stated: A day that the document itself or its name states for its publication; believed before the save date.

    Returns:
        Stated where the document says so, else inferred from ``end`` and the usual lag, and never after ``now``.
    """
    if stated is not None and _at(stated) <= now:
        return Known(_at(stated), "stated")
    if book.modified is not None and _at(end) <= book.modified <= now:
        return Known(book.modified, "stated")
    lag = timedelta(days=pack.publication_lag_days.get(family, DEFAULT_LAG_DAYS))
    return Known(min(_at(end) + lag, now), "inferred")


def _at(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
