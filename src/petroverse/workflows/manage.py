"""Manage: organisations, and the sample."""

from __future__ import annotations

from collections.abc import Callable

from petroverse.core.grants import LOCAL, PUBLIC, SAMPLE, OrganisationId, PersonId
from petroverse.core.rights import Right
from petroverse.database import (
    drop_organisation,
    find_imports,
    list_imports,
    list_organisations,
)
from petroverse.workflows.stores import Reader, Stores, has_sample

__all__ = [
    "is_empty_home",
    "organisations",
    "remove_sample",
]


def organisations(stores: Stores, person: PersonId) -> tuple[OrganisationId, ...]:
    """Every organisation of the platform."""
    with stores.database.reading(PUBLIC, person) as uow:
        return tuple(each.id for each in list_organisations(uow))


def is_empty_home(stores: Stores, person: PersonId) -> bool:
    """Whether nothing was ever taken in, not even the sample."""
    with stores.database.reading(LOCAL, person) as uow:
        return not list_imports(uow, (LOCAL, PUBLIC), limit=1) and not has_sample(stores, person)


def remove_sample(stores: Stores, reader: Reader) -> int:
    """Removes the sample whole: its organisation with every row, its facts, and original files that nobody else has.

    Returns:
        How many rows went.

    Raises:
        RowNotFound: The sample is not in.
        RightMissing: The reader may not.
    """
    reader.must(Right.PLATFORM)
    person = reader.person
    with stores.database.reading(SAMPLE, person) as uow:
        hashes = {each.sha256 for each in list_imports(uow, limit=1_000_000)}
    with stores.database.unit_of_work(PUBLIC, person, timeout_s=600) as uow:
        removed = drop_organisation(uow, SAMPLE)
    stores.readers.forget()
    with stores.database.unit_of_work(SAMPLE, person, timeout_s=600) as uow:
        stores.lake.repair(uow)
    for owner in organisations(stores, person):
        with stores.database.reading(owner, person) as uow:
            hashes -= set(find_imports(uow, hashes, with_withdrawn=True))
    _each(stores.blobs.delete, sorted(hashes))
    return removed


def _each(act: Callable[[str], None], keys: list[str]) -> None:
    for key in keys:
        act(key)
