"""A report as a PDF: a page to read, its pictures vectors and its words text; equal reports are equal files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from petroverse import __version__
from petroverse.documents.drawing import picture_of
from petroverse.documents.drawing_frame import WIDTH, clipped
from petroverse.documents.lettering import BOLD, FONT, letters, width
from petroverse.documents.names import named_codes
from petroverse.documents.palette import ACCENT, FAINT, GRID, INK, SOFT, WASH
from petroverse.documents.readings import value_text
from petroverse.documents.report import Report, ReportPanel
from petroverse.documents.report_tables import Printed, printed_tables

__all__ = ["report_pdf"]

_MARGIN: Final = (A4[0] - WIDTH) / 2
_MARK: Final = "SAMPLE – simulated figures of a made-up country"
_ROUNDED: Final = "Figures are rounded for reading; the workbook of the same report holds them whole."
_MANY: Final = 7
_SHORT: Final = 12
_START: Final = 170.0
"""Of a page, in points: so much of a table stands below its title at least."""
_BESIDE_PICTURE: Final = 14
"""Rows of a table that stands below its picture; a longer one stands in the annex."""
_ALONE: Final = 40
"""Rows of a table that no picture stands above."""


def _style(name: str, size: float, colour: str = INK, **more: Any) -> ParagraphStyle:  # noqa: ANN401 - untyped library
    return ParagraphStyle(
        name, **{"fontName": FONT, "leading": size * 1.35, **more}, fontSize=size, textColor=HexColor(colour)
    )


_TITLE: Final = _style("title", 22, fontName=BOLD, leading=28, spaceAfter=2)
_HEAD: Final = _style("head", 12.5, fontName=BOLD, leading=16)
_LEAD: Final = _style("lead", 9, SOFT, spaceAfter=2)
_SMALL: Final = _style("small", 7, FAINT)
_WARN: Final = _style("warn", 8, "#8a5200")


def report_pdf(report: Report) -> bytes:
    """The PDF of a report."""
    sink = io.BytesIO()
    document = BaseDocTemplate(
        sink,
        pagesize=A4,
        title=letters(report.title),
        author=letters(report.organisation),
        subject=_known(report),
        creator="PetroVerse",
        producer="PetroVerse",
        lang="en",
        invariant=1,
    )
    frame = Frame(_MARGIN, 50, WIDTH, A4[1] - 50 - 56, 0, 0, 0, 0, id="body")
    document.addPageTemplates([PageTemplate("page", [frame], onPage=partial(_page, report))])
    document.build(list(_story(report)), canvasmaker=_Numbered)
    return sink.getvalue()


class _Numbered(Canvas):  # type: ignore[misc]  # untyped library
    """Writes ``2 / 7`` below each page once it is known how many there are."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - untyped library
        super().__init__(*given, **named)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - the library's name
        """Keeps the page until the last one is known."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Writes every page."""
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self.setFont(FONT, 7.2)
            self.setFillColor(HexColor(FAINT))
            self.drawRightString(A4[0] - _MARGIN, 28, f"{number} / {len(self._pages)}")
            super().showPage()
        super().save()


def _page(report: Report, canvas: Canvas, _: object) -> None:
    """What stands on every page: the watermark below everything, title and time at the foot."""
    if report.is_simulated:
        canvas.saveState()
        canvas.setFont(BOLD, 110)
        canvas.setFillColor(HexColor("#f1f4f6"))
        canvas.translate(A4[0] / 2, A4[1] / 2)
        canvas.rotate(52)
        canvas.drawCentredString(0, -36, "SAMPLE")
        canvas.restoreState()
    canvas.setStrokeColor(HexColor(ACCENT))
    canvas.setLineWidth(2.2)
    canvas.line(_MARGIN, A4[1] - 40, _MARGIN + 26, A4[1] - 40)
    canvas.setFont(FONT, 7.2)
    canvas.setFillColor(HexColor(FAINT))
    canvas.drawRightString(A4[0] - _MARGIN, A4[1] - 42, letters(clipped(report.organisation, WIDTH - 40, 7.2)))
    known = " · ".join(each for each in ("", _known(report), _MARK if report.is_simulated else "") if each)
    room = WIDTH - 40 - width(known, 7.2)
    canvas.drawString(_MARGIN, 28, letters(" · ".join(filter(None, (clipped(report.title, room, 7.2), known)))))


def _story(report: Report) -> Iterator[Any]:
    yield _said(report.title, _TITLE)
    yield _said(" · ".join(each for each in (report.organisation, _known(report)) if each), _LEAD)
    if report.is_simulated:
        yield _said(_MARK, _WARN)
    if report.description:
        yield Spacer(0, 4)
        yield _said(report.description, _LEAD)
    yield _said(f"{_made(report)} {_ROUNDED}", _SMALL)
    yield Spacer(0, 16)
    annex: list[tuple[int, ReportPanel, list[Printed]]] = []
    for number, panel in enumerate(report.panels, 1):
        yield from _panel(number, panel, annex)
        yield Spacer(0, 20)
    if annex:
        yield PageBreak()
        yield _said("Annex: the figures", _TITLE)
        yield Spacer(0, 10)
    for number, panel, tables in annex:
        yield CondPageBreak(120)
        yield _linked(panel.title, _HEAD, f'<a name="figures-{number}"/>')
        yield _said(_sources(panel), _SMALL)
        yield Spacer(0, 6)
        for printed in tables:
            yield from _table(printed)
        yield Spacer(0, 16)


