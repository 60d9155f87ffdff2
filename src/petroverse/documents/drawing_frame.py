"""What every picture of a report is made of: a frame with a scale, words, and a legend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from reportlab.graphics.shapes import Drawing, Group, Rect, String
from reportlab.lib.colors import HexColor

from petroverse.documents.lettering import BOLD, FONT, letters, width

__all__ = ["HEIGHT", "WIDTH", "Frame", "clipped", "legend", "text", "ticks"]

WIDTH: Final = 499.0
"""Of the page between its margins, in points."""
HEIGHT: Final = 170.0

_BELOW: Final = 18.0


class Frame:
    """A picture's scale.

    Args:
        drawing: What is drawn on.
        left: Where the values begin, in points.
        positions: Where each place along the picture stands, in any measure.
        reach: The lowest and the highest value.
        is_banded: Whether each place is a band of its own, as bars need it.
    """

    def __init__(
        self,
        drawing: Drawing,
        left: float,
        positions: Sequence[float],
        reach: tuple[float, float],
        *,
        is_banded: bool = False,
    ) -> None:
        self.drawing = drawing
        self.group = Group()
        self._left = left
        self._first, last = (positions[0], positions[-1]) if positions else (0.0, 1.0)
        places = max(len(positions), 1)
        self.step = (WIDTH - left) / places
        inset = self.step / 2 if is_banded or places == 1 else 6.0
        self._from, self._room = left + inset, WIDTH - left - 2 * inset
        self._across = (last - self._first) or 1.0
        self._low, self._high = reach
        bands = [left + (place + 0.5) * self.step for place in range(len(positions))]
        self.bands = bands if is_banded else [self.x(each) for each in positions]

    def x(self, position: float) -> float:
        """Where a position stands, in points."""
        return self._from + (position - self._first) / self._across * self._room

    def y(self, value: float) -> float:
        """Where a value stands, in points."""
        return _BELOW + (value - self._low) / ((self._high - self._low) or 1.0) * (HEIGHT - _BELOW - 8)


def ticks(low: float, high: float) -> list[float]:
    """Round numbers around a reach, four to six of them.

    Example:
        >>> ticks(0, 9.3)
        [0.0, 2.5, 5.0, 7.5, 10.0]
    """
    span = (high - low) or abs(high) or 1.0
    raw = span / 4
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(each * size for each in (1, 2, 2.5, 5, 10) if each * size >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(each * step, 12) for each in range(first, max(last, first + 1) + 1)]


def text(
    x: float, y: float, said: str, size: float, colour: str, *, anchor: str = "start", is_bold: bool = False
) -> Any:  # noqa: ANN401 - untyped library
    """Words at a place."""
    font = BOLD if is_bold else FONT
    return String(x, y, letters(said), fontName=font, fontSize=size, fillColor=HexColor(colour), textAnchor=anchor)


def clipped(said: str, room: float, size: float) -> str:
    """As much of a text as fits, with an ellipsis where it was longer."""
    if width(said, size) <= room:
        return said
    while said and width(f"{said}…", size) > room:
        said = said[:-1]
    return f"{said.rstrip()}…"


def legend(group: Group, names: Sequence[str], colours: Sequence[Any]) -> int:
    """Swatches with names, from left to right in as many rows as it takes, downwards from nought; gives the rows."""
    x, row = 0.0, 0
    for name, colour in zip(names, colours, strict=True):
        said = clipped(name, 220, 7.5)
        wide = width(said, 7.5) + 24
        if x and x + wide > WIDTH:
            x, row = 0.0, row + 1
        y = -10.0 - row * 12
        group.add(Rect(x, y, 7, 7, 1.5, 1.5, fillColor=colour, strokeColor=None, strokeWidth=0))
        group.add(text(x + 11, y + 1, said, 7.5, "#425062"))
        x += wide
    return row + 1
