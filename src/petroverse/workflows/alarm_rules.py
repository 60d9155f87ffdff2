"""The rules of an organisation: which conditions call people, each rationalised and approved before it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from petroverse.alarms import (
    AlarmRule,
    Priority,
    Rulebook,
    Severity,
    TankState,
    enabled,
    rules_from_plain,
    rules_to_plain,
)
from petroverse.core.rights import Right
from petroverse.database import StoredRule, delete_alarm_rule, list_alarm_rules, save_alarm_rule
from petroverse.watch import checked_rule
from petroverse.workflows.stores import Reader, Stores, site_organisation, site_organisation_to_change

__all__ = ["Priority", "Severity", "TankState", "alarm_rules_list", "drop_alarm_rule", "rule_of", "write_alarm_rule"]


def alarm_rules_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Every rule, with what it still lacks and the priority that follows from it."""
    reader.must(Right.READ)
    with stores.database.reading(site_organisation(stores, reader), reader.person) as unit:
        return [_told(each) for each in list_alarm_rules(unit)]


def write_alarm_rule(
    stores: Stores, reader: Reader, plain: Mapping[str, Any], *, is_enabled: bool = False
) -> dict[str, Any]:
    """Saves a rule, as a draft or as one that calls people; whoever enables it approves it.

    Args:
        stores: Where.
        reader: Who.
        plain: The fields of ``alarms.AlarmRule`` that are decided; ``name`` at least.
        is_enabled: Whether it calls people from now on.

    Raises:
        RuleNotWhole: A field cannot be, or it is to call people and something is missing.
        RuleUnitUnknown: It is to call people, and its limit cannot be read in its unit.
        RightMissing: The reader may not say what calls people.
    """
    organisation = site_organisation_to_change(stores, reader, Right.ADMINISTER)
    told = {"valid_states": [], **plain}
    draft = replace(rule_of(told), approver="", is_enabled=False)
    rule = enabled(checked_rule(draft), str(reader.person)) if is_enabled else draft
    with stores.database.unit_of_work(organisation, reader.person) as unit:
        (body,) = rules_to_plain(Rulebook((rule,)))
        return _told(save_alarm_rule(unit, rule.name, rule.subject, body))


def drop_alarm_rule(stores: Stores, reader: Reader, name: str, subject: str = "") -> None:
    """Deletes a rule: its condition is a notice from now on.

    Raises:
        RowNotFound: There is none.
        RightMissing: The reader may not.
    """
    organisation = site_organisation_to_change(stores, reader, Right.ADMINISTER)
    with stores.database.unit_of_work(organisation, reader.person) as unit:
        delete_alarm_rule(unit, name, subject)


def rule_of(plain: Mapping[str, Any]) -> AlarmRule:
    """A rule as its fields tell it.

    Raises:
        RuleNotWhole: A field is unknown or cannot be.
    """
    return rules_from_plain([dict(plain)]).rules[0]


def _told(stored: StoredRule) -> dict[str, Any]:
    rule = rule_of(stored.body)
    more = {"priority": rule.priority, "missing": list(rule.missing)}
    return {**stored.body, **more, "changed_at": stored.changed_at, "changed_by": stored.changed_by}
