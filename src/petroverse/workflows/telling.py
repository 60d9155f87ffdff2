"""Telling people of alarms: what is due is decided from how alarms stand, and sent by jobs.

    tell_due     now and then: alarms · receivers · what was told ──alarms.due──▶ notices and their jobs, one commit
    send_notice  a job: sends one notice; what came of it stands beside it, whether it was taken or not

The decision reads what is committed, so nothing is told that is undone; and a notice is decided once, for it is written
with the mark that its alarm was told. What was handed over just before a kill is handed over once more, under its id.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import ExitStack
from dataclasses import asdict, replace
from datetime import datetime, time, timedelta
from typing import Any, Final, NamedTuple

from petroverse.alarms import (
    PRIORITIES,
    AlarmKey,
    Beginning,
    Calling,
    Due,
    Mark,
    Receiver,
    TellingWord,
    Wants,
    alarm_from_plain,
    due,
)
from petroverse.core.errors import NotAllowed, PetroVerseError, Unavailable
from petroverse.core.grants import PUBLIC, OrganisationId, PersonId
from petroverse.core.rights import Right, Role
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    NewJob,
    RaisedAlarm,
    StoredReceiver,
    ToldAlarm,
    ToldNotice,
    add_told,
    alarms_of_late,
    alone,
    change_receiver,
    enqueue_job,
    get_told,
    list_organisations,
    list_receivers,
    note_delivery,
    read_network,
    records_head,
    telling_organisations,
    told_last,
)
from petroverse.senders import Notice, ReceiverGone
from petroverse.workflows.admit import reader_of_person
from petroverse.workflows.alarm_book import rules_of
from petroverse.workflows.job_bodies import JobBodyRefused
from petroverse.workflows.jobs import Outcome
from petroverse.workflows.stores import OWNER, Reader, Stores, shown_sites
from petroverse.workflows.telling_ways import Ways, bring
from petroverse.workflows.telling_words import Content, Price, content_of, told_alarm_item
from petroverse.workflows.turns import Turn

__all__ = [
    "SEND_NOTICE",
    "AlarmsNotTold",
    "Looked",
    "Prices",
    "TellingWord",
    "fault_to_plain",
    "must_hear_alarms",
    "notice_body",
    "send_notice",
    "tell_due",
    "wants_from_plain",
    "wants_to_plain",
]


class AlarmsNotTold(NotAllowed):
    """Whoever asks to be told of alarms may not see them."""


SEND_NOTICE: Final = "send_notice"
_LATELY: Final = timedelta(days=3)
"""How far back beginnings are looked for that are over and seen: longer than a digest or a quiet night waits."""
_AGAIN: Final = timedelta(seconds=30)
_TRIES: Final = 20
"""With the pauses of jobs, about half a day."""
_NOBODY: Final = {"what": "the receiver was removed or switched off", "where": "", "fix": ""}
_log: Final = logging.getLogger("petroverse.telling")

Prices = Callable[[OrganisationId], Mapping[str, Price]]
"""What a litre of each product costs for an organisation, as far as that is known."""

Looked = MutableMapping[OrganisationId, tuple[int, datetime]]
"""The last record of each organisation when it was looked at last, and when that was."""


class Looking(NamedTuple):
    """How one look goes: where the platform answers, what litres cost, and what was looked at before."""

    address: str
    prices: Prices
    looked: Looked


def tell_due(stores: Stores, address: str, prices: Prices = lambda _: {}, *, looked: Looked | None = None) -> int:
    """Decides what is due now, of every organisation, and queues it; gives how many notices.

    Args:
        stores: Where.
        address: Where the platform answers.
        prices: What a litre costs; asked only when something is due.
        looked: What the caller keeps from look to look, empty at first: an organisation in which nothing happened is
            then looked at every half a minute only, for what time alone makes due. None looks at every one.
    """
    seen = {} if looked is None else looked
    with stores.database.reading(PUBLIC, OWNER) as unit:
        owners = telling_organisations(unit)
    count = 0
    for owner in owners:
        try:
            count += _told(stores, owner, Looking(address, prices, seen))
        except PetroVerseError as fault:  # one organisation's trouble keeps no other from hearing
            if isinstance(fault, Unavailable):
                raise
            _log.warning("nobody of %s can be told: %s", owner, fault)
    return count


def notice_body(_: Reader, raw: Mapping[str, Any]) -> dict[str, Any]:
    """``notice``, the id of one that was decided.

    Raises:
        JobBodyRefused: It is no such body.
    """
    notice = raw.get("notice")
    if set(raw) != {"notice"} or not isinstance(notice, str) or not notice.isalnum() or len(notice) > 64:
        raise JobBodyRefused("a notice is sent by its id", where="job notice", fix="see what was told for its id")
    return {"notice": notice}


def send_notice(stores: Stores, turn: Turn, *, ways: Ways) -> Outcome:
    """Sends the notice that a job names; one that was taken already is not sent again.

    Raises:
        Unavailable: It may pass.
        InputRefused, NotAllowed, NotFound: It lasts.
    """
    owner, wanted = turn.job.organisation, str(turn.job.body["notice"])
    with stores.database.reading(owner, OWNER) as unit:
        told = get_told(unit, wanted)
        to = next((each for each in list_receivers(unit) if each.id == told.receiver and each.is_enabled), None)
    if told.state == "sent":
        return _outcome(told, is_sent=False)
    if to is None:
        return _outcome(
            told, lambda unit: note_delivery(unit, "", told.id, fault=_NOBODY, is_lasting=True), is_sent=False
        )
    turn.check()
    try:
        if to.person and to.person != OWNER:
            must_hear_alarms(reader_of_person(stores, PersonId(to.person), owner))
        bring(stores, ways, owner, to, _notice(told))
    except PetroVerseError as fault:
        is_last = not isinstance(fault, Unavailable) or turn.job.attempts >= turn.job.most_attempts
        with stores.database.unit_of_work(owner, OWNER) as unit:
            if isinstance(fault, ReceiverGone) or (to.person and isinstance(fault, NotAllowed)):
                change_receiver(unit, replace(to, is_enabled=False))
            note_delivery(unit, to.id, told.id, fault=fault_to_plain(fault), is_lasting=is_last)
        raise
    return _outcome(told, lambda unit: note_delivery(unit, to.id, told.id), is_sent=True)


def must_hear_alarms(reader: Reader) -> None:
    """Refuses whoever may not hear of every alarm of the organisation.

    Raises:
        RightMissing, RowsLimited: The reader may not read, or sees a part only.
        AlarmsNotTold: A regulator reads what is published and shared, and alarms are neither.
    """
    reader.must(Right.READ)
    reader.must_see_all("word of alarms")
    if reader.role is Role.REGULATOR:
        raise AlarmsNotTold("alarms are not told to a regulator", fix="ask the organisation for its facts")


def fault_to_plain(fault: PetroVerseError) -> dict[str, str]:
    """A fault as JSON values."""
    return {"what": fault.what, "where": fault.where, "fix": fault.fix}


def wants_to_plain(wants: Wants) -> dict[str, Any]:
    """What a receiver wants, as JSON values."""
    quiet = [each.isoformat("minutes") for each in wants.quiet] if wants.quiet else None
    return {
        "priorities": [each for each in reversed(PRIORITIES) if each in wants.priorities],
        "places": sorted(wants.places),
        "rules": sorted(wants.rules),
        "zone": wants.zone,
        "quiet": {"begin": quiet[0], "end": quiet[1]} if quiet else None,
        "urgent": [each for each in reversed(PRIORITIES) if each in wants.urgent],
        "after_minutes": int(wants.after.total_seconds() // 60),
        "digest_at": wants.digest_at.isoformat("minutes") if wants.digest_at else None,
    }


def wants_from_plain(plain: Mapping[str, Any]) -> Wants:
    """Reads what ``wants_to_plain`` wrote, or a form of the same fields.

    Raises:
        WantsRefused: It cannot be.
    """
    quiet, digest_at = plain.get("quiet"), plain.get("digest_at")
    return Wants(
        priorities=frozenset(plain["priorities"]),
        places=frozenset(plain["places"]),
        rules=frozenset(plain["rules"]),
        zone=str(plain["zone"]),
        quiet=(time.fromisoformat(quiet["begin"]), time.fromisoformat(quiet["end"])) if quiet else None,
        urgent=frozenset(plain["urgent"]),
        after=timedelta(minutes=plain["after_minutes"]),
        digest_at=time.fromisoformat(digest_at) if digest_at else None,
    )


def _outcome(told: ToldNotice, with_it: Callable[[UnitOfWork], None] = lambda _: None, *, is_sent: bool) -> Outcome:
    return Outcome({"schema": "petroverse.notice/1", "notice": told.id, "is_sent": is_sent}, with_it)


def _told(stores: Stores, owner: OrganisationId, how: Looking) -> int:
    """Looks at the sites that the owner's people are shown: simulated ones while there are none of its own."""
    whose = shown_sites(stores, owner, OWNER)
    with ExitStack() as stack:
        unit = stack.enter_context(stores.database.unit_of_work(owner, OWNER))
        sites = unit if whose == owner else stack.enter_context(stores.database.reading(whose, OWNER))
        head, (last, at) = records_head(sites).number, how.looked.get(owner, (-1, unit.at))
        if last == head and unit.at - at < _AGAIN:
            return 0
        alone(unit, "telling")
        count = _decided(unit, sites, how, lambda: how.prices(whose))
    how.looked[owner] = (head, unit.at)
    return count


