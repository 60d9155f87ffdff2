"""Papers of deliveries held against what tanks tell: which drop each belongs to, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from petroverse.core.conditions import Condition
from petroverse.core.errors import PetroVerseError
from petroverse.core.events import Quantity, Waybill
from petroverse.database import StoredWaybill
from petroverse.detect.tank import FoundDelivery, short_delivery
from petroverse.measurement.stock_book import standard_quantity

__all__ = ["NEAR", "drop_rows", "paired", "papers_of", "shortfalls"]

NEAR: Final = timedelta(hours=12)
"""A paper belongs to the drop that began nearest to it, within half a day."""


def papers_of(lines: Sequence[StoredWaybill]) -> tuple[tuple[float, float], ...] | None:
    """(seconds since 1970, litres at 15 °C) of each line whose litres can be brought there; None without any."""
    told = [(each.delivered_at.timestamp(), litres) for each in lines if (litres := _standard_l(each)) is not None]
    return tuple(told) or None


def paired(
    drops: Sequence[FoundDelivery], lines: Sequence[StoredWaybill]
) -> tuple[Mapping[int, list[StoredWaybill]], list[StoredWaybill]]:
    """Of each drop, by its number, the lines that belong to it; and the lines of which no tank tells."""
    found: dict[int, list[StoredWaybill]] = {}
    alone = []
    for line in lines:
        away = [abs(each.started_at - line.delivered_at) for each in drops]
        nearest = min(range(len(drops)), key=away.__getitem__, default=-1)
        if nearest >= 0 and away[nearest] <= NEAR:
            found.setdefault(nearest, []).append(line)
        else:
            alone.append(line)
    return found, alone


def shortfalls(drops: Sequence[FoundDelivery], lines: Sequence[StoredWaybill]) -> dict[int, Condition]:
    """What each drop that has papers lacks against them together; by the drop's number."""
    found, _ = paired(drops, lines)
    papers = {number: _together(own) for number, own in sorted(found.items())}
    return {number: short_delivery(drops[number], paper) for number, paper in papers.items() if paper}


def drop_rows(drops: Sequence[FoundDelivery], lines: Sequence[StoredWaybill]) -> list[dict[str, Any]]:
    """Every drop beside its papers, and every paper of which no tank tells, in order of time; JSON values."""
    found, alone = paired(drops, lines)
    lacking = shortfalls(drops, lines)
    rows = [_row(drop, found.get(number, []), lacking.get(number)) for number, drop in enumerate(drops)]
    rows += [_row(None, [each], None) for each in alone]
    return sorted(rows, key=lambda row: str(row["started_at"] or row["delivered_at"]))


def _row(drop: FoundDelivery | None, lines: Sequence[StoredWaybill], lack: Condition | None) -> dict[str, Any]:
    return {
        "started_at": drop and drop.started_at.isoformat(),
        "ended_at": drop and drop.ended_at.isoformat(),
        "observed_l": drop and round(drop.observed_l, 3),
        "standard_l": None if drop is None or drop.standard_l is None else round(drop.standard_l, 3),
        "sold_meanwhile_l": drop and round(drop.sold_l, 3),
        "waybills": [each.number for each in lines],
        "trucks": list(dict.fromkeys(each.truck for each in lines if each.truck)),
        "delivered_at": lines[0].delivered_at.isoformat() if lines else None,
        "paper_l": lack.evidence["paper_l"] if lack else _paper_l(lines),
        "is_standard": lack.evidence["is_standard"] if lack else None,
        "short_l": lack and lack.value,
        "limit_l": lack and lack.limit,
        "sd_l": lack.evidence["sd_l"] if lack else None,
        "is_short": lack.is_active if lack else None,
    }


def _paper_l(lines: Sequence[StoredWaybill]) -> float | None:
    told = [each.observed_l if (litres := _standard_l(each)) is None else litres for each in lines]
    return sum(each for each in told if each is not None) if lines else None


def _together(lines: Sequence[StoredWaybill]) -> Waybill | None:
    """Lines of one drop as one paper, for a truck may carry several; None where they count in different litres."""
    first, quantity = lines[0], _quantity(lines[0])
    if len(lines) > 1:
        standard, observed = _sum([_standard_l(each) for each in lines]), _sum([each.observed_l for each in lines])
        if standard is None and observed is None:
            return None
        quantity = Quantity(first.product, observed, standard)
    number = ", ".join(each.number for each in lines)
    return Waybill(number, first.delivered_at, quantity, first.place_from, first.place, "", first.truck)


def _sum(litres: Sequence[float | None]) -> float | None:
    return None if None in litres else sum(each or 0.0 for each in litres)


def _quantity(line: StoredWaybill) -> Quantity:
    return Quantity(line.product, line.observed_l, line.standard_l, line.temp_c, line.density15_kg_m3)


def _standard_l(line: StoredWaybill) -> float | None:
    try:
        return standard_quantity(_quantity(line))
    except PetroVerseError:
        return None
