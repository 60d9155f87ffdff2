"""Counts: how many imports and jobs there are, of all organisations together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from petroverse.core.grants import PersonId
from petroverse.database import count_imports, count_jobs
from petroverse.workflows.manage import organisation_ids
from petroverse.workflows.stores import Stores

__all__ = ["StoredCounts", "stored_counts"]


@dataclass(frozen=True, slots=True)
class StoredCounts:
    """How many there are.

    Attributes:
        imports: Files by verdict.
        jobs: Jobs by state.
    """

    imports: dict[str, int]
    jobs: dict[str, int]


def stored_counts(stores: Stores, person: PersonId) -> StoredCounts:
    """Counts what every organisation has; no name of one is told."""
    imports: Counter[str] = Counter()
    jobs: Counter[str] = Counter()
    for owner in organisation_ids(stores, person):
        with stores.database.reading(owner, person, timeout_s=10) as uow:
            imports.update(count_imports(uow))
            jobs.update(count_jobs(uow))
    return StoredCounts(dict(imports), dict(jobs))
