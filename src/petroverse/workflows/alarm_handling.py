"""What people do about alarms: see them, keep them quiet for a while, release them, write beside them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Literal, get_args

from petroverse.alarms import (
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
from petroverse.core.rights import RIGHTS_OF, Right
from petroverse.core.roles import UnitOfWork
from petroverse.database import AlarmsFilter, list_alarms, list_memberships
from petroverse.workflows.alarm_book import rules_of, say
from petroverse.workflows.alarm_lists import told_alarm
from petroverse.workflows.stores import Reader, Stores, acting_organisation, site_organisation

__all__ = ["DEEDS", "Deed", "handle_alarm"]

Deed = Literal["acknowledge", "reset", "suppress", "restore", "note"]
DEEDS: Final[tuple[Deed, ...]] = get_args(Deed)
_KINDS: Final[tuple[Suppression, ...]] = get_args(Suppression)


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
            out), ``kind``, ``until``, ``reason``, ``second`` (suppress), ``kind`` (restore), ``text`` (note).

    Returns:
        The alarm as it stands then.

    Raises:
        CommandNotValid: Something is missing, lasts too long, or lacks the second person.
        AlarmNotKnown: There is no such alarm.
        RightMissing, RowsLimited: The reader may not.
    """
    reader.must(Right.OPERATE)
    reader.must_see_all("the list of alarms")
    organisation = site_organisation(stores, reader)
    if organisation != acting_organisation(stores, reader):
        reader.must_change(organisation, Right.OPERATE)
    with stores.database.unit_of_work(organisation, reader.person) as unit:
        command = _command(unit, deed, _key(*key), more or {})
        say(unit, command, rules_of(unit))
        (alarm,) = list_alarms(unit, AlarmsFilter(is_open=False, rule=key[0], subject=key[1]))
        return told_alarm(alarm, unit.at)


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
        until = more.get("until")
        if until is None:
            raise CommandNotValid("it is not said until when", where="until", fix="give an instant; none is for ever")
        second = _agreed(unit, str(more.get("second") or ""))
        return Suppress(*said, kind=kind, until=until, reason=str(more.get("reason") or ""), second=second)
    raise CommandNotValid(f"nobody can {deed!r} an alarm", where="does", fix=f"one of {', '.join(DEEDS)}")


def _key(rule: str, subject: str) -> AlarmKey:
    if rule not in RULES:
        raise CommandNotValid(f"no rule is called {rule!r}", where="rule", fix=f"one of {', '.join(RULES)}")
    return AlarmKey(rule, subject)


def _agreed(unit: UnitOfWork, second: str) -> str:
    """The second person, who must be one that may do it too."""
    if not second:
        return ""
    found = [each for each in list_memberships(unit, person=second) if Right.OPERATE in RIGHTS_OF[each.standing.role]]
    if not found:
        raise CommandNotValid(f"{second!r} may not operate here", where="second", fix="name a colleague who may")
    return second
