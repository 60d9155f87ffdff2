"""Routes that give datasets, findings, imports and editions whole, in any format, however many rows they have."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request, Response

from petroverse.api.callers import Caller
from petroverse.api.conditional import FILES, FormatWanted, chosen_format, document_response, not_modified, tagged
from petroverse.api.service import Service
from petroverse.core.catalogue import datasets
from petroverse.workflows import LISTS, export_dataset, list_document, moment

__all__ = ["export_routes"]

_WHAT: Final = [*datasets(), *LISTS]
_What = Annotated[
    str,
    Path(max_length=63, description="A dataset, or a list.", json_schema_extra={"enum": _WHAT}, examples=["volume"]),
]
_GIVEN: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The rows with units; JSON has `schema`, `rows`, `meta` and `warnings`. It is sent as it is "
        "read: an answer that breaks off before its end is not whole.",
        "content": {"application/json": {"schema": {"type": "object"}}, **FILES},
    },
    304: {"description": "The rows that you hold are the rows."},
}


def export_routes(service: Service) -> APIRouter:
    """Routes of exports."""
    routes = APIRouter(prefix="/api", tags=["exports"])

    @routes.get("/exports/{dataset}", operation_id="export", responses=_GIVEN, response_class=Response)
    def export(
        dataset: _What,
        request: Request,
        reader: Caller,
        *,
        form: FormatWanted = "",
        as_of: Annotated[
            str,
            Query(max_length=40, description="Datasets: only what was made known by then.", examples=["2024-06-30"]),
        ] = "",
    ) -> Response:
        """Every row that you may see: of a dataset with its cell, or of `findings`, `imports` or `editions`.

        Rows of grain month and of grain year stand side by side and may tell the same litres: sum one grain only, or
        ask `/api/query`, which counts each litre once.
        """
        chosen = chosen_format(request, form)
        if dataset in LISTS:
            return document_response(list_document(service.stores, reader, dataset), chosen, dataset)
        exported = export_dataset(service.stores, reader, dataset, as_of=moment(as_of))
        headers = tagged(exported.etag, chosen)
        same = not_modified(request, headers)
        name = f"{dataset}-{as_of}" if as_of else dataset
        return same or document_response(exported.document, chosen, name, headers)

    return routes
