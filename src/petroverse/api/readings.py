"""Routes of readings: the door for sites that send their messages over HTTP, the latest state, and a tank over time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.callers import Caller
from petroverse.api.cursors import Cursor, cursor_of, place_in
from petroverse.api.service import Service
from petroverse.core.conditions import RuleName
from petroverse.core.errors import InputRefused
from petroverse.workflows import (
    MOST_POINTS,
    TankNowState,
    messages_set_aside,
    take_readings,
    tank_readings,
    tanks_latest,
)

__all__ = ["InstantRefused", "reading_routes"]

_TankId = Annotated[str, Path(min_length=1, max_length=128, description="May hold slashes, such as `S7/1`.")]
_MESSAGE: Final = {
    "id": "g7-20240301-0630", "kind": "readings/1", "at": "2024-03-01T06:30:00Z", "known_at": "2024-03-01T06:30:02Z",
    "organisation": "local", "source": "gauge-7",
    "body": {
        "place": "S7",
        "readings": [{"tank": "S7/1", "at": "2024-03-01T06:30:00Z", "level_m": 1.25, "temp_c": 29.5, "water_m": 0.01}],
        "meters": [{"meter": "S7/N1", "at": "2024-03-01T06:30:00Z", "total_l": 482115.2}],
    },
}  # fmt: skip


class InstantRefused(InputRefused):
    """An instant without a time zone, or where no reading can lie."""


class ToldMessages(BaseModel):
    """Messages of sites, in any order; sent again, one acts no more."""

    model_config = ConfigDict(extra="forbid")

    messages: Annotated[
        list[dict[str, Any]],
        Field(min_length=1, max_length=1000, description="Each in its envelope.", examples=[[_MESSAGE]]),
    ]


class RefusedMessage(BaseModel):
    """A message that cannot be used; it is set aside, and need not be sent again."""

    id: str
    what: str
    where: str
    fix: str


class AsideMessage(BaseModel):
    """A message that nothing could be made of."""

    id: str
    reason: str
    content: Annotated[str, Field(description="As it came, at most its first 2,000 characters.")]
    recorded_at: datetime


class AsideMessages(BaseModel):
    """Messages that nothing could be made of, the newest first."""

    messages: list[AsideMessage]


class TakenReadings(BaseModel):
    """What became of each message; its sender may forget all of them."""

    taken: list[str]
    known: Annotated[list[str], Field(description="Came before, and acted then.")]
    refused: list[RefusedMessage]
    unknown_tanks: Annotated[list[str], Field(description="Not in the network; kept without a volume.")]


class LatestOfTank(BaseModel):
    """What was told last of a tank; heights in metres, volumes in litres."""

    tank: str
    place: str
    at: datetime
    level_m: float | None
    temp_c: float | None
    water_m: float | None
    gauge_volume_l: float | None
    observed_volume_l: float | None
    standard_volume_l: float | None
    quality: str
    known_at: datetime


class TankNow(LatestOfTank):
    """How a tank stands: what was told last of it, held against what the watch found."""

    state: Annotated[
        TankNowState,
        Field(description="`silent` goes before all; `doubtful`: the last reading may not be trusted."),
    ]
    silent_at: Annotated[datetime, Field(description="From then on it is silent, if nothing comes.")]
    conditions: Annotated[list[RuleName], Field(description="What is so of it now, called out or not.")]
    alarm: Annotated[Literal["", "low", "medium", "high"], Field(description="Of its open alarms the highest.")]
    calling: Annotated[bool, Field(description="One of them waits for a person and is not kept quiet.")]
    days_of_cover: Annotated[float | None, Field(description="How long it lasts at the sales that are expected.")]
    dry_at: Annotated[datetime | None, Field(description="When it runs dry if nothing comes, as the watch expects.")]
    dry_earliest_at: Annotated[datetime | None, Field(description="From when on that may be, at 90 %.")]
    dry_latest_at: Annotated[datetime | None, Field(description="Until when it will have been, at 90 %.")]


class LatestOfTanks(BaseModel):
    """How each tank stands, by the tank's id."""

    tanks: list[TankNow]
    now: Annotated[datetime, Field(description="The present; of a simulated organisation its newest reading.")]
    simulated: bool
    next_cursor: str | None


