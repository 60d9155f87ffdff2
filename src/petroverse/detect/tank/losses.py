"""Litres that go at once: what left the tank and went through no meter, more than gauge, chart and meters explain.

    missing = fall of the standard litres − litres that the meters counted

Null: nothing is missing, and what is seen is noise: two heights (each sigma), two temperatures, a chart that is some
percent out, and a meter that counts a sale only when the nozzle is hung up. A loss is told when two readings find it
larger than all of them; or, without the allowance for open sales, once the height stands still: then no sale is open.
A tank that nothing meters has no such rule: its sales cannot be told from theft. The comparison starts anew every hour
or two, so what goes slowly is left to the leak test.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Final

from petroverse.core.conditions import Condition
from petroverse.detect.tank.limits import deadband_m, instant
from petroverse.detect.tank.state import LossPart, Measured, TankState
from petroverse.detect.tank.watched import WatchedTank

__all__ = ["begun", "expansion_l_c", "loss_condition", "loss_part", "noise_l"]

Z: Final = 5.2
"""One reading in ten million is beyond it by chance (standard normal); asked every 10 s there are 3 million a year."""

CHART_SHARE: Final = 0.08
"""Of the metered litres may be missing by chart and meter alone: charts can be 7 % out, meters 0.5 % (OIML R 117)."""

OPEN_SALE_L: Final = 100.0
"""Litres that may have left by one meter that counts only when its sale ends: a truck's tankful in progress."""

CONFIRMING: Final = 2
"""Two readings in a row must say so: one alone may be a spike, and a gauge asked every quarter of an hour gives no flow
by which to know it."""

WINDOW_S: Final = 3600.0
"""The comparison starts anew after it; after twice as long where something may be going just now."""

STILL_S: Final = 120.0
"""A height that moved less than its deadband for so long has no sale open: 40 L/min would be 80 L in it."""

OVER_S: Final = 1800.0
"""A loss has ended when no more went missing for so long."""

WORTH_TELLING: Final = 1.25
"""A loss is told again when it has grown by a quarter."""


def begun(now: Measured) -> LossPart:
    """The comparison as it starts anew."""
    return LossPart(now.at_s, now.used_l, now.observed_l, 0.0, now.at_s, 0.0, now.at_s, 0)


def noise_l(watched: WatchedTank, state: TankState, now: Measured) -> float:
    """Standard deviation of the difference of two volumes, litres."""
    temp_l = expansion_l_c(watched, now) * watched.noise.temp_sigma_c
    return math.sqrt(2.0) * math.hypot(state.sigma_m * now.area_l_m, temp_l)


def expansion_l_c(watched: WatchedTank, now: Measured) -> float:
    """Standard litres by which one degree moves the volume; 0 where nothing is corrected."""
    if now.temp_c is None or now.standard_l is None:
        return 0.0
    warmer = watched.factor(now.temp_c + 1.0)
    return 0.0 if warmer is None else abs(now.standard_l - now.observed_l * warmer)


def loss_part(watched: WatchedTank, state: TankState, now: Measured, sold_l: float) -> tuple[LossPart, float | None]:
    """The comparison after one more reading, and the litres missing if they are more than chance allows.

    Returns:
        The part, and the litres of a loss that is so now; None where there is none.
    """
    part = state.loss
    if part is None or not watched.meters:
        return begun(now), None
    sold_l += part.sold_l
    missing = part.anchor_l - now.used_l - sold_l
    if missing <= _least_l(watched, state, now, sold_l) or missing <= (
        limit_l := _limit_l(watched, state, now, sold_l)
    ):
        age_s = now.at_s - part.anchor_s
        is_over = age_s >= 2.0 * WINDOW_S or (age_s >= WINDOW_S and missing <= 2.0 * noise_l(watched, state, now))
        return (begun(now) if is_over else LossPart(*part[:3], sold_l, now.at_s, part.worst_l, part.grew_s, 0)), None
    part = part._replace(sold_l=sold_l, beyond=part.beyond + 1)
    if part.beyond < CONFIRMING:
        return part, None
    is_still = now.at_s - state.still_s >= STILL_S
    if not is_still and missing <= limit_l + OPEN_SALE_L * len(watched.meters) and "sudden_loss" not in state.told:
        return part, None
    has_grown = missing > part.worst_l + limit_l / 2
    if not has_grown and now.at_s - part.grew_s >= OVER_S:
        return begun(now), None
    grew_s = now.at_s if has_grown else part.grew_s
    return part._replace(worst_l=max(missing, part.worst_l), grew_s=grew_s), missing


def loss_condition(
    watched: WatchedTank, state: TankState, part: LossPart, now: Measured, missing: float | None
) -> Condition | None:
    """The loss as a condition where it began, grew by a quarter, or ended; None where there is nothing new."""
    before = state.told.get("sudden_loss")
    old = state.loss or part
    if missing is None and before is None:
        return None
    if missing is not None and before is not None and missing < WORTH_TELLING * before:
        return None
    litres = old.worst_l if missing is None else missing
    limit_l = _limit_l(watched, state, now, old.sold_l)
    sd_l = noise_l(watched, state, now)
    evidence = {
        "from": instant(old.calm_s).isoformat(),
        "to": instant(now.at_s).isoformat(),
        "before_l": round(old.anchor_l, 1),
        "after_l": round(now.used_l, 1),
        "metered_l": round(part.sold_l if missing is not None else old.sold_l, 1),
        "noise_l": round(sd_l, 2),
    }
    return Condition(
        rule="sudden_loss",
        subject=watched.tank.id,
        at=instant(now.at_s),
        is_active=missing is not None,
        value=litres,
        limit=limit_l,
        unit="L",
        litres=litres,
        sureness=NormalDist().cdf((litres - CHART_SHARE * old.sold_l) / max(sd_l, 1e-9)),
        evidence=evidence,
    )


def _limit_l(watched: WatchedTank, state: TankState, now: Measured, sold_l: float) -> float:
    return max(Z * noise_l(watched, state, now) + CHART_SHARE * sold_l, _least_l(watched, state, now, sold_l))


def _least_l(watched: WatchedTank, state: TankState, now: Measured, sold_l: float) -> float:
    """What the deadband and the chart alone allow: no limit is below it, and it is soon worked out."""
    return deadband_m(watched, state.sigma_m) * now.area_l_m + CHART_SHARE * sold_l
