"""A record to sign: what was examined, how, on what, and what came of it, as a PDF; equal records are equal files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, KeepTogether, Spacer, Table

from petroverse.documents.drawing_frame import WIDTH, clipped
from petroverse.documents.lettering import letters, width
from petroverse.documents.palette import SOFT
from petroverse.documents.paper import (
    BODY,
    HEAD,
    LEAD,
    MARGIN,
    SMALL,
    TITLE,
    WARN,
    letterhead,
    pdf_of,
    said,
    table_of,
    watermark,
)
from petroverse.documents.report_tables import Printed

__all__ = ["Record", "RecordPart", "record_pdf"]

_LABEL: Final = 128.0
"""Width of the labels of facts, points."""

_START: Final = 110.0
"""Of a page, in points: so much stands below a part's title at least."""


@dataclass(frozen=True, slots=True)
class RecordPart:
    """One part of a record.

    Attributes:
        title: What stands above it.
        facts: Labels with what is so.
        words: Paragraphs below them.
        warnings: Paragraphs that nobody may overlook.
        tables: Tables below these.
    """

    title: str
    facts: Sequence[tuple[str, str]] = ()
    words: Sequence[str] = ()
    warnings: Sequence[str] = ()
    tables: Sequence[Printed] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What is written.

    Attributes:
        title: What it is called.
        organisation: Whose record it is.
        lead: A line below the title.
        parts: Its parts, in order.
        made: By whom, when and with what it was made.
        mark: A word across every page; empty for none.
        mark_words: The same as a sentence, on every page.
        signatures: What each line to sign is for.
    """

    title: str
    organisation: str
    lead: str
    parts: Sequence[RecordPart]
    made: str = ""
    mark: str = ""
    mark_words: str = ""
    signatures: Sequence[str] = ()


def record_pdf(record: Record) -> bytes:
    """The PDF of a record."""
    head = partial(_page, record)
    return pdf_of(_story(record), head, title=record.title, author=record.organisation, subject=record.lead)


def _page(record: Record, canvas: Canvas) -> None:
    """What stands on every page: the mark below everything, whose it is above, what it is at the foot."""
    if record.mark:
        watermark(canvas, record.mark)
    letterhead(canvas, record.organisation)
    more = f" · {record.mark_words}" if record.mark_words else ""
    room = WIDTH - 40 - width(more, 7.2)
    canvas.drawString(MARGIN, 28, letters(clipped(f"{record.title} · {record.lead}", room, 7.2) + more))


def _story(record: Record) -> Iterator[Any]:
    yield said(record.title, TITLE)
    yield said(record.lead, LEAD)
    if record.mark_words:
        yield said(record.mark_words, WARN)
    yield said(record.made, SMALL)
    for part in record.parts:
        yield Spacer(0, 14)
        yield CondPageBreak(_START)
        yield from _part(part)
    if record.signatures:
        yield Spacer(0, 26)
        yield KeepTogether(list(_signatures(record.signatures)))


def _part(part: RecordPart) -> Iterator[Any]:
    above: list[Any] = [said(part.title, HEAD), Spacer(0, 4)]
    if part.facts:
        rows = [[said(label, LEAD), said(value, BODY)] for label, value in part.facts]
        above.append(Table(rows, colWidths=(_LABEL, WIDTH - _LABEL), hAlign="LEFT", style=_PLAIN))
    above += [said(each, WARN) for each in part.warnings]
    above += [said(each, BODY) for each in part.words]
    yield KeepTogether(above)
    for each in part.tables:
        yield Spacer(0, 6)
        yield from table_of(each)


def _signatures(labels: Sequence[str]) -> Iterator[Any]:
    """A line for each name, its date beside it."""
    for label in labels:
        line = Table([["", "", ""]], colWidths=(WIDTH * 0.62, WIDTH * 0.06, WIDTH * 0.32), rowHeights=26, style=_LINES)
        yield line
        yield Table(
            [[said(label, SMALL), "", said("Date", SMALL)]],
            colWidths=(WIDTH * 0.62, WIDTH * 0.06, WIDTH * 0.32),
            style=_PLAIN,
        )


_PLAIN: Final = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 6),
    ("TOPPADDING", (0, 0), (-1, -1), 0.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0.5),
)
_LINES: Final = (
    ("LINEBELOW", (0, 0), (0, 0), 0.6, HexColor(SOFT)),
    ("LINEBELOW", (2, 0), (2, 0), 0.6, HexColor(SOFT)),
)
