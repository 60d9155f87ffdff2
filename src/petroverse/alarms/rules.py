"""Alarm rules: what a person must know and decide before a condition may call anybody.

A rule is first a draft, whose blanks may be filled in any order. ``enabled`` makes it one that calls people, and
refuses while anything is missing: ISA-18.2-2016 (IEC 62682), clause 9, asks that each alarm be rationalised, that is to
have a cause, a consequence, a response and the time there is for it, before it is built.

Example:
    >>> draft = AlarmRule(
    ...     "overfill", cause="a delivery above the safe fill", consequence="product in the ground", severity="severe",
    ...     response="shut the drop valve", time_available_s=300.0, limit=2.31, unit="m", deadband=0.004,
    ...     valid_states=("in_service", "receiving"))
    >>> draft.is_enabled, draft.priority
    (False, 'high')
    >>> enabled(draft, approver="k.mensah").is_enabled
    True
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any, Final, Literal, get_args

from petroverse.core.conditions import RULES, RuleName
from petroverse.core.errors import InputRefused

__all__ = [
    "GUARDED",
    "PRIORITIES",
    "AlarmRule",
    "LimitInNormalRange",
    "Priority",
    "RuleNotWhole",
    "Rulebook",
    "Severity",
    "TankState",
    "deadband_m",
    "enabled",
    "limit_before_trip",
    "rules_from_plain",
    "rules_to_plain",
]

Priority = Literal["low", "medium", "high"]
"""In which order alarms are to be answered; three are as many as people tell apart in a hurry (EEMUA 191)."""

PRIORITIES: Final[tuple[Priority, ...]] = get_args(Priority)

Severity = Literal["minor", "major", "severe"]
"""What comes of an alarm that nobody answers: a small loss of money; a large loss or an outage; harm to people or the
ground."""

TankState = Literal["in_service", "receiving", "out_of_service"]
"""What a tank is doing, as far as a rule's meaning depends on it: selling, taking a delivery, or laid up."""

TANK_STATES: Final[tuple[TankState, ...]] = get_args(TankState)

GUARDED: Final[frozenset[RuleName]] = frozenset({"overfill", "slow_loss", "sudden_loss"})
"""Rules of product that leaves its tank: no delay when they raise, and two people and an hour when they are shelved."""

_RESPOND_WITHIN_S: Final = (600.0, 3600.0)
"""Ten minutes and an hour: at once, soon, within the shift. ISA-18.2 asks for classes and leaves the figures to the
site; these are ours."""

_PRIORITY: Final[Mapping[Severity, tuple[Priority, Priority, Priority]]] = {
    "minor": ("medium", "low", "low"),
    "major": ("high", "medium", "low"),
    "severe": ("high", "high", "medium"),
}


class RuleNotWhole(InputRefused):
    """A rule that may not call people yet: a field is blank, or contradicts what the rule is for."""


class LimitInNormalRange(InputRefused):
    """A limit that everyday readings cross: it would call people for nothing."""


