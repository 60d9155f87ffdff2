"""Sign in: a name with its password, or a provider's word for who somebody is, becomes a session."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Final

from petroverse.core.errors import NotAllowed, NotFound
from petroverse.core.grants import PUBLIC, OrganisationId, PersonId
from petroverse.core.rights import Role
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    SignInRefused,
    Standing,
    add_account,
    count_failed_sign_in,
    find_account,
    find_credentials,
    find_invitation,
    forget_failed_sign_ins,
    link_subject,
    list_accounts,
    list_organisations,
    put_membership,
    sign_in_wait_s,
    use_invitation,
)
from petroverse.workflows.admit import admit_person, refuse_sign_in
from petroverse.workflows.invitations import accept_invitation, has_account, invitation_of, join_by_invitation
from petroverse.workflows.passwords import is_right_password
from petroverse.workflows.stores import Stores

__all__ = [
    "PersonUnknownHere",
    "TooManyTries",
    "VouchedFor",
    "has_passwords",
    "invitation_seen",
    "join_by_password",
    "sign_in_by_password",
    "sign_in_by_provider",
]

_PLATFORM: Final = PersonId("platform")
_NOT_IN_AN_ID: Final = re.compile(r"[^a-z0-9._-]+")


class TooManyTries(NotAllowed):
    """Wrong passwords came too often under one name.

    Args:
        what: As every fault.
        fix: As every fault.
        retry_after_s: In how many seconds a password is looked at again.
    """

    def __init__(self, what: str, *, fix: str = "", retry_after_s: int = 0) -> None:
        super().__init__(what, fix=fix)
        self.retry_after_s = retry_after_s


class PersonUnknownHere(SignInRefused):
    """A provider vouches for somebody who has no account here and was not invited."""


@dataclass(frozen=True, slots=True)
class VouchedFor:
    """Somebody for whom a provider vouches.

    Attributes:
        issuer: The provider.
        subject: The person's unchanging name there.
        email: An address that the provider checked; empty where it did not.
        name: What others read; empty where the provider does not say.
        organisation: Where the person is taken in without an invitation; empty: nowhere.
        role: As what; None: as nothing.
    """

    issuer: str
    subject: str
    email: str = ""
    name: str = ""
    organisation: str = ""
    role: Role | None = None


def has_passwords(stores: Stores) -> bool:
    """Whether anybody has an account here, so that a password can be asked for."""
    with stores.database.reading(PUBLIC, _PLATFORM) as uow:
        return bool(list_accounts(uow))


def sign_in_by_password(stores: Stores, name: str, password: str, *, made_in: str = "") -> str:
    """Gives the secret of a new session of whoever has a name and its password.

    An unknown name takes as long, is answered alike and must wait as long as a known one.

    Args:
        stores: Where accounts are kept.
        name: The person's id or e-mail address, as it was typed.
        password: As it was typed.
        made_in: The browser, as it names itself.

    Raises:
        TooManyTries: The name had too many wrong passwords; says how long to wait.
        SignInRefused: The two do not fit, or the account is disabled, or a member nowhere.
    """
    return admit_person(stores, _proved(stores, name, password), "password", made_in=made_in)


def join_by_password(stores: Stores, secret: str, name: str, password: str, *, made_in: str = "") -> str:
    """Accepts an invitation and gives the secret of a new session there.

    Whoever has no account yet gets one with the invited address; whoever has one proves it by its password.

    Args:
        stores: Where accounts are kept.
        secret: The invitation's.
        name: What others will read; not looked at where there is an account.
        password: The new account's, or that of the one that is there.
        made_in: The browser, as it names itself.

    Raises:
        InvitationRefused: The invitation is unknown, was used, or is over.
        PasswordRefused: The new password is too weak.
        TooManyTries, SignInRefused: As ``sign_in_by_password``.
    """
    invitation = invitation_of(stores, secret)
    if has_account(stores, invitation):
        person = _proved(stores, invitation.email, password)
        accept_invitation(stores, secret, person)
    else:
        with stores.database.reading(PUBLIC, _PLATFORM) as uow:
            person = _free_id(uow, invitation.email)
        join_by_invitation(stores, secret, person, name, password)
    return admit_person(stores, person, "password", invitation.organisation, made_in=made_in)


def invitation_seen(stores: Stores, secret: str) -> dict[str, Any]:
    """What whoever holds an invitation may know of it: where it leads, as what, and whether there is an account.

    Raises:
        InvitationRefused: It is unknown, was used, or is over.
    """
    invitation = invitation_of(stores, secret)
    with stores.database.reading(PUBLIC, _PLATFORM) as uow:
        names = {each.id: each.name for each in list_organisations(uow)}
    return {
        "organisation": invitation.organisation,
        "organisation_name": names[invitation.organisation],
        "email": invitation.email,
        "role": str(invitation.standing.role),
        "expires_at": invitation.expires_at.isoformat(),
        "has_account": has_account(stores, invitation),
    }


def sign_in_by_provider(stores: Stores, vouched: VouchedFor, *, invitation: str = "", made_in: str = "") -> str:
    """Gives the secret of a new session of somebody for whom a provider vouches.

    Whoever is not known by the provider's word gets an account by an invitation to an address that the provider
    checked, or by a role that the provider gives. An account that is there already is never taken over so.

    Args:
        stores: Where accounts are kept.
        vouched: Who.
        invitation: The secret of an invitation that the person accepts; empty where it accepts none.
        made_in: The browser, as it names itself.

    Raises:
        PersonUnknownHere: The person has no account here and may not have one so.
        InvitationRefused: The invitation is not in force, or for another address.
        SignInRefused: The account is disabled, or a member nowhere.
    """
    with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
        known = find_credentials(uow, issuer=vouched.issuer, subject=vouched.subject)
        person = known.person if known else _taken_in(uow, vouched, invitation)
    if known is None or invitation:
        _join(stores, person, vouched, invitation)
    return admit_person(stores, person, "oidc", made_in=made_in)


def _proved(stores: Stores, name: str, password: str) -> PersonId:
    """Whose name and password these are; see ``sign_in_by_password``."""
    typed = name.strip()
    with stores.database.reading(PUBLIC, _PLATFORM) as uow:
        known = find_credentials(uow, email=typed, person=typed.lower())
        counted = known.person if known else typed
        wait_s = math.ceil(sign_in_wait_s(uow, counted))
    if wait_s:
        raise TooManyTries(
            "too many wrong passwords under this name", fix=f"try again in {_words(wait_s)}", retry_after_s=wait_s
        )
    kept = known.password_hash if known and not known.disabled_at else None
    if not is_right_password(kept, password) or known is None:
        with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
            count_failed_sign_in(uow, counted)
        refuse_sign_in(stores, known.person if known else "", "password")
        raise SignInRefused("this name and password do not fit together", fix="check both, or ask for a one-time link")
    with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
        forget_failed_sign_ins(uow, known.person)
    return known.person


def _free_id(unit: UnitOfWork, email: str) -> PersonId:
    """What a person can be called in records: the e-mail address's own part, with a number where that is taken."""
    plain = _NOT_IN_AN_ID.sub("-", email.partition("@")[0].lower()).strip("-._")[:50] or "person"
    taken = {each.id for each in list_accounts(unit)} | {"owner", "platform"}
    names = [plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3))]
    return next(PersonId(each) for each in names if each not in taken)


