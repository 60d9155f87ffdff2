"""The route that tells the words of the country whose facts are read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from petroverse.api.callers import Caller
from petroverse.api.report_answers import Line
from petroverse.api.service import Service
from petroverse.workflows import country_words

__all__ = ["Country", "country_routes"]


class CountryLevel(Line):
    """One state of the country's division into regions."""

    name: Annotated[str, Field(examples=["16"])]
    since: Annotated[date, Field(description="In force from this day; tables may follow years later.")]
    dimension: Annotated[str, Field(description="The dimension that asks at this level.", examples=["region_16"])]


class CountryRegion(Line):
    """One region at one level, with its place on a map of tiles."""

    name: Annotated[str, Field(description="As answers write it.", examples=["Bono East"])]
    level: Annotated[str, Field(examples=["16"])]
    parent: Annotated[str, Field(description="The region of the coarsest level that it lies in.")]
    code: Annotated[str, Field(description="A short public code; empty where it has none.", examples=["GH-BE"])]
    row: Annotated[int, Field(ge=0, description="Its tile from the top, 0 first.")]
    column: Annotated[int, Field(ge=0, description="Its tile from the left, 0 first.")]


class CountryBreak(Line):
    """A series that changes its meaning, not its trade."""

    source: Annotated[str, Field(examples=["omc"])]
    product: Annotated[str, Field(examples=["gasoil_cellsite"])]
    inside: Annotated[str, Field(description="The product that it was counted in before.", examples=["gasoil"])]
    since: Annotated[date, Field(description="Counted by itself from this day.")]
    note: str


class CountryUnit(Line):
    """What a product is counted in."""

    product: Annotated[str, Field(examples=["lpg"])]
    unit: Literal["L", "kg"]
    units_per_tonne: Annotated[float | None, Field(description="In force today; null where the pack has none.")]


class Country(Line):
    """What is particular to the country whose facts are read; empty words where no pack is known."""

    pack: Annotated[str, Field(description="The country pack's name.", examples=["npa_ghana"])]
    name: Annotated[str, Field(examples=["Ghana"])]
    publisher: Annotated[str, Field(description="Who publishes its figures.")]
    is_simulated: Annotated[bool, Field(description="Whether the country is made up.")]
    time_zone: Annotated[str, Field(description="IANA name; UTC where no pack is known.", examples=["Africa/Accra"])]
    currency: Annotated[str, Field(description="ISO 4217.", examples=["GHS"])]
    minor_unit: Annotated[str, Field(description="The hundredth as printed.", examples=["GHp"])]
    window_days: Annotated[list[int], Field(description="Days of the month on which a pricing window starts.")]
    pricing_windows: Annotated[str, Field(examples=["twice a month, from the 1st and 16th"])]
    region_levels: Annotated[list[CountryLevel], Field(description="Coarsest and oldest first.")]
    regions: Annotated[list[CountryRegion], Field(description="Every region of every level.")]
    breaks: Annotated[list[CountryBreak], Field(description="Known changes of definition.")]
    units: Annotated[list[CountryUnit], Field(description="Litres and kilograms never add.")]


def country_routes(service: Service) -> APIRouter:
    """The route of the country."""
    routes = APIRouter(prefix="/api", tags=["catalogue"])

    @routes.get("/country")
    def the_country(reader: Caller) -> Country:
        """The country whose facts you read: its words, time zone, money, regions with tiles, and units."""
        return Country.model_validate(country_words(service.stores, reader))

    return routes