@dataclass(frozen=True, slots=True)
class AlarmRule:
    """What one kind of condition means to the people who answer it.

    Attributes:
        name: The condition that it is about.
        subject: The one tank, meter or place that it is for; empty for every one that has no rule of its own.
        cause: What brings it about.
        consequence: What comes of it when nobody answers.
        severity: How bad that is; None while undecided.
        response: What the person does.
        time_available_s: From the call to the consequence, seconds, above zero; None while undecided.
        limit: What the condition's figure is held against, in ``unit``; None while undecided.
        unit: Such as ``m``, ``L``, ``h``.
        deadband: How far the figure must come back before the condition ends, in ``unit``, 0 or more; None while
            undecided. Of a height take ``deadband_m``.
        delay_s: How long the condition must hold before it calls, seconds; 0 for each of ``GUARDED``.
        valid_states: In which states of a tank it means anything; elsewhere the condition is a notice.
        is_latched: Whether it stays after it has returned and been acknowledged, until somebody resets it.
        approver: Who agreed to it; empty while nobody did.
        is_enabled: Whether it calls people.

    Raises:
        RuleNotWhole: It is enabled and something is missing, or a figure cannot be.
    """

    name: RuleName
    subject: str = ""
    cause: str = ""
    consequence: str = ""
    severity: Severity | None = None
    response: str = ""
    time_available_s: float | None = None
    limit: float | None = None
    unit: str = ""
    deadband: float | None = None
    delay_s: float = 0.0
    valid_states: tuple[TankState, ...] = ()
    is_latched: bool = False
    approver: str = ""
    is_enabled: bool = False

    def __post_init__(self) -> None:
        if wrong := [field for field, is_right in _checks(self).items() if not is_right]:
            raise RuleNotWhole(f"the rule {self.name!r} has no possible {wrong[0]}", where=wrong[0], fix=_CURES)
        if self.is_enabled and self.missing:
            raise RuleNotWhole(
                f"the rule {self.name} of {self.subject or 'all'} says nothing of {', '.join(self.missing)}",
                where=self.missing[0],
                fix="fill it in, and have it approved, before it calls people",
            )

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that are blank and must not be when it is enabled."""
        return tuple(name for name in _NEEDED if getattr(self, name) in (None, "", ()))

    @property
    def priority(self) -> Priority:
        """From the consequence and the time there is; ``high`` while either is undecided, for then nothing is known."""
        if self.severity is None or self.time_available_s is None:
            return "high"
        return _PRIORITY[self.severity][sum(self.time_available_s > each for each in _RESPOND_WITHIN_S)]


_NEEDED: Final = (
    "cause", "consequence", "severity", "response", "time_available_s", "limit", "deadband", "valid_states", "approver",
)  # fmt: skip
_CURES: Final = "name a known rule and known states, give figures of 0 or more, and no delay for overfill or a loss"


def _checks(rule: AlarmRule) -> dict[str, bool]:
    return {
        "name": rule.name in RULES,
        "severity": rule.severity is None or rule.severity in _PRIORITY,
        "time_available_s": rule.time_available_s is None or 0 < rule.time_available_s < math.inf,
        "limit": rule.limit is None or math.isfinite(rule.limit),
        "deadband": rule.deadband is None or 0 <= rule.deadband < math.inf,
        "delay_s": 0 <= rule.delay_s < math.inf and not (rule.name in GUARDED and rule.delay_s),
        "valid_states": set(rule.valid_states) <= set(TANK_STATES),
    }


def enabled(draft: AlarmRule, approver: str) -> AlarmRule:
    """The rule as one that calls people.

    Args:
        draft: With everything decided.
        approver: Who agrees to it.

    Raises:
        RuleNotWhole: Something is still blank; says what.
    """
    return replace(draft, approver=approver, is_enabled=True)


@dataclass(frozen=True)
class Rulebook:
    """The rules of an organisation, one for each condition and subject.

    Attributes:
        rules: Drafts and enabled ones; one with a subject goes before the one for all.

    Raises:
        RuleNotWhole: Two are for the same condition and subject.
    """

    rules: tuple[AlarmRule, ...] = field(default=())

    def __post_init__(self) -> None:
        if len(self._by_key) != len(self.rules):
            raise RuleNotWhole("two rules are for the same condition and subject", where="rules", fix="keep one")

    def of(self, name: RuleName, subject: str, state: TankState = "in_service") -> AlarmRule | None:
        """The rule that makes an alarm of a condition; None where it is only a notice.

        Args:
            name: The condition's.
            subject: The tank, meter or place.
            state: What the tank is doing.
        """
        rule = self.written(name, subject)
        return rule if rule is not None and rule.is_enabled and state in rule.valid_states else None

    def written(self, name: RuleName, subject: str) -> AlarmRule | None:
        """The rule that is for a condition, enabled or a draft; None where there is none."""
        return self._by_key.get((name, subject)) or self._by_key.get((name, ""))

    @cached_property
    def _by_key(self) -> dict[tuple[RuleName, str], AlarmRule]:
        return {(each.name, each.subject): each for each in self.rules}


def deadband_m(noise_sigma_m: float, resolution_m: float) -> float:
    """How far a tank's height must come back before its condition ends, metres: the larger of 3 σ and 2 steps.

    A percentage of the span, which other plants use, would be centimetres in a tank; EEMUA 191 asks that a deadband
    follow from the noise of the measurement.

    Args:
        noise_sigma_m: Standard deviation of the gauge while the tank stands still, 0 or more.
        resolution_m: The smallest step that the gauge tells, 0 or more.

    Raises:
        RuleNotWhole: A figure is negative or none.

    Example:
        >>> round(deadband_m(0.0005, 0.001), 6)
        0.002
    """
    for name, value in (("noise_sigma_m", noise_sigma_m), ("resolution_m", resolution_m)):
        if not 0 <= value < math.inf:
            raise RuleNotWhole(f"{name} is {value}", where=name, fix="give metres, 0 or more")
    return max(3.0 * noise_sigma_m, 2.0 * resolution_m)


def limit_before_trip(trip_l: float, fill_l_s: float, respond_s: float, normal_highest_l: float) -> float:
    """Where to call, so that a person can still act before the tank trips, litres.

    Args:
        trip_l: Where something irreversible happens: the overfill valve shuts, the tank runs over.
        fill_l_s: The fastest filling, litres a second, 0 or more.
        respond_s: What the operator needs to decide and to get there, together, seconds, 0 or more.
        normal_highest_l: The highest volume of everyday work.

    Returns:
        trip_l - fill_l_s × respond_s (EEMUA 191, on the setting of alarms against time to respond).

    Raises:
        LimitInNormalRange: It would be at or below everyday volumes: the tank needs another protection than a person.

    Example:
        >>> limit_before_trip(trip_l=43_000.0, fill_l_s=15.0, respond_s=120.0, normal_highest_l=40_000.0)
        41200.0
    """
    limit_l = trip_l - fill_l_s * respond_s
    if not limit_l > normal_highest_l:
        raise LimitInNormalRange(
            f"the limit would be {limit_l:.0f} L, where everyday work reaches {normal_highest_l:.0f} L",
            where="limit",
            fix="fill slower or less, shorten the response, or protect the tank by a valve",
        )
    return limit_l


def rules_to_plain(book: Rulebook) -> list[dict[str, Any]]:
    """The rules as JSON values, in their order."""
    return [{**asdict(each), "valid_states": list(each.valid_states)} for each in book.rules]


def rules_from_plain(plain: list[dict[str, Any]]) -> Rulebook:
    """Reads what ``rules_to_plain`` wrote.

    Raises:
        RuleNotWhole: A key is unknown or missing, or a rule is none.
    """
    try:
        return Rulebook(tuple(AlarmRule(**{**each, "valid_states": tuple(each["valid_states"])}) for each in plain))
    except (KeyError, TypeError) as fault:
        raise RuleNotWhole(f"a rule has a missing or unknown key: {fault}", where="rules", fix="see alarms") from fault
