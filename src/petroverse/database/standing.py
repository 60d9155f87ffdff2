"""What is so now of tanks and sites: their open alarms, and conditions that call nobody and have not ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from petroverse.core.conditions import RULES
from petroverse.core.roles import UnitOfWork

__all__ = ["AlarmHappening", "StandingCondition", "alarm_happenings", "standing_conditions", "watched_sites"]


@dataclass(frozen=True, slots=True)
class StandingCondition:
    """One condition that is so, or an alarm that waits for a person.

    Attributes:
        rule: Which rule found it.
        subject: The tank, meter or place that it is about.
        is_active: Whether it is so.
        priority: ``low``, ``medium`` or ``high`` of an alarm; empty of what calls nobody.
        is_calling: Whether it waits for a person and is not kept quiet.
    """

    rule: str
    subject: str
    is_active: bool
    priority: str = ""
    is_calling: bool = False


def standing_conditions(unit: UnitOfWork, subjects: Sequence[str] | None = None) -> tuple[StandingCondition, ...]:
    """What is so now, by subject and rule.

    Args:
        unit: The transaction to read in.
        subjects: Of these tanks, meters and places; of all where None.
    """
    of = "" if subjects is None else "and subject = any(%s::text[]) and rule = any(%s::text[])"
    named = [] if subjects is None else [list(subjects), list(RULES)]
    rows = unit.rows(
        "select rule, subject, is_active, priority, "
        "is_unacked and suppressed_by = '' and coalesce(quiet_until <= %s, true) as is_calling "
        f"from alarms where organisation = app_organisation() and (is_active or is_unacked) {of} "
        "union all select rule, subject, true, '', false from notices "
        f"where organisation = app_organisation() and ended_at is null {of} order by subject, rule",
        [unit.at, *named, *named],
    )
    return tuple(StandingCondition(**row) for row in rows)


def watched_sites(unit: UnitOfWork) -> frozenset[str]:
    """The sites that somebody watches: there is a memory of each."""
    rows = unit.rows("select place from site_watches where organisation = app_organisation()")
    return frozenset(row["place"] for row in rows)


@dataclass(frozen=True, slots=True)
class AlarmHappening:
    """That an alarm began or ended.

    Attributes:
        at: When, UTC.
        word: ``raised``, ``returned`` or ``withdrawn``.
        rule: Which rule.
        priority: Of the alarm then.
    """

    at: datetime
    word: str
    rule: str
    priority: str


def alarm_happenings(unit: UnitOfWork, subject: str, since: datetime, until: datetime) -> tuple[AlarmHappening, ...]:
    """When alarms of a tank, meter or place began and ended from an instant on, until before another one, in order."""
    rows = unit.rows(
        "select at, word, rule, priority from alarm_events where organisation = app_organisation() and subject = %s "
        "and rule = any(%s::text[]) and word in ('raised', 'returned', 'withdrawn') and at >= %s and at < %s "
        "order by at, number limit 500",
        [subject, list(RULES), since, until],
    )
    return tuple(AlarmHappening(row.pop("at").astimezone(UTC), **row) for row in rows)
