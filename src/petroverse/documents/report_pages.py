"""A report as a PDF: a page to read, its pictures vectors and its words text; equal reports are equal files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from petroverse.documents.drawing import picture_of
from petroverse.documents.drawing_frame import BOLD, FONT, WIDTH, plain_letters
from petroverse.documents.palette import ACCENT, FAINT, GRID, INK, SOFT, WASH
from petroverse.documents.readings import value_text
from petroverse.documents.report import Report, ReportPanel
from petroverse.documents.report_tables import Printed, printed_tables

__all__ = ["report_pdf"]

_MARGIN: Final = (A4[0] - WIDTH) / 2
_MARK: Final = "SAMPLE – simulated figures of a made-up country"
_SHOWN_SOURCES: Final = 3
_MANY: Final = 7


def _style(name: str, size: float, colour: str = INK, **more: Any) -> ParagraphStyle:  # noqa: ANN401 - untyped library
    return ParagraphStyle(name, fontName=FONT, fontSize=size, leading=size * 1.35, textColor=HexColor(colour), **more)


_TITLE: Final = ParagraphStyle("title", fontName=BOLD, fontSize=22, leading=28, textColor=HexColor(INK), spaceAfter=2)
_HEAD: Final = ParagraphStyle("head", fontName=BOLD, fontSize=12.5, leading=16, textColor=HexColor(INK))
_LEAD: Final = _style("lead", 9.5, SOFT, spaceAfter=2)
_SMALL: Final = _style("small", 7.2, FAINT)
_WARN: Final = _style("warn", 8, "#8a5200")


def report_pdf(report: Report) -> bytes:
    """The PDF of a report."""
    sink = io.BytesIO()
    document = BaseDocTemplate(
        sink,
        pagesize=A4,
        title=plain_letters(report.title),
        author=plain_letters(report.organisation),
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
    canvas.drawRightString(A4[0] - _MARGIN, A4[1] - 42, plain_letters(report.organisation))
    foot = " · ".join(each for each in (report.title, _known(report), _MARK if report.is_simulated else "") if each)
    canvas.drawString(_MARGIN, 28, plain_letters(foot)[:140])


def _story(report: Report) -> Iterator[Any]:
    yield _said(report.title, _TITLE)
    yield _said(" · ".join(each for each in (report.organisation, _known(report)) if each), _LEAD)
    if report.is_simulated:
        yield _said(_MARK, _WARN)
    if report.description:
        yield Spacer(0, 4)
        yield _said(report.description, _LEAD)
    yield Spacer(0, 18)
    for panel in report.panels:
        yield from _panel(panel)
        yield Spacer(0, 22)


def _panel(panel: ReportPanel) -> Iterator[Any]:
    drawing, left_out = picture_of(panel)
    yield CondPageBreak((drawing.height if drawing else 0) + 110)
    yield _said(panel.title, _HEAD)
    if panel.hint:
        yield _said(panel.hint, _LEAD)
    if panel.fault:
        yield Spacer(0, 4)
        yield _said(f"There is no answer: {panel.fault}", _WARN)
        return
    if panel.table is None or not panel.table.num_rows:
        yield Spacer(0, 4)
        yield _said("No figures are held of this.", _LEAD)
    else:
        yield Spacer(0, 8)
        if drawing:
            yield drawing
            yield Spacer(0, 8)
        for printed in printed_tables(panel):
            yield from _table(printed)
    for each in (*left_out, *panel.warnings):
        yield _said(each[:1].upper() + each[1:], _SMALL)
    if sources := _sources(panel):
        yield _said(sources, _SMALL)


def _table(printed: Printed) -> Iterator[Any]:
    """A table that goes on over pages under its head."""
    size = 7.4 if len(printed.heads) <= _MANY else 6.2
    styles = [
        _style(f"cell-{size}-{is_figure}", size, alignment=TA_RIGHT if is_figure else TA_LEFT)
        for is_figure in printed.are_figures
    ]
    lines = [[_said(each, style, is_bold=True) for each, style in zip(printed.heads, styles, strict=True)]]
    lines += [[_said(each, style) for each, style in zip(row, styles, strict=True)] for row in printed.rows]
    yield Table(lines, colWidths=_widths(printed), repeatRows=1, style=_LOOKS, hAlign="LEFT")
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


def _widths(printed: Printed) -> list[float]:
    """Each column as wide as its longest words ask for, all of them as wide as the page at most."""
    wanted = []
    for at, head in enumerate(printed.heads):
        longest = max((len(row[at]) for row in printed.rows), default=0)
        word = max(map(len, head.split()), default=0)
        wanted.append(min(max(longest, word, 4), 40) * 4.1 + 12)
    scale = min(WIDTH / sum(wanted), 1.0)
    return [each * scale for each in wanted]


def _sources(panel: ReportPanel) -> str:
    files = [str(each["file"]) for each in panel.meta.get("sources", ())]
    if not files:
        return ""
    more = f" and {len(files) - _SHOWN_SOURCES} more" if len(files) > _SHOWN_SOURCES else ""
    known = f", known {_day(str(panel.meta.get('known_at') or ''))}" if panel.meta.get("known_at") else ""
    sample = f" · {_MARK}" if panel.is_simulated else ""
    return f"Source: {', '.join(files[:_SHOWN_SOURCES])}{more}{known}{sample}"


def _known(report: Report) -> str:
    return f"as known on {_day(report.known_at)}" if report.known_at else ""


def _day(instant: str) -> str:
    return value_text("day", datetime.fromisoformat(instant).date())


def _said(words: str, style: ParagraphStyle, *, is_bold: bool = False) -> Paragraph:
    safe = escape(plain_letters(words)).replace("\n", "<br/>")
    return Paragraph(f"<b>{safe}</b>" if is_bold else safe, style)
