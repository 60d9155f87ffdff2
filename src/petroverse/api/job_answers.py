"""What routes answer about work that runs by itself: jobs and schedules."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from petroverse.api.report_answers import Line

__all__ = ["Job", "JobsPage", "Schedule", "Schedules"]

_State = Literal["waiting", "running", "done", "failed", "cancelled"]
_Body = Annotated[dict[str, Any], Field(description="What exactly; which words there are depends on the kind.")]


class JobFault(Line):
    """Why a job failed or waits for another try."""

    what: str
    where: str
    fix: str


class Job(Line):
    """One piece of work: how far it is, what came of it, or why it failed."""

    id: Annotated[int, Field(examples=[7])]
    organisation: Annotated[str, Field(description="Whose work it is.")]
    kind: Annotated[str, Field(examples=["import_folder"])]
    body: _Body
    state: _State
    attempts: Annotated[int, Field(description="How often it was begun.")]
    most_attempts: Annotated[int, Field(description="How often it may be, while faults are temporary.")]
    run_after: Annotated[datetime, Field(description="Not before this instant, UTC.")]
    leased_until: Annotated[datetime | None, Field(description="Until when its worker has it, UTC; none at rest.")]
    worker: Annotated[str, Field(description="Who has it; empty unless it runs.")]
    is_cancel_wanted: bool
    done: Annotated[int, Field(description="Parts that are finished.")]
    total: Annotated[int, Field(description="Parts in all; 0 while that is not known.")]
    what: Annotated[str, Field(description="The part that was finished last.")]
    result: Annotated[dict[str, Any], Field(description="What came of it; empty until it is done.")]
    fault: JobFault | None
    made_at: Annotated[datetime, Field(description="When it was queued, UTC.")]
    made_by: Annotated[str, Field(description="As whom it acts.")]
    finished_at: Annotated[datetime | None, Field(description="When it ended, UTC.")]


class JobsPage(Line):
    """Jobs, the newest first."""

    jobs: list[Job]
    next_cursor: Annotated[str | None, Field(description="Give it as `cursor` for the next page; none on the last.")]


class Schedule(Line):
    """Work that is queued at certain times."""

    organisation: Annotated[str, Field(description="Whose it is.")]
    name: str
    cron: Annotated[str, Field(examples=["0 6 * * 1"])]
    zone: Annotated[str, Field(description="The time zone that these times are meant in.", examples=["UTC"])]
    kind: Annotated[str, Field(examples=["import_folder"])]
    body: _Body
    is_paused: bool
    next_at: Annotated[datetime, Field(description="When it queues a job next, UTC.")]
    last_job: Annotated[int | None, Field(description="The job that it queued last.")]
    made_at: Annotated[datetime, Field(description="UTC.")]
    made_by: Annotated[str, Field(description="As whom its jobs act.")]
    last_state: Annotated[_State | None, Field(description="Where its last job stands.")]


class Schedules(Line):
    """Every schedule."""

    schedules: list[Schedule]
    sends_mail: Annotated[bool, Field(description="Whether a mail server is set up, so that mail jobs can be done.")]
