"""Conditions: what watching a tank or a meter finds, before anybody decides whether it is an alarm or a notice.

``detect`` finds conditions, ``alarms`` keeps what people did about them, ``watch`` joins the two. A condition is told
when it begins, when its figures change enough to matter, and when it ends; it is known by its rule and its subject.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal, get_args

__all__ = ["RULES", "Condition", "RuleName"]

RuleName = Literal[
    "high",
    "overfill",
    "low",
    "run_out",
    "water",
    "temperature",
    "stuck",
    "silent",
    "sudden_loss",
    "slow_loss",
    "short_delivery",
    "meter_drift",
    "chart_error",
    "reconciliation",
]
"""Near full; above the safe fill; near the dead stock; empty before a truck can come; water at the bottom; product too
hot or cold; a gauge that repeats itself; one that says nothing; litres gone at once (theft, a broken line); litres that
go slowly (a leak); a drop below its waybill; a meter that gives more or less than it counts; a strapping table that the
litres contradict; a month beyond the law's allowance."""

RULES: Final[tuple[RuleName, ...]] = get_args(RuleName)


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is so, or is so no longer, of one tank, meter or site.

    Attributes:
        rule: Which rule found it.
        subject: The id of the tank, meter or place that it is about.
        at: From when on it is so, by the readings' own time; zoned.
        is_active: Whether it is so; False ends it.
        value: The figure that was held against the limit, in ``unit``.
        limit: The limit, in ``unit``.
        unit: Such as ``m``, ``L``, ``°C``, ``h``; empty where there is none.
        litres: How much product it is about, standard litres where temperature is known; None where it is about none.
        sureness: How sure it is, 0 to 1, as the rule's own test states it; None where the rule makes no such claim.
        evidence: What a person needs to check it, as JSON values: first and last instant, rows, the test's figures.
    """

    rule: RuleName
    subject: str
    at: datetime
    is_active: bool
    value: float | None = None
    limit: float | None = None
    unit: str = ""
    litres: float | None = None
    sureness: float | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)
