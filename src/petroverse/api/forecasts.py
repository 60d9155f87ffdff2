"""Routes of forecasts: rows in any format, series whole with their reasons, and what was foretold before."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from petroverse.api.callers import Caller
from petroverse.api.conditional import FILES, chosen_format, document_response
from petroverse.api.forecast_forms import (
    FORECAST,
    Forecast,
    ForecastInFull,
    ForecastMaking,
    ForecastsAsked,
    ForecastWords,
)
from petroverse.api.service import Service
from petroverse.workflows import (
    ForecastAsked,
    ForecastBroken,
    Reader,
    ToldForecast,
    asked_forecast,
    forecast_document,
    forecast_in_full,
    order_forecast,
    past_forecasts,
    question_from_words,
    told_forecast,
)

__all__ = ["forecast_routes"]

_MAKING: Final[dict[int | str, dict[str, Any]]] = {
    202: {"model": ForecastMaking, "description": "It is being made; ask again, `Retry-After` says when."}
}
_GIVEN: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "model": Forecast,
        "description": "The forecast.",
        "content": {"application/json": {"example": FORECAST}, **FILES},
    },
    **_MAKING,
}
_SOON_S: Final = 2


def forecast_routes(service: Service) -> APIRouter:
    """Routes of forecasts."""
    routes = APIRouter(prefix="/api/forecasts", tags=["forecasts"])

    @routes.get("", operation_id="forecast", responses=_GIVEN, response_class=Response)
    def rows(words: ForecastsAsked, request: Request, reader: Caller) -> Response:
        """The months ahead of every series asked for, with 80 and 95 % ranges; made first where it is not there yet.

        Whatever is asked once is made anew by itself when the facts change, as long as somebody looks at it.
        """
        told = _told(service, reader, _asked(words))
        if isinstance(told, Response):
            return told
        return document_response(forecast_document(told), chosen_format(request, words.format), "forecast")

    @routes.get("/in-full", operation_id="forecast_in_full", response_model=ForecastInFull, responses=_MAKING)
    def in_full(words: ForecastsAsked, reader: Caller) -> Any:  # noqa: ANN401 - the model, or that it is being made
        """Series whole, the largest twenty: past, months ahead and their sums, how earlier forecasts did, and why."""
        told = _told(service, reader, _asked(words))
        return told if isinstance(told, Response) else ForecastInFull.model_validate(forecast_in_full(told))

    @routes.get("/history", operation_id="forecast_history", responses=_GIVEN, response_class=Response)
    def history(words: ForecastsAsked, request: Request, reader: Caller) -> Response:
        """What was foretold here before, the newest first, beside `came`: what the facts say by now."""
        told = _told(service, reader, _asked(words))
        if isinstance(told, Response):
            return told
        document = past_forecasts(service.stores, reader, told)
        return document_response(document, chosen_format(request, words.format), "forecast-history")

    return routes


def _asked(words: ForecastWords) -> ForecastAsked:
    options = {"only": words.only, "as_of": words.as_of, "as_recorded": words.as_recorded}
    return asked_forecast(question_from_words(words.measure, words.by, words.filter, **options), words.horizon)


def _told(service: Service, reader: Reader, asked: ForecastAsked) -> ToldForecast | Response:
    """The forecast, or that it is being made.

    Raises:
        ForecastBroken: It could not be made.
    """
    told = told_forecast(service.stores, reader, asked)
    if told is not None:
        return told
    state = order_forecast(service.stores, reader, asked)
    if state.state == "failed":
        raise ForecastBroken(state.fault, where="forecast", fix=state.fix)
    body = {name: value for name, value in asdict(state).items() if name not in ("fault", "fix")}
    return JSONResponse(
        {"schema": "petroverse.forecast_making/1", **body}, status_code=202, headers={"Retry-After": str(_SOON_S)}
    )
