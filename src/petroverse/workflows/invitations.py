"""Invitations: an admin invites an e-mail address; whoever holds the secret becomes a member, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from petroverse.core.errors import NotFound
from petroverse.core.grants import PUBLIC, PersonId
from petroverse.core.rights import Right
from petroverse.database import (
    Invitation,
    InvitationRefused,
    Standing,
    add_account,
    find_account,
    find_invitation,
    list_invitations,
    make_invitation,
    set_password_hash,
    use_invitation,
    withdraw_invitation,
)
from petroverse.workflows.passwords import password_hash
from petroverse.workflows.people import refuse_rules
from petroverse.workflows.stores import Reader, Stores, acting_organisation

__all__ = [
    "Invitation",
    "InvitationRefused",
    "accept_invitation",
    "has_account",
    "invitation_of",
    "invitations_list",
    "invite",
    "join_by_invitation",
    "take_invitation_back",
]

_PLATFORM = PersonId("platform")


def invite(
    stores: Stores, reader: Reader, email: str, standing: Standing, *, lasts: timedelta = timedelta(days=7)
) -> str:
    """Invites an e-mail address into the reader's organisation; gives the secret, which is shown once.

    Raises:
        RuleRefused: A rule names no dimension or value that a question can have.
        RowRefused: That is no e-mail address.
    """
    reader.must(Right.ADMINISTER)
    refuse_rules(standing)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        return make_invitation(uow, email, standing, lasts=lasts)[1]


def invitations_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Every invitation into the reader's organisation, the newest first."""
    reader.must(Right.ADMINISTER)
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as uow:
        return [_row(each) for each in list_invitations(uow)]


def take_invitation_back(stores: Stores, reader: Reader, number: int) -> None:
    """Takes an open invitation back.

    Raises:
        RowNotFound: There is none of this number.
    """
    reader.must(Right.ADMINISTER)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        withdraw_invitation(uow, number)


def invitation_of(stores: Stores, secret: str) -> Invitation:
    """The open invitation that a secret is of, for whoever holds it.

    Raises:
        InvitationRefused: It is unknown, was used, or is over.
    """
    with stores.database.reading(PUBLIC, _PLATFORM) as uow:
        return find_invitation(uow, secret)


def has_account(stores: Stores, invitation: Invitation) -> bool:
    """Whether the invited e-mail address has an account already: its person must sign in to accept."""
    with stores.database.reading(PUBLIC, _PLATFORM) as uow:
        try:
            find_account(uow, invitation.email)
        except NotFound:
            return False
    return True


def accept_invitation(stores: Stores, secret: str, person: PersonId) -> Invitation:
    """Makes somebody who is signed in a member, as invited.

    Args:
        stores: Where people are kept.
        secret: The invitation's.
        person: Who is signed in; the account must have the invited e-mail address.

    Raises:
        InvitationRefused: It is unknown, was used, is over, or is for another address.
    """
    invitation = invitation_of(stores, secret)
    with stores.database.reading(PUBLIC, _PLATFORM) as uow:
        account = find_account(uow, person)
    if account.email.casefold() != invitation.email.casefold():
        what = "this invitation is for another e-mail address than that of your account"
        raise InvitationRefused(what, fix="sign in as the person it is for, or ask for one of your own")
    return _used(stores, secret, invitation, person)


def join_by_invitation(stores: Stores, secret: str, person: PersonId, name: str, password: str | None) -> Invitation:
    """Gives an invited person an account with the invited e-mail address, and makes it a member.

    Args:
        stores: Where people are kept.
        secret: The invitation's.
        person: What the person will be called in records.
        name: What others read.
        password: The password; None for whoever signs in through an OpenID Connect issuer.

    Raises:
        InvitationRefused: It is unknown, was used, or is over.
        AlreadyThere: The address has an account (sign in to accept), or the id is taken.
        PasswordRefused: The password is too weak.
    """
    invitation = invitation_of(stores, secret)
    hashed = None if password is None else password_hash(password, name=name, email=invitation.email)
    with stores.database.unit_of_work(PUBLIC, person) as uow:
        add_account(uow, person, name, invitation.email)
        if hashed:
            set_password_hash(uow, person, hashed)
    return _used(stores, secret, invitation, person)


def _used(stores: Stores, secret: str, invitation: Invitation, person: PersonId) -> Invitation:
    with stores.database.unit_of_work(invitation.organisation, person) as uow:
        used = use_invitation(uow, secret, person)
    stores.readers.forget()
    return used


def _row(each: Invitation) -> dict[str, Any]:
    times = {name: getattr(each, name) for name in ("made_at", "expires_at", "used_at")}
    own = {"number": each.number, "email": each.email, **each.standing.told, "made_by": each.made_by}
    return {**own, **{name: at and at.isoformat() for name, at in times.items()}, "used_by": each.used_by}
