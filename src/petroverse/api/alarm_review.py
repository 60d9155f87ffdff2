"""Routes that look back: how well alarms serve the people of each position, and what a rule would have raised."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.alarm_forms import AlarmRuleForm
from petroverse.api.callers import Caller
from petroverse.api.service import Service
from petroverse.core.conditions import RuleName
from petroverse.workflows import PositionsBy, Priority, alarm_health, preview_alarm_rule

__all__ = ["add_alarm_review"]

_Name = Annotated[str, Query(max_length=128)]


class AlarmName(BaseModel):
    """What an alarm is known by."""

    rule: RuleName
    subject: str


class FrequentAlarm(AlarmName):
    """One of the ten that called most."""

    raised: int


class SuppressionSeen(AlarmName):
    """An alarm that was kept quiet by somebody who may not."""

    word: str
    at: datetime
    person: str


class HealthMeasure(BaseModel):
    """One figure of a review."""

    name: Annotated[str, Field(examples=["per_hour"], description="A share is 0 to 1.")]
    value: float
    target: float
    ceiling: Annotated[float, Field(description="What is still tolerable.")]
    verdict: Literal["met", "tolerable", "missed", "too_few"]


class AlarmFlood(BaseModel):
    """More alarms than a person can answer: from above 10 in ten minutes until below 5."""

    start: datetime
    end: datetime
    raised: int


class PositionHealth(BaseModel):
    """The review of one position."""

    position: Annotated[str, Field(description="The region or the site; empty for all, or where a region is unknown.")]
    raised: Annotated[int, Field(description="How many alarms called people.")]
    measures: list[HealthMeasure]
    floods: list[AlarmFlood]
    top: list[FrequentAlarm]
    chattering: Annotated[list[AlarmName], Field(description="Called three times within a minute.")]
    stale: Annotated[list[AlarmName], Field(description="Are so at the end, and for longer than 24 hours.")]
    unauthorised: list[SuppressionSeen]


class AlarmHealth(BaseModel):
    """How well alarms serve the people who answer them (ISA-18.2, EEMUA 191)."""

    start: datetime
    end: datetime
    by: PositionsBy
    positions: Annotated[list[PositionHealth], Field(description="Those in which anything happened.")]
    quiet: Annotated[int, Field(description="How many positions had no alarm at all.")]
    is_whole: Annotated[bool, Field(description="Whether every line was read; else only the newest.")]
    simulated: bool


class AlarmTrial(BaseModel):
    """A rule to be tried; nothing is saved."""

    model_config = ConfigDict(extra="forbid")

    rule: AlarmRuleForm
    place: Annotated[str, Field(max_length=128, description="Only over the tanks of this site; empty for all.")] = ""
    days: Annotated[int, Field(ge=1, le=30)] = 30


class AlarmCall(BaseModel):
    """One time that the rule would have called people."""

    rule: RuleName
    subject: str
    place: str
    at: datetime
    ended_at: datetime | None
    lasted_s: float | None
    value: float | None
    limit: float | None
    unit: str
    litres: float | None


class AlarmRulePreview(BaseModel):
    """What a rule would have raised over the last days."""

    name: RuleName
    subject: str
    priority: Priority
    missing: list[str]
    start: datetime
    end: datetime
    tanks: Annotated[int, Field(description="That the rule is for.")]
    tanks_tried: Annotated[int, Field(description="Fewer than all where their readings are too many to wait for.")]
    readings: Annotated[int, Field(description="How many were gone through.")]
    raised: Annotated[int, Field(description="How often it would have called, at the tanks that were tried.")]
    raised_by_rule_now: Annotated[
        int | None, Field(description="How often the rule that is in force called over the same; none where none is.")
    ]
    per_day: float
    standing: Annotated[int, Field(description="How many of these would still be so.")]
    calls: Annotated[list[AlarmCall], Field(description="The first 1,000, in the order of time.")]
    simulated: bool


def add_alarm_review(routes: APIRouter, service: Service) -> None:
    """Adds the routes that look back to those of alarms."""

    @routes.get("/health", operation_id="alarm_health")
    def review(
        reader: Caller,
        by: Annotated[
            PositionsBy, Query(description="Who answers: one for all, for each region, or each site.")
        ] = "all",
        place: _Name = "",
        days: Annotated[int, Query(ge=1, le=92)] = 30,
    ) -> AlarmHealth:
        """How often alarms called, floods, the most frequent, chattering and stale ones, each held against a target."""
        return AlarmHealth.model_validate(alarm_health(service.stores, reader, by=by, place=place, days=days))

    @routes.post("/rules/preview", operation_id="preview_alarm_rule")
    def preview(trial: AlarmTrial, reader: Caller) -> AlarmRulePreview:
        """What a rule, a draft or not, would have raised over the last days; nothing is saved."""
        plain = trial.rule.model_dump(exclude={"is_enabled"})
        told = preview_alarm_rule(service.stores, reader, plain, place=trial.place, days=trial.days)
        return AlarmRulePreview.model_validate(told)
