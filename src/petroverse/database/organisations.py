"""Organisations: who owns rows. Created, listed and dropped whole by the platform, which works in ``public``."""

from __future__ import annotations

from dataclasses import dataclass

from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound

__all__ = [
    "Organisation",
    "create_organisation",
    "drop_organisation",
    "list_organisations",
    "organisation_mark",
    "organisation_of_share_code",
    "rename_organisation",
]


@dataclass(frozen=True, slots=True)
class Organisation:
    """One owner of rows.

    Attributes:
        id: Lower-case letters, digits, ``-`` and ``_``, at most 63.
        name: What a person reads.
        is_simulated: Whether everything it owns is made up.
        country_pack: The country pack that its facts are read with; empty where none.
        share_code: What others name it by to share with it; the database draws it.
    """

    id: OrganisationId
    name: str
    is_simulated: bool = False
    country_pack: str = ""
    share_code: str = ""


def create_organisation(unit: UnitOfWork, organisation: Organisation) -> None:
    """Creates an organisation, with a record; the unit works in ``public``.

    Raises:
        AlreadyThere: Its id is taken.
        RowRefused: Its id or name is no such thing.
        RowNotAllowed: The unit works elsewhere than in ``public``.
    """
    unit.rows(
        "insert into organisations (id, name, is_simulated, country_pack) values (%s, %s, %s, %s)",
        [organisation.id, organisation.name, organisation.is_simulated, organisation.country_pack],
    )
    unit.record(
        "organisation_created",
        {"id": organisation.id, "name": organisation.name, "is_simulated": organisation.is_simulated},
    )


def list_organisations(unit: UnitOfWork) -> tuple[Organisation, ...]:
    """The organisations that the unit may see, by id: all in ``public``, elsewhere its own and ``public``."""
    found = unit.rows("select id, name, is_simulated, country_pack, share_code from organisations order by id")
    return tuple(Organisation(**row) for row in found)


def organisation_mark(unit: UnitOfWork) -> str:
    """What tells the unit's organisation from one that had its id before and was removed; empty where there is none."""
    found = unit.rows("select share_code from organisations where id = app_organisation()")
    return str(found[0]["share_code"]) if found else ""


def organisation_of_share_code(unit: UnitOfWork, code: str) -> OrganisationId | None:
    """The organisation of a share code, None where none has it; the unit works in ``public``, which sees them all."""
    found = unit.rows("select id from organisations where share_code = %s", [code])
    return OrganisationId(found[0]["id"]) if found else None


def rename_organisation(unit: UnitOfWork, organisation: OrganisationId, name: str) -> None:
    """Gives an organisation another name to read, with a record; the unit works in ``public``.

    Raises:
        RowNotFound: There is no such organisation.
        RowRefused: The name is empty.
    """
    if not unit.rows("update organisations set name = %s where id = %s returning id", [name, organisation]):
        raise RowNotFound(f"no organisation has the id {organisation!r}", fix="see the list of organisations")
    unit.record("organisation_renamed", {"id": organisation, "name": name})


def drop_organisation(unit: UnitOfWork, organisation: OrganisationId) -> int:
    """Removes an organisation with every row and record of it, and records that; the unit works in ``public``.

    The record in ``public`` keeps the head of the removed records, so that an old copy of them can still be checked.

    Returns:
        How many rows were removed.

    Raises:
        RowNotFound: There is no such organisation.
        RowNotAllowed: It is ``public`` or ``local``, or the unit works elsewhere than in ``public``.
    """
    if not unit.rows("select 1 from organisations where id = %s", [organisation]):
        raise RowNotFound(f"no organisation has the id {organisation!r}", fix="see the list of organisations")
    gone = unit.rows("select * from drop_organisation(%s)", [organisation])[0]
    unit.record(
        "organisation_dropped",
        {
            "id": organisation,
            "rows": gone["removed"],
            "records": gone["last_number"],
            "last_hash": bytes(gone["last_hash"]).hex(),
        },
    )
    return int(gone["removed"])
