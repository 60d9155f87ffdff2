"""Import an address: a file is fetched and taken in; one that did not change since the last time is left alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from petroverse.core.roles import UnitOfWork
from petroverse.database import FetchedUrl, fetched_url, keep_fetched_url
from petroverse.workflows.downloads import Download, DownloadLimits, download
from petroverse.workflows.import_ import import_files
from petroverse.workflows.incoming import incoming_bytes
from petroverse.workflows.jobs import Outcome
from petroverse.workflows.stores import Stores
from petroverse.workflows.turns import Turn
from petroverse.workflows.watch_folder import Chosen, short_report

__all__ = ["import_url"]

_SCHEMA = "petroverse.import_url/1"


def import_url(stores: Stores, turn: Turn, *, chosen: Chosen, limits: DownloadLimits) -> Outcome:
    """Fetches the file that a job names and takes it in; see ``job_bodies.url_body``.

    Args:
        stores: Where to.
        turn: The job.
        chosen: Gives the options of the import that the job's words choose.
        limits: What the download may take.

    Raises:
        AddressNotAllowed, DownloadRefused, SourceAway: As ``download``.
    """
    url = str(turn.job.body["url"])
    with stores.database.reading(turn.job.organisation, turn.job.made_by) as uow:
        known = fetched_url(uow, url)
    options = chosen(turn)
    got = download(known, limits, progress=turn.progress)
    told = {"schema": _SCHEMA, "url": url, "file": got.name}
    fresh = _marks(known, got)
    if got.content is None or fresh.sha256 == known.sha256:
        return Outcome({**told, "changed": False}, _keeping(fresh))
    report = import_files(stores, incoming_bytes(got.name, got.content), options, progress=turn.progress)
    return Outcome({**told, "changed": True, "report": short_report(report)}, _keeping(fresh))


def _marks(known: FetchedUrl, got: Download) -> FetchedUrl:
    if got.content is None:
        return known
    digest = hashlib.sha256(got.content).hexdigest()
    return replace(known, etag=got.etag, last_modified=got.last_modified, sha256=digest)


def _keeping(fresh: FetchedUrl) -> Callable[[UnitOfWork], Any]:
    return lambda uow: keep_fetched_url(uow, fresh)
