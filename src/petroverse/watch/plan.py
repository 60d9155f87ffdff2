"""What watching a site needs to know beforehand: its tanks made ready, its rules, and how far back it looks again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final, NamedTuple

from petroverse.alarms import AlarmRule, Rulebook, TankState
from petroverse.core.conditions import RULES, RuleName
from petroverse.core.errors import InputRefused
from petroverse.core.network import Network
from petroverse.core.places import PlaceId
from petroverse.core.tanks import Tank
from petroverse.detect.tank import GaugeNoise, Limits, WatchedTank, limits_of, watched
from petroverse.measurement.strapping import curve_of

__all__ = [
    "AHEAD",
    "BUCKETS",
    "SILENT_AFTER",
    "WINDOW",
    "Plan",
    "PlannedTank",
    "RuleUnitUnknown",
    "checked_rule",
    "plan_of",
    "silent_after",
]

WINDOW: Final = timedelta(hours=6)
"""How far back a late reading is still put in its place: six hours at a reading a minute are 360 rows a tank. A site's
own backlog after days without a line comes in its order and needs none of it; only what overtakes does."""

BUCKETS: Final = 12
"""Into how many parts the window is cut; one is forgotten at a time, and one is begun anew for a late reading."""

AHEAD: Final = timedelta(minutes=5)
"""A reading whose instant is later than it was told, by more than this, comes from a clock that is wrong."""

SILENT_AFTER: Final = timedelta(minutes=15)
"""A gauge that says nothing for so long is silent, unless a rule says otherwise: a few polls of a minute to five."""


class RuleUnitUnknown(InputRefused):
    """A rule's limit is in a unit that its condition is not measured in."""


class PlannedTank(NamedTuple):
    """One tank with what decides over its conditions.

    Attributes:
        watched: The tank, made ready by detect.
        state: What it is doing, for rules that mean something only then.
        delays: How long a condition must hold before it is told, where that is not at once.
    """

    watched: WatchedTank
    state: TankState
    delays: Mapping[RuleName, timedelta]


@dataclass(frozen=True, slots=True)
class Plan:
    """One site as it is watched; made by ``plan_of`` whenever its network or its rules change.

    Attributes:
        place: The site.
        tanks: By id.
        tank_of_meter: Which tank each meter draws from.
        rules: Which conditions call people.
        window: How far back late readings are put in their place; counted from a tank's newest reading.
        silent_after: After how long without a word the site, or a tank of it, is silent.
    """

    place: PlaceId
    tanks: Mapping[str, PlannedTank]
    tank_of_meter: Mapping[str, str]
    rules: Rulebook = field(default_factory=Rulebook)
    window: timedelta = WINDOW
    silent_after: timedelta = SILENT_AFTER

    @property
    def bucket_s(self) -> float:
        """How long one part of the window is, seconds."""
        return self.window.total_seconds() / BUCKETS


def plan_of(
    network: Network,
    place: PlaceId,
    rules: Rulebook,
    *,
    states: Mapping[str, TankState] | None = None,
    noise: Mapping[str, GaugeNoise] | None = None,
    window: timedelta = WINDOW,
) -> Plan:
    """Makes a site ready for watching.

    Args:
        network: Where its tanks and meters stand.
        place: The site.
        rules: Of its organisation; the limit and deadband of an enabled one go before detect's own. Near full, overfill
            and low are in L, m or % of the safe fill, water in m, run-out in h, temperature (the hottest) in °C,
            silence in s, min or h.
        states: What each tank is doing; in service where left out.
        noise: Of the gauge, by tank.
        window: How far back late readings are put in their place.

    Raises:
        RuleUnitUnknown: A limit cannot be read in its unit.
    """
    meters = network.meters_at(place)
    tanks: dict[str, PlannedTank] = {}
    for tank in network.tanks_at(place):
        own = [each.id for each in meters if each.tank == tank.id]
        ready = watched(tank, own, limits=_limits(tank, rules), noise=(noise or {}).get(tank.id))
        tanks[tank.id] = PlannedTank(ready, (states or {}).get(tank.id, "in_service"), _delays(tank, rules))
    return Plan(place, tanks, {each.id: each.tank for each in meters}, rules, window, silent_after(rules, place))


