"""Which nodes of an OPC UA server tell of which tank, as a map says; and a tank's readings from values as they change.

[[tanks]]
tank = "1"
[tanks.measures]
level = { at = "nsu=urn:maker:gauge;s=Tank.1.Level", unit = "mm" }
temperature = { at = "ns=2;s=Tank.1.Temperature", unit = "°C" }
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from petroverse.core.readings import Reading
from petroverse.core.tanks import TankId
from petroverse.gauges.faults import FrameNotValid, GaugeSettingsRefused
from petroverse.gauges.mapping import Measures, Value, as_instant, as_value, read_map

__all__ = ["MOST_NODES", "NodeValue", "OpcuaMap", "TankNodes", "Tanks", "read_opcua_map"]

MOST_NODES: Final = 5000
"""Most nodes of one map."""

_NODE: Final = re.compile(r"((ns=[0-9]{1,4}|nsu=[^;]+);)?(i=[0-9]{1,9}|s=[^;]+)")


@dataclass(frozen=True, slots=True)
class TankNodes:
    """The nodes of one tank.

    Attributes:
        tank: The gauge's own name of the tank.
        measures: Node ids, as ``ns=2;s=Name``; ``nsu=`` and the namespace's URI where its number may change.

    Raises:
        GaugeSettingsRefused: The tank has no name, or a node id is none.
    """

    tank: str
    measures: Measures

    def __post_init__(self) -> None:
        if not (0 < len(self.tank) <= 128 and self.tank.isprintable()):
            raise GaugeSettingsRefused(f"a tank is called {self.tank!r:.80}", where="tank", fix="give its name")
        for name, measure in self.measures.named.items():
            if not _NODE.fullmatch(measure.at):
                fix = "write it as ns=2;s=Tank.1.Level, or nsu=urn:maker;s=Tank.1.Level"
                raise GaugeSettingsRefused(f"{measure.at!r} is no node id", where=f"measures.{name}.at", fix=fix)


@dataclass(frozen=True, slots=True)
class OpcuaMap:
    """What a server's nodes tell.

    Attributes:
        tanks: One for each tank.

    Raises:
        GaugeSettingsRefused: There is none, too many, or a tank is named twice.
    """

    tanks: tuple[TankNodes, ...]

    def __post_init__(self) -> None:
        names = [each.tank for each in self.tanks]
        if not names or len(set(names)) < len(names) or len(self.nodes) > MOST_NODES:
            fix = f"add [[tanks]], each tank once, with at most {MOST_NODES} nodes in all"
            raise GaugeSettingsRefused(f"it names {len(names)} tanks", where="tanks", fix=fix)

    @property
    def nodes(self) -> tuple[str, ...]:
        """Every node, once, in order."""
        every = (measure.at for each in self.tanks for measure in each.measures.named.values())
        return tuple(dict.fromkeys(every))


def read_opcua_map(text: str) -> OpcuaMap:
    """Reads the map.

    Raises:
        GaugeSettingsRefused: Names the key that is wrong.
    """
    return read_map(OpcuaMap, text)


@dataclass(frozen=True, slots=True)
class NodeValue:
    """A value of a node.

    Attributes:
        node: As the map writes it.
        at: When its source had it, zoned.
        value: As it came; of any type.
        is_good: Whether its status code says that it may be trusted.
    """

    node: str
    at: datetime
    value: object
    is_good: bool


class Tanks:
    """The tanks of one server, as its nodes tell of them.

    Args:
        rules: The map.
    """

    def __init__(self, rules: OpcuaMap) -> None:
        self._rules = rules
        self._values: dict[str, Value] = {}

    def take(self, values: Iterable[NodeValue]) -> tuple[list[Reading], list[FrameNotValid]]:
        """What changed, as readings under the gauge's own names, in the order of the map; the earliest of a tank first.

        A value that did not change is not told again, so a reading has the last of each. One whose status is not good
        counts as none: without a level the reading is a gap.

        Args:
            values: As they came.
        """
        told: dict[tuple[str, datetime], Value] = {}
        faults: list[FrameNotValid] = []
        for each in values:
            try:
                at = as_instant(each.at, each.node)
                value = as_value(each.value, each.node) if each.is_good else None
            except FrameNotValid as fault:
                faults.append(fault)
                at, value = each.at, None
            told[each.node, at] = value
        readings: list[Reading] = []
        for rule in self._rules.tanks:
            readings += self._readings(rule, told, faults)
        return readings, faults

    def _readings(
        self, rule: TankNodes, told: dict[tuple[str, datetime], Value], faults: list[FrameNotValid]
    ) -> list[Reading]:
        nodes = {each.at for each in rule.measures.named.values()}
        readings = []
        for at in sorted({at for node, at in told if node in nodes}):
            self._values |= {node: told[node, at] for node in nodes if (node, at) in told}
            try:
                readings.append(rule.measures.reading(TankId(rule.tank), as_instant(at, rule.tank), self._values))
            except FrameNotValid as fault:
                faults.append(fault)
        return readings
