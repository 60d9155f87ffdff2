"""Pictures of a report as vectors: each kind of view drawn with plain lines, areas and words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, PolyLine, Rect
from reportlab.lib.colors import HexColor

from petroverse.documents.drawing_flow import sankey
from petroverse.documents.drawing_frame import HEIGHT, WIDTH, Frame, clipped, legend, text, ticks
from petroverse.documents.drawn import Drawn, drawn_of, rows_drawn
from petroverse.documents.lettering import width
from petroverse.documents.palette import ACCENT, FAINT, INK, SEQUENCE, SOFT, colours_of, on_step
from petroverse.documents.readings import short_text, value_text
from petroverse.documents.report import ReportPanel

__all__ = ["picture_of"]

_ROW: Final = 15.0
_MOST_BARS: Final = 20
_MOST_CELLS: Final = 36
_SLANTED: Final = 110.0
"""The longest name that is written slanted below a column, in points."""
_SLOPE: Final = 0.7072
_TIMES: Final = ("year", "half", "quarter", "month", "window", "week", "day")
_LESS: Final = "#c2570c"
"""The colour of what is less than nought."""


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
                frame.group.add(Circle(*points, 1.7, fillColor=colours[name], strokeColor=None))
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
    told = [(name, of) for name, of in pairs if of is not None]
    is_downwards = panel.view.y != "rank" and any(of > 0 for _, of in told)  # of losses the greatest comes first
    ranked = sorted(told, key=lambda each: (each[0] == "others", -each[1] if is_downwards else each[1]))[:_MOST_BARS]
    return _rows(ranked, column, drawn)


def _rows(ranked: Sequence[tuple[str, float]], column: str, drawn: Drawn) -> Drawing:
    colours = colours_of(column, [name for name, _ in ranked]) if column.startswith("product") else {}
    return _lying(
        [
            (
                value_text(column, name),
                0.0,
                value,
                value,
                colours.get(name, _of_sign(value) if name != "others" else FAINT),
            )
            for name, value in ranked
        ],
        drawn,
    )


def _waterfall(panel: ReportPanel, drawn: Drawn) -> Drawing:
    steps = [(str(x), each or 0.0) for x, each in zip(drawn.xs, drawn.values[0], strict=True)][: 2 * _MOST_BARS]
    sums = [0.0]
    for _, value in steps:
        sums.append(sums[-1] + value)
    bars = [
        (value_text(panel.view.x, name), sums[at], sums[at + 1], value, _of_sign(value))
        for at, (name, value) in enumerate(steps)
    ]
    return _lying([*bars, ("Total", 0.0, sums[-1], sums[-1], INK)], drawn)


def _of_sign(value: float) -> str:
    return ACCENT if value >= 0 else _LESS


def _lying(bars: Sequence[tuple[str, float, float, float, str]], drawn: Drawn) -> Drawing:
    """Bars below each other, each with its name, where it begins and ends, what it says, and its colour."""
    drawing = Drawing(WIDTH, len(bars) * _ROW + 4)
    said = [short_text(value, drawn.form, drawn.unit) for _, _, _, value, _ in bars]
    named = min(max((width(name, 7.5) for name, *_ in bars), default=0.0) + 10, 200.0)
    room = WIDTH - named - max((width(each, 7.5) for each in said), default=0.0) - 10
    ends = [end for _, *both, _, _ in bars for end in both]
    low, high = min(0.0, *ends), max(0.0, *ends)
    scale = room / ((high - low) or 1.0)
    for place, ((name, start, end, _, colour), figure) in enumerate(zip(bars, said, strict=True)):
        y = drawing.height - (place + 1) * _ROW
        drawing.add(text(named - 6, y + 4, clipped(name, named - 8, 7.5), 7.5, SOFT, anchor="end"))
        left, right = sorted((named + (start - low) * scale, named + (end - low) * scale))
        fill = HexColor(colour)
        drawing.add(
            Rect(left, y + 2, max(right - left, 0.6), _ROW - 5, fillColor=fill, strokeColor=None, strokeWidth=0)
        )
        drawing.add(text(WIDTH, y + 4, figure, 7.5, INK, anchor="end"))
    if low < 0 < high:
        nought = named - low * scale
        drawing.add(Line(nought, 2, nought, drawing.height, strokeColor=HexColor(FAINT), strokeWidth=0.5))
    return drawing


def _heat(panel: ReportPanel, drawn: Drawn) -> Drawing:
    xs = drawn.xs[-_MOST_CELLS:]
    start = len(drawn.xs) - len(xs)
    lines = [value_text(panel.view.series, each) if panel.view.series else "" for each in drawn.names]
    named = min(max((width(each, 7.5) for each in lines), default=0.0) + 10, 170.0)
    wide = (WIDTH - named) / max(len(xs), 1)
    below = [clipped(value_text(panel.view.x, each), _SLANTED, 7) for each in xs]
    is_slanted = any(width(each, 7) > wide - 4 for each in below) and panel.view.x not in _TIMES
    foot = max((width(each, 7) for each in below), default=0.0) * _SLOPE + 10 if is_slanted else 18.0
    drawing = Drawing(WIDTH, len(drawn.names) * _ROW + foot)
    flat = [each for of in drawn.values for each in of[start:] if each is not None]
    step_of = _stepper(flat)
    for row, (line, values) in enumerate(zip(lines, drawn.values, strict=True)):
        y = drawing.height - (row + 1) * _ROW
        drawing.add(text(named - 6, y + 4, clipped(line, named - 8, 7.5), 7.5, SOFT, anchor="end"))
        for at, value in enumerate(values[start:]):
            if value is None:
                continue
            step = step_of(value)
            fill = HexColor(SEQUENCE[step])
            drawing.add(Rect(named + at * wide, y, wide - 1, _ROW - 1, fillColor=fill, strokeColor=None, strokeWidth=0))
            said = short_text(value, drawn.form).replace(" %", "%") if value else "0"
            if width(said, 5.5) < wide - 2:
                drawing.add(text(named + (at + 0.5) * wide, y + 4.8, said, 5.5, on_step(step), anchor="middle"))
    places = [named + (at + 0.5) * wide for at in range(len(xs))]
    if not is_slanted:
        _names_below(drawing, panel.view.x, xs, places)
        return drawing
    for place, said in zip(places, below, strict=True):
        slanted = Group(text(0, 0, said, 7, FAINT, anchor="end"))
        slanted.translate(place + 3, foot - 9)
        slanted.rotate(45)
        drawing.add(slanted)
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
    unit = drawn.unit if drawn.form in ("quantity", "price") else ""
    drawing = Drawing(WIDTH, HEIGHT + rows * 12 + (10 if unit else 0))
    drawing.add(head)
    head.translate(0, drawing.height)
    left = max(width(each, 7) for each in labels) + 8
    if unit:
        drawing.add(text(0, HEIGHT + 1, unit, 7, FAINT))
    is_rank = panel.view.y == "rank"  # the first stands at the top
    reach = (marks[-1], marks[0]) if is_rank else (marks[0], marks[-1])
    frame = Frame(drawing, left, drawn.positions, reach, is_banded=is_banded)
    for mark, said in zip(marks, labels, strict=True):
        y = frame.y(mark)
        drawing.add(Line(left, y, WIDTH, y, strokeColor=HexColor("#dde3e9"), strokeWidth=0.8 if mark == 0 else 0.4))
        drawing.add(text(left - 5, y - 2.4, "" if is_rank and not mark else said, 7, FAINT, anchor="end"))
    drawing.add(frame.group)
    _names_below(drawing, panel.view.x, drawn.xs, frame.bands, y=4.0)
    return frame


def _names_below(drawing: Drawing, column: str, xs: Sequence[Any], places: Sequence[float], y: float = 5.0) -> None:
    """As many names as fit beside each other; the last one always."""
    taken = math.inf
    for at in range(len(xs) - 1, -1, -1):
        said = clipped(value_text(column, xs[at]), 90, 7)
        wide = width(said, 7)
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
    return (low if low > 0 and (high - low) < low else min(low, 0.0)), high


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
