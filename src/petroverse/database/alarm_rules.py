"""Alarm rules of an organisation, drafts and those that call people, each change of one with a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from psycopg.types.json import Json

from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import RowNotFound

__all__ = ["StoredRule", "delete_alarm_rule", "list_alarm_rules", "rules_stamp", "save_alarm_rule"]


@dataclass(frozen=True, slots=True)
class StoredRule:
    """One rule.

    Attributes:
        name: The condition that it is about.
        subject: The one tank, meter or place that it is for; empty for every one that has none of its own.
        body: What it says, as JSON values.
        changed_at: When it was saved last, UTC.
        changed_by: Who saved it.
    """

    name: str
    subject: str
    body: Mapping[str, Any]
    changed_at: datetime
    changed_by: str


def list_alarm_rules(unit: UnitOfWork) -> tuple[StoredRule, ...]:
    """Every rule of the organisation, by name and subject."""
    rows = unit.rows(
        "select name, subject, body, changed_at, changed_by from alarm_rules where organisation = %s "
        "order by name, subject",
        [unit.organisation],
    )
    return tuple(StoredRule(**{**row, "changed_at": row["changed_at"].astimezone(UTC)}) for row in rows)


def rules_stamp(unit: UnitOfWork) -> tuple[int, datetime | None]:
    """Another pair whenever a rule of the organisation has changed: how many there are, and when the last was saved."""
    found = unit.rows(
        "select count(*) as rules, max(changed_at) as changed_at from alarm_rules where organisation = %s",
        [unit.organisation],
    )[0]
    return found["rules"], found["changed_at"]


def save_alarm_rule(unit: UnitOfWork, name: str, subject: str, body: Mapping[str, Any]) -> StoredRule:
    """Saves a rule instead of the one for the same subject, with a record of what it says now."""
    unit.rows(
        "insert into alarm_rules (organisation, name, subject, body, changed_at, changed_by) "
        "values (%s, %s, %s, %s, %s, %s) on conflict (organisation, name, subject) do update "
        "set body = excluded.body, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        [unit.organisation, name, subject, Json(body), unit.at, unit.person],
    )
    unit.record("alarm_rule_saved", {"name": name, "subject": subject, "rule": dict(body)})
    return StoredRule(name, subject, body, unit.at, str(unit.person))


def delete_alarm_rule(unit: UnitOfWork, name: str, subject: str) -> None:
    """Deletes a rule, with a record.

    Raises:
        RowNotFound: There is none.
    """
    gone = unit.rows(
        "delete from alarm_rules where organisation = %s and name = %s and subject = %s returning name",
        [unit.organisation, name, subject],
    )
    if not gone:
        raise RowNotFound(f"no rule {name} of {subject or 'all'}", fix="see the list of rules for those that there are")
    unit.record("alarm_rule_deleted", {"name": name, "subject": subject})
