"""Every region and product beside the market: half a year against the same one a year before, the farthest first."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from petroverse.detect.market import (
    SHIFT_MONTHS,
    Signal,
    groups_of,
    is_early_warning,
    panel_of,
    part_asked,
    shift_signals,
    volume_question,
)
from petroverse.workflows.anomalies_found import market_reading
from petroverse.workflows.stores import Reader, Stores

__all__ = ["region_signals"]

_SOURCE: Final = "regional"


def region_signals(stores: Stores, reader: Reader, until: str = "", months: int = SHIFT_MONTHS) -> list[dict[str, Any]]:
    """The ranking, under the reader's own grant: whoever sees some regions only has those alone beside each other.

    Args:
        stores: Where.
        reader: Who asks.
        until: The last month, such as ``2024-06``; empty for the newest one.
        months: How many months, 1 to 12.
    """
    run, knowledge = market_reading(stores, reader)
    panel = panel_of(_SOURCE, run(volume_question(_SOURCE, knowledge)), part_asked(_SOURCE, knowledge))
    last = until or max(panel.months, default="")
    found: list[Signal] = []
    for siblings in groups_of(panel, "share"):
        found += shift_signals(siblings, last, knowledge, months)
    found.sort(key=lambda each: (-abs(each.z), each.key))
    return [
        {
            "rank": rank,
            "region": each.node.region,
            "product": each.node.product,
            "z": each.z,
            "probability": each.probability,
            "since": each.since,
            "until": each.until,
            "seen": each.seen,
            "expected": each.expected,
            "unit": each.unit,
            "is_early_warning": is_early_warning(each, knowledge),
            "note": each.note,
            "members": asdict(each)["members"],
        }
        for rank, each in enumerate(found, start=1)
    ]
