"""Company names that a person accepted to stand for another company's; each can be withdrawn, none is deleted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from petroverse.core.country import CompanyAlias
from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound

__all__ = ["AcceptedAlias", "accept_alias", "accepted_aliases", "list_aliases", "withdraw_alias"]


@dataclass(frozen=True, slots=True)
class AcceptedAlias:
    """One accepted merge of two company names.

    Attributes:
        number: Its number.
        organisation: Who accepted it: it holds for this organisation's reading, in ``public`` for everybody.
        alias: The name, its company and since when.
        accepted_at: When, UTC.
        accepted_by: Who.
        withdrawn_at: When it was withdrawn, UTC; None while in force.
        withdrawn_by: Who withdrew it; None while in force.
    """

    number: int
    organisation: OrganisationId
    alias: CompanyAlias
    accepted_at: datetime
    accepted_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str | None


def accept_alias(unit: UnitOfWork, alias: CompanyAlias) -> int:
    """Accepts that one name stands for another company's, with a record; gives its number.

    Raises:
        AlreadyThere: The name stands for a company from that day on already; withdraw that first.
        RowRefused: A name is empty, or both are the same.
    """
    found = unit.rows(
        "insert into company_aliases (organisation, alias, company, since, reason, accepted_at, accepted_by) "
        "values (%s, %s, %s, %s, %s, %s, %s) returning number",
        [unit.organisation, alias.alias, alias.company, alias.since, alias.reason, unit.at, unit.person],
    )
    number = int(found[0]["number"])
    unit.record("alias_accepted", {"number": number, **_told(alias)})
    return number


def withdraw_alias(unit: UnitOfWork, number: int) -> None:
    """Takes an accepted alias back, with a record; its line stays.

    Raises:
        RowNotFound: The unit's organisation has no such alias in force.
    """
    found = unit.rows(
        "update company_aliases set withdrawn_at = %s, withdrawn_by = %s "
        "where organisation = %s and number = %s and withdrawn_at is null returning alias, company, since, reason",
        [unit.at, unit.person, unit.organisation, number],
    )
    if not found:
        raise RowNotFound(f"no alias {number} is in force", fix="see the list of aliases")
    unit.record("alias_withdrawn", {"number": number, **_told(CompanyAlias(**found[0]))})


def accepted_aliases(unit: UnitOfWork, owners: Collection[OrganisationId]) -> tuple[CompanyAlias, ...]:
    """The aliases in force that these organisations accepted: the published ones, then the unit's own, oldest first."""
    found = unit.rows(
        "select alias, company, since, reason from company_aliases "
        "where withdrawn_at is null and organisation = any(%s) order by organisation <> 'public', number",
        [list(owners)],
    )
    return tuple(CompanyAlias(**row) for row in found)


def list_aliases(unit: UnitOfWork) -> tuple[AcceptedAlias, ...]:
    """Every alias that was ever accepted, published ones first, withdrawn ones too."""
    found = unit.rows(
        "select number, organisation, alias, company, since, reason, accepted_at, accepted_by, withdrawn_at, "
        "withdrawn_by from company_aliases order by organisation <> 'public', number"
    )
    return tuple(
        AcceptedAlias(
            row["number"], row["organisation"],
            CompanyAlias(row["alias"], row["company"], row["since"], row["reason"]),
            row["accepted_at"].astimezone(UTC), row["accepted_by"],
            row["withdrawn_at"] and row["withdrawn_at"].astimezone(UTC), row["withdrawn_by"],
        )
        for row in found
    )  # fmt: skip


def _told(alias: CompanyAlias) -> dict[str, str | None]:
    since: date | None = alias.since
    return {"alias": alias.alias, "company": alias.company, "since": since.isoformat() if since else None}
