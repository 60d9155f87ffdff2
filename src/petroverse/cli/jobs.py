"""``petroverse jobs``: work that runs by itself, seen, stopped, tried again, or done now."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from petroverse.cli.kinds import kind_commands
from petroverse.cli.output import Printout, output_options, write
from petroverse.cli.terminal import opened, progress_bar, remembered, say

__all__ = ["command"]

_COLUMNS: Final = (
    "id", "kind", "state", "attempts", "done", "total", "what", "made_by", "made_at", "finished_at", "fault",
)  # fmt: skip
_EXIT: Final = {"done": 0, "failed": 1, "cancelled": 130, "waiting": 8, "running": 8}
_REFUSED: Final = 3
_STATES: Final = ("waiting", "running", "done", "failed", "cancelled")
_org = click.option("--org", help="Whose jobs (default: yours).")
_number = click.argument("job_id", type=click.IntRange(1), metavar="ID")


@click.group("jobs")
def command() -> None:
    r"""See, stop and repeat work that runs by itself, or have it done now.

    \b
    petroverse jobs list                              every job, newest first
    petroverse jobs show 12                           how far it is, what came of it, or why it failed
    petroverse jobs run import-folder /srv/in         do it now and say what came of it
    petroverse jobs cancel 12                         stop it
    petroverse jobs retry 12                          try it again

    Jobs are done by `petroverse up`, or by `petroverse run work`.
    """


@command.command("list")
@click.option("--state", type=click.Choice(_STATES), help="Only jobs in this state.")
@click.option("--kind", default="", help="Only jobs of this kind, such as import_folder.")
@click.option("--limit", type=click.IntRange(1, 1000), default=100, help="At most so many (default: 100).")
@click.option("--before", type=click.IntRange(0), default=0, metavar="ID", help="Only older ones than this.")
@_org
@output_options
@remembered
def listed(
    state: str | None, *, kind: str, limit: int, before: int, org: str | None, form: str | None, output: Path | None
) -> int:
    """Show jobs, the newest first."""
    from petroverse.workflows import jobs_page

    states = (state,) if state else ()
    with opened(org) as platform:
        page = jobs_page(platform.stores, platform.reader, states=states, kind=kind, before=before, limit=limit)
    write(Printout("petroverse.jobs/1", page["jobs"], {"before": page["before"]}, columns=_COLUMNS), form, output)
    if page["before"]:
        say(f"Older ones: petroverse jobs list --before {page['before']}")
    return 0


@command.command("show")
@_number
@_org
@output_options
@remembered
def show(job_id: int, org: str | None, form: str | None, output: Path | None) -> int:
    """Show one job: how far it is, what came of it, or why it failed."""
    from petroverse.workflows import one_job

    with opened(org) as platform:
        job = one_job(platform.stores, platform.reader, job_id)
    _write(job, form, output)
    return 0


@command.command("cancel")
@_number
@_org
@remembered
def cancel(job_id: int, org: str | None) -> int:
    """Stop a job: one that waits at once, one that runs as soon as its worker hears of it."""
    from petroverse.workflows import cancel_job

    with opened(org) as platform:
        job = cancel_job(platform.stores, platform.reader, job_id)
    say(f"Job {job_id} is {'cancelled' if job['state'] == 'cancelled' else 'told to stop'}.")
    return 0


@command.command("retry")
@_number
@_org
@remembered
def retry(job_id: int, org: str | None) -> int:
    """Try a job again that failed or was cancelled."""
    from petroverse.workflows import retry_job

    with opened(org) as platform:
        retry_job(platform.stores, platform.reader, job_id)
    say(f"Job {job_id} waits for a worker: `petroverse up` or `petroverse run work`.")
    return 0


@command.group("run")
def run() -> None:
    """Do one piece of work now; --queue leaves it to a worker."""


def _run(kind: str, body: dict[str, Any], *, is_queued: bool, form: str | None, output: Path | None) -> int:
    from petroverse.app import job_kinds, run_now
    from petroverse.workflows import queue_job

    with opened() as platform:
        job = queue_job(platform.stores, job_kinds(platform), platform.reader, kind, body)
        if not is_queued:
            with progress_bar(kind.replace("_", " ")) as progress:
                job = run_now(platform, job["id"], progress)
    _write(job, form, output)
    return 0 if is_queued else _told(job)


def _told(job: dict[str, Any]) -> int:
    fault = job["fault"]
    if job["state"] != "done" and fault:
        say(f"Error: {fault['what']}\n  where: {fault['where']}\n  to do: {fault['fix']}")
    if job["state"] == "waiting":
        say(f"It is tried again at {job['run_after']:%Y-%m-%d %H:%M:%S} UTC by `petroverse up` or `run work`.")
    refused = (job["result"].get("report") or {}).get("warnings", ())
    for each in refused:
        say(f"Refused: {each}")
    return _REFUSED if refused else _EXIT[job["state"]]


def _write(job: dict[str, Any], form: str | None, output: Path | None) -> None:
    write(Printout("petroverse.job/1", [job], columns=_COLUMNS), form, output)
    told = {**job["result"], **(job["result"].get("report") or {}).get("meta", {}).get("verdicts", {})}
    plain = [f"{name} {value}" for name, value in told.items() if isinstance(value, int | str) and name != "schema"]
    if plain:
        say(f"What came of it: {', '.join(plain)}")


_queue = click.option("--queue", "is_queued", is_flag=True, help="Only queue it; a worker does it.")
for each in kind_commands(_run, _queue, output_options, remembered):
    run.add_command(each)
