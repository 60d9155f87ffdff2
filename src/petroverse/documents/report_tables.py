"""A panel's answer as tables on paper: crossed where it has two sides, as many columns beside each other as fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from petroverse.documents.readings import column_head, figure_format, unit_of, value_text, with_unit
from petroverse.documents.report import ReportPanel

__all__ = ["MOST_TABLE_ROWS", "Printed", "printed_tables"]

MOST_TABLE_ROWS: Final = 400
"""Rows of one table on paper; the workbook has all, and the page says so."""

_BESIDE: Final = 8
"""Columns of figures beside each other."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One table as words.

    Attributes:
        heads: What stands above each column.
        are_figures: Which columns hold figures, and so stand at the right.
        rows: Its rows.
        left_out: How many rows of the answer it leaves out.
    """

    heads: Sequence[str]
    are_figures: Sequence[bool]
    rows: Sequence[Sequence[str]]
    left_out: int = 0


def printed_tables(panel: ReportPanel) -> list[Printed]:
    """The tables of a panel: one, or several that go on to the right."""
    if panel.table is None or not panel.table.num_rows:
        return []
    return list(_crossed(panel, panel.table)) or list(_long(panel.table))


def _long(table: pa.Table) -> Iterator[Printed]:
    """A line a row; a unit that all rows share stands in the heads."""
    schema = table.schema
    shown = table.slice(0, MOST_TABLE_ROWS).to_pylist()
    names = [each for each in table.column_names if not _is_idle(table, each)]
    figures = [each for each in names if _is_figure(schema, each)]
    for start in range(0, max(len(figures), 1), _BESIDE):
        some = [each for each in names if each not in figures or each in figures[start : start + _BESIDE]]
        heads = [column_head(schema, each) for each in some]
        rows = [[value_text(each, row[each]) for each in some] for row in shown]
        yield Printed(heads, [each in figures for each in some], rows, table.num_rows - len(shown))


def _crossed(panel: ReportPanel, table: pa.Table) -> Iterator[Printed]:
    """One row for each place along the picture, one column for each series; nothing where the answer has more sides."""
    view = panel.view
    x, series = view.path if len(view.path) == 2 else (view.x, view.series)
    sides = {each for each in table.column_names if each not in (view.y, "unit")}
    if not series or sides != {x, series}:
        return
    cells: dict[tuple[Any, Any], Any] = {}
    units: dict[Any, set[str]] = {}
    for row in table.to_pylist():
        if (row[x], row[series]) in cells:
            return
        cells[row[x], row[series]] = row[view.y]
        units.setdefault(row[series], set()).add(str(row.get("unit") or unit_of(table.schema, view.y)))
    if any(len(each) > 1 for each in units.values()):
        return
    xs = list(dict.fromkeys(at for at, _ in cells))
    names = _largest_first(cells)
    for start in range(0, len(names), _BESIDE):
        some = names[start : start + _BESIDE]
        heads = [with_unit(value_text(series, each), next(iter(units[each]))) for each in some]
        rows = [
            [value_text(x, at), *(value_text(view.y, cells.get((at, each))) for each in some)]
            for at in xs[:MOST_TABLE_ROWS]
        ]
        left_out = max(len(xs) - MOST_TABLE_ROWS, 0)
        yield Printed([column_head(table.schema, x), *heads], [False, *(True for _ in some)], rows, left_out)


def _largest_first(cells: Mapping[tuple[Any, Any], Any]) -> list[Any]:
    """The series as a picture tells them, others last."""
    sizes: dict[Any, float] = {}
    for (_, name), value in cells.items():
        sizes[name] = sizes.get(name, 0.0) + abs(value or 0.0)
    return sorted(sizes, key=lambda each: (each == "others", -sizes[each]))


def _is_idle(table: pa.Table, name: str) -> bool:
    """Whether a column only repeats: a unit that the heads name, or by how much a share or a rank grew."""
    if name.endswith("_growth"):
        return figure_format(name.removesuffix("_growth")) in ("percent", "count")
    units = set(table["unit"].to_pylist()) if name == "unit" else {"", None}
    is_named = any(unit_of(table.schema, each) for each in table.column_names if each != "unit")
    return units == {None} or (is_named and len(units) == 1)


def _is_figure(schema: pa.Schema, name: str) -> bool:
    kind = schema.field(name).type
    return name != "year" and bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))
