"""Routes of work that runs by itself: jobs and the schedules that queue them."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.callers import Caller
from petroverse.api.cursors import Cursor, cursor_of, place_in
from petroverse.api.job_answers import Job, JobsPage, Schedule, Schedules
from petroverse.api.service import Service
from petroverse.workflows import (
    NewSchedule,
    add_schedule,
    cancel_job,
    jobs_page,
    one_job,
    pause_schedule,
    queue_job,
    remove_schedule,
    retry_job,
    schedules_list,
)

__all__ = ["WantedJob", "WantedPause", "WantedSchedule", "job_routes"]

_Number = Annotated[int, Path(ge=1, le=2**62)]
_Name = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
_STATES: Final = "^(waiting|running|done|failed|cancelled)?$"


class WantedJob(BaseModel):
    """Work that somebody wants done.

    Attributes:
        kind: ``find_insights``, ``forecast``, ``import_folder``, ``import_url``, ``lake_upkeep``, ``mail_insights``,
            ``mail_report``, ``send_mail``, ``send_notice``, ``send_query`` or ``wet_stock``.
        body: What exactly; which words there are depends on the kind.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[str, Field(min_length=1, max_length=63)]
    body: dict[str, Any] = Field(default_factory=dict)


class WantedSchedule(WantedJob):
    """Work that somebody wants done at certain times.

    Attributes:
        name: Lower-case letters, digits, ``-`` and ``_``.
        cron: Minute, hour, day of the month, month and day of the week.
        zone: The time zone that these are meant in.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
    cron: Annotated[str, Field(min_length=9, max_length=200)]
    zone: Annotated[str, Field(min_length=1, max_length=63)] = "UTC"


class WantedPause(BaseModel):
    """Whether a schedule is to queue nothing for the time being."""

    model_config = ConfigDict(extra="forbid")

    is_paused: bool


def job_routes(service: Service) -> APIRouter:
    """Routes of jobs and schedules; all take the right to operate, and queueing what its kind takes besides."""
    routes = APIRouter(prefix="/api", tags=["jobs"])
    _add_job_routes(routes, service)
    _add_schedule_routes(routes, service)
    return routes


def _add_job_routes(routes: APIRouter, service: Service) -> None:
    @routes.get("/jobs")
    def jobs(
        reader: Caller,
        *,
        state: Annotated[str, Query(pattern=_STATES)] = "",
        kind: Annotated[str, Query(max_length=63)] = "",
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        cursor: Cursor = "",
    ) -> JobsPage:
        """Jobs, the newest first, page by page; who may see some rows only sees the own ones."""
        states = (state,) if state else ()
        of = json.dumps(["jobs", state, kind], ensure_ascii=False)
        (before,) = place_in(cursor, of, int) or (0,)
        page = jobs_page(service.stores, reader, states=states, kind=kind, before=before, limit=limit)
        following = page.pop("before")
        return JobsPage.model_validate({**page, "next_cursor": following and cursor_of(of, following)})

    @routes.post("/jobs", status_code=202)
    def queue(wanted: WantedJob, reader: Caller) -> Job:
        """Queues work, unless the very same waits or runs already; gives the job."""
        return Job.model_validate(queue_job(service.stores, service.job_kinds, reader, wanted.kind, wanted.body))

    @routes.get("/jobs/{job_id}")
    def job(job_id: _Number, reader: Caller) -> Job:
        """One job: how far it is, what came of it, or why it failed."""
        return Job.model_validate(one_job(service.stores, reader, job_id))

    @routes.post("/jobs/{job_id}/cancel")
    def cancel(job_id: _Number, reader: Caller) -> Job:
        """Ends a job that waits, or asks the worker of one that runs to stop."""
        return Job.model_validate(cancel_job(service.stores, reader, job_id))

    @routes.post("/jobs/{job_id}/retry")
    def retry(job_id: _Number, reader: Caller) -> Job:
        """Queues a job that failed or was cancelled once more."""
        return Job.model_validate(retry_job(service.stores, reader, job_id))


def _add_schedule_routes(routes: APIRouter, service: Service) -> None:
    @routes.get("/schedules")
    def schedules(reader: Caller) -> Schedules:
        """Every schedule, with its next time and the state of the job that it queued last."""
        told = {"schedules": schedules_list(service.stores, reader), "sends_mail": service.sends_mail}
        return Schedules.model_validate(told)

    @routes.post("/schedules", status_code=201)
    def add(wanted: WantedSchedule, reader: Caller) -> Schedule:
        """Makes a schedule; its jobs act as whoever made it, so a person makes it: a token cannot."""
        schedule = NewSchedule(wanted.name, wanted.cron, wanted.zone, wanted.kind, wanted.body)
        return Schedule.model_validate(add_schedule(service.stores, service.job_kinds, reader, schedule))

    @routes.patch("/schedules/{name}")
    def pause(name: _Name, wanted: WantedPause, reader: Caller) -> Schedule:
        """Pauses a schedule, or lets it go on."""
        told = pause_schedule(service.stores, reader, name, is_paused=wanted.is_paused)
        return Schedule.model_validate(told)

    @routes.delete("/schedules/{name}", status_code=204)
    def remove(name: _Name, reader: Caller) -> Response:
        """Removes a schedule; jobs that it queued stay."""
        remove_schedule(service.stores, reader, name)
        return Response(status_code=204)
