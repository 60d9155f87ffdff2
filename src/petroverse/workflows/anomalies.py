"""Anomalies as a reader sees them: only those whose every row the reader may read, and what people say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, get_args

from petroverse.core.errors import InputRefused, NotFound
from petroverse.core.grants import Grant
from petroverse.core.rights import Right
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    FindingVerdict,
    StoredMarketFinding,
    Verdict,
    judge_market_finding,
    list_market_findings,
    market_look,
    market_verdicts,
)
from petroverse.detect.market import (
    FAMILIES,
    Finding,
    Kind,
    Threshold,
    Verdicts,
    finding_from_json,
    is_told,
    recomputed,
    sentence,
    thresholds,
)
from petroverse.metrics import query_from_json
from petroverse.workflows.anomalies_found import market_reading
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = ["AnomaliesAsked", "AnomalyNotJudged", "anomalies_page", "judge_anomaly", "one_anomaly"]

_STATES: Final = ("open", "confirmed", "dismissed", "snoozed")
_CERTAIN: Final = "certain"
"""The family of kinds that need no threshold: they are so, or are not."""


class AnomalyNotJudged(InputRefused):
    """A verdict, or a state asked for, that there is not; or one that lacks its reason or its day."""


@dataclass(frozen=True, slots=True)
class AnomaliesAsked:
    """Which anomalies.

    Attributes:
        state: ``open``, ``confirmed``, ``dismissed``, ``snoozed``; empty for all.
        kind: Of this kind alone; empty for all.
        since: That reach this month or a later one; empty for all.
        warnings_only: Only early warnings of smuggling.
        limit: At most so many.
    """

    state: str = "open"
    kind: str = ""
    since: str = ""
    warnings_only: bool = False
    limit: int = 50


@dataclass(frozen=True, slots=True)
class _Kept:
    stored: StoredMarketFinding
    finding: Finding
    said: FindingVerdict | None
    state: str


def anomalies_page(stores: Stores, reader: Reader, asked: AnomaliesAsked, *, budget: float) -> dict[str, Any]:
    """``anomalies``, the most worth a person's time first; ``total``, ``thresholds``, ``looked_at``, ``is_simulated``.

    Args:
        stores: Where.
        reader: Who asks.
        asked: Which.
        budget: False findings that a month may bring.

    Raises:
        RightMissing: The reader may not read.
        AnomalyNotJudged: There is no such state or kind.
    """
    _known(asked.state, ("", *_STATES), "state")
    _known(asked.kind, ("", *get_args(Kind)), "kind")
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.acts_in, reader.person) as unit:
        kept = _kept(unit, grant, stores.clock.now())
        limits = _limits(stores, reader, grant, market_verdicts(unit), budget)
    shown = [each for each in kept if _is_asked(each, asked, limits)]
    shown.sort(key=lambda each: (-each.finding.score, each.stored.id))
    looks = [look.looked_at for look in _looks(stores, reader, grant)]
    return {
        "anomalies": [_told(each, limits) for each in shown[: asked.limit]],
        "total": len(shown),
        "thresholds": {name: asdict(each) for name, each in limits.items()},
        "looked_at": max(looks, default=None),
        "is_simulated": grant.is_simulated,
    }


def one_anomaly(stores: Stores, reader: Reader, anomaly: str, *, budget: float) -> dict[str, Any]:
    """One anomaly with its evidence, re-computed now: ``holds`` says whether the rows still say so.

    Raises:
        NotFound: There is none that the reader may see.
    """
    grant = grant_of(stores, reader)
    kept, limits = _one(stores, reader, grant, anomaly, budget)
    run, knowledge = market_reading(stores, reader, kept.stored.organisation)
    again = recomputed(kept.finding.signal, kept.finding.evidence, run, knowledge)
    seen = {"seen": again.seen, "expected": again.expected, "probability": again.probability} if again else None
    return {**_told(kept, limits), "recomputed": seen, "holds": bool(again and again == kept.finding.signal)}


def judge_anomaly(
    stores: Stores, reader: Reader, anomaly: str, verdict: str, reason: str, *, until: datetime | None = None,
    budget: float,
) -> dict[str, Any]:  # fmt: skip
    """Says what a finding is; it holds for the reader's organisation, and moves the threshold of its kind.

    Args:
        stores: Where.
        reader: Who.
        anomaly: Which.
        verdict: ``confirmed``, ``dismissed``, ``snoozed`` or ``reopened``.
        reason: Why, for whoever reads it later.
        until: Until when it is snoozed.
        budget: As ``anomalies_page``.

    Raises:
        RightMissing: The reader may not.
        NotFound: There is none that the reader may see.
        AnomalyNotJudged: There is no such verdict, or it lacks its reason or its day.
    """
    grant = grant_of(stores, reader)
    reader.must_change(grant.acts_in, Right.CURATE)
    _known(verdict, get_args(Verdict), "verdict")
    if not reason.strip():
        raise AnomalyNotJudged("a verdict needs its reason", where="reason", fix="say in a sentence why")
    if (until is not None) != (verdict == "snoozed") or (until and until <= stores.clock.now()):
        fix = "give a time to come with snoozed, and with nothing else"
        raise AnomalyNotJudged("only what is snoozed has an end, and it lies ahead", where="until", fix=fix)
    kept, _ = _one(stores, reader, grant, anomaly, budget)
    family = FAMILIES.get(kept.finding.signal.kind, (_CERTAIN, 0.0))[0]
    word: Verdict = next(each for each in get_args(Verdict) if each == verdict)
    with stores.database.unit_of_work(grant.acts_in, reader.person) as unit:
        judge_market_finding(unit, FindingVerdict(anomaly, family, word, reason.strip(), until))
    kept, limits = _one(stores, reader, grant, anomaly, budget)
    return _told(kept, limits)


def _one(
    stores: Stores, reader: Reader, grant: Grant, anomaly: str, budget: float
) -> tuple[_Kept, Mapping[str, Threshold]]:
    with stores.database.reading(grant.acts_in, reader.person) as unit:
        kept = _kept(unit, grant, stores.clock.now(), anomaly)
        limits = _limits(stores, reader, grant, market_verdicts(unit), budget)
    if not kept:
        raise NotFound(f"no anomaly has the id {anomaly!r}", where="anomaly", fix="see the list of anomalies")
    return kept[0], limits


def _kept(unit: UnitOfWork, grant: Grant, now: datetime, anomaly: str = "") -> list[_Kept]:
    """What a person may see, each once: what own and published facts both tell is told by the own ones."""
    said = {each.finding: each for each in market_verdicts(unit)}
    found: dict[str, _Kept] = {}
    stored = list_market_findings(unit, grant.organisations, anomaly)
    for each in sorted(stored, key=lambda one: grant.organisations.index(one.organisation)):
        finding, verdict = finding_from_json(each.body), said.get(each.id)
        if each.id not in found and _may_see(grant, finding):
            found[each.id] = _Kept(each, finding, verdict, _state(verdict, now))
    return list(found.values())


def _may_see(grant: Grant, finding: Finding) -> bool:
    """Whether a person may read every row that a finding stands on: each limit of the person is one of its own."""
    questions = [query_from_json(each) for each in finding.evidence.questions]
    if grant.measures is not None and not all({*each.measures} <= grant.measures for each in questions):
        return False
    held = [{one.dimension: {*one.values} for one in each.filters if one.op == "in"} for each in questions]
    return all(name in own and own[name] <= {*allowed} for own in held for name, allowed in grant.row_rules.items())


def _state(said: FindingVerdict | None, now: datetime) -> str:
    if said is None or said.verdict == "reopened" or (said.until is not None and said.until <= now):
        return "open"
    return said.verdict


def _limits(
    stores: Stores, reader: Reader, grant: Grant, verdicts: Sequence[FindingVerdict], budget: float
) -> Mapping[str, Threshold]:
    """The thresholds in force for a reader: by the tests of the facts that are read, and the verdicts given here."""
    counted = Counter((each.family, each.verdict) for each in verdicts)
    said = {family: Verdicts(counted[family, "confirmed"], counted[family, "dismissed"]) for family, _ in counted}
    tests: Counter[str] = Counter()
    for look in _looks(stores, reader, grant):
        tests.update(look.tests)
    return thresholds(tests, budget, said)


def _looks(stores: Stores, reader: Reader, grant: Grant) -> list[Any]:
    found = []
    for owner in grant.organisations:
        if owner not in grant.shared:
            with stores.database.reading(owner, reader.person) as unit:
                found.append(market_look(unit))
    return [each for each in found if each]


def _is_asked(kept: _Kept, asked: AnomaliesAsked, limits: Mapping[str, Threshold]) -> bool:
    signal = kept.finding.signal
    return (
        (kept.said is not None or is_told(kept.finding, limits))
        and asked.state in ("", kept.state)
        and asked.kind in ("", signal.kind)
        and signal.until >= asked.since
        and (kept.finding.is_early_warning or not asked.warnings_only)
    )


def _known(word: str, words: Sequence[str], where: str) -> None:
    if word not in words:
        fix = f"one of {', '.join(each for each in words if each)}"
        raise AnomalyNotJudged(f"{word!r} is no {where} of anomalies", where=where, fix=fix)


def _told(kept: _Kept, limits: Mapping[str, Threshold]) -> dict[str, Any]:
    finding, signal = kept.finding, kept.finding.signal
    limit = limits.get(FAMILIES.get(signal.kind, (_CERTAIN, 0.0))[0])
    return {
        "id": kept.stored.id,
        "kind": signal.kind,
        "text": sentence(signal),
        "since": signal.since,
        "until": signal.until,
        **asdict(signal.node),
        "seen": signal.seen,
        "expected": signal.expected,
        "unit": signal.unit,
        "z": signal.z,
        "probability": signal.probability,
        "threshold": limit.probability if limit else 1.0,
        "threshold_why": limit.why if limit else "it is so, or is not: no threshold",
        "members": dict(signal.members),
        "score": round(finding.score, 3),
        "litres": finding.litres,
        "litres_unit": finding.volume_unit,
        "money": finding.money,
        "currency": finding.currency,
        "is_early_warning": finding.is_early_warning,
        "causes": list(finding.causes),
        "confirm": list(finding.confirm),
        "refute": list(finding.refute),
        "also": list(finding.also),
        "made_of": list(finding.made_of),
        "evidence": [dict(each) for each in finding.evidence.questions],
        "state": kept.state,
        "verdict": kept.said and asdict(kept.said),
        "found_at": kept.stored.found_at,
        "changed_at": kept.stored.changed_at,
        "organisation": kept.stored.organisation,
    }
