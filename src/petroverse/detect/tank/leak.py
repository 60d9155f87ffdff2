"""The leak test: PASS, FAIL or INCONCLUSIVE, with the rate, the threshold and the least leak that it would have found.

    null        the tank loses nothing that the model of ``learned`` does not explain: rate = 0
    statistic   rate / se, Student's t with (quiet spans − 1) degrees of freedom, for its variance is estimated
    threshold   t(p) × se          a tight tank is beyond it with the chance 2 × (1 − p)
    MDL         2 × t(p) × se      a leak so large is found with the chance p; the threshold is half of it

p is 0.995 where the MDL then stays within the standard (1 % false alarms, 99.5 % found), else 0.985 (3 %, 98.5 %).

    PASS          |rate| < threshold and MDL ≤ 0.2 gal/h
    FAIL          |rate| ≥ threshold and MDL ≤ 0.2 gal/h
    INCONCLUSIVE  MDL > 0.2 gal/h: neither answer would be worth its name

Source of the standard: US 40 CFR 280.40(a)(3) and 280.43: 0.2 US gallons an hour found with a probability of 0.95,
false alarms at most 0.05; form of the test: US EPA/530/UST-90/007 (statistical inventory reconciliation).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from petroverse.core.conditions import Condition
from petroverse.detect.tank.gaussian import t_quantile
from petroverse.detect.tank.history import History
from petroverse.detect.tank.learned import LEAK, Learned, TooLittleSeen, learn
from petroverse.detect.tank.limits import instant

__all__ = [
    "GALLON_L",
    "STANDARD_GAL_H",
    "LeakTest",
    "ReasonCode",
    "Verdict",
    "leak_condition",
    "leak_test",
    "leak_test_of",
]

Verdict = Literal["PASS", "FAIL", "INCONCLUSIVE"]

GALLON_L: Final = 3.785411784
"""One US gallon."""

STANDARD_GAL_H: Final = 0.2
"""The leak that must be found. Source: US 40 CFR 280.43."""

LEVELS: Final = (0.995, 0.985)
"""One-sided quantiles, the stricter first. The law lets 5 % of tight tanks fail; 3 % leave room for the unknown."""

BREATHING_L_H: Final = 0.02
BREATHING_SD_L_H: Final = 0.02
"""Vapour that an underground tank of gasoline breathes out, which nothing parts from a leak: some 10 to 20 L a month,
taken off the rate and its doubt added. Order of magnitude of US EPA AP-42 section 5.2.2.3 (underground tank breathing
and emptying, 120 mg/L of throughput: about 15 L of liquid in 100,000 L)."""

DAY_S: Final = 86400.0

LEAST_SPANS: Final = 10
LEAST_DAYS: Final = 20.0
"""A test of a month may lack some days, not a third of them."""

ReasonCode = Literal["", "no_meters", "no_temperature", "not_over", "few_days", "few_spans", "too_coarse"]
"""Why a verdict is inconclusive: nothing counts sales, or tells temperature; the month goes on; too few days, or quiet
spans, were seen; the readings scatter too much for the least leak that has to be found."""


@dataclass(frozen=True, slots=True)
class LeakTest:
    """What the leak test says of one tank system.

    Attributes:
        verdict: PASS, FAIL or INCONCLUSIVE.
        rate_l_h: Litres lost an hour; negative where litres come in (water, or a meter that counts too much); NaN, as
            are its error and the threshold, where nothing could be learned.
        se_l_h: Its standard error.
        threshold_l_h: Beyond it the tank is held to leak.
        mdl_l_h: The least leak that would have been found; infinite where none would.
        found_share: With which probability that leak would have been found.
        false_alarm_share: With which probability a tight tank is beyond the threshold.
        spans: Quiet spans that it rests on.
        quiet_h: Hours in them.
        days: On how many there was a reading.
        reason: Why it is inconclusive; empty where it is not.
        reason_code: The same for programs.
    """

    verdict: Verdict
    rate_l_h: float
    se_l_h: float
    threshold_l_h: float
    mdl_l_h: float
    found_share: float
    false_alarm_share: float
    spans: int
    quiet_h: float
    days: float
    reason: str = ""
    reason_code: ReasonCode = ""

    @property
    def rate_gal_h(self) -> float:
        """The rate in US gallons an hour."""
        return self.rate_l_h / GALLON_L

    @property
    def threshold_gal_h(self) -> float:
        """The threshold in US gallons an hour."""
        return self.threshold_l_h / GALLON_L

    @property
    def mdl_gal_h(self) -> float:
        """The least leak that would have been found, US gallons an hour."""
        return self.mdl_l_h / GALLON_L


def leak_test(history: History) -> LeakTest:
    """Tests one tank system; too little to learn from is INCONCLUSIVE, never an error."""
    try:
        return leak_test_of(learn(history))
    except TooLittleSeen as fault:
        nan, days = float("nan"), _days(history)
        return LeakTest("INCONCLUSIVE", nan, nan, nan, float("inf"), 0.0, 0.0, 0, 0.0, days, fault.what, "few_spans")


def leak_test_of(learned: Learned) -> LeakTest:
    """Tests one tank system whose model is fitted."""
    spans, days = learned.spans, _days(learned.history)
    rows = learned.rows
    breathing = sum(each.is_volatile for each in learned.history.tanks)
    rate = float(learned.fit.mean[LEAK]) - breathing * BREATHING_L_H
    se = float(learned.fit.covariance[LEAK, LEAK] + (breathing * BREATHING_SD_L_H) ** 2) ** 0.5
    standard_l_h = STANDARD_GAL_H * GALLON_L
    freedom = max(spans - 1, 2)
    level = next((each for each in LEVELS if 2.0 * t_quantile(each, freedom) * se <= standard_l_h), LEVELS[-1])
    threshold = t_quantile(level, freedom) * se
    code, reason = _reason(spans, days, 2.0 * threshold)
    beyond: Verdict = "FAIL" if abs(rate) >= threshold else "PASS"
    return LeakTest(
        verdict="INCONCLUSIVE" if reason else beyond,
        rate_l_h=rate,
        se_l_h=se,
        threshold_l_h=threshold,
        mdl_l_h=2.0 * threshold,
        found_share=level,
        false_alarm_share=2.0 * (1.0 - level),
        spans=spans,
        quiet_h=float(rows.hours[rows.is_quiet & learned.is_used].sum()),
        days=days,
        reason=reason,
        reason_code=code,
    )


def leak_condition(test: LeakTest, subject: str, at_s: float) -> Condition:
    """The verdict as a condition, active where it is FAIL; an inconclusive test raises nothing and says its MDL."""
    return Condition(
        rule="slow_loss",
        subject=subject,
        at=instant(at_s),
        is_active=test.verdict == "FAIL",
        value=_finite(test.rate_l_h),
        limit=_finite(test.threshold_l_h),
        unit="L/h",
        litres=_finite(test.rate_l_h * 24.0 * test.days),
        sureness=1.0 - test.false_alarm_share,
        evidence={
            "verdict": test.verdict,
            "rate_gal_h": _finite(test.rate_gal_h),
            "threshold_gal_h": _finite(test.threshold_gal_h),
            "mdl_gal_h": _finite(test.mdl_gal_h),
            "quiet_spans": test.spans,
            "quiet_h": test.quiet_h,
            "days": test.days,
            "reason": test.reason,
        },
    )


def _reason(spans: int, days: float, mdl_l_h: float) -> tuple[ReasonCode, str]:
    if days < LEAST_DAYS:
        return "few_days", f"{days:.0f} days, {LEAST_DAYS:.0f} are needed"
    if spans < LEAST_SPANS:
        return "few_spans", f"{spans} quiet spans, {LEAST_SPANS} are needed"
    if mdl_l_h > STANDARD_GAL_H * GALLON_L:
        return "too_coarse", f"the least leak it would find is {mdl_l_h / GALLON_L:.2f} gal/h, above {STANDARD_GAL_H}"
    return "", ""


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _days(history: History) -> float:
    return float(np.unique(history.at_s // DAY_S).size)
