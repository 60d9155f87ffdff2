"""Admit: links and sessions that say who asks, and where that person acts."""

from __future__ import annotations

from petroverse import database
from petroverse.core.errors import NotAllowed
from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId, PersonId
from petroverse.core.rights import ALL_RIGHTS, RIGHTS_OF, Right
from petroverse.database import TOKEN_MARK, Asker, SignInRefused
from petroverse.workflows.reader import OWNER, Reader
from petroverse.workflows.stores import Stores

__all__ = [
    "admit_person",
    "believed_reader",
    "end_session",
    "is_token",
    "new_link_token",
    "reader_of_person",
    "reader_of_session",
    "reader_of_token",
    "redeem_link",
    "refuse_sign_in",
    "switch_organisation",
]

_PLATFORM = PersonId("platform")


def reader_of_session(stores: Stores, secret: str, *, organisation: str = "") -> Reader:
    """Who asks with a session's secret; believed for a moment (see ``believed.TRUST_S``).

    Args:
        stores: Where sessions are kept.
        secret: The session's.
        organisation: Where the owner of the home acts; empty for the default.

    Raises:
        SignInRefused: The session is unknown, ended or over, or its person may do nothing any more.
    """

    def look() -> Reader:
        with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
            asker = database.asker_of_session(uow, secret)
            database.note_session_use(uow, secret)
        return _reader(asker, owner_acts_in=organisation)

    return stores.readers.get(("session", database.secret_hash(secret)), look)


def reader_of_token(stores: Stores, token: str) -> Reader:
    """Who asks with a token: its person, with the rights that both have; believed for a moment.

    Raises:
        SignInRefused: The token is unknown, revoked or over, or its person may do nothing there any more.
    """

    def look() -> Reader:
        with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
            asker = database.asker_of_token(uow, token)
            database.note_token_use(uow, asker.token)
        return _reader(asker)

    return stores.readers.get(("token", database.secret_hash(token)), look)


def believed_reader(stores: Stores, *, session: str = "", token: str = "") -> Reader | None:
    """Who asks with a session or a token, as it was found a moment ago, at once; None where it must be looked up."""
    return stores.readers.peek(
        ("token", database.secret_hash(token)) if token else ("session", database.secret_hash(session))
    )


def reader_of_person(stores: Stores, person: PersonId, organisation: OrganisationId) -> Reader:
    """What somebody may do and see in one organisation now, for work that was asked for earlier.

    Raises:
        SignInRefused: The person may do nothing there any more.
    """
    with stores.database.reading(PUBLIC, _PLATFORM) as uow:
        return _reader(database.asker_of_person(uow, person, organisation), owner_acts_in=organisation)


def is_token(text: str) -> bool:
    """Whether a text has the form of a token, rather than of the home's key."""
    return text.startswith(TOKEN_MARK)


def new_link_token(stores: Stores, person: PersonId, organisation: OrganisationId = LOCAL) -> str:
    """The secret of a link that signs a person in once; old ones are cleared away."""
    with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
        database.forget_expired_sign_ins(uow)
        return database.make_sign_in_link(uow, person, organisation)


def redeem_link(stores: Stores, token: str, *, made_in: str = "") -> str:
    """Uses a link up and gives the secret of a new session, which is on record.

    Args:
        stores: Where sessions are kept.
        token: The link's.
        made_in: The browser, as it names itself.

    Raises:
        SignInRefused: The link is unknown, was used before, or is over.
    """
    try:
        with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
            session = database.sign_in(uow, token, made_in=made_in)
            found = database.find_session(uow, session)
    except SignInRefused:
        refuse_sign_in(stores, "", "link")
        raise
    _record_sign_in(stores, found.person, found.organisation, "link")
    return session


def admit_person(stores: Stores, person: PersonId, how: str, organisation: str = "", *, made_in: str = "") -> str:
    """Starts a session of somebody who proved who it is, which is on record; gives its secret.

    Args:
        stores: Where sessions are kept.
        person: Whose account.
        how: What proved it: ``password`` or ``oidc``.
        organisation: Where the person wants to act; empty: in the first of its organisations.
        made_in: The browser, as it names itself.

    Raises:
        SignInRefused: The account is disabled, or a member nowhere.
    """
    with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
        database.forget_expired_sign_ins(uow)
        session = database.start_session(uow, person, OrganisationId(organisation) or PUBLIC, made_in=made_in)
        reader = _reader(database.asker_of_session(uow, session))
    _record_sign_in(stores, person, OrganisationId(reader.organisation), how)
    return session


def switch_organisation(stores: Stores, secret: str, organisation: OrganisationId) -> Reader:
    """Lets a session act in another of the person's organisations from now on.

    Raises:
        SignInRefused: The session is unknown or over.
        NotAllowed: The person is no member there.
    """
    with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
        asker = database.asker_of_session(uow, secret)
        is_free = not asker.has_account or (asker.is_platform_admin and organisation == PUBLIC)
        if organisation not in asker.memberships and not is_free:
            known = ", ".join(asker.memberships) or "nothing"
            raise NotAllowed(f"{asker.person} is no member of {organisation!r}", fix=f"member of: {known}")
        database.switch_session(uow, secret, organisation)
    stores.readers.forget()
    return reader_of_session(stores, secret, organisation=organisation)


def refuse_sign_in(stores: Stores, person: str, how: str) -> None:
    """Puts on record that somebody was not let in; a bounded number of them.

    Args:
        stores: Where the records are.
        person: The account's id where it is known; never what was typed.
        how: By what, and why not, such as ``password: locked``.
    """
    with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
        database.record_refused_sign_in(uow, person, how)


def end_session(stores: Stores, secret: str) -> None:
    """Signs a session out."""
    with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
        database.end_session(uow, secret)
    stores.readers.forget()


def _reader(asker: Asker, *, owner_acts_in: str = "") -> Reader:
    """What an asker may do and see where it acts."""
    if not asker.has_account:
        return _owner(asker, owner_acts_in)
    if not asker.organisation:
        raise SignInRefused(f"{asker.person} is a member of no organisation", fix="ask an admin for an invitation")
    standing = asker.standing
    rights = RIGHTS_OF[standing.role] if standing else ALL_RIGHTS
    rights |= {Right.PLATFORM} if asker.is_platform_admin else frozenset()
    return Reader(
        person=asker.person,
        organisation=asker.organisation,
        rights=rights if asker.scopes is None else rights & asker.scopes,
        row_rules=standing.row_rules if standing else {},
        measures=standing.measures if standing else None,
        role=standing.role if standing else None,
        name=asker.name,
        memberships=asker.memberships,
        shared=asker.shared,
        token=asker.token,
        reads=asker.organisation,
    )


def _owner(asker: Asker, acts_in: str) -> Reader:
    """The owner of the home, who needs no account; anybody else without one is nobody."""
    if asker.person != OWNER:
        raise SignInRefused(f"{asker.person} has no account any more", fix="ask an admin of the platform")
    if asker.scopes is None:
        return Reader(OWNER, _default(asker.organisation) or acts_in, ALL_RIGHTS)
    rights = ALL_RIGHTS & asker.scopes
    own = asker.organisation
    return Reader(OWNER, own, rights, shared=asker.shared, token=asker.token, reads=own)


def _default(organisation: OrganisationId) -> str:
    """A link of the owner acts in ``local``, which reads the sample while nothing real is in."""
    return "" if organisation == LOCAL else organisation


def _record_sign_in(stores: Stores, person: PersonId, organisation: OrganisationId, how: str) -> None:
    with stores.database.unit_of_work(organisation, person) as uow:
        uow.record("signed_in", {"person": person, "how": how})
