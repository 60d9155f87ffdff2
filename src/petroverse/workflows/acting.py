"""Whom a job acts as: the person who queued it, with the rights that this person holds when it is done."""

from __future__ import annotations

from petroverse.core.grants import LOCAL, PUBLIC
from petroverse.core.rights import ALL_RIGHTS, RIGHTS_OF
from petroverse.database import Job, find_account, list_memberships
from petroverse.workflows.reader import OWNER, Reader, owner_reader
from petroverse.workflows.stores import Stores

__all__ = ["acting_reader"]


def acting_reader(stores: Stores, job: Job) -> Reader:
    """The reader that a job acts as: without rights where its maker is no member any more, or disabled.

    The home's owner, and the sample while nothing real is in, are read as for a question.

    Raises:
        NotFound: There is no such account any more.
    """
    if job.made_by == OWNER:
        organisation = str(job.body.get("org") or job.organisation)
        return owner_reader("" if organisation == LOCAL else organisation)
    with stores.database.reading(PUBLIC, job.made_by) as uow:
        account = find_account(uow, job.made_by)
        found = [each for each in list_memberships(uow, person=job.made_by) if each.organisation == job.organisation]
    if account.disabled_at is not None:
        return Reader(job.made_by, job.organisation)
    if account.is_platform_admin:
        return Reader(job.made_by, job.organisation, ALL_RIGHTS)
    if not found:
        return Reader(job.made_by, job.organisation)
    standing = found[0].standing
    rights = RIGHTS_OF[standing.role]
    return Reader(
        job.made_by, job.organisation, rights, standing.row_rules, standing.measures, role=standing.role
    )  # fmt: skip
