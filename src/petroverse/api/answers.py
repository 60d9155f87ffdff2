"""What the routes answer, as the OpenAPI document tells it: every field with its meaning, unit and an example."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.report_answers import Line

__all__ = [
    "ANSWER",
    "ASKED",
    "Answer",
    "Catalogue",
    "CompanyVerdictNumber",
    "Health",
    "Home",
    "MergeNumber",
    "Merges",
    "Problem",
    "Proposals",
    "RemovedRows",
    "Values",
]

ASKED: Final = (
    "/api/query?measure=volume&by=month,product&filter=source=national&filter=product=gasoline,gasoil"
    "&filter=month=2024-01..2024-02"
)
ANSWER: Final[dict[str, Any]] = {
    "schema": "petroverse.query/1",
    "rows": [
        {"month": "2024-01", "product": "gasoil", "volume": 80_499_500, "unit": "L"},
        {"month": "2024-01", "product": "gasoline", "volume": 64_418_000, "unit": "L"},
        {"month": "2024-02", "product": "gasoil", "volume": 75_764_500, "unit": "L"},
        {"month": "2024-02", "product": "gasoline", "volume": 63_515_500, "unit": "L"},
    ],
    "meta": {
        "query": {
            "measures": ["volume"],
            "dimensions": ["month", "product"],
            "filters": [
                {"dimension": "month", "from": "2024-01", "until": "2024-02"},
                {"dimension": "product", "in": ["gasoil", "gasoline"]},
                {"dimension": "source", "in": ["national"]},
            ],
        },
        "sql": "WITH volume AS (…",
        "row_count": 4,
        "sources": [
            {
                "file": "national/sample-national-supply-2024.xlsx",
                "sha256": "b0b5776513cc07a92f850ead538d45158ee4e7fdac76896578185670a4df4829",
                "known_at": "2025-01-20T10:00:00+00:00",
                "cells": 4,
            }
        ],
        "known_at": "2025-01-20T10:00:00+00:00",
        "simulated": True,
        "organisations": ["sample"],
        "breaks": [],
    },
    "warnings": ["SAMPLE: these figures are of a simulated country, they are not real"],
}
"""What the sample market answers to ``ASKED``, its statement cut short."""


class Problem(BaseModel):
    """What was wrong, where, and what to do (RFC 9457)."""

    type: Annotated[str, Field(description="Names the fault.", examples=["urn:petroverse:MixedSum"])]
    title: Annotated[str, Field(description="The status in words.")]
    status: Annotated[int, Field(description="The HTTP status.", examples=[422])]
    detail: Annotated[str, Field(description="All of it in one sentence.")]
    what: Annotated[str, Field(description="What was wrong, with the value in it.")]
    where: Annotated[str, Field(description="The field, file, sheet or cell; empty where it is the whole request.")]
    fix: Annotated[str, Field(description="What to do; may be shown to people as it is.")]


class AnswerSource(Line):
    """A file that figures of the answer stand in."""

    file: Annotated[str, Field(description="Its name.")]
    sha256: Annotated[str, Field(description="Of its bytes.")]
    known_at: Annotated[datetime, Field(description="When its publisher made it known, UTC.")]
    cells: Annotated[int, Field(description="Cells of it that the answer counts.")]


class AnswerBreak(Line):
    """A definition that changes within what was asked: a step in the figures there is no growth and no loss."""

    since: Annotated[date, Field(description="From this day on the two are told apart.")]
    product: Annotated[str, Field(description="What stands by itself since then.", examples=["gasoil_cellsite"])]
    inside: Annotated[str, Field(description="What it was inside before.", examples=["gasoil"])]
    source: Annotated[str, Field(description="In whose tables.", examples=["omc"])]
    note: Annotated[str, Field(description="How that is known.")]


class AnswerMeta(Line):
    """Where an answer comes from."""

    query: Annotated[dict[str, Any], Field(description="The question in its one normal form; it may be sent again.")]
    sql: Annotated[str, Field(description="The same question as a statement to run by hand over the lake's files.")]
    row_count: Annotated[int, Field(description="How many rows there are.")]
    sources: Annotated[list[AnswerSource], Field(description="The files, the one known last first.")]
    known_at: Annotated[datetime | None, Field(description="When the latest of them was made known, UTC.")]
    simulated: Annotated[bool, Field(description="True where the figures are of a made-up country.")]
    organisations: Annotated[list[str], Field(description="Whose facts were read.", examples=[["public"]])]
    breaks: Annotated[list[AnswerBreak], Field(description="Definitions that change within what was asked.")]


class Answer(Line):
    """An exact answer with its sources."""

    model_config = ConfigDict(json_schema_extra={"examples": [ANSWER]})

    schema_: Annotated[Literal["petroverse.query/1"], Field(alias="schema")]
    rows: Annotated[
        list[dict[str, str | float | None]],
        Field(
            description="One object a row: dimensions by their names (`month` is text like 2024-03, `year` a number), "
            "measures by theirs, and `unit`, which every litre, kilogram and price is counted in."
        ),
    ]
    meta: AnswerMeta
    warnings: Annotated[list[str], Field(description="Sentences that whoever reads the figures must know.")]


class HeldDataset(Line):
    """What is held of one dataset."""

    dataset: Annotated[str, Field(examples=["volume"])]
    title: str
    rows: Annotated[int | None, Field(description="Facts of all tables taken in; null where rows are hidden.")]
    editions: Annotated[int, Field(description="Tables taken in.")]
    series: Annotated[list[str], Field(description="Which sources there are.", examples=[["national", "omc"]])]
    first: Annotated[date, Field(description="The first day that anything speaks for.")]
    last: Annotated[date, Field(description="The day after the last.")]
    known_at: Annotated[datetime, Field(description="When the latest of it was made known, UTC.")]


class Home(Line):
    """What a platform holds for whoever asks."""

    organisation: Annotated[str, Field(description="Whose facts are read.", examples=["local"])]
    organisations: Annotated[list[str], Field(description="And whose with them.", examples=[["local", "public"]])]
    country: Annotated[str, Field(description="Of which country; empty where that is not known.")]
    is_simulated: Annotated[bool, Field(description="Whether the facts are of a made-up country.")]
    has_sample: Annotated[bool, Field(description="Whether the made-up country is in.")]
    is_limited: Annotated[bool, Field(description="Whether you may see some rows or measures only.")]
    imports: Annotated[int | None, Field(description="Files in force; null where rows are hidden.")]
    refused: Annotated[int | None, Field(description="Files that were refused; null where rows are hidden.")]
    findings: Annotated[int | None, Field(description="Lines of the quality report; null where rows are hidden.")]
    tied: Annotated[
        int | None,
        Field(description="Printed totals that agree with our sums to the unit; null where rows are hidden."),
    ]
    untied: Annotated[int | None, Field(description="Printed totals that do not; null where rows are hidden.")]
    datasets: list[HeldDataset]


class Engine(BaseModel):
    """How one engine is; it says no more of itself than there is to say."""

    status: Annotated[Literal["ok", "unhealthy"], Field(description="Whether it answers.")]
    detail: Annotated[str, Field(description="What is wrong; empty where nothing is.")]
    fix: Annotated[str, Field(description="What to do about it.")]
    engine: Annotated[str, Field(description="The program.", examples=["PostgreSQL"])]
    version: str = ""
    provider: Annotated[str, Field(description="Where the program comes from.")] = ""
    queue_length: Annotated[int, Field(description="Questions that wait for it.")] = 0
    free_bytes: Annotated[int, Field(description="Of a disk: how much is free.")] = 0
    total_bytes: Annotated[int, Field(description="Of a disk: how large it is.")] = 0


class Health(Line):
    """Whether every engine answers."""

    status: Literal["ok", "unhealthy"]
    version: Annotated[str, Field(description="The platform's.")]
    engines: Annotated[dict[str, Engine], Field(description="By the part that they are of it.")]


class RemovedRows(Line):
    """What went."""

    removed_rows: Annotated[int, Field(description="Rows of every kind.")]


class CatalogueColumn(Line):
    """One column of a dataset."""

    name: Annotated[str, Field(examples=["volume"])]
    type: Literal["code", "text", "date", "timestamp", "real", "integer", "boolean"]
    role: Literal["dimension", "measure", "time", "unit", "flag", "printed", "provenance"]
    meaning: str
    unit: Annotated[str, Field(description="Empty where it has none.", examples=["L or kg, as unit says"])]
    nullable: bool


class CatalogueDataset(Line):
    """A dataset as it is taken away whole; see `/api/exports/{dataset}`."""

    dataset: Annotated[str, Field(examples=["volume"])]
    title: str
    meaning: str
    columns: list[CatalogueColumn]


class CatalogueMeasure(Line):
    """One thing that may be asked for."""

    measure: Annotated[str, Field(examples=["volume"])]
    meaning: str
    unit: Annotated[str, Field(description="Empty for a pure number.", examples=["as the column unit says", "t"])]
    asked_together_with: Annotated[
        list[str], Field(description="Dimensions to group by, or hold to one value, because figures across do not mix.")
    ]
    also: Annotated[list[str], Field(description="Other words for it; ask by `measure`.", examples=[["market_share"]])]


class CatalogueStage(Line):
    """One source of a subject's figures."""

    value: Annotated[str, Field(description="As filters write it.", examples=["omc"])]
    meaning: Annotated[str, Field(description="Which stage of the same litres, or which kind of price, it tells.")]
    names: Annotated[
        str | None,
        Field(description="The dimension that its figures are told apart by; null for none.", examples=["company"]),
    ]
    use: Annotated[str, Field(description="What to ask it for.")]


