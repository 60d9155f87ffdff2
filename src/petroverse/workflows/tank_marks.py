"""What stands on a tank's line besides its points: deliveries, its alarms, and what meters leave open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

import numpy as np

from petroverse.core.readings import Drop, MeterReading
from petroverse.core.roles import UnitOfWork
from petroverse.database import alarm_happenings, meters_of_tank, read_drops, sampled_meters

__all__ = ["deliveries_of", "happenings_of", "variance_of"]

_LONGEST: Final = timedelta(days=93)
"""Totals of meters over a longer span are too many to be gone through while somebody waits."""

Points = Sequence[Mapping[str, Any]]


def deliveries_of(unit: UnitOfWork, tank: str, since: datetime, until: datetime) -> list[Drop]:
    """Deliveries into a tank within a span, in order; one that the gauge and the watch both tell of stands once."""
    found: list[Drop] = []
    for each in read_drops(unit, [tank], since, until):
        if found and each.started_at <= found[-1].ended_at:
            first = found.pop()
            ends, after_l = max((first.ended_at, first.after_l), (each.ended_at, each.after_l))
            found.append(Drop(first.tank, first.started_at, ends, first.before_l, after_l))
        else:
            found.append(each)
    return found


def happenings_of(unit: UnitOfWork, tank: str, since: datetime, until: datetime) -> list[dict[str, Any]]:
    """When alarms of a tank began and ended within a span, in order."""
    return [asdict(each) for each in alarm_happenings(unit, tank, since, until)]


def variance_of(
    unit: UnitOfWork, tank: str, points: Points, drops: Sequence[Drop], until: datetime
) -> list[float | None]:
    """What the tank holds beyond what its meters and deliveries leave, since the first point, litres.

    variance = volume - (volume at first - sold + delivered), the book of API RP 1621 carried on from point to point;
    what a delivery brought is taken as the level tells it, so that it leaves none of its own.

    Args:
        unit: The transaction to read in.
        tank: The tank.
        points: In order; of a bucket the last volume counts, at its end.
        drops: Deliveries, in order.
        until: The end of the last point's bucket.

    Returns:
        One for each point; None where there is no volume, while product comes in, and throughout where no meter draws
        from the tank or the span is longer than three months.
    """
    nothing: list[float | None] = [None] * len(points)
    meters = meters_of_tank(unit, tank)
    if not meters or len(points) < 2 or until - points[0]["at"] > _LONGEST:
        return nothing
    starts = [each["at"].timestamp() for each in points]
    is_bucket = any(each["readings"] > 1 for each in points)
    at_s = np.array([*starts[1:], until.timestamp()] if is_bucket else starts)
    volume = np.array([_litres(each) for each in points])
    width = (until - points[0]["at"]) / len(points)
    part = width / 4 if is_bucket else timedelta(seconds=1)
    sold = _sold(sampled_meters(unit, meters, points[0]["at"] - width, until + width, part), at_s)
    is_known = np.isfinite(volume) & np.isfinite(sold)
    if not is_known.any():
        return nothing
    came = np.zeros_like(at_s)
    for each in drops:
        start, end = each.started_at.timestamp(), each.ended_at.timestamp()
        meanwhile = np.interp([start, end], at_s, np.nan_to_num(sold))
        came[at_s >= end] += each.after_l - each.before_l + float(meanwhile[1] - meanwhile[0])
        is_known &= ~((at_s > start) & (at_s < end))
    if not is_known.any():
        return nothing
    open_l = volume + sold - came
    first = float(open_l[is_known][0])
    return [round(float(value) - first, 3) if is_so else None for value, is_so in zip(open_l, is_known, strict=True)]


def _litres(point: Mapping[str, Any]) -> float:
    volume = point.get("volume_last_l") if point["good"] else None
    return float("nan") if volume is None else float(volume)


def _sold(totals: Sequence[MeterReading], at_s: np.ndarray[Any, np.dtype[np.float64]]) -> Any:  # noqa: ANN401 - litres at each instant
    """What all meters together had counted by each instant, litres; NaN where one of them had not told yet."""
    sold = np.zeros_like(at_s)
    for _, told in groupby(totals, key=lambda each: each.meter):
        rows = list(told)
        steps = np.diff([each.total_l for each in rows], prepend=rows[0].total_l)
        counted = np.cumsum(np.where(steps < 0, [each.total_l for each in rows], steps))
        sold = sold + np.interp(at_s, [each.at.timestamp() for each in rows], counted, left=np.nan, right=np.nan)
    return sold if totals else np.full_like(at_s, np.nan)
