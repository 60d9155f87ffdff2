"""A report as one workbook: contents with links, a sheet a panel with typed figures and a chart, and provenance.

Equal reports are equal files.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import accumulate, pairwise
from typing import Any, Final

import pyarrow as pa
import xlsxwriter

from petroverse import __version__
from petroverse.documents.drawn import Drawn, drawn_of
from petroverse.documents.names import column_name, named_codes
from petroverse.documents.palette import ACCENT, colours_of
from petroverse.documents.readings import column_head, figure_format, value_text
from petroverse.documents.report import Report, ReportPanel
from petroverse.documents.values import flat, neutral

__all__ = ["MOST_SHEET_ROWS", "report_workbook"]

MOST_SHEET_ROWS: Final = 50_000
"""Rows of one panel in the workbook; the sheet says so where there are more."""

_SAME_FOR_ALL: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST_CELL: Final = 32_767
_HEAD: Final = 5
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_LOOKS: Final[Mapping[str, str]] = {
    "quantity": "#,##0.00####",
    "price": "#,##0.00##",
    "percent": "0.00%",
    "points": "0.00%",
    "count": "#,##0",
    "index": "#,##0.0",
}
_CHARTS: Final[Mapping[str, dict[str, str]]] = {
    "line": {"type": "line"},
    "fan": {"type": "line"},
    "area": {"type": "area", "subtype": "stacked"},
    "bar": {"type": "column", "subtype": "stacked"},
    "ranking": {"type": "bar"},
    "waterfall": {"type": "column", "subtype": "stacked"},
}
_BELOW: Final = "Begins at"
_SAMPLE: Final = "SAMPLE: simulated figures of a made-up country, nothing real"


def report_workbook(report: Report) -> bytes:
    """The workbook of a report."""
    sink = io.BytesIO()
    options = {"in_memory": True, "remove_timezone": True, "strings_to_numbers": False, "strings_to_formulas": False,
               "strings_to_urls": False}  # fmt: skip
    with xlsxwriter.Workbook(sink, options) as book:
        about = {"title": report.title, "author": report.made_by, "company": report.organisation}
        book.set_properties({**about, "created": (report.made_at or _SAME_FOR_ALL).replace(tzinfo=None)})
        names = _names(report.panels)
        _contents(book, report, names)
        for panel, name in zip(report.panels, names, strict=True):
            _Sheet(book, panel, name).write()
        _provenance(book, report, names)
    return sink.getvalue()


def _contents(book: Any, report: Report, names: Sequence[str]) -> None:  # noqa: ANN401 - untyped writer
    sheet = book.add_worksheet("Contents")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 1, 50)
    sheet.write_string(0, 0, _cell(report.title), book.add_format({"bold": True, "font_size": 18}))
    soft = book.add_format({"font_color": "#425062"})
    known = f"as known on {report.known_at[:10]}" if report.known_at else ""
    sheet.write_string(1, 0, _cell(" · ".join(each for each in (report.organisation, known) if each)), soft)
    if report.is_simulated:
        sheet.write_string(2, 0, _SAMPLE, book.add_format({"bold": True, "font_color": "#8a5200"}))
    if report.description:
        sheet.write_string(3, 0, _cell(report.description), soft)
    link = book.add_format({"font_color": ACCENT, "underline": 1})
    for line, (panel, name) in enumerate(zip(report.panels, names, strict=True), _HEAD):
        sheet.write_url(line, 0, f"internal:{_quoted(name)}!A1", link, string=_cell(panel.title))
        sheet.write_string(line, 1, _cell(panel.fault or panel.hint), soft)
    last = _HEAD + len(names)
    sheet.write_url(last, 0, "internal:'Provenance'!A1", link, string="Provenance")
    sheet.write_string(last, 1, "Each question, its SQL, the files behind it, and when they were known", soft)


class _Sheet:
    """One panel's sheet."""

    def __init__(self, book: Any, panel: ReportPanel, name: str) -> None:  # noqa: ANN401 - untyped writer
        self._book, self._panel, self._name = book, panel, name
        self._sheet = book.add_worksheet(name)

    def write(self) -> None:
        panel, sheet = self._panel, self._sheet
        sheet.write_string(0, 0, _cell(panel.title), self._book.add_format({"bold": True, "font_size": 14}))
        soft = self._book.add_format({"font_color": "#425062"})
        warn = self._book.add_format({"bold": True, "font_color": "#8a5200"})
        lead = " · ".join(each for each in (_SAMPLE if panel.is_simulated else "", panel.hint) if each)
        sheet.write_string(1, 0, _cell(lead), warn if panel.is_simulated else soft)
        sheet.write_url(2, 0, "internal:'Contents'!A1", soft, string="Contents")
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        if panel.table is None:
            sheet.write_string(_HEAD - 1, 0, _cell(panel.fault))
            return
        shown = panel.table.slice(0, MOST_SHEET_ROWS)
        notes = [each for each in (panel.source, *map(named_codes, panel.warnings)) if each]
        if panel.table.num_rows > shown.num_rows:
            notes.insert(0, f"The first {shown.num_rows:,} of {panel.table.num_rows:,} rows; ask the question for all")
        sheet.write_string(3, 0, _cell(" · ".join(notes)), soft)
        self._rows(shown)
        drawn = drawn_of(panel) if panel.view.kind in _CHARTS else None
        if drawn and shown.num_rows:
            self._chart(drawn, len(shown.column_names) + 1)

    def _rows(self, table: pa.Table) -> None:
        sheet, book, last = self._sheet, self._book, _HEAD + table.num_rows - 1
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        sheet.freeze_panes(_HEAD, 0)
        sheet.repeat_rows(_HEAD - 1)
        for column, name in enumerate(table.column_names):
            sheet.write_string(_HEAD - 1, column, _cell(column_head(table.schema, name)), bold)
            kind = table.schema.field(name).type
            self._column(column, name, table[name].to_pylist())
            sheet.set_column(column, column, 30 if pa.types.is_string(kind) and name not in ("month", "unit") else 16)
        if table.num_rows:
            sheet.autofilter(_HEAD - 1, 0, last, len(table.column_names) - 1)

    def _column(self, column: int, name: str, values: Sequence[Any]) -> None:
        sheet, book = self._sheet, self._book
        days = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        months = book.add_format({"num_format": "mmm yyyy", "align": "left"})
        plain = book.add_format({"num_format": "0", "align": "left"})
        form = figure_format(name, self._panel.view)
        figures = book.add_format({"num_format": _LOOKS[form]})
        whole = book.add_format({"num_format": _LOOKS["count" if form == "quantity" else form]})
        for line, value in enumerate(values, _HEAD):
            if value is None:
                continue
            if isinstance(value, date):
                sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), days)  # noqa: DTZ001 - a cell has no zone
            elif name == "month" and _MONTH.fullmatch(str(value)):
                first = datetime(int(value[:4]), int(value[5:]), 1)  # noqa: DTZ001 - a cell has no zone
                sheet.write_datetime(line, column, first, months)
            elif isinstance(value, bool) or not isinstance(value, int | float):
                sheet.write_string(line, column, _cell(value_text(name, value)))
            elif value - value == 0:
                looks = whole if value == int(value) else figures
                sheet.write_number(line, column, value, plain if name == "year" else looks)

    def _chart(self, drawn: Drawn, beside: int) -> None:
        """The chart, and at its right the figures that it draws, one column a series."""
        view = self._panel.view
        left = beside + 10
        drawn = _standing(drawn) if view.kind == "waterfall" and not view.series else drawn
        sheet, head = self._sheet, self._book.add_format({"font_color": "#5a6878", "bold": True})
        looks = self._book.add_format({"num_format": _LOOKS[drawn.form]})
        order = range(len(drawn.xs))
        if view.kind == "ranking":
            order = sorted(order, key=lambda at: -(drawn.values[0][at] or 0.0))[:20]  # type: ignore[assignment]  # places
        sheet.write_string(_HEAD - 1, left, "Chart data", head)
        for line, at in enumerate(order, _HEAD):
            sheet.write_string(line, left, _cell(value_text(view.x, drawn.xs[at])))
            for place, values in enumerate(drawn.values, 1):
                if values[at] is not None:
                    sheet.write_number(line, left + place, values[at], looks)
        chart = self._book.add_chart(_CHARTS[view.kind])
        colours = colours_of(view.series, drawn.names) if view.series else {"": ACCENT, _BELOW: ""}
        last = _HEAD + len(order) - 1
        for place, name in enumerate(drawn.names, 1):
            said = value_text(view.series, name) if view.series else name or column_name(view.y)
            sheet.write_string(_HEAD - 1, left + place, _cell(said), head)
            chart.add_series(self._series(place, left, last, colours[name]))
        self._place(chart, drawn, beside, is_told=len(drawn.names) > 1 and _BELOW not in drawn.names)

    def _series(self, place: int, left: int, last: int, colour: str) -> dict[str, Any]:
        looks = "line" if self._panel.view.kind in ("line", "fan") else "fill"
        return {
            "name": [self._name, _HEAD - 1, left + place],
            "categories": [self._name, _HEAD, left, last, left],
            "values": [self._name, _HEAD, left + place, last, left + place],
            looks: {"color": colour} | ({"width": 1.75} if looks == "line" else {}) if colour else {"none": True},
        }

    def _place(self, chart: Any, drawn: Drawn, beside: int, *, is_told: bool) -> None:  # noqa: ANN401 - untyped writer
        chart.set_title({"name": _cell(self._panel.title), "name_font": {"size": 12}})
        axis = {"num_format": _LOOKS[drawn.form], "major_gridlines": {"visible": True, "line": {"color": "#dde3e9"}}}
        is_lying = self._panel.view.kind == "ranking"
        (chart.set_x_axis if is_lying else chart.set_y_axis)({**axis, "name": drawn.unit})
        if is_lying:
            chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom"} if is_told else {"none": True})
        chart.set_size({"width": 620, "height": 360})
        self._sheet.insert_chart(
            _HEAD - 1, beside, chart, {"description": f"Chart of the figures on this sheet: {self._panel.title}"}
        )