class CatalogueSources(Line):
    """The stages that figures of a subject speak of; two stages of the same litres never add."""

    dimension: Annotated[str, Field(examples=["source"])]
    values: Annotated[list[str], Field(examples=[["omc", "bidec", "depot", "national", "regional"]])]
    stages: Annotated[list[CatalogueStage], Field(description="What each of them means.")]


class CatalogueSubject(Line):
    """What may be asked about; one question asks about one subject."""

    subject: Annotated[str, Field(examples=["volume"])]
    measures: list[CatalogueMeasure]
    times: Annotated[list[str], Field(description="Time dimensions, widest first.", examples=[["year", "month"]])]
    dimensions: Annotated[list[str], Field(description="Other dimensions.", examples=[["product", "company"]])]
    sources: Annotated[CatalogueSources | None, Field(description="None where there is one source alone.")]


class CatalogueProduct(Line):
    """A product by its code and by what people call it."""

    product: Annotated[str, Field(description="As filters and answers write it.", examples=["gasoil"])]
    name: Annotated[str, Field(examples=["Gasoil"])]
    also: Annotated[list[str], Field(description="What people call it.", examples=[["diesel", "AGO"]])]
    group: Annotated[str, Field(description="Its `product_group`, which may hold several products.")]
    unit: Annotated[Literal["L", "kg"], Field(description="What its volumes are counted in.")]


