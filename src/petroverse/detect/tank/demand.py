"""What a tank sells by hour of the week, learned as it goes, and from it when the tank runs dry.

Model: an hour's litres have the mean of their hour of the week and the variance ``spread × mean`` (quasi-Poisson, for
sales come in lumps of a tankful); on top a whole stretch of days may run high or low together by a share whose variance
is learned from day to day. So the demand D of the coming hours has

    variance = spread × D + level_variance × D²

and the run-out lies, at 90 %, between the hours at which D ± 1.645 standard deviations reach what can be drawn.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Final, NamedTuple

from petroverse.detect.tank.limits import instant
from petroverse.detect.tank.state import Demand, Measured, TankState
from petroverse.detect.tank.watched import WatchedTank

__all__ = ["RunOut", "learned", "run_out"]

HOURS: Final = 168
MONDAY: Final = 96
"""Hours from 1970-01-01, a Thursday, to its first Monday."""

FORGETTING: Final = 0.2
"""Weight of the newest week once five are known: a change of habit is followed within about five weeks."""

DAY_WEIGHT: Final = 0.05
"""Weight of the newest hour or day in the two variances: about twenty of them count."""

SEEN_HOURS: Final = 24
"""Nothing is foretold before a day's hours were seen."""

START_SPREAD_L: Final = 30.0
"""Variance over mean before anything is learned: that of sales of 30 L each, come at random."""

START_LEVEL_VARIANCE: Final = 0.2**2
"""A day differs from the day expected by 20 % before anything is learned."""

Z90: Final = 1.6449
"""Standard normal quantile of 0.95: both ends of a 90 % interval."""

LONGEST_H: Final = 60 * 24
"""Further than this nothing is foretold."""


class RunOut(NamedTuple):
    """When a tank runs down to its dead stock.

    ``days`` of cover at the expected demand; ``at`` the expected instant, between ``earliest`` and ``latest`` at 90 %.
    """

    days: float
    at: datetime
    earliest: datetime
    latest: datetime | None


def learned(watched: WatchedTank, state: TankState, now: Measured, sold_l: float) -> Demand:
    """The demand after one more reading."""
    hour, demand, last = int(now.at_s // 3600), state.demand, state.last
    if demand is None or last is None:
        return Demand(hour, now.used_l, 0.0, 0.0, (-1.0,) * HOURS, START_SPREAD_L, START_LEVEL_VARIANCE, 0.0, 0.0, None)
    start_l = None if state.drop else demand.start_l
    if hour == demand.hour:
        return Demand(hour, start_l, demand.sold_l + sold_l, demand.covered_s + now.at_s - last.at_s, *demand[4:])
    closed = _closed(watched, demand._replace(start_l=start_l), now, sold_l)
    fresh = closed._replace(hour=hour, start_l=now.used_l, sold_l=0.0, covered_s=now.at_s - 3600.0 * hour)
    return fresh._replace(need_l=_need_l(fresh, now.at_s, watched.limits.run_out_h))


def run_out(watched: WatchedTank, state: TankState) -> RunOut | None:
    """When the tank will have run dry, if no delivery comes; None before a day was seen or beyond 60 days."""
    if state.demand is None or state.last is None or state.demand.need_l is None:
        return None
    usable_l, now_s = watched.tank.usable_l(state.last.observed_l), state.last.at_s
    hours = _hours(state.demand, now_s, LONGEST_H)
    sums = list(accumulate(hours))
    middle, early, late = (_crossed_h(state.demand, sums, usable_l, z) for z in (0.0, Z90, -Z90))
    if middle is None or early is None:
        return None
    start = instant(now_s)
    latest = None if late is None else start + timedelta(hours=late)
    return RunOut(middle / 24.0, start + timedelta(hours=middle), start + timedelta(hours=early), latest)


def _closed(watched: WatchedTank, demand: Demand, now: Measured, sold_l: float) -> Demand:
    """One hour is over: its litres are learned, unless a gap or a delivery made them useless."""
    total_l = demand.sold_l + sold_l if watched.meters else (demand.start_l or 0.0) - now.used_l
    is_useless = demand.covered_s < 1800.0 or (not watched.meters and demand.start_l is None)
    if is_useless or int(now.at_s // 3600) != demand.hour + 1:
        return demand
    slot, found = _slot(demand.hour), max(0.0, total_l)
    before = demand.by_hour_l[slot]
    mean = found if before < 0 else before + FORGETTING * (found - before)
    by_hour = (*demand.by_hour_l[:slot], mean, *demand.by_hour_l[slot + 1 :])
    after = demand._replace(by_hour_l=by_hour)
    return after if before < 0 else _spread(after, found, before)


def _spread(demand: Demand, found_l: float, expected_l: float) -> Demand:
    excess = (found_l - expected_l) ** 2 / max(expected_l, 1.0)
    spread = demand.spread + DAY_WEIGHT * (min(excess, 25.0 * demand.spread) - demand.spread)
    sold, expected = demand.day_sold_l + found_l, demand.day_expected_l + expected_l
    variance = demand.level_variance
    if demand.hour % 24 == 23:
        share = (sold - expected) ** 2 / expected**2 if expected > 0 else 0.0
        variance += DAY_WEIGHT * (min(share, 1.0) - variance)
        sold = expected = 0.0
    return demand._replace(spread=spread, day_sold_l=sold, day_expected_l=expected, level_variance=variance)


def _need_l(demand: Demand, at_s: float, hours: float) -> float | None:
    if sum(each >= 0 for each in demand.by_hour_l) < SEEN_HOURS:
        return None
    whole = math.ceil(hours)
    expected = sum(_hours(demand, at_s, whole)) * hours / whole if whole else 0.0
    return expected + Z90 * _sd_l(demand, expected)


def _hours(demand: Demand, at_s: float, count: int) -> list[float]:
    """Expected litres of the coming hours; an hour of the week not yet seen takes the mean of those that were."""
    seen = [each for each in demand.by_hour_l if each >= 0]
    mean = sum(seen) / len(seen)
    week = [mean if each < 0 else each for each in demand.by_hour_l]
    first = _slot(int(at_s // 3600))
    return [week[(first + ahead) % HOURS] for ahead in range(count)]


def _crossed_h(demand: Demand, sums: list[float], usable_l: float, z: float) -> float | None:
    below_l = 0.0
    for hour, sum_l in enumerate(sums):
        bound_l = sum_l + z * _sd_l(demand, sum_l)
        if bound_l >= usable_l:
            step_l = bound_l - below_l
            return hour + ((usable_l - below_l) / step_l if step_l > 0 else 0.0)
        below_l = max(below_l, bound_l)
    return None


def _sd_l(demand: Demand, sum_l: float) -> float:
    return math.sqrt(demand.spread * sum_l + demand.level_variance * sum_l**2)


def _slot(hour: int) -> int:
    return (hour - MONDAY) % HOURS
