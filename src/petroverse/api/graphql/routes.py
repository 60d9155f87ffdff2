"""The one GraphQL route, and the schema as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Response
from fastapi.responses import PlainTextResponse
from graphql import GraphQLError
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.callers import Caller
from petroverse.api.errors import status_of, unexpected_fault
from petroverse.api.graphql.schema import Asked, schema_text, subgraph
from petroverse.api.service import Service
from petroverse.core.errors import PetroVerseError, QueryRefused

__all__ = ["graphql_routes"]

_LONGEST: Final = 20_000
_QUESTION: Final = {
    "measures": ["volume"],
    "dimensions": ["month", "product"],
    "filters": [{"dimension": "source", "in": ["national"]}],
}
_EXAMPLES: Final[dict[str, Any]] = {
    "question": {
        "summary": "A question with its warnings and sources",
        "value": {
            "query": "query($q: QuestionInput!) { answer(question: $q) { rowCount rows(first: 1000, after: 0) "
            "columns { name unit } warnings sources { file knownAt } } }",
            "variables": {"q": _QUESTION},
        },
    }
}


class GraphqlRequest(BaseModel):
    """One GraphQL document to run.

    Attributes:
        query: The document.
        variables: Its variables.
        operation_name: Which operation of it, where it holds several.
    """

    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(min_length=1, max_length=_LONGEST, examples=["{ products { code } }"])]
    variables: dict[str, Any] | None = None
    operation_name: Annotated[
        str | None, Field(alias="operationName", description="Which operation of it, where it holds several.")
    ] = None
    extensions: dict[str, Any] | None = None


class GraphqlReply(BaseModel):
    """What a document gave.

    Attributes:
        data: What was asked for; null where nothing could be given.
        errors: What went wrong, each with ``extensions``: ``code``, ``status``, ``where``, ``fix``.
    """

    data: dict[str, Any] | None = None
    errors: list[dict[str, Any]] | None = None


def graphql_routes(service: Service) -> APIRouter:
    """Routes of GraphQL."""
    routes = APIRouter(prefix="/api/graphql", tags=["graphql"])

    @routes.post("", response_model_exclude_unset=True)
    async def graphql(
        wanted: Annotated[GraphqlRequest, Body(openapi_examples=_EXAMPLES)], reader: Caller
    ) -> GraphqlReply:
        """Runs one GraphQL document; a subgraph of Apollo Federation 2."""
        done = await subgraph().execute(
            wanted.query,
            variable_values=wanted.variables,
            operation_name=wanted.operation_name,
            context_value=Asked(service, reader),
        )
        found: dict[str, Any] = {"data": done.data}
        if done.errors:
            found["errors"] = [_told(each) for each in done.errors]
        return GraphqlReply(**found)

    @routes.get("/schema", response_class=PlainTextResponse)
    def schema() -> Response:
        """The subgraph's schema, as a composition reads it."""
        return PlainTextResponse(schema_text())

    return routes


def _told(error: GraphQLError) -> dict[str, Any]:
    """An error as the client may see it: a fault of ours by its name, anything unforeseen without its inside."""
    fault = error.original_error
    if fault is None:
        return {**error.formatted, "extensions": {"code": "GRAPHQL_VALIDATION_FAILED", "status": 400}}
    named = _named(fault, error.path or [])
    told = {"code": type(named).__name__, "status": status_of(named), "where": named.where, "fix": named.fix}
    return {**error.formatted, "message": named.what, "extensions": told}


def _named(fault: Exception, path: Sequence[str | int]) -> PetroVerseError:
    if isinstance(fault, PetroVerseError):
        return fault
    if path[:1] == ["_entities"] and len(path) <= len(("_entities", 0)):  # nothing of ours runs before a field is asked
        return QueryRefused("a representation is of no entity here", where="_entities", fix="see /api/graphql/schema")
    return unexpected_fault(fault)
