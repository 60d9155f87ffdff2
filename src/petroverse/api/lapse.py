"""Routes of lapses: companies that may stop lifting, one with its reasons, and what such warnings were worth."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from petroverse.api.callers import Caller
from petroverse.api.report_answers import Line
from petroverse.api.service import Service
from petroverse.workflows import companies_at_risk, risk_of_company

__all__ = ["lapse_routes"]

_Source = Annotated[str, Query(max_length=40, description="Whose liftings: a stage of the trade.", examples=["omc"])]
_AsOf = Annotated[
    str,
    Query(max_length=40, description="As it was told by then; empty for now.", examples=["2024-06-30"]),
]
_Event = Annotated[
    Literal["lapses", "halves"],
    Field(
        description="`lapses`: lifts nothing for three months in a row; `halves`: lifts, a month, at most half of its"
        " mean of the six months before."
    ),
]
_Within = Annotated[int, Field(description="Within so many months after the last one known.", examples=[3])]
_Chance = Annotated[float, Field(ge=0, le=1)]


class LapseReason(Line):
    """One thing that makes it likelier or less likely."""

    about: Annotated[str, Field(description="The side of its liftings that it speaks of.", examples=["pauses"])]
    words: Annotated[str, Field(description="What was seen.", examples=["lifted nothing for 1 month"])]
    times: Annotated[float, Field(description="By how much it multiplies the odds; above 1 it is likelier.")]


class LapseBand(Line):
    """What came of all earlier warnings between two probabilities."""

    low: _Chance
    high: _Chance
    cases: Annotated[int, Field(description="Warnings.")]
    events: Annotated[int, Field(description="To so many of them it happened.")]


class LapseWarning(Line):
    """One warning."""

    event: _Event
    within_months: _Within
    probability: _Chance
    base: Annotated[_Chance, Field(description="How often it happened to all who could, in everything known.")]
    reasons: Annotated[list[LapseReason], Field(description="The weightiest first.")]
    as_loud_before: Annotated[LapseBand, Field(description="What came of earlier warnings about as loud.")]


class LapseScores(Line):
    """What warnings were worth; null where it cannot be told."""

    auc: Annotated[float | None, Field(description="Chance that who it happened to had been warned louder; 0.5: none.")]
    brier: Annotated[float, Field(description="Mean squared error of the probability; smaller is better.")]
    lift_10: Annotated[float | None, Field(description="How much oftener it happened to each month's loudest tenth.")]
    caught_10: Annotated[float | None, Field(description="Part of all events that lay in the loudest tenth.")]


class LapseRecord(Line):
    """Warnings of one kind, made month after month from what was known then, and what came of them."""

    event: _Event
    within_months: _Within
    first: Annotated[date, Field(description="The first month after which they were made.")]
    last: Annotated[date, Field(description="The last one whose outcome is known.")]
    cases: int
    events: int
    scores: LapseScores
    rule: Annotated[LapseScores, Field(description="Of a rule that knows silent and active months only.")]
    steady: Annotated[LapseScores, Field(description="Of telling everybody the rate of the past.")]
    lifting: Annotated[LapseScores, Field(description="Of the warnings to those who lifted in that very month.")]
    lifting_rule: Annotated[LapseScores, Field(description="Of the rule on the same.")]
    bands: list[LapseBand]


class _Told(Line):
    month: Annotated[date, Field(description="The last month known.")]
    source: str
    simulated: Annotated[bool, Field(description="Whether the figures are made up.")]
    records: list[LapseRecord]


class RiskyCompany(Line):
    """A company that lifted in the last three months, and may lapse."""

    company: str
    warnings: list[LapseWarning]


class LapsedCompany(Line):
    """A company that has lapsed already."""

    company: str
    last_month: Annotated[date, Field(description="The last month in which it lifted.")]


class CompaniesAtRisk(_Told):
    """Everybody, the likeliest to lapse first."""

    at_risk: list[RiskyCompany]
    lapsed: list[LapsedCompany]


class CompanyRisk(_Told):
    """One company."""

    company: Annotated[str, Field(description="As it is called now.")]
    warnings: Annotated[list[LapseWarning], Field(description="None where it has lapsed already.")]
    last_month: Annotated[date | None, Field(description="The last month in which it lifted, where it has lapsed.")]


def lapse_routes(service: Service) -> APIRouter:
    """Routes of lapses."""
    routes = APIRouter(prefix="/api/lapses", tags=["companies"])

    @routes.get("")
    def at_risk(reader: Caller, source: _Source = "omc", as_of: _AsOf = "") -> CompaniesAtRisk:
        """Companies that may stop lifting, or lift half as much, within 3 and 6 months, and those that have stopped."""
        told = companies_at_risk(service.stores, reader, source, as_of=as_of)
        return CompaniesAtRisk.model_validate(told)

    @routes.get("/company")
    def company_risk(
        company: Annotated[str, Query(min_length=1, max_length=300, examples=["NEW OIL"])],
        reader: Caller,
        source: _Source = "omc",
        as_of: _AsOf = "",
    ) -> CompanyRisk:
        """One company: how likely it lapses or halves, why, and what came of warnings about as loud before."""
        return CompanyRisk.model_validate(risk_of_company(service.stores, reader, company, source, as_of=as_of))

    return routes
