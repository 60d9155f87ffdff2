"""What people decided of names that look like one company; each can be taken back, none is deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound

__all__ = ["CompanyVerdict", "StoredVerdict", "decide_companies", "list_verdicts", "withdraw_verdict"]

CompanyVerdict = Literal["two", "later"]
"""``two``: never merged; ``later``: not now."""


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """One decision on two names.

    Attributes:
        number: Its number.
        organisation: Who decided: it holds for this organisation, in ``public`` for everybody.
        name: One name.
        other: The other name.
        verdict: What was decided.
        reason: Why.
        decided_at: When, UTC.
        decided_by: Who.
    """

    number: int
    organisation: OrganisationId
    name: str
    other: str
    verdict: CompanyVerdict
    reason: str
    decided_at: datetime
    decided_by: str


def decide_companies(unit: UnitOfWork, pair: tuple[str, str], verdict: CompanyVerdict, reason: str) -> int:
    """Decides of two names, with a record, in the place of what was decided of them before; gives its number."""
    name, other = sorted(pair)
    unit.rows(
        "update company_verdicts set withdrawn_at = %s, withdrawn_by = %s "
        "where organisation = %s and name = %s and other = %s and withdrawn_at is null",
        [unit.at, unit.person, unit.organisation, name, other],
    )
    found = unit.rows(
        "insert into company_verdicts (organisation, name, other, verdict, reason, decided_at, decided_by) "
        "values (%s, %s, %s, %s, %s, %s, %s) returning number",
        [unit.organisation, name, other, verdict, reason, unit.at, unit.person],
    )
    number = int(found[0]["number"])
    unit.record("companies_decided", {"number": number, "name": name, "other": other, "verdict": verdict})
    return number


def withdraw_verdict(unit: UnitOfWork, number: int) -> None:
    """Takes a decision back, with a record; its line stays.

    Raises:
        RowNotFound: The unit's organisation has no such decision in force.
    """
    found = unit.rows(
        "update company_verdicts set withdrawn_at = %s, withdrawn_by = %s "
        "where organisation = %s and number = %s and withdrawn_at is null returning name, other, verdict",
        [unit.at, unit.person, unit.organisation, number],
    )
    if not found:
        raise RowNotFound(f"no decision {number} is in force", fix="see the list of proposals")
    unit.record("companies_undecided", {"number": number, **found[0]})


def list_verdicts(unit: UnitOfWork) -> tuple[StoredVerdict, ...]:
    """The decisions in force: the published ones, then the organisation's own, oldest first."""
    found = unit.rows(
        "select number, organisation, name, other, verdict, reason, decided_at, decided_by from company_verdicts "
        "where withdrawn_at is null order by organisation <> 'public', number"
    )
    return tuple(StoredVerdict(**{**row, "decided_at": row["decided_at"].astimezone(UTC)}) for row in found)
