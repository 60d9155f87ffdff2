"""Deliveries: found where the litres rise, adjusted for what pumps sold meanwhile, and held against the waybill.

A drop starts where more litres stand in the tank than noise and meters explain, ends when they rise no more, and is
told once it has settled for half an hour: foam, waves and the mixing of warm with cold go on after the hose is off.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from statistics import NormalDist
from typing import Any, Final

from petroverse.core.conditions import Condition
from petroverse.core.events import Delivery, Waybill
from petroverse.core.tanks import TankId
from petroverse.detect.tank.limits import instant
from petroverse.detect.tank.losses import Z, noise_l
from petroverse.detect.tank.state import DropPart, Measured, TankState
from petroverse.detect.tank.watched import WatchedTank
from petroverse.measurement.reconciliation import BalanceNotPossible, delivered
from petroverse.measurement.stock_book import standard_quantity

__all__ = ["FoundDelivery", "drop_part", "short_delivery"]

SETTLE_S: Final = 1800.0
"""A drop has settled when nothing more came for half an hour (the trade waits 30 to 60 minutes)."""

METER_SHARE: Final = 0.005
"""Maximum permissible error of a measuring system in service, class 0.5: OIML R 117-1. It bounds what a depot's meter
and a pump's may err by; as a standard deviation a third of the width of an even spread, METER_SHARE / √3, is taken."""

CHART_SHARE: Final = 0.003
"""Standard deviation of a chart over a whole drop, where nothing was learned of it: UK and US calibration certificates
for station tanks state 0.3 to 0.5 % over the whole tank. Give what was learned in its place."""


@dataclass(frozen=True, slots=True)
class FoundDelivery:
    """A delivery that the level itself tells of.

    Attributes:
        tank: Into which.
        started_at: The last reading before the rise.
        ended_at: When it rose no more.
        settled_at: When it was taken.
        before_l: Observed litres before.
        after_l: Observed litres once settled.
        before_temp_c: Temperature before; None when not measured.
        after_temp_c: Temperature once settled.
        sold_l: Litres that meters counted meanwhile, standard where the temperature is known.
        observed_l: Litres dropped, as they stand in the tank: rise + sold.
        standard_l: The same in standard litres; None where no temperature is known.
        sd_l: Standard deviation of it by the gauge alone: heights and temperatures.
    """

    tank: TankId
    started_at: datetime
    ended_at: datetime
    settled_at: datetime
    before_l: float
    after_l: float
    before_temp_c: float | None
    after_temp_c: float | None
    sold_l: float
    observed_l: float
    standard_l: float | None
    sd_l: float


def drop_part(
    watched: WatchedTank, state: TankState, now: Measured, sold_l: float
) -> tuple[DropPart | None, FoundDelivery | None]:
    """The delivery that is under way after one more reading, and the one that has just settled."""
    if state.drop is None:
        return _started(watched, state, now, sold_l), None
    part = state.drop._replace(sold_l=state.drop.sold_l + sold_l)
    came_l = float(now.used_l - part.before_l + part.sold_l)
    if came_l > part.top_l + Z * noise_l(watched, state, now):
        return part._replace(top_l=came_l, top_s=now.at_s), None
    if now.at_s - part.top_s < SETTLE_S:
        return part, None
    return None, _settled(watched, state, part, now)


def short_delivery(
    found: FoundDelivery,
    paper: Waybill | Delivery,
    *,
    allowance_share: float = METER_SHARE,
    chart_share: float = CHART_SHARE,
) -> Condition:
    """What a delivery lacks against its paper; active where it is short by more than the allowance and than chance.

    Null: as much was dropped as the paper says. The difference is Gaussian with the variances of the gauge, the chart,
    the meters that sold meanwhile, and the depot's meter; sureness is the odds of a smaller shortfall under the null.

    Args:
        found: What the tank took.
        paper: Its waybill or delivery note.
        allowance_share: Share of the paper's volume that nobody disputes.
        chart_share: Standard deviation of the chart over the drop, as a share; ``learned`` factors make it smaller.
    """
    paper_l, found_l, is_standard = _comparable(found, paper)
    short_l = paper_l - found_l
    meter_share = METER_SHARE / math.sqrt(3.0)
    parts = (found.sd_l, chart_share * found_l, meter_share * found.sold_l, meter_share * paper_l)
    sd_l = math.hypot(*parts)
    limit_l = max(allowance_share * paper_l, Z95 * sd_l)
    evidence: dict[str, Any] = {
        "paper": paper.reference,
        "paper_l": paper_l,
        "found_l": round(found_l, 1),
        "sold_meanwhile_l": round(found.sold_l, 1),
        "sd_l": round(sd_l, 1),
        "is_standard": is_standard,
        "from": found.started_at.isoformat(),
        "to": found.settled_at.isoformat(),
    }
    return Condition(
        rule="short_delivery",
        subject=found.tank,
        at=found.settled_at,
        is_active=short_l > limit_l,
        value=short_l,
        limit=limit_l,
        unit="L",
        litres=short_l,
        sureness=NormalDist().cdf(short_l / sd_l) if sd_l > 0 else None,
        evidence=evidence,
    )


Z95: Final = 1.6449
"""Standard normal quantile of 0.95: one drop in twenty that was whole is further out, by chance, on this side."""


def _comparable(found: FoundDelivery, paper: Waybill | Delivery) -> tuple[float, float, bool]:
    """Paper and tank in one kind of litres: standard where both can be, else observed."""
    if found.standard_l is not None:
        try:
            return standard_quantity(paper.quantity), found.standard_l, True
        except BalanceNotPossible:
            pass
    stated = paper.quantity.observed
    return (stated if stated is not None else paper.quantity.standard or 0.0), found.observed_l, False


def _started(watched: WatchedTank, state: TankState, now: Measured, sold_l: float) -> DropPart | None:
    part = state.loss
    if part is None or state.last is None:
        return None
    came_l = now.used_l - part.anchor_l + part.sold_l + sold_l
    if came_l <= watched.limits.smallest_drop_l or came_l <= Z * noise_l(watched, state, now):
        return None
    return DropPart(
        started_s=part.calm_s,
        before_l=part.anchor_l,
        before_observed_l=part.anchor_observed_l,
        before_m=state.last.level_m,
        before_temp_c=state.last.temp_c,
        sold_l=part.sold_l + sold_l,
        top_l=came_l,
        top_s=now.at_s,
    )


def _settled(watched: WatchedTank, state: TankState, part: DropPart, now: Measured) -> FoundDelivery | None:
    came_l = float(delivered(part.before_l, now.used_l, part.sold_l))
    if came_l < watched.limits.smallest_drop_l:
        return None
    factor = watched.factor(now.temp_c) or 1.0
    observed_l = float(delivered(part.before_observed_l, now.observed_l, part.sold_l / factor))
    return FoundDelivery(
        tank=watched.tank.id,
        started_at=instant(part.started_s),
        ended_at=instant(part.top_s),
        settled_at=instant(now.at_s),
        before_l=part.before_observed_l,
        after_l=now.observed_l,
        before_temp_c=part.before_temp_c,
        after_temp_c=now.temp_c,
        sold_l=part.sold_l,
        observed_l=observed_l,
        standard_l=None if now.standard_l is None else came_l,
        sd_l=noise_l(watched, state, now),
    )
