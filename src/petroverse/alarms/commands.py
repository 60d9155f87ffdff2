"""What people, and logic, say to an alarm. Each command has an instant and an id, so its place is the same anywhere.

Example:
    >>> at = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)
    >>> key = AlarmKey("overfill", "S7/1")
    >>> shelf = Suppress("c1", at, "ama", key, "shelved", at + timedelta(hours=1), "a new chart", second="kofi")
    >>> command_from_body(command_to_body(shelf)) == shelf
    True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from petroverse.alarms.found import AlarmKey
from petroverse.alarms.rules import GUARDED
from petroverse.core.conditions import RULES
from petroverse.core.errors import InputRefused

__all__ = [
    "ALARM_COMMAND",
    "LONGEST",
    "LONGEST_GUARDED",
    "Acknowledge",
    "Command",
    "CommandNotValid",
    "Note",
    "Reset",
    "Restore",
    "Suppress",
    "Suppression",
    "Tick",
    "command_from_body",
    "command_to_body",
]

ALARM_COMMAND: Final = "alarm_command/1"
"""The kind of a message whose body is one command."""

Suppression = Literal["shelved", "by_design", "out_of_service"]
"""Who keeps an alarm quiet: a person for a while; logic, because it means nothing now; maintenance. They are apart, as
in ISA-18.2-2016, and none is without end."""

LONGEST: Final[Mapping[Suppression, timedelta]] = {
    "shelved": timedelta(hours=12),
    "by_design": timedelta(hours=24),
    "out_of_service": timedelta(days=30),
}
"""The longest that each may last before somebody, or the logic, must say it again."""

LONGEST_GUARDED: Final = timedelta(hours=1)
"""The longest that an overfill or a loss may be shelved, and that by two people."""

_LONGEST_TEXT: Final = 2000


class CommandNotValid(InputRefused):
    """A command without a person or a reason, without end, for too long, or of an alarm that cannot be."""


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Somebody has seen it and acts. It never ends an alarm.

    Attributes:
        id: Unique for ever.
        at: When the person pressed, zoned.
        person: Who.
        key: Which alarm.
        through: The beginning of the latest occurrence that the person saw: what began later is not covered, nor is
            anything that began after the press.

    Raises:
        CommandNotValid: Something is missing or has no zone.
    """

    id: str
    at: datetime
    person: str
    key: AlarmKey
    through: datetime

    def __post_init__(self) -> None:
        _check(self)

    @property
    def covers_to(self) -> datetime:
        """The latest beginning that is acknowledged."""
        return min(self.through, self.at)


@dataclass(frozen=True, slots=True)
class Reset:
    """Somebody releases a latched alarm that has returned.

    Attributes:
        id: Unique for ever.
        at: When, zoned.
        person: Who.
        key: Which alarm.
        through: When it had returned; one that returns later stays latched.

    Raises:
        CommandNotValid: Something is missing or has no zone.
    """

    id: str
    at: datetime
    person: str
    key: AlarmKey
    through: datetime

    def __post_init__(self) -> None:
        _check(self)

    @property
    def covers_to(self) -> datetime:
        """The latest return that is released."""
        return min(self.through, self.at)


@dataclass(frozen=True, slots=True)
class Suppress:
    """An alarm is kept quiet for a while; it goes on being watched.

    Attributes:
        id: Unique for ever.
        at: From when, zoned.
        person: Who, or the name of the logic.
        key: Which alarm.
        kind: See ``Suppression``.
        until: When it speaks again, zoned; at most ``LONGEST`` away.
        reason: Why.
        second: Who agrees, where two are needed.

    Raises:
        CommandNotValid: It has no reason, lasts too long, or lacks the second person.
    """

    id: str
    at: datetime
    person: str
    key: AlarmKey
    kind: Suppression
    until: datetime
    reason: str
    second: str = ""

    def __post_init__(self) -> None:
        _check(self)
        if self.kind not in LONGEST or not (self.reason.strip() and len(self.reason) <= _LONGEST_TEXT):
            raise _refused("reason", self.reason, f"say why, and which of {', '.join(LONGEST)} it is")
        is_two_key = self.kind == "shelved" and self.key.rule in GUARDED
        longest = LONGEST_GUARDED if is_two_key else LONGEST[self.kind]
        if not self.at < self.until <= self.at + longest:
            raise _refused("until", self.until, f"end it after it begins, within {longest}")
        if is_two_key and self.second in ("", self.person):
            raise _refused("second", self.second, "an overfill or a loss is shelved by two people")


