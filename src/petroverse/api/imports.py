"""Routes that take files in and show what was taken in, with every finding."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, File, Header, Path, Query, Response, UploadFile
from fastapi.responses import StreamingResponse

from petroverse.api.callers import Caller
from petroverse.api.errors import problem
from petroverse.api.service import Service
from petroverse.core.errors import PetroVerseError
from petroverse.workflows import (
    FindingsWanted,
    ImportReport,
    Progress,
    Reader,
    findings_page,
    import_files,
    imports_list,
    incoming_bytes,
    one_import,
    take_import_back,
)

__all__ = ["import_routes"]

_LINES: Final = "application/x-ndjson"
_MOST: Final = 2**62


def import_routes(service: Service) -> APIRouter:
    """Routes of imports and findings."""
    routes = APIRouter(prefix="/api", tags=["imports"])

    @routes.get("/imports")
    def imports(reader: Caller, limit: Annotated[int, Query(ge=1, le=1000)] = 200) -> dict[str, Any]:
        """Every file that was taken in or refused, newest first."""
        return {"imports": imports_list(service.stores, reader, limit=limit)}

    @routes.get("/imports/{import_id}")
    def details(import_id: Annotated[int, Path(ge=1, le=_MOST)], reader: Caller) -> dict[str, Any]:
        """One import: its editions, its findings by rule, and what was left out."""
        return one_import(service.stores, reader, import_id)

    @routes.delete("/imports/{import_id}")
    def take_back(import_id: Annotated[int, Path(ge=1, le=_MOST)], reader: Caller) -> dict[str, Any]:
        """Takes one import back, whole; what it replaced is read again, and the same file may come in again."""
        return asdict(take_import_back(service.stores, reader, import_id))

    @routes.get("/findings")
    def findings(
        reader: Caller,
        *,
        rule: str = "",
        severity: Literal["", "blocks", "look"] = "",
        file: str = "",
        import_id: Annotated[str, Query(pattern="^[0-9]{0,18}$")] = "",
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        cursor: Annotated[int, Query(ge=0, le=_MOST)] = 0,
    ) -> dict[str, Any]:  # fmt: skip
        """The quality report, largest litres first, page by page; ``file`` is any text of file, cell or words."""
        wanted = FindingsWanted(rule, severity or None, file, int(import_id) if import_id else None, limit, cursor)
        return findings_page(service.stores, reader, wanted)

    @routes.post("/imports")
    def upload(
        file: Annotated[UploadFile, File(description="A workbook, a document, or a zip of them.")],
        reader: Caller,
        accept: Annotated[str, Header()] = "application/json",
    ) -> Response:
        """Takes one file in and gives the report; with ``Accept: application/x-ndjson`` its progress line by line."""
        content = file.file.read()
        if _LINES in accept:
            return StreamingResponse(
                _progress_lines(service, reader, file.filename or "upload", content), media_type=_LINES
            )
        report = _take_in(service, reader, file.filename or "upload", content, lambda *_: None)
        return Response(_json({"report": report.as_json()}), media_type="application/json")

    return routes


def _take_in(service: Service, reader: Reader, name: str, content: bytes, progress: Progress) -> ImportReport:
    options = replace(service.import_options, reader=reader)
    return import_files(service.stores, incoming_bytes(name, content), options, progress=progress)


def _progress_lines(service: Service, reader: Reader, name: str, content: bytes) -> Iterator[bytes]:
    """``{"progress": {done, total, what}}`` line by line, then ``{"report": …}`` or ``{"problem": …}``."""
    told: queue.Queue[dict[str, Any]] = queue.Queue()

    def progress(done: int, total: int, what: str) -> None:
        told.put({"progress": {"done": done, "total": total, "what": what}})

    def work() -> None:
        try:
            told.put({"report": _take_in(service, reader, name, content, progress).as_json()})
        except PetroVerseError as fault:
            told.put({"problem": json.loads(bytes(problem(fault).body))})

    worker = threading.Thread(target=work, name="import")
    worker.start()
    while worker.is_alive() or not told.empty():
        try:
            yield _json(told.get(timeout=0.2)) + b"\n"
        except queue.Empty:
            continue
    worker.join()


def _json(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, default=str).encode("utf-8", "replace")
