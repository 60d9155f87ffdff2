"""Routes that merge names of one company, reversibly."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.answers import CompanyVerdictNumber, MergeNumber, Merges, Proposals
from petroverse.api.callers import Caller
from petroverse.api.report_answers import Line
from petroverse.api.service import Service
from petroverse.core.country import CompanyAlias
from petroverse.workflows import (
    company_verdicts,
    decide_on_companies,
    merge_companies,
    merge_proposals,
    merges_list,
    names_of_company,
    undo_merge,
    undo_verdict,
)

__all__ = ["WantedMerge", "WantedVerdict", "company_routes"]

_Name = Annotated[str, Field(min_length=1, max_length=300)]


class CompanyName(Line):
    """A name that publishers printed for a company."""

    printed: Annotated[str, Field(description="As printed, blanks one wide.", examples=["Old Oil Ltd."])]
    series: Annotated[str, Field(description="In which tables: a source of volumes, or `price`.", examples=["omc"])]
    first: Annotated[date, Field(description="The first month or day that prints it.")]
    last: Annotated[date, Field(description="The last.")]
    rows: Annotated[int, Field(description="In how many rows of the tables in force.")]
    files: Annotated[list[str], Field(description="The files of these tables.")]
    reason: Annotated[str, Field(description="Why it is read as the company; empty for the company's own name.")]
    since: Annotated[date | None, Field(description="From which day it is; null for always.")]


class CompanyTurn(Line):
    """A company under another name, whose figures stand apart."""

    company: Annotated[str, Field(description="As answers write it.", examples=["OLD OIL LTD"])]
    since: Annotated[date, Field(description="The day on which the newer name began.")]
    reason: str


class CompanyNames(Line):
    """Every name of a company, the oldest first, and the companies that it came of or became."""

    company: str
    names: list[CompanyName]
    formerly: Annotated[list[CompanyTurn], Field(description="What it was called in figures before `since`.")]
    later: Annotated[list[CompanyTurn], Field(description="What it is called in figures from `since` on.")]


class WantedMerge(BaseModel):
    """A name that a person says stands for a company."""

    model_config = ConfigDict(extra="forbid")

    alias: Annotated[_Name, Field(description="The name, as the facts hold it.", examples=["OLD OIL LTD"])]
    company: Annotated[_Name, Field(description="The company, as the facts hold it.", examples=["NEW OIL"])]
    since: Annotated[date | None, Field(description="The first day on which it does; none for always.")] = None
    reason: Annotated[str, Field(max_length=1000, description="Why, for whoever reads it later.")] = ""


class WantedVerdict(BaseModel):
    """What a person decides of two names that look like one company."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[_Name, Field(description="A name, as the facts hold it.", examples=["BF OIL"])]
    other: Annotated[_Name, Field(description="Another.", examples=["BG OIL"])]
    verdict: Annotated[
        Literal["two", "later"], Field(description="`two`: two companies, never merged; `later`: undecided for now.")
    ]
    reason: Annotated[str, Field(max_length=1000, description="Why, for whoever reads it later.")] = ""


def company_routes(service: Service) -> APIRouter:
    """Routes of proposals and accepted merges."""
    routes = APIRouter(prefix="/api/companies", tags=["companies"])

    @routes.get("/proposals")
    def merge_proposals_list(reader: Caller) -> Proposals:
        """Names that look like one company, with what speaks for it and against it; nothing is merged."""
        told = {
            "proposals": merge_proposals(service.stores, reader),
            "decided": company_verdicts(service.stores, reader),
        }
        return Proposals.model_validate(told)

    @routes.get("/names")
    def names(company: Annotated[_Name, Query(examples=["NEW OIL"])], reader: Caller) -> CompanyNames:
        """Every name that the facts print for a company, with the files and from when until when."""
        told = names_of_company(service.stores, reader, company)
        return CompanyNames.model_validate({"company": company, **told})

    @routes.get("/aliases")
    def merges(reader: Caller) -> Merges:
        """Every name that stands or once stood for a company."""
        return Merges.model_validate({"aliases": merges_list(service.stores, reader)})

    @routes.post("/aliases", status_code=201)
    def merge(wanted: WantedMerge, reader: Caller) -> MergeNumber:
        """Reads a name as a company's from now on; gives the number to take it back by."""
        alias = CompanyAlias(wanted.alias, wanted.company, wanted.since, wanted.reason)
        return MergeNumber(number=merge_companies(service.stores, reader, alias))

    @routes.delete("/aliases/{number}", status_code=204)
    def undo_a_merge(number: Annotated[int, Path(ge=1, le=2**62)], reader: Caller) -> Response:
        """Takes a merge back; every answer is at once as it was before."""
        undo_merge(service.stores, reader, number)
        return Response(status_code=204)

    @routes.post("/verdicts", status_code=201)
    def decide(wanted: WantedVerdict, reader: Caller) -> CompanyVerdictNumber:
        """Decides that two names are two companies, or are looked at later; gives the number to take it back by."""
        pair = (wanted.name, wanted.other)
        number = decide_on_companies(service.stores, reader, pair, wanted.verdict, reason=wanted.reason)
        return CompanyVerdictNumber(number=number)

    @routes.delete("/verdicts/{number}", status_code=204)
    def undo_a_verdict(number: Annotated[int, Path(ge=1, le=2**62)], reader: Caller) -> Response:
        """Takes a decision back, so that the names are proposed again."""
        undo_verdict(service.stores, reader, number)
        return Response(status_code=204)

    return routes
