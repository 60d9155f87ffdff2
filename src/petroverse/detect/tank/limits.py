"""Rules that hold one figure against one limit: high, overfill, low, run-out, water, temperature.

A condition ends only when its figure is back by more than the deadband, which comes from the gauge's noise and never
from a percentage of the span: ``max(3 × sigma, 2 × resolution)`` (alarm practice after ISA-18.2; 3 sigma leaves 1 in
740 quiet readings beyond it, 2 steps of resolution leave none).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final, NamedTuple

from petroverse.core.conditions import Condition, RuleName
from petroverse.detect.tank.state import Measured, TankState
from petroverse.detect.tank.watched import WatchedTank

__all__ = ["Check", "checked", "deadband_m", "instant"]

WORTH_TELLING: Final = 10.0
"""A figure that is told again moved by ten deadbands: a truck dropping 15 L/s is told about twice a minute."""

RUN_OUT_BAND: Final = 0.05
"""The run-out rule ends at 5 % more than it needs: what it needs is itself known no better (a choice)."""


class Check(NamedTuple):
    """One figure against one limit; ``is_floor`` where it must not fall below it."""

    rule: RuleName
    value: float
    limit: float
    band: float
    unit: str
    is_floor: bool = False
    litres: float | None = None


def deadband_m(watched: WatchedTank, sigma_m: float) -> float:
    """How far a height must move before it means anything, metres."""
    return max(3.0 * sigma_m, 2.0 * watched.noise.resolution_m)


def checked(
    watched: WatchedTank, state: TankState, now: Measured, band_m: float
) -> tuple[Mapping[RuleName, float], list[Condition]]:
    """What the limits find in one reading: which conditions hold now, and those that began, moved or ended."""
    told, found = state.told, []
    for check in _checks(watched, state, now, band_m):
        before = told.get(check.rule)
        if before is None and not _is_beyond(check, 0.0):
            continue
        band = max(check.band, watched.limits.bands.get(check.rule, 0.0))
        is_active = _is_beyond(check, 0.0 if before is None else band)
        if before is not None and is_active and abs(check.value - before) < WORTH_TELLING * band:
            continue
        told = {name: value for name, value in told.items() if name != check.rule}
        if is_active:
            told[check.rule] = check.value
        found.append(_condition(watched, check._replace(band=band), now, is_active))
    return told, found


def instant(at_s: float) -> datetime:
    """Seconds since 1970 as a zoned instant."""
    return datetime.fromtimestamp(at_s, UTC)


def _checks(watched: WatchedTank, state: TankState, now: Measured, band_m: float) -> Iterator[Check]:
    """The figures that may be beyond their limits, or were: in quiet times none."""
    limits, volume_l, told = watched.limits, now.observed_l, state.told
    band_l = band_m * now.area_l_m
    if volume_l >= limits.high_l - band_l or "high" in told or "overfill" in told:
        yield Check("high", volume_l, limits.high_l, band_l, "L", litres=volume_l - limits.high_l)
        yield Check("overfill", volume_l, limits.overfill_l, band_l, "L", litres=volume_l - limits.overfill_l)
    usable_l = watched.tank.usable_l(volume_l)
    if volume_l <= limits.low_l or "low" in told:
        yield Check("low", volume_l, limits.low_l, band_l, "L", True, usable_l)
    need_l = state.demand.need_l if state.demand else None
    if need_l is not None and (usable_l <= need_l or "run_out" in told):
        yield Check("run_out", usable_l, need_l, max(band_l, RUN_OUT_BAND * need_l), "L", True, usable_l)
    if now.water_m is not None and (now.water_m >= limits.water_m or "water" in told):
        yield Check("water", now.water_m, limits.water_m, band_m, "m")
    if now.temp_c is not None and (not limits.coldest_c < now.temp_c < limits.hottest_c or "temperature" in told):
        yield _temperature(watched, now.temp_c)


def _temperature(watched: WatchedTank, temp_c: float) -> Check:
    limits, noise = watched.limits, watched.noise
    band_c = max(3.0 * noise.temp_sigma_c, 2.0 * noise.temp_resolution_c)
    is_cold = temp_c < (limits.coldest_c + limits.hottest_c) / 2
    limit_c = limits.coldest_c if is_cold else limits.hottest_c
    return Check("temperature", temp_c, limit_c, band_c, "°C", is_cold)


def _is_beyond(check: Check, band: float) -> bool:
    if check.is_floor:
        return check.value <= check.limit + band
    return check.value >= check.limit - band


def _condition(watched: WatchedTank, check: Check, now: Measured, is_active: bool) -> Condition:
    evidence = {
        "level_m": now.level_m,
        "observed_l": round(now.observed_l, 1),
        "temp_c": now.temp_c,
        "water_m": now.water_m,
        "deadband": check.band,
    }
    return Condition(
        rule=check.rule,
        subject=watched.tank.id,
        at=instant(now.at_s),
        is_active=is_active,
        value=check.value,
        limit=check.limit,
        unit=check.unit,
        litres=check.litres,
        evidence=evidence,
    )
