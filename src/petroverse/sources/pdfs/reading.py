"""One PDF in, one ``SourceReading`` out: price floors become facts, every other document is kept with its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding, SourceReading
from petroverse.sources.pdfs.floors import FLOOR_FORM, floors_span, read_floors
from petroverse.sources.pdfs.page import Pdf, first_page, open_pdf
from petroverse.sources.workbooks.headings import plain

__all__ = ["FLOOR_FORM", "read_pdf"]


def read_pdf(content: bytes, name: str, packs: Sequence[CountryPack], now: datetime) -> SourceReading:
    """Reads one document.

    Args:
        content: The file's bytes.
        name: The file's name, for messages.
        packs: The country packs to try, in order of preference.
        now: The present instant, zoned; nothing can be known after it.

    Returns:
        Price floors as facts (``read``), or refused where their table is a picture without letters; any other
        document as ``stored`` with its text for search, and a finding for pages without any.

    Raises:
        EncryptedFile: It asks for a password.
        DamagedDocument: It cannot be understood.
    """
    pdf = open_pdf(content, name)
    for pack in packs:
        span = floors_span(pdf, pack)
        if span:
            return read_floors(pdf, first_page(content, name), span, pack, now)
    findings = tuple(_without_text(pdf))
    reason = "a document: kept with its text for search, no facts come of it"
    if findings:
        reason = f"a document: {findings[0].cell} hold no text; it is kept, and searched by the rest"
    text = "\f".join(pdf.texts)
    return SourceReading("stored", reason, _publisher(text, packs), "document", findings=findings, text=text)


def _without_text(pdf: Pdf) -> Iterator[Finding]:
    empty = sum(not text.strip() for text in pdf.texts)
    if empty:
        where = f"pages {empty} of {len(pdf.texts)}"
        note = "scanned: its words can be found once they are recognised"
        yield Finding("no_text_layer", "look", "", where, "no text", "text", note)


def _publisher(text: str, packs: Sequence[CountryPack]) -> str:
    """The pack whose publisher a document names; empty where it names none."""
    low = f" {plain(text)} "
    named = ((pack.name, plain(pack.publisher.partition("(")[0])) for pack in packs)
    return next((name for name, publisher in named if publisher and f" {publisher} " in low), "")
