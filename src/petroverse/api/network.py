"""Routes of the network: read and changed as one object, taken in from a file and given out as one."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, File, Header, Query, Request, Response, UploadFile

from petroverse.api.callers import Caller
from petroverse.api.conditional import not_modified
from petroverse.api.network_forms import ImportedNetwork, NetworkForm, NetworkNow, SavedNetwork
from petroverse.api.service import Service
from petroverse.workflows import NETWORK_FORMATS, Reader, change_network, export_network, import_network, network_now

__all__ = ["network_routes"]

_LARGEST: Final = 2**31 - 1
_BYTES: Final = {"schema": {"type": "string", "format": "binary"}}
_FILES: Final = dict.fromkeys(NETWORK_FORMATS.values(), _BYTES) | {"application/json": {"schema": {"type": "object"}}}
_Version = Annotated[
    str,
    Header(
        alias="If-Match",
        pattern=r'^(W/)?"?([a-z0-9_-]{1,80}-)?[0-9]{1,9}"?$',
        description="The `ETag` that it was read with; `0` where nothing was saved yet.",
    ),
]


def network_routes(service: Service) -> APIRouter:
    """Routes of the network; changing it takes the right to operate."""
    routes = APIRouter(prefix="/api/network", tags=["network"])
    _add_reading(routes, service)
    _add_changing(routes, service)
    return routes


def _add_reading(routes: APIRouter, service: Service) -> None:
    @routes.get("", response_model=NetworkNow)
    def network(
        request: Request,
        response: Response,
        reader: Caller,
        version: Annotated[int | None, Query(ge=0, le=_LARGEST, description="The newest if left out.")] = None,
    ) -> NetworkNow | Response:
        """Places, tanks, meters, gauges, trucks and routes; its `ETag` is its version."""
        told = network_now(service.stores, reader, version)
        headers = _tagged(told["version"], reader, is_simulated=told["simulated"])
        held = not_modified(request, headers)
        if held:
            return held
        response.headers.update(headers)
        return NetworkNow.model_validate(told)

    @routes.get("/export", responses={200: {"content": _FILES}}, response_class=Response)
    def export(
        reader: Caller, form: Annotated[Literal["json", "xlsx", "csv"], Query(alias="format")] = "xlsx"
    ) -> Response:
        """The network as a file that can be changed and taken in again; CSV is a zip of one file a sheet."""
        file = export_network(service.stores, reader, form)
        told = {"Content-Disposition": f'attachment; filename="{file.name}"'}
        return Response(file.content, media_type=file.media_type, headers=told)


def _add_changing(routes: APIRouter, service: Service) -> None:
    @routes.put("")
    def change(
        wanted: NetworkForm,
        response: Response,
        reader: Caller,
        if_match: _Version = "0",
    ) -> SavedNetwork:
        """Saves the next version; where somebody saved one since yours was read, nothing is."""
        saved = change_network(service.stores, reader, wanted.model_dump(), version=_version(if_match))
        response.headers.update(_tagged(saved["version"], reader, is_simulated=saved["simulated"]))
        return SavedNetwork.model_validate(saved)

    @routes.post("/import", operation_id="network_import")
    def import_file(
        file: Annotated[UploadFile, File(description="A workbook, a zip of CSV files, one CSV file, or JSON.")],
        reader: Caller,
        check: Annotated[bool, Query(description="Say only what would come of it.")] = False,
    ) -> ImportedNetwork:
        """Takes a file in, whole or not at all; a sheet that is not in it leaves its kind as it is."""
        told = import_network(service.stores, reader, file.filename or "network", file.file.read(), is_check=check)
        return ImportedNetwork.model_validate(told)


def _tagged(version: int, reader: Reader, *, is_simulated: bool) -> dict[str, str]:
    """Headers of a network; that of another organisation, or a simulated one, is never taken for it."""
    whose = f"{reader.acts_in}-simulated" if is_simulated else reader.acts_in
    return {
        "ETag": f'"{whose}-{version}"',
        "Cache-Control": "private, no-cache",
        "Vary": "Authorization, Cookie",
    }


def _version(if_match: str) -> int:
    """The version that an ``ETag`` names."""
    return int(if_match.removeprefix("W/").strip('"').rpartition("-")[2])