def _decided(unit: UnitOfWork, sites: UnitOfWork, how: Looking, prices: Callable[[], Mapping[str, Price]]) -> int:
    stored = {each.id: each for each in list_receivers(unit) if each.is_enabled}
    told = told_last(unit)
    raised = {_key(each.rule, each.subject): each for each in alarms_of_late(sites, unit.at - _LATELY, told)}
    receivers = [Receiver(each.id, wants_from_plain(each.wants), each.since) for each in stored.values()]
    calls = [_call(key, each, unit.at) for key, each in raised.items()]
    found = due(receivers, calls, [_mark(each) for each in told], unit.at)
    if not found:
        return 0
    about, book, network, costs = _about(sites, how.address), rules_of(sites), read_network(sites).network, prices()
    for each in found:
        to = stored[each.receiver]
        standing = [alarm_from_plain(raised[item.call.key].body) for item in each.items]
        alarms = [
            told_alarm_item(item, alarm, network, book.written(*item.call.key), costs)
            for item, alarm in zip(each.items, standing, strict=True)
        ]
        _decide(unit, each, to, content_of(each, alarms, unit.at, str(to.wants["zone"]), about))
    return len(found)


def _decide(unit: UnitOfWork, one: Due, to: StoredReceiver, content: Content) -> None:
    alarms = [
        ToldAlarm(
            one.id, to.id, *item.call.key, item.call.place, item.word, item.begun_at, item.times, unit.at
        )
        for item in one.items
    ]  # fmt: skip
    notice = ToldNotice(
        one.id, to.id, to.name, content.title, asdict(content), "waiting", 0, None, unit.at, None
    )  # fmt: skip
    if add_told(unit, notice, alarms):
        job = NewJob(SEND_NOTICE, {"notice": one.id}, unique_key=f"notice/{one.id}", most_attempts=_TRIES)
        enqueue_job(unit, job)


