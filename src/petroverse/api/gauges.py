"""Routes of gauges: which protocols are spoken, a look at one in the field, and saving it in the network."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Final

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.callers import Caller
from petroverse.api.errors import TooManyRequests
from petroverse.api.network_forms import NetworkGauge, NetworkMeter, NetworkPlace, NetworkTank, SavedNetwork
from petroverse.api.service import Service
from petroverse.workflows import add_gauge, gauge_protocols, look_at_gauge

__all__ = ["gauge_routes"]

_AT_ONCE: Final = 4
_Words = Annotated[str, Field(max_length=300)]


class GaugeOption(BaseModel):
    """Something that a protocol asks for."""

    name: str
    what: str


class GaugeProtocol(BaseModel):
    """A protocol that is spoken here."""

    protocol: str
    address: Annotated[str, Field(description="How its address is written.")]
    options: list[GaugeOption]


class GaugeProtocols(BaseModel):
    """Every protocol that is spoken here."""

    protocols: list[GaugeProtocol]


class GaugeLook(BaseModel):
    """A gauge to look at, and how it is spoken with."""

    model_config = ConfigDict(extra="forbid")

    protocol: Annotated[str, Field(max_length=64, examples=["veeder_root"])]
    address: Annotated[_Words, Field(min_length=1, examples=["10.0.0.7:10001"])]
    options: dict[str, Annotated[str, Field(max_length=262_144)]] = {}
    secret: Annotated[_Words, Field(description="What an option names, for this look alone; it is not kept.")] = ""


class GaugeTankFound(BaseModel):
    """A tank as a gauge tells of it; metres, °C, observed litres."""

    name: str
    label: str
    level_m: float | None
    temp_c: float | None
    water_m: float | None
    volume_l: float | None
    room_l: float | None
    alarms: list[str]


class GaugeMeterFound(BaseModel):
    """A meter as a gauge tells of it."""

    name: str
    total_l: float | None


class GaugeFound(BaseModel):
    """What a look at a gauge found."""

    make: str
    revision: str
    tanks: list[GaugeTankFound]
    meters: list[GaugeMeterFound]
    drops: Annotated[int | None, Field(description="Deliveries that it remembers.")]
    clock_off_s: Annotated[float | None, Field(description="By how much its clock is ahead of ours.")]


class GaugeToSave(BaseModel):
    """A gauge with what is new around it; a gauge of this id is replaced, anything else has to be new."""

    model_config = ConfigDict(extra="forbid")

    gauge: NetworkGauge
    places: list[NetworkPlace] = []
    tanks: list[NetworkTank] = []
    meters: list[NetworkMeter] = []


def gauge_routes(service: Service) -> APIRouter:
    """Routes of gauges; each takes the right to operate."""
    routes = APIRouter(prefix="/api/gauges", tags=["network"])
    free = threading.BoundedSemaphore(_AT_ONCE)

    @routes.get("/protocols", operation_id="gauge_protocols")
    def protocols(reader: Caller) -> GaugeProtocols:
        """Which protocols are spoken here, how each writes its address, and what it asks for."""
        return GaugeProtocols.model_validate({"protocols": gauge_protocols(reader)})

    @routes.post("/look", operation_id="look_at_gauge")
    def look(asked: GaugeLook, reader: Caller) -> GaugeFound:
        """Asks a gauge which tanks and meters it has and how they stand, within 30 s; nothing is changed anywhere."""
        with _one_of(free):
            found = look_at_gauge(
                reader,
                asked.protocol,
                asked.address.strip(),
                options=asked.options,
                secret=asked.secret,
                limits=service.gauge_looks,
            )
        return GaugeFound.model_validate(found)

    @routes.post("", operation_id="add_gauge", status_code=201)
    def add(wanted: GaugeToSave, reader: Caller) -> SavedNetwork:
        """Saves a gauge, and the places, tanks and meters that are new; all else of the network stays as it is."""
        rows = wanted.model_dump()
        return SavedNetwork.model_validate(add_gauge(service.stores, reader, {"gauges": [rows.pop("gauge")], **rows}))

    return routes


@contextmanager
def _one_of(free: threading.BoundedSemaphore) -> Iterator[None]:
    """Holds a place among the few who look at once: a look waits for a gauge, and a thread waits with it."""
    if not free.acquire(blocking=False):
        what = f"{_AT_ONCE} people look at gauges just now"
        raise TooManyRequests(what, fix="try again in a moment", retry_after_s=10)
    try:
        yield
    finally:
        free.release()
