"""Routes of insights: a period's, the most worth first; one; a file of them; and a PDF with their charts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from petroverse.api.callers import Caller
from petroverse.api.conditional import FILES, FormatWanted, chosen_format, document_response
from petroverse.api.report_answers import Line
from petroverse.api.reports import file_of
from petroverse.api.service import Service
from petroverse.workflows import InsightsAsked, insights_page, insights_report, insights_rows, one_insight

__all__ = ["InsightsAnswered", "insight_routes"]

_Period = Annotated[
    str, Query(max_length=10, description="A year, quarter or month; the latest one if empty.", examples=["2024-Q1"])
]
_Audience = Annotated[
    Literal["", "executive", "analyst", "regulator"], Query(description="Whom they are ranked for; anybody if empty.")
]
_GIVEN: Final[dict[int | str, dict[str, Any]]] = {200: {"description": "The insights.", "content": FILES}}
_PDF: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The file.",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class LesserInsight(Line):
    """What an insight contains."""

    kind: str
    question: Annotated[dict[str, Any], Field(description="What computes its figures, as `/api/query` takes it.")]
    figures: dict[str, Any]


class InsightTold(Line):
    """One thing worth knowing."""

    id: Annotated[str, Field(description="The same for the same thing of the same month.")]
    month: Annotated[str, Field(examples=["2024-05"])]
    kind: Annotated[str, Field(description="Such as `record`, `turn`, `share`, `left`.", examples=["record"])]
    title: Annotated[str, Field(examples=["Gasoline: the highest month since the figures begin in January 1999"])]
    text: Annotated[str, Field(description="The same in a sentence or three.")]
    score: Annotated[float, Field(description="What it is ranked by: surprise, what is at stake, who listens.")]
    scores: Annotated[dict[str, float], Field(description="By audience.")]
    way: Literal["up", "down", "level"]
    source: Annotated[str, Field(description="The stage of the litres; empty where several are compared.")]
    products: Annotated[list[str], Field(description="What is counted together; empty for all, in tonnes.")]
    dimension: Annotated[str, Field(description="What `member` is one of; empty for the whole market.")]
    member: str
    questions: Annotated[
        list[dict[str, Any]], Field(description="What computes its figures, as `/api/query` takes them.")
    ]
    figures: Annotated[dict[str, Any], Field(description="What these questions gave.")]
    question: Annotated[dict[str, Any], Field(description="What is drawn of it, as `/api/query` takes it.")]
    view: Annotated[dict[str, Any], Field(description="How that is drawn, as a panel's view.")]
    folded: Annotated[list[LesserInsight], Field(description="Lesser things that it contains.")]
    found_at: Annotated[datetime, Field(description="When it was found first, UTC.")]
    changed_at: Annotated[datetime, Field(description="When its figures changed last, UTC.")]
    known_at: Annotated[str, Field(description="When the latest publication behind it was made known; may be empty.")]
    organisation: Annotated[str, Field(description="Of whose facts.", examples=["public"])]
    is_simulated: bool


class InsightsAnswered(Line):
    """The insights of a period, the most worth first."""

    insights: list[InsightTold]
    total: Annotated[int, Field(description="How many there are.")]
    period: Annotated[str, Field(examples=["2024-05"])]
    months: Annotated[list[str], Field(description="Months that have any, newest first.")]
    looked_at: Annotated[datetime | None, Field(description="When the facts were looked through last, UTC.")]
    is_simulated: bool


def insight_routes(service: Service) -> APIRouter:
    """Routes of insights; a reader sees those whose every row the reader may read."""
    routes = APIRouter(prefix="/api/insights", tags=["insights"])

    @routes.get("", operation_id="insights", response_model=InsightsAnswered, responses=_GIVEN)
    def insights(
        request: Request,
        reader: Caller,
        *,
        period: _Period = "",
        until: Annotated[
            str, Query(max_length=10, description="With no period: the half year up to then, the newest first.")
        ] = "",
        audience: _Audience = "",
        kind: Annotated[str, Query(max_length=40, description="Of this kind alone.")] = "",
        form: FormatWanted = "",
        limit: Annotated[int, Query(ge=1, le=1000, description="At most so many.")] = 50,
    ) -> Any:  # noqa: ANN401 - the model, or a file
        """The few things worth knowing of a period, the most worth first; as a file it takes the right to export."""
        asked = InsightsAsked(period, until, audience, kind, limit=limit)
        chosen = chosen_format(request, form)
        if chosen.name != "json":
            return document_response(insights_rows(service.stores, reader, asked), chosen, f"insights-{period}")
        return InsightsAnswered.model_validate(insights_page(service.stores, reader, asked))

    @routes.get("/report", operation_id="insights_report", responses=_PDF, response_class=Response)
    def report(reader: Caller, *, period: _Period = "", audience: _Audience = "") -> Response:
        """A period's insights as a PDF, each with its chart."""
        return file_of(insights_report(service.stores, reader, InsightsAsked(period, audience=audience)))

    @routes.get("/{insight}", operation_id="insight")
    def insight(insight: Annotated[str, Path(min_length=1, max_length=64)], reader: Caller) -> InsightTold:
        """One insight with its questions, its figures and how it is drawn."""
        return InsightTold.model_validate(one_insight(service.stores, reader, insight))

    return routes
