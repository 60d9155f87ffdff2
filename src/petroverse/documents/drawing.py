"""Pictures of a report as vectors: each kind of view drawn with plain lines, areas and words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from reportlab.graphics.shapes import Drawing, Group, Line, Polygon, PolyLine, Rect
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from petroverse.documents.drawing_flow import sankey
from petroverse.documents.drawing_frame import FONT, HEIGHT, WIDTH, Frame, clipped, legend, text, ticks
from petroverse.documents.drawn import Drawn, drawn_of, rows_drawn
from petroverse.documents.palette import ACCENT, FAINT, INK, SEQUENCE, SOFT, colours_of, on_step
from petroverse.documents.readings import short_text, value_text
from petroverse.documents.report import ReportPanel

__all__ = ["picture_of"]

_ROW: Final = 15.0
_MOST_BARS: Final = 20
_MOST_CELLS: Final = 36


def picture_of(panel: ReportPanel) -> tuple[Drawing | None, Sequence[str]]:
    """A panel's picture and what it leaves out; no picture where its table says it better."""
    if panel.table is None or not panel.table.num_rows or panel.view.kind == "table":
        return None, ()
    if panel.view.kind == "sankey":
        rows, unit, notes = rows_drawn(panel)
        return sankey(rows, panel.view, unit), notes
    drawn = drawn_of(panel)
    if drawn is None:
        return None, ()
    return _DRAWERS.get(panel.view.kind, _lines)(panel, drawn), drawn.notes


def _lines(panel: ReportPanel, drawn: Drawn) -> Drawing:
    flat = [each for of in drawn.values for each in of if each is not None]
    band = _ends(panel, drawn) if panel.view.kind == "fan" else []
    frame = _frame(panel, drawn, *_reach([*flat, *(each for _, *ends in band for each in ends)]))
    colours = _colours(panel, drawn)
    if band:
        edge = [(frame.x(x), frame.y(high)) for x, _, high in band]
        back = [(frame.x(x), frame.y(low)) for x, low, _ in reversed(band)]
        points = [each for point in (*edge, *back) for each in point]
        frame.group.add(Polygon(points, fillColor=HexColor("#d5e9e6"), strokeColor=None, strokeWidth=0))
    for name, values in zip(drawn.names, drawn.values, strict=True):
        for run in _runs(drawn.positions, values):
            points = [each for x, y in run for each in (frame.x(x), frame.y(y))]
            if len(run) == 1:
                frame.group.add(
                    Rect(points[0] - 1.2, points[1] - 1.2, 2.4, 2.4, fillColor=colours[name], strokeWidth=0)
                )
            else:
                frame.group.add(PolyLine(points, strokeColor=colours[name], strokeWidth=1.4, strokeLineJoin=1))
    return frame.drawing


def _area(panel: ReportPanel, drawn: Drawn) -> Drawing:
    totals = [sum(each or 0.0 for each in of) for of in zip(*drawn.values, strict=True)]
    frame = _frame(panel, drawn, 0.0, max(totals, default=1.0))
    colours = _colours(panel, drawn)
    below = [0.0] * len(drawn.xs)
    for name, values in zip(drawn.names, drawn.values, strict=True):
        above = [low + max(each or 0.0, 0.0) for low, each in zip(below, values, strict=True)]
        edge = [(frame.x(x), frame.y(y)) for x, y in zip(drawn.positions, above, strict=True)]
        back = [(frame.x(x), frame.y(y)) for x, y in zip(drawn.positions, below, strict=True)]
        points = [each for point in (*edge, *reversed(back)) for each in point]
        frame.group.add(Polygon(points, fillColor=colours[name], strokeColor=HexColor("#ffffff"), strokeWidth=0.4))
        below = above
    return frame.drawing


def _bars(panel: ReportPanel, drawn: Drawn) -> Drawing:
    """Stacked where the figures are parts of one sum, else side by side."""
    is_stacked = len(drawn.names) > 1 and drawn.form in ("quantity", "percent") and _all_positive(drawn)
    tops = [sum(each or 0.0 for each in of) for of in zip(*drawn.values, strict=True)]
    flat = tops if is_stacked else [each for of in drawn.values for each in of if each is not None]
    frame = _frame(panel, drawn, min(0.0, *flat), max(0.0, *flat), is_banded=True)
    colours = _colours(panel, drawn)
    width = frame.step * 0.72
    for at, position in enumerate(frame.bands):
        base = 0.0
        for place, (name, values) in enumerate(zip(drawn.names, drawn.values, strict=True)):
            value = values[at] or 0.0
            wide = width if is_stacked else width / len(drawn.names)
            left = position - width / 2 + (0 if is_stacked else place * wide)
            low, high = sorted((frame.y(base), frame.y(base + value)))
            frame.group.add(Rect(left, low, wide, high - low, fillColor=colours[name], strokeWidth=0, strokeColor=None))
            base += value if is_stacked else 0.0
    return frame.drawing


