"""Admit: one-time links become sessions, and sessions say who asks."""

from __future__ import annotations

from petroverse import database
from petroverse.core.grants import LOCAL, PUBLIC, PersonId
from petroverse.database import Session
from petroverse.workflows.stores import Stores

__all__ = ["Session", "end_session", "new_link_token", "redeem_link", "who_is_signed_in"]

_PLATFORM = PersonId("platform")


def new_link_token(stores: Stores, person: PersonId) -> str:
    """The secret of a link that signs a person of ``local`` in once; old ones are cleared away."""
    with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
        database.forget_expired_sign_ins(uow)
        return database.make_sign_in_link(uow, person, LOCAL)


def redeem_link(stores: Stores, token: str) -> str:
    """Uses a link up and gives the secret of a new session.

    Raises:
        SignInRefused: The link is unknown, was used before, or is over.
    """
    with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
        return database.sign_in(uow, token)


def who_is_signed_in(stores: Stores, secret: str) -> Session:
    """Who is signed in with a session's secret.

    Raises:
        SignInRefused: The session is unknown, ended, or over.
    """
    with stores.database.reading(PUBLIC, _PLATFORM) as uow:
        return database.find_session(uow, secret)


def end_session(stores: Stores, secret: str) -> None:
    """Signs a session out."""
    with stores.database.unit_of_work(PUBLIC, _PLATFORM) as uow:
        database.end_session(uow, secret)