class Catalogue(Line):
    """Everything that may be asked and taken away."""

    datasets: list[CatalogueDataset]
    subjects: list[CatalogueSubject]
    products: Annotated[list[CatalogueProduct], Field(description="Every product there may be.")]
    provenance: Annotated[list[CatalogueColumn], Field(description="Columns that every dataset carries besides.")]


class Value(Line):
    """One value of a dimension."""

    value: Annotated[str | int, Field(description="As filters and answers write it.", examples=["gasoline"])]
    subjects: Annotated[list[str], Field(description="Where it occurs.", examples=[["volume", "price"]])]


class Values(Line):
    """Every value of a dimension that occurs in what the reader may see."""

    dimension: Annotated[str, Field(examples=["product"])]
    values: list[Value]
    is_simulated: bool


class Proposal(Line):
    """Two names that look like one company, and what speaks for it and against it; nothing is merged."""

    alias: Annotated[str, Field(description="The name that was used less lately.")]
    company: Annotated[str, Field(description="The other one.")]
    confidence: Annotated[float, Field(ge=0, le=1, description="How surely they are one.")]
    reason: str
    together: Annotated[int, Field(description="Periods of one source that name both: above 0 they are two.")]
    alias_series: Annotated[str, Field(description="Sources that name it.", examples=["bidec, omc"])]
    alias_first: Annotated[date, Field(description="The first period that names it.")]
    alias_last: Annotated[date, Field(description="The last.")]
    alias_periods: Annotated[int, Field(description="How many do.")]
    alias_volume_l: Annotated[float, Field(description="Litres (or kg) of all of them.")]
    company_series: Annotated[str, Field(description="Sources that name it.", examples=["bidec, omc"])]
    company_first: Annotated[date, Field(description="The first period that names it.")]
    company_last: Annotated[date, Field(description="The last.")]
    company_periods: Annotated[int, Field(description="How many do.")]
    company_volume_l: Annotated[float, Field(description="Litres (or kg) of all of them.")]


class CompanyDecision(Line):
    """What somebody decided of two names; `two` are proposed no more."""

    number: Annotated[int, Field(description="To take it back by.")]
    organisation: Annotated[str, Field(description="Who decided; `public` for everybody.")]
    name: str
    other: str
    verdict: Literal["two", "later"]
    reason: str
    decided_at: Annotated[datetime, Field(description="UTC.")]
    decided_by: str


class CompanyVerdictNumber(Line):
    """A decision that was made."""

    number: Annotated[int, Field(description="To take it back by.", examples=[3])]


class Proposals(Line):
    """Names that look like one company, the surest first, and what was decided of such names."""

    proposals: list[Proposal]
    decided: list[CompanyDecision]


class Merge(Line):
    """A name that stands, or once stood, for a company."""

    number: Annotated[int | None, Field(description="To take it back by; none where the owner's file says it.")]
    alias: str
    company: str
    since: Annotated[date | None, Field(description="The first day on which it does; none for always.")]
    reason: str
    accepted_at: Annotated[datetime | None, Field(description="UTC.")]
    accepted_by: str | None
    withdrawn_at: Annotated[datetime | None, Field(description="When it was taken back, UTC.")]


class Merges(Line):
    """Every merge there is or was."""

    aliases: list[Merge]


class MergeNumber(Line):
    """A merge that was made."""

    number: Annotated[int, Field(description="To take it back by.", examples=[3])]
