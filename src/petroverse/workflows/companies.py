"""Companies: names that look like one company are proposed, a person accepts, and may take it back at any time.

An accepted name is read as its company wherever facts are read, now and as of any day; what was printed never changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from difflib import get_close_matches
from typing import Any

from petroverse.core.companies import printed_key
from petroverse.core.country import CompanyAlias, CountryPack
from petroverse.core.errors import Conflict, InputRefused, NotFound
from petroverse.core.rights import Right
from petroverse.database import (
    CompanyVerdict,
    StoredVerdict,
    accept_alias,
    decide_companies,
    list_aliases,
    list_verdicts,
    withdraw_alias,
    withdraw_verdict,
)
from petroverse.lake import name_map
from petroverse.sources import MergeProposal, propose_merges
from petroverse.workflows.stores import Reader, Stores, grant_of
from petroverse.workflows.trades import Trade, trades_of

__all__ = [
    "CompaniesAreTwo",
    "MergeGoesInACircle",
    "company_verdicts",
    "decide_on_companies",
    "merge_companies",
    "merge_proposals",
    "merges_list",
    "undo_merge",
    "undo_verdict",
]


class CompaniesAreTwo(InputRefused):
    """Two names were to be merged that are known to be two companies."""


class MergeGoesInACircle(Conflict):
    """The company is itself read as the name that should stand for it."""


def merge_proposals(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Pairs of names that look like one company, with what speaks for it and against it; nothing is merged.

    Each row has ``alias`` (the name that was named less lately) and ``company``, ``confidence`` from 0 to 1,
    ``reason``, ``together`` (periods of one source that name both: two companies, most likely), and for each of the
    two its sources, first and last period, number of periods and litres. Pairs that are never named together come
    first, the surest of them first. What somebody decided to be two companies is proposed no more.
    """
    reader.must_see_all("a list of all companies")
    grant = grant_of(stores, reader)
    trades = trades_of(stores, grant, is_merged=True)
    pack = stores.pack_of(grant)
    if pack is None:
        return []
    never = _never_merge(stores, pack, _verdicts(stores, reader))
    pack = replace(pack, never_merge=never)
    rows = [_proposal(each, trades) for each in propose_merges(trades, pack)]
    return sorted(rows, key=lambda row: (row["together"] > 0, -row["confidence"], row["alias"]))


def merge_companies(stores: Stores, reader: Reader, wanted: CompanyAlias) -> int:
    """Accepts that one name stands for another company's, for everything that the organisation reads.

    Args:
        stores: Where.
        reader: Who accepts it, and for which organisation.
        wanted: The name and the company, both as the facts hold them, in any case; and since when.

    Returns:
        The number to take it back by.

    Raises:
        NotFound: No fact names one of them.
        CompaniesAreTwo: They are known to be two companies, or are one name.
        MergeGoesInACircle: The company is read as the name already.
        AlreadyThere: The name stands for a company from that day on already.
    """
    reader.must_see_all("a list of all companies")
    grant = grant_of(stores, reader)
    reader.must_change(grant.acts_in, Right.CURATE)
    held = {printed_key(each): each for each in trades_of(stores, grant, is_merged=False)}
    alias = replace(wanted, alias=_held(held, wanted.alias), company=_held(held, wanted.company))
    _refuse_two(alias, _never_merge(stores, stores.pack_of(grant), _verdicts(stores, reader)))
    with stores.database.unit_of_work(grant.acts_in, reader.person) as uow:
        _refuse_circle(alias, stores.aliases(uow, grant.organisations))
        return accept_alias(uow, alias)


def undo_merge(stores: Stores, reader: Reader, number: int) -> None:
    """Takes an accepted name back; every answer is at once as it was before. Its line stays.

    Raises:
        RowNotFound: No such name is in force in the reader's organisation.
    """
    grant = grant_of(stores, reader)
    reader.must_change(grant.acts_in, Right.CURATE)
    with stores.database.unit_of_work(grant.acts_in, reader.person) as uow:
        withdraw_alias(uow, number)


