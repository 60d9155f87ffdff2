"""Routes that answer questions and tell what the home holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Request, Response

from petroverse.api.answers import ANSWER, Answer, Home, RemovedRows
from petroverse.api.callers import Caller
from petroverse.api.conditional import FILES, FormatWanted, chosen_format, document_response, not_modified, tagged
from petroverse.api.question import EXAMPLES, Question, Words
from petroverse.api.report_answers import Uploaded
from petroverse.api.service import Service
from petroverse.core.grants import SAMPLE
from petroverse.core.rights import Right
from petroverse.documents import document_of_table
from petroverse.workflows import (
    Reply,
    answer_question,
    home_overview,
    question_from_json,
    question_from_words,
    remove_organisation,
)

__all__ = ["fact_routes"]

_WARNINGS: Final = "X-PetroVerse-Warnings"
_MOST_HEADER: Final = 4000
"""What a proxy surely lets pass of one header."""
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "model": Answer,
        "description": "The answer. `ETag` names it; send it as `If-None-Match` to learn that nothing changed.",
        "content": {"application/json": {"example": ANSWER}, **FILES},
        "headers": {
            _WARNINGS: {
                "description": "What whoever reads the figures must know, as a JSON list of sentences in ASCII; of "
                "formats other than JSON, where `warnings` says it. Missing where there is nothing to say.",
                "schema": {"type": "string"},
                "example": '["SAMPLE: these figures are of a simulated country, they are not real"]',
            }
        },
    },
    304: {"description": "The answer that you hold is the answer."},
}


def fact_routes(service: Service) -> APIRouter:
    """Routes of queries, the home and the sample."""
    routes = APIRouter(prefix="/api")

    @routes.get("/home", tags=["home"])
    def home(reader: Caller) -> Home:
        """What is in the home: whose facts are read, whether they are simulated, and every dataset."""
        return Home.model_validate(home_overview(service.stores, reader))

    @routes.get("/query", tags=["query"], operation_id="ask_in_a_link", responses=_ANSWERS, response_class=Response)
    def ask_in_a_link(words: Words, request: Request, reader: Caller) -> Response:
        """Answers one question written as a link: for spreadsheets, notebooks and caches."""
        asked = question_from_words(words.measure, words.by, words.filter, **words.options())
        return _answered(request, answer_question(service.stores, asked, reader), words.format)

    @routes.post("/query", tags=["query"], operation_id="ask", responses=_ANSWERS, response_class=Response)
    def ask(
        question: Annotated[Question, Body(openapi_examples=EXAMPLES)],
        request: Request,
        reader: Caller,
        form: FormatWanted = "",
    ) -> Response:
        """Answers one question; it changes nothing, and is the same question as in a link."""
        asked = question_from_json(question.as_json())
        return _answered(request, answer_question(service.stores, asked, reader), form)

    @routes.post("/sample", tags=["sample"], status_code=201)
    def load_sample(reader: Caller) -> Uploaded:
        """Loads the simulated sample market into its own organisation."""
        reader.must(Right.PLATFORM)
        return Uploaded.model_validate({"report": service.load_sample().as_json()})

    @routes.delete("/sample", tags=["sample"])
    def remove_the_sample(reader: Caller) -> RemovedRows:
        """Removes the sample market, whole."""
        return RemovedRows(removed_rows=remove_organisation(service.stores, reader, SAMPLE))

    return routes


def _answered(request: Request, reply: Reply, wanted: str) -> Response:
    form = chosen_format(request, wanted)
    headers = tagged(reply.etag, form)
    same = not_modified(request, headers)
    if same is not None:
        return same
    if form.name == "json":
        return Response(reply.json_bytes, media_type=form.media_type, headers=headers)
    meta = reply.told
    warnings = meta.pop("warnings")
    document = document_of_table(ANSWER["schema"], reply.table, meta=meta, warnings=warnings)
    return document_response(document, form, "query", headers | _warned(warnings))


def _warned(warnings: Sequence[str]) -> dict[str, str]:
    """The header of an answer whose format has no place for its warnings."""
    told, left_out = list(warnings), 0
    while told and len(json.dumps(told)) > _MOST_HEADER:
        told.pop()
        left_out += 1
    if left_out:
        told.append(f"{left_out} more: ask with format=json")
    return {_WARNINGS: json.dumps(told)} if told else {}
