"""What a report is set in: Inter, as the pages are, with Latin, Greek and Cyrillic letters and a true minus sign."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

__all__ = ["BOLD", "FONT", "letters", "width"]

FONT: Final = "PetroVerse-Regular"
BOLD: Final = "PetroVerse-Bold"

_FOLDER: Final = Path(__file__).with_name("fonts")
_REGULAR: Final = TTFont(FONT, str(_FOLDER / "inter-regular.ttf"))
registerFont(_REGULAR)
registerFont(TTFont(BOLD, str(_FOLDER / "inter-bold.ttf")))
registerFontFamily(FONT, normal=FONT, bold=BOLD, italic=FONT, boldItalic=BOLD)
_HELD: Final = frozenset(_REGULAR.face.charToGlyph)


def letters(said: str) -> str:
    """A text in letters that the font has: accents that it lacks are left out, what remains is a question mark.

    Example:
        >>> letters("Ɛdwom −1 Ω 油")
        'Ɛdwom −1 Ω ?'
    """
    if said.isascii() and said.isprintable():
        return said
    return "".join(_held(each) for each in unicodedata.normalize("NFC", said))


def width(said: str, size: float, *, is_bold: bool = False) -> float:
    """How wide a text is, in points."""
    return float(stringWidth(letters(said), BOLD if is_bold else FONT, size))


def _held(letter: str) -> str:
    if ord(letter) in _HELD or letter == "\n":
        return letter
    if letter.isspace():
        return " "
    plain = "".join(each for each in unicodedata.normalize("NFKD", letter) if ord(each) in _HELD)
    return plain or ("" if unicodedata.combining(letter) else "?")