def decide_on_companies(
    stores: Stores, reader: Reader, pair: tuple[str, str], verdict: CompanyVerdict, *, reason: str = ""
) -> int:
    """Decides that two names are two companies, or that they are looked at later; nothing that is read changes.

    Args:
        stores: Where.
        reader: Who decides, and for which organisation.
        pair: The names, both as the facts hold them, in any case.
        verdict: What is decided; it takes the place of what was decided of them before.
        reason: Why, for whoever reads it later.

    Returns:
        The number to take it back by.

    Raises:
        NotFound: No fact names one of them.
        CompaniesAreTwo: They are one name.
    """
    reader.must_see_all("a list of all companies")
    grant = grant_of(stores, reader)
    reader.must_change(grant.acts_in, Right.CURATE)
    held = {printed_key(each): each for each in trades_of(stores, grant, is_merged=False)}
    one, other = (_held(held, each) for each in pair)
    if one == other:
        raise CompaniesAreTwo(f"{one!r} is the company itself", fix="give two names")
    with stores.database.unit_of_work(grant.acts_in, reader.person) as uow:
        return decide_companies(uow, (one, other), verdict, reason)


def undo_verdict(stores: Stores, reader: Reader, number: int) -> None:
    """Takes a decision on two names back, so that they are proposed again.

    Raises:
        RowNotFound: No such decision is in force in the reader's organisation.
    """
    grant = grant_of(stores, reader)
    reader.must_change(grant.acts_in, Right.CURATE)
    with stores.database.unit_of_work(grant.acts_in, reader.person) as uow:
        withdraw_verdict(uow, number)


def company_verdicts(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Every decision in force on two names, with who made it and when."""
    reader.must_see_all("a list of all companies")
    return [asdict(each) for each in _verdicts(stores, reader)]


def merges_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Every name that stands or once stood for a company: accepted ones with their number, and the owner's file's."""
    reader.must_see_all("a list of all companies")
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        accepted = [each for each in list_aliases(uow) if each.organisation in grant.organisations]
    rows = [
        {"number": None, **asdict(each), "accepted_at": None, "accepted_by": "aliases.toml", "withdrawn_at": None}
        for each in stores.own_names.aliases
    ]
    for each in accepted:
        times = {"accepted_at": each.accepted_at, "accepted_by": each.accepted_by, "withdrawn_at": each.withdrawn_at}
        rows.append({"number": each.number, **asdict(each.alias), **times})
    return rows


def _proposal(pair: MergeProposal, trades: Mapping[str, Trade]) -> dict[str, Any]:
    by_age = sorted((pair.name, pair.other), key=lambda name: trades[name].weight)
    told = {"alias": by_age[0], "company": by_age[1], "confidence": pair.confidence, "reason": pair.reason}
    together = len(trades[by_age[0]].periods & trades[by_age[1]].periods)
    sides = zip(("alias", "company"), by_age, strict=True)
    evidence = {f"{side}_{key}": value for side, name in sides for key, value in trades[name].told.items()}
    return {**told, "together": together, **evidence}


def _never_merge(
    stores: Stores, pack: CountryPack | None, verdicts: Sequence[StoredVerdict]
) -> tuple[tuple[str, str], ...]:
    decided = ((each.name, each.other) for each in verdicts if each.verdict == "two")
    return (*(pack.never_merge if pack else ()), *stores.own_names.never_merge, *decided)


def _verdicts(stores: Stores, reader: Reader) -> tuple[StoredVerdict, ...]:
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        return tuple(each for each in list_verdicts(uow) if each.organisation in grant.organisations)


def _held(held: Mapping[str, str], name: str) -> str:
    found = held.get(printed_key(name))
    if found is None:
        near = [held[key] for key in get_close_matches(printed_key(name), held, n=3)]
        fix = f"perhaps {' or '.join(map(repr, near))}" if near else "ask for volume by company to see them"
        raise NotFound(f"no fact names the company {name!r}", fix=fix)
    return found


def _refuse_two(alias: CompanyAlias, never: Sequence[tuple[str, str]]) -> None:
    pair = {alias.alias, alias.company}
    if len(pair) == 1:
        raise CompaniesAreTwo(f"{alias.alias!r} is the company itself", fix="give two names")
    if {printed_key(each) for each in pair} in [{printed_key(each) for each in two} for two in never]:
        what = f"{alias.alias!r} and {alias.company!r} are known to be two companies"
        fix = "take that decision back, or correct the country pack or aliases.toml, if they are one"
        raise CompaniesAreTwo(what, where="never_merge", fix=fix)


def _refuse_circle(alias: CompanyAlias, aliases: tuple[CompanyAlias, ...]) -> None:
    name, company = printed_key(alias.alias), printed_key(alias.company)
    if any(each.name == company and printed_key(each.company) == name for each in name_map(aliases).rows):
        what = f"{alias.company!r} is itself read as {alias.alias!r}"
        raise MergeGoesInACircle(what, fix="take that back first (companies undo)")
