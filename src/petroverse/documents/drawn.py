"""What a report draws of an answer: its figures along one side, told apart by series, the largest alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from petroverse.documents.readings import figure_format, unit_of
from petroverse.documents.report import ReportPanel

__all__ = ["MOST_SERIES", "Drawn", "drawn_of", "rows_drawn"]

MOST_SERIES: Final = 8
_MOST_LINES: Final = 24
"""Of a heat map, where each series is a line of its own."""
_OTHERS: Final = "others"
_WHOLES: Final = ("area", "bar")
"""Pictures whose parts make a whole: what is left out would be missing there."""
_DATES: Final = ("day", "week", "window")


@dataclass(frozen=True, slots=True)
class Drawn:
    """The figures of a picture.

    Attributes:
        xs: What stands along it, in order.
        names: The series, the largest first; one empty name where there is none.
        values: For each series the figure at each of ``xs``; None where there is none.
        unit: The unit of all figures.
        form: How they read; see ``readings.short_text``.
        notes: What the picture leaves out.
    """

    xs: Sequence[Any]
    names: Sequence[str]
    values: Sequence[Sequence[float | None]]
    unit: str
    form: str
    notes: Sequence[str] = ()

    @property
    def positions(self) -> list[float]:
        """Where each of ``xs`` stands: days by the calendar, all else evenly."""
        if len(self.xs) > 1 and all(isinstance(each, date) for each in self.xs):
            return [float(each.toordinal()) for each in self.xs]
        return [float(place) for place in range(len(self.xs))]


def rows_drawn(panel: ReportPanel) -> tuple[list[dict[str, Any]], str, list[str]]:
    """The rows whose figures share one unit, that unit, and what is therefore left out."""
    table = panel.table
    if table is None or panel.view.y not in table.column_names:
        return [], "", []
    rows = [each for each in table.to_pylist() if _is_number(each[panel.view.y])]
    if "unit" not in table.column_names:
        return rows, unit_of(table.schema, panel.view.y), []
    form = figure_format(panel.view.y, panel.view)
    if form in ("percent", "points", "count", "index"):
        return rows, "", []
    counts: dict[str, int] = {}
    for each in rows:
        counts[str(each["unit"] or "")] = counts.get(str(each["unit"] or ""), 0) + 1
    unit = max(counts, key=lambda each: counts[each], default="")
    others = sorted(set(counts) - {unit})
    notes = [f"drawn are the figures in {unit}; those in {', '.join(others)} stand in the table"] if others else []
    return [each for each in rows if str(each["unit"] or "") == unit], unit, notes


def drawn_of(panel: ReportPanel) -> Drawn | None:
    """The picture's figures; None where the answer has none that the view could draw."""
    rows, unit, notes = rows_drawn(panel)
    view = panel.view
    x = view.x or next((each for each in (panel.table.column_names if panel.table else ()) if each != view.y), "")
    columns = panel.table.column_names if panel.table is not None else []
    is_alone = view.kind == "figure" and not x
    if not rows or not (is_alone or x in columns):
        return None
    sums: dict[tuple[str, Any], float] = {}
    for each in rows:
        key = (str(each[view.series]) if view.series else "", "" if is_alone else each[x])
        sums[key] = sums.get(key, 0.0) + float(each[view.y])
    xs = list(dict.fromkeys(at for _, at in sums if at is not None))
    xs = sorted(xs) if x in _DATES else xs
    sizes: dict[str, float] = {}
    for (name, _), value in sums.items():
        sizes[name] = sizes.get(name, 0.0) + abs(value)
    names = sorted(sizes, key=lambda each: (each == _OTHERS, -sizes[each], each))
    if view.kind in _WHOLES and len(names) > MOST_SERIES:
        small = [each for each in names[MOST_SERIES - 1 :] if each != _OTHERS]
        sums = _joined(sums, set(small))
        names = [*names[: MOST_SERIES - 1], _OTHERS]
        notes.append(f"{len(small)} small ones are drawn together as others; the table has each")
    most = _MOST_LINES if view.kind == "heat" else MOST_SERIES
    if len(names) > most:
        notes.append(f"drawn are the {most} largest of {len(names)}; the table has all")
        names = names[:most]
    values: list[list[float | None]] = [[sums.get((name, at)) for at in xs] for name in names]
    form = figure_format(view.y, view)
    if view.as_share:
        totals = [sum(value for (_, at), value in sums.items() if at == each) for each in xs]
        values = [[None if one is None or not of else one / of for one, of in zip(each, totals, strict=True)]
                  for each in values]  # fmt: skip
        unit, form = "", "percent"
    return Drawn(xs, names, values, unit, form, notes)


def _joined(sums: dict[tuple[str, Any], float], small: set[str]) -> dict[tuple[str, Any], float]:
    joined: dict[tuple[str, Any], float] = {}
    for (name, at), value in sums.items():
        key = (_OTHERS if name in small else name, at)
        joined[key] = joined.get(key, 0.0) + value
    return joined


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