def checked_rule(rule: AlarmRule) -> AlarmRule:
    """The rule, if watching can go by it.

    Args:
        rule: A draft or an enabled one; one without a limit is not looked at.

    Raises:
        RuleUnitUnknown: Its limit cannot be read in its unit, or it is a time longer than a year.

    Example:
        >>> checked_rule(AlarmRule("water", limit=0.05, unit="m")).unit
        'm'
    """
    if rule.limit is None:
        return rule
    if rule.name in _LITRES and rule.unit not in ("L", "m", "%"):
        raise _unknown(rule, "L, m, or % of the safe fill")
    if rule.name in _AS_THEY_ARE and rule.unit != _AS_THEY_ARE[rule.name][1]:
        raise _unknown(rule, _AS_THEY_ARE[rule.name][1])
    spans = (rule.delay_s, rule.limit * _SECONDS.get(rule.unit, math.inf) if rule.name == "silent" else 0.0)
    if max(spans) > _LONGEST_S:
        raise _unknown(rule, "s, min or h, a year at most")
    return rule


def silent_after(rules: Rulebook, place: str) -> timedelta:
    """After how long without a word a site, or a tank of it, is silent.

    Args:
        rules: Of its organisation.
        place: The site.

    Raises:
        RuleUnitUnknown: The rule's limit cannot be read in its unit.
    """
    rule = rules.of("silent", place)
    return SILENT_AFTER if rule is None or rule.limit is None else _seconds(rule)


def _delays(tank: Tank, rules: Rulebook) -> dict[RuleName, timedelta]:
    named = {name: rules.written(name, tank.id) for name in RULES}
    return {
        name: timedelta(seconds=rule.delay_s)
        for name, rule in named.items()
        if rule and rule.is_enabled and rule.delay_s
    }


_SECONDS: Final[Mapping[str, float]] = {"s": 1.0, "min": 60.0, "h": 3600.0}
_LONGEST_S: Final = 365 * 86_400.0
_LITRES: Final[Mapping[RuleName, str]] = {"high": "high_l", "overfill": "overfill_l", "low": "low_l"}
_AS_THEY_ARE: Final[Mapping[RuleName, tuple[str, str]]] = {
    "water": ("water_m", "m"),
    "run_out": ("run_out_h", "h"),
    "temperature": ("hottest_c", "°C"),
}
_OWN_BAND: Final = frozenset({"run_out"})
"""Conditions whose figure is not in the unit of their limit: detect's own band holds."""


def _limits(tank: Tank, rules: Rulebook) -> Limits:
    changes: dict[str, float] = {}
    bands: dict[RuleName, float] = {}
    for name in (*_LITRES, *_AS_THEY_ARE):
        rule = rules.written(name, tank.id)
        if rule is None or not rule.is_enabled or rule.limit is None or rule.deadband is None:
            continue
        if name in _LITRES:
            limit, back = _litres(tank, rule, rule.limit), _litres(tank, rule, rule.limit - rule.deadband)
            changes[_LITRES[name]], bands[name] = limit, limit - back
            continue
        attribute, unit = _AS_THEY_ARE[name]
        if rule.unit != unit:
            raise _unknown(rule, unit)
        changes[attribute] = rule.limit
        if name not in _OWN_BAND:
            bands[name] = rule.deadband
    return replace(limits_of(tank), **changes, bands=bands)


def _litres(tank: Tank, rule: AlarmRule, limit: float) -> float:
    if rule.unit == "L":
        return limit
    if rule.unit == "%":
        return tank.safe_fill_l * limit / 100.0
    if rule.unit == "m":
        curve = curve_of(tank.strapping)
        return float(curve.volume_l(min(max(limit, curve.lowest_m), curve.highest_m)))
    raise _unknown(rule, "L, m, or % of the safe fill")


def _seconds(rule: AlarmRule) -> timedelta:
    seconds = _SECONDS.get(rule.unit)
    if seconds is None or rule.limit is None:
        raise _unknown(rule, "s, min or h")
    return timedelta(seconds=rule.limit * seconds)


def _unknown(rule: AlarmRule, units: str) -> RuleUnitUnknown:
    whose = rule.subject or "all"
    return RuleUnitUnknown(f"the rule {rule.name} of {whose} is in {rule.unit!r}", where="unit", fix=f"give {units}")
