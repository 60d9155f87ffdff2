"""Which metrics tell of which tank, as a map says; and a tank's readings from values that are told when they change.

[[sources]]
device = "atg"
[sources.measures]
level = { at = "Tanks/{tank}/Level", unit = "mm" }
temperature = { at = "Tanks/{tank}/Temperature", unit = "°C" }
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from petroverse.core.readings import Reading
from petroverse.core.tanks import TankId
from petroverse.gauges.faults import FrameNotValid, GaugeSettingsRefused
from petroverse.gauges.mapping import Measures, Value, read_map
from petroverse.gauges.sparkplug.nodes import Heard
from petroverse.gauges.sparkplug.payloads import Metric, instant, number

__all__ = ["SourceRule", "SparkplugMap", "Tanks", "read_sparkplug_map"]

_TANK: Final = "{tank}"
_LONGEST_NAME: Final = 128


@dataclass(frozen=True, slots=True)
class SourceRule:
    """Where tanks of one device, or of the edge node itself, stand.

    Attributes:
        measures: Names of metrics; ``{tank}`` in each stands for the tank's name, which holds no slash.
        device: The device; ``{tank}`` where each tank is a device of its own; empty for the edge node's own metrics.
        tank: The tank's name, where it stands neither in the metrics nor in the device.

    Raises:
        GaugeSettingsRefused: The tank's name stands nowhere, or in two places.
    """

    measures: Measures
    device: str = ""
    tank: str = ""

    def __post_init__(self) -> None:
        ats = {name: each.at for name, each in self.measures.named.items()}
        in_metrics = [at.count(_TANK) for at in ats.values()]
        is_named = set(in_metrics) == {1}
        if not is_named and any(in_metrics):
            wrong = next(name for name, at in ats.items() if at.count(_TANK) != 1)
            fix = "write {tank} once in the name of each metric, or in none"
            raise GaugeSettingsRefused(f"{ats[wrong]!r} differs", where=f"measures.{wrong}.at", fix=fix)
        if [is_named, self.device == _TANK, bool(self.tank)].count(True) != 1 or _TANK in self.tank:
            fix = "write {tank} in each metric, or as the device, or give tank"
            raise GaugeSettingsRefused("the tank's name must stand in one place", where="tank", fix=fix)

    def tank_of(self, device: str, metric: str) -> tuple[str, str] | None:
        """The tank that a metric tells of, and the ``at`` of its measure; None for one that tells of none."""
        if self.device not in (device, _TANK) or (self.device == _TANK and not device):
            return None
        for each in self.measures.named.values():
            pattern = re.escape(each.at).replace(re.escape(_TANK), "(?P<tank>[^/]+)")
            if found := re.fullmatch(pattern, metric):
                name = found.groupdict().get("tank") or self.tank or device
                return (name, each.at) if len(name) <= _LONGEST_NAME else None
        return None


@dataclass(frozen=True, slots=True)
class SparkplugMap:
    """What an edge node's metrics tell; the first source that a metric fits is its rule.

    Attributes:
        sources: One for each device, or kind of device.

    Raises:
        GaugeSettingsRefused: There is none.
    """

    sources: tuple[SourceRule, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise GaugeSettingsRefused("it names no source", where="sources", fix="add [[sources]] with measures")


def read_sparkplug_map(text: str) -> SparkplugMap:
    """Reads the map.

    Raises:
        GaugeSettingsRefused: Names the key that is wrong.
    """
    return read_map(SparkplugMap, text)


class Tanks:
    """The tanks of one edge node, as its births and data tell of them.

    Args:
        rules: The map.
    """

    def __init__(self, rules: SparkplugMap) -> None:
        self._rules = rules
        self._places: dict[tuple[str, str], _Place | None] = {}
        self._values: dict[str, dict[str, dict[str, Value]]] = {}

    def take(self, heard: Heard, came_at: datetime) -> tuple[list[Reading], list[FrameNotValid]]:
        """What a message tells of tanks, under the gauge's own names; a reading for each time that it tells of.

        A value that did not change is not told again, so a reading has the last of each; a birth, which tells all, is
        of its latest value's time. What was stored and is sent later is a reading of the values that were stored.

        Args:
            heard: What the edge node told.
            came_at: When; the instant at which tanks of a device that is gone become gaps.
        """
        if heard.is_birth:
            self._forget(heard.device)
        readings: list[Reading] = []
        faults = [heard.fault] if heard.fault else []
        for each in self._told(heard, faults):
            try:
                reading = self._reading(heard.device, each)
            except FrameNotValid as fault:
                faults.append(fault)
                continue
            readings += [reading] if reading else []
        for device in heard.gone:
            readings += [Reading(TankId(each), came_at, None, quality="gap") for each in self._forget(device)]
        return readings, faults

    def _told(self, heard: Heard, faults: list[FrameNotValid]) -> list[_Told]:
        """What is told of each tank at each time, earliest first, each as the map's order has it."""
        told: dict[tuple[str, int, bool], _Told] = {}
        for metric in heard.metrics:
            if place := self._place(heard.device, metric.name):
                at_ms = heard.at_ms if metric.at_ms is None else metric.at_ms
                key = (place.tank, -1 if heard.is_birth else at_ms, metric.is_historical)
                one = told.setdefault(key, _Told(place, at_ms, metric.is_historical))
                one.at_ms = max(one.at_ms, at_ms)
                one.values[place.at] = _value(metric, faults)
        return sorted(told.values(), key=lambda each: each.at_ms)

    def _reading(self, device: str, told: _Told) -> Reading | None:
        values = told.values
        measures = told.place.rule.measures
        if not told.is_historical:
            values = self._values.setdefault(device, {}).setdefault(told.place.tank, {})
            values |= told.values
        elif measures.level.at not in values:
            return None
        at = instant(told.at_ms, told.place.tank)
        return measures.reading(TankId(told.place.tank), at, values)

    def _place(self, device: str, metric: str) -> _Place | None:
        key = (device, metric)
        if key not in self._places:
            found = ((each, each.tank_of(device, metric)) for each in self._rules.sources)
            self._places[key] = next((_Place(rule, *there) for rule, there in found if there), None)
        return self._places[key]

    def _forget(self, device: str) -> list[str]:
        """Forgets all that a device told; gives the tanks that it told of."""
        for key in [each for each in self._places if each[0] == device]:
            del self._places[key]
        return list(self._values.pop(device, {}))


@dataclass(frozen=True, slots=True)
class _Place:
    """What a metric tells: a value of a tank, by a rule."""

    rule: SourceRule
    tank: str
    at: str


@dataclass(slots=True)
class _Told:
    """What was told of one tank at one time; its values are in their own units, by the ``at`` of the map."""

    place: _Place
    at_ms: int
    is_historical: bool
    values: dict[str, Value] = field(default_factory=dict)


def _value(metric: Metric, faults: list[FrameNotValid]) -> Value:
    try:
        return number(metric, metric.datatype)
    except FrameNotValid as fault:
        faults.append(fault)
        return None
