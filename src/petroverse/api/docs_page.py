"""The page of the API for people: made of the OpenAPI document, readable without a script, with examples to copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Request, Response

from petroverse.api.docs_html import STYLE, headed, prose, table
from petroverse.api.docs_routes import contents_of_routes, routes, shapes
from petroverse.api.docs_start import first_steps
from petroverse.api.docs_words import measures, words_of_the_market

__all__ = ["docs_routes", "page_of"]

_CONTENTS: Final = {
    "first-steps": "First steps: finished links, a program",
    "products": "Products: diesel, petrol and what else people say",
    "sources": "Sources: whose litres, which price",
    "measures": "Measures, by subject",
    "times": "Times: how periods are written",
    "routes": "Routes",
    "faults": "Faults",
    "fields": "Fields of bodies and answers",
}


def docs_routes() -> APIRouter:
    """The route of the page."""
    found = APIRouter()

    @found.get("/api/docs", include_in_schema=False)
    def docs(request: Request) -> Response:
        app: FastAPI = request.app
        address = str(request.base_url).rstrip("/")
        return Response(page_of(app.openapi(), address), media_type="text/html; charset=utf-8")

    return found


def page_of(document: Mapping[str, Any], address: str) -> str:
    """The page.

    Args:
        document: The OpenAPI document.
        address: Where the platform answers, for the examples.
    """
    title = f"{document['info']['title']} API {document['info']['version']}"
    parts = [
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<meta name='viewport' content='width=device-width'><style>{STYLE}</style></head><body><main>",
        f"<h1>{escape(title)}</h1>",
        _contents(document),
        prose(document["info"].get("description", "")),
        "<p>The same as a document for programs: <a href='/api/openapi.json'>/api/openapi.json</a>.</p>",
        *first_steps(address),
        *words_of_the_market(),
        *measures(),
        *routes(document),
        *_faults(document),
        *shapes(document),
        "</main></body></html>",
    ]
    return "\n".join(parts)


def _contents(document: Mapping[str, Any]) -> str:
    links = [
        f"<li><a href='#{anchor}'>{escape(title)}</a>{contents_of_routes(document) if anchor == 'routes' else ''}</li>"
        for anchor, title in _CONTENTS.items()
    ]
    return f"<nav aria-label='Contents'><ul>{''.join(links)}</ul></nav>"


def _faults(document: Mapping[str, Any]) -> Iterator[str]:
    """What may be wrong, once for every route."""
    yield headed(2, "faults", "Faults")
    yield prose(
        "Every fault is `application/problem+json`: `what` was wrong, `where`, the `fix`, and `detail` with all of it "
        "in one sentence. Show `detail` to whoever asked: of a question it names the nearest one that has an answer."
    )
    responses = document["components"]["responses"]
    every = {
        status: each["$ref"].rpartition("/")[2]
        for operations in document["paths"].values()
        for operation in operations.values()
        for status, each in operation["responses"].items()
        if "$ref" in each
    }
    rows = [(status, escape(responses[name]["description"])) for status, name in sorted(every.items())]
    yield table(("status", "meaning"), rows)
