"""Receivers: whom an organisation has told of alarms outside of the browser, and a person's own browsers.

What is secret of an address (a webhook's path and secret, a browser's keys) lies sealed in the vault; the rest tells
where to without telling how.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any, Final, Literal, get_args
from urllib.parse import urlsplit

from petroverse.core.errors import InputRefused, NotFound, PetroVerseError
from petroverse.core.rights import Right, Role
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    StoredReceiver,
    add_receiver,
    change_receiver,
    get_receiver,
    list_receivers,
    list_told,
    note_delivery,
    remove_receiver,
    told_alarms_in,
    waiting_by_receiver,
)
from petroverse.senders import Mail, Notice, Subscription, WebhookSender, origin_of, signature
from petroverse.vault import HomeKeys
from petroverse.workflows.stores import Reader, Stores, acting_organisation
from petroverse.workflows.telling import fault_to_plain, must_hear_alarms, wants_from_plain, wants_to_plain
from petroverse.workflows.telling_ways import Ways, bring, forget_address, keep_address, opened_address

__all__ = [
    "ReceiverKind",
    "ReceiverRefused",
    "add_alarm_receiver",
    "change_alarm_receiver",
    "drop_alarm_receiver",
    "notices_told",
    "own_browsers",
    "receivers_health",
    "receivers_list",
    "subscribe_browser",
    "try_alarm_receiver",
]

ReceiverKind = Literal["mail", "webhook", "push"]
_MOST: Final = 200
_KEEPS_FAILING: Final = timedelta(minutes=10)
_MOST_BROWSERS: Final = 20
_THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SET_UP: Final = get_args(ReceiverKind)[:2]


class ReceiverRefused(InputRefused):
    """A receiver of a kind that cannot be set up so, or without an address."""


def receivers_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Every receiver of the organisation, people's browsers too, with how it fares."""
    _check(reader)
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as unit:
        waiting = waiting_by_receiver(unit)
        return [_told(each, waiting.get(each.id, 0)) for each in list_receivers(unit)]


def receivers_health(stores: Stores, reader: Reader) -> dict[str, Any] | None:
    """Whether everybody whom the asker's organisation has told of alarms takes it; None where nobody is told.

    One try that fails is no illness: it is sent again. Who fails is not said, for whoever is known may ask.
    """
    if reader.role is Role.REGULATOR:
        return None
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as unit:
        told = [each for each in list_receivers(unit) if each.is_enabled]
    if not told:
        return None
    since = sorted(each.failing_since for each in told if each.failing_since)
    is_well = not since or stores.clock.now() - since[0] < _KEEPS_FAILING
    health = {"engine": "telling of alarms", "status": "ok" if is_well else "unhealthy", "detail": "", "fix": ""}
    if is_well:
        return health
    what = f"{len(since)} of {len(told)} receivers of alarms take nothing, since {since[0]:%Y-%m-%d %H:%M} UTC"
    return {**health, "detail": what, "fix": "see why on the page Who is told"}


def add_alarm_receiver(stores: Stores, reader: Reader, keys: HomeKeys, plain: Mapping[str, Any]) -> dict[str, Any]:
    """Adds somebody, or something, to be told.

    Args:
        stores: Where.
        reader: Who.
        keys: What secrets are sealed under.
        plain: ``name``, ``kind`` (``mail`` or ``webhook``), ``address``, for a webhook ``secret`` (made where empty),
            and what ``wants_from_plain`` takes.

    Returns:
        The receiver, with ``secret``: a webhook's, which is shown this once; else empty.

    Raises:
        ReceiverRefused, MailNotSendable, NoticeNotSendable, WantsRefused: It cannot be.
    """
    _check(reader)
    kind = str(plain["kind"])
    if kind not in _SET_UP:
        raise ReceiverRefused(f"a receiver of kind {kind!r} is not set up here", where="kind", fix="mail or webhook")
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as unit:
        _refuse_more(len(list_receivers(unit, person="")), _MOST)
        made = _new(unit, kind, str(plain["name"]), plain)
        sealed = _sealed(kind, str(plain["address"]), str(plain.get("secret") or ""))
        made = replace(made, address=_shown(kind, str(plain["address"])))
        add_receiver(unit, made)
        if sealed:
            keep_address(unit, keys, made.id, sealed)
        return {**_told(made), "secret": sealed.get("secret", "")}


