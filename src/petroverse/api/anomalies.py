"""Routes of anomalies: what is out of the ordinary, one with its evidence, what a person says of it, and a ranking."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from petroverse.api.callers import Caller
from petroverse.api.report_answers import Line
from petroverse.api.service import Service
from petroverse.workflows import AnomaliesAsked, anomalies_page, judge_anomaly, one_anomaly, region_signals

__all__ = ["AnomaliesAnswered", "anomaly_routes"]

_Id = Annotated[str, Path(min_length=1, max_length=64)]
_Month = Annotated[str, Query(pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$", examples=["2024-06"])]


class AnomalyVerdict(Line):
    """What a person said of it."""

    finding: str
    family: Annotated[str, Field(description="The kinds whose threshold it moves.")]
    verdict: Literal["confirmed", "dismissed", "snoozed", "reopened"]
    reason: str
    until: datetime | None
    judged_by: str
    judged_at: datetime | None


class AnomalyTold(Line):
    """One thing out of the ordinary."""

    id: Annotated[str, Field(description="The same for the same test of the same node and time.")]
    kind: Annotated[str, Field(examples=["shift"])]
    text: Annotated[str, Field(description="In a sentence.")]
    since: Annotated[str, Field(description="First month, or pricing window.", examples=["2024-01"])]
    until: Annotated[str, Field(description="The last.", examples=["2024-06"])]
    source: Annotated[str, Field(description="The table that speaks of it.", examples=["regional"])]
    product: Annotated[str, Field(description="Empty for all.")]
    region: Annotated[str, Field(description="Empty for all.")]
    company: Annotated[str, Field(description="Empty for all.")]
    seen: float
    expected: float
    unit: str
    z: Annotated[float, Field(description="Standard deviations from what was to be expected; 0 where it has none.")]
    probability: Annotated[float, Field(description="Of a figure so far off where nothing is wrong, 0 to 1.")]
    threshold: Annotated[float, Field(description="Below which probability its kind is told now.")]
    threshold_why: Annotated[str, Field(description="How the budget of false alarms and verdicts make it so.")]
    members: Annotated[dict[str, float], Field(description="What each detector says.")]
    score: Annotated[float, Field(description="What lists are sorted by: surprise and worth.")]
    litres: Annotated[float, Field(description="What it is about; below zero where it is missing.")]
    litres_unit: Annotated[str, Field(description="`L` or `kg`; empty where it is about no volume.")]
    money: Annotated[
        float | None, Field(description="The same at the market's middle price; null where none is known.")
    ]
    currency: str
    is_early_warning: Annotated[bool, Field(description="A rise at a border, or of a product of special use.")]
    causes: Annotated[list[str], Field(description="Likely ones, the likeliest first.")]
    confirm: Annotated[list[str], Field(description="What would confirm it.")]
    refute: Annotated[list[str], Field(description="What would refute it.")]
    also: Annotated[list[str], Field(description="Other tests that say so too.")]
    made_of: Annotated[list[str], Field(description="The smaller nodes that explain it.")]
    evidence: Annotated[list[dict[str, Any]], Field(description="What re-computes it, as `/api/query` takes it.")]
    state: Literal["open", "confirmed", "dismissed", "snoozed"]
    verdict: AnomalyVerdict | None
    found_at: datetime
    changed_at: datetime
    organisation: Annotated[str, Field(description="Of whose facts.", examples=["public"])]


class Recomputed(Line):
    """What the evidence says now."""

    seen: float
    expected: float
    probability: float


class AnomalyInFull(AnomalyTold):
    """One with its evidence computed anew."""

    recomputed: Annotated[Recomputed | None, Field(description="Null where the rows say it no more.")]
    holds: Annotated[bool, Field(description="Whether they say exactly what was found.")]


class AnomalyThreshold(Line):
    """When a family of kinds is told."""

    probability: float
    tests_a_month: float
    why: str


class AnomaliesAnswered(Line):
    """Anomalies, those most worth a person's time first."""

    anomalies: list[AnomalyTold]
    total: Annotated[int, Field(description="How many there are.")]
    thresholds: Annotated[dict[str, AnomalyThreshold], Field(description="By family of kinds.")]
    looked_at: Annotated[datetime | None, Field(description="When the facts were looked through last, UTC.")]
    is_simulated: bool


class RegionSignal(Line):
    """One region and product beside how the market grew."""

    rank: int
    region: str
    product: str
    z: Annotated[float, Field(description="How far off, in standard deviations.")]
    probability: float
    since: str
    until: str
    seen: float
    expected: Annotated[float, Field(description="Last year's months, grown as the middle of the market did.")]
    unit: str
    is_early_warning: bool
    note: str
    members: dict[str, float]


class RegionSignals(Line):
    """Every region and product, the farthest off first."""

    signals: list[RegionSignal]


class WantedJudgement(BaseModel):
    """What a person says of an anomaly."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["confirmed", "dismissed", "snoozed", "reopened"]
    reason: Annotated[str, Field(min_length=1, max_length=1000, description="Why, for whoever reads it later.")]
    until: Annotated[AwareDatetime | None, Field(description="Until when it is left alone; with `snoozed` alone.")] = (
        None
    )


def anomaly_routes(service: Service) -> APIRouter:
    """Routes of anomalies; a reader sees those whose every row the reader may read."""
    routes = APIRouter(prefix="/api/anomalies", tags=["anomalies"])

    @routes.get("", operation_id="anomalies")
    def anomalies(
        reader: Caller,
        *,
        state: Annotated[
            Literal["", "open", "confirmed", "dismissed", "snoozed"], Query(description="In this state; any if empty.")
        ] = "open",
        kind: Annotated[str, Query(max_length=40, description="Of this kind alone.")] = "",
        since: _Month = "",
        warnings: Annotated[bool, Query(description="Only early warnings of smuggling.")] = False,
        limit: Annotated[int, Query(ge=1, le=1000, description="At most so many.")] = 50,
    ) -> AnomaliesAnswered:
        """What is out of the ordinary in the market's figures, within the budget of false alarms."""
        asked = AnomaliesAsked(state, kind, since, warnings, limit)
        return AnomaliesAnswered.model_validate(
            anomalies_page(service.stores, reader, asked, budget=service.false_alarms_a_month)
        )

    @routes.get("/signals", operation_id="region_signals")
    def signals(
        reader: Caller,
        *,
        until: _Month = "",
        months: Annotated[int, Query(ge=1, le=12, description="How many months.")] = 6,
    ) -> RegionSignals:
        """Every region and product beside how the market grew against the same months a year before."""
        return RegionSignals.model_validate({"signals": region_signals(service.stores, reader, until, months)})

    @routes.get("/{anomaly}", operation_id="anomaly")
    def anomaly(anomaly: _Id, reader: Caller) -> AnomalyInFull:
        """One anomaly, computed anew from its evidence, with its likely causes and what would settle it."""
        return AnomalyInFull.model_validate(
            one_anomaly(service.stores, reader, anomaly, budget=service.false_alarms_a_month)
        )

    @routes.post("/{anomaly}/verdict", operation_id="judge_anomaly")
    def judge(anomaly: _Id, wanted: WantedJudgement, reader: Caller) -> AnomalyTold:
        """Says what an anomaly is, for one's organisation; its kind becomes stricter or looser, within bounds."""
        told = judge_anomaly(
            service.stores,
            reader,
            anomaly,
            wanted.verdict,
            wanted.reason,
            until=wanted.until,
            budget=service.false_alarms_a_month,
        )
        return AnomalyTold.model_validate(told)

    return routes
