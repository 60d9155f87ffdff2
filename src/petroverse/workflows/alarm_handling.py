"""What people do about alarms: see them, keep them quiet for a while, release them, write beside them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Literal, get_args

from petroverse.alarms import (
    GUARDED,
    Acknowledge,
    AlarmKey,
    Command,
    CommandNotValid,
    Note,
    Reset,
    Restore,
    Suppress,
    Suppression,
)
from petroverse.core.conditions import RULES
from petroverse.core.errors import NotFound
from petroverse.core.rights import Right
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    AlarmsFilter,
    AskedShelving,
    asked_shelvings,
    drop_asked_shelving,
    list_alarms,
    save_asked_shelving,
    tell_of_readings,
)
from petroverse.workflows.alarm_book import AlarmNotKnown, rules_of, say
from petroverse.workflows.alarm_lists import told_alarm
from petroverse.workflows.stores import Reader, Stores, site_organisation_to_change

__all__ = ["DEEDS", "Deed", "NothingAsked", "handle_alarm"]

Deed = Literal["acknowledge", "reset", "suppress", "agree", "restore", "note"]
DEEDS: Final[tuple[Deed, ...]] = get_args(Deed)
_ANSWER_WITHIN: Final = timedelta(minutes=15)
"""What is asked of a second person is over after so long: who asked is at the alarm, and does not wait for tomorrow."""

_SOMEBODY: Final = "somebody else"
_KINDS: Final[tuple[Suppression, ...]] = get_args(Suppression)


class NothingAsked(NotFound):
    """Nobody asked for it, or it is over."""


def handle_alarm(
    stores: Stores, reader: Reader, deed: str, key: tuple[str, str], more: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Does something about an alarm; it is on record with who did it and when.

    Args:
        stores: Where.
        reader: Who.
        deed: One of ``DEEDS``.
        key: The alarm: its rule and its subject.
        more: ``through`` (acknowledge, reset: the latest beginning or end that was seen; the press itself where left
            out), ``kind``, ``until``, ``reason`` (suppress), ``kind`` (restore), ``text`` (note). To shelve an overfill
            or a loss is asked first; it is done when another person says ``agree``, within a quarter of an hour.

    Returns:
        The alarm as it stands then, with what is ``asked``.

    Raises:
        CommandNotValid: Something is missing or lasts too long, or who asked agrees alone.
        NothingAsked: There is nothing to agree to.
        AlarmNotKnown: There is no such alarm.
        RightMissing, RowsLimited: The reader may not.
    """
    reader.must(Right.OPERATE)
    reader.must_see_all("the list of alarms")
    organisation = site_organisation_to_change(stores, reader, Right.OPERATE)
    with stores.database.unit_of_work(organisation, reader.person) as unit:
        alarm_key, said = _key(*key), more or {}
        if deed == "suppress" and alarm_key.rule in GUARDED and said.get("kind", "shelved") == "shelved":
            _ask(unit, alarm_key, said)
        else:
            command = _agreed(unit, alarm_key) if deed == "agree" else _command(unit, deed, alarm_key, said)
            say(unit, command, rules_of(unit))
        (alarm,) = list_alarms(unit, AlarmsFilter(is_open=False, rule=key[0], subject=key[1]))
        return told_alarm(alarm, unit.at, asked_shelvings(unit))


def _ask(unit: UnitOfWork, key: AlarmKey, more: Mapping[str, Any]) -> None:
    """Keeps what one person asks; whether it could be done is seen now, as if somebody had agreed."""
    if not list_alarms(unit, AlarmsFilter(is_open=False, rule=key.rule, subject=key.subject)):
        raise AlarmNotKnown(f"no alarm {key.rule} of {key.subject}", where="subject", fix="see the list of alarms")
    until, reason = _until(more), str(more.get("reason") or "")
    tried = Suppress("asked", unit.at, str(unit.person), key, "shelved", until, reason, second=_SOMEBODY)
    expires_at = min(unit.at + _ANSWER_WITHIN, tried.until)
    save_asked_shelving(unit, AskedShelving(*key, tried.person, reason, tried.until, unit.at, expires_at))
    tell_of_readings(unit, [key.subject])


def _agreed(unit: UnitOfWork, key: AlarmKey) -> Suppress:
    """What one person asked and another one, by her own sign-in, agrees to."""
    asked = asked_shelvings(unit).get((key.rule, key.subject))
    if asked is None:
        what = f"nobody waits for an answer about {key.rule} of {key.subject}"
        raise NothingAsked(what, where="subject", fix="ask for it; the answer must come within a quarter of an hour")
    if asked.person == str(unit.person):
        raise CommandNotValid(f"{asked.person} asked for it", where="person", fix="another person must agree")
    drop_asked_shelving(unit, *key)
    second = str(unit.person)
    return Suppress(secrets.token_hex(12), unit.at, asked.person, key, "shelved", asked.until, asked.reason, second)


def _command(unit: UnitOfWork, deed: str, key: AlarmKey, more: Mapping[str, Any]) -> Command:
    said = (secrets.token_hex(12), unit.at, str(unit.person), key)
    through: datetime = more.get("through") or unit.at
    if deed == "acknowledge":
        return Acknowledge(*said, through=through)
    if deed == "reset":
        return Reset(*said, through=through)
    if deed == "note":
        return Note(*said, text=str(more.get("text", "")))
    kind = more.get("kind", "shelved")
    if kind not in _KINDS or kind == "by_design":
        people = [each for each in _KINDS if each != "by_design"]
        raise CommandNotValid(f"nobody keeps an alarm quiet by {kind!r}", where="kind", fix=f"one of {people}")
    if deed == "restore":
        return Restore(*said, kind=kind)
    if deed == "suppress":
        return Suppress(*said, kind=kind, until=_until(more), reason=str(more.get("reason") or ""))
    raise CommandNotValid(f"nobody can {deed!r} an alarm", where="does", fix=f"one of {', '.join(DEEDS)}")


def _key(rule: str, subject: str) -> AlarmKey:
    if rule not in RULES:
        raise CommandNotValid(f"no rule is called {rule!r}", where="rule", fix=f"one of {', '.join(RULES)}")
    return AlarmKey(rule, subject)


def _until(more: Mapping[str, Any]) -> datetime:
    until = more.get("until")
    if not isinstance(until, datetime):
        raise CommandNotValid("it is not said until when", where="until", fix="give an instant; none is for ever")
    return until
