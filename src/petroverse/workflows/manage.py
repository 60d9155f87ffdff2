"""What the home holds: which organisations, and whether anything."""

from __future__ import annotations

from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId, PersonId
from petroverse.database import list_imports, list_organisations
from petroverse.workflows.stores import Stores, has_sample

__all__ = ["is_empty_home", "organisation_ids"]


def organisation_ids(stores: Stores, person: PersonId) -> tuple[OrganisationId, ...]:
    """Every organisation of the platform."""
    with stores.database.reading(PUBLIC, person) as uow:
        return tuple(each.id for each in list_organisations(uow))


def is_empty_home(stores: Stores, person: PersonId) -> bool:
    """Whether nothing was ever taken in, not even the sample."""
    with stores.database.reading(LOCAL, person) as uow:
        return not list_imports(uow, (LOCAL, PUBLIC), limit=1) and not has_sample(stores, person)
