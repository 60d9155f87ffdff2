"""What a site shows of itself: its tanks, its alarms, its gauges, and how much waits for the hub."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from petroverse.alarms import PRIORITIES, Alarm, Rulebook
from petroverse.core.devices import GaugeId
from petroverse.core.errors import PetroVerseError
from petroverse.core.readings import Reading
from petroverse.core.tanks import Tank
from petroverse.edge.journal import Standing
from petroverse.edge.keeping import SiteKeeper
from petroverse.watch import outlook

__all__ = ["alarms_shown", "gauges_shown", "standing_shown", "tanks_shown"]


def tanks_shown(keeper: SiteKeeper) -> list[dict[str, Any]]:
    """Each tank of the site as it stands, in the network's order."""
    if keeper.plan is None:
        return []
    dry = outlook(keeper.watch, keeper.plan)
    return [_tank(keeper, tank, dry.get(tank.id)) for tank in keeper.network.tanks_at(keeper.plan.place)]


def _tank(keeper: SiteKeeper, tank: Tank, dry: Any) -> dict[str, Any]:  # noqa: ANN401 - a forecast, or none
    history = keeper.watch.tanks.get(tank.id)
    told = history.last.told if history and history.last else None
    measured = history.memory.tank.last if history else None
    shown = {"id": tank.id, "product": tank.product, "safe_fill_l": tank.safe_fill_l, "capacity_l": tank.capacity_l}
    if isinstance(told, Reading) and history and history.last:
        shown |= {"at": told.at.isoformat(), "level_m": told.level_m, "temp_c": told.temp_c, "water_m": told.water_m}
        shown |= {"quality": history.last.quality}
    if measured is not None:
        shown |= {"volume_l": measured.observed_l, "standard_l": measured.standard_l}
    return {**shown, "dry_at": dry.at.isoformat() if dry else None}


def alarms_shown(keeper: SiteKeeper, now: datetime) -> list[dict[str, Any]]:
    """Every alarm that is so, waits for a person or is kept quiet; those that wait first, the gravest first."""
    rules = keeper.plan.rules if keeper.plan else Rulebook()
    shown = [_alarm(each, rules, now) for each in keeper.watch.alarms.alarms.values() if each.begun]
    open_ = [each for each in shown if each["status"] != "normal" or each["quiet_until"]]
    order = {name: place for place, name in enumerate(reversed(PRIORITIES))}
    return sorted(open_, key=lambda each: (not each["is_unacked"], order[each["priority"]], each["subject"]))


def _alarm(alarm: Alarm, rules: Rulebook, now: datetime) -> dict[str, Any]:
    rule = rules.written(*alarm.key)
    condition = alarm.begun.condition if alarm.begun else None
    quiet = [each for each in alarm.quieted if each.kind in alarm.quiet_by(now)]
    until = [each.until for each in quiet if hasattr(each, "until")]
    return {
        "rule": alarm.key.rule,
        "subject": alarm.key.subject,
        "status": alarm.status(is_latching=bool(rule and rule.is_latched)),
        "is_active": alarm.is_active,
        "is_unacked": alarm.is_unacked,
        "priority": rule.priority if rule else "low",
        "response": rule.response if rule else "",
        "begun_at": condition.at.isoformat() if condition else None,
        "value": condition.value if condition else None,
        "limit": condition.limit if condition else None,
        "unit": condition.unit if condition else "",
        "litres": condition.litres if condition else None,
        "acknowledged_by": alarm.acknowledged.person if alarm.acknowledged and not alarm.is_unacked else "",
        "quiet_until": max(until).isoformat() if until else None,
        "notes": [{"person": each.person, "text": each.text} for each in alarm.notes[-3:]],
    }


def gauges_shown(keeper: SiteKeeper, faults: Mapping[GaugeId, PetroVerseError]) -> Sequence[dict[str, Any]]:
    """Each gauge, and what is wrong with it."""
    told = {name: f"{each.what}; {each.fix}" if each.fix else each.what for name, each in faults.items()}
    return [
        {"id": each.id, "protocol": each.protocol, "fault": told.get(each.id, "")} for each in keeper.network.gauges
    ]


def standing_shown(standing: Standing) -> dict[str, Any]:
    """The journal's standing as JSON values."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(standing).items()
    }
