"""Forecasts as people and programs get them: rows, one series whole, what was foretold before beside what came.

told_forecast    the forecast that is kept for exactly this asker and these facts; None while it is not made
order_forecast   has it made by a worker, once however many ask
forecast_state   how far that is
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from petroverse.core.errors import NotFound
from petroverse.core.grants import PUBLIC, OrganisationId
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    Job,
    KeptForecast,
    NewJob,
    WantedForecast,
    enqueue_job,
    find_forecast,
    last_forecast,
    list_jobs,
    note_wanted,
)
from petroverse.workflows.forecast_asked import PUBLISHED, ForecastAsked, ForecastGround, ground_of, named
from petroverse.workflows.forecast_job import FORECAST, body_of
from petroverse.workflows.stores import Reader, Stores

__all__ = [
    "ForecastState",
    "NoForecastThen",
    "ToldForecast",
    "enqueue_forecast",
    "forecast_state",
    "order_forecast",
    "told_forecast",
]

_LOOKED_AT: Final = 200
"""Jobs of the organisation that are looked through for the one that makes a forecast."""

_AGAIN: Final = timedelta(minutes=5)
"""After a failure, whoever asks so much later has it tried again."""


class NoForecastThen(NotFound):
    """No forecast of the question stood at the instant asked about."""


@dataclass(frozen=True, slots=True)
class ToldForecast:
    """A forecast as it is told.

    Attributes:
        asked: What was asked.
        kept: What is kept of it.
        owner: In whose rows.
    """

    asked: ForecastAsked
    kept: KeptForecast
    owner: OrganisationId


@dataclass(frozen=True, slots=True)
class ForecastState:
    """How far a forecast is that is being made.

    Attributes:
        state: ``waiting``, ``running``, ``done`` or ``failed``.
        done: Parts that are finished.
        total: Parts in all; 0 while that is not known.
        what: The part that goes on.
        fault: Why it failed; empty where it did not.
        fix: What to do about that.
        job: The number of the job.
    """

    state: str
    done: int
    total: int
    what: str
    fault: str
    fix: str
    job: int


def told_forecast(stores: Stores, reader: Reader, asked: ForecastAsked) -> ToldForecast | None:
    """The forecast for one reader; None while it is not made from the facts as they are.

    Raises:
        QueryRefused, NotAllowed: As the question about the past is.
        NoForecastThen: None stood at the instant that was asked about.
    """
    ground = ground_of(stores, reader, asked)
    asked = replace(asked, only=ground.only)
    if asked.as_recorded is not None:
        return _recorded(stores, reader, asked, ground)
    with stores.database.reading(ground.owner, reader.person) as unit:
        kept = find_forecast(unit, ground.audience, asked.key, ground.stamp)
    return None if kept is None else ToldForecast(asked, kept, ground.owner)


def order_forecast(stores: Stores, reader: Reader, asked: ForecastAsked) -> ForecastState:
    """Has a forecast made, once however many ask for it, and tells how far that is.

    From now on it is made anew whenever the facts change, as long as somebody looks at it.

    Raises:
        QueryRefused, NotAllowed: As the question about the past is.
    """
    ground = ground_of(stores, reader, asked)
    with stores.database.unit_of_work(reader.acts_in, reader.person) as unit:
        job = _job(unit, reader, ground)
        is_stale = job is not None and job.is_over and (job.finished_at or unit.at) < unit.at - _AGAIN
        if job is None or job.state == "done" or is_stale:
            job = enqueue_forecast(unit, ground, body_of(reader, asked))
        if asked.as_of is None and not reader.token:
            body = body_of(reader, asked)
            note_wanted(
                unit, WantedForecast(reader.person, named([asked.key, body["rules"]]), body, unit.at, ground.stamp)
            )
    return _state(job)


def forecast_state(stores: Stores, reader: Reader, asked: ForecastAsked) -> ForecastState | None:
    """How far the work at a forecast is; None where nobody ordered it."""
    ground = ground_of(stores, reader, asked)
    with stores.database.reading(reader.acts_in, reader.person) as unit:
        job = _job(unit, reader, ground)
    return None if job is None else _state(job)


def enqueue_forecast(unit: UnitOfWork, ground: ForecastGround, body: Mapping[str, Any]) -> Job:
    """Queues the making of a forecast from just these facts; the job that makes it already where there is one."""
    key = f"{FORECAST}/{unit.person}/{ground.stamp}"
    return enqueue_job(unit, NewJob(FORECAST, {**body, "stamp": ground.stamp}, unique_key=key))


def _job(unit: UnitOfWork, reader: Reader, ground: ForecastGround) -> Job | None:
    jobs = list_jobs(unit, kind=FORECAST, made_by=reader.person, limit=_LOOKED_AT)
    return next((each for each in jobs if each.body.get("stamp") == ground.stamp), None)


def _state(job: Job) -> ForecastState:
    fault = (job.fault.what, job.fault.fix) if job.fault else ("", "")
    is_failed = job.state in ("failed", "cancelled")
    state = "failed" if is_failed else str(job.state)
    told = fault if fault[0] or not is_failed else ("the work was cancelled", "ask again in a few minutes")
    return ForecastState(state, job.done, job.total, job.what, *told, job.id)


def _recorded(stores: Stores, reader: Reader, asked: ForecastAsked, ground: ForecastGround) -> ToldForecast:
    """As it stood then; before an organisation had facts of its own it read the published ones, as everybody does."""
    places = [(ground.owner, ground.audience)]
    if not reader.is_limited and not ground.grant.is_simulated:
        places.append((PUBLIC, PUBLISHED))
    for owner, audience in places:
        with stores.database.reading(owner, reader.person) as unit:
            kept = last_forecast(unit, audience, asked.key, recorded_by=asked.as_recorded)
        if kept is not None:
            return ToldForecast(asked, kept, owner)
    what = f"no forecast of this was made by {asked.as_recorded:%Y-%m-%d}"
    fix = "ask as of that day instead: it is then made from what was known"
    raise NoForecastThen(what, where="as_recorded", fix=fix)
