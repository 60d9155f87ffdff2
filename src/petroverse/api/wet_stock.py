"""Routes of wet stock: a month of all sites in short, one site's month whole, as a table, and as a report."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request, Response

from petroverse.api.callers import Caller
from petroverse.api.conditional import FILES, FormatWanted, chosen_format, document_response
from petroverse.api.cursors import Cursor, cursor_of, place_in
from petroverse.api.reports import file_of
from petroverse.api.service import Service
from petroverse.api.wet_stock_forms import SiteStock, WetStock
from petroverse.workflows import wet_stock_of_site, wet_stock_report, wet_stock_rows, wet_stock_sites

__all__ = ["wet_stock_routes"]

_Place = Annotated[str, Path(min_length=1, max_length=128, description="A site's id; may hold slashes.")]
_Month = Annotated[
    str, Query(max_length=7, description="Such as `2024-03`; the last one that is over if empty.", examples=["2024-03"])
]
_GIVEN: Final[dict[int | str, dict[str, Any]]] = {200: {"description": "The month.", "content": FILES}}
_PDF: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The file.",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    }
}


def wet_stock_routes(service: Service) -> APIRouter:
    """Routes of wet stock; files take the right to export."""
    routes = APIRouter(prefix="/api/wet-stock", tags=["wet stock"])

    @routes.get("", operation_id="wet_stock", response_model=WetStock, responses=_GIVEN)
    def sites(
        request: Request,
        reader: Caller,
        *,
        month: _Month = "",
        form: FormatWanted = "",
        limit: Annotated[int, Query(ge=1, le=200, description="At most so many sites.")] = 50,
        cursor: Cursor = "",
    ) -> Any:  # noqa: ANN401 - the model, or a file
        """A month of every site by its id: verdicts and variances; as a file a row for each tank system of every site.

        A site that is not reckoned yet says so, and the next asking goes on.
        """
        chosen = chosen_format(request, form)
        if chosen.name != "json":
            document = wet_stock_rows(service.stores, reader, month)
            return document_response(document, chosen, f"wet-stock-{document.meta['month']}")
        kind = f"wet-stock/{month}"
        after = place_in(cursor, kind, str)
        page = wet_stock_sites(service.stores, reader, month, after=after[0] if after else "", limit=limit)
        following = cursor_of(kind, page["sites"][-1]["place"]) if page.pop("has_more") else None
        return WetStock.model_validate({**page, "next_cursor": following})

    @routes.get("/{place:path}/report", operation_id="wet_stock_report", responses=_PDF, response_class=Response)
    def report(place: _Place, reader: Caller, month: _Month = "") -> Response:
        """One site's month as a PDF to sign: what was tested, how, on how much data, and what came of it."""
        return file_of(wet_stock_report(service.stores, reader, place, month))

    @routes.get("/{place:path}", operation_id="wet_stock_of_site", response_model=SiteStock, responses=_GIVEN)
    def site(place: _Place, request: Request, reader: Caller, *, month: _Month = "", form: FormatWanted = "") -> Any:  # noqa: ANN401 - the model, or a file
        """One site's month: books day by day, verdicts with their evidence, causes; as a file a row a tank and day."""
        chosen = chosen_format(request, form)
        if chosen.name != "json":
            document = wet_stock_rows(service.stores, reader, month, place=place)
            return document_response(document, chosen, f"wet-stock-{place}-{document.meta['month']}")
        return SiteStock.model_validate(wet_stock_of_site(service.stores, reader, place, month))

    return routes
