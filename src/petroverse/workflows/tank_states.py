"""How tanks stand now: what was told last of each, held against what the watch found of it.

    reading + conditions that are so + when it falls silent ──▶ one state, all conditions, the alarm that is open

The watch's own conclusions decide, so that a page and an alarm say the same; a site that nobody watches goes by the
limits that watching begins with. Silence is time alone, by the rule that the watch goes by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, Literal

from petroverse.alarms import PRIORITIES, Rulebook
from petroverse.core.roles import UnitOfWork
from petroverse.core.tanks import Tank, TankId
from petroverse.database import (
    LatestReading,
    StandingCondition,
    TankOutlook,
    newest_reading_at,
    read_outlooks,
    standing_conditions,
    tanks_called,
    watched_sites,
)
from petroverse.detect.tank import limits_of
from petroverse.watch import silent_after
from petroverse.workflows.alarm_book import rules_of
from petroverse.workflows.network import is_simulated

__all__ = ["TankNowState", "present", "told_tanks"]

TankNowState = Literal["overfill", "high", "low", "water", "doubtful", "silent", "ok"]
"""Silence goes before all, for then nothing is known; else the one that needs a look first."""

_MANY: Final = 1000
"""Of so many tanks everything is read, and not one by one."""

_LEVELS: Final[tuple[TankNowState, ...]] = ("overfill", "high", "low", "water")


@dataclass(frozen=True, slots=True)
class _Known:
    """What is so in an organisation, for telling how its tanks stand."""

    rules: Rulebook
    found: Mapping[str, Sequence[StandingCondition]]
    unwatched: Mapping[TankId, Tank]
    outlooks: Mapping[str, TankOutlook]
    now: datetime


def present(unit: UnitOfWork) -> datetime:
    """The present: of a simulated organisation its newest reading, for its world may lie in the past or run fast."""
    newest = newest_reading_at(unit) if is_simulated(unit) else None
    return newest or unit.at


def told_tanks(unit: UnitOfWork, found: Sequence[LatestReading], now: datetime) -> list[dict[str, Any]]:
    """What was told last of tanks, each with how it stands.

    Args:
        unit: The transaction to read in.
        found: What was told.
        now: See ``present``.

    Returns:
        The fields of each reading; ``state``; ``silent_at``, from when on it is silent if nothing comes;
        ``conditions`` that are so; when it runs dry (``days_of_cover``, ``dry_at`` and its range); the highest priority
        of its open alarms (``alarm``, empty without any) and whether one is ``calling``.
    """
    if not found:
        return []
    subjects = sorted({each.tank for each in found} | {each.place for each in found})
    standing: dict[str, list[StandingCondition]] = defaultdict(list)
    for each in standing_conditions(unit, subjects if len(found) < _MANY else None):
        standing[each.subject].append(each)
    watched = watched_sites(unit)
    alone = [TankId(each.tank) for each in found if each.place not in watched]
    outlooks = read_outlooks(unit, [each.tank for each in found] if len(found) < _MANY else None)
    known = _Known(rules_of(unit), standing, tanks_called(unit, alone) if alone else {}, outlooks, now)
    return [_told(each, known) for each in found]


def _told(reading: LatestReading, known: _Known) -> dict[str, Any]:
    own, of_site = known.found.get(reading.tank, ()), known.found.get(reading.place, ())
    standing = [*own, *of_site] if reading.place != reading.tank else [*own]
    rules = {each.rule for each in standing if each.is_active}
    tank = known.unwatched.get(TankId(reading.tank))
    if tank is not None:
        rules |= _beyond(reading, tank)
    silent_at = reading.at + silent_after(known.rules, reading.place)
    dry = known.outlooks.get(reading.tank)
    open_alarms = {each.priority for each in standing if each.priority}
    return {
        **asdict(reading),
        "state": "silent" if known.now >= silent_at else _state(reading, rules),
        "silent_at": silent_at,
        "conditions": sorted(rules),
        "alarm": next((each for each in reversed(PRIORITIES) if each in open_alarms), ""),
        "calling": any(each.is_calling for each in standing),
        "days_of_cover": dry.days_of_cover if dry else None,
        "dry_at": dry.dry_at if dry else None,
        "dry_earliest_at": dry.earliest_at if dry else None,
        "dry_latest_at": dry.latest_at if dry else None,
    }


def _state(reading: LatestReading, rules: set[str]) -> TankNowState:
    if level := next((each for each in _LEVELS if each in rules), None):
        return level
    return "ok" if reading.quality == "good" and _litres(reading) is not None else "doubtful"


def _beyond(reading: LatestReading, tank: Tank) -> set[str]:
    """The limits that a reading passes, by those that watching begins with; a doubtful one passes none."""
    litres = _litres(reading)
    if reading.quality != "good" or litres is None:
        return set()
    limits = limits_of(tank)
    passed = {
        "overfill": litres > limits.overfill_l,
        "high": litres >= limits.high_l,
        "low": litres <= limits.low_l,
        "water": (reading.water_m or 0.0) >= limits.water_m,
    }
    return {rule for rule, is_so in passed.items() if is_so}


def _litres(reading: LatestReading) -> float | None:
    return reading.gauge_volume_l if reading.observed_volume_l is None else reading.observed_volume_l
