"""What a person does at the site: acknowledges, shelves, writes a note; said here, and told to the hub in its turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from petroverse.alarms import (
    ALARM_COMMAND,
    GUARDED,
    Acknowledge,
    AlarmKey,
    AlarmState,
    Command,
    CommandNotValid,
    Note,
    Reset,
    Suppress,
    command_to_body,
)
from petroverse.core.errors import NotFound
from petroverse.core.handovers import said_at
from petroverse.core.messages import Message, MessageId
from petroverse.edge.settings import EdgeSettings

__all__ = ["AlarmNotHere", "Deed", "message_of"]

DEEDS: Final = ("acknowledge", "reset", "shelve", "note")
_LONGEST_NAME: Final = 40


class AlarmNotHere(NotFound):
    """No such alarm was raised at this site."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody pressed.

    Attributes:
        does: One of ``DEEDS``.
        rule: The alarm's rule.
        subject: What the alarm is about.
        person: Who.
        text: Why, or what there is to note.
        hours: For how long it is shelved.
    """

    does: str
    rule: str
    subject: str
    person: str
    text: str = ""
    hours: float = 1.0


def message_of(deed: Deed, alarms: AlarmState, settings: EdgeSettings, now: datetime) -> Message:
    """The deed as a message of this gateway.

    Args:
        deed: What was pressed.
        alarms: As they stand here.
        settings: Who we are.
        now: When it was pressed.

    Raises:
        AlarmNotHere: See the fault.
        CommandNotValid: Nobody can do that, or something is missing.
    """
    key = AlarmKey(deed.rule, deed.subject)  # type: ignore[arg-type]  # an unknown rule has no alarm
    alarm = alarms.alarms.get(key)
    if alarm is None or alarm.begun is None:
        raise AlarmNotHere(f"no alarm {deed.rule[:40]!r} of {deed.subject[:80]!r}", fix="load the page again")
    name = " ".join(deed.person.split())
    if not (0 < len(name) <= _LONGEST_NAME and name.isprintable()):
        raise CommandNotValid("nobody is named", where="person", fix="give your name, up to 40 characters")
    said = (uuid4().hex, now, said_at(name, settings.name), key)
    ended_at = alarm.ended.condition.at if alarm.ended else now
    command = _command(deed, said, begun_at=alarm.begun.condition.at, ended_at=ended_at)
    body: Mapping[str, Any] = command_to_body(command)
    owner, source = settings.organisation, settings.name
    return Message(MessageId(command.id), ALARM_COMMAND, now, now, owner, source, body)  # type: ignore[arg-type]


def _command(
    deed: Deed, said: tuple[str, datetime, str, AlarmKey], *, begun_at: datetime, ended_at: datetime
) -> Command:
    if deed.does == "acknowledge":
        return Acknowledge(*said, through=begun_at)
    if deed.does == "reset":
        return Reset(*said, through=ended_at)
    if deed.does == "note":
        return Note(*said, text=deed.text)
    if deed.does == "shelve":
        if deed.rule in GUARDED:
            fix = "two people shelve it at the hub; acknowledge it here"
            raise CommandNotValid("an overfill or a loss is not shelved at the site", where="does", fix=fix)
        until = said[1] + timedelta(hours=deed.hours)
        return Suppress(*said, kind="shelved", until=until, reason=deed.text)
    raise CommandNotValid(f"nobody can {deed.does[:40]!r} an alarm", where="does", fix=f"one of {', '.join(DEEDS)}")
