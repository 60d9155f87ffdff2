"""Page report: the panels of a page or a dashboard, asked for one reader, as a PDF or one workbook."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from petroverse.core.dashboards import Panel, Scope, panels_from_json, scope_from_json
from petroverse.core.errors import InputRefused, NotAllowed, QueryRefused
from petroverse.core.rights import Right
from petroverse.database import get_dashboard, list_organisations
from petroverse.documents import Report, ReportPanel, report_pdf, report_workbook
from petroverse.lake import QuestionTooLong
from petroverse.metrics import scoped
from petroverse.workflows.panels import checked_panels, checked_scope
from petroverse.workflows.query import answer_question
from petroverse.workflows.stores import Reader, Stores, acting_organisation

__all__ = ["REPORT_FORMATS", "ReportFile", "ReportRefused", "WrittenFile", "dashboard_report", "panels_report"]

REPORT_FORMATS: Final[Mapping[str, str]] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What a report can be, and what HTTP and mail call it."""

_MOST_S: Final = 60.0
_WRITERS: Final[Mapping[str, Callable[[Report], bytes]]] = {"pdf": report_pdf, "xlsx": report_workbook}


class ReportRefused(InputRefused):
    """A report was asked for that has nothing in it, or another format."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A report or a record as a file.

    Attributes:
        name: What it is called, without its ending.
        form: ``pdf`` or ``xlsx``.
        content: Its bytes.
    """

    name: str
    form: str
    content: bytes

    @property
    def file_name(self) -> str:
        """A name that every file system and mail program takes."""
        plain = "".join(each if each.isascii() and (each.isalnum() or each in "._-") else "-" for each in self.name)
        return f"{plain.strip('-.')[:80] or 'report'}.{self.form}"

    @property
    def media_type(self) -> str:
        """What HTTP and mail call it."""
        return REPORT_FORMATS[self.form]


@dataclass(frozen=True, slots=True)
class ReportFile(WrittenFile):
    """A report as a file.

    Attributes:
        report: What it says.
    """

    report: Report


def panels_report(stores: Stores, reader: Reader, raw: Mapping[str, Any], form: str) -> ReportFile:
    """A report of panels as they are given.

    Args:
        stores: Where.
        reader: Who asks; each question is answered under the reader's own rights.
        raw: ``title``, ``panels``, ``filters`` and ``description``; see ``petroverse.core.dashboards``.
        form: ``pdf`` or ``xlsx``.

    Raises:
        RightMissing: The reader may not take figures along.
        ReportRefused: It has no panel, or another format.
        DashboardRefused: A panel is not written as one is, or can never be asked.
    """
    reader.must(Right.EXPORT)
    panels = checked_panels(stores, panels_from_json(raw.get("panels") or ()))
    scope = checked_scope(scope_from_json(raw.get("filters") or {}))
    named = {name: str(raw.get(name) or "") for name in ("title", "description")}
    return _written(stores, reader, panels, scope, form=form, **named)


def dashboard_report(stores: Stores, reader: Reader, dashboard_id: str, form: str) -> ReportFile:
    """A report of a dashboard as its newest version says.

    Raises:
        RightMissing: The reader may not take figures along.
        RowNotFound: The reader sees no such dashboard.
        ReportRefused: It has no panel, or the format is another.
    """
    reader.must(Right.EXPORT)
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as uow:
        content = get_dashboard(uow, dashboard_id).at.content
    named = {"title": content.name, "description": content.description}
    return _written(stores, reader, content.panels, content.filters, form=form, **named)


def _written(
    stores: Stores, reader: Reader, panels: Sequence[Panel], scope: Scope, *, form: str, title: str, description: str
) -> ReportFile:
    if form not in REPORT_FORMATS:
        raise ReportRefused(f"{form!r} is no format of a report", where="format", fix="pdf or xlsx")
    if not panels:
        raise ReportRefused("there is nothing to report on", where="panels", fix="add a panel first")
    until = time.monotonic() + _MOST_S
    ordered = sorted(panels, key=lambda each: (each.place.y, each.place.x))
    answered = tuple(_answered(stores, reader, each, scope, until) for each in ordered)
    made_at = stores.clock.now().replace(microsecond=0)
    whose = _organisation(stores, reader)
    report = Report(title.strip() or "Report", whose, answered, description, made_at, str(reader.person))
    return ReportFile(report.title, form, _WRITERS[form](report), report)


def _answered(stores: Stores, reader: Reader, panel: Panel, scope: Scope, until: float) -> ReportPanel:
    """One panel with its answer, or why the reader has none; the others are answered all the same."""
    left = until - time.monotonic()
    if left <= 0:
        fault = f"the report's {_MOST_S:.0f} s were over before it was asked; take fewer panels at once"
        return ReportPanel(panel.title, panel.view, panel.hint, fault=fault)
    try:
        question, left_out = scoped(panel.question, scope.filters, scope.span, scope.as_of)
        reply = answer_question(stores, question, reader, most_s=left)
    except (QueryRefused, NotAllowed, QuestionTooLong) as fault:
        return ReportPanel(panel.title, panel.view, panel.hint, fault=str(fault))
    document = reply.document
    notes = [f"not limited by {each}: these figures are not told apart by it" for each in left_out]
    warnings = (*notes, *document["warnings"])
    view = panel.view if panel.view.series in reply.table.column_names else replace(panel.view, series="")
    return ReportPanel(panel.title, view, panel.hint, reply.table, document["meta"], warnings)


def _organisation(stores: Stores, reader: Reader) -> str:
    here = acting_organisation(stores, reader)
    with stores.database.reading(here, reader.person) as uow:
        return next((each.name for each in list_organisations(uow) if each.id == here), here)
