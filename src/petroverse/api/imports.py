"""Routes that take files in and show what was taken in, with every finding."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from typing import Annotated, Any, Final

from fastapi import APIRouter, File, Header, Query, Response, UploadFile
from fastapi.responses import StreamingResponse

from petroverse.api.service import Service
from petroverse.core.errors import PetroVerseError
from petroverse.workflows import (
    FindingFilter,
    ImportReport,
    Reader,
    findings_page,
    import_files,
    imports_list,
    incoming_bytes,
    one_import,
)

__all__ = ["import_routes"]

_LINES: Final = "application/x-ndjson"


def import_routes(service: Service) -> APIRouter:
    """Routes of imports and findings."""
    routes = APIRouter(prefix="/api")
    reader = Reader(service.person, service.organisation)

    @routes.get("/imports", tags=["imports"])
    def imports(limit: Annotated[int, Query(ge=1, le=1000)] = 200) -> dict[str, Any]:
        """Every file that was taken in or refused, newest first."""
        return {"imports": imports_list(service.stores, reader, limit=limit)}

    @routes.get("/imports/{import_id}", tags=["imports"])
    def details(import_id: Annotated[int, _PathId]) -> dict[str, Any]:
        """One import: its editions, findings and what was left out."""
        return one_import(service.stores, reader, import_id)

    @routes.get("/findings", tags=["imports"])
    def findings(wanted: Annotated[_FindingQuery, Query()]) -> dict[str, Any]:
        """The quality report, largest litres first, page by page."""
        return findings_page(service.stores, reader, wanted.as_filter())

    @routes.post("/imports", tags=["imports"])
    def upload(
        file: Annotated[UploadFile, File(description="A workbook, document or zip.")],
        accept: Annotated[str, Header()] = "application/json",
    ) -> Response:
        """Takes one file in; with ``Accept: application/x-ndjson`` it tells its progress line by line."""
        lines = _progress_lines(service, file.filename or "upload", file.file.read())
        if _LINES in accept:
            return StreamingResponse(lines, media_type=_LINES)
        *_, last = lines
        told = json.loads(last)
        return Response(last, 200 if "report" in told else told["status"], media_type="application/json")

    return routes
