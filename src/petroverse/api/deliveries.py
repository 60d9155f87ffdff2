"""Routes of the delivery book: papers come in, and each stands beside what its tank tells."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.callers import Caller
from petroverse.api.service import Service
from petroverse.api.wet_stock_forms import StockDrop
from petroverse.workflows import deliveries_of_site, remove_waybill, take_waybills

__all__ = ["delivery_routes"]

_Name = Annotated[str, Field(max_length=128)]
_Id = Annotated[str, Query(min_length=1, max_length=128)]


class WaybillLine(BaseModel):
    """What a waybill says was brought into one tank; one of the same number and tank is replaced."""

    model_config = ConfigDict(extra="forbid")

    number: Annotated[_Name, Field(min_length=1, examples=["WB-20240305-1"])]
    tank: Annotated[_Name, Field(min_length=1, examples=["S7/1"])]
    delivered_at: Annotated[datetime, Field(description="With its zone.", examples=["2024-03-05T10:15:00Z"])]
    observed_l: Annotated[float | None, Field(description="Litres at `temp_c`; this or `standard_l`.")] = None
    standard_l: Annotated[float | None, Field(description="Litres at 15 °C.", examples=[13_500.0])] = None
    temp_c: float | None = None
    density15_kg_m3: float | None = None
    place: Annotated[_Name, Field(description="The tank's own site if left out.")] = ""
    product: Annotated[_Name, Field(description="The tank's own product if left out.")] = ""
    loaded_at: datetime | None = None
    truck: Annotated[_Name, Field(description="Its number plate.")] = ""
    place_from: Annotated[_Name, Field(description="Where it was loaded.")] = ""


class WaybillLines(BaseModel):
    """Lines of waybills, kept all or none."""

    model_config = ConfigDict(extra="forbid")

    lines: Annotated[list[WaybillLine], Field(min_length=1, max_length=1000)]


class KeptWaybills(BaseModel):
    """What came of it."""

    kept: int
    short: Annotated[list[str], Field(description="Tanks of which less came than their papers say, as far as is told.")]


class DeliveryLine(StockDrop):
    """One delivery: what the tank tells, beside its papers."""

    tank: str
    product: str


class Deliveries(BaseModel):
    """A month of one site's deliveries, in order of time."""

    month: str
    time_zone: str
    is_over: bool
    simulated: bool
    place: str
    name: str
    deliveries: list[DeliveryLine]


def delivery_routes(service: Service) -> APIRouter:
    """Routes of deliveries; entering papers takes the right to import."""
    routes = APIRouter(prefix="/api/deliveries", tags=["wet stock"])

    @routes.get("", operation_id="deliveries")
    def deliveries(
        reader: Caller,
        place: Annotated[str, Query(min_length=1, max_length=128, description="The site.")],
        month: Annotated[str, Query(max_length=7, description="Such as `2024-03`; the last whole one if empty.")] = "",
    ) -> Deliveries:
        """A month of one site's deliveries: what each tank tells, its papers, and what is short."""
        return Deliveries.model_validate(deliveries_of_site(service.stores, reader, place, month))

    @routes.post("", operation_id="save_waybills", status_code=201)
    def save(wanted: WaybillLines, reader: Caller) -> KeptWaybills:
        """Keeps lines of waybills and holds them against what tanks told; what is short beyond dispute is told."""
        raws: list[dict[str, Any]] = [each.model_dump(exclude_none=True) for each in wanted.lines]
        return KeptWaybills.model_validate(take_waybills(service.stores, reader, raws))

    @routes.delete("", operation_id="delete_waybill", status_code=204)
    def delete(number: _Id, tank: _Id, reader: Caller) -> Response:
        """Takes a line out that was entered wrongly; the record keeps what it said."""
        remove_waybill(service.stores, reader, number, tank)
        return Response(status_code=204)

    return routes
