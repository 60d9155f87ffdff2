"""Routes that give a page or a dashboard as a PDF or as one workbook."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.callers import Caller
from petroverse.api.dashboard_forms import ScopePart, WantedPanel
from petroverse.api.dashboards import DashboardId
from petroverse.api.narrow_door import NarrowDoor
from petroverse.api.service import Service
from petroverse.core.dashboards import MOST_PANELS
from petroverse.workflows import REPORT_FORMATS, WrittenFile, dashboard_report, panels_report

__all__ = ["WantedReport", "file_of", "report_routes"]

_FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The file. A panel whose question you may not ask, or that has no answer, says so in its place.",
        "content": {each: {"schema": {"type": "string", "format": "binary"}} for each in REPORT_FORMATS.values()},
    }
}
_Form = Literal["pdf", "xlsx"]
_AT_ONCE: Final = 3
_MOST_WAITING: Final = 30


class WantedReport(BaseModel):
    """Panels to be asked and written down."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=200)]
    description: Annotated[str, Field(max_length=2000)] = ""
    panels: Annotated[list[WantedPanel], Field(min_length=1, max_length=MOST_PANELS)]
    filters: ScopePart = ScopePart()
    format: Annotated[_Form, Field(description="`pdf`, or `xlsx`: one workbook with a sheet a panel.")] = "pdf"


def report_routes(service: Service) -> APIRouter:
    """Routes of reports; each question is asked under the rights of whoever asks for the report."""
    routes = APIRouter(prefix="/api", tags=["reports"])
    door = NarrowDoor(_AT_ONCE, _MOST_WAITING, "too many reports are being made now")

    @routes.post("/reports", responses=_FILES, response_class=Response)
    async def report(wanted: WantedReport, reader: Caller) -> Response:
        """Asks every panel's question and gives one file; equal answers differ in its time alone."""
        raw = wanted.model_dump(by_alias=True, exclude_unset=True, exclude_none=True, exclude={"format"})
        return file_of(await door.through(partial(panels_report, service.stores, reader, raw, wanted.format)))

    @routes.get("/dashboards/{dashboard}/report", responses=_FILES, response_class=Response)
    async def report_of_dashboard(
        dashboard: DashboardId,
        reader: Caller,
        *,
        form: Annotated[_Form, Query(alias="format", description="`pdf` or `xlsx`.")] = "pdf",
    ) -> Response:
        """A dashboard as one file, as its newest version says."""
        return file_of(await door.through(partial(dashboard_report, service.stores, reader, dashboard, form)))

    return routes


def file_of(made: WrittenFile) -> Response:
    """A report as a download, under its own name."""
    plain = made.name.translate(str.maketrans("/\\", "--")).strip(". ") or "report"
    whole = quote(f"{plain}.{made.form}".encode("utf-8", "replace"), safe="")
    named = f"attachment; filename=\"{made.file_name}\"; filename*=UTF-8''{whole}"
    return Response(made.content, media_type=made.media_type, headers={"Content-Disposition": named})
