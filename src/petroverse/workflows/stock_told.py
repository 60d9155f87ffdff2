"""What a month says of one tank system, as plain values for pages, files and people."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np

from petroverse.detect.tank import LeakTest, ReasonCode, StockMonth, WetStock

__all__ = ["ReasonCode", "told_month", "untold_month"]


def told_month(
    found: StockMonth, edges: Sequence[float], zone: ZoneInfo, span: tuple[datetime, datetime]
) -> dict[str, Any]:
    """What was found.

    Args:
        found: It.
        edges: Where each day begins and the last one ends, seconds since 1970.
        zone: Where these are midnights.
        span: From when until when the leak test took readings.
    """
    return {
        "verdict": found.verdict,
        "reasons": [each for each in dict.fromkeys((found.leak.reason, found.rule_reason)) if each],
        "reason_codes": [each for each in dict.fromkeys((found.leak.reason_code, found.rule_code)) if each],
        "rule": _rule(found),
        "leak": _leak(found.leak, span),
        "observed": _sums(found.observed),
        "standard": _sums(found.standard),
        "days": _day_rows(found, edges, zone),
        "causes": [
            {"causes": list(each.names), "litres": _number(each.litres), "sd_l": _number(each.sd_l)}
            for each in found.causes
        ],
        "meter_drifts": [
            {
                "meter": each.meter,
                "percent": _number(100.0 * each.share),
                "sd_percent": _number(100.0 * each.sd_share),
                "percent_against_others": _number(100.0 * each.against_others),
                "sd_percent_against_others": _number(100.0 * each.sd_against_others),
                "is_known": each.is_known,
                "together_with": list(each.together_with),
            }
            for each in found.drifts
        ],
        "chart_errors": [
            {
                "tank": str(each.tank),
                "level_m": [_number(one) for one in each.level_m],
                "error_l": [_number(one) for one in each.error_l],
                "sd_l": [_number(one) for one in each.sd_l],
            }
            for each in found.charts
        ],
    }


def untold_month(reason: str) -> dict[str, Any]:
    """The same where nothing could be found, and why."""
    empty = {"verdict": "INCONCLUSIVE", "reason": reason}
    lists = ("days", "causes", "meter_drifts", "chart_errors", "drops")
    return {
        "verdict": "INCONCLUSIVE",
        "reasons": [reason],
        "reason_codes": ["few_days"],
        "rule": {**empty, **dict.fromkeys(("variance_l", "limit_l", "flow_l", "measured_days", "is_standard"))},
        "leak": {**empty, **dict.fromkeys(_LEAK_FIGURES), "since": None, "until": None},
        "observed": None,
        "standard": None,
        **{name: [] for name in lists},
    }


def _rule(found: StockMonth) -> dict[str, Any]:
    book = found.book
    return {
        "verdict": found.rule,
        "reason": found.rule_reason,
        "variance_l": _number(book.month.variance_l[0]) if book else None,
        "limit_l": _number(book.month.limit_l[0]) if book else None,
        "flow_l": _number(book.days.issued.sum()) if book else None,
        "measured_days": int(np.isfinite(book.days.variance).sum()) if book else None,
        "is_standard": found.standard is not None if book else None,
    }


_LEAK_FIGURES: Final = (
    "rate_l_h", "se_l_h", "threshold_l_h", "mdl_l_h", "rate_gal_h", "threshold_gal_h", "mdl_gal_h", "found_share",
    "false_alarm_share", "spans", "quiet_h", "days",
)  # fmt: skip


def _leak(test: LeakTest, span: tuple[datetime, datetime]) -> dict[str, Any]:
    told = {name: _number(getattr(test, name)) for name in _LEAK_FIGURES}
    begin, end = (each.isoformat() for each in span)
    return {"verdict": test.verdict, "reason": test.reason, **told, "since": begin, "until": end}


def _sums(book: WetStock | None) -> dict[str, Any] | None:
    """The month's sums; None where there is no book."""
    if book is None:
        return None
    days = book.days
    return {
        "opening_l": _number(days.opening[0, 0]),
        "received_l": _number(days.received.sum()),
        "sold_l": _number(days.issued.sum()),
        "closing_l": _number(days.closing_measured[0, -1]),
        "variance_l": _number(book.month.variance_l[0]),
        "from_paper": book.from_paper,
    }


_FIGURES: Final = {
    "opening": "opening", "received": "received", "sold": "issued", "book": "closing_book",
    "closing": "closing_measured", "variance": "variance",
}  # fmt: skip


def _day_rows(found: StockMonth, edges: Sequence[float], zone: ZoneInfo) -> list[dict[str, Any]]:
    rows = [
        {"day": datetime.fromtimestamp(edge, zone).date().isoformat()} | _blank(closing)
        for edge, closing in zip(edges[:-1], found.closing_l[1:], strict=True)
    ]
    for kind, book in (("standard", found.standard), ("observed", found.observed)):
        if book is None:
            continue
        skipped = len(rows) - (book.edges_s.size - 1)
        cumulative = np.nancumsum(book.days.variance[0])
        for number, row in enumerate(rows[skipped:]):
            row |= {f"{name}_{kind}_l": _number(getattr(book.days, of)[0, number]) for name, of in _FIGURES.items()}
            row[f"cumulative_{kind}_l"] = _number(cumulative[number])
    return rows


def _blank(closing: float) -> dict[str, Any]:
    names = [f"{name}_{kind}_l" for kind in ("standard", "observed") for name in (*_FIGURES, "cumulative")]
    return {**dict.fromkeys(names), "closing_observed_l": _number(closing)}


def _number(value: float) -> float | None:
    number = float(value)
    return round(number, 6) if math.isfinite(number) else None
