"""Alarms as they stand, what happened to them, and notices, for whoever may see all of an organisation's sites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from petroverse.alarms import Status
from petroverse.core.rights import Right, Role
from petroverse.database import (
    AlarmsFilter,
    AskedShelving,
    StoredAlarm,
    alarm_lines,
    asked_shelvings,
    list_alarms,
    list_notices,
)
from petroverse.workflows.stores import Reader, Stores, site_organisation

__all__ = ["Status", "alarm_history", "alarms_list", "notices_list", "told_alarm"]


def alarms_list(
    stores: Stores,
    reader: Reader,
    *,
    is_open: bool = True,
    place: str = "",
    rule: str = "",
    subject: str = "",
    priority: str = "",
) -> dict[str, Any]:
    """Alarms, those that wait for a person first; and how many of all open ones there are of each sort.

    The counts take no filter, so that a filter never hides how much is going on.

    Args:
        stores: Where.
        reader: Who.
        is_open: Only those that are so or wait for a person.
        place: Of this site; empty for all.
        rule: Of this rule; empty for all.
        subject: Of this tank, meter or place; empty for all.
        priority: Of this priority; empty for all.
    """
    _check(reader)
    wanted = AlarmsFilter(is_open, place, rule, subject, priority)
    with stores.database.reading(site_organisation(stores, reader), reader.person) as unit:
        open_now = () if _is_outside(reader) else list_alarms(unit, AlarmsFilter())
        shown = open_now if _is_outside(reader) or wanted == AlarmsFilter() else list_alarms(unit, wanted)
        asked = asked_shelvings(unit)
        return {"alarms": [told_alarm(each, unit.at, asked) for each in shown], "counts": _counts(open_now, unit.at)}


def alarm_history(
    stores: Stores,
    reader: Reader,
    *,
    place: str = "",
    rule: str = "",
    subject: str = "",
    before: int | None = None,
    limit: int = 100,
) -> dict[str, Any]:
    """What happened to alarms, the last written first.

    Args:
        stores: Where.
        reader: Who.
        place: Of this site; empty for all.
        rule: Of this rule; empty for all.
        subject: Of this tank, meter or place; empty for all.
        before: With a smaller number than this: the ``next`` of the page before; None for the newest.
        limit: At most so many.
    """
    _check(reader)
    with stores.database.reading(site_organisation(stores, reader), reader.person) as unit:
        wanted = AlarmsFilter(False, place, rule, subject)
        lines = () if _is_outside(reader) else alarm_lines(unit, wanted, before=before, limit=limit)
    last = lines[-1].number if len(lines) == limit else None
    return {"events": [asdict(each) for each in lines], "next": last}


def notices_list(
    stores: Stores,
    reader: Reader,
    *,
    place: str = "",
    subject: str = "",
    before: datetime | None = None,
    limit: int = 100,
) -> list[dict[str, Any]]:
    """Conditions that call nobody, the newest first."""
    _check(reader)
    with stores.database.reading(site_organisation(stores, reader), reader.person) as unit:
        found = list_notices(unit, place=place, subject=subject, before=before, limit=limit)
        return [] if _is_outside(reader) else [asdict(each) for each in found]


def told_alarm(alarm: StoredAlarm, at: datetime, asked: Mapping[tuple[str, str], AskedShelving]) -> dict[str, Any]:
    """One alarm as it stands at an instant, with what somebody asks of a second person."""
    question = asked.get((alarm.rule, alarm.subject))
    return {**asdict(alarm), "is_quiet": _is_quiet(alarm, at), "asked": question and asdict(question)}


def _check(reader: Reader) -> None:
    reader.must(Right.READ)
    reader.must_see_all("the list of alarms")


def _is_outside(reader: Reader) -> bool:
    """A regulator reads what is published and shared, and alarms are neither."""
    return reader.role is Role.REGULATOR


def _is_quiet(alarm: StoredAlarm, at: datetime) -> bool:
    return bool(alarm.suppressed_by) or (alarm.quiet_until is not None and alarm.quiet_until > at)


def _counts(alarms: Sequence[StoredAlarm], at: datetime) -> dict[str, Any]:
    calling = [each for each in alarms if each.is_unacked and not _is_quiet(each, at)]
    return {
        "active": sum(each.is_active for each in alarms),
        "unacked": len(calling),
        "quiet": sum(_is_quiet(each, at) for each in alarms),
        "by_design": sum(bool(each.suppressed_by) for each in alarms),
        "unacked_by_priority": dict(Counter(each.priority for each in calling)),
    }
