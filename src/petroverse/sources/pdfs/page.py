"""Pages of a PDF: their text, their pictures, and lines rebuilt from where each letter stands.

Tables are often drawn letter by letter, in pasted drawings or turned by an angle; the order in the file then says
nothing. A line is the letters of one height, a cell of it ends where a gap is wider than letters are high.
"""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from petroverse.core.errors import FileRefused
from petroverse.sources.workbooks.verdicts import EncryptedFile

__all__ = ["DamagedDocument", "Letter", "Line", "Page", "Pdf", "first_page", "lines_of", "open_pdf"]

MAX_PAGES: Final = 2000
MAX_LETTERS: Final = 200_000
_PICTURE: Final = 3
_CELL_GAP: Final = 1.2
_WORD_GAP: Final = 0.18


class DamagedDocument(FileRefused):
    """A PDF whose inside cannot be understood."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it stands on the page, after undoing a turn of the text.

    Attributes:
        text: The letter.
        left, bottom, right, top: Its box, in points from the lower left corner.
        order: Its place in the file.
        is_turned: Whether the file draws it at an angle, however small.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    order: int
    is_turned: bool

    @property
    def height(self) -> float:
        """How high its box is, in points."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """Letters of one height from left to right, as cells, and the letters themselves."""

    cells: tuple[str, ...]
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """The whole line."""
        return " ".join(self.cells)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its letters, and the share of it that each picture covers."""

    letters: tuple[Letter, ...]
    picture_shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Pdf:
    """A document: the text of every page, and when it was made as it says itself."""

    texts: tuple[str, ...]
    made: datetime | None


class _Bounded(Protocol):
    """An object drawn on a page, as the engine gives it."""

    def get_bounds(self) -> tuple[float, float, float, float]: ...


class _TextPage(Protocol):
    """The text of a page, as the engine gives it."""

    def count_chars(self) -> int: ...

    def get_charbox(self, index: int, loose: bool) -> tuple[float, float, float, float]: ...

    def get_text_bounded(self) -> str: ...

    def close(self) -> None: ...


class _PdfPage(Protocol):
    """A page, as the engine gives it."""

    def get_size(self) -> tuple[float, float]: ...

    def get_textpage(self) -> _TextPage: ...

    def get_objects(self, filter: list[int], max_depth: int) -> Iterator[_Bounded]: ...  # noqa: A002 - the engine's name


class _PdfDocument(Protocol):
    """A document, as the engine gives it."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[_PdfPage]: ...

    def __getitem__(self, number: int) -> _PdfPage: ...

    def get_metadata_value(self, key: str) -> str: ...


def open_pdf(content: bytes, name: str) -> Pdf:
    """Reads a PDF's texts.

    Args:
        content: The file's bytes.
        name: The file's name, for messages.

    Raises:
        EncryptedFile: It asks for a password.
        DamagedDocument: It cannot be understood, has no page, or more than 2000.
    """
    with _opened(content, name) as document:
        return Pdf(tuple(_text(page) for page in document), _made(document.get_metadata_value("ModDate")))


def first_page(content: bytes, name: str) -> Page:
    """Reads the letters and pictures of a PDF's first page; it raises what ``open_pdf`` does."""
    with _opened(content, name) as document:
        page = document[0]
        width, height = page.get_size()
        pictures = [each.get_bounds() for each in page.get_objects(filter=[_PICTURE], max_depth=4)]
        shares = tuple((right - left) * (top - bottom) / (width * height) for left, bottom, right, top in pictures)
        return Page(tuple(_letters(page.get_textpage())), shares)


@contextlib.contextmanager
def _opened(content: bytes, name: str) -> Iterator[_PdfDocument]:
    import pypdfium2

    fix = "open it, print it to a new PDF and import that"
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise EncryptedFile("the document asks for a password", where=name, fix="save it without one") from None
        raise DamagedDocument(f"the document cannot be opened: {fault}", where=name, fix=fix) from None
    try:
        if not 0 < len(document) <= MAX_PAGES:
            raise DamagedDocument(f"the document has {len(document)} pages", where=name, fix=fix)
        yield document
    except pypdfium2.PdfiumError as fault:
        raise DamagedDocument(f"a page cannot be read: {fault}", where=name, fix=fix) from None
    finally:
        document.close()


def lines_of(letters: Sequence[Letter]) -> tuple[Line, ...]:
    """Lines from the top of the page, each cut into cells."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda each: -each.bottom - each.top):
        middle = (letter.bottom + letter.top) / 2
        if lines and lines[-1][0].bottom < middle < lines[-1][0].top:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return tuple(_line(sorted(line, key=lambda each: each.left)) for line in lines)


def _line(letters: Sequence[Letter]) -> Line:
    cells = [letters[0].text]
    for before, after in itertools.pairwise(letters):
        gap = after.left - before.right
        height = max(before.height, after.height)
        if gap > _CELL_GAP * height:
            cells.append(after.text)
        else:
            cells[-1] += f" {after.text}" if gap > _WORD_GAP * height else after.text
    return Line(tuple(cells), tuple(letters))


def _text(page: _PdfPage) -> str:
    text_page = page.get_textpage()
    text = text_page.get_text_bounded()
    text_page.close()
    return text.replace("\r\n", "\n").replace("\x00", "")


def _letters(text_page: _TextPage) -> Iterator[Letter]:
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    for order in range(min(text_page.count_chars(), MAX_LETTERS)):
        text = chr(pdfium.FPDFText_GetUnicode(text_page, order))
        if text.isspace() or not text.isprintable():
            continue
        pdfium.FPDFText_GetMatrix(text_page, order, ctypes.byref(matrix))
        quarter = round(pdfium.FPDFText_GetCharAngle(text_page, order) / (math.pi / 2)) % 4
        box = _upright(text_page.get_charbox(order, loose=True), quarter)
        yield Letter(text, *box, order=order, is_turned=bool(matrix.b or matrix.c))


def _upright(box: tuple[float, float, float, float], quarter: int) -> tuple[float, float, float, float]:
    """A box as it would stand if text turned by quarters of a circle were turned back."""
    left, bottom, right, top = box
    turned = {
        0: (left, bottom, right, top),
        1: (bottom, -right, top, -left),
        2: (-right, -top, -left, -bottom),
        3: (-top, left, -bottom, right),
    }
    return turned[quarter]


def _made(stamp: str) -> datetime | None:
    """A PDF date such as ``D:20240412160045+00'00'``, UTC; None where it is none."""
    digits = "".join(letter for letter in stamp[:16] if letter.isdigit())
    try:
        made = datetime.strptime(digits[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        zone = stamp[16:].replace("'", "")
        if zone[:1] in ("+", "-") and zone[1:5].isdigit():
            shift = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5]))
            return made - shift if zone[0] == "+" else made + shift
    except ValueError:
        return None
    return made
