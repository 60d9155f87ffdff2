"""The ways out for notices: who has the keys, who carries, and how one receiver is reached."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from petroverse.core.errors import NotFound
from petroverse.core.grants import LOCAL, OrganisationId
from petroverse.core.roles import UnitOfWork
from petroverse.database import StoredReceiver, alone
from petroverse.senders import (
    Mail,
    Notice,
    NoticeRefused,
    Poster,
    PushSender,
    Sender,
    Subscription,
    WebhookSender,
    new_push_key,
    public_push_key,
)
from petroverse.vault import HomeKeys, Secret, SecretNotFound, forget_secret, keep_secret, open_secret
from petroverse.workflows.stores import OWNER, Stores
from petroverse.workflows.telling_words import as_html

__all__ = ["Ways", "bring", "forget_address", "keep_address", "opened_address", "push_key", "short_notice"]

_PUSH_KEY: Final = "push-key"


@dataclass(frozen=True, slots=True)
class Ways:
    """How notices leave a platform.

    Attributes:
        keys: What secrets are sealed under.
        mail: Gives what carries mail; raises where no server is set up.
        poster: Posts to addresses that may be written to.
        address: Where the platform answers; links begin with it.
        contact: Whom a push service may ask: ``mailto:…`` or an address.
    """

    keys: HomeKeys
    mail: Callable[[], Sender]
    poster: Poster
    address: str
    contact: str


def bring(stores: Stores, ways: Ways, owner: OrganisationId, to: StoredReceiver, notice: Notice) -> None:
    """Sends one notice to one receiver, whichever way that takes; no transaction is open meanwhile.

    Args:
        stores: Where secrets are kept.
        ways: How notices leave.
        owner: Whose receiver it is.
        to: Whom.
        notice: What; its link is a whole address.

    Raises:
        Unavailable: It may pass: send the same again later.
        InputRefused, NotAllowed, NotFound: It lasts.
    """
    if to.kind == "mail":
        mail = Mail(notice.id, (to.address,), notice.title, notice.text, as_html(notice.title, notice.text))
        delivery = ways.mail().send(mail)
        for each in delivery.refused.values():
            raise NoticeRefused(f"the mail server refuses {to.address}: {each.code} {each.words}", where=to.address)
        return
    with stores.database.reading(owner, OWNER) as unit:
        kept = opened_address(unit, ways.keys, to.id)
    if to.kind == "webhook":
        WebhookSender(kept["url"], lambda: str(kept["secret"]), ways.poster, clock=stores.clock).send(notice)
        return
    with stores.database.reading(LOCAL, OWNER) as unit:
        key = open_secret(unit, ways.keys, _PUSH_KEY)
    browser = Subscription(kept["endpoint"], kept["p256dh"], kept["auth"])
    PushSender(browser, key.reveal, ways.contact, ways.poster, clock=stores.clock).send(short_notice(notice))


def keep_address(unit: UnitOfWork, keys: HomeKeys, receiver: str, secrets: Mapping[str, str]) -> None:
    """Seals what is secret of a receiver's address."""
    keep_secret(unit, keys, _name_of(receiver), Secret(json.dumps(dict(secrets))))


def opened_address(unit: UnitOfWork, keys: HomeKeys, receiver: str) -> dict[str, str]:
    """What is secret of a receiver's address."""
    kept: dict[str, str] = json.loads(open_secret(unit, keys, _name_of(receiver)).reveal())
    return kept


def forget_address(unit: UnitOfWork, receiver: str) -> None:
    """Forgets what is secret of a receiver's address, where anything is."""
    with suppress(NotFound):
        forget_secret(unit, _name_of(receiver))


def short_notice(notice: Notice) -> Notice:
    """What fits a push message in any script; the page behind the link tells the rest."""
    return replace(notice, title=notice.title[:120], text=notice.text[:400], body={})


def push_key(stores: Stores, keys: HomeKeys) -> str:
    """The public key that browsers subscribe under; the pair is made at the first call and kept sealed."""
    with stores.database.unit_of_work(LOCAL, OWNER) as unit:
        alone(unit, _PUSH_KEY)
        try:
            return public_push_key(open_secret(unit, keys, _PUSH_KEY).reveal())
        except SecretNotFound:
            made = new_push_key()
            keep_secret(unit, keys, _PUSH_KEY, Secret(made))
            return public_push_key(made)


def _name_of(receiver: str) -> str:
    return f"receiver-{receiver}"