def change_alarm_receiver(
    stores: Stores, reader: Reader, keys: HomeKeys, receiver: str, plain: Mapping[str, Any]
) -> dict[str, Any]:
    """Changes a receiver; one that is switched on again is not told what it missed.

    Args:
        stores: Where.
        reader: Who.
        keys: What secrets are sealed under.
        receiver: Which.
        plain: ``name``, ``is_enabled``, ``address`` where it changes, and what ``wants_from_plain`` takes.

    Raises:
        RowNotFound: There is none.
        ReceiverRefused, MailNotSendable, NoticeNotSendable, WantsRefused: It cannot be.
    """
    _check(reader)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as unit:
        before = get_receiver(unit, receiver)
        address = str(plain.get("address") or "")
        if address and before.kind == "push":
            raise ReceiverRefused("a browser says its address itself", where="address", fix="leave it out")
        is_enabled = bool(plain["is_enabled"])
        after = replace(
            before,
            name=str(plain["name"]),
            wants=wants_to_plain(wants_from_plain(plain)),
            is_enabled=is_enabled,
            since=before.since if before.is_enabled or not is_enabled else unit.at,
            address=_shown(before.kind, address) if address else before.address,
        )
        change_receiver(unit, after)
        if address and before.kind == "webhook":
            kept = opened_address(unit, keys, receiver)
            keep_address(unit, keys, receiver, _sealed("webhook", address, kept["secret"]))
        return _told(get_receiver(unit, receiver), waiting_by_receiver(unit).get(receiver, 0))


def drop_alarm_receiver(stores: Stores, reader: Reader, receiver: str, *, is_own: bool = False) -> None:
    """Removes a receiver; what it was told stays on the list, and what waits for it is not sent.

    Args:
        stores: Where.
        reader: Who: whoever operates, or the person whose browser it is.
        receiver: Which.
        is_own: Whether it has to be one of the reader's own browsers, which takes no right to operate.

    Raises:
        NotFound: There is none.
    """
    _check(reader, is_own=is_own)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as unit:
        _known(unit, reader, receiver, is_own=is_own)
        remove_receiver(unit, receiver)
        forget_address(unit, receiver)


def try_alarm_receiver(
    stores: Stores, reader: Reader, ways: Ways, receiver: str, *, is_own: bool = False
) -> dict[str, Any]:
    """Sends a trial at once, and tells what came back: ``is_sent``, and ``fault`` where it was not taken.

    Args:
        stores: Where.
        reader: Who: whoever operates, or the person whose browser it is.
        ways: How notices leave.
        receiver: Which.
        is_own: As ``drop_alarm_receiver``.

    Raises:
        NotFound: There is none.
    """
    _check(reader, is_own=is_own)
    owner = acting_organisation(stores, reader)
    with stores.database.reading(owner, reader.person) as unit:
        to, at = _known(unit, reader, receiver, is_own=is_own), unit.at
    fault = None
    try:
        bring(stores, ways, owner, to, _trial(to, at, ways.address))
    except PetroVerseError as found:
        fault = fault_to_plain(found)
    with stores.database.unit_of_work(owner, reader.person) as unit:
        note_delivery(unit, receiver, fault=fault)
    return {"is_sent": fault is None, "at": at, "fault": fault}


def notices_told(
    stores: Stores,
    reader: Reader,
    *,
    rule: str = "",
    subject: str = "",
    receiver: str = "",
    before: datetime | None = None,
    limit: int = 100,
) -> list[dict[str, Any]]:
    """What was told of alarms, to whom, and whether it arrived, the last decided first.

    Args:
        stores: Where.
        reader: Who.
        rule: Of this rule; empty for all.
        subject: Of this tank, meter or place; empty for all.
        receiver: To this receiver; empty for all.
        before: Decided before this instant; None for all.
        limit: At most so many.
    """
    reader.must(Right.READ)
    reader.must_see_all("what was told of alarms")
    if reader.role is Role.REGULATOR:
        return []
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as unit:
        found = list_told(unit, rule=rule, subject=subject, receiver=receiver, before=before, limit=limit)
        alarms = told_alarms_in(unit, [each.id for each in found])
    names = ("id", "receiver", "receiver_name", "title", "state", "tries", "fault", "at", "sent_at")
    return [
        {
            **{name: getattr(each, name) for name in names},
            "kind": each.body["kind"],
            "text": each.body["text"],
            "alarms": [asdict(one) for one in alarms if one.notice == each.id],
        }
        for each in found
    ]


