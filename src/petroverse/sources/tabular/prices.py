"""Prices that a person should look at: outside what the country has ever paid, or two for the same thing."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petroverse.core.facts import Finding
from petroverse.sources.tabular.cells import true_rows
from petroverse.sources.tabular.findings import finding
from petroverse.sources.tabular.frame import Frame
from petroverse.sources.tabular.row_codes import clashing, row_codes

__all__ = ["check_prices"]

_SAME_THING = ("kind", "day", "product", "grade", "company", "unit")


def check_prices(frame: Frame) -> list[Finding]:
    """Marks implausible prices as suspect, and gives what a person should look at; nothing is changed."""
    if frame.mapping.dataset != "price":
        return []
    return [*_implausible(frame), *_two_for_one(frame)]


def _implausible(frame: Frame) -> list[Finding]:
    currency = f"{frame.pack.currency}/" if frame.pack else ""
    ranges = frame.pack.price_ranges if frame.pack else {}
    priced = frame.columns["grade"] if frame.columns["grade"].null_count < frame.size else frame.columns["product"]
    names = pc.coalesce(priced, frame.columns["product"])
    odd = np.zeros(frame.size, np.bool_)
    for name, (low, high) in ranges.items():
        price = frame.columns["price"]
        outside = true_rows(pc.or_(pc.less(price, low), pc.greater(price, high)))
        is_ours = true_rows(pc.starts_with(frame.columns["unit"], currency))
        odd |= outside & is_ours & true_rows(pc.equal(names, name))
    odd &= ~frame.blocked()
    if not odd.any():
        return []
    frame.columns["standing"] = pc.if_else(pa.array(odd), "suspect", frame.columns["standing"])
    expected = "a price within the country's plausible range; perhaps minor units"
    note = "kept as printed, left out of averages"
    return [finding(frame, "implausible_price", "look", "price", odd, expected=expected, note=note)]


def _two_for_one(frame: Frame) -> list[Finding]:
    codes = row_codes(frame, _SAME_THING)
    twice = clashing(codes, row_codes(frame, (*_SAME_THING, "price")), ~frame.blocked())
    if not twice.any():
        return []
    note = "both are kept; one of them is wrong"
    return [finding(frame, "duplicate_company_two_prices", "look", "price", twice, expected="one price", note=note)]
