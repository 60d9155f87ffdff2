"""Flows from stage to stage as bands whose width is what flows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from reportlab.graphics.shapes import Drawing, Path, Rect
from reportlab.lib.colors import Color, HexColor

from petroverse.core.dashboards import View
from petroverse.documents.drawing_frame import WIDTH, clipped, text
from petroverse.documents.lettering import width
from petroverse.documents.palette import INK, colours_of
from petroverse.documents.readings import short_text, value_text

__all__ = ["sankey"]

_HIGH: Final = 300.0
_GAP: Final = 9.0
_NODE: Final = 8.0
_ROOM: Final = 165.0
_MOST: Final = 14
_Flow = tuple[int, str, str]


def sankey(rows: Sequence[Mapping[str, Any]], view: View, unit: str) -> Drawing | None:
    """The picture of a flow; None where the answer has not two stages of it.

    Beyond the largest of a stage, the others flow together.
    """
    path = list(view.path) or [each for each in (view.x, view.series) if each]
    if len(path) < 2 or not rows or any(each not in rows[0] for each in path):
        return None
    stages = [_stage(rows, each, view.y) for each in path]
    flows: dict[_Flow, float] = {}
    for row in rows:
        names = [_name(row[each], stages[at]) for at, each in enumerate(path)]
        for at in range(len(path) - 1):
            key = (at, names[at], names[at + 1])
            flows[key] = flows.get(key, 0.0) + max(float(row[view.y]), 0.0)
    if not any(flows.values()):
        return None
    return _Picture(path, stages, flows, unit).drawing


class _Picture:
    def __init__(
        self, path: Sequence[str], stages: Sequence[Sequence[str]], flows: Mapping[_Flow, float], unit: str
    ) -> None:
        self.drawing = Drawing(WIDTH, _HIGH)
        self._stages, self._flows, self._unit = stages, flows, unit
        total = sum(of for (at, _, _), of in flows.items() if at == 0)
        self._scale = (_HIGH - (max(map(len, stages)) - 1) * _GAP) / total
        self._step = (WIDTH - 2 * _ROOM - _NODE) / (len(path) - 1)
        self._tops = [self._tops_of(at) for at in range(len(path))]
        self._used: dict[tuple[str, int, str], float] = {}
        for at, column in enumerate(path[:-1]):
            colours = colours_of(column, list(stages[at]))
            for flow in self._in_order(at):
                self._band(flow, HexColor(colours[flow[1]]))
        for at, column in enumerate(path):
            self._nodes(at, column)

    def _in_order(self, at: int) -> list[_Flow]:
        """The flows out of a stage, from the top down on both sides, so that few of them cross."""
        left, right = self._stages[at], self._stages[at + 1]
        found = [each for each, size in self._flows.items() if each[0] == at and size > 0]
        return sorted(found, key=lambda each: (left.index(each[1]), right.index(each[2])))

    def _tops_of(self, at: int) -> dict[str, tuple[float, float]]:
        """For each name of a stage the upper end of its node and its height."""
        found, top = {}, _HIGH
        for name in self._stages[at]:
            out = sum(size for (stage, left, _), size in self._flows.items() if stage == at and left == name)
            into = sum(size for (stage, _, right), size in self._flows.items() if stage == at - 1 and right == name)
            high = max(out, into) * self._scale
            found[name] = (top, high)
            top -= high + _GAP
        return found

    def _taken(self, side: str, at: int, name: str, high: float) -> float:
        """The upper end of the next band at a node."""
        used = self._used.get((side, at, name), 0.0)
        self._used[side, at, name] = used + high
        return self._tops[at][name][0] - used

    def _band(self, flow: _Flow, full: Any) -> None:  # noqa: ANN401 - untyped library
        at, left, right = flow
        high = self._flows[flow] * self._scale
        y0, y1 = self._taken("out", at, left, high), self._taken("in", at + 1, right, high)
        x0, x1 = _ROOM + at * self._step + _NODE, _ROOM + (at + 1) * self._step
        middle = (x0 + x1) / 2
        band = Path(fillColor=Color(full.red, full.green, full.blue, alpha=0.32), strokeColor=None, strokeWidth=0)
        band.moveTo(x0, y0)
        band.curveTo(middle, y0, middle, y1, x1, y1)
        band.lineTo(x1, y1 - high)
        band.curveTo(middle, y1 - high, middle, y0 - high, x0, y0 - high)
        band.closePath()
        self.drawing.add(band)

    def _nodes(self, at: int, column: str) -> None:
        x = _ROOM + at * self._step
        for name in self._stages[at]:
            top, high = self._tops[at][name]
            ink = HexColor(INK)
            self.drawing.add(Rect(x, top - high, _NODE, max(high, 0.5), fillColor=ink, strokeColor=None, strokeWidth=0))
            amount = short_text(high / self._scale, unit=self._unit)
            said = f"{clipped(value_text(column, name), _ROOM - 12 - width(amount, 7), 7)}  {amount}"
            y = top - high / 2 - 2.4
            beside = x + _NODE + 5 if at else x - 5
            self.drawing.add(text(beside, y, said, size=7, colour=INK, anchor="start" if at else "end"))


def _stage(rows: Sequence[Mapping[str, Any]], column: str, y: str) -> list[str]:
    sizes: dict[str, float] = {}
    for row in rows:
        name = str(row[column])
        sizes[name] = sizes.get(name, 0.0) + max(float(row[y]), 0.0)
    largest = sorted(sizes, key=lambda each: (each == "others", -sizes[each], each))
    return (
        largest if len(largest) <= _MOST else [*(each for each in largest[: _MOST - 1] if each != "others"), "others"]
    )


def _name(value: object, stage: Sequence[str]) -> str:
    return str(value) if str(value) in stage else "others"
