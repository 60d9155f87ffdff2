"""A forecast for a command or a program: the one that is kept, or one that is made now, here or by a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from petroverse.app.work import run_now
from petroverse.workflows import (
    ForecastAsked,
    ForecastBroken,
    Progress,
    ToldForecast,
    forecast_state,
    order_forecast,
    told_forecast,
)

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["forecast_now"]


def forecast_now(
    platform: Platform, asked: ForecastAsked, progress: Progress, say: Callable[[str], None]
) -> ToldForecast:
    """The forecast that was asked for; made first where it is not kept.

    Args:
        platform: The platform.
        asked: What is to be foretold.
        progress: Called with folds played, folds in all and the last one's name.
        say: Tells the person that there is something to wait for.

    Raises:
        QueryRefused, NotAllowed: As the question about the past is.
        NoForecastThen: None stood at the instant that was asked about.
        ForecastBroken: It could not be made.
    """
    told = told_forecast(platform.stores, platform.reader, asked)
    if told is not None:
        return told
    state = order_forecast(platform.stores, platform.reader, asked)
    say("Not forecast from these facts yet: folds that are missing are played now. What is finished is kept.")
    done = run_now(platform, state.job, progress, look=lambda: _looked(platform, asked))
    told = told_forecast(platform.stores, platform.reader, asked)
    if told is None:
        what = str(done.get("fault") or "the facts changed while it was made")
        raise ForecastBroken(what, where="forecast", fix=str(done.get("fix") or "ask again"))
    return told


def _looked(platform: Platform, asked: ForecastAsked) -> dict[str, Any]:
    state = forecast_state(platform.stores, platform.reader, asked)
    if state is None:
        return {"state": "over", "done": 0, "total": 0, "what": ""}
    return {name: getattr(state, name) for name in ("state", "done", "total", "what", "fault", "fix")}
