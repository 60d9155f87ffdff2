"""Organisations: listed, added, renamed and removed whole by the platform's admin."""

from __future__ import annotations

from typing import Any

from petroverse import database
from petroverse.core.errors import NotFound
from petroverse.core.grants import PUBLIC, OrganisationId
from petroverse.core.rights import Right
from petroverse.database import (
    Organisation,
    create_organisation,
    drop_organisation,
    find_imports,
    list_imports,
    list_memberships,
    list_organisations,
)
from petroverse.workflows.stores import Reader, Stores

__all__ = ["Organisation", "add_organisation", "organisations_list", "remove_organisation", "rename_organisation"]


def organisations_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Every organisation for the platform's admin, else those that the reader is a member of."""
    with stores.database.reading(PUBLIC, reader.person) as uow:
        members = [each.organisation for each in list_memberships(uow)]
        found = [_row(each, members.count(each.id)) for each in list_organisations(uow)]
    if Right.PLATFORM in reader.rights:
        return found
    own = {reader.organisation, *reader.memberships}
    return [each for each in found if each["id"] in own]


def add_organisation(stores: Stores, reader: Reader, organisation: Organisation) -> None:
    """Adds an organisation without members and facts.

    Raises:
        AlreadyThere: Its id is taken.
        RowRefused: Its id is no such thing.
        NotFound: No country pack is called so.
    """
    reader.must(Right.PLATFORM)
    if organisation.country_pack and organisation.country_pack not in stores.packs:
        known = ", ".join(stores.packs)
        raise NotFound(f"no country pack is called {organisation.country_pack!r}", fix=f"one of {known}")
    with stores.database.unit_of_work(PUBLIC, reader.person) as uow:
        create_organisation(uow, organisation)
    stores.readers.forget()


def rename_organisation(stores: Stores, reader: Reader, organisation: OrganisationId, name: str) -> None:
    """Gives an organisation another name to read; its id stays.

    Raises:
        RowNotFound: There is no such organisation.
    """
    reader.must(Right.PLATFORM)
    with stores.database.unit_of_work(PUBLIC, reader.person) as uow:
        database.rename_organisation(uow, organisation, name)


def remove_organisation(stores: Stores, reader: Reader, organisation: OrganisationId) -> int:
    """Removes an organisation whole: rows, members, tokens, shares, facts, and original files that nobody else has.

    Returns:
        How many rows went.

    Raises:
        RowNotFound: There is no such organisation.
        RightMissing: The reader may not.
        RowNotAllowed: It is ``public`` or ``local``.
    """
    reader.must(Right.PLATFORM)
    person = reader.person
    with stores.database.reading(organisation, person) as uow:
        hashes = {each.sha256 for each in list_imports(uow, limit=1_000_000)}
    with stores.database.unit_of_work(PUBLIC, person, timeout_s=600) as uow:
        removed = drop_organisation(uow, organisation)
        others = [each.id for each in list_organisations(uow)]
    stores.readers.forget()
    with stores.database.unit_of_work(organisation, person, timeout_s=600) as uow:
        stores.lake.repair(uow)
    for owner in others:
        with stores.database.reading(owner, person) as uow:
            hashes -= set(find_imports(uow, hashes, with_withdrawn=True))
    for each in sorted(hashes):
        stores.blobs.delete(each)
    return removed


def _row(each: Organisation, members: int) -> dict[str, Any]:
    own = {"id": each.id, "name": each.name, "is_simulated": each.is_simulated, "country_pack": each.country_pack}
    return {**own, "members": members, "share_code": each.share_code}
