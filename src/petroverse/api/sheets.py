"""Routes that show a stored file: the cells around a place of a sheet, and the original itself."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from petroverse.api.callers import Caller
from petroverse.api.narrow_door import NarrowDoor
from petroverse.api.report_answers import Line, Litres
from petroverse.api.service import Service
from petroverse.workflows import Reader, SheetWanted, original_file, sheet_around

__all__ = ["SheetView", "sheet_routes"]

_Number = Annotated[int, Path(ge=1, le=2**62)]
_AT_ONCE: Final = 3
"""Each may start a process that reads the file."""
_MOST_WAITING: Final = 30
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The bytes as they came in.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class SheetPlace(Line):
    """A cell by its row and column, both from 1."""

    row: int
    column: int


class SheetFinding(Line):
    """One line of the quality report on this sheet."""

    number: int
    rule: str
    severity: Literal["blocks", "look"]
    sheet: str
    cell: str
    seen: str
    expected: str
    note: str
    litres: Litres
    row: Annotated[int | None, Field(description="Of the first cell meant; none for the whole sheet.")]
    column: int | None


class SheetView(Line):
    """A part of one sheet as its publisher shows it; what is hidden there is blank."""

    import_id: int
    file: str
    sheet: str
    sheets: Annotated[list[str], Field(description="Every sheet that is shown.")]
    row_count: int
    column_count: int
    top: Annotated[int, Field(description="The first row that is given, from 1.")]
    left: Annotated[int, Field(description="The first column that is given, from 1.")]
    around: SheetPlace
    rows: Annotated[list[list[bool | float | str | None]], Field(description="Cells, row by row; none is a blank.")]
    parts: Annotated[
        list[list[Literal["", "fact", "total", "heading", "label", "ignored"]]],
        Field(description="What each cell is to the platform, in the shape of `rows`."),
    ]
    hidden_rows: Annotated[list[int], Field(description="Rows that the publisher hides; they are blank here.")]
    hidden_columns: list[int]
    findings: list[SheetFinding]


def sheet_routes(service: Service) -> APIRouter:
    """Routes of stored files."""
    routes = APIRouter(prefix="/api", tags=["imports"])
    door = NarrowDoor(_AT_ONCE, _MOST_WAITING, "too many sheets are being read now")

    @routes.get("/imports/{import_id}/sheet", response_model=SheetView)
    async def import_sheet(
        import_id: _Number,
        reader: Caller,
        *,
        name: Annotated[str, Query(max_length=100, description="The sheet; the first where empty.")] = "",
        around: Annotated[str, Query(max_length=300, description="A cell.", examples=["B17"])] = "",
        rows: Annotated[int, Query(ge=1, le=200, description="At most so many rows.")] = 60,
        columns: Annotated[int, Query(ge=1, le=60, description="At most so many columns.")] = 24,
    ) -> Response:
        """The cells around a place of a stored workbook, each with what it became."""
        wanted = SheetWanted(import_id, name, around, rows, columns)
        return Response(await door.through(partial(_shown, service, reader, wanted)), media_type="application/json")

    @routes.get("/imports/{import_id}/file", responses=_FILE, response_class=Response)
    def import_file(import_id: _Number, reader: Caller) -> Response:
        """The original file, as it came in."""
        original = original_file(service.stores, reader, import_id)
        name = quote(PurePosixPath(original.name).name)
        told = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "private, no-cache"}
        return Response(original.content, media_type="application/octet-stream", headers=told)

    return routes


def _shown(service: Service, reader: Reader, wanted: SheetWanted) -> str:
    """The answer as it is sent, so that the server's one loop need not check its cells."""
    told = sheet_around(service.stores, reader, wanted, service.import_options.limits)
    return SheetView.model_validate(told).model_dump_json(by_alias=True)
