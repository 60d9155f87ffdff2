"""Whom to tell of alarms, and what was told: rows of one organisation, decided in one transaction with their jobs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from psycopg.types.json import Json

from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound

__all__ = [
    "RaisedAlarm",
    "StoredReceiver",
    "ToldAlarm",
    "ToldNotice",
    "add_receiver",
    "add_told",
    "alarms_of_late",
    "alone",
    "change_receiver",
    "get_receiver",
    "get_told",
    "list_receivers",
    "list_told",
    "note_delivery",
    "remove_receiver",
    "telling_organisations",
    "told_alarms_in",
    "told_last",
    "waiting_by_receiver",
]


@dataclass(frozen=True, slots=True)
class StoredReceiver:
    """Somebody, or something, that is told of alarms.

    Attributes:
        id: 16 hexadecimal digits, unique for ever.
        name: What people call it.
        kind: ``mail``, ``webhook`` or ``push``.
        address: As much of its address as may be shown.
        person: Whose browser it is; empty for what the organisation set up.
        fingerprint: By which a browser is known again; empty for others.
        wants: What it is told and when, as JSON values.
        is_enabled: Whether it is told anything.
        since: What was known before this instant is not told it, UTC.
        made_at: When it was made, UTC.
        made_by: By whom.
        last_sent_at: When it took something last, UTC.
        failing_since: Since when it has taken nothing that was sent, UTC; None where it does.
        fault: Why the last try failed; None where it did not.
    """

    id: str
    name: str
    kind: str
    address: str
    person: str
    fingerprint: str
    wants: Mapping[str, Any]
    is_enabled: bool
    since: datetime
    made_at: datetime
    made_by: str
    last_sent_at: datetime | None = None
    failing_since: datetime | None = None
    fault: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ToldNotice:
    """Something that goes, or went, to one receiver.

    Attributes:
        id: The same however often it is sent.
        receiver: To whom.
        receiver_name: What that was called then.
        title: Its one line.
        body: All that is sent, as JSON values.
        state: ``waiting``, ``sent`` or ``failed``.
        tries: How often it was tried.
        fault: Why the last try failed; None where it did not.
        at: When it was decided, UTC.
        sent_at: When it was taken, UTC.
    """

    id: str
    receiver: str
    receiver_name: str
    title: str
    body: Mapping[str, Any]
    state: str
    tries: int
    fault: Mapping[str, Any] | None
    at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class ToldAlarm:
    """One alarm in what was told.

    Attributes:
        notice: In which notice.
        receiver: To whom.
        rule: Its rule.
        subject: Its subject.
        place: Its site.
        word: ``began``, ``was``, ``ended`` or ``withdrawn``.
        begun_at: The latest beginning that was told with it, UTC.
        times: How many beginnings.
        at: When it was decided, UTC.
    """

    notice: str
    receiver: str
    rule: str
    subject: str
    place: str
    word: str
    begun_at: datetime
    times: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RaisedAlarm:
    """One alarm as it stands, with its beginnings of late.

    Attributes:
        rule: Its rule.
        subject: Its subject.
        place: Its site.
        priority: Its priority now.
        body: How it stands, as JSON values.
        begun: When it began, and when that was known, oldest first, UTC.
        is_suppressed: Whether another alarm stands that says more.
    """

    rule: str
    subject: str
    place: str
    priority: str
    body: Mapping[str, Any]
    begun: tuple[tuple[datetime, datetime], ...]
    is_suppressed: bool = False


def telling_organisations(unit: UnitOfWork) -> tuple[OrganisationId, ...]:
    """Every organisation that has somebody to tell; the unit works in ``public``.

    Raises:
        RowNotAllowed: The unit works elsewhere.
    """
    return tuple(OrganisationId(row["organisation"]) for row in unit.rows("select * from telling_organisations()"))


def alone(unit: UnitOfWork, what: str) -> None:
    """Waits until no other transaction of the organisation does the same, and keeps others waiting until this ends."""
    unit.rows("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what}/{unit.organisation}"])


def list_receivers(unit: UnitOfWork, *, person: str | None = None) -> tuple[StoredReceiver, ...]:
    """The receivers of the organisation by name; of one person where that is named, ``""`` being the organisation."""
    rows = unit.rows(
        f"select {_columns(StoredReceiver)} from receivers where organisation = %s "
        "and (%s::text is null or person = %s) order by name, id",
        [unit.organisation, person, person],
    )
    return tuple(StoredReceiver(**_in_utc(row)) for row in rows)


def get_receiver(unit: UnitOfWork, receiver: str) -> StoredReceiver:
    """One receiver.

    Raises:
        RowNotFound: There is none.
    """
    rows = unit.rows(
        f"select {_columns(StoredReceiver)} from receivers where organisation = %s and id = %s",
        [unit.organisation, receiver],
    )
    if not rows:
        raise RowNotFound(f"no receiver is called {receiver[:80]!r}", fix="see the list of receivers")
    return StoredReceiver(**_in_utc(rows[0]))


def add_receiver(unit: UnitOfWork, receiver: StoredReceiver) -> None:
    """Adds a receiver, with a record that holds nothing secret."""
    names = [each.name for each in fields(StoredReceiver)]
    marks = ", ".join(["%s"] * (len(names) + 1))
    unit.rows(
        f"insert into receivers (organisation, {', '.join(names)}) values ({marks})",
        [unit.organisation, *_values(receiver)],
    )
    unit.record("receiver_added", _recorded(receiver))


def change_receiver(unit: UnitOfWork, receiver: StoredReceiver) -> None:
    """Writes what a receiver is called, where it is, what it wants and whether it is told anything, with a record."""
    unit.rows(
        "update receivers set name = %s, address = %s, wants = %s, is_enabled = %s, since = %s, failing_since = null, "
        "fault = null where organisation = %s and id = %s",
        [
            receiver.name, receiver.address, Json(receiver.wants), receiver.is_enabled, receiver.since,
            unit.organisation, receiver.id,
        ],
    )  # fmt: skip
    unit.record("receiver_changed", _recorded(receiver))


def remove_receiver(unit: UnitOfWork, receiver: str) -> None:
    """Removes a receiver, with a record; what it was told stays on the list.

    Raises:
        RowNotFound: There is none.
    """
    gone = get_receiver(unit, receiver)
    unit.rows("delete from receivers where organisation = %s and id = %s", [unit.organisation, receiver])
    unit.record("receiver_removed", {"receiver": gone.id, "name": gone.name, "kind": gone.kind})


def waiting_by_receiver(unit: UnitOfWork) -> dict[str, int]:
    """How many notices wait to be taken, by receiver."""
    rows = unit.rows(
        "select receiver, count(*) as waiting from told_notices where organisation = %s and state = 'waiting' "
        "group by receiver",
        [unit.organisation],
    )
    return {row["receiver"]: row["waiting"] for row in rows}


def alarms_of_late(unit: UnitOfWork, since: datetime, told: Sequence[ToldAlarm]) -> tuple[RaisedAlarm, ...]:
    """Alarms that are so, wait for a person, began since an instant, or were ``told`` to have begun, and of no end.

    Receivers may be of another organisation than the unit's, which is that of the sites.
    """
    open_keys = {(each.rule, each.subject) for each in told if each.word == "began"}
    alarms = unit.rows(
        "select rule, subject, place, priority, body, suppressed_by <> '' as is_suppressed from alarms join ("
        "select rule, subject from alarm_events where organisation = %s and word = 'raised' and recorded_at >= %s "
        "union select rule, subject from alarms where organisation = %s and (is_active or is_unacked) "
        "union select * from unnest(%s::text[], %s::text[])) late using (rule, subject) "
        "where organisation = %s order by rule, subject",
        [unit.organisation, since, unit.organisation, *_columnwise(open_keys), unit.organisation],
    )
    raised = unit.rows(
        "select e.rule, e.subject, e.at, min(e.recorded_at) as known_at from alarm_events e join "
        "(select * from unnest(%s::text[], %s::text[]) as known (rule, subject)) known using (rule, subject) "
        "join alarms a using (organisation, rule, subject) where e.organisation = %s and e.word = 'raised' "
        "and e.at <= a.begun_at and (e.recorded_at >= %s or e.at = a.begun_at) group by 1, 2, 3 order by 3",
        [*_columnwise((each["rule"], each["subject"]) for each in alarms), unit.organisation, since],
    )
    begun: dict[tuple[str, str], list[tuple[datetime, datetime]]] = defaultdict(list)
    for row in map(_in_utc, raised):
        begun[row["rule"], row["subject"]].append((row["at"], row["known_at"]))
    return tuple(RaisedAlarm(**row, begun=tuple(begun[row["rule"], row["subject"]])) for row in alarms)


def told_last(unit: UnitOfWork) -> tuple[ToldAlarm, ...]:
    """What each receiver was told last of each alarm."""
    return tuple(ToldAlarm(**_in_utc(row)) for row in unit.rows(_LAST, [unit.organisation]))


def add_told(unit: UnitOfWork, notice: ToldNotice, alarms: Sequence[ToldAlarm]) -> bool:
    """Writes what is to be sent; gives whether it is new: one that is there already stays as it is."""
    names = ("id", "receiver", "receiver_name", "title", "body", "at")
    added = unit.rows(
        f"insert into told_notices (organisation, {', '.join(names)}) values (%s, %s, %s, %s, %s, %s, %s) "
        "on conflict do nothing returning id",
        [unit.organisation, *_values(notice, names)],
    )
    if added:
        own = [each.name for each in fields(ToldAlarm)]
        unit.many(
            f"insert into told_alarms (organisation, {', '.join(own)}) values ({', '.join(['%s'] * (len(own) + 1))})",
            [(unit.organisation, *_values(each)) for each in alarms],
        )
    return bool(added)


def get_told(unit: UnitOfWork, notice: str) -> ToldNotice:
    """One notice.

    Raises:
        RowNotFound: There is none.
    """
    rows = unit.rows(
        f"select {_columns(ToldNotice)} from told_notices where organisation = %s and id = %s",
        [unit.organisation, notice],
    )
    if not rows:
        raise RowNotFound(f"no notice has the id {notice[:80]!r}", fix="see the list of what was told")
    return ToldNotice(**_in_utc(rows[0]))


def list_told(
    unit: UnitOfWork,
    *,
    rule: str = "",
    subject: str = "",
    receiver: str = "",
    before: datetime | None = None,
    limit: int = 100,
) -> tuple[ToldNotice, ...]:
    """What was told, the last decided first.

    Args:
        unit: The transaction.
        rule: Of alarms of this rule; empty for all.
        subject: Of alarms of this subject; empty for all.
        receiver: To this receiver; empty for all.
        before: Decided before this instant; None for all.
        limit: At most so many.
    """
    rows = unit.rows(
        f"select {_columns(ToldNotice)} from told_notices n where organisation = %s and %s in ('', receiver) "
        "and (%s::timestamptz is null or at < %s) and (%s = '' and %s = '' or exists (select from told_alarms a "
        "where a.organisation = n.organisation and a.notice = n.id and %s in ('', a.rule) and %s in ('', a.subject))) "
        "order by at desc, id limit %s",
        [unit.organisation, receiver, before, before, rule, subject, rule, subject, limit],
    )
    return tuple(ToldNotice(**_in_utc(row)) for row in rows)


def told_alarms_in(unit: UnitOfWork, notices: Sequence[str]) -> tuple[ToldAlarm, ...]:
    """The alarms in these notices."""
    rows = unit.rows(
        f"select {_columns(ToldAlarm)} from told_alarms where organisation = %s and notice = any(%s) "
        "order by notice, rule, subject",
        [unit.organisation, list(notices)],
    )
    return tuple(ToldAlarm(**_in_utc(row)) for row in rows)


def note_delivery(
    unit: UnitOfWork,
    receiver: str,
    notice: str = "",
    *,
    fault: Mapping[str, Any] | None = None,
    is_lasting: bool = False,
) -> None:
    """Writes what came of a try to send.

    Args:
        unit: The transaction.
        receiver: To whom; one that is gone meanwhile is nobody's matter.
        notice: What; empty for a trial.
        fault: Why it was not taken; None where it was.
        is_lasting: Whether it is not tried again.
    """
    told = Json(fault) if fault else None
    unit.rows(
        "update receivers set fault = %s, failing_since = case when %s then coalesce(failing_since, %s) end, "
        "last_sent_at = case when %s then last_sent_at else %s end where organisation = %s and id = %s",
        [told, bool(fault), unit.at, bool(fault), unit.at, unit.organisation, receiver],
    )
    state = "sent" if fault is None else "failed" if is_lasting else "waiting"
    unit.rows(
        "update told_notices set tries = tries + 1, fault = %s, state = %s, sent_at = %s "
        "where organisation = %s and id = %s and state <> 'sent'",
        [told, state, None if fault else unit.at, unit.organisation, notice],
    )


def _recorded(receiver: StoredReceiver) -> dict[str, Any]:
    names = ("id", "name", "kind", "address", "is_enabled")
    return {**{name: getattr(receiver, name) for name in names}, "wants": dict(receiver.wants)}


def _values(row: Any, names: Iterable[str] = ()) -> list[Any]:  # noqa: ANN401 - one of the rows above
    found = (getattr(row, name) for name in names or (each.name for each in fields(row)))
    return [Json(value) if isinstance(value, Mapping) else value for value in found]


def _in_utc(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.astimezone(UTC) if isinstance(value, datetime) else value for name, value in row.items()}


def _columnwise(keys: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    listed = list(keys)
    return [rule for rule, _ in listed], [subject for _, subject in listed]


def _columns(kind: type[Any]) -> str:
    return ", ".join(each.name for each in fields(kind))


_LAST = (
    f"select distinct on (receiver, rule, subject) {_columns(ToldAlarm)} from told_alarms "
    "where organisation = %s order by receiver, rule, subject, at desc"
)