@dataclass(frozen=True, slots=True)
class Restore:
    """An alarm speaks again before its time.

    Attributes:
        id: Unique for ever.
        at: When, zoned.
        person: Who, or the name of the logic.
        key: Which alarm.
        kind: Which suppression ends; another stays.

    Raises:
        CommandNotValid: Something is missing or has no zone.
    """

    id: str
    at: datetime
    person: str
    key: AlarmKey
    kind: Suppression

    def __post_init__(self) -> None:
        _check(self)
        if self.kind not in LONGEST:
            raise _refused("kind", self.kind, f"one of {', '.join(LONGEST)}")


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote beside an alarm.

    Attributes:
        id: Unique for ever.
        at: When, zoned.
        person: Who.
        key: Which alarm.
        text: 1 to 2,000 characters.

    Raises:
        CommandNotValid: The text is blank or too long.
    """

    id: str
    at: datetime
    person: str
    key: AlarmKey
    text: str

    def __post_init__(self) -> None:
        _check(self)
        if not (self.text.strip() and len(self.text) <= _LONGEST_TEXT):
            raise _refused("text", self.text, f"write 1 to {_LONGEST_TEXT} characters")


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed: a suppression may have ended.

    Attributes:
        at: The instant, zoned.
    """

    at: datetime


Command = Acknowledge | Reset | Suppress | Restore | Note
"""What a person or a logic may say."""

_COMMANDS: Final[Mapping[str, type[Command]]] = {
    "acknowledge": Acknowledge,
    "reset": Reset,
    "suppress": Suppress,
    "restore": Restore,
    "note": Note,
}
_INSTANTS: Final = frozenset({"at", "through", "until"})


def command_to_body(command: Command) -> dict[str, Any]:
    """The command as the body of an ``ALARM_COMMAND`` message: JSON values."""
    plain = {each.name: getattr(command, each.name) for each in fields(command)}
    plain |= {name: plain[name].isoformat() for name in _INSTANTS & set(plain)}
    does = next(name for name, kind in _COMMANDS.items() if isinstance(command, kind))
    return {**plain, "key": list(command.key), "does": does}


def command_from_body(body: Mapping[str, Any]) -> Command:
    """Reads what ``command_to_body`` wrote.

    Raises:
        CommandNotValid: Says what is wrong with it.
    """
    kind = _COMMANDS.get(str(body.get("does")))
    if kind is None:
        raise _refused("does", body.get("does"), f"one of {', '.join(_COMMANDS)}")
    known = {each.name for each in fields(kind)}
    if unknown := set(body) - known - {"does"}:
        raise _refused("command", sorted(unknown), f"give {', '.join(sorted(known))}")
    if wrong := [name for name in body if name != "key" and not isinstance(body[name], str)]:
        raise _refused(wrong[0], body[wrong[0]], "give a text")
    try:
        instants = {name: datetime.fromisoformat(body[name]) for name in _INSTANTS & set(body)}
        rule, subject = body["key"]
        given = {name: value for name, value in body.items() if name != "does"}
        return kind(**{**given, **instants, "key": AlarmKey(rule, str(subject))})
    except (KeyError, TypeError, ValueError) as fault:
        raise CommandNotValid(f"a command is not whole: {fault}", where="body", fix=f"give {sorted(known)}") from fault


def _check(command: Command) -> None:
    if not (command.id and command.person and command.key.rule in RULES and command.key.subject):
        raise _refused("command", command.id, "give an id, a person, a known rule and its subject")
    for name in _INSTANTS:
        at = getattr(command, name, None)
        if at is None:
            continue
        if at.tzinfo is None:
            raise _refused(name, at, "add a time zone, such as Z")
        object.__setattr__(command, name, at.astimezone(UTC))


def _refused(where: str, found: object, fix: str) -> CommandNotValid:
    return CommandNotValid(f"{where} is {str(found)[:80]!r}", where=where, fix=fix)
