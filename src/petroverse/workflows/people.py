"""People: who is in an organisation, as what, and which rows they may see; and who has an account at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from petroverse.core.errors import Conflict, InputRefused, NotFound
from petroverse.core.grants import PUBLIC, PersonId
from petroverse.core.products import PRODUCT_GROUPS, PRODUCTS
from petroverse.core.rights import Right, Role
from petroverse.database import (
    Account,
    Membership,
    Standing,
    add_account,
    change_account,
    end_membership,
    find_account,
    is_invited,
    list_accounts,
    list_memberships,
    put_membership,
)
from petroverse.metrics import subjects
from petroverse.workflows.stores import Reader, Stores, acting_organisation

__all__ = [
    "InvitedAlready",
    "RuleRefused",
    "Standing",
    "accounts_list",
    "add_person",
    "change_person",
    "change_role",
    "limit_rows",
    "members_list",
    "refuse_rules",
    "remove_member",
    "set_standing",
]

_CODES = {"product": frozenset(PRODUCTS), "product_group": frozenset(PRODUCT_GROUPS)}


class InvitedAlready(Conflict):
    """An account is asked for under an address whose invitation waits: its person could not accept it any more."""


class RuleRefused(InputRefused):
    """A row rule or a measure names what no question can be about."""


def members_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Who is a member of the reader's organisation, as what, and since when."""
    reader.must(Right.ADMINISTER)
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as uow:
        accounts = {each.id: each for each in list_accounts(uow)}
        return [_member(each, accounts[each.person]) for each in list_memberships(uow) if each.person in accounts]


def accounts_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Every account of the platform, and where it is a member."""
    reader.must(Right.PLATFORM)
    with stores.database.reading(PUBLIC, reader.person) as uow:
        members: dict[PersonId, list[str]] = {}
        for each in list_memberships(uow):
            members.setdefault(each.person, []).append(f"{each.organisation}: {each.standing.role}")
        return [{**_account(each), "member_of": ", ".join(members.get(each.id, []))} for each in list_accounts(uow)]


def add_person(
    stores: Stores, reader: Reader, person: PersonId, name: str, email: str, *, is_platform_admin: bool = False
) -> None:
    """Gives somebody an account, without a password; a member of nothing yet.

    Raises:
        InvitedAlready: An invitation to the e-mail address is open; whoever holds it opens the account.
        AlreadyThere: The id or e-mail address is taken.
        RowRefused: One of them is no such thing, or the platform's own name.
    """
    reader.must(Right.PLATFORM)
    with stores.database.unit_of_work(PUBLIC, reader.person) as uow:
        if is_invited(uow, email):
            fix = "let the invitation be accepted, or have it taken back first"
            raise InvitedAlready(f"an invitation to {email} is open: it opens the account", fix=fix)
        add_account(uow, person, name, email, is_platform_admin=is_platform_admin)


def change_person(
    stores: Stores,
    reader: Reader,
    person: str,
    *,
    is_disabled: bool | None = None,
    is_platform_admin: bool | None = None,
) -> None:
    """Disables an account, enables it again, or makes it an admin of the platform; what it was is on record.

    Raises:
        RowNotFound: There is no such account.
    """
    reader.must(Right.PLATFORM)
    with stores.database.unit_of_work(PUBLIC, reader.person) as uow:
        account = find_account(uow, person)
        change_account(uow, account.id, is_disabled=is_disabled, is_platform_admin=is_platform_admin)
    stores.readers.forget()


def set_standing(stores: Stores, reader: Reader, person: str, standing: Standing) -> None:
    """Gives a member another role, row rules or measures; an admin of the platform makes members so too.

    Raises:
        RowNotFound: Nobody has the name, or the person is no member and the reader no admin of the platform.
        RuleRefused: A rule names no dimension or value that a question can have.
    """
    reader.must(Right.ADMINISTER)
    refuse_rules(standing)
    organisation = acting_organisation(stores, reader)
    seen_from = PUBLIC if Right.PLATFORM in reader.rights else organisation
    with stores.database.reading(seen_from, reader.person) as uow:
        account = find_account(uow, person)
    with stores.database.unit_of_work(organisation, reader.person) as uow:
        put_membership(uow, account.id, standing)
    stores.readers.forget()


def change_role(stores: Stores, reader: Reader, person: str, role: Role) -> None:
    """Gives a member another role; its row rules and measures stay. See ``set_standing``."""
    before = _standing(stores, reader, person)
    set_standing(stores, reader, person, replace(before, role=role) if before else Standing(role))


def limit_rows(
    stores: Stores,
    reader: Reader,
    person: str,
    row_rules: Mapping[str, tuple[str, ...]],
    measures: frozenset[str] | None,
) -> None:
    """Limits a member to some rows and measures instead of those before; its role stays. See ``set_standing``.

    Raises:
        RowNotFound: The person is no member.
    """
    before = _standing(stores, reader, person)
    if before is None:
        raise NotFound(f"{person} is no member here", fix="invite the person first")
    set_standing(stores, reader, person, Standing(before.role, row_rules, measures))


def _standing(stores: Stores, reader: Reader, person: str) -> Standing | None:
    reader.must(Right.ADMINISTER)
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as uow:
        own = {each.person: each.standing for each in list_memberships(uow)}
        names = {each.email.casefold(): each.id for each in list_accounts(uow)}
    return own.get(PersonId(names.get(person.casefold(), PersonId(person))))


def remove_member(stores: Stores, reader: Reader, person: str) -> None:
    """Takes a person out of the reader's organisation, with the person's tokens there.

    Raises:
        RowNotFound: The person is no member.
    """
    reader.must(Right.ADMINISTER)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        end_membership(uow, find_account(uow, person).id)
    stores.readers.forget()


def refuse_rules(standing: Standing) -> None:
    """Refuses row rules and measures that no question can have; see ``set_standing``."""
    dimensions = {name for each in subjects().values() for name in each.dimensions} - {"organisation"}
    measures = {name for each in subjects().values() for name in each.measures}
    for name, values in standing.row_rules.items():
        if name not in dimensions:
            raise RuleRefused(f"no rows are told apart by {name!r}", fix=f"one of {', '.join(sorted(dimensions))}")
        unknown = sorted(set(values) - _CODES[name]) if name in _CODES else [each for each in values if not each]
        if unknown or not values:
            raise RuleRefused(f"{unknown[0] if unknown else 'nothing'!r} is no {name}", fix="see docs/reference")
    unknown = sorted((standing.measures or frozenset()) - measures)
    if unknown:
        raise RuleRefused(f"no measure is called {unknown[0]!r}", fix="see docs/reference/measures.md")


def _member(each: Membership, account: Account) -> dict[str, Any]:
    return {**_account(account), **each.standing.told, "since": each.since.isoformat()}


def _account(each: Account) -> dict[str, Any]:
    disabled = each.disabled_at and each.disabled_at.isoformat()
    own = {"person": each.id, "name": each.name, "email": each.email, "is_platform_admin": each.is_platform_admin}
    return {**own, "disabled_at": disabled}