def _taken_in(uow: UnitOfWork, vouched: VouchedFor, invitation: str) -> PersonId:
    """A new account for somebody who may have one; everything else is refused."""
    email = find_invitation(uow, invitation).email if invitation else vouched.email
    is_checked = vouched.email != "" and vouched.email.casefold() == email.casefold()
    if not is_checked or not (invitation or (vouched.role and vouched.organisation)):
        raise PersonUnknownHere("you are known there but not here", fix="ask an admin here for an invitation")
    try:
        find_account(uow, email)
    except NotFound:
        pass
    else:
        raise PersonUnknownHere("this e-mail address has an account here already", fix="sign in with its password")
    person = _free_id(uow, email)
    add_account(uow, person, vouched.name or email, email)
    link_subject(uow, person, vouched.issuer, vouched.subject)
    return person


def _join(stores: Stores, person: PersonId, vouched: VouchedFor, invitation: str) -> None:
    if invitation:
        with stores.database.reading(PUBLIC, _PLATFORM) as uow:
            invited, account = find_invitation(uow, invitation), find_account(uow, person)
        if invited.email.casefold() != account.email.casefold():
            raise PersonUnknownHere("this invitation is for another e-mail address", fix="ask for one of your own")
        with stores.database.unit_of_work(invited.organisation, person) as uow:
            use_invitation(uow, invitation, person)
    elif vouched.role:
        with stores.database.unit_of_work(OrganisationId(vouched.organisation), person) as uow:
            put_membership(uow, person, Standing(vouched.role))
    stores.readers.forget()


def _words(seconds: int) -> str:
    return f"{seconds} s" if seconds < 120 else f"{math.ceil(seconds / 60)} minutes"
