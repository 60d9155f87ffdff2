"""A report as a PDF: a page to read, its pictures vectors and its words text; equal reports are equal files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    KeepTogether,
    PageBreak,
    Paragraph,
    Spacer,
)

from petroverse import __version__
from petroverse.documents.drawing import picture_of
from petroverse.documents.drawing_frame import WIDTH, clipped
from petroverse.documents.lettering import letters, width
from petroverse.documents.names import named_codes
from petroverse.documents.palette import ACCENT
from petroverse.documents.paper import (
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
from petroverse.documents.readings import value_text
from petroverse.documents.report import Report, ReportPanel
from petroverse.documents.report_tables import Printed, printed_tables

__all__ = ["report_pdf"]

_MARK: Final = "SAMPLE – simulated figures of a made-up country"
_ROUNDED: Final = "Figures are rounded for reading; the workbook of the same report holds them whole."
_START: Final = 170.0
"""Of a page, in points: so much of a table stands below its title at least."""
_BESIDE_PICTURE: Final = 14
"""Rows of a table that stands below its picture; a longer one stands in the annex."""
_ALONE: Final = 40
"""Rows of a table that no picture stands above."""


def report_pdf(report: Report) -> bytes:
    """The PDF of a report."""
    head = partial(_page, report)
    return pdf_of(_story(report), head, title=report.title, author=report.organisation, subject=_known(report))


def _page(report: Report, canvas: Canvas) -> None:
    """What stands on every page: the watermark below everything, title and time at the foot."""
    if report.is_simulated:
        watermark(canvas, "SAMPLE")
    letterhead(canvas, report.organisation)
    known = " · ".join(each for each in ("", _known(report), _MARK if report.is_simulated else "") if each)
    room = WIDTH - 40 - width(known, 7.2)
    canvas.drawString(MARGIN, 28, letters(" · ".join(filter(None, (clipped(report.title, room, 7.2), known)))))


def _story(report: Report) -> Iterator[Any]:
    yield said(report.title, TITLE)
    yield said(" · ".join(each for each in (report.organisation, _known(report)) if each), LEAD)
    if report.is_simulated:
        yield said(_MARK, WARN)
    if report.description:
        yield Spacer(0, 4)
        yield said(report.description, LEAD)
    yield said(f"{_made(report)} {_ROUNDED}", SMALL)
    yield Spacer(0, 16)
    annex: list[tuple[int, ReportPanel, list[Printed]]] = []
    for number, panel in enumerate(report.panels, 1):
        yield from _panel(number, panel, annex)
        yield Spacer(0, 20)
    if annex:
        yield PageBreak()
        yield said("Annex: the figures", TITLE)
        yield Spacer(0, 10)
    for number, panel, tables in annex:
        yield CondPageBreak(120)
        yield _linked(panel.title, HEAD, f'<a name="figures-{number}"/>')
        yield said(_sources(panel), SMALL)
        yield Spacer(0, 6)
        for printed in tables:
            yield from table_of(printed)
        yield Spacer(0, 16)


def _panel(number: int, panel: ReportPanel, annex: list[tuple[int, ReportPanel, list[Printed]]]) -> Iterator[Any]:
    """Title, picture, source and a short table on one page; a long table goes to the annex."""
    drawing, left_out = picture_of(panel)
    tables = [] if panel.fault else printed_tables(panel)
    told: list[Any] = [said(panel.title, HEAD)]
    if panel.hint:
        told.append(said(panel.hint, LEAD))
    told.append(Spacer(0, 6))
    if panel.fault:
        told.append(said(f"There is no answer: {panel.fault}", WARN))
    elif not tables:
        told.append(said("No figures are held of this.", LEAD))
    if drawing and tables:
        told += [drawing, Spacer(0, 6)]
    if sources := _sources(panel):
        told.append(said(sources, SMALL))
    told += [said(_sentence(each), SMALL) for each in (*left_out, *panel.warnings)]
    rows = max((len(each.rows) for each in tables), default=0)
    if rows > (_BESIDE_PICTURE if drawing else _ALONE):
        annex.append((number, panel, tables))
        told.append(_linked(f"The table of {rows:,} rows stands in the annex", SMALL, "", f"#figures-{number}"))
        tables = []
    if not drawing:
        yield CondPageBreak(_START)
    yield KeepTogether(told)
    for each in tables:
        yield CondPageBreak(90)
        yield Spacer(0, 6)
        yield from table_of(each)


def _sources(panel: ReportPanel) -> str:
    return " · ".join(each for each in (panel.source, _MARK if panel.is_simulated else "") if each)


def _known(report: Report) -> str:
    return f"as known on {_day(report.known_at)}" if report.known_at else ""


def _made(report: Report) -> str:
    at = f" on {value_text('day', report.made_at.date())}, {report.made_at:%H:%M} UTC" if report.made_at else ""
    by = f" by {report.made_by}" if report.made_by else ""
    return f"Made{at}{by} with PetroVerse {__version__}."


def _day(instant: str) -> str:
    return value_text("day", datetime.fromisoformat(instant).date())


def _sentence(words: str) -> str:
    named = named_codes(words)
    return named[:1].upper() + named[1:]


def _linked(words: str, style: ParagraphStyle, anchor: str, target: str = "") -> Paragraph:
    safe = escape(letters(words))
    return Paragraph(anchor + (f'<a href="{target}" color="{ACCENT}">{safe}</a>' if target else safe), style)
