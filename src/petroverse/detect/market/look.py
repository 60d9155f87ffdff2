"""The whole look: every check of every source, what is worth telling by the budget, and what explains it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from petroverse.detect.market.asked import Columns, Run, asked
from petroverse.detect.market.budget import FAMILIES, Threshold, Verdicts, thresholds
from petroverse.detect.market.checks import check_of, price_checks, stage_check, volume_checks
from petroverse.detect.market.drill import explained
from petroverse.detect.market.finding import Evidence, Finding, Signal
from petroverse.detect.market.knowledge import Knowledge
from petroverse.detect.market.panel import Panel, month_after
from petroverse.detect.market.words import is_early_warning, reading_of
from petroverse.detect.market.worth import Worth, worth_of

__all__ = ["Look", "Looked", "is_told", "look"]

_SOURCES: Final = ("national", "regional", "omc", "bidec")
_COURSE: Final = ("level", "share", "mix")


@dataclass(frozen=True, slots=True)
class Look:
    """How to look.

    Attributes:
        months: How many of the newest months are judged, 1 to 60.
        budget: False findings that a month may bring, above 0.
        verdicts: Family of kinds (``FAMILIES``) → what people said of its findings.
        slack: Findings are given up to so many times their threshold, for lists that people's verdicts move later
            (``is_told``); 1 gives those alone that are worth telling now.
    """

    months: int = 12
    budget: float = 5.0
    verdicts: Mapping[str, Verdicts] = field(default_factory=dict)
    slack: float = 1.0


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look found.

    Attributes:
        findings: Those worth telling, the most worth first.
        signals: Every test that was taken.
        thresholds: Family → below which probability it was told, and why.
        tests_a_month: Family → how often it is tested in a month.
    """

    findings: tuple[Finding, ...]
    signals: tuple[Signal, ...]
    thresholds: Mapping[str, Threshold]
    tests_a_month: Mapping[str, float]


def is_told(finding: Finding, limits: Mapping[str, Threshold]) -> bool:
    """Whether a finding is worth telling under these thresholds."""
    return finding.signal.probability < _limit(finding.signal, limits)


def look(run: Run, knowledge: Knowledge, settings: Look | None = None) -> Looked:
    """Looks through a market.

    Args:
        run: Answers questions under somebody's grant; equal questions are asked once.
        knowledge: What the country tells.
        settings: How to look.

    Example:
        >>> look(lambda question: {each: [] for each in (*question["dimensions"], *question["measures"], "unit")},
        ...      Knowledge()).findings
        ()
    """
    how = settings or Look()
    once = _Once(run)
    signals = list(_signals(once, knowledge, how))
    tests = _tests(signals, how.months)
    limits = thresholds(tests, how.budget, how.verdicts)
    told = [each for each in signals if each.probability < how.slack * _limit(each, limits)]
    worth = worth_of(once)
    findings = [_finding(each, others, limits, knowledge, worth) for each, others in _merged(told)]
    findings = explained(findings, signals)
    return Looked(
        tuple(sorted(findings, key=lambda each: (-each.score, each.signal.key))), tuple(signals), limits, tests
    )


class _Once:
    """Asks each question once."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known: dict[str, Columns] = {}

    def __call__(self, question: Mapping[str, object]) -> Columns:
        key = repr(question)
        if key not in self._known:
            self._known[key] = self._run(question)
        return self._known[key]


def _signals(run: Run, knowledge: Knowledge, how: Look) -> Iterable[Signal]:
    def newest(panel: Panel) -> Sequence[str]:
        return panel.months[-how.months :]

    newest_month = ""
    for source in _SOURCES:
        for check in volume_checks(source, knowledge, newest):
            answers = [run(each) for each in check.questions]
            newest_month = max(newest_month, *(month for month in answers[0]["month"] if month), "")
            if answers[0]["month"]:
                yield from check.signals(answers)
    stages = stage_check(lambda columns: _last(columns["month"], how.months), knowledge)
    yield from stages.signals([run(each) for each in stages.questions])
    windows = run(asked("median_price", "window", "product", "unit", kind="ex_pump"))["window"]
    since = month_after(max(windows)[:7], 1 - how.months) if windows else ""
    for check in price_checks(since):
        yield from check.signals([run(each) for each in check.questions])


def _last(months: Sequence[str], count: int) -> Sequence[str]:
    return sorted({each for each in months if each})[-count:]


def _tests(signals: Sequence[Signal], months: int) -> dict[str, float]:
    """How often each family is tested in a month; those whose probabilities count their tests themselves: once."""
    counts = Counter(FAMILIES[each.kind][0] for each in signals if each.kind in FAMILIES)
    counted_already = ("copied_prices", "copied_month", "repeated_block", "last_digits")
    return {name: 1.0 if name in counted_already else count / months for name, count in counts.items()}


def _limit(signal: Signal, limits: Mapping[str, Threshold]) -> float:
    return limits[FAMILIES[signal.kind][0]].probability if signal.kind in FAMILIES else 1.0


def _merged(told: Iterable[Signal]) -> Iterable[tuple[Signal, list[Signal]]]:
    """One event, one finding: level, share and mix of a node and month are told by the most surprising of them."""
    events: dict[object, list[Signal]] = defaultdict(list)
    for each in told:
        events[(each.node, each.until) if each.kind in _COURSE else each.key].append(each)
    for together in events.values():
        first, *others = sorted(together, key=lambda each: each.probability)
        yield first, others


def _finding(
    signal: Signal, others: Sequence[Signal], limits: Mapping[str, Threshold], knowledge: Knowledge, worth: Worth
) -> Finding:
    reading = reading_of(signal, knowledge)
    plain = Finding(
        signal,
        Evidence(check_of(signal, knowledge).questions),
        threshold=_limit(signal, limits),
        is_early_warning=is_early_warning(signal, knowledge),
        also=tuple(each.kind for each in others),
        **reading._asdict(),
    )
    litres, unit, money, currency = worth(signal)
    return replace(plain, litres=litres, volume_unit=unit, money=money, currency=currency)