def _standing(drawn: Drawn) -> Drawn:
    """Steps that stand on what is below them, which is not seen."""
    steps = [each or 0.0 for each in drawn.values[0]]
    below = [min(pair) for pair in pairwise(accumulate(steps, initial=0.0))]
    return replace(drawn, names=(_BELOW, ""), values=(below, [abs(each) for each in steps]))


def _provenance(book: Any, report: Report, names: Sequence[str]) -> None:  # noqa: ANN401 - untyped writer
    sheet = book.add_worksheet("Provenance")
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 2, 100)
    sheet.freeze_panes(1, 0)
    bold, left = book.add_format({"bold": True}), book.add_format({"align": "left"})
    for column, said in enumerate(("sheet", "what", "value")):
        sheet.write_string(0, column, said, bold)
    lines = [
        (name, what, value)
        for name, told in (("", _made(report)), *zip(names, map(_told, report.panels), strict=True))
        for what, value in told
        if value not in (None, "", [], ())
    ]
    for line, (name, what, value) in enumerate(lines, 1):
        sheet.write_string(line, 0, _cell(name))
        sheet.write_string(line, 1, what)
        if isinstance(value, int):
            sheet.write_number(line, 2, value, left)
        else:
            sheet.write_string(line, 2, _cell(str(flat(value))))


