"""What the routes of forecasts take and answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.conditional import FormatName
from petroverse.api.report_answers import Line

__all__ = ["FORECAST", "Forecast", "ForecastInFull", "ForecastMaking", "ForecastWords", "ForecastsAsked"]

ASKED: Final = "/api/forecasts?measure=volume&by=product&filter=source=omc&only=product=gasoline&horizon=2"
_ROW: Final = {"forecast": 65_118_000, "lo80": 61_402_000, "hi80": 68_790_000, "lo95": 58_977_000, "hi95": 71_243_000}
FORECAST: Final[dict[str, Any]] = {
    "schema": "petroverse.forecast/1",
    "rows": [
        {"month": month, "product": "gasoline", **_ROW, "method": "AutoETS 0.61, AutoTheta 0.39", "is_unknown": False,
         "unit": "L"}
        for month in ("2026-01", "2026-02")
    ],
    "meta": {
        "query": {
            "measures": ["volume"],
            "dimensions": ["product"],
            "filters": [{"dimension": "source", "in": ["omc"]}],
            "only": [{"dimension": "product", "in": ["gasoline"]}],
        },
        "horizon": 2,
        "forecast": 1,
        "known_at": "2026-01-20T10:00:00+00:00",
        "made_at": "2026-01-20T10:04:11+00:00",
        "simulated": True,
        "breaks": [],
    },
    "warnings": ["SAMPLE: this is a forecast of a simulated country, it is not real"],
}  # fmt: skip
"""What a forecast looks like."""


class ForecastWords(BaseModel):
    """A forecast as a link asks for it, in the words of the command line."""

    model_config = ConfigDict(extra="forbid")

    measure: Annotated[list[str], Field(description="What is forecast: `volume`.", max_length=5)] = ["volume"]
    by: Annotated[
        list[str],
        Field(
            description="What it is split by: several by comma. What is split is forecast together, so that parts add "
            "up: companies to the market of a product, regions to the nation.",
            examples=[["product"]],
        ),
    ] = []
    filter: Annotated[
        list[str], Field(description="One limit each, as `/api/query` takes them.", examples=[["source=omc"]])
    ] = []
    only: Annotated[
        list[str],
        Field(
            description="Show only these series; the others are forecast with them.", examples=[["product=gasoline"]]
        ),
    ] = []
    horizon: Annotated[int, Field(ge=1, le=12, description="Months ahead.")] = 6
    as_of: Annotated[
        str, Field(max_length=40, description="As it would be made from what was known then.", examples=["2025-03-31"])
    ] = ""
    as_recorded: Annotated[
        str, Field(max_length=40, description="As it stood here then; 404 where none did.", examples=["2026-03-31"])
    ] = ""
    format: FormatName = ""


ForecastsAsked = Annotated[ForecastWords, Query()]


class ForecastMaking(Line):
    """A forecast that is not there yet: it is being made. Ask again in a moment."""

    schema_: Annotated[Literal["petroverse.forecast_making/1"], Field(alias="schema")]
    state: Annotated[Literal["waiting", "running", "done"], Field(description="Whether a worker has it.")]
    done: Annotated[int, Field(description="Folds that are played; they stay, whatever happens.")]
    total: Annotated[int, Field(description="Folds in all; 0 while that is not known.")]
    what: Annotated[str, Field(description="The fold that goes on.", examples=["2025-03 L"])]
    job: Annotated[int, Field(description="The job's number.")]


class ForecastAbout(Line):
    """Where a forecast comes from."""

    query: Annotated[dict[str, Any], Field(description="The question in its one normal form.")]
    horizon: int
    forecast: Annotated[int, Field(description="The number that it is kept under.")]
    known_at: Annotated[datetime, Field(description="When the newest fact that it is made from was made known, UTC.")]
    made_at: Annotated[datetime, Field(description="When it was made, UTC.")]
    simulated: Annotated[bool, Field(description="True where it is of a made-up country.")]
    breaks: Annotated[list[dict[str, str]], Field(description="Definitions that change within the past.")]


class Forecast(Line):
    """The months ahead, a row a month and series."""

    model_config = ConfigDict(json_schema_extra={"examples": [FORECAST]})

    schema_: Annotated[Literal["petroverse.forecast/1", "petroverse.forecast_history/1"], Field(alias="schema")]
    rows: Annotated[
        list[dict[str, str | float | bool | None]],
        Field(
            description="`month`, the dimensions, `forecast`, `lo80`, `hi80`, `lo95`, `hi95` in `unit`, `method`; "
            "`is_unknown` where the range is so wide that nobody can know."
        ),
    ]
    meta: ForecastAbout
    warnings: list[str]


class ForecastMonth(BaseModel):
    """One month ahead, in the series' unit."""

    month: Annotated[str, Field(examples=["2026-01"])]
    forecast: int | None
    lo80: int | None
    hi80: int | None
    lo95: int | None
    hi95: int | None
    method: str
    is_unknown: bool


class ForecastSpan(BaseModel):
    """The sum of the months from the first one ahead to a later one, in the series' unit."""

    first: str
    last: str
    forecast: int | None
    lo80: int | None
    hi80: int | None
    lo95: int | None
    hi95: int | None
    is_unknown: bool


class ForecastAccuracy(BaseModel):
    """How what is shown did at past origins, each knowing only what had passed by then; null: nothing has come yet."""

    folds: Annotated[int, Field(description="Past origins that could be judged.")]
    wape: Annotated[float | None, Field(description="Absolute errors over what happened: 0.05 is five of a hundred.")]
    naive_wape: Annotated[float | None, Field(description="The same of `as last month`.")]
    bias: Annotated[float | None, Field(description="Forecast less what happened, over what happened.")]
    coverage80: Annotated[float | None, Field(description="Share of months within the 80 % range told then.")]
    coverage95: Annotated[float | None, Field(description="Share of months within the 95 % range told then.")]


class ForecastReasons(BaseModel):
    """Why a forecast is as it is."""

    level: Annotated[float | None, Field(description="What a month sells now, season taken out.")]
    trend_per_month: Annotated[float | None, Field(description="How much the level moves a month.")]
    season: Annotated[dict[str, float | None], Field(description="Above or below the year's mean, by month ahead.")]
    members: Annotated[
        dict[str, dict[str, float | None]], Field(description="Each member's weight, and how it did before.")
    ]
    changed: Annotated[dict[str, float | None], Field(description="What the forecast before this one said, by month.")]
    words: Annotated[list[str], Field(description="Sentences, the most important first.")]


class ForecastOfOne(BaseModel):
    """One series whole."""

    of: Annotated[dict[str, str], Field(description="Its dimensions.", examples=[{"product": "gasoline"}])]
    unit: Annotated[str, Field(examples=["L"])]
    first_month: Annotated[str, Field(description="Of the past.", examples=["2019-01"])]
    past: Annotated[list[int | None], Field(description="A value a month; null where nothing was told.")]
    rows: list[ForecastMonth]
    spans: list[ForecastSpan]
    accuracy: ForecastAccuracy
    explanation: ForecastReasons


class ForecastInFull(Line):
    """Series whole: past, months ahead, sums, accuracy, reasons."""

    schema_: Annotated[Literal["petroverse.forecast_in_full/1"], Field(alias="schema")]
    series: Annotated[list[ForecastOfOne], Field(description="The largest first.")]
    others: Annotated[list[dict[str, str]], Field(description="The dimensions of every series that can be shown.")]
    meta: ForecastAbout
    warnings: list[str]