def _call(key: AlarmKey, raised: RaisedAlarm, at: datetime) -> Calling:
    alarm = alarm_from_plain(raised.body)
    return Calling(
        key,
        raised.place,
        raised.priority,  # type: ignore[arg-type]  # a kept priority
        tuple(Beginning(*each) for each in raised.begun),
        alarm.ended.condition.at if alarm.ended and not alarm.is_active else None,
        alarm.acknowledged.covers_to if alarm.acknowledged else None,
        is_quiet=raised.is_suppressed or bool(alarm.quiet_by(at)),
    )


def _mark(told: ToldAlarm) -> Mark:
    key = _key(told.rule, told.subject)
    return Mark(told.receiver, key, told.word, told.begun_at, told.at, told.notice)  # type: ignore[arg-type]


def _key(rule: str, subject: str) -> AlarmKey:
    return AlarmKey(rule, subject)  # type: ignore[arg-type]  # a kept name


def _about(unit: UnitOfWork, address: str) -> dict[str, Any]:
    (found,) = (each for each in list_organisations(unit) if each.id == unit.organisation)
    told = {"organisation": unit.organisation, "organisation_name": found.name, "is_simulated": found.is_simulated}
    return {**told, "address": address}


def _notice(told: ToldNotice) -> Notice:
    body = dict(told.body)
    names = ("kind", "title", "text", "link", "urgency", "body")
    return Notice(told.id, at=datetime.fromisoformat(body["at"]), **{name: body[name] for name in names})
