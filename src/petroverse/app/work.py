"""The role ``work``: does jobs and queues what schedules name, until it is told to stop."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from petroverse.app.mail import mail_sender
from petroverse.app.telling import ways_of
from petroverse.core.errors import PetroVerseError
from petroverse.core.rights import Right
from petroverse.database import JOBS_WAIT, Listener
from petroverse.workflows import (
    FIND_ANOMALIES,
    FIND_INSIGHTS,
    FORECAST,
    AnomaliesLooked,
    DownloadLimits,
    ForecastsLooked,
    ImportOptions,
    InsightsLooked,
    JobKind,
    Looked,
    Pace,
    Progress,
    Turn,
    Work,
    acting_reader,
    cancel_job,
    digest_body,
    folder_body,
    forecast_body,
    import_folder,
    import_url,
    lake_upkeep,
    look_for_anomalies,
    look_for_insights,
    mail_body,
    mail_insights,
    mail_report,
    make_forecast,
    month_body,
    nothing_body,
    notice_body,
    one_job,
    prices_known,
    question_body,
    queue_due_anomalies,
    queue_due_forecasts,
    queue_due_insights,
    queue_due_schedules,
    reckon_wet_stock,
    report_body,
    run_one,
    send_mail,
    send_notice,
    send_query,
    tell_due,
    url_body,
)

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["job_kinds", "run_now", "run_work", "work_of", "worker_name", "working"]

_LISTENS_S: Final = 0.5
_log: Final = logging.getLogger("petroverse.work")


def job_kinds(platform: Platform) -> Mapping[str, JobKind]:
    """The kinds of jobs that a platform can do."""
    chosen = partial(_chosen, platform)
    limits = DownloadLimits(allow_private=platform.settings.allow_private_urls)
    sender = partial(mail_sender, platform)
    return {
        FORECAST: JobKind(make_forecast, forecast_body),
        FIND_ANOMALIES: JobKind(
            partial(look_for_anomalies, budget=platform.settings.false_alarms_a_month), nothing_body
        ),
        FIND_INSIGHTS: JobKind(look_for_insights, nothing_body),
        "import_folder": JobKind(partial(import_folder, chosen=chosen), folder_body, frozenset({Right.PLATFORM})),
        "import_url": JobKind(
            partial(import_url, chosen=chosen, limits=limits),
            url_body,
            frozenset({Right.OPERATE, Right.IMPORT, Right.ADMINISTER}),
        ),
        "lake_upkeep": JobKind(lake_upkeep, nothing_body, frozenset({Right.PLATFORM})),
        "mail_insights": JobKind(
            partial(mail_insights, sender=sender), digest_body, frozenset({Right.OPERATE, Right.EXPORT})
        ),
        "mail_report": JobKind(
            partial(mail_report, sender=sender), report_body, frozenset({Right.OPERATE, Right.EXPORT})
        ),
        "send_mail": JobKind(partial(send_mail, sender=sender), mail_body),
        "send_notice": JobKind(partial(send_notice, ways=ways_of(platform)), notice_body),
        "send_query": JobKind(
            partial(send_query, sender=sender), question_body, frozenset({Right.OPERATE, Right.EXPORT})
        ),
        "wet_stock": JobKind(reckon_wet_stock, month_body),
    }


def work_of(platform: Platform, pace: Pace | None = None) -> Work:
    """What a worker of a platform does."""
    return Work(job_kinds(platform), partial(acting_reader, platform.stores), pace or Pace())


def worker_name() -> str:
    """A name that tells which process on which machine works."""
    return f"{socket.gethostname()}/{os.getpid()}"


def run_work(platform: Platform, stop: threading.Event, *, pace: Pace | None = None) -> None:
    """Does jobs until ``stop`` is set; then what is being done ends or goes back into the queue within seconds.

    Args:
        platform: The platform; its engines run.
        stop: Set when the worker is to end.
        pace: The worker's times; None for the usual ones.
    """
    work = work_of(platform, pace)
    bell = threading.Event()
    hands = [
        threading.Thread(target=_work, args=(platform, work, stop, bell, number), name=f"work-{number}", daemon=True)
        for number in range(platform.settings.work_at_once)
    ]
    for each in hands:
        each.start()
    while not stop.is_set():
        _patiently(stop, work.pace, lambda: _listen(platform, work.pace, stop, bell))
    platform.home.working.unlink(missing_ok=True)
    bell.set()
    until = time.monotonic() + work.pace.beat_s + 2 * work.pace.grace_s
    for each in hands:
        each.join(max(until - time.monotonic(), 0.0))


def run_now(
    platform: Platform, job_id: int, progress: Progress, *, look: Callable[[], dict[str, Any]] | None = None
) -> dict[str, Any]:
    """Does one queued job here, or follows it where another worker has it, until it ends or has to wait.

    Ctrl-C cancels it.

    Args:
        platform: The platform.
        job_id: Which job, of the organisation of the platform's reader.
        progress: Called with parts done, parts in all and the last one's name.
        look: Gives the job's ``state``, ``done``, ``total`` and ``what``; None for the job whole, as who may operate
            sees it.

    Returns:
        The job as it stands then.
    """
    work, stop = work_of(platform, Pace(beat_s=_LISTENS_S)), threading.Event()
    act = partial(run_one, platform.stores, work, worker_name(), stop=stop, wanted=job_id)
    hand = threading.Thread(target=_patiently, args=(stop, work.pace, act), name="work-now", daemon=True)
    hand.start()
    try:
        while True:
            is_ours = hand.is_alive()
            job = look() if look else one_job(platform.stores, platform.reader, job_id)
            progress(job["done"], job["total"], job["what"])
            if not is_ours and job["state"] != "running":
                return job
            hand.join(_LISTENS_S if is_ours else 0)
            stop.wait(0 if is_ours else _LISTENS_S)
    except KeyboardInterrupt:
        with suppress(PetroVerseError):  # it may be over already
            cancel_job(platform.stores, platform.reader, job_id)
        raise
    finally:
        stop.set()
        hand.join(work.pace.beat_s + 2 * work.pace.grace_s)


@contextmanager
def working(platform: Platform) -> Iterator[None]:
    """Does jobs beside whatever else the process does, while the block runs."""
    stop = threading.Event()
    worker = threading.Thread(target=run_work, args=(platform, stop), name="work", daemon=True)
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


def _work(platform: Platform, work: Work, stop: threading.Event, bell: threading.Event, number: int) -> None:
    name = f"{worker_name()}/{number}"

    def one() -> None:
        bell.clear()  # before the look, so that whatever is queued during it rings again
        job = run_one(platform.stores, work, name, stop=stop)
        if job is None:
            bell.wait(work.pace.poll_s)
        else:
            _log.info("job %s (%s of %s): %s", job.id, job.kind, job.organisation, job.state)

    while not stop.is_set():
        _patiently(stop, work.pace, one)


def _listen(platform: Platform, pace: Pace, stop: threading.Event, bell: threading.Event) -> None:
    """Rings when a job is queued; schedules, forecasts, alarms and the queue are looked at every so often."""
    looked: Looked = {}
    insights: InsightsLooked = {}
    anomalies: AnomaliesLooked = {}
    forecast: ForecastsLooked = {}
    with Listener(platform.stores.database.url, (JOBS_WAIT,)) as listener:
        while not stop.is_set():
            queue_due_schedules(platform.stores)
            queue_due_insights(platform.stores, insights)
            queue_due_anomalies(platform.stores, anomalies)
            queue_due_forecasts(platform.stores, forecast)
            tell_due(platform.stores, platform.settings.address, partial(prices_known, platform.stores), looked=looked)
            platform.home.working.touch()
            bell.set()
            until = time.monotonic() + pace.poll_s
            while not stop.is_set() and time.monotonic() < until:
                if listener.heard(_LISTENS_S):
                    bell.set()


def _patiently(stop: threading.Event, pace: Pace, act: Callable[[], object]) -> None:
    """The database may go away and come back: the worker stays."""
    try:
        act()
    except PetroVerseError as fault:
        if not stop.is_set():
            _log.warning("the worker waits: %s", fault)
        stop.wait(pace.poll_s)


def _chosen(platform: Platform, turn: Turn) -> ImportOptions:
    body = turn.job.body
    choice = platform.import_choice(
        body["publisher"],
        pack=body["pack"] or None,
        mapping=Path(body["mapping"]) if body["mapping"] else None,
        org=body["org"] or None,
    )
    return replace(platform.import_options(**choice), reader=turn.reader)
