"""Who may stop lifting: the probability that a company lapses, or halves, within 3 and 6 months, and why.

    outlook = lapse_outlook(liftings(rows))
    outlook.risks[0].name, outlook.risks[0].probability, outlook.risks[0].reasons
    outlook.records[0].scores.auc                       how good such warnings were before

A **lapse** is three published months in a row without a lifting; only who lifted in one of the last three months can
lapse. A company **halves** when it lifts, over the next 3 or 6 months, a month at most half of its mean of the six
before. Warnings of the record were made month after month from what was known then; how is in ``lapse_model``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.forecast.lapse_features import features
from petroverse.forecast.lapse_liftings import Liftings, at_risk
from petroverse.forecast.lapse_model import EVENTS, Walk, walk
from petroverse.forecast.lapse_reasons import Reason, reasons
from petroverse.forecast.lapse_scores import Band, Scores, bands, scores

__all__ = ["WITHIN_MONTHS", "LapseOutlook", "LapseRecord", "LapseRisk", "lapse_outlook"]

WITHIN_MONTHS: Final = (3, 6)


@dataclass(frozen=True, slots=True)
class LapseRisk:
    """One warning.

    Attributes:
        name: Who.
        event: ``lapses`` or ``halves``.
        within_months: Counted in published months after the outlook's month.
        probability: From 0 to 1.
        base: The same for any name at risk: how often it happened in all that is known.
        reasons: The weightiest first.
    """

    name: str
    event: str
    within_months: int
    probability: float
    base: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LapseRecord:
    """What warnings of one kind were worth before.

    Attributes:
        event: ``lapses`` or ``halves``.
        within_months: Of the warnings.
        first: The first month at whose end such warnings were made for this record.
        last: The last whose outcome is known.
        cases: Warnings, loud and quiet.
        events: To how many it happened.
        scores: Of the warnings.
        rule: Of the recency rule.
        steady: Of telling everybody the rate of the past.
        lifting: Of the warnings to those only who lifted in that very month, which recency cannot tell apart.
        lifting_rule: Of the recency rule on the same.
        bands: What came of each loudness.
    """

    event: str
    within_months: int
    first: date
    last: date
    cases: int
    events: int
    scores: Scores
    rule: Scores
    steady: Scores
    lifting: Scores
    lifting_rule: Scores
    bands: tuple[Band, ...]

    def band_of(self, probability: float) -> Band:
        """What came of warnings as loud as this one."""
        return next(each for each in self.bands if probability <= each.high)


@dataclass(frozen=True, slots=True)
class LapseOutlook:
    """What may happen after a month.

    Attributes:
        month: The last month known.
        risks: Every name at risk, event and horizon; the likeliest to lapse within the longest horizon first.
        lapsed: Who has lapsed already, and the last month in which it lifted.
        records: One for each event and horizon.
    """

    month: date
    risks: tuple[LapseRisk, ...]
    lapsed: tuple[tuple[str, date], ...]
    records: tuple[LapseRecord, ...]


def lapse_outlook(lifted: Liftings, *, within: Sequence[int] = WITHIN_MONTHS, seed: int = 0) -> LapseOutlook:
    """Warns of lapses and halvings after the last month, with the record of such warnings.

    Args:
        lifted: What was lifted, as known then.
        within: Horizons in months, ascending.
        seed: Of the trees' draws; equal liftings and seeds give equal warnings.

    Raises:
        TooShortToWarn: The history is too short, or it happened too seldom.
    """
    month = len(lifted.months) - 1
    who = np.flatnonzero(at_risk(lifted.total, month))
    kinds = [(event, horizon) for event in EVENTS for horizon in within]
    walks = {kind: walk(lifted, *kind, seed=seed) for kind in kinds}
    risks = {kind: _risks(lifted, who, kind, walks[kind]) for kind in kinds}
    for near, far in pairwise(within):  # who lapses within 3 months lapses within 6
        risks["lapses", far] = [
            replace(each, probability=max(each.probability, before.probability))
            for each, before in zip(risks["lapses", far], risks["lapses", near], strict=True)
        ]
    order = np.argsort([-each.probability for each in risks["lapses", within[-1]]], kind="stable")
    told = tuple(risks[kind][at] for at in order for kind in kinds)
    records = tuple(_record(lifted, kind, walks[kind]) for kind in kinds)
    return LapseOutlook(lifted.months[-1], told, _lapsed(lifted), records)


def _risks(lifted: Liftings, who: NDArray[np.intp], kind: tuple[str, int], found: Walk) -> list[LapseRisk]:
    rows = features(lifted, len(lifted.months) - 1)[who]
    if not len(rows):
        return []
    told = zip(who, found.now.chance(rows), rows, found.now.shares(rows), strict=True)
    return [
        LapseRisk(lifted.names[at], *kind, float(chance), found.now.base, reasons(row, shares))
        for at, chance, row, shares in told
    ]


def _lapsed(lifted: Liftings) -> tuple[tuple[str, date], ...]:
    gone = ~at_risk(lifted.total, len(lifted.months) - 1) & (lifted.total > 0).any(axis=1)
    return tuple((lifted.names[at], lifted.months[np.flatnonzero(lifted.total[at])[-1]]) for at in np.flatnonzero(gone))


def _record(lifted: Liftings, kind: tuple[str, int], found: Walk) -> LapseRecord:
    still = found.is_lifting
    return LapseRecord(
        event=kind[0],
        within_months=kind[1],
        first=lifted.months[int(found.month[0])],
        last=lifted.months[int(found.month[-1])],
        cases=len(found.chance),
        events=int(found.happened.sum()),
        scores=scores(found.chance, found.happened, found.month),
        rule=scores(found.rule, found.happened, found.month),
        steady=scores(found.steady, found.happened, found.month),
        lifting=scores(found.chance[still], found.happened[still], found.month[still]),
        lifting_rule=scores(found.rule[still], found.happened[still], found.month[still]),
        bands=bands(found.chance, found.happened),
    )
