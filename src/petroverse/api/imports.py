"""Routes that take files in and show what was taken in, with every finding."""

from __future__ import annotations

import asyncio
import contextvars
import json
import queue
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, replace
from functools import partial
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, File, Header, Path, Query, Response, UploadFile
from fastapi.responses import StreamingResponse

from petroverse.api.callers import Caller
from petroverse.api.cursors import Cursor, cursor_of, instant_in, place_in
from petroverse.api.errors import problem
from petroverse.api.report_answers import EditionsPage, FindingsPage, ImportDetails, ImportsPage, Uploaded, Withdrawal
from petroverse.api.service import Service
from petroverse.core.errors import PetroVerseError
from petroverse.workflows import (
    FindingsWanted,
    ImportCancelled,
    ImportReport,
    editions_page,
    findings_page,
    import_files,
    imports_list,
    incoming_bytes,
    incoming_folder,
    one_import,
    slot_editions,
    take_import_back,
)

__all__ = ["import_routes"]

_LINES: Final = "application/x-ndjson"
_LOOK_S: Final = 0.05
_Number = Annotated[int, Path(ge=1, le=2**62)]
_Limit = Annotated[int, Query(ge=1, le=1000, description="At most so many.")]
_UPLOADED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "model": Uploaded,
        "description": 'The report. With `Accept: application/x-ndjson`: a line `{"progress": {done, total, what}}` a '
        'file, then a line `{"report": …}` or `{"problem": …}`.',
        "content": {_LINES: {"schema": {"type": "string"}}},
    }
}


def import_routes(service: Service) -> APIRouter:
    """Routes of imports, findings and editions."""
    routes = APIRouter(prefix="/api", tags=["imports"])
    _add_lists(routes, service)
    _add_changes(routes, service)
    return routes


def _add_lists(routes: APIRouter, service: Service) -> None:
    @routes.get("/imports")
    def imports(reader: Caller, limit: _Limit = 200, cursor: Cursor = "") -> ImportsPage:
        """Every file that was taken in or refused, newest first."""
        place = place_in(cursor, "imports", str, int)
        after = place and (instant_in(place[0]), int(place[1]))
        rows = imports_list(service.stores, reader, limit=limit + 1, after=after)
        last = rows[limit - 1] if len(rows) > limit else None
        following = last and cursor_of("imports", last["recorded_at"], last["import_id"])
        return ImportsPage.model_validate({"imports": rows[:limit], "next_cursor": following})

    @routes.get("/imports/{import_id}")
    def import_details(import_id: _Number, reader: Caller) -> ImportDetails:
        """One import: its editions, its findings by rule, and what was left out."""
        return ImportDetails.model_validate(one_import(service.stores, reader, import_id))

    @routes.get("/findings")
    def findings(
        reader: Caller,
        *,
        rule: Annotated[str, Query(max_length=100, description="Only of this rule.")] = "",
        severity: Literal["", "blocks", "look"] = "",
        file: Annotated[str, Query(max_length=300, description="Any text of file, sheet, cell or words.")] = "",
        import_id: Annotated[str, Query(pattern="^[0-9]{0,18}$", description="Only of this import.")] = "",
        sheet: Annotated[str, Query(max_length=100, description="Only of this sheet, as named.")] = "",
        limit: _Limit = 100,
        cursor: Cursor = "",
    ) -> FindingsPage:
        """The quality report, largest litres first."""
        kind = json.dumps(["findings", rule, severity, file, import_id, sheet], ensure_ascii=False)
        place = place_in(cursor, kind, float, int, int)
        after = place and (float(place[0]), int(place[1]), int(place[2]))
        of = int(import_id) if import_id else None
        wanted = FindingsWanted(rule, severity or None, file, of, sheet, limit, after)
        page = findings_page(service.stores, reader, wanted)
        last = page["findings"][-1] if page.pop("has_more") else None
        following = last and cursor_of(kind, last["litres"], last["import_id"], last["number"])
        return FindingsPage.model_validate({**page, "next_cursor": following})

    @routes.get("/editions")
    def editions(
        reader: Caller,
        limit: _Limit = 100,
        cursor: Cursor = "",
        slot: Annotated[
            str, Query(max_length=200, description="Only versions of it.", examples=["volume/omc/month/2024-03-01"])
        ] = "",
    ) -> EditionsPage:
        """Every published table that was taken in, the latest first; of one slot, the one that is read first."""
        if slot:
            return EditionsPage.model_validate(
                {"editions": slot_editions(service.stores, reader, slot), "next_cursor": None}
            )
        place = place_in(cursor, "editions", int)
        rows = editions_page(service.stores, reader, before=int(place[0]) if place else None, limit=limit + 1)
        following = cursor_of("editions", rows[limit - 1]["edition_id"]) if len(rows) > limit else None
        return EditionsPage.model_validate({"editions": rows[:limit], "next_cursor": following})


def _add_changes(routes: APIRouter, service: Service) -> None:
    @routes.delete("/imports/{import_id}")
    def take_back(import_id: _Number, reader: Caller) -> Withdrawal:
        """Takes one import back, whole; what it replaced is read again, and the same file may come in again."""
        return Withdrawal.model_validate(asdict(take_import_back(service.stores, reader, import_id)))

    @routes.post("/imports", operation_id="upload", responses=_UPLOADED, response_class=Response)
    def upload(
        file: Annotated[
            list[UploadFile], File(min_length=1, description="A workbook, a document, or a zip of them; or several.")
        ],
        reader: Caller,
        check: Annotated[bool, Query(description="Report only, store nothing.")] = False,
        accept: Annotated[str, Header(include_in_schema=False)] = "application/json",
    ) -> Response:
        """Takes files in together and gives the report; progress line by line with ``Accept: application/x-ndjson``.

        Whoever stops listening to those lines before the last file is read has brought nothing in.
        """
        options = replace(service.import_options, reader=reader, is_check=check)
        sent = [(each.filename or "upload", each.file.read()) for each in file]
        files = incoming_bytes(*sent[0]) if len(sent) == 1 else incoming_folder(sent)
        take_in = partial(import_files, service.stores, files, options)
        if _LINES in accept:
            return StreamingResponse(_progress_lines(take_in), media_type=_LINES)
        report = take_in()
        return Response(_json({"report": report.as_json()}), media_type="application/json")


async def _progress_lines(take_in: Callable[..., ImportReport]) -> AsyncIterator[bytes]:
    """``{"progress": {done, total, what}}`` line by line, then ``{"report": …}`` or ``{"problem": …}``."""
    told: queue.Queue[dict[str, Any]] = queue.Queue()
    has_left = threading.Event()

    def progress(done: int, total: int, what: str) -> None:
        if has_left.is_set():
            raise ImportCancelled("nobody waits for it any more", fix="bring the files in again")
        told.put({"progress": {"done": done, "total": total, "what": what}})

    def work() -> None:
        try:
            told.put({"report": take_in(progress=progress).as_json()})
        except PetroVerseError as fault:
            told.put({"problem": json.loads(bytes(problem(fault).body))})

    worker = threading.Thread(target=contextvars.copy_context().run, args=(work,), name="import")
    worker.start()
    try:
        while worker.is_alive() or not told.empty():
            try:
                yield _json(told.get_nowait()) + b"\n"
            except queue.Empty:
                await asyncio.sleep(_LOOK_S)
    finally:
        has_left.set()


def _json(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, default=str).encode("utf-8", "replace")
