"""What pages of any document share: letters, tables that go on over pages, numbers below each page."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from petroverse.documents.drawing_frame import WIDTH, clipped
from petroverse.documents.lettering import BOLD, FONT, letters, width
from petroverse.documents.palette import ACCENT, FAINT, GRID, INK, SOFT, WASH
from petroverse.documents.report_tables import Printed

__all__ = [
    "BODY",
    "HEAD",
    "LEAD",
    "MARGIN",
    "SMALL",
    "TITLE",
    "WARN",
    "letterhead",
    "pdf_of",
    "said",
    "table_of",
    "watermark",
]

MARGIN: Final = (A4[0] - WIDTH) / 2
_MANY: Final = 7
_SHORT: Final = 12


def _style(name: str, size: float, colour: str = INK, **more: Any) -> ParagraphStyle:  # noqa: ANN401 - untyped library
    return ParagraphStyle(
        name, **{"fontName": FONT, "leading": size * 1.35, **more}, fontSize=size, textColor=HexColor(colour)
    )


TITLE: Final = _style("title", 22, fontName=BOLD, leading=28, spaceAfter=2)
HEAD: Final = _style("head", 12.5, fontName=BOLD, leading=16)
LEAD: Final = _style("lead", 9, SOFT, spaceAfter=2)
BODY: Final = _style("body", 9, spaceAfter=2)
SMALL: Final = _style("small", 7, FAINT)
WARN: Final = _style("warn", 8, "#8a5200")


class Numbered(Canvas):  # type: ignore[misc]  # untyped library
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
            self.drawRightString(A4[0] - MARGIN, 28, f"{number} / {len(self._pages)}")
            super().showPage()
        super().save()


def pdf_of(story: Iterable[Any], head: Callable[[Canvas], None], *, title: str, author: str, subject: str) -> bytes:
    """A PDF of numbered pages; equal pages are equal files.

    Args:
        story: What stands on them.
        head: Draws what stands on each page around it.
        title: Of the file.
        author: Of the file.
        subject: Of the file.
    """
    sink = io.BytesIO()
    document = BaseDocTemplate(
        sink,
        pagesize=A4,
        title=letters(title),
        author=letters(author),
        subject=letters(subject),
        creator="PetroVerse",
        producer="PetroVerse",
        lang="en",
        invariant=1,
    )
    frame = Frame(MARGIN, 50, WIDTH, A4[1] - 50 - 56, 0, 0, 0, 0, id="body")
    document.addPageTemplates([PageTemplate("page", [frame], onPage=lambda canvas, _: head(canvas))])
    document.build(list(story), canvasmaker=Numbered)
    return sink.getvalue()


def letterhead(canvas: Canvas, organisation: str) -> None:
    """Whose a page is, above what stands on it; the pen stays small and faint."""
    canvas.setStrokeColor(HexColor(ACCENT))
    canvas.setLineWidth(2.2)
    canvas.line(MARGIN, A4[1] - 40, MARGIN + 26, A4[1] - 40)
    canvas.setFont(FONT, 7.2)
    canvas.setFillColor(HexColor(FAINT))
    canvas.drawRightString(A4[0] - MARGIN, A4[1] - 42, letters(clipped(organisation, WIDTH - 40, 7.2)))


def watermark(canvas: Canvas, word: str) -> None:
    """A word across the page, below everything."""
    canvas.saveState()
    canvas.setFont(BOLD, 110 if len(word) < 8 else 92)
    canvas.setFillColor(HexColor("#f1f4f6"))
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(52)
    canvas.drawCentredString(0, -36, word)
    canvas.restoreState()


def said(words: str, style: ParagraphStyle, *, is_bold: bool = False) -> Paragraph:
    """Words as a paragraph."""
    safe = escape(letters(words)).replace("\n", "<br/>")
    return Paragraph(f"<b>{safe}</b>" if is_bold else safe, style)


def table_of(printed: Printed) -> Iterator[Any]:
    """A table that goes on over pages under its head."""
    size = 7.4 if len(printed.heads) <= _MANY else 6.2
    styles = [
        _style(f"cell-{size}-{is_figure}", size, alignment=TA_RIGHT if is_figure else TA_LEFT)
        for is_figure in printed.are_figures
    ]
    lines = [[said(each, style, is_bold=True) for each, style in zip(printed.heads, styles, strict=True)]]
    lines += [[said(each, style) for each, style in zip(row, styles, strict=True)] for row in printed.rows]
    yield Table(lines, colWidths=_widths(printed, size), repeatRows=1, style=_LOOKS, hAlign="LEFT")
    yield Spacer(0, 5)
    if printed.left_out:
        shown = len(printed.rows)
        whole = shown + printed.left_out
        yield said(f"The first {shown:,} of {whole:,} rows are printed here; the report's workbook has all.", WARN)


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
