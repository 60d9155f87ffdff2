"""Tokens: a program acts as a person, in one organisation, with some of the person's rights, until a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any, Final

from petroverse.core.errors import InputRefused, NotAllowed
from petroverse.core.grants import PersonId
from petroverse.core.rights import RIGHTS_OF, Right
from petroverse.database import Token, list_memberships, list_tokens, make_token, revoke_token
from petroverse.workflows.stores import Reader, Stores, acting_organisation

__all__ = ["MOST_DAYS", "TokenRefused", "new_token", "revoke_one_token", "tokens_list"]

MOST_DAYS: Final = 365


class TokenRefused(InputRefused):
    """A token was asked for that would hold too long, or do nothing."""


def new_token(
    stores: Stores, reader: Reader, name: str, *, scopes: Collection[Right], days: int, person: str = ""
) -> tuple[str, str]:
    """Makes a token of the reader's organisation.

    Args:
        stores: Where tokens are kept, as hashes.
        reader: Who makes it.
        name: What it is for.
        scopes: The only rights that it may use.
        days: For how long, at most a year.
        person: As which member it acts; empty: as the reader.

    Returns:
        The token's id, and the token itself, which is shown once.

    Raises:
        TokenRefused: It would hold longer than a year, or may do nothing.
        RightMissing: It would hold a right that its person lacks, or is for another, or the reader is a token.
    """
    if not 1 <= days <= MOST_DAYS or not scopes:
        raise TokenRefused(
            f"a token for {days} days and {len(scopes)} rights", fix=f"1 to {MOST_DAYS} days, and one right at least"
        )
    acts_as = person or reader.person
    if reader.token or acts_as != reader.person:
        reader.must(Right.ADMINISTER)
    for right in sorted(scopes):
        reader.must(right)
    organisation = acting_organisation(stores, reader)
    with stores.database.unit_of_work(organisation, reader.person) as uow:
        if acts_as != reader.person:
            held = [RIGHTS_OF[each.standing.role] for each in list_memberships(uow) if each.person == acts_as]
            if not held or not set(scopes) <= held[0]:
                what = f"{acts_as} does not hold all of {', '.join(sorted(scopes))} in {organisation}"
                raise NotAllowed(what, fix="name a member, and rights of its role")
        return make_token(uow, name, person=PersonId(acts_as), scopes=scopes, lasts=timedelta(days=days))


def tokens_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """The tokens of the reader's organisation for its admins, else the reader's own; without their secrets."""
    own = "" if Right.ADMINISTER in reader.rights else reader.person
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as uow:
        return [_row(each) for each in list_tokens(uow, person=own)]


def revoke_one_token(stores: Stores, reader: Reader, identity: str) -> None:
    """Ends a token: of the reader's own, or any of the organisation for its admins.

    Raises:
        RowNotFound: There is no such token in force that the reader may end.
    """
    own = "" if Right.ADMINISTER in reader.rights else reader.person
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        revoke_token(uow, identity.removeprefix("pv_").partition("_")[0], person=own)
    stores.readers.forget()


def _row(each: Token) -> dict[str, Any]:
    times = {name: getattr(each, name) for name in ("made_at", "expires_at", "revoked_at", "last_used_at")}
    own = {"id": each.id, "name": each.name, "person": each.person, "scopes": sorted(map(str, each.scopes))}
    return {**own, "made_by": each.made_by, **{name: at and at.isoformat() for name, at in times.items()}}
