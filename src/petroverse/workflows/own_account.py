"""What somebody who is signed in looks after alone: who it is here, its sessions, its password."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any, Final

from petroverse.core.errors import NotFound
from petroverse.core.grants import PUBLIC
from petroverse.core.rights import Right, RightMissing
from petroverse.database import (
    count_failed_sign_in,
    end_own_session,
    end_sessions_of,
    find_account,
    list_organisations,
    list_sessions,
    sign_in_wait_s,
)
from petroverse.workflows.passwords import change_password
from petroverse.workflows.sign_in import TooManyTries
from petroverse.workflows.stores import Reader, Stores, acting_organisation

__all__ = ["change_own_password", "end_one_session", "own_sessions", "sign_out_everywhere", "who_am_i"]

_TIMES: Final = ("made_at", "last_used_at", "expires_at")


def who_am_i(stores: Stores, reader: Reader) -> dict[str, Any]:
    """Who asks, where it acts and as what, and where else it may act: its organisations, or all for their owner."""
    organisation = acting_organisation(stores, reader)
    with stores.database.reading(PUBLIC, reader.person) as uow:
        names = {each.id: each.name for each in list_organisations(uow)}
        try:
            email = find_account(uow, reader.person).email
        except NotFound:
            email = ""
    elsewhere = [{"organisation": each, "name": names[each], "role": role} for each, role in reader.memberships.items()]
    return {
        "person": reader.person,
        "name": reader.name or reader.person,
        "email": email,
        "organisation": organisation,
        "organisation_name": names[organisation],
        "role": reader.role or "",
        "rights": [each for each in Right if each in reader.rights],
        "is_limited": bool(reader.row_rules) or reader.measures is not None,
        "memberships": elsewhere,
    }


def own_sessions(stores: Stores, reader: Reader, secret: str) -> list[dict[str, Any]]:
    """Where the reader is signed in; ``secret`` is of the session that asks."""
    with stores.database.reading(PUBLIC, reader.person) as uow:
        found = [asdict(each) for each in list_sessions(uow, reader.person, secret)]
    return [{**each, **{name: each[name].isoformat() for name in _TIMES}} for each in found]


def end_one_session(stores: Stores, reader: Reader, number: int) -> None:
    """Signs the reader out of one browser.

    Raises:
        RowNotFound: The reader has no such session.
    """
    with stores.database.unit_of_work(PUBLIC, reader.person) as uow:
        end_own_session(uow, reader.person, number)
    stores.readers.forget()


def sign_out_everywhere(stores: Stores, reader: Reader) -> None:
    """Ends every session of the reader's, and every link that would make one."""
    with stores.database.unit_of_work(PUBLIC, reader.person) as uow:
        end_sessions_of(uow, reader.person)
    stores.readers.forget()


def change_own_password(stores: Stores, reader: Reader, old: str, new: str) -> None:
    """Gives the reader another password and ends every session of the reader's.

    Raises:
        TooManyTries: The old one was wrong too often.
        RightMissing: The old one is wrong, or there is none.
        PasswordRefused: The new one is too weak.
    """
    with stores.database.reading(PUBLIC, reader.person) as uow:
        wait_s = math.ceil(sign_in_wait_s(uow, reader.person))
    if wait_s:
        raise TooManyTries("too many wrong passwords", fix=f"try again in {wait_s} s", retry_after_s=wait_s)
    try:
        change_password(stores, reader, reader.person, new, old=old)
    except RightMissing as fault:
        with stores.database.unit_of_work(PUBLIC, reader.person) as uow:
            count_failed_sign_in(uow, reader.person)
        raise RightMissing("the present password is wrong", where="present password", fix="type it again") from fault