def _ranking(panel: ReportPanel, drawn: Drawn) -> Drawing:
    column = panel.view.series or panel.view.x
    if panel.view.series and len(drawn.xs) > 1:
        last = len(drawn.xs) - 1
        pairs = [(name, values[last]) for name, values in zip(drawn.names, drawn.values, strict=True)]
    else:
        pairs = [(str(x), drawn.values[0][at]) for at, x in enumerate(drawn.xs)]
    ranked = sorted(
        ((name, of) for name, of in pairs if of is not None), key=lambda each: (each[0] == "others", -each[1])
    )[:_MOST_BARS]
    return _rows(ranked, column, drawn)


def _rows(ranked: Sequence[tuple[str, float]], column: str, drawn: Drawn) -> Drawing:
    drawing = Drawing(WIDTH, len(ranked) * _ROW + 4)
    most = max((abs(each) for _, each in ranked), default=0.0) or 1.0
    named, room = 150.0, WIDTH - 150.0 - 80.0
    colours = colours_of(column, [name for name, _ in ranked]) if column.startswith("product") else {}
    for place, (name, value) in enumerate(ranked):
        y = drawing.height - (place + 1) * _ROW
        drawing.add(text(named - 6, y + 4, clipped(value_text(column, name), named - 10, 7.5), 7.5, SOFT, anchor="end"))
        wide = max(abs(value) / most * room, 0.6)
        colour = HexColor(colours.get(name, ACCENT if name != "others" else FAINT))
        drawing.add(Rect(named, y + 2, wide, _ROW - 5, fillColor=colour, strokeColor=None, strokeWidth=0))
        drawing.add(text(named + wide + 5, y + 4, short_text(value, drawn.form, drawn.unit), 7.5, INK))
    return drawing


def _waterfall(panel: ReportPanel, drawn: Drawn) -> Drawing:
    steps = [(str(x), each or 0.0) for x, each in zip(drawn.xs, drawn.values[0], strict=True)][: 2 * _MOST_BARS]
    drawing = Drawing(WIDTH, (len(steps) + 1) * _ROW + 4)
    sums = [0.0]
    for _, value in steps:
        sums.append(sums[-1] + value)
    low, high = min(sums), max(sums)
    named, room = 190.0, WIDTH - 190.0 - 90.0
    scale = room / ((high - low) or 1.0)
    bars = [(name, sums[at], sums[at + 1], value) for at, (name, value) in enumerate(steps)]
    bars.append(("Total", 0.0, sums[-1], sums[-1]))
    for place, (name, start, end, value) in enumerate(bars):
        y = drawing.height - (place + 1) * _ROW
        is_total = place == len(steps)
        said = name if is_total else value_text(panel.view.x, name)
        drawing.add(
            text(named - 6, y + 4, clipped(said, named - 10, 7.5), 7.5, INK if is_total else SOFT, anchor="end")
        )
        left, right = sorted((named + (start - low) * scale, named + (end - low) * scale))
        colour = HexColor(INK if is_total else ACCENT if value >= 0 else "#c2570c")
        drawing.add(
            Rect(left, y + 2, max(right - left, 0.6), _ROW - 5, fillColor=colour, strokeColor=None, strokeWidth=0)
        )
        drawing.add(text(named + room + 8, y + 4, short_text(value, drawn.form, drawn.unit), 7.5, INK))
    return drawing


def _heat(panel: ReportPanel, drawn: Drawn) -> Drawing:
    xs = drawn.xs[-_MOST_CELLS:]
    start = len(drawn.xs) - len(xs)
    named = 110.0
    wide = (WIDTH - named) / max(len(xs), 1)
    drawing = Drawing(WIDTH, len(drawn.names) * _ROW + 18)
    flat = [each for of in drawn.values for each in of[start:] if each is not None]
    step_of = _stepper(flat)
    for row, (name, values) in enumerate(zip(drawn.names, drawn.values, strict=True)):
        y = drawing.height - (row + 1) * _ROW
        said = value_text(panel.view.series, name) if panel.view.series else ""
        drawing.add(text(named - 6, y + 4, clipped(said, named - 10, 7.5), 7.5, SOFT, anchor="end"))
        for at, value in enumerate(values[start:]):
            if value is None:
                continue
            step = step_of(value)
            fill = HexColor(SEQUENCE[step])
            drawing.add(Rect(named + at * wide, y, wide - 1, _ROW - 1, fillColor=fill, strokeColor=None, strokeWidth=0))
            said = short_text(value, drawn.form)
            if stringWidth(said, FONT, 6) < wide - 3:
                drawing.add(text(named + (at + 0.5) * wide, y + 4.5, said, 6, on_step(step), anchor="middle"))
    _names_below(drawing, panel.view.x, xs, [named + (at + 0.5) * wide for at in range(len(xs))])
    return drawing


