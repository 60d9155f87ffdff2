"""What is wrong with the gauge itself: a height that cannot be, one that jumps, one that repeats itself."""

from __future__ import annotations

from typing import Final

from petroverse.core.conditions import Condition
from petroverse.core.readings import Quality, Reading
from petroverse.detect.tank.limits import instant
from petroverse.detect.tank.losses import OPEN_SALE_L
from petroverse.detect.tank.state import Measured, StuckPart, TankState
from petroverse.detect.tank.watched import WatchedTank

__all__ = ["judged", "noise_learned", "stuck_condition", "stuck_part"]

NOISE_WEIGHT: Final = 0.02
"""Weight of the newest quiet pair of readings in the learned noise: about fifty of them count."""

WILD: Final = 9.0
"""A pair of readings counts at most as three sigma: what moved the level was then no noise."""

PAIR_S: Final = 600.0
"""Two readings further apart than this do not tell the noise: temperature moves the level meanwhile."""

MISSED: Final = 2.0
"""A gauge is stuck when meters took out what should have moved it by two deadbands, that is by six sigma, beyond open
sales that left the tank before they were counted."""


def judged(watched: WatchedTank, state: TankState, reading: Reading, observed_l: float | None) -> Quality:
    """Whether a reading may be used: inside the tank, and reached from the last one by a flow that can be.

    A jump is held back once; when the next reading stands where it led, it is believed.
    """
    if reading.quality != "good":
        return reading.quality
    if reading.level_m is None:
        return "gap"
    if observed_l is None or observed_l > 1.02 * watched.tank.capacity_l:
        return "out_of_range"
    last = state.last
    if last is None:
        return "good"
    seconds = reading.at.timestamp() - last.at_s
    reach_m = 6.0 * max(state.sigma_m, watched.noise.resolution_m)
    reach_l = watched.limits.largest_flow_l_s * seconds + reach_m * last.area_l_m
    if abs(observed_l - last.observed_l) <= reach_l:
        return "good"
    if state.jumped_m is not None:
        there_l = watched.volume_l(state.jumped_m)
        return "good" if there_l is not None and abs(observed_l - there_l) <= reach_l else "spike"
    return "spike"


def noise_learned(watched: WatchedTank, state: TankState, now: Measured, sold_l: float) -> float:
    """The standard deviation of a height after one more reading, metres, learned at rest by Var(Δ) = 2 sigma²."""
    floor_m = watched.noise.resolution_m / 12.0**0.5
    sigma_m, last = state.sigma_m or max(watched.noise.sigma_m, floor_m), state.last
    if last is None or sold_l > 0 or state.drop is not None or now.at_s - last.at_s > PAIR_S or not watched.meters:
        return sigma_m
    variance = min((now.level_m - last.level_m) ** 2 / 2.0, WILD * sigma_m**2)
    return float(max((sigma_m**2 + NOISE_WEIGHT * (variance - sigma_m**2)) ** 0.5, floor_m))


def stuck_part(watched: WatchedTank, state: TankState, now: Measured, sold_l: float) -> StuckPart:
    """Since when the height repeats itself, and what went out meanwhile."""
    part = state.stuck
    if part is None or abs(now.level_m - part.level_m) > watched.noise.resolution_m / 2.0:
        return StuckPart(now.at_s, now.level_m, 0.0)
    return part._replace(sold_l=part.sold_l + sold_l) if sold_l else part


def stuck_condition(
    watched: WatchedTank, state: TankState, part: StuckPart, now: Measured, band_m: float
) -> Condition | None:
    """The gauge as stuck where that began, or as moving again; None where there is nothing new."""
    limit_l = MISSED * band_m * now.area_l_m + OPEN_SALE_L * len(watched.meters)
    is_active, was_active = part.sold_l > limit_l, "stuck" in state.told
    if is_active == was_active:
        return None
    sold_l = part.sold_l if is_active or state.stuck is None else state.stuck.sold_l
    return Condition(
        rule="stuck",
        subject=watched.tank.id,
        at=instant(now.at_s),
        is_active=is_active,
        value=sold_l,
        limit=limit_l,
        unit="L",
        litres=sold_l,
        evidence={"from": instant(part.since_s).isoformat(), "level_m": part.level_m, "metered_l": round(sold_l, 1)},
    )
