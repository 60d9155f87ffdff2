"""Whom a job acts as: the person who queued it, with the rights that this person holds when it is done."""

from __future__ import annotations

from petroverse.core.errors import NotAllowed
from petroverse.core.grants import LOCAL
from petroverse.database import Job
from petroverse.workflows.admit import reader_of_person
from petroverse.workflows.reader import OWNER, Reader, owner_reader
from petroverse.workflows.stores import Stores

__all__ = ["acting_reader"]


def acting_reader(stores: Stores, job: Job) -> Reader:
    """The reader that a job acts as: without rights where its maker is no member any more, or disabled.

    The home's owner, and the sample while nothing real is in, are read as for a question.
    """
    if job.made_by == OWNER:
        organisation = str(job.body.get("org") or job.organisation)
        return owner_reader("" if organisation == LOCAL else organisation)
    try:
        return reader_of_person(stores, job.made_by, job.organisation)
    except NotAllowed:
        return Reader(job.made_by, job.organisation)
