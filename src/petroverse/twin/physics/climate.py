"""Climate: the temperature of the air by day and season, and of the ground that an underground tank lies in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Final

__all__ = ["TEMPERATE", "Climate"]

_DAYS: Final = 365.25
_DIFFUSIVITY_M2_S: Final = 0.6e-6
"""Heat diffusivity of moist soil. Source: D. Hillel, Introduction to Soil Physics (1982), chapter 9: 0.4 to 0.8e-6."""

_DEPTH_M: Final = 2.5
"""From the surface to the middle of an underground tank: about 1 m of cover and half of a diameter near 2.5 m."""


@dataclass(frozen=True, slots=True)
class Climate:
    """Temperatures of a place as two waves, one of the year and one of the day.

    Attributes:
        mean_c: Mean of the year.
        season_c: By how much the warmest day lies above the mean; 0 or more.
        day_c: By how much the warmest hour lies above the day's mean; 0 or more.
        warmest_day: Day of the year of the warmest day, 1 to 366.
        warmest_hour: Hour of the warmest time of day, by the clock that ``at`` is given in.

    Example:
        >>> round(Climate(mean_c=20.0, season_c=5.0, day_c=4.0).air_c(datetime(2025, 7, 19, 15)), 3)
        29.0
    """

    mean_c: float = 20.0
    season_c: float = 5.0
    day_c: float = 4.0
    warmest_day: float = 200.0
    warmest_hour: float = 15.0

    def air_c(self, at: datetime) -> float:
        """Temperature of the air."""
        hour = at.hour + at.minute / 60 + at.second / 3600
        swing = self.day_c * math.cos(2 * math.pi * (hour - self.warmest_hour) / 24)
        return self.day_mean_c(at) + swing

    def day_mean_c(self, at: datetime) -> float:
        """Mean temperature of the air on that day."""
        return self.mean_c + self.season_c * math.cos(self._angle(at))

    def ground_c(self, at: datetime) -> float:
        """Temperature of the ground at the depth of a tank: the year's wave, flattened and late; of the day's nothing.

        Source: H. S. Carslaw, J. C. Jaeger, Conduction of Heat in Solids, section 2.6: at depth z the wave of
        period P is exp(-z/d) of that at the surface and z/d radians late, with d = sqrt(diffusivity · P / π).
        """
        damping_m = math.sqrt(_DIFFUSIVITY_M2_S * _DAYS * 86_400 / math.pi)
        late = _DEPTH_M / damping_m
        return self.mean_c + self.season_c * math.exp(-late) * math.cos(self._angle(at) - late)

    def _angle(self, at: datetime) -> float:
        return 2 * math.pi * (at.timetuple().tm_yday - self.warmest_day) / _DAYS


TEMPERATE: Final = Climate()
"""An invented climate, of no country."""
