"""Readings of a tank gauge, each with a quality, for bad data is data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal, get_args

from petroverse.core.errors import InputRefused
from petroverse.core.tanks import TankId

__all__ = ["QUALITIES", "Quality", "Reading", "ReadingNotValid"]

Quality = Literal["good", "stuck", "spike", "gap", "out_of_range", "water"]
"""Why a reading may not be trusted: it repeats, it jumps, nothing came, it cannot be, or water stands too high."""

QUALITIES: Final[tuple[Quality, ...]] = get_args(Quality)


class ReadingNotValid(InputRefused):
    """A reading without an instant, or with a quality that does not exist."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a gauge saw in one tank at one instant.

    Attributes:
        tank: The tank.
        at: When, zoned; kept as UTC.
        level_m: Height of product and water, metres; None when the gauge gave none.
        temp_c: Product temperature; None when not measured.
        water_m: Height of water at the bottom, metres; None when not measured.
        quality: See ``Quality``; a value outside the tank is marked, not refused.

    Raises:
        ReadingNotValid: The instant has no zone, or the quality is unknown.
    """

    tank: TankId
    at: datetime
    level_m: float | None
    temp_c: float | None = None
    water_m: float | None = None
    quality: Quality = "good"

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ReadingNotValid(f"{self.at.isoformat()} has no time zone", where="at", fix="add one, such as Z")
        if self.quality not in QUALITIES:
            raise ReadingNotValid(
                f"{self.quality!r} is not a quality", where="quality", fix=f"one of {', '.join(QUALITIES)}"
            )
        object.__setattr__(self, "at", self.at.astimezone(UTC))

    @property
    def is_good(self) -> bool:
        """Whether the values may be used as they are."""
        return self.quality == "good"
