"""One reading of one tank: state and reading in; state, litres, what was found out.

height ──▶ may it be used? ──▶ litres ──▶ noise · stuck · loss · drop · demand · limits ──▶ state, conditions
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from petroverse.core.conditions import Condition, RuleName
from petroverse.core.readings import Quality, Reading
from petroverse.detect.tank.demand import learned, run_out
from petroverse.detect.tank.drops import FoundDelivery, drop_part
from petroverse.detect.tank.gauge_faults import judged, noise_learned, stuck_condition, stuck_part
from petroverse.detect.tank.limits import checked, deadband_m
from petroverse.detect.tank.losses import begun, loss_condition, loss_part
from petroverse.detect.tank.state import Measured, TankState
from petroverse.detect.tank.watched import WatchedTank

__all__ = ["Step", "step"]


class Step(NamedTuple):
    """What one reading led to.

    Attributes:
        state: To be given with the next reading.
        quality: The reading's own, or why it was not used.
        measured: Its litres; None where it was not used.
        conditions: What began, moved enough to matter, or ended.
        delivery: One that has just settled.
    """

    state: TankState
    quality: Quality
    measured: Measured | None = None
    conditions: tuple[Condition, ...] = ()
    delivery: FoundDelivery | None = None


def step(watched: WatchedTank, state: TankState, reading: Reading, sold_l: float = 0.0) -> Step:
    """Takes in one reading.

    Args:
        watched: The tank it is of.
        state: What the last step gave; ``TankState()`` at first.
        reading: Later than the last one; an earlier one changes nothing: put it in its place and replay.
        sold_l: Litres that the tank's meters counted since the last reading, 0 or more.

    Returns:
        The new state and what was found. A reading that cannot be used leaves the memory as it was, but for its sales.
    """
    at_s = reading.at.timestamp()
    if state.last is not None and at_s <= max(state.last.at_s, state.jumped_s):
        return Step(state._replace(unsold_l=state.unsold_l + sold_l), reading.quality)
    observed_l = None if reading.level_m is None else watched.volume_l(reading.level_m)
    quality = judged(watched, state, reading, observed_l)
    if quality != "good" or observed_l is None or reading.level_m is None:
        kept = state._replace(unsold_l=state.unsold_l + sold_l)
        is_jump = quality == "spike" and reading.quality == "good"
        return Step(kept._replace(jumped_m=reading.level_m, jumped_s=at_s) if is_jump else kept, quality)
    factor = watched.factor(reading.temp_c)
    standard_l = None if factor is None else observed_l * factor
    used_l = observed_l if standard_l is None else standard_l
    area_l_m = watched.area_l_m(reading.level_m)
    now = Measured(at_s, reading.level_m, observed_l, standard_l, reading.temp_c, reading.water_m, used_l, area_l_m)
    before = _comparable(state, now)
    return _found(watched, before, now, (state.unsold_l + sold_l) * (factor or 1.0))


def _found(watched: WatchedTank, state: TankState, now: Measured, sold_l: float) -> Step:
    sigma_m = noise_learned(watched, state, now, sold_l)
    band_m = deadband_m(watched, sigma_m)
    has_moved = abs(now.level_m - state.still_m) > band_m
    still_m, still_s = (now.level_m, now.at_s) if has_moved else (state.still_m, state.still_s)
    demand = learned(watched, state, now, sold_l)
    state = TankState(state.last, sigma_m, still_s, still_m, None, 0.0, *state[6:9], demand, 0.0, state.told)
    drop, delivery = drop_part(watched, state, now, sold_l)
    is_dropping = drop is not None or state.drop is not None
    loss, missing_l = (begun(now), None) if is_dropping else loss_part(watched, state, now, sold_l)
    stuck = stuck_part(watched, state, now, sold_l)
    told, conditions = checked(watched, state, now, band_m)
    for extra in (
        loss_condition(watched, state, loss, now, missing_l),
        stuck_condition(watched, state, stuck, now, band_m),
    ):
        if extra is not None:
            conditions.append(extra)
            told = _told(told, extra)
    after = TankState(now, sigma_m, still_s, still_m, None, 0.0, loss, drop, stuck, demand, 0.0, told)
    conditions = [_foretold(watched, after, each) if each.rule == "run_out" else each for each in conditions]
    quality: Quality = "stuck" if "stuck" in told else "water" if "water" in told else "good"
    return Step(after, quality, now, tuple(conditions), delivery)


def _foretold(watched: WatchedTank, state: TankState, condition: Condition) -> Condition:
    """A run-out with the hour at which the tank is foretold to be dry, and the interval about it (90 %)."""
    dry = run_out(watched, state)
    if dry is None:
        return condition
    latest = None if dry.latest is None else dry.latest.isoformat()
    times = {"at": dry.at.isoformat(), "earliest": dry.earliest.isoformat(), "latest": latest}
    return replace(condition, evidence={**condition.evidence, "days_of_cover": round(dry.days, 2), **times})


def _comparable(state: TankState, now: Measured) -> TankState:
    """Standard and observed litres never meet: where the temperature came or went, the comparison starts anew."""
    if state.last is None or (state.last.standard_l is None) == (now.standard_l is None):
        return state
    return state._replace(loss=begun(now), drop=None)


def _told(told: Mapping[RuleName, float], condition: Condition) -> Mapping[RuleName, float]:
    rest = {name: value for name, value in told.items() if name != condition.rule}
    return {**rest, condition.rule: condition.value or 0.0} if condition.is_active else rest
