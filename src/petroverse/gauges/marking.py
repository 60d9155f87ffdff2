"""Marks readings that may not be trusted, from each reading and a little of what came before.

Whoever hands readings on without watching them (a gateway, a person with a list) marks them so; ``watch`` judges by
more than this, meters and learned noise among it, and believes a mark that it is given. Nothing is dropped or changed.

    gap            there is no height
    out_of_range   the height is outside the tank's strapping, the temperature outside what a probe stands, or the water
                   higher than what it lies under
    spike          no flow leads from the last height to this one within the time between; held back once, for when the
                   next reading stands there too, the level is really there
    stuck          the very same height and temperature more often than noise allows
    water          more water than is allowed
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from petroverse.core.readings import Quality, Reading, SiteReadings
from petroverse.core.tanks import Tank, TankId
from petroverse.measurement.strapping import Curve, curve_of

__all__ = ["Bounds", "Past", "bounds_of", "marked", "marked_site"]

_CHANCE: Final = 1e-9
"""How likely noise alone may call a gauge that lives stuck: once in a billion readings, so that a thousand gauges that
are read every ten seconds give one false mark in four months."""

_SIGMAS: Final = 6.0
"""How far noise may carry one reading."""

_COLDEST_C, _HOTTEST_C = -40.0, 80.0
"""What probes are built for; their makers state −40 °C to 60 °C or a little more."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What can be in one tank, and how its gauge sees it.

    Attributes:
        curve: Height ↔ volume.
        resolution_m: The step of the gauge's heights, above 0.
        noise_m: Standard deviation of a height at rest, as it was measured on a quiet night; 0 where nobody knows.
        largest_flow_l_s: The most that goes in or out: a truck with all hoses, or the loading pumps.
        most_water_m: Water above this is marked.
    """

    curve: Curve
    resolution_m: float = 0.0003
    noise_m: float = 0.0
    largest_flow_l_s: float = 45.0
    most_water_m: float = 0.05

    @property
    def repeats(self) -> int | None:
        """So many equal heights in a row are a stuck gauge; None where they say nothing, for its steps hide its noise.

        Of all places in a step, a level in its middle repeats most: when noise stays within half a step.

        Example:
            >>> from petroverse.core.tanks import StrappingTable
        >>> bounds = Bounds(curve_of(StrappingTable((0.0, 3.0), (0.0, 30_000.0))))
            >>> bounds.repeats, replace(bounds, noise_m=0.0003).repeats
            (None, 23)
        """
        stays = math.erf(self.resolution_m / (2 * math.sqrt(2) * self.noise_m)) if self.noise_m else 1.0
        return None if stays > 0.99 else 1 + math.ceil(math.log(_CHANCE) / math.log(stays))

    def reaches(self, from_m: float, to_m: float, seconds: float) -> bool:
        """Whether flow and noise lead from one height to another within so many seconds."""
        slack_m = _SIGMAS * max(self.noise_m, self.resolution_m)
        if abs(to_m - from_m) <= slack_m:
            return True
        flown_l = self.largest_flow_l_s * max(seconds, 0.0)
        least_l, most_l = (float(self.curve.volume_l(self._inside(from_m + off_m))) for off_m in (-slack_m, slack_m))
        return least_l - flown_l <= float(self.curve.volume_l(to_m)) <= most_l + flown_l

    def holds(self, level_m: float) -> bool:
        """Whether the strapping has the height."""
        return self.curve.lowest_m <= level_m <= self.curve.highest_m

    def _inside(self, level_m: float) -> float:
        return min(max(level_m, self.curve.lowest_m), self.curve.highest_m)


def bounds_of(tank: Tank) -> Bounds:
    """What can be in a tank, with a gauge of 0.3 mm whose noise nobody knows; ``replace`` what is known better."""
    return Bounds(curve_of(tank.strapping))


@dataclass(frozen=True, slots=True)
class Past:
    """What is remembered of one tank between readings.

    Attributes:
        at: Of the last height that was believed.
        level_m: That height.
        same: How many readings in a row had the very same height and temperature.
        last: The last height and temperature, believed or not.
        jumped_m: A height that was held back as a spike just before; None where there was none.
    """

    at: datetime
    level_m: float
    same: int
    last: tuple[float, float | None]
    jumped_m: float | None = None


def marked(reading: Reading, past: Past | None, bounds: Bounds) -> tuple[Reading, Past | None]:
    """A reading with its quality, and what to remember for the next of its tank.

    Args:
        reading: As the gauge told it; a quality other than good, which the gauge itself gave, stays.
        past: What was remembered; None at the first.
        bounds: Of its tank.
    """
    if reading.level_m is None or not _can_be(reading, bounds):
        quality: Quality = "gap" if reading.level_m is None else "out_of_range"
        return _with(reading, quality), past
    now = (reading.level_m, reading.temp_c)
    same = past.same + 1 if past and past.last == now else 1
    if past and _is_jump(reading, past, bounds):
        return _with(reading, "spike"), replace(past, same=same, last=now, jumped_m=reading.level_m)
    is_stuck = bounds.repeats is not None and same >= bounds.repeats
    has_water = reading.water_m is not None and reading.water_m > bounds.most_water_m
    found: Quality = "stuck" if is_stuck else "water" if has_water else "good"
    return _with(reading, found), Past(reading.at, reading.level_m, same, now)


def marked_site(site: SiteReadings, pasts: dict[TankId, Past], bounds: Mapping[TankId, Bounds]) -> SiteReadings:
    """A site's readings with their qualities.

    Args:
        site: As its gauge told it.
        pasts: What is remembered of each tank; brought up to date.
        bounds: Of each tank; the readings of others stay as they are.
    """
    readings: list[Reading] = []
    for each in site.readings:
        reading = each
        if of := bounds.get(each.tank):
            reading, past = marked(each, pasts.get(each.tank), of)
            pasts |= {each.tank: past} if past else {}
        readings.append(reading)
    return replace(site, readings=tuple(readings))


def _can_be(reading: Reading, bounds: Bounds) -> bool:
    assert reading.level_m is not None
    is_warm = reading.temp_c is None or _COLDEST_C <= reading.temp_c <= _HOTTEST_C
    is_dry = reading.water_m is None or 0 <= reading.water_m <= reading.level_m + bounds.resolution_m
    return bounds.holds(reading.level_m) and is_warm and is_dry


def _is_jump(reading: Reading, past: Past, bounds: Bounds) -> bool:
    assert reading.level_m is not None
    seconds = abs((reading.at - past.at).total_seconds())
    if bounds.reaches(past.level_m, reading.level_m, seconds):
        return False
    return past.jumped_m is None or not bounds.reaches(past.jumped_m, reading.level_m, seconds)


def _with(reading: Reading, quality: Quality) -> Reading:
    return replace(reading, quality=quality) if reading.is_good else reading
