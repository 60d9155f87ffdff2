"""One file in, one ``SourceReading`` out: content decides who reads it, and bad input is a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.core.errors import FileRefused, InputRefused
from petroverse.core.facts import Finding, SourceReading
from petroverse.sources.workbooks.book import Book, open_book
from petroverse.sources.workbooks.container import file_type
from petroverse.sources.workbooks.families import families
from petroverse.sources.workbooks.family import Family
from petroverse.sources.workbooks.headings import plain
from petroverse.sources.workbooks.verdicts import DamagedWorkbook, UnknownFamily, UnknownLayout

__all__ = ["read_source", "refused"]

SIMULATED: Final = "SIMULATED"
SURE_ENOUGH: Final = 0.5
"""Below this no family is taken to recognise a workbook."""

HEAD_ROWS: Final = 25
"""A workbook is recognised by so many rows of each sheet."""
SURE: Final = 0.95
"""From here on no other family is asked."""


def read_source(
    content: bytes, name: str, packs: Sequence[CountryPack], *, now: datetime | None = None
) -> SourceReading:
    """Reads one published file: facts, findings, what was left out; or a verdict with its reason. Never raises.

    Args:
        content: The file's bytes.
        name: The file's name, for messages and for dates that stand nowhere else.
        packs: The country packs to try, in order of preference.
        now: The present instant, zoned; nothing can be known after it. Default: the machine's clock.

    Returns:
        What the file said. A refused file has verdict ``refused``, a reason with what to do, and one finding.

    Example:
        >>> read_source(b"", "may.xlsx", ()).reason
        'the file has no bytes (may.xlsx); fetch it again from its publisher'
    """
    moment = now or datetime.now(UTC)
    try:
        if file_type(content) == "pdf":
            from petroverse.sources.pdfs import read_pdf

            return read_pdf(content, name, packs, moment)
        return _read_book(open_book(content, name), packs, moment)
    except InputRefused as fault:
        return refused(fault)
    except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as fault:
        what = f"a layout that the reader cannot follow ({type(fault).__name__}: {fault})"
        return refused(DamagedWorkbook(what, where=name, fix="report it with the file; nothing of it was taken in"))


def refused(fault: InputRefused, *, publisher: str = "", family: str = "") -> SourceReading:
    """The reading of a file that is refused, with its one finding."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in type(fault).__name__)
    rule = words.strip().replace(" ", "_")
    finding = Finding(rule, "blocks", "", "", fault.what, "a file that can be read", fault.fix)
    return SourceReading("refused", str(fault), publisher, family, findings=(finding,))


def _read_book(book: Book, packs: Sequence[CountryPack], now: datetime) -> SourceReading:
    family, pack = _recognise(book, packs)
    try:
        reading = family.read(book, pack, now)
        if reading.verdict == "read" and not any(table.cell for table in reading.tables):
            what = f"a publication of {reading.family} in which no figure can be read"
            raise UnknownLayout(what, where=book.name, fix="look whether its headings name products and units")
    except FileRefused as fault:
        return refused(fault, publisher=pack.name, family=family.name)
    return reading


def _recognise(book: Book, packs: Sequence[CountryPack]) -> tuple[Family, CountryPack]:
    surest: tuple[float, Family, CountryPack] | None = None
    head = replace(book, sheets=tuple(replace(each, rows=each.rows[:HEAD_ROWS]) for each in book.sheets))
    for pack in _possible(head, packs):
        for family in families():
            sureness = family.recognise(head, pack)
            if sureness >= SURE:
                return family, pack
            if sureness >= SURE_ENOUGH and (surest is None or sureness > surest[0]):
                surest = (sureness, family, pack)
    if surest is None:
        known = ", ".join(family.name for family in families())
        what = f"no known publication: its sheets are {_seen(book)}"
        fix = f"known are {known}; import other tables with a mapping file (import table)"
        raise UnknownFamily(what, where=book.name, fix=fix)
    return surest[1], surest[2]


def _possible(head: Book, packs: Sequence[CountryPack]) -> list[CountryPack]:
    """Packs that may speak for a workbook: one that says it is simulated is never read as a real country's."""
    texts = [cell for sheet in head.visible[:1] for row in sheet.rows for cell in row if isinstance(cell, str)]
    is_simulated = any(SIMULATED in plain(text).split() for text in (head.title, *texts))
    alike = [pack for pack in packs if pack.is_simulated == is_simulated]
    return alike if alike or is_simulated else list(packs)


def _seen(book: Book) -> str:
    sheets = book.visible
    first_text = next((cell for row in sheets[0].rows[:20] for cell in row if isinstance(cell, str)), "no text")
    names = ", ".join(repr(each.name) for each in sheets[:4]) + (" …" if len(sheets) > 4 else "")
    return f"{names}, the first text is {first_text[:60]!r}"