class TankPoints(BaseModel):
    """Column by column, in order of time. A bucket is named by its start; its figures are of good readings alone."""

    at: list[datetime] = []
    readings: list[int] = []
    good: list[int] = []
    stuck: list[int] = []
    spike: list[int] = []
    gap: list[int] = []
    out_of_range: list[int] = []
    water: list[int] = []
    level_m: Annotated[list[float | None], Field(description="Mean height.")] = []
    level_min_m: list[float | None] = []
    level_max_m: list[float | None] = []
    level_first_m: list[float | None] = []
    level_last_m: list[float | None] = []
    volume_l: Annotated[list[float | None], Field(description="Mean observed litres.")] = []
    volume_min_l: list[float | None] = []
    volume_max_l: list[float | None] = []
    volume_first_l: list[float | None] = []
    volume_last_l: list[float | None] = []
    temp_c: Annotated[list[float | None], Field(description="Of single readings only.")] = []
    water_m: Annotated[list[float | None], Field(description="Of single readings only.")] = []
    standard_volume_l: Annotated[list[float | None], Field(description="Of single readings only; at 15 °C.")] = []
    variance_l: Annotated[
        list[float | None],
        Field(description="What it holds beyond what meters and deliveries leave since the first point."),
    ] = []


class TankDelivery(BaseModel):
    """Product that came in, as the level tells it."""

    started_at: datetime
    ended_at: datetime
    litres: Annotated[float, Field(description="How much more stood in it afterwards, observed.")]


class TankHappening(BaseModel):
    """That an alarm began, ended, or was not so after all."""

    at: datetime
    word: Literal["raised", "returned", "withdrawn"]
    rule: RuleName
    priority: Literal["low", "medium", "high"]


class TankOverTime(BaseModel):
    """A tank over time, as fine as the wanted points allow."""

    tank: str
    grain: Annotated[
        Literal["reading", "minute", "hour", "day", "days"],
        Field(description="How fine it is; `days`: several at once."),
    ]
    simulated: bool
    points: TankPoints
    deliveries: list[TankDelivery]
    happened: list[TankHappening]


def reading_routes(service: Service) -> APIRouter:
    """Routes of readings; sending them takes the right to import."""
    routes = APIRouter(prefix="/api", tags=["readings"])

    @routes.post("/readings")
    def take(told: ToldMessages, reader: Caller) -> TakenReadings:
        """Takes messages of sites in; each acts once, and one that cannot be used is set aside and named."""
        return TakenReadings.model_validate(
            take_readings(service.stores, reader, told.messages, publish=service.publish)
        )

    @routes.get("/readings/set-aside", operation_id="messages_set_aside")
    def set_aside(reader: Caller, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> AsideMessages:
        """What sites sent and nothing could be made of, with the reason; it is kept until somebody puts it right."""
        return AsideMessages.model_validate({"messages": messages_set_aside(service.stores, reader, limit=limit)})

    @routes.get("/tanks/latest")
    def tanks_latest_state(
        reader: Caller,
        place: Annotated[str, Query(max_length=128, description="Only of this site.")] = "",
        limit: Annotated[int, Query(ge=1, le=5000, description="At most so many.")] = 1000,
        cursor: Cursor = "",
    ) -> LatestOfTanks:
        """How each tank stands: what was told last of it, and what is so of it now."""
        kind = f"tanks/latest/{place}"
        after = place_in(cursor, kind, str)
        page = tanks_latest(service.stores, reader, place=place, after=after[0] if after else "", limit=limit)
        following = cursor_of(kind, page["tanks"][-1]["tank"]) if page.pop("has_more") else None
        return LatestOfTanks.model_validate({**page, "next_cursor": following})

    @routes.get("/tanks/{tank:path}/readings")
    def tank_over_time(
        tank: _TankId,
        reader: Caller,
        since: Annotated[
            datetime | None, Query(alias="from", description="The first instant; a day before the end if left out.")
        ] = None,
        until: Annotated[datetime | None, Query(alias="to", description="The end; now if left out.")] = None,
        points: Annotated[int, Query(ge=1, le=MOST_POINTS, description="At most so many.")] = 1000,
    ) -> TankOverTime:
        """One tank from an instant on until before another: single readings where they are few, else buckets."""
        end = _instant("to", until) or service.stores.clock.now()
        start = _instant("from", since) or end - timedelta(days=1)
        return TankOverTime.model_validate(tank_readings(service.stores, reader, tank, start, end, most_points=points))

    return routes


def _instant(name: str, at: datetime | None) -> datetime | None:
    """An instant in UTC.

    Raises:
        InstantRefused: It has no zone, or lies before 1900 or after 2999.
    """
    if at is None:
        return None
    if at.tzinfo is None or not 1900 <= at.year <= 2999:
        fix = "write it as 2024-03-01T06:30:00Z"
        raise InstantRefused(f"{at.isoformat()} is no instant that can be asked for", where=name, fix=fix)
    return at.astimezone(UTC)
