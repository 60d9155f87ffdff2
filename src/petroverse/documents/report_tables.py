"""A panel's answer as tables on paper: crossed where it has two sides, as many columns beside each other as fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from petroverse.documents.readings import column_title, unit_of, value_text
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
    return list(_crossed(panel, panel.table)) or [_long(panel.table)]


def _long(table: pa.Table) -> Printed:
    names, schema = table.column_names, table.schema
    shown = table.slice(0, MOST_TABLE_ROWS).to_pylist()
    heads = []
    for name in names:
        unit = "" if "unit" in names else unit_of(schema, name)
        heads.append(f"{column_title(schema, name)} ({unit})" if unit else column_title(schema, name))
    figures = [_is_figure(schema, name) for name in names]
    rows = [[value_text(name, row[name]) for name in names] for row in shown]
    return Printed(heads, figures, rows, table.num_rows - len(shown))


def _crossed(panel: ReportPanel, table: pa.Table) -> Iterator[Printed]:
    """One row for each place along the picture, one column for each series; nothing where the answer has more sides."""
    view = panel.view
    sides = {each for each in table.column_names if each not in (view.y, "unit")}
    if not view.series or sides != {view.x, view.series}:
        return
    cells: dict[tuple[Any, Any], Any] = {}
    units: dict[Any, set[str]] = {}
    for row in table.to_pylist():
        if (row[view.x], row[view.series]) in cells:
            return
        cells[row[view.x], row[view.series]] = row[view.y]
        units.setdefault(row[view.series], set()).add(str(row.get("unit") or unit_of(table.schema, view.y)))
    if any(len(each) > 1 for each in units.values()):
        return
    xs = list(dict.fromkeys(at for at, _ in cells))
    names = list(units)
    for start in range(0, len(names), _BESIDE):
        some = names[start : start + _BESIDE]
        heads = [column_title(table.schema, view.x), *(_head(view.series, each, units[each]) for each in some)]
        rows = [
            [value_text(view.x, at), *(value_text(view.y, cells.get((at, each))) for each in some)]
            for at in xs[:MOST_TABLE_ROWS]
        ]
        yield Printed(heads, [False, *(True for _ in some)], rows, max(len(xs) - MOST_TABLE_ROWS, 0))


def _head(column: str, name: object, units: set[str]) -> str:
    unit = next(iter(units), "")
    return f"{value_text(column, name)} ({unit})" if unit else value_text(column, name)


def _is_figure(schema: pa.Schema, name: str) -> bool:
    kind = schema.field(name).type
    return name != "year" and bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))