def own_browsers(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """The reader's own browsers that are told of alarms."""
    reader.must(Right.READ)
    with stores.database.reading(acting_organisation(stores, reader), reader.person) as unit:
        waiting = waiting_by_receiver(unit)
        return [_told(each, waiting.get(each.id, 0)) for each in list_receivers(unit, person=reader.person)]


def subscribe_browser(stores: Stores, reader: Reader, keys: HomeKeys, plain: Mapping[str, Any]) -> dict[str, Any]:
    """Has one of the reader's browsers told; one that is subscribed already is changed.

    Args:
        stores: Where.
        reader: Whose browser it is.
        keys: What secrets are sealed under.
        plain: ``name``, ``endpoint``, ``p256dh`` and ``auth`` as the browser says them, and what ``wants_from_plain``
            takes.

    Raises:
        NoticeNotSendable: It is no subscription.
        WantsRefused: What it wants cannot be.
    """
    must_hear_alarms(reader)
    browser = Subscription(str(plain["endpoint"]), str(plain["p256dh"]), str(plain["auth"]))
    mark = hashlib.sha256(browser.endpoint.encode()).hexdigest()
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as unit:
        own = list_receivers(unit, person=reader.person)
        known = [each for each in own if each.fingerprint == mark]
        made = _new(unit, "push", str(plain["name"]), plain)
        made = replace(made, address=origin_of(browser.endpoint), person=str(reader.person), fingerprint=mark)
        if known:
            since = known[0].since if known[0].is_enabled else unit.at
            made = replace(made, id=known[0].id, since=since)
            change_receiver(unit, made)
        else:
            _refuse_more(len(own), _MOST_BROWSERS)
            add_receiver(unit, made)
        keep_address(unit, keys, made.id, asdict(browser))
        return _told(get_receiver(unit, made.id))


def _check(reader: Reader, *, is_own: bool = False) -> None:
    if is_own:
        reader.must(Right.READ)
        return
    reader.must(Right.OPERATE)
    must_hear_alarms(reader)


def _known(unit: UnitOfWork, reader: Reader, receiver: str, *, is_own: bool) -> StoredReceiver:
    """A receiver: any for whoever operates, or one of the reader's own browsers."""
    found = get_receiver(unit, receiver)
    if is_own and found.person != reader.person:
        raise NotFound(f"no browser of yours is called {receiver!r}", fix="see your own browsers")
    return found


def _new(unit: UnitOfWork, kind: str, name: str, plain: Mapping[str, Any]) -> StoredReceiver:
    wants = wants_to_plain(wants_from_plain(plain))
    if not name.strip():
        raise ReceiverRefused("a receiver has no name", where="name", fix="say what people call it")
    return StoredReceiver(
        secrets.token_hex(8), name, kind, "", "", "", wants, True, unit.at, unit.at, str(unit.person)
    )  # fmt: skip


def _refuse_more(count: int, most: int) -> None:
    if count >= most:
        raise ReceiverRefused(f"there are {count} already", where="receivers", fix="remove one that nobody needs")


def _shown(kind: str, address: str) -> str:
    """As much of an address as may be shown: a webhook's path is often a secret."""
    if kind == "mail":
        Mail("check", (address,), "check", "")
        return address.strip()
    return origin_of(address)


def _sealed(kind: str, address: str, secret: str) -> dict[str, str]:
    if kind == "mail":
        return {}
    parts = urlsplit(address)
    if parts.scheme == "http" and parts.hostname not in _THIS_MACHINE:
        what = "a webhook in the clear would show alarms to whoever listens"
        raise ReceiverRefused(what, where="address", fix="begin it with https://")
    made = secret or "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    signature(made, "check", 0, b"")
    WebhookSender(address, lambda: made, lambda _: 200)
    return {"url": address, "secret": made}


def _told(each: StoredReceiver, waiting: int = 0) -> dict[str, Any]:
    names = ("id", "name", "kind", "address", "person", "is_enabled", "made_at", "made_by", "last_sent_at",
             "failing_since", "fault")  # fmt: skip
    return {**{name: getattr(each, name) for name in names}, **each.wants, "waiting": waiting}


def _trial(to: StoredReceiver, at: datetime, address: str) -> Notice:
    text = f"This is a trial: alarms of PetroVerse reach {to.name}.\n{address}/alarms"
    body = {"schema": "petroverse.alarm-notice/1", "receiver": to.id, "alarms": []}
    title = "Trial: alarms reach you here"
    return Notice(f"test{secrets.token_hex(14)}", "alarm.test", at, title, text, f"{address}/alarms", body=body)
