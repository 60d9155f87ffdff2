"""Manage: organisations, the sample, company aliases, and taking an import back."""

from __future__ import annotations

from collections.abc import Callable

from petroverse.core.country import CompanyAlias
from petroverse.core.grants import LOCAL, PUBLIC, SAMPLE, OrganisationId, PersonId
from petroverse.database import (
    accept_alias,
    drop_organisation,
    find_imports,
    list_imports,
    list_organisations,
    withdraw_alias,
)
from petroverse.workflows.stores import Stores, has_sample

__all__ = [
    "accept_company_alias",
    "is_empty_home",
    "organisations",
    "remove_sample",
    "withdraw_company_alias",
]


def organisations(stores: Stores, person: PersonId) -> tuple[OrganisationId, ...]:
    """Every organisation of the platform."""
    with stores.database.reading(PUBLIC, person) as uow:
        return tuple(each.id for each in list_organisations(uow))


def is_empty_home(stores: Stores, person: PersonId) -> bool:
    """Whether nothing was ever taken in, not even the sample."""
    with stores.database.reading(LOCAL, person) as uow:
        return not list_imports(uow, (LOCAL, PUBLIC), limit=1) and not has_sample(stores, person)


def remove_sample(stores: Stores, person: PersonId) -> int:
    """Removes the sample whole: its organisation with every row, its facts, and original files that nobody else has.

    Returns:
        How many rows went.

    Raises:
        RowNotFound: The sample is not in.
    """
    with stores.database.reading(SAMPLE, person) as uow:
        hashes = {each.sha256 for each in list_imports(uow, limit=1_000_000)}
    with stores.database.unit_of_work(PUBLIC, person, timeout_s=600) as uow:
        removed = drop_organisation(uow, SAMPLE)
    with stores.database.unit_of_work(SAMPLE, person, timeout_s=600) as uow:
        stores.lake.repair(uow)
    for owner in organisations(stores, person):
        with stores.database.reading(owner, person) as uow:
            hashes -= set(find_imports(uow, hashes))
    _each(stores.blobs.delete, sorted(hashes))
    return removed


def accept_company_alias(stores: Stores, person: PersonId, alias: CompanyAlias) -> int:
    """Accepts that one name stands for another company's, from a day on, and gives the line's number."""
    with stores.database.unit_of_work(LOCAL, person) as uow:
        return accept_alias(uow, alias)


def withdraw_company_alias(stores: Stores, person: PersonId, number: int) -> None:
    """Takes an accepted alias back; its line stays."""
    with stores.database.unit_of_work(LOCAL, person) as uow:
        withdraw_alias(uow, number)


def _each(act: Callable[[str], None], keys: list[str]) -> None:
    for key in keys:
        act(key)