def _tiles(panel: ReportPanel, drawn: Drawn) -> Drawing:
    """One tile a value, the largest first: a report has no map to place them on."""
    pairs = [(str(x), drawn.values[0][at]) for at, x in enumerate(drawn.xs)]
    tiles = sorted(((name, each) for name, each in pairs if each is not None), key=lambda each: -each[1])
    across, high = 4, 34.0
    wide = WIDTH / across
    drawing = Drawing(WIDTH, math.ceil(len(tiles) / across) * high)
    step_of = _stepper([each for _, each in tiles])
    for place, (name, value) in enumerate(tiles):
        left, y = place % across * wide, drawing.height - (place // across + 1) * high
        step = step_of(value)
        drawing.add(
            Rect(left, y, wide - 3, high - 3, 3, 3, fillColor=HexColor(SEQUENCE[step]), strokeColor=None, strokeWidth=0)
        )
        drawing.add(text(left + 7, y + 18, clipped(value_text(panel.view.x, name), wide - 16, 7.5), 7.5, on_step(step)))
        drawing.add(text(left + 7, y + 7, short_text(value, drawn.form, drawn.unit), 7.5, on_step(step), is_bold=True))
    return drawing


def _figure(panel: ReportPanel, drawn: Drawn) -> Drawing:
    values = [each for each in drawn.values[0] if each is not None]
    drawing = Drawing(WIDTH, 44)
    said = short_text(values[-1], drawn.form, drawn.unit) if values else "–"
    drawing.add(text(0, 14, said, 26, INK, is_bold=True))
    if len(drawn.xs) > 1:
        drawing.add(text(0, 2, value_text(panel.view.x, drawn.xs[-1]), 8, FAINT))
    return drawing


def _frame(panel: ReportPanel, drawn: Drawn, low: float, high: float, *, is_banded: bool = False) -> Frame:
    marks = ticks(low, high)
    labels = [short_text(each, drawn.form) for each in marks]
    names = [value_text(panel.view.series, each) for each in drawn.names] if panel.view.series else []
    colours = list(_colours(panel, drawn).values())
    head = Group()
    rows = legend(head, names, colours) if len(names) > 1 else 0
    drawing = Drawing(WIDTH, HEIGHT + rows * 12)
    drawing.add(head)
    head.translate(0, drawing.height)
    left = max(stringWidth(each, FONT, 7) for each in labels) + 8
    frame = Frame(drawing, left, drawn.positions, (marks[0], marks[-1]), is_banded=is_banded)
    for mark, said in zip(marks, labels, strict=True):
        y = frame.y(mark)
        drawing.add(Line(left, y, WIDTH, y, strokeColor=HexColor("#dde3e9"), strokeWidth=0.8 if mark == 0 else 0.4))
        drawing.add(text(left - 5, y - 2.4, said, 7, FAINT, anchor="end"))
    drawing.add(frame.group)
    _names_below(drawing, panel.view.x, drawn.xs, frame.bands, y=4.0)
    return frame


def _names_below(drawing: Drawing, column: str, xs: Sequence[Any], places: Sequence[float], y: float = 5.0) -> None:
    """As many names as fit beside each other; the last one always."""
    taken = math.inf
    for at in range(len(xs) - 1, -1, -1):
        said = clipped(value_text(column, xs[at]), 90, 7)
        wide = stringWidth(said, FONT, 7)
        middle = min(max(places[at], wide / 2), WIDTH - wide / 2)
        if middle + wide / 2 + 6 < taken:
            drawing.add(text(middle, y, said, 7, FAINT, anchor="middle"))
            taken = middle - wide / 2


def _ends(panel: ReportPanel, drawn: Drawn) -> list[tuple[float, float, float]]:
    """Where a band stands, and its lower and upper end there."""
    rows, _, _ = rows_drawn(panel)
    view = panel.view
    ends = {each[view.x]: (each.get(view.low), each.get(view.high)) for each in rows}
    found = [(x, *ends[at]) for x, at in zip(drawn.positions, drawn.xs, strict=True)]
    return [(x, float(low), float(high)) for x, low, high in found if low is not None and high is not None]


def _runs(positions: Sequence[float], values: Sequence[float | None]) -> list[list[tuple[float, float]]]:
    """The stretches without a gap: what is not known is not drawn."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(positions, values, strict=True):
        if y is None:
            runs.append([])
        else:
            runs[-1].append((x, y))
    return [each for each in runs if each]


def _reach(values: Sequence[float]) -> tuple[float, float]:
    """From where to where the axis goes: from nought, unless all figures lie close together far above it."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    return (low if low > 0 and (high - low) < low / 2 else min(low, 0.0)), high


def _stepper(values: Sequence[float]) -> Callable[[float], int]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    return lambda each: min(int((each - low) / ((high - low) or 1.0) * len(SEQUENCE)), len(SEQUENCE) - 1)


def _all_positive(drawn: Drawn) -> bool:
    return all(each is None or each >= 0 for of in drawn.values for each in of)


def _colours(panel: ReportPanel, drawn: Drawn) -> dict[str, HexColor]:
    if not panel.view.series:
        return {"": HexColor(ACCENT)}
    return {name: HexColor(of) for name, of in colours_of(panel.view.series, drawn.names).items()}


_DRAWERS: Final[Mapping[str, Callable[[ReportPanel, Drawn], Drawing]]] = {
    "line": _lines,
    "fan": _lines,
    "area": _area,
    "bar": _bars,
    "ranking": _ranking,
    "waterfall": _waterfall,
    "heat": _heat,
    "tiles": _tiles,
    "figure": _figure,
}
