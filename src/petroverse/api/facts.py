"""Routes that answer questions and tell what the home holds."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Response
from fastapi.concurrency import run_in_threadpool

from petroverse.api.callers import Caller
from petroverse.api.service import Service
from petroverse.core.rights import Right
from petroverse.workflows import answer_question, home_overview, question_from_json, remove_sample

__all__ = ["fact_routes"]

_EXAMPLES: Final[dict[str, Any]] = {
    "national volume": {
        "summary": "National volume by month and product",
        "value": {
            "measures": ["volume"],
            "dimensions": ["month", "product"],
            "filters": [{"dimension": "source", "in": ["national"]}],
        },
    },
    "as it was known": {
        "summary": "Regional volume as known on a day",
        "value": {
            "measures": ["volume"],
            "dimensions": ["month", "region"],
            "filters": [{"dimension": "source", "in": ["regional"]}, {"dimension": "product", "in": ["gasoil"]}],
            "as_of": "2024-06-30",
        },
    },
}


def fact_routes(service: Service) -> APIRouter:
    """Routes of queries, the home and the sample."""
    routes = APIRouter(prefix="/api")

    @routes.get("/home", tags=["home"])
    def home(reader: Caller) -> dict[str, Any]:
        """What is in the home: whose facts are read, whether they are simulated, and every dataset."""
        return home_overview(service.stores, reader)

    @routes.post("/query", tags=["query"])
    async def query(question: Annotated[dict[str, Any], Body(openapi_examples=_EXAMPLES)], reader: Caller) -> Response:
        """Answers one typed query; the answer is one ``petroverse.query/1`` object."""
        asked = question_from_json(question)
        answer = await run_in_threadpool(answer_question, service.stores, asked, reader)
        return Response(answer.json_bytes, media_type="application/json")

    @routes.post("/sample", tags=["sample"], status_code=201)
    def load_sample(reader: Caller) -> dict[str, Any]:
        """Loads the simulated sample market into its own organisation."""
        reader.must(Right.PLATFORM)
        return {"report": service.load_sample().as_json()}

    @routes.delete("/sample", tags=["sample"])
    def drop_sample(reader: Caller) -> dict[str, Any]:
        """Removes the sample market, whole."""
        return {"removed_rows": remove_sample(service.stores, reader)}

    return routes
