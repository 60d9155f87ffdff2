"""The network as it is sent and answered: the same words and units as ``core.network``."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from petroverse.core.places import PlaceKind

__all__ = ["ImportedNetwork", "NetworkForm", "NetworkNow", "SavedNetwork"]

_Id = Annotated[str, Field(min_length=1, max_length=128)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class NetworkCoordinates(_Form):
    """A point on the earth, WGS 84, degrees."""

    latitude: float
    longitude: float


class NetworkPlace(_Form):
    """A terminal, depot, station, customer or border post."""

    id: _Id
    name: str
    kind: PlaceKind
    region: str = ""
    coordinates: NetworkCoordinates | None = None
    company: str | None = None


class NetworkCompany(_Form):
    """A company of the trade."""

    id: _Id
    name: str
    role: Annotated[str, Field(examples=["omc"])]


class TableStrapping(_Form):
    """Height to volume as a calibration certificate has it."""

    kind: Literal["table"]
    level_m: list[float]
    volume_l: list[float]


class LyingStrapping(_Form):
    """A lying cylinder; dish_m is how far each end bulges out."""

    kind: Literal["horizontal_cylinder"]
    diameter_m: float
    length_m: float
    dish_m: float = 0.0


class StandingStrapping(_Form):
    """A standing cylinder."""

    kind: Literal["vertical_cylinder"]
    diameter_m: float
    height_m: float


class NetworkTank(_Form):
    """A tank; its volumes in observed litres, the density at 15 °C in kg/m3."""

    id: _Id
    place: str
    product: Annotated[str, Field(examples=["gasoil"])]
    strapping: Annotated[TableStrapping | LyingStrapping | StandingStrapping, Field(discriminator="kind")]
    capacity_l: float
    safe_fill_l: float
    dead_stock_l: float = 0.0
    density15_kg_m3: float | None = None


class NetworkTruck(_Form):
    """A bulk road vehicle, with the litres of each compartment from front to back."""

    id: _Id
    compartments_l: list[float]
    carrier: str | None = None


class NetworkRoute(_Form):
    """A road from one place to another, one way."""

    id: _Id
    origin: str
    destination: str
    length_km: float
    drive_h: float


class NetworkMeter(_Form):
    """A totaliser of one nozzle or loading arm."""

    id: _Id
    place: str
    tank: str


class NetworkGauge(_Form):
    """A tank gauge: how it is spoken with, and what its own names of tanks and meters mean."""

    id: _Id
    place: str
    protocol: Annotated[str, Field(examples=["veeder_root"])]
    address: str
    tanks: dict[str, str] = {}
    meters: dict[str, str] = {}
    options: dict[str, str] = {}


class NetworkForm(_Form):
    """Everything that stands and moves; each id once, each reference leading somewhere."""

    places: list[NetworkPlace] = []
    companies: list[NetworkCompany] = []
    tanks: list[NetworkTank] = []
    trucks: list[NetworkTruck] = []
    routes: list[NetworkRoute] = []
    meters: list[NetworkMeter] = []
    gauges: list[NetworkGauge] = []


class RetiredNetworkPart(BaseModel):
    """A tank or meter that left the network with readings to its name."""

    kind: str
    id: str
    until: datetime
    was: dict[str, Any]


class NetworkNow(BaseModel):
    """The network at one of its versions; version 0 is the empty one before the first was saved."""

    version: int
    changed_at: datetime | None
    changed_by: str
    simulated: Annotated[bool, Field(description="Whether it is of a simulated country.")]
    network: NetworkForm
    retired: list[RetiredNetworkPart]


class NetworkField(BaseModel):
    """One field of a part that differs."""

    field: str
    was: Any
    is_: Annotated[Any, Field(alias="is")]


class NetworkPartChange(BaseModel):
    """What became of one part."""

    kind: Annotated[str, Field(examples=["tanks"])]
    id: str
    what: Literal["added", "changed", "removed", "retired"]
    fields: list[NetworkField]


class SavedNetwork(NetworkNow):
    """The network as it was saved, with what became of each part that differs."""

    changes: list[NetworkPartChange]


class NetworkCellFault(BaseModel):
    """One cell that cannot be used, with its cure; row 0 is the whole sheet, row 1 its headings."""

    sheet: str
    row: int
    column: str
    what: str
    fix: str


class ImportedNetwork(BaseModel):
    """What came, or would come, of a file; with any fault nothing is taken in."""

    is_taken: bool
    version: Annotated[int, Field(description="The network's version afterwards.")]
    faults: list[NetworkCellFault]
    counts: Annotated[dict[str, int], Field(description="How many parts of each kind become what.")]
    changes: list[NetworkPartChange]