def _made(report: Report) -> list[tuple[str, object]]:
    return [
        ("report", report.title),
        ("organisation", report.organisation),
        ("made at", report.made_at.isoformat() if report.made_at else ""),
        ("made by", report.made_by),
        ("made with", f"PetroVerse {__version__}"),
        ("known at", report.known_at),
    ]


def _told(panel: ReportPanel) -> list[tuple[str, object]]:
    meta = panel.meta
    sources = [
        (f"source {at}", f"{each['file']} (sha256 {each['sha256']}, known {each['known_at']}, {each['cells']} cells)")
        for at, each in enumerate(meta.get("sources", ()), 1)
    ]
    return [
        ("title", panel.title),
        ("no answer", panel.fault),
        ("question", json.dumps(meta.get("query"), ensure_ascii=False) if meta.get("query") else ""),
        ("sql", meta.get("sql")),
        ("rows", meta.get("row_count")),
        ("known at", meta.get("known_at")),
        ("simulated", "yes, a made-up country" if panel.is_simulated else "no"),
        ("organisations", ", ".join(meta.get("organisations", ()))),
        *sources,
        *((f"warning {at}", each) for at, each in enumerate(panel.warnings, 1)),
    ]


def _names(panels: Sequence[ReportPanel]) -> list[str]:
    """A sheet's name for each panel: what a workbook allows, no two alike."""
    kept: list[str] = []
    for at, panel in enumerate(panels, 1):
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f']", " ", panel.title).strip() or "Panel"
        kept.append(re.sub(r"\s+", " ", f"{at} {plain}")[:31].strip())
    return kept


def _quoted(name: str) -> str:
    return f"'{name}'"


def _cell(text: str) -> str:
    return str(neutral(text))[:_LONGEST_CELL]
