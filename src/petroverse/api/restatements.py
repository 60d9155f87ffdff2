"""The route of restatements: what is read otherwise now than it was at an earlier point of knowledge."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from petroverse.api.callers import Caller
from petroverse.api.cursors import Cursor, cursor_of, place_in
from petroverse.api.errors import RequestNotUnderstood
from petroverse.api.report_answers import Line, Next
from petroverse.api.service import Service
from petroverse.core.catalogue import datasets
from petroverse.workflows import RestatementsWanted, moment, restatements_page

__all__ = ["RestatementsPage", "restatement_routes"]

_DATASETS: Final = [name for name, each in datasets().items() if each.resolve == "edition"]


class Restatement(Line):
    """One figure that is read otherwise."""

    dataset: Annotated[str, Field(examples=["volume"])]
    series: Annotated[str, Field(description="Whose table it is.", examples=["regional"])]
    grain: Annotated[str, Field(examples=["month"])]
    span_start: date
    span_end: Annotated[date, Field(description="The day after the last one.")]
    named: Annotated[
        dict[str, str], Field(description="What it is of.", examples=[{"product": "gasoil", "region": "Ashanti"}])
    ]
    unit: str
    kind: Annotated[
        Literal["value", "blank_to_value", "value_to_blank", "blank_vs_zero", "new", "removed"],
        Field(description="`blank_vs_zero`: the same amount, another way of writing none."),
    ]
    was: Annotated[float | None, Field(description="None where it was blank or not there.")]
    now: Annotated[float | None, Field(description="None where it is blank or gone.")]
    difference: Annotated[float, Field(description="By how much it is larger now; none counts as 0.")]
    file: Annotated[str, Field(description="What brought it.")]
    known_at: Annotated[datetime, Field(description="When its publisher made that known, UTC.")]
    sheet: str
    cell: Annotated[str, Field(description="Empty where the row is gone.")]
    import_id: Annotated[int | None, Field(description="None where the row is gone.")]
    earlier_file: str
    earlier_known_at: datetime
    earlier_sheet: str
    earlier_cell: str
    earlier_import_id: int | None


class RestatingFile(Line):
    """A file that changed figures."""

    file: str
    known_at: datetime
    rows: Annotated[int, Field(description="Figures that it changed.")]


class RestatementsPage(Line):
    """Figures that are read otherwise, the largest change first."""

    since: Annotated[datetime, Field(description="The earlier point of knowledge, UTC.")]
    until: Annotated[datetime | None, Field(description="The later one; none for now.")]
    basis: Literal["recorded", "known"]
    rows: list[Restatement]
    total: Annotated[int, Field(description="Figures of all pages.")]
    files: Annotated[list[RestatingFile], Field(description="What brought them, the most figures first.")]
    datasets: Annotated[dict[str, int], Field(description="Tables that were replaced, by dataset.")]
    new_tables: Annotated[int, Field(description="Tables that speak for what nothing spoke for before.")]
    is_simulated: bool
    next_cursor: Next


def restatement_routes(service: Service) -> APIRouter:
    """The route of restatements."""
    routes = APIRouter(prefix="/api", tags=["imports"])

    @routes.get("/restatements")
    def restatements(
        reader: Caller,
        *,
        since: Annotated[str, Query(max_length=40, description="A day or an instant.", examples=["2024-06-30"])] = "",
        until: Annotated[str, Query(max_length=40, description="A day or an instant; now where empty.")] = "",
        basis: Annotated[
            Literal["recorded", "known"],
            Query(description="By when files were taken in, or by when their publishers made them known."),
        ] = "recorded",
        import_id: Annotated[str, Query(pattern="^[0-9]{0,18}$", description="What this import changed.")] = "",
        dataset: Annotated[str, Query(max_length=63, json_schema_extra={"enum": _DATASETS})] = "volume",
        find: Annotated[str, Query(max_length=300, description="Any text of name, file, sheet or cell.")] = "",
        limit: Annotated[int, Query(ge=1, le=1000, description="At most so many.")] = 100,
        cursor: Cursor = "",
    ) -> RestatementsPage:
        """What is read otherwise now than at an earlier point of knowledge, the largest change first."""
        if dataset not in _DATASETS:
            fix = f"one of {', '.join(_DATASETS)}"
            raise RequestNotUnderstood(f"{dataset!r} has no restatements", where="dataset", fix=fix)
        kind = json.dumps(["restatements", since, until, basis, import_id, dataset, find], ensure_ascii=False)
        place = place_in(cursor, kind, int)
        wanted = RestatementsWanted(
            since=moment(since, "since"),
            until=moment(until, "until"),
            basis=basis,
            import_id=int(import_id) if import_id else None,
            dataset=dataset,
            text=find,
            limit=limit,
            offset=int(place[0]) if place else 0,
        )
        page = restatements_page(service.stores, reader, wanted)
        end = wanted.offset + limit
        following = cursor_of(kind, end) if end < page["total"] else None
        return RestatementsPage.model_validate({**page, "next_cursor": following})

    return routes