def _panel(number: int, panel: ReportPanel, annex: list[tuple[int, ReportPanel, list[Printed]]]) -> Iterator[Any]:
    """Title, picture, source and a short table on one page; a long table goes to the annex."""
    drawing, left_out = picture_of(panel)
    tables = [] if panel.fault else printed_tables(panel)
    told: list[Any] = [_said(panel.title, _HEAD)]
    if panel.hint:
        told.append(_said(panel.hint, _LEAD))
    told.append(Spacer(0, 6))
    if panel.fault:
        told.append(_said(f"There is no answer: {panel.fault}", _WARN))
    elif not tables:
        told.append(_said("No figures are held of this.", _LEAD))
    if drawing and tables:
        told += [drawing, Spacer(0, 6)]
    if sources := _sources(panel):
        told.append(_said(sources, _SMALL))
    told += [_said(_sentence(each), _SMALL) for each in (*left_out, *panel.warnings)]
    rows = max((len(each.rows) for each in tables), default=0)
    if rows > (_BESIDE_PICTURE if drawing else _ALONE):
        annex.append((number, panel, tables))
        told.append(_linked(f"The table of {rows:,} rows stands in the annex", _SMALL, "", f"#figures-{number}"))
        tables = []
    if not drawing:
        yield CondPageBreak(_START)
    yield KeepTogether(told)
    for each in tables:
        yield CondPageBreak(90)
        yield Spacer(0, 6)
        yield from _table(each)


def _table(printed: Printed) -> Iterator[Any]:
    """A table that goes on over pages under its head."""
    size = 7.4 if len(printed.heads) <= _MANY else 6.2
    styles = [
        _style(f"cell-{size}-{is_figure}", size, alignment=TA_RIGHT if is_figure else TA_LEFT)
        for is_figure in printed.are_figures
    ]
    lines = [[_said(each, style, is_bold=True) for each, style in zip(printed.heads, styles, strict=True)]]
    lines += [[_said(each, style) for each, style in zip(row, styles, strict=True)] for row in printed.rows]
    yield Table(lines, colWidths=_widths(printed, size), repeatRows=1, style=_LOOKS, hAlign="LEFT")
    yield Spacer(0, 5)
    if printed.left_out:
        shown = len(printed.rows)
        whole = shown + printed.left_out
        yield _said(f"The first {shown:,} of {whole:,} rows are printed here; the report's workbook has all.", _WARN)


_LOOKS: Final = TableStyle(
    [
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor(SOFT)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, HexColor(GRID)),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 1.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(WASH)),
    ]
)


def _widths(printed: Printed, size: float) -> list[float]:
    """Columns as wide as the page allows: for figures whole at least, then for each word, then for whole texts."""
    levels: tuple[list[float], ...] = ([], [], [])
    for at, (head, is_figure) in enumerate(zip(printed.heads, printed.are_figures, strict=True)):
        whole = max((width(row[at], size) for row in printed.rows), default=0.0)
        parts = (part for row in printed.rows for part in _unbroken(row[at]))
        least = whole if is_figure else max((width(part, size) for part in parts), default=0.0)
        word = max((width(each, size, is_bold=True) for each in head.split()), default=0.0)
        line = min(width(head, size, is_bold=True), 60.0)
        for level, wide in zip(levels, (least, max(least, word), max(whole, word, line)), strict=True):
            level.append(wide + 8)
    for lower, upper in pairwise(levels):
        if sum(upper) > WIDTH:
            share = max(WIDTH - sum(lower), 0.0) / (sum(upper) - sum(lower) or 1.0)
            scale = min(WIDTH / sum(lower), 1.0)
            return [(low + (high - low) * share) * scale for low, high in zip(lower, upper, strict=True)]
    return levels[-1]


def _unbroken(said: str) -> list[str]:
    """What stays on one line: a short text such as a month, else each word."""
    return [said] if len(said) <= _SHORT else said.split()


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


def _said(words: str, style: ParagraphStyle, *, is_bold: bool = False) -> Paragraph:
    safe = escape(letters(words)).replace("\n", "<br/>")
    return Paragraph(f"<b>{safe}</b>" if is_bold else safe, style)


def _linked(words: str, style: ParagraphStyle, anchor: str, target: str = "") -> Paragraph:
    safe = escape(letters(words))
    return Paragraph(anchor + (f'<a href="{target}" color="{ACCENT}">{safe}</a>' if target else safe), style)
