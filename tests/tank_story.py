"""One tank of a station told minute by minute: sales, drops, thefts and weather in, readings out."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np

from petroverse.core.devices import MeterId
from petroverse.core.places import PlaceId
from petroverse.core.readings import Reading
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.detect.tank import Step, TankState, WatchedTank, step, watched

TANK = Tank(TankId("S7/1"), PlaceId("S7"), "gasoline", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0)
START = datetime(2024, 3, 4, tzinfo=UTC)


@dataclass
class TankStory:
    """A tank whose litres are known, and what is found of its readings; noise comes from a seed."""

    volume_l: float = 15_000.0
    temp_c: float | None = 15.0
    noise_m: float = 0.0003
    seed: int = 1
    watched: WatchedTank = field(default_factory=lambda: watched(TANK, [MeterId("N1")]))
    at: datetime = START
    state: TankState = field(default_factory=TankState)
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)
        self._heights = np.linspace(0.0, 2.5, 20_001)
        radius = 1.25
        inside = radius - self._heights
        segment = radius**2 * np.arccos(inside / radius) - inside * np.sqrt(np.maximum(radius**2 - inside**2, 0))
        self._litres = 1000.0 * 6.1 * segment

    def level_m(self) -> float:
        exact = float(np.interp(self.volume_l, self._litres, self._heights))
        return round(exact + self._dice.gauss(0.0, self.noise_m), 4)

    def minute(self, *, sold_l: float = 0.0, came_l: float = 0.0, stolen_l: float = 0.0, **other: float) -> Step:
        self.at += timedelta(seconds=other.get("seconds", 60.0))
        self.volume_l += came_l - sold_l - stolen_l
        reading = Reading(TANK.id, self.at, other.get("level_m", self.level_m()), self.temp_c, other.get("water_m"))
        found = step(self.watched, self.state, reading, sold_l)
        self.state = found.state
        self.steps.append(found)
        return found

    def rest(self, minutes: int) -> None:
        for _ in range(minutes):
            self.minute()

    def told(self, rule: str) -> list[tuple[bool, float | None]]:
        return [(each.is_active, each.litres) for one in self.steps for each in one.conditions if each.rule == rule]
