"""Upkeep: the lake of every organisation is tidied, and jobs that ended long ago are forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from petroverse.core.grants import OrganisationId
from petroverse.database import forget_finished_jobs
from petroverse.workflows.jobs import Outcome
from petroverse.workflows.manage import organisation_ids
from petroverse.workflows.stores import Stores
from petroverse.workflows.turns import Turn

__all__ = ["lake_upkeep"]

_KEPT: Final = timedelta(days=90)
"""How long a job that ended stays in the list."""


def lake_upkeep(stores: Stores, turn: Turn) -> Outcome:
    """Removes what cut-short imports left, joins small files, deletes files that nobody reads any more."""
    owners = organisation_ids(stores, turn.reader.person)
    forgotten = {str(owner): _tidied(stores, turn, owner) for owner in owners}
    turn.check()
    joined = stores.lake.compact()
    turn.check()
    removed = stores.lake.vacuum()
    told = {"schema": "petroverse.lake_upkeep/1", "joined_files": joined, "removed_files": removed}
    return Outcome({**told, "forgotten_jobs": forgotten})


def _tidied(stores: Stores, turn: Turn, owner: OrganisationId) -> int:
    turn.check()
    with stores.database.unit_of_work(owner, turn.reader.person, timeout_s=600) as uow:
        stores.lake.repair(uow)
        return forget_finished_jobs(uow, uow.at - _KEPT)
