"""A month of one tank system as a whole: its books, the law's monthly rule, the leak test, and where the litres went.

Each verdict is PASS, FAIL or INCONCLUSIVE with the reason. What the readings cannot tell is left out and said so:
without meters there is neither a book nor a test, without a density no standard litres, without temperatures no leak
test, for a tank that cools loses height as one that leaks does.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from petroverse.core.conditions import Condition
from petroverse.detect.tank.causes import (
    Cause,
    ChartError,
    MeterDrift,
    chart_condition,
    chart_errors,
    drift_condition,
    loss_split,
    meter_drifts,
)
from petroverse.detect.tank.drops import FoundDelivery
from petroverse.detect.tank.history import History, HistoryNotValid, Stock, stock_of
from petroverse.detect.tank.leak import LEAST_DAYS, LeakTest, ReasonCode, Verdict, leak_condition, leak_test_of
from petroverse.detect.tank.learned import TooLittleSeen, learn
from petroverse.detect.tank.limits import instant
from petroverse.detect.tank.wet_stock import NEAREST_S, WetStock, reconciliation_condition, wet_stock

__all__ = ["StockMonth", "conditions_of", "found_drops", "month_of", "untested"]

Floats = NDArray[np.float64]

METERS_EVERY_H: Final = 2.0
"""Quiet spans of each two hours tell the most of meters (see ``learn``)."""

LEAST_SIGMA_M: Final = 0.0005
"""No height is known to less than half a millimetre: waves, foam and temperature at the end of a drop."""

NO_METERS: Final = "no meter counts what is sold"
NO_TEMPERATURE: Final = "no temperature is measured: a tank that cools and one that leaks look alike"
NOT_OVER: Final = "the month is not over"


@dataclass(frozen=True, slots=True)
class StockMonth:
    """What a month of readings says of one tank system.

    Attributes:
        observed: The daily book in observed litres; None where there is none.
        standard: The same at 15 °C; None where the density or the temperature is not known, or there is no book.
        closing_l: Observed litres measured at each edge of the days that were asked for; NaN where nobody measured.
        rule: What the monthly rule says.
        rule_reason: Why it is inconclusive; empty where it is not.
        rule_code: The same for programs.
        leak: The leak test.
        causes: Where the litres went; empty where nothing could be learned.
        drifts: How each meter counts.
        charts: What each strapping table is wrong by.
        drops: Each delivery that the tank tells of, sale-adjusted.
    """

    observed: WetStock | None
    standard: WetStock | None
    closing_l: Floats
    rule: Verdict
    rule_reason: str
    rule_code: ReasonCode
    leak: LeakTest
    causes: tuple[Cause, ...] = ()
    drifts: tuple[MeterDrift, ...] = ()
    charts: tuple[ChartError, ...] = ()
    drops: tuple[FoundDelivery, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """FAIL where the leak test or the rule fails, PASS where both pass."""
        both = {self.rule, self.leak.verdict}
        return "FAIL" if "FAIL" in both else "PASS" if both == {"PASS"} else "INCONCLUSIVE"

    @property
    def book(self) -> WetStock | None:
        """The book that the rule was held against: in standard litres where there is one."""
        return self.standard or self.observed


def month_of(
    history: History, edges_s: ArrayLike, *, is_density_known: bool = True, is_over: bool = True
) -> StockMonth:
    """Everything that a month of readings says.

    Args:
        history: Readings from two hours before the first edge on; where the density is not known, with the usual one
            of the product, which the leak test takes and the book in standard litres does not.
        edges_s: Where each day begins and the last one ends, seconds since 1970, at least two.
        is_density_known: Whether somebody measured the product's density.
        is_over: Whether no reading of the month is still to come.
    """
    edges = np.asarray(edges_s, dtype=np.float64)
    plain = _observed(history)
    raw = stock_of(plain)
    closing = _closing(raw, edges)
    is_warm = bool(np.isfinite(history.temp_c).mean() > 0.5) if history.temp_c.size else False
    if not history.total_l.shape[1]:
        return StockMonth(
            None, None, closing, "INCONCLUSIVE", NO_METERS, "no_meters", untested(history, NO_METERS, "no_meters")
        )
    known = np.flatnonzero(np.isfinite(closing))
    edges = edges[known[0] :] if known.size else edges[:0]
    observed = wet_stock(plain, edges) if edges.size > 1 else None
    standard = None
    if observed and is_warm and is_density_known:
        with suppress(HistoryNotValid):  # the first day began without a temperature: then the book is an observed one
            standard = wet_stock(history, edges)
    rule, reason, code = _ruled(standard or observed, is_over=is_over)
    test = untested(history, NO_TEMPERATURE, "no_temperature")
    drops = found_drops(history, is_warm=is_warm and is_density_known)
    found = StockMonth(observed, standard, closing, rule, reason, code, test, drops=drops)
    return _learned(found, _since(history, edges[0]) if edges.size else history) if is_warm else found


def untested(history: History, reason: str, code: ReasonCode) -> LeakTest:
    """A leak test that could not be made."""
    nan, days = float("nan"), np.unique(history.at_s // 86400.0).size
    return LeakTest("INCONCLUSIVE", nan, nan, nan, float("inf"), 0.0, 0.0, 0, 0.0, float(days), reason, code)


def conditions_of(month: StockMonth, history: History, subject: str, at_s: float) -> tuple[Condition, ...]:
    """What the month found, so or so no longer; what it could not tell leaves things as they are.

    Args:
        month: As ``month_of`` gave it.
        history: Of what.
        subject: The tank that stands for the system.
        at_s: The end of the month, seconds since 1970.
    """
    found = [leak_condition(month.leak, subject, at_s)] if month.leak.verdict != "INCONCLUSIVE" else []
    if month.book is not None and month.rule != "INCONCLUSIVE":
        found.append(reconciliation_condition(month.book, subject))
    found += [drift_condition(each, at_s) for each in month.drifts if each.is_known]
    capacity = {each.tank.id: each.tank.capacity_l for each in history.tanks}
    found += [chart_condition(each, capacity[each.tank], at_s) for each in month.charts]
    return tuple(found)


def _since(history: History, at_s: float) -> History:
    """The readings from an instant on."""
    rows = history.at_s >= at_s
    columns = {name: getattr(history, name)[rows] for name in ("at_s", "level_m", "temp_c", "total_l")}
    return replace(history, **columns)


def _learned(found: StockMonth, history: History) -> StockMonth:
    try:
        learned = learn(history)
    except TooLittleSeen as fault:
        return replace(found, leak=untested(history, fault.what, "few_spans"))
    finer = learned
    with suppress(TooLittleSeen):
        finer = learn(history, every_h=METERS_EVERY_H)
    is_moved = bool((~learned.rows.is_quiet).any())
    return replace(
        found,
        leak=leak_test_of(learned),
        causes=loss_split(learned),
        drifts=meter_drifts(finer),
        charts=chart_errors(learned) if is_moved else (),
    )


def _ruled(book: WetStock | None, *, is_over: bool) -> tuple[Verdict, str, ReasonCode]:
    if book is None:
        return "INCONCLUSIVE", "no day began with a measured stock", "few_days"
    if not is_over:
        return "INCONCLUSIVE", NOT_OVER, "not_over"
    measured = int(np.isfinite(book.days.variance).sum())
    if measured < LEAST_DAYS:
        return "INCONCLUSIVE", f"{measured} days were measured, {LEAST_DAYS:.0f} are needed", "few_days"
    return ("FAIL" if bool(book.month.is_suspect[0]) else "PASS"), "", ""


def _closing(stock: Stock, edges: Floats) -> Floats:
    if not stock.at_s.size:
        return np.full(edges.size, np.nan)
    last = np.searchsorted(stock.at_s, edges, side="right") - 1
    is_near = (last >= 0) & (edges - stock.at_s[np.maximum(last, 0)] <= NEAREST_S)
    return np.where(is_near, stock.standard_l[last], np.nan)


def found_drops(history: History, *, is_warm: bool) -> tuple[FoundDelivery, ...]:
    """Each delivery that a stretch of readings tells of, sale-adjusted.

    Args:
        history: Of one tank system; of manifolded tanks the one that rose the most took it.
        is_warm: Whether its litres can be brought to 15 °C.
    """
    raw = stock_of(_observed(history))
    warm = stock_of(history) if is_warm else None
    return tuple(_found(history, raw, warm, (begin, end, litres)) for begin, end, litres in raw.drops)


def _found(history: History, raw: Stock, warm: Stock | None, drop: tuple[int, int, float]) -> FoundDelivery:
    begin, end, observed_l = drop
    same = [each for each in (warm.drops if warm else ()) if abs(warm.at_s[each[1]] - raw.at_s[end]) <= NEAREST_S]  # type: ignore[union-attr]  # drops are of a warm one
    counted = warm.sold_l[[same[0][0], same[0][1]]] if warm and same else raw.sold_l[[begin, end]]
    sigma_m = max(each.noise.resolution_m / 12.0**0.5 for each in history.tanks)
    temps = history.temp_c[np.searchsorted(history.at_s, raw.at_s[[begin, end]]), 0]
    before_c, after_c = (None if np.isnan(each) else float(each) for each in temps)
    return FoundDelivery(
        tank=history.tanks[int(np.argmax(raw.level_m[end] - raw.level_m[begin]))].tank.id,
        started_at=instant(float(raw.at_s[begin])),
        ended_at=instant(float(raw.at_s[end])),
        settled_at=instant(float(raw.at_s[end])),
        before_l=float(raw.standard_l[begin]),
        after_l=float(raw.standard_l[end]),
        before_temp_c=before_c,
        after_temp_c=after_c,
        sold_l=float(counted[1].sum() - counted[0].sum()),
        observed_l=observed_l,
        standard_l=same[0][2] if same else None,
        sd_l=float(np.hypot(raw.area_l_m[begin], raw.area_l_m[end])) * max(sigma_m, LEAST_SIGMA_M),
    )


def _observed(history: History) -> History:
    """The same with litres as they stood in the tank; papers speak of litres at 15 °C, and fall away."""
    return replace(history, tanks=tuple(replace(each, factors=None) for each in history.tanks), papers=None)
